"""A report's own page on the desk, and opening a period."""

from datetime import date

import pytest
from django.urls import reverse

from outcomes.reporting import editing, workflow
from outcomes.reporting.authorship import writers
from outcomes.reporting.models import (
    DeliveryUpdate,
    HighlightReport,
    PriorityAnswer,
    ReportEntry,
    SubOutcomeJudgement,
)
from plan.clock import today
from plan.models import Event
from tests.factories import make_item
from tests.pages import form_data

from .desk import FORM, UPDATES, change, signed_in, updates_of
from .world import SECRET, make_period

pytestmark = pytest.mark.django_db


def test_a_board_member_writes_a_whole_report(world):
    report = world.open()
    commitment = world.plan.commitments.first()
    client = signed_in(world.member)
    page = client.get(change(report))
    text = page.content.decode()
    for heading in ("Status of each sub-outcome", "Achievements", "Challenges", "Priorities for the next six months",
                    "For the committee to look at", "Delivery updates on commitments"):  # fmt: skip
        assert heading in text
    data = form_data(
        page, FORM, summary="Frank.", public_summary="Fair.", _save="Save",
        **{
            "judgements-0-status": "on_track", "judgements-1-status": "at_risk", "judgements-1-text": "Late.",
            "achievement_entries-0-text": "A bridge.", "achievement_entries-0-item": str(commitment.item_id),
            "challenge_entries-0-text": "Frost.", "priority_entries-0-text": "A road.",
            "attention_entries-0-text": "The frost.",
        },
    )  # fmt: skip
    assert client.post(change(report), data).status_code == 302
    assert updates_of(report, 1) in text
    data = form_data(client.get(updates_of(report, 1)), UPDATES, _next="Save and go on to the next", **{
        "updates-0-date": "2022-09-30", "updates-0-status": "on_track", "updates-0-text": "Half is built.",
    })  # fmt: skip
    assert client.post(updates_of(report, 1), data).status_code == 302
    report.refresh_from_db()
    assert (report.summary, report.public_summary) == ("Frank.", "Fair.")
    assert sorted(report.entries.values_list("kind", "text", "position")) == [
        ("achievement", "A bridge.", 1), ("attention", "The frost.", 1), ("challenge", "Frost.", 1),
        ("priority", "A road.", 1),
    ]  # fmt: skip
    assert report.entries.get(kind="achievement").item == commitment.item
    update = report.updates.get()
    assert (update.item, update.author, update.status) == (commitment.item, world.member, "on_track")
    assert list(report.judgements.values_list("status", flat=True)) == ["on_track", "at_risk"]
    assert writers(report) == {world.member.pk}
    workflow.submit(report, by=world.member)


def test_a_subject_outside_the_outcome_is_not_offered_and_not_taken(world):
    from tests.factories import make_tree

    elsewhere = make_tree().commitments.get()
    report = world.open()
    client = signed_in(world.member)
    page = client.get(change(report))
    assert str(elsewhere.item_id) not in page.content.decode()
    data = form_data(page, FORM, _save="Save", **{
        "achievement_entries-0-text": "A bridge.", "achievement_entries-0-item": str(elsewhere.item_id),
    })  # fmt: skip
    assert client.post(change(report), data).status_code == 200
    assert not report.entries.exists()


def test_what_an_entry_is_about_is_typed_and_chosen_from_one_list(world):
    report = world.written()
    sub_outcome, commitment = world.outcome.sub_outcomes.first(), world.plan.commitments.first()
    number = commitment.placements.get().sub_outcome.number
    client = signed_in(world.member)
    page = client.get(change(report)).content.decode()
    assert page.count(f'<option value="{number}: {commitment.text}">') == 1
    about = ((f"{number}: {commitment.text}", commitment.item), (commitment.text.upper(), commitment.item),
             (str(sub_outcome).upper(), sub_outcome.item), ("", None))  # fmt: skip
    for typed, item in about:
        data = form_data(client.get(change(report)), FORM, _save="Save", **{"challenge_entries-0-item": typed})
        assert client.post(change(report), data).status_code == 302
        assert report.entries.get(kind="challenge").item == item
    shown = form_data(client.get(change(report)), FORM)
    assert shown["achievement_entries-0-item"] == [""]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("a road to nowhere", "Nothing in this report is called “a road to nowhere”."),
     ("thing", "could be any of 4 sub-outcomes and commitments, such as")],
)  # fmt: skip
def test_what_cannot_be_told_from_what_was_typed_is_asked_again(typed, told, world):
    report = world.written()
    client = signed_in(world.member)
    data = form_data(client.get(change(report)), FORM, _save="Save", **{"challenge_entries-0-item": typed})
    response = client.post(change(report), data)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert form_data(response, FORM)["challenge_entries-0-item"] == [typed]
    assert report.entries.get(kind="challenge").item is None


def test_an_entry_stays_with_what_this_version_does_not_have_there(world):
    report, elsewhere = world.written(), make_item("commitment")
    report.entries.filter(kind="challenge").update(item=elsewhere)
    client = signed_in(world.member)
    data = form_data(client.get(change(report)), FORM, _save="Save", **{"challenge_entries-0-public_text": "Colder."})
    assert client.post(change(report), data).status_code == 302
    entry = report.entries.get(kind="challenge")
    assert (entry.item, entry.public_text) == (elsewhere, "Colder.")


def test_entries_of_one_kind_cannot_be_changed_through_the_list_of_another(world):
    report = world.written()
    challenge = report.entries.get(kind="challenge")
    client = signed_in(world.member)
    data = form_data(client.get(change(report)), FORM, _save="Save", **{
        "achievement_entries-0-id": str(challenge.pk), "achievement_entries-0-text": "Turned round.",
        "achievement_entries-0-seen_version": str(challenge.version),
    })  # fmt: skip
    client.post(change(report), data)
    challenge.refresh_from_db()
    assert (challenge.kind, challenge.text) == ("challenge", f"The challenge: {SECRET}.")


@pytest.mark.parametrize("stage", ["submitted", "approved", "published"])
def test_a_page_opened_before_the_submission_is_not_saved_after_it(stage, world):
    """And what was typed is shown, not lost."""
    report = world.written()
    client = signed_in(world.member)
    data = form_data(client.get(change(report)), FORM, summary="Second thoughts.", _save="Save")
    world.advance(report, stage)
    before = Event.objects.count()
    response = client.post(change(report), data)
    assert response.status_code == 403
    page = response.content.decode()
    assert "Second thoughts." in page
    assert "The words of this report do not change now." in page
    report.refresh_from_db()
    assert report.summary == f"A fair half-year: {SECRET}."
    assert Event.objects.count() == before


def test_a_returned_report_shows_the_note_and_the_trail(world):
    report = world.advance(world.written(), "returned")
    page = signed_in(world.member).get(change(report)).content.decode()
    assert f"Returned by {world.cmt}" in page
    assert "Say more about the delays." in page
    assert f"{world.member} submitted the report to corporate management." in page


def test_a_long_trail_keeps_its_moves_and_says_where_the_rest_is(world):
    report = world.advance(world.written(), "returned")
    for number in range(30):
        editing.write(report, by=world.member, summary=f"Draft {number}.")
    page = signed_in(world.member).get(change(report)).content.decode()
    assert page.count(f"{world.member} submitted the report to corporate management.") == 1
    assert page.count("<li><time") == 22
    assert "earlier changes of words are left out here" in page


def test_management_reads_but_does_not_write(world):
    report = world.advance(world.written(), "submitted")
    page = signed_in(world.cmt).get(change(report)).content.decode()
    assert SECRET in page
    assert 'name="summary"' not in page
    assert "members of its board and by policy officers" in page


def test_the_cost_of_a_page_does_not_grow_with_the_list(world, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = signed_in(world.officer), []
    for year in (2023, 2024, 2025):
        world.open(make_period(f"Half of {year}", date(year, 4, 1), date(year, 9, 30), due=date(year, 10, 31)))
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/outcomes/highlightreport/").status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


ROWS = (1, 10, 100)


@pytest.mark.parametrize("who", ["cmt", "member", "officer"])
def test_the_cost_of_a_report_that_is_only_read_does_not_grow_with_its_rows(who, world):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    report, counts = world.written(), []
    client = signed_in(getattr(world, who))
    client.get(change(report))  # what is asked once for a process, such as kinds of rows, is no row's cost
    item = world.plan.commitments.first().item
    made = 0
    for number in ROWS:
        for _ in range(number - made):
            elsewhere = make_item("commitment")  # of no sub-outcome of the report's
            for kind in ("achievement", "challenge", "priority", "attention"):
                ReportEntry.objects.create(report=report, kind=kind, text="Something.", item=elsewhere)
            SubOutcomeJudgement.objects.create(report=report, item=make_item("sub_outcome"), status="on_track")
            priority = ReportEntry.objects.create(report=report, kind="priority", text="A road.", item=item)
            PriorityAnswer.objects.create(report=report, priority=priority, answer="done")
            DeliveryUpdate.objects.create(
                report=report, item=elsewhere, date=today(), status="on_track", author=world.member
            )
        made = number
        HighlightReport.objects.filter(pk=report.pk).update(status="submitted")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(change(report)).content.decode()
        assert 'name="summary"' not in page
        assert "Something that this version of the plan does not have there" in page
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 45


def test_only_a_published_report_is_linked_to_the_site(world):
    report = world.advance(world.written(), "cleared")
    client = signed_in(world.officer)
    assert "See on the site" not in client.get(change(report)).content.decode()


def test_nobody_writes_over_what_another_saved(world):
    """The desk's locking holds for a report's parts: the second is told and keeps what they typed."""
    report = world.written()
    ann, ben = signed_in(world.member), signed_in(world.officer)
    first = form_data(ann.get(change(report)), FORM, summary="Ann's words.", _save="Save")
    second = form_data(ben.get(change(report)), FORM, summary="Ben's words.", _save="Save")
    assert ann.post(change(report), first).status_code == 302
    response = ben.post(change(report), second)
    assert response.status_code == 200
    assert "Ann&#x27;s words." in response.content.decode()
    assert "Ben&#x27;s words." in response.content.decode()
    report.refresh_from_db()
    assert report.summary == "Ann's words."
    assert editing.editable(report, world.officer)


def test_a_period_is_opened_with_a_button(world):
    client = signed_in(world.officer)
    assert "Open this period" in client.get(change(world.period)).content.decode()
    url = reverse("admin:outcomes_reportingperiod_open", args=[world.period.pk])
    assert client.get(url).status_code == 200
    assert not HighlightReport.objects.exists()
    assert "1 report opened." in client.post(url, follow=True).content.decode()
    assert HighlightReport.objects.count() == 1
    assert "Every report is open already." in client.post(url, follow=True).content.decode()
    for user in (world.member, world.cmt):
        assert signed_in(user).post(url).status_code in (403, 404)
    assert Event.objects.filter(verb="period.opened").count() == 1
