"""Which decision puts an edition in force, and that never two are."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from outcomes.framework import amending, editions
from plan.models import Amendment, Decision, Event, Plan
from plan.roles import DEMOCRATIC_SERVICES
from tests.factories import make_body, make_plan, make_tree, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 18)


@pytest.fixture
def council():
    return make_body("council", "Fenbrook Council")


@pytest.fixture
def plan(policy_officer):
    return published(policy_officer)


def published(officer):
    return editions.publish_edition(make_tree(make_plan(vision="A good place.")), by=officer)


def approval(council, plan, day=DAY, **fields):
    return Decision.objects.create(body=council, plan=plan, date=day, text="Approved the plan.", **fields)


def refused_by_sql(statement, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "noted"}, "this decision says “Noted”"),
        ({"kind": "supported"}, "this decision says “Supported”"),
        ({"plan": None}, "not about a version of the plan"),
        ({"date": None, "planned_date": DAY}, "Record that date first"),
        ({"date": date(2099, 5, 18)}, "Record that date first"),
    ],
)
def test_not_every_decision_of_full_council_puts_an_edition_in_force(fields, says, council, plan, policy_officer):
    decision = approval(council, **{"plan": plan, "day": fields.pop("date", DAY), **fields})
    with pytest.raises(editions.NotInForce, match=says):
        editions.put_in_force(plan, decision=decision, by=policy_officer)
    plan.refresh_from_db()
    assert (plan.in_force_from, plan.in_force_decision) == (None, None)


def test_an_approval_of_another_edition_does_not_count(council, plan, policy_officer):
    other = published(policy_officer)
    with pytest.raises(
        editions.NotInForce, match=r"This decision is about Fenbrook Plan .*Choose full Council's decision"
    ):
        editions.put_in_force(plan, decision=approval(council, other), by=policy_officer)


def test_an_edition_knows_the_decision_that_put_it_in_force(council, plan, policy_officer):
    decision = approval(council, plan)
    plan = editions.put_in_force(plan, decision=decision, by=policy_officer)
    assert (plan.in_force_decision, plan.in_force_from) == (decision, DAY)
    assert Event.objects.get(verb="plan.put_in_force").detail["decision_id"] == decision.pk


@pytest.mark.parametrize("day", [date(2020, 7, 8), DAY])
def test_nothing_comes_into_force_before_or_with_what_is_in_force(day, council, plan, policy_officer):
    editions.put_in_force(plan, decision=approval(council, plan), by=policy_officer)
    late = published(policy_officer)
    with pytest.raises(
        editions.NotInForce, match="has been in force since 18 May 2022, so nothing comes into force on"
    ):
        editions.put_in_force(late, decision=approval(council, late, day), by=policy_officer)
    assert list(Plan.objects.in_force(DAY)) == [plan]
    assert not Plan.objects.in_force(date(2022, 5, 17)).exists()


def test_the_edition_before_ends_with_an_event_of_its_own(council, plan, policy_officer):
    editions.put_in_force(plan, decision=approval(council, plan, date(2020, 7, 8)), by=policy_officer)
    new = published(policy_officer)
    editions.put_in_force(new, decision=approval(council, new), by=policy_officer)
    event = Event.objects.get(verb="plan.ended")
    assert (event.subject_id, event.detail) == (str(plan.pk), {"until": "2022-05-18"})
    refused_by_sql(f"UPDATE plan_plan SET in_force_until = '2022-05-01' WHERE id = {plan.pk}", "Until when")


def test_a_plan_for_other_years_takes_over_from_the_one_before(council, plan, policy_officer):
    editions.put_in_force(plan, decision=approval(council, plan), by=policy_officer)
    revised = editions.copy_edition(plan, slug="again", label="revised", by=policy_officer)
    editions.publish_edition(revised, by=policy_officer)
    editions.put_in_force(revised, decision=approval(council, revised, date(2024, 7, 3)), by=policy_officer)
    following = published_for(policy_officer, 2026)
    editions.put_in_force(following, decision=approval(council, following, date(2026, 5, 20)), by=policy_officer)
    replaced = dict(Plan.objects.values_list("slug", "replaces__slug"))
    assert replaced == {plan.slug: None, "again": None, following.slug: "again"}


def published_for(officer, year):
    plan = make_tree(make_plan(vision="A good place.", slug="next", start_year=year, end_year=year + 4))
    return editions.publish_edition(plan, by=officer)


def test_of_a_plan_of_the_past_people_read_the_month_where_no_day_is_known(client, council, policy_officer):
    plan = make_plan(slug="former", title="Fenbrook Plan 2014-18", start_year=2014, end_year=2018)
    decision = Decision.objects.create(
        body=council, plan=plan, kind="approved", date_words="May 2014", text="Approved the plan."
    )
    day = date(2014, 5, 1)
    at = datetime(2014, 5, 1, 12, tzinfo=UTC)
    plan = editions.record_former(plan, at=at, in_force_from=day, by=policy_officer, decision=decision)
    assert (plan.in_force_from, plan.in_force_since) == (day, "May 2014")
    for address in ("plans", "edition", "edition-route"):
        html = client.get(reverse(address, args=[] if address == "plans" else [plan.slug])).content.decode()
        assert "May 2014" in html
        assert "1 May 2014" not in html
    refused_by_sql(f"UPDATE plan_plan SET in_force_words = 'June' WHERE id = {plan.pk}", "in force")


def test_the_database_has_no_two_editions_in_force_on_a_day(policy_officer):
    """Three holes: two without an end, two from one day, and two whose days overlap."""
    one, other = published(policy_officer), published(policy_officer)
    begin = "UPDATE plan_plan SET in_force_from = '{}', in_force_until = {} WHERE id = {}"
    with connection.cursor() as cursor:
        cursor.execute(begin.format("2018-01-01", "'2022-05-18'", one.pk))
    for since, until in (("2018-01-01", "NULL"), ("2020-01-01", "NULL"), ("2017-01-01", "'2018-01-02'")):
        refused_by_sql(begin.format(since, until, other.pk), "same day")
    with connection.cursor() as cursor:
        cursor.execute(begin.format("2022-05-18", "NULL", other.pk))
    third = published(policy_officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        Plan.objects.filter(pk=third.pk).update(in_force_from=date(2023, 1, 1))


# What rests on a decision


@pytest.fixture
def rested_on(council, plan, policy_officer):
    """The approval that a plan rests on, and the delegation that an amendment rests on."""
    decision, delegation = approval(council, plan), approval(council, plan, kind="agreed")
    editions.put_in_force(plan, decision=decision, by=policy_officer)
    amending.amend(plan.outcomes.get(), authority=delegation, by=policy_officer, why="A slip", statement="New words.")
    return decision, delegation


def test_the_database_refuses_to_change_or_delete_a_decision_that_something_rests_on(rested_on, council):
    free = approval(council, None)
    for decision in rested_on:
        refused_by_sql(f"UPDATE plan_decision SET text = 'Rejected it.' WHERE id = {decision.pk}", "rests on this")
        refused_by_sql(f"DELETE FROM plan_decision WHERE id = {decision.pk}", "rests on this")
    refused_by_sql("UPDATE plan_plan SET in_force_decision_id = NULL", "does not change")
    refused_by_sql("UPDATE plan_plan SET in_force_from = '2021-01-01'", "does not change")
    Decision.objects.filter(pk=free.pk).update(text="Another matter.")
    assert list(Decision.objects.order_by("pk").values_list("text", flat=True)) == [
        "Approved the plan.", "Approved the plan.", "Another matter.",
    ]  # fmt: skip


def test_the_desk_shows_such_a_decision_for_reading_and_says_why(client, rested_on, council):
    client.force_login(make_user(DEMOCRATIC_SERVICES))
    for decision in rested_on:
        page = reverse("admin:plan_decision_change", args=[decision.pk])
        text = client.get(page).content.decode()
        assert "rests on this decision, so it does not change" in text
        assert 'name="_save"' not in text
        assert client.post(page, {"text": "x", "seen_version": "1", "_save": "Save"}).status_code == 403
        assert client.get(reverse("admin:plan_decision_delete", args=[decision.pk])).status_code == 403
    free = approval(council, None)
    page = reverse("admin:plan_decision_change", args=[free.pk])
    assert client.post(page, form_data(client.get(page), text="Another.", _save="Save")).status_code == 302
    assert Amendment.objects.get().authority == rested_on[1]
