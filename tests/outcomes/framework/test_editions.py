"""Copying, publishing, putting in force and amending editions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.framework import amending, editions
from outcomes.framework.models import Commitment, CommitmentPartner, JointWork, Placement, Saving
from plan.models import Amendment, BodyKind, Decision, Event, GlossaryTerm, Partner, Plan, Section
from tests.factories import make_body, make_commitment, make_item, make_plan, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    plan = make_tree(make_plan(vision="A good place."), outcomes=2, sub_outcomes=2, commitments=3)
    sub_outcome = plan.suboutcomes.first()
    parent = plan.commitments.first()
    Commitment.objects.create(plan=plan, item=make_item("commitment"), parent=parent, text="A nested one", position=1)
    partner = Partner.objects.create(name="Fenbrook Police", slug="police", kind="public_body")
    CommitmentPartner.objects.create(commitment=parent, partner=partner)
    JointWork.objects.create(sub_outcome=sub_outcome, text="Hubs with the districts")
    total = Saving.objects.create(sub_outcome=sub_outcome, name="Total", amount=48)
    Saving.objects.create(sub_outcome=sub_outcome, name="Schools", amount=21, part_of=total)
    Section.objects.create(plan=plan, kind="foreword", title="Foreword", text="Welcome.")
    GlossaryTerm.objects.create(plan=plan, term="SEND", definition="Special educational needs and disabilities")
    return plan


def council_decision(plan, kind=BodyKind.COUNCIL, day=date(2022, 5, 18), **fields):
    return Decision.objects.create(body=make_body(kind), date=day, text="Approved the plan.", plan=plan, **fields)


def shape(plan):
    """Everything an edition says, by item, without its keys."""
    return {
        "outcomes": list(plan.outcomes.values_list("item_id", "number", "title", "statement")),
        "sub_outcomes": list(plan.suboutcomes.values_list("item_id", "number", "title", "outcome__item_id")),
        "aims": sorted(plan.aims.values_list("item_id", "text", "sub_outcome__item_id")),
        "commitments": sorted(plan.commitments.values_list("item_id", "text", "parent__item_id"), key=str),
        "placements": sorted(
            Placement.objects.filter(sub_outcome__plan=plan).values_list(
                "sub_outcome__item_id", "commitment__item_id", "aim__item_id", "position"
            )
        ),
        "partners": list(
            CommitmentPartner.objects.filter(commitment__plan=plan).values_list("partner__slug", flat=True)
        ),
        "joint_work": list(JointWork.objects.filter(sub_outcome__plan=plan).values_list("text", flat=True)),
        "savings": list(Saving.objects.filter(sub_outcome__plan=plan).values_list("name", "amount", "part_of__name")),
        "sections": list(plan.sections.values_list("kind", "title", "text")),
        "glossary": list(plan.glossary.values_list("term", "definition")),
    }


def test_a_copy_says_the_same_of_the_same_items(draft, policy_officer):
    copy = editions.copy_edition(draft, slug="copy", label="revised", by=policy_officer)
    assert shape(copy) == shape(draft)
    assert (copy.based_on, copy.label, copy.is_public) == (draft, "revised", False)
    assert Event.objects.get(verb="plan.copied").detail == {"from": draft.slug}


def test_changing_the_copy_leaves_the_source_as_it_was(draft, policy_officer):
    before = shape(draft)
    copy = editions.copy_edition(draft, slug="copy", label="revised", by=policy_officer)
    copy.outcomes.update(title="Changed")
    copy.suboutcomes.first().delete()
    assert shape(draft) == before


def test_copying_costs_the_same_queries_however_long_the_plan(policy_officer):
    counts = []
    for number, commitments in enumerate((1, 1, 10)):  # the first only warms up
        plan = make_tree(make_plan(vision="x"), outcomes=2, sub_outcomes=2, commitments=commitments)
        with CaptureQueriesContext(connection) as queries:
            editions.copy_edition(plan, slug=f"copy-{number}", label="copy", by=policy_officer)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_publishing_needs_a_vision_outcomes_and_a_place_for_every_commitment(policy_officer):
    plan = make_plan()
    with pytest.raises(editions.CannotPublish, match="no vision in one line and it has no outcomes"):
        editions.publish_edition(plan, by=policy_officer)
    plan = make_tree(make_plan(vision="x"))
    commitment = make_commitment(plan.suboutcomes.get())
    commitment.placements.all().delete()
    with pytest.raises(editions.CannotPublish, match="1 commitment stands under no sub-outcome"):
        editions.publish_edition(plan, by=policy_officer)
    plan.refresh_from_db()
    assert plan.published_at is None


def test_only_full_council_puts_an_edition_in_force(draft, policy_officer):
    plan = editions.publish_edition(draft, by=policy_officer)
    with pytest.raises(editions.NotInForce, match="Only full Council"):
        editions.put_in_force(plan, decision=council_decision(plan, BodyKind.CABINET), by=policy_officer)
    editions.put_in_force(plan, decision=council_decision(plan), by=policy_officer)
    assert Plan.objects.in_force(date(2022, 5, 18)).get() == plan
    assert not Plan.objects.in_force(date(2022, 5, 17)).exists()


def test_the_edition_before_ends_when_the_next_comes_into_force(draft, policy_officer):
    first = editions.publish_edition(draft, by=policy_officer)
    editions.put_in_force(first, decision=council_decision(first, day=date(2020, 7, 8)), by=policy_officer)
    second = editions.copy_edition(first, slug="second", label="next", by=policy_officer)
    editions.publish_edition(second, by=policy_officer)
    editions.put_in_force(second, decision=council_decision(second), by=policy_officer)
    assert Plan.objects.in_force(date(2022, 5, 17)).get() == first
    assert Plan.objects.in_force(date(2022, 5, 18)).get() == second


def test_a_draft_cannot_come_into_force(draft, policy_officer):
    with pytest.raises(editions.NotInForce, match="not published"):
        editions.put_in_force(draft, decision=council_decision(draft), by=policy_officer)


def test_an_amendment_records_authority_before_and_after(draft, policy_officer):
    plan = editions.publish_edition(draft, by=policy_officer)
    outcome = plan.outcomes.first()
    was, decision = outcome.title, council_decision(plan)
    amending.amend(outcome, authority=decision, by=policy_officer, why="A typing error", title="Great Communities")
    outcome.refresh_from_db()
    assert outcome.title == "Great Communities"
    amendment = Amendment.objects.get()
    assert (amendment.before, amendment.after) == (f"Title: {was}", "Title: Great Communities")
    assert (amendment.authority, amendment.why) == (decision, "A typing error")
    assert amendment.event == Event.objects.get(verb="plan.amended")


def test_an_amendment_needs_a_reason(draft, policy_officer):
    plan = editions.publish_edition(draft, by=policy_officer)
    with pytest.raises(amending.CannotAmend, match="Say why"):
        amending.amend(plan.outcomes.first(), authority=council_decision(plan), by=policy_officer, why=" ", title="New")
