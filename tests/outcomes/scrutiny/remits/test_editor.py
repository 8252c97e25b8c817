"""The remit editor on the desk: the plan line by line, who watches each, and what may be done about it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outcomes.models import Aim, Pack, Referral, Remit
from outcomes.packs.referred import referred as waiting
from outcomes.scrutiny.coverage import uncovered
from outcomes.scrutiny.giving import give
from outcomes.scrutiny.referring import refer
from plan.models import Event
from plan.roles import CMT, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_body, make_item, make_tree, make_user
from tests.outcomes.scrutiny.remits.council import LATER, START, TODAY
from tests.pages import form_data

pytestmark = pytest.mark.django_db
EDITOR = "/admin/outcomes/remit/editor/"


@pytest.fixture
def desk(watched, october):
    return signed_in(watched.clerk)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(client, **asked) -> str:
    response = client.get(EDITOR, asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def lines(client, **asked) -> list[str]:
    """What is shown of the plan: outcomes, and the sub-outcomes and parts under them."""
    found = client.get(EDITOR, asked).context["outcomes"]
    told = []

    def walk(rows, depth):
        for row in rows:
            told.append(f"{'-' * depth}{row.line.text}: {row.state}{', both' if row.both else ''}")
            walk(row.parts, depth + 1)

    walk(found, 0)
    return told


def step(name: str, pk=None, **asked) -> str:
    address = reverse(f"admin:outcomes_{name}", args=[pk] if pk else [])
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"{address}?{query}" if query else address


def test_every_line_says_who_watches_it(watched, desk):
    assert lines(desk) == [
        "Clean: in part", "-Air: covered", "-Water: not covered", "Safe: not covered", "-Roads: not covered",
    ]  # fmt: skip
    assert lines(desk, open="1.1") == [
        "Clean: in part", "-Air: covered", "--Cleaner air: covered", "---Plant trees: covered", "--Less noise: covered",
        "---Build fences: covered", "-Water: not covered", "Safe: not covered", "-Roads: not covered",
    ]  # fmt: skip
    page = words(desk, open="1.1")
    assert 'Air Committee <span class="note">through 1.1</span>' in page
    assert 'Fenbrook Commission <span class="note">through 1</span>' in page
    assert "The Fenbrook Commission, which considers the plan as a whole, is shown and not counted." in page
    assert dict(desk.get(EDITOR).context["counts"]) == {
        "sub-outcomes that no committee covers": 2, "sub-outcomes covered in part": 0,
        "aims and commitments that no committee covers": 3, "things that two committees watch": 0,
        "indicators that no committee watches": 1, "remits about what is not in this version": 0,
    }  # fmt: skip


def test_it_shows_only_what_is_asked_for(watched, desk):
    why = {"by": watched.clerk, "why": "x"}
    give(watched.roads_committee, [watched.quieter.item, watched.roads.item], starts=START, **why)
    assert lines(desk, show="open") == ["Clean: in part", "-Water: not covered"]
    assert lines(desk, show="both") == ["Clean: in part", "-Air: covered"]
    assert lines(desk, committee="roads-committee") == [
        "Clean: in part",
        "-Air: covered",
        "Safe: through its parts",
        "-Roads: covered",
    ]
    assert lines(desk, show="both", open="1.1")[3:5] == ["---Plant trees: covered", "--Less noise: covered, both"]
    assert lines(desk, show="both", on="2022-03-01") == []
    assert "Nothing of this version is like that." in words(desk, show="both", on="2022-03-01")
    assert "Enter a valid date" in words(desk, on="someday")


def test_remits_about_what_is_not_in_this_version_are_named(watched, desk):
    stray = make_item("sub_outcome")
    Remit.objects.create(committee=watched.health_committee, item=stray, starts=START)
    page = words(desk)
    assert "Remits about what is not in this version" in page
    assert "Health Committee: in no version of the plan" in page


def test_several_ticked_lines_are_given_at_once_and_lead_back(watched, desk):
    back = f"{EDITOR}?show=open"
    address = step("remit_give", item=watched.water.item_id, _return=back) + f"&item={watched.roads.item_id}"
    page = desk.get(address)
    assert "1.2 Water – watched by Fenbrook Commission" in page.content.decode()
    assert "2.1 Roads – not covered by any committee" in page.content.decode()
    sent = form_data(page, committee=watched.roads_committee.pk, starts="2022-11-01", why="Gap", source="Minute 3")
    response = desk.post(address, sent)
    assert (response.status_code, response.url) == (302, back)
    rows = Remit.objects.filter(committee=watched.roads_committee)
    assert {(row.item_id, row.starts, row.source) for row in rows} == {
        (item, date(2022, 11, 1), "Minute 3") for item in (watched.water.item_id, watched.roads.item_id)
    }
    again = desk.post(address, sent)
    assert (again.status_code, rows.count()) == (409, 2)
    assert "has this already on 1 November 2022" in again.content.decode()


def test_nothing_ticked_is_said(watched, desk):
    page = desk.get(step("remit_give"))
    assert "Nothing is ticked" in page.content.decode()
    sent = form_data(page, committee=watched.roads_committee.pk, why="x")
    assert desk.post(step("remit_give"), sent).status_code == 409
    assert desk.get(step("remit_give", item="nonsense")).status_code == 404
    assert desk.get(step("remit_give", indicator=10**6)).status_code == 404


def test_a_remit_is_handed_over_and_the_slower_of_two_is_told(watched, desk):
    address, other = step("remit_hand_over", watched.remit.pk), step("remit_end", watched.remit.pk)
    first, second = desk.get(address), desk.get(other)
    assert "Air Committee: 1.1 Air" in first.content.decode()
    sent = form_data(first, to=watched.roads_committee.pk, on="2022-11-01", why="New terms")
    assert desk.post(address, sent).status_code == 302
    late = desk.post(other, form_data(second, on="2022-11-01", why="Too much"))
    assert late.status_code == 409
    assert "changed this since you opened the page" in late.content.decode()
    assert list(Event.objects.values_list("verb", flat=True)) == ["remit.handed_over"]


def test_something_is_referred_and_taken_back(watched, desk):
    address = step("referral_refer", item=watched.quieter.item_id, edition="2022-26")
    page = desk.get(address)
    sent = form_data(page, giver=watched.air_committee.pk, receiver=watched.health_committee.pk,
                     meeting=watched.meeting.pk, reason="Noise makes people ill.")  # fmt: skip
    assert desk.post(address, sent).status_code == 302
    row = Referral.objects.get()
    assert (row.item, row.meeting, row.starts) == (watched.quieter.item, watched.meeting, TODAY)
    assert "Health Committee" in words(desk, open="1.1")
    assert "referred by Air Committee, from 12 October 2022" in words(desk, open="1.1")
    taking = step("referral_take_back", row.pk)
    sent = form_data(desk.get(taking), on="2022-11-01", result="Higher fences.", why="Done")
    assert desk.post(taking, sent).status_code == 302
    row.refresh_from_db()
    assert (row.ends, row.result) == (date(2022, 11, 1), "Higher fences.")
    wrong = form_data(page, giver=watched.roads_committee.pk, receiver=watched.health_committee.pk, reason="x")
    refused = desk.post(address, wrong)
    assert refused.status_code == 409
    assert "does not have it in its remit" in refused.content.decode()


def test_readers_read_and_others_are_kept_out(watched, october):
    reader = signed_in(make_user(CMT))
    page = words(reader, open="1.1")
    assert "Less noise" in page
    assert "Give…" not in page
    assert 'type="checkbox"' not in page
    for address in (
        step("remit_give", item=watched.air.item_id), step("remit_end", watched.remit.pk),
        step("remit_hand_over", watched.remit.pk), step("referral_refer", item=watched.air.item_id),
    ):  # fmt: skip
        assert reader.post(address, {"why": "x"}).status_code == 403
    assert signed_in(make_user(CONTRIBUTOR)).get(EDITOR).status_code == 403
    assert Event.objects.count() == 0


def test_a_draft_is_shown_to_those_who_see_it_only(watched, october):
    draft = make_tree()
    assert draft in signed_in(make_user(POLICY_OFFICER)).get(EDITOR).context["form"].fields["edition"].queryset
    found = signed_in(watched.officer).get(EDITOR, {"edition": draft.slug}).context["found"]
    assert found.plan == draft


def test_it_costs_the_same_for_one_line_and_for_many(watched, october):
    client, counted = signed_in(watched.officer), set()
    for many in (1, 4):
        plan = make_tree(outcomes=many, sub_outcomes=many, commitments=many)
        for sub in plan.suboutcomes.all():
            Remit.objects.create(committee=make_body(), item=sub.item, starts=START)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(EDITOR, {"edition": plan.slug, "open": "1.1"}).status_code == 200
        counted.add(len(queries))
    assert len(counted) == 1


def test_a_large_plan_stays_a_light_page(watched, october):
    plan = make_tree(outcomes=6, sub_outcomes=5, commitments=3)
    for sub in plan.suboutcomes.all():
        Remit.objects.create(committee=watched.air_committee, item=sub.item, starts=START)
    page = signed_in(watched.officer).get(EDITOR, {"edition": plan.slug, "open": "1.1"})
    assert len(page.content) < 100_000


def test_what_came_of_a_referral_is_written_on_its_page_and_nothing_else(watched, desk):
    row = refer(
        watched.air.item, giver=watched.air_committee, receiver=watched.health_committee, starts=TODAY,
        by=watched.clerk, reason="To see it.",
    )  # fmt: skip
    address = reverse("admin:outcomes_referral_change", args=[row.pk])
    sent = form_data(desk.get(address), "referral_form", result="Seen.", reason="Another")
    assert desk.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert (row.result, row.reason) == ("Seen.", "To see it.")
    assert desk.get("/admin/outcomes/referral/add/").status_code == 403


def test_democratic_services_are_told_of_what_is_referred_to_a_committee_whose_pack_is_made(watched):
    refer(
        watched.quieter.item, giver=watched.air_committee, receiver=watched.health_committee, starts=TODAY,
        meeting=watched.meeting, by=watched.clerk, reason="x",
    )  # fmt: skip
    assert waiting(watched.clerk, TODAY) == []
    Pack.objects.create(body=watched.health_committee, covers="2022-Q3", meeting=watched.meeting)
    (line,) = waiting(watched.clerk, TODAY)
    assert line.text == "Health Committee, 16 January 2023: 1.1: Less noise, referred by Air Committee"
    assert (line.due, line.overdue) == (date(2023, 1, 6), False)
    assert waiting(watched.officer, TODAY) == []
    watched.meeting.date = date(2023, 1, 30)
    watched.meeting.save()
    assert [line.due for line in waiting(watched.clerk, TODAY)] == [date(2023, 1, 20)]
    assert waiting(watched.clerk, LATER.replace(month=2)) == []


def test_what_is_covered_through_all_its_parts_is_not_covered_in_part(watched, desk):
    items = [aim.item for aim in Aim.objects.filter(sub_outcome=watched.roads)]
    give(watched.roads_committee, items, starts=START, by=watched.clerk, why="x")
    assert "-Roads: through its parts" in lines(desk)
    assert dict(desk.get(EDITOR).context["counts"])["sub-outcomes covered in part"] == 0
    assert "covered through its parts" in words(desk)
    assert "2.1" not in [line.number for outcome in uncovered(watched.plan, on=TODAY) for line in outcome.parts]


@pytest.mark.parametrize("asked", ["indicator=" + "9" * 25, "indicator=0x1", "indicator=²", "item=" + "9" * 25])
def test_an_address_that_names_nothing_is_not_found(watched, desk, asked):
    assert desk.get(f"{step('remit_give')}?{asked}").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are(watched, desk, day):
    assert desk.get(f"{EDITOR}?on={day}").status_code == 200
    assert desk.get(f"{step('remit_give')}?on={day}&item={watched.water.item_id}").status_code == 200
