"""Two editions in the database: copied and edited, imported separately, merged."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.framework.admin_merging import _what_hangs_on
from outcomes.framework.comparing.changes import Comparison
from outcomes.framework.comparing.parts import COMMITMENT, Parts
from outcomes.framework.comparing.reading import compare_editions
from outcomes.framework.editions import copy_edition, publish_edition
from outcomes.framework.merging import confirm_same, merge_commitments
from outcomes.framework.models import (
    Aim,
    Commitment,
    CommitmentPartner,
    IndicatorCitation,
    JointWork,
    Placement,
    Saving,
    Statement,
    SubOutcome,
)
from outcomes.framework.moving import move_under
from outcomes.framework.same import same_items
from plan.models import GlossaryTerm, Partner, Plan, Section, SectionEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """Two outcomes with two sub-outcomes each, sections and a glossary."""
    plan = factories.make_tree(factories.make_plan(vision="A better Fenbrook"), outcomes=2, sub_outcomes=2)
    Section.objects.create(plan=plan, kind="foreword", number="9", position=8, title="Foreword", text="We **mean** it.")
    values = Section.objects.create(plan=plan, kind="values", number="10", position=9, title="Values")
    SectionEntry.objects.create(section=values, title="Openness", text="We say what we do.")
    Section.objects.create(plan=plan, kind="other", number="11", position=10, title="Money", text="There is little.")
    GlossaryTerm.objects.create(plan=plan, term="VCSE", definition="Voluntary sector")
    return plan


@pytest.fixture
def copy(draft, policy_officer):
    return copy_edition(draft, slug="2022-26-final", label="final", by=policy_officer)


def told(found: Comparison) -> set[tuple[str, str, str]]:
    return {(change.key, change.kind, change.part.title) for change in found.changes}


def test_a_copy_does_not_differ(draft, copy):
    found = compare_editions(draft, copy)
    assert found.changes == ()
    assert found.unchanged[None] == 6  # the plan, three sections, an entry, a term
    assert found.word_count().percent == 0


def test_edits_of_every_kind_are_reported_exactly(draft, copy, policy_officer):
    first, second = copy.outcomes.order_by("position")
    one, other = first.sub_outcomes.order_by("position")
    third = second.sub_outcomes.order_by("position").first()
    expected = set()

    first.title, first.number = "Clean and Green", "7"  # the number of what stands under it with it
    first.save()
    expected |= {("retitled", "outcome", "Clean and Green"), ("renumbered", "outcome", "Clean and Green")}
    SubOutcome.objects.filter(pk=one.pk).update(number="7.1", narrative="It has begun.")
    SubOutcome.objects.filter(pk=other.pk).update(number="7.2")
    expected |= {("renumbered", "sub_outcome", one.title), ("reworded", "sub_outcome", one.title),
                 ("renumbered", "sub_outcome", other.title)}  # fmt: skip
    moved = Commitment.objects.get(placements__sub_outcome=other)
    Placement.objects.filter(commitment=moved).update(sub_outcome=third, aim=None)
    Commitment.objects.filter(pk=moved.pk).update(text="We will do more.", role="contributing")
    expected |= {("moved", "commitment", "We will do more."), ("reworded", "commitment", "We will do more.")}
    gone = Aim.objects.get(sub_outcome=other)
    gone.delete()
    expected.add(("removed", "aim", gone.text))
    factories.make_commitment(one, "We will plant trees.")
    expected.add(("added", "commitment", "We will plant trees."))
    partner = Partner.objects.create(name="Fen Parishes", slug="fen", kind="group")
    CommitmentPartner.objects.create(commitment=moved, partner=partner)
    expected.add(("added", "partner", "Fen Parishes"))
    JointWork.objects.create(sub_outcome=one, text="Hubs in the pandemic")
    expected.add(("added", "joint_work", "Hubs in the pandemic"))
    Section.objects.filter(plan=copy, kind="foreword").update(text="We mean it, with partners.", number="1")
    Section.objects.filter(plan=copy, title="Money").update(title="Means")
    SectionEntry.objects.filter(section__plan=copy).update(text="We say what we do and why.")
    GlossaryTerm.objects.create(plan=copy, term="Partners", definition="Others we work with")
    Plan.objects.filter(pk=copy.pk).update(vision="The best Fenbrook")
    expected |= {
        ("reworded", "section", "Foreword"), ("renumbered", "section", "Foreword"), ("retitled", "section", "Means"),
        ("reworded", "entry", "Openness"), ("added", "term", "Partners"), ("reworded", "plan", copy.title),
    }  # fmt: skip

    found = compare_editions(draft, Plan.objects.get(pk=copy.pk))

    assert told(found) == expected
    (change,) = [one for one in found.under("reworded") if one.kind == COMMITMENT]
    assert change.names == ("wording", "role")
    assert change.entry("So that it is done.")["reason"] == "So that it is done."
    assert [found.under("moved")[0].entry()[name]["number"] for name in ("from", "to")] == ["1.2", third.number]


PLAIN = (
    ("plan", {"start_year": 2021}, {("reworded", "plan")}),
    ("plan", {"end_year": 2027}, {("reworded", "plan")}),
    ("plan", {"commitment_label": "action"}, {("reworded", "plan")}),
    ("plan", {"title": "Fenbrook 2026", "vision": "Better still"}, {("retitled", "plan"), ("reworded", "plan")}),
    ("section", {"title": "Means", "text": "New", "kind": "other"}, {("retitled", "section"), ("reworded", "section")}),
    ("section", {"position": 20}, {("moved", "section")}),
    ("entry", {"title": "Candour", "text": "We do."}, {("reworded", "entry")}),
    ("term", {"term": "Charities", "definition": "Groups"}, {("reworded", "term")}),
    ("outcome", {"position": 20, "number": "7"}, {("moved", "outcome"), ("renumbered", "outcome")}),
    ("sub_outcome", {"position": 20}, {("moved", "sub_outcome")}),
    ("sub_outcome", {"implied": True}, {("removed", "sub_outcome")}),
    ("placement", {"position": 20}, {("moved", "commitment")}),
    ("joint_work", {"text": "Hubs of all kinds"}, {("reworded", "joint_work")}),
    ("statement", {"text": "More of it", "heading": "By 2025"}, {("reworded", "statement")}),
    ("statement", {"position": 20}, {("moved", "statement")}),
    ("saving", {"amount": 7, "name": "All"}, {("reworded", "saving")}),
)


@pytest.mark.parametrize(("which", "fields", "wanted"), PLAIN)
def test_one_edit_is_one_change(draft, policy_officer, which, fields, wanted):
    """Whatever the words are now: a copy shares more with its source than those."""
    sub_outcome = draft.suboutcomes.order_by("pk").first()
    factories.make_commitment(sub_outcome)
    for at in range(2):
        JointWork.objects.create(sub_outcome=sub_outcome, text=f"Hubs {at}", position=at)
        Statement.objects.create(sub_outcome=sub_outcome, heading="By 2024", text=f"Line {at}", position=at)
        Saving.objects.create(sub_outcome=sub_outcome, name=f"Saving {at}", amount=1)
    copy = copy_edition(draft, slug="copy", label="copy", by=policy_officer)
    under = {"sub_outcome__plan": copy}
    rows = {
        "plan": Plan.objects.filter(pk=copy.pk), "section": Section.objects.filter(plan=copy, kind="foreword"),
        "entry": SectionEntry.objects.filter(section__plan=copy), "term": GlossaryTerm.objects.filter(plan=copy),
        "outcome": copy.outcomes.all(), "sub_outcome": copy.suboutcomes.filter(outcome=copy.outcomes.first()),
        "placement": Placement.objects.filter(**under), "joint_work": JointWork.objects.filter(**under),
        "statement": Statement.objects.filter(**under), "saving": Saving.objects.filter(**under),
    }  # fmt: skip
    row = rows[which].order_by("pk").first()
    rows[which].filter(pk=row.pk).update(**fields)
    found = compare_editions(draft, Plan.objects.get(pk=copy.pk)).changes
    assert sorted((change.key, change.kind) for change in found) == sorted(wanted)
    assert {change.in_order for change in found if change.key == "moved"} <= {True}


def test_a_sub_outcome_that_moved_and_has_a_new_number_is_both(draft, copy, policy_officer):
    row, home = copy.suboutcomes.order_by("pk").first(), copy.outcomes.order_by("pk").last()
    SubOutcome.objects.filter(pk=row.pk).update(outcome=home, number="2.9", position=9)
    assert told(compare_editions(draft, copy)) == {
        ("moved", "sub_outcome", row.title), ("renumbered", "sub_outcome", row.title),
    }  # fmt: skip


@pytest.mark.parametrize("published", [False, True])
def test_an_indicator_goes_along_with_its_aim(draft, policy_officer, published):
    sub_outcome = draft.suboutcomes.order_by("pk").first()
    aim = factories.make_aim(sub_outcome, "More trees")
    IndicatorCitation.objects.create(item=aim.item, indicator=factories.make_indicator("Trees planted"))
    if published:
        publish_edition(draft, by=policy_officer)
    draft.refresh_from_db()
    copy = copy_edition(draft, slug="copy", label="copy", by=policy_officer)
    mine = Aim.objects.get(plan=copy, text="More trees")
    move_under(mine, parent=copy.suboutcomes.order_by("pk").last(), by=policy_officer)
    assert told(compare_editions(draft, copy)) == {("moved", "aim", "More trees")}
    mine.delete()
    assert told(compare_editions(draft, copy)) == {("removed", "aim", "More trees")}


def test_lines_without_a_thread_are_known_by_their_words(draft, policy_officer):
    """Rows from before there were threads, and versions that were imported separately."""
    sub_outcome = draft.suboutcomes.order_by("pk").first()
    for text in ("Hubs", "Hubs", "Parks"):
        JointWork.objects.create(sub_outcome=sub_outcome, text=text)
    copy = copy_edition(draft, slug="copy", label="copy", by=policy_officer)
    for threads in (None, "others"):
        for model, mine in ((Section, {"plan": copy}), (SectionEntry, {"section__plan": copy}),
                            (GlossaryTerm, {"plan": copy}), (JointWork, {"sub_outcome__plan": copy})):  # fmt: skip
            for row in model.objects.filter(**mine):
                model.objects.filter(pk=row.pk).update(thread=uuid4() if threads else None)
        assert compare_editions(draft, copy).changes == ()
    JointWork.objects.filter(sub_outcome__plan=copy, text="Hubs").last().delete()
    Section.objects.filter(plan=copy, title="Money").update(title="Means")
    assert told(compare_editions(draft, copy)) == {("removed", "joint_work", "Hubs"), ("retitled", "section", "Means")}


def test_a_commitment_regrouped_is_moved_but_not_one_that_only_lost_its_aim(draft, copy):
    sub_outcome = copy.suboutcomes.first()
    aim, row = sub_outcome.aims.get(), Commitment.objects.get(placements__sub_outcome=sub_outcome)
    other = factories.make_aim(sub_outcome, "Another aim")
    Placement.objects.filter(commitment=row).update(aim=other)
    assert told(compare_editions(draft, copy)) == {("moved", "commitment", row.text), ("added", "aim", "Another aim")}

    Placement.objects.filter(commitment=row).update(aim=None)
    aim.delete()
    other.delete()
    assert told(compare_editions(draft, copy)) == {("removed", "aim", aim.text)}


def test_two_that_a_draft_made_one_are_merged_though_the_version_before_has_both(draft, copy, policy_officer):
    keep, drop = Commitment.objects.filter(plan=copy).order_by("pk")[:2]
    item = drop.item
    assert _what_hangs_on(keep, drop).startswith("An earlier version has both")
    merge_commitments(keep, drop, by=policy_officer, why="They say the same")
    found = compare_editions(draft, copy)
    assert told(found) == {("merged", "commitment", drop.text), ("moved", "commitment", keep.text)}
    (merged,) = found.under("merged")
    assert (merged.uuid, merged.after.title) == (item.pk, keep.text)
    assert same_items([item.pk]) == {item.pk}  # where both stand they stay two

    later = copy_edition(copy, slug="later", label="later", by=policy_officer)
    assert {change.uuid for change in compare_editions(draft, later).under("merged")} == {item.pk}
    unrelated = copy_edition(draft, slug="unrelated", label="unrelated", by=policy_officer)
    Commitment.objects.filter(plan=unrelated, item=item).delete()
    assert [change.key for change in compare_editions(draft, unrelated).changes] == ["removed"]


def test_versions_imported_separately_are_compared_by_what_was_confirmed(draft, policy_officer):
    other = factories.make_tree(factories.make_plan(vision="A better Fenbrook"))
    outcome, theirs = draft.outcomes.first(), other.outcomes.get()
    assert {change.key for change in compare_editions(draft, other).changes if change.kind == "outcome"} == {
        "added", "removed",
    }  # fmt: skip
    confirm_same(theirs.item, outcome.item, by=policy_officer)
    found = [change for change in compare_editions(draft, other).changes if change.uuid == outcome.item_id]
    assert [change.key for change in found] == ["retitled", "reworded"]


def test_indicators_cited_are_told_but_those_that_are_not_public_never(draft, copy, policy_officer):
    sub_outcome = copy.suboutcomes.first()
    shown = factories.make_indicator("Feel safe")
    hidden = factories.make_indicator("UNTOLD", is_public=False)
    publish_edition(draft, by=policy_officer)
    for indicator in (shown, hidden):
        IndicatorCitation.objects.create(item=sub_outcome.item, indicator=indicator)
    draft.refresh_from_db()
    assert told(compare_editions(draft, copy)) == {("added", "indicator", "Feel safe")}
    publish_edition(copy, by=policy_officer)
    copy.refresh_from_db()
    assert told(compare_editions(draft, copy)) == {("added", "indicator", "Feel safe")}


def test_what_a_number_means_is_not_what_stands_implied_under_it(draft):
    outcome = draft.outcomes.first()
    SubOutcome.objects.filter(outcome=outcome).update(implied=False)
    factories.make_sub_outcome(outcome, number=outcome.number + "0", implied=True)
    parts = compare_editions(draft, draft).before
    numbers = Parts(parts).by_number()
    assert (numbers["1"].title, numbers["9"].title, "10" in numbers) == (outcome.title, "Foreword", True)
    assert numbers["10"].title == "Values"


def test_the_cost_does_not_grow(policy_officer):
    costs = []
    for many in (1, 6):
        plan = factories.make_tree(factories.make_plan(vision="x"), outcomes=many, sub_outcomes=many, commitments=many)
        other = copy_edition(plan, slug=f"many-{many}", label="more", by=policy_officer)
        with CaptureQueriesContext(connection) as queries:
            compare_editions(plan, other)
        costs.append(len(queries))
    assert costs[0] == costs[1]
