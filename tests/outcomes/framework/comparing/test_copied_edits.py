"""Random edits to a copied edition in the database are reported exactly, no more, no less (requirements B23, B24)."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcomes.framework.comparing.changes import Comparison
from outcomes.framework.comparing.reading import compare_editions
from outcomes.framework.editions import copy_edition
from outcomes.framework.models import (
    Commitment,
    CommitmentPartner,
    IndicatorCitation,
    JointWork,
    Placement,
    PlanItem,
    Saving,
    Statement,
)
from outcomes.framework.starting import keep_baseline
from plan import clock
from plan.models import GlossaryTerm, Partner, Plan, Section, SectionEntry, User
from plan.roles import POLICY_OFFICER
from tests import factories
from tests.ground import ground

from .edits import NAMES, Editor
from .said_again import Expected, Names, expected, keys_of, things

pytestmark = pytest.mark.django_db
NUMBER = st.integers(0, 59)
EDITS = st.lists(st.tuples(st.sampled_from(NAMES), NUMBER, NUMBER, NUMBER), max_size=8)


@ground("edited_world")
def edited_world(standing) -> tuple[Plan, User]:
    """An edition with something of every kind, and who edits it."""
    officer = factories.make_user(POLICY_OFFICER)
    plan = factories.make_plan(title="Fenbrook Plan", vision="A better Fenbrook", commitment_label="commitment")
    for kind, title in (("foreword", "Foreword"), ("values", "Values"), ("other", "Money"), ("other", "People")):
        Section.objects.create(plan=plan, kind=kind, title=title, text=f"Of {title}", number=title[0], position=4)
    for section in plan.sections.all()[1:3]:
        for name in ("one", "two", "three"):
            SectionEntry.objects.create(section=section, title=f"{section} {name}", text="Said", position=1)
    for term in ("VCSE", "MTFS"):
        GlossaryTerm.objects.create(plan=plan, term=term, definition=f"What {term} is")
    factories.make_tree(plan, outcomes=3, sub_outcomes=2, commitments=3)
    for name in ("Fen Parishes", "Fen Police"):
        Partner.objects.create(name=name, slug=name[4:].lower(), kind="group")
    subs = list(plan.suboutcomes.order_by("pk"))
    for sub_outcome in subs[:3]:
        fill(sub_outcome)
    subs[-1].implied = True
    subs[-1].save()
    for at in range(8):
        indicator = factories.make_indicator(f"Indicator of edits {at}")
        if at < 4:
            owner = subs[at] if at % 2 else subs[at].aims.first()
            IndicatorCitation.objects.create(item=owner.item, indicator=indicator)
    return plan, officer


def fill(sub_outcome) -> None:
    """Lists, savings, a second aim, a place of another's commitment, a line of a list, a partner."""
    plan = sub_outcome.plan
    for at in range(3):
        JointWork.objects.create(sub_outcome=sub_outcome, text=f"Joint {sub_outcome.pk} {at}", position=at)
        Statement.objects.create(sub_outcome=sub_outcome, heading="By 2024", text=f"By {sub_outcome.pk} {at}")
    total = Saving.objects.create(sub_outcome=sub_outcome, name=f"Total {sub_outcome.pk}", amount=5)
    Saving.objects.create(sub_outcome=sub_outcome, name=f"Part {sub_outcome.pk}", amount=1, part_of=total)
    factories.make_aim(sub_outcome)
    row = Commitment.objects.filter(placements__sub_outcome=sub_outcome).order_by("pk").first()
    other = plan.suboutcomes.order_by("pk").last()
    Placement.objects.create(commitment=row, sub_outcome=other, position=9)
    for at in range(2):
        item = PlanItem.objects.create(kind="commitment")
        Commitment.objects.create(plan=plan, item=item, text=f"Line {row.pk} {at}", parent=row, position=at)
    CommitmentPartner.objects.create(commitment=row, partner=Partner.objects.order_by("pk").first())


def told(found: Comparison) -> tuple[Counter, Counter]:
    """What is certain, and what was moved only among its neighbours."""
    rows = [
        (change.in_order, (change.key, change.kind, *(part and part.title for part in (change.before, change.after))))
        for change in found.changes
    ]
    return tuple(Counter(row for in_order, row in rows if in_order is which) for which in (False, True))


def least(numbers: list[int]) -> int:
    """How few must be taken out for the rest to rise: by trying, not by the rule that is tested."""
    best = [1] * len(numbers)
    for at, number in enumerate(numbers):
        best[at] += max((best[one] for one in range(at) if numbers[one] < number), default=0)
    return len(numbers) - max(best, default=0)


def check_order(wanted: Expected, moved: Counter) -> None:
    """Without what is told as moved each list is in the order it was, and no fewer would do."""
    rows = wanted.lists()
    for one in rows:
        left = [was for _now, was, name in one if not moved[name]]
        assert left == sorted(left)
    needed = [least([was for _now, was, _name in one]) for one in rows]
    assert max(needed, default=0) <= moved.total() <= sum(needed)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=EDITS, second=EDITS, public=st.booleans())
def test_random_edits_to_a_copy_are_reported_exactly(edited_world, first, second, public):
    """The edition that is copied is itself one that was edited at random."""
    source, officer = edited_world
    with transaction.atomic():
        before = copy_edition(source, slug="before", label="before", by=officer)
        edit(Editor(before, officer, "Old"), first)
        if public:
            keep_baseline(before, cited_on=clock.today(), as_at=clock.today())
            Plan.objects.filter(pk=before.pk).update(published_at=clock.now())
        before = Plan.objects.get(pk=before.pk)
        after = copy_edition(before, slug="after", label="after", by=officer)
        olds = keys_of(before)
        names, again = Names(olds, olds), Names(keys_of(after), olds)
        assert compare_editions(before, after).changes == ()
        edit(Editor(after, officer, "New"), [one for one in second if public or one[0] not in ("cite", "uncite")])
        wanted = expected(things(before, names), things(after, again))

        certain, moved = told(compare_editions(before, Plan.objects.get(pk=after.pk)))

        assert certain == wanted.told
        check_order(wanted, moved)
        transaction.set_rollback(True)


def edit(editor: Editor, edits: list[tuple[str, int, int, int]]) -> None:
    for name, *numbers in edits:
        getattr(editor, name)(*numbers)
