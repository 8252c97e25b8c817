"""How versions stand, their way to approval, and the end of a plan, as read from the database."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.models import Consultation
from outcomes.framework import editions, expiring
from plan.models import Body, Decision, Meeting, Plan
from plan.stages import Stage
from plan.standing import stages
from tests.factories import make_body, make_plan, make_tree

pytestmark = pytest.mark.django_db


def council():
    return Body.objects.filter(kind="council").first() or make_body("council", "Fen Council")


def decide(plan, body, on, kind="approved", **fields):
    return Decision.objects.create(body=body, plan=plan, kind=kind, date=on, text="Said yes.", **fields)


def consult(plan, opens, closes, *, announced=True, **fields):
    at = datetime(2021, 10, 27, tzinfo=UTC) if announced else None
    return Consultation.objects.create(
        title="The draft plan", slug=f"on-{plan.slug}", plan=plan, held="elsewhere", opens=opens, closes=closes,
        published_at=at, **fields,
    )  # fmt: skip


@pytest.fixture
def draft(policy_officer):
    plan = make_tree(make_plan(slug="2022-26-draft", label="draft", vision="A good place."))
    agreed = decide(plan, make_body("cabinet"), date(2021, 10, 26), kind="agreed", planned_date=date(2021, 10, 19))
    at = datetime(2021, 11, 1, 12, tzinfo=UTC)
    return editions.publish_edition(plan, by=policy_officer, at=at, decision=agreed)


@pytest.fixture
def approved(draft, policy_officer):
    extended = {"extended_to": date(2022, 2, 18), "extension_reason": "More meetings were asked for."}
    consult(draft, date(2021, 11, 1), date(2022, 1, 21), **extended)
    plan = editions.copy_edition(draft, slug="2022-26", label="approved", by=policy_officer)
    decide(plan, make_body("cabinet"), date(2022, 3, 29))
    decision = decide(plan, council(), date(2022, 5, 18), planned_date=date(2022, 3, 9))
    editions.publish_edition(plan, by=policy_officer, at=datetime(2022, 5, 18, 12, tzinfo=UTC), decision=decision)
    return editions.put_in_force(plan, decision=decision, by=policy_officer)


def stood(plan, on):
    return stages([plan], on)[plan.pk]


def test_a_plan_passes_through_its_stages(draft, approved):
    days = (date(2021, 10, 27), date(2021, 11, 1), date(2022, 2, 18), date(2022, 2, 19), date(2022, 5, 18))
    assert [stood(draft, day) for day in days] == [
        Stage.CABINET_APPROVED_DRAFT, Stage.IN_CONSULTATION, Stage.IN_CONSULTATION, Stage.CONSULTED, Stage.REPLACED,
    ]  # fmt: skip
    days = (date(2022, 3, 1), date(2022, 3, 29), date(2022, 5, 18), date(2026, 4, 1))
    assert [stood(approved, day) for day in days] == [
        Stage.REVISED_AFTER, Stage.CABINET_APPROVED, Stage.IN_FORCE, Stage.OVERRUN,
    ]  # fmt: skip


def test_only_announced_consultations_count_and_one_closed_early_is_over(draft):
    hidden = consult(draft, date(2021, 11, 1), date(2022, 1, 21), announced=False)
    assert stood(draft, date(2021, 11, 5)) is Stage.CABINET_APPROVED_DRAFT
    hidden.delete()
    consult(draft, date(2021, 11, 1), date(2022, 1, 21), ended_on=date(2021, 12, 1), ended_reason="An election.")
    assert [stood(draft, date(2021, 11, 30)), stood(draft, date(2021, 12, 1))] == [
        Stage.IN_CONSULTATION, Stage.CONSULTED,
    ]  # fmt: skip


def test_a_revision_in_force_keeps_the_end_year_and_ends_the_version_before(approved, policy_officer):
    revision = editions.copy_edition(approved, slug="2022-26-revised", label="revised", by=policy_officer)
    assert (revision.end_year, stood(revision, date(2024, 6, 1))) == (2026, Stage.DRAFTING)
    with time_machine.travel(datetime(2024, 8, 1, 12, tzinfo=UTC), tick=False):
        cabinet = decide(revision, make_body("cabinet"), date(2024, 7, 1))
        decision = decide(revision, council(), date(2024, 7, 8))
        editions.publish_edition(revision, by=policy_officer, decision=decision)
        with pytest.raises(editions.NotInForce, match="Only full Council"):
            editions.put_in_force(revision, decision=cabinet, by=policy_officer)
        editions.put_in_force(revision, decision=decision, by=policy_officer)
    assert [stood(revision, date(2024, 7, 8)), stood(approved, date(2024, 7, 8))] == [
        Stage.REVISED_IN_FORCE, Stage.REPLACED,
    ]  # fmt: skip
    assert Plan.objects.in_force(date(2024, 7, 7)).get() == approved


def test_a_revision_with_another_end_year_does_not_come_into_force(approved, policy_officer):
    longer = editions.copy_edition(approved, slug="longer", label="longer", by=policy_officer, end_year=2027)
    with time_machine.travel(datetime(2024, 8, 1, 12, tzinfo=UTC), tick=False):
        decision = decide(longer, council(), date(2024, 7, 8))
        editions.publish_edition(longer, by=policy_officer, decision=decision)
        with pytest.raises(editions.NotInForce, match="which runs to 2026: a revision keeps the end year"):
            editions.put_in_force(longer, decision=decision, by=policy_officer)
    assert Plan.objects.in_force(date(2024, 7, 8)).get() == approved


def test_how_versions_stand_costs_the_same_however_many(draft, approved, policy_officer):
    counted = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            stages(Plan.objects.all(), date(2022, 6, 1))
        counted.append(len(queries))
        editions.copy_edition(draft, slug=f"other-{number}", label="other", by=policy_officer)
    assert counted == [4, 4]


def test_the_way_to_approval_stands_on_a_page(client, approved):
    cabinet = make_body("cabinet", "Fen Cabinet")
    decide(approved, cabinet, None, planned_date=date(2022, 3, 1))
    Meeting.objects.create(body=cabinet, date=date(2022, 3, 1), status="moved")
    page = client.get("/plans/2022-26/route/").content.decode()
    order = ("26 October 2021: Agreed", "1 November 2021: Consultation opened", "18 February 2022: Consultation closed",
             "1 March 2022: Planned; nothing recorded", "29 March 2022: Approved", "18 May 2022: In force")  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    for words in ("1 week later than planned", "4 weeks later than planned", "10 weeks later than planned",
                  "More meetings were asked for.", "Not recorded", "/2022-03-01/"):  # fmt: skip
        assert words in page
    assert 'href="/plans/2022-26/route/"' in client.get("/plans/2022-26/").content.decode()


def test_a_hidden_draft_tells_nothing_of_its_way(client, policy_officer):
    hidden = make_plan(slug="untold", vision="x", title="Untold Plan")
    decide(hidden, make_body("cabinet"), date(2022, 3, 1), report="Untold report")
    made = editions.copy_edition(hidden, slug="told", label="told", by=policy_officer, title="Told Plan")
    Plan.objects.filter(pk=made.pk).update(published_at=datetime(2022, 4, 1, tzinfo=UTC))
    assert client.get("/plans/untold/route/").status_code == 404
    page = client.get("/plans/told/route/").content.decode()
    assert "1 April 2022: Published" in page
    assert "Untold" not in page
    client.force_login(policy_officer)
    assert "Untold report" in client.get("/plans/told/route/").content.decode()


def test_a_revision_leads_to_how_the_version_in_force_before_it_was_decided(client, approved, policy_officer):
    revised = editions.copy_edition(approved, slug="revised", label="revised", by=policy_officer)
    editions.publish_edition(revised, by=policy_officer, at=datetime(2024, 3, 1, tzinfo=UTC))
    page = client.get("/plans/revised/route/").content.decode()
    assert f'It was made from {approved}. <a href="/plans/2022-26/route/">' in page
    assert "It was made from" not in client.get("/plans/2022-26/route/").content.decode()


# Running out


def due(today):
    return [(one.mark.months, one.on) for one in expiring.due_marks(today)]


def test_the_end_of_a_plan_is_flagged_ahead_until_the_next_one_has_come_that_far(approved, policy_officer):
    assert due(date(2025, 2, 28)) == []
    assert due(date(2025, 3, 1)) == [(12, date(2025, 3, 31))]
    (line,) = expiring.on_desk(policy_officer, date(2025, 4, 1))
    assert line.text.endswith("runs out on 31 March 2026: start the review and the next plan")
    assert (line.due, line.overdue) == (date(2025, 3, 31), True)
    (waiting,) = expiring.waiting(date(2025, 4, 1))
    assert waiting.users == (policy_officer.pk,)
    following = make_plan(slug="2026-30", label="draft", start_year=2026, end_year=2030)
    assert due(date(2025, 4, 1)) == []
    assert due(date(2026, 1, 1)) == [(6, date(2025, 9, 30)), (3, date(2025, 12, 31))]
    decide(following, make_body("cabinet"), date(2025, 10, 1), kind="agreed")
    assert due(date(2026, 1, 1)) == [(3, date(2025, 12, 31))]
    decide(following, council(), date(2025, 12, 1))
    assert due(date(2026, 1, 1)) == []


def test_who_changes_no_plan_is_told_of_no_end(approved, django_user_model):
    reader = django_user_model.objects.create(username="reader", office="Reader")
    assert due(date(2025, 4, 1)) != []
    assert expiring.on_desk(reader, date(2025, 4, 1)) == []
    assert expiring.allowed(reader, expiring.waiting(date(2025, 4, 1)), date(2025, 4, 1)) == []
