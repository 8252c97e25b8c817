"""Reports, periods and updates as people work on them on the desk."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from outcomes.framework.models import ItemOfficer
from outcomes.reporting import editing, preview, workflow
from outcomes.reporting.authorship import writers
from outcomes.reporting.models import (
    DeliveryUpdate,
    HighlightReport,
    PriorityAnswer,
    ReportEntry,
    SubOutcomeJudgement,
)
from outcomes.reporting.updates import publish_update, record_update
from plan.clock import today
from plan.models import Event
from plan.roles import CONTRIBUTOR
from tests.factories import make_item, make_user
from tests.pages import form_data

from .world import SECRET, make_period

pytestmark = pytest.mark.django_db
FORM = "highlightreport_form"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def change(row) -> str:
    return reverse(f"admin:outcomes_{row._meta.model_name}_change", args=[row.pk])


# A report's page ---------------------------------------------------------------------------------------------------


def test_a_board_member_writes_a_whole_report_on_one_page(world):
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
            "attention_entries-0-text": "The frost.", "updates-0-item": str(commitment.item_id),
            "updates-0-date": "2022-09-30", "updates-0-status": "on_track", "updates-0-text": "Half is built.",
        },
    )  # fmt: skip
    assert client.post(change(report), data).status_code == 302
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


def test_an_update_stays_with_its_commitment_and_the_page_names_the_others_once(world):
    """However many updates there are: each further one offered the whole plan before."""
    report = world.written()
    first, other = world.plan.commitments.first(), world.plan.commitments.last()
    update = record_update(first.item, by=world.member, date=today(), status="on_track", report=report)
    client = signed_in(world.member)
    page = client.get(change(report))
    assert page.content.decode().count(f'<option value="{first.item_id}" selected>') == 1
    blank = page.content.decode().count(f'<option value="{other.item_id}">')
    data = form_data(page, FORM, _save="Save", **{"updates-0-item": str(other.item_id), "updates-0-status": "at_risk"})
    assert client.post(change(report), data).status_code == 302
    update.refresh_from_db()
    assert (update.item, update.status) == (first.item, "at_risk")
    for commitment in world.plan.commitments.exclude(pk=first.pk):
        record_update(commitment.item, by=world.member, date=today(), status="on_track", report=report)
    again = client.get(change(report)).content.decode()
    assert again.count(f'<option value="{first.item_id}">') == blank


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


# Previews ----------------------------------------------------------------------------------------------------------


def test_the_preview_as_published_holds_only_public_words(world, site_frame):
    pytest.importorskip("plan.text", reason="narratives are rendered elsewhere")
    report = world.written()
    client = signed_in(world.member)
    url = reverse("admin:outcomes_highlightreport_preview", args=[report.pk, "public"])
    response = client.get(url)
    page = response.content.decode()
    assert "A fair half-year." in page
    assert "Our public challenge." in page
    assert SECRET not in page
    assert "no-store" in response["Cache-Control"]
    inside = client.get(url.replace("public", "management")).content.decode()
    assert SECRET in inside
    assert "words that are never published" in inside
    assert client.get(url.replace("public", "everyone")).status_code == 404


def test_the_preview_on_paper_is_a_pdf_of_the_same_words(world, monkeypatch, site_frame):
    pytest.importorskip("plan.text", reason="narratives are rendered elsewhere")
    paper = pytest.importorskip("plan.pdf", reason="paper is made elsewhere")
    asked = {}
    monkeypatch.setattr(paper, "render_pdf", lambda html, **how: asked.update(how, html=html) or b"%PDF-1.7 a paper")
    report = world.written()
    response = signed_in(world.member).get(f"/admin/outcomes/highlightreport/{report.pk}/pdf/public/")
    assert (response["Content-Type"], response.content) == ("application/pdf", b"%PDF-1.7 a paper")
    assert "Our public challenge." in asked["html"]
    assert SECRET not in asked["html"]
    assert asked["title"] == f"Highlight report: {world.outcome.title}, April to September 2022"


def test_a_real_paper_of_one_report(world, site_frame):
    pytest.importorskip("plan.text", reason="narratives are rendered elsewhere")
    pytest.importorskip("plan.pdf", reason="paper is made elsewhere")
    report = world.written()
    response = signed_in(world.member).get(f"/admin/outcomes/highlightreport/{report.pk}/pdf/management/")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")


def test_a_report_that_cannot_be_printed_says_why_and_keeps_nobody_waiting(world, monkeypatch, site_frame):
    """A table of 54,000 cells: the real renderer is ended at the limit, and its reason is what one reads."""
    monkeypatch.setattr(preview, "WALL_SECONDS", 2)
    report = world.written()
    table = "\n".join(["|" + "a|" * 900, "|" + "-|" * 900, *(["|" + "b|" * 900] * 60)])
    HighlightReport.objects.filter(pk=report.pk).update(summary=table)
    client = signed_in(world.member)

    response = client.get(f"/admin/outcomes/highlightreport/{report.pk}/pdf/management/")

    page = response.content.decode()
    assert response.status_code == 422
    assert "It took longer than 2 seconds: make it shorter, or divide it into several papers." in page
    assert change(report) in page
    assert "no-store" in response["Cache-Control"]
    assert client.get(f"/admin/outcomes/highlightreport/{report.pk}/pdf/public/").status_code == 200


def test_a_preview_waits_a_fraction_of_what_a_pack_may_take(settings):
    assert preview.WALL_SECONDS <= 20 < settings.PDF_WALL_SECONDS
    assert preview.MEMORY_MEGABYTES <= settings.PDF_MEMORY_MEGABYTES


# Periods -----------------------------------------------------------------------------------------------------------


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


# Delivery updates --------------------------------------------------------------------------------------------------


@pytest.fixture
def lead(world):
    user = make_user(CONTRIBUTOR)
    item = world.plan.commitments.first().item
    ItemOfficer.objects.create(item=item, office="Head of Roads", user=user, starts=date(2022, 1, 1))
    return user


def test_a_lead_officer_writes_an_update_in_one_short_form(world, lead):
    mine, other = world.plan.commitments.first(), world.plan.commitments.last()
    client, url = signed_in(lead), reverse("admin:outcomes_deliveryupdate_add")
    page = client.get(f"{url}?item={mine.item_id}")
    text = page.content.decode()
    assert mine.text in text
    assert other.text not in text
    data = form_data(page, "deliveryupdate_form", status="on_track", text="Half is built.", _save="Save")
    assert client.post(url, data).status_code == 302
    update = DeliveryUpdate.objects.get()
    assert (update.item, update.author, update.date, update.report) == (mine.item, lead, today(), None)
    assert Event.objects.count() == 1
    client.post(url, {**data, "item": str(other.item_id)})
    assert DeliveryUpdate.objects.count() == 1


def test_a_lead_officer_sees_and_changes_only_their_own_commitments(world, lead):
    mine, other = world.plan.commitments.first(), world.plan.commitments.last()
    own = record_update(mine.item, by=world.officer, date=today(), status="on_track", text="Mine to change.")
    hidden = record_update(other.item, by=world.officer, date=today(), status="on_track", text=SECRET)
    publish_update(hidden, by=world.officer)
    client = signed_in(lead)
    listed = client.get("/admin/outcomes/deliveryupdate/").content.decode()
    assert mine.text in listed
    assert other.text not in listed
    assert client.get(change(hidden)).status_code == 404
    assert client.post(change(hidden), {"status": "completed"}).status_code == 404
    data = form_data(client.get(change(own)), "deliveryupdate_form", status="at_risk", _save="Save")
    assert client.post(change(own), data).status_code == 302
    own.refresh_from_db()
    assert own.status == "at_risk"


def test_a_crafted_post_does_not_publish_or_sign_an_update(world, lead):
    own = record_update(world.plan.commitments.first().item, by=lead, date=today(), status="on_track")
    client = signed_in(lead)
    crafted = {"published_at": "2022-01-01", "author": world.officer.pk, "item": "", "report": 1, "text": "More."}
    data = form_data(client.get(change(own)), "deliveryupdate_form", _save="Save")
    client.post(change(own), {**data, **crafted})
    own.refresh_from_db()
    assert (own.text, own.published_at, own.author, own.report) == ("More.", None, lead, None)
    url = reverse("admin:outcomes_deliveryupdate_publish", args=[own.pk])
    assert client.post(url).status_code == 403
    own.refresh_from_db()
    assert own.published_at is None
    officer = signed_in(world.officer)
    assert (
        officer.post(url, {"seen_version": officer.get(url).context["form"]["seen_version"].value()}).status_code == 302
    )
    own.refresh_from_db()
    assert own.published_at is not None


# The report's version: whoever moves it has read it as it is ------------------------------------------------------


def other_hands(world, report, update) -> dict:
    """Each way in which a part of a report changes, other than on the report's own page."""
    item = world.plan.commitments.last().item
    officer = signed_in(world.officer)

    def on_its_own_page():
        data = form_data(officer.get(change(update)), "deliveryupdate_form", public_text="Unread.", _save="Save")
        assert officer.post(change(update), data).status_code == 302

    def deleted():
        url = reverse("admin:outcomes_deliveryupdate_delete", args=[update.pk])
        page = officer.get(url)
        sent = {name: page.context[name] for name in ("seen_version", "seen_tree")}
        assert officer.post(url, {**sent, "post": "yes"}).status_code == 302
        assert not DeliveryUpdate.objects.filter(pk=update.pk).exists()

    return {
        "on its own page": on_its_own_page,
        "deleted": deleted,
        "recorded": lambda: record_update(item, by=world.officer, date=today(), status="on_track", report=report),
        "judged": lambda: editing.judge(report, report.judgements.first().item, by=world.officer, status="on_track"),
        "added": lambda: editing.add_entry(report, by=world.officer, kind="challenge", text="Unread."),
        "written": lambda: editing.write(report, by=world.officer, summary="Unread."),
    }  # fmt: skip


@pytest.mark.parametrize("door", ["on its own page", "deleted", "recorded", "judged", "added", "written"])
def test_what_another_changed_meanwhile_is_not_submitted_unread(door, world):
    report = world.written()
    update = record_update(
        world.plan.commitments.first().item, by=world.member, date=today(), status="on_track", report=report
    )
    report.refresh_from_db()
    client, url = signed_in(world.member), reverse("admin:outcomes_highlightreport_move", args=[report.pk, "submit"])
    seen = {"seen_version": client.get(url).context["form"]["seen_version"].value()}
    other_hands(world, report, update)[door]()
    response = client.post(url, seen)
    assert response.status_code == 422
    assert "Somebody changed this report since you opened the page." in response.content.decode()
    ticked = {"action": "submit_ticked", "index": 0, "_selected_action": report.pk,
              f"seen-{report.pk}": seen["seen_version"]}  # fmt: skip
    told = client.post("/admin/outcomes/highlightreport/", ticked, follow=True).content.decode()
    assert "changed since you read it" in told
    report.refresh_from_db()
    assert report.status == "draft"
    assert report.version == seen["seen_version"] + 1
    again = client.get(url).context["form"]["seen_version"].value()
    assert client.post(url, {"seen_version": again}).status_code == 302


def test_a_lone_update_that_changed_meanwhile_is_not_published_unread(world, lead):
    own = record_update(world.plan.commitments.first().item, by=lead, date=today(), status="on_track")
    officer, writer = signed_in(world.officer), signed_in(lead)
    url = reverse("admin:outcomes_deliveryupdate_publish", args=[own.pk])
    seen = {"seen_version": officer.get(url).context["form"]["seen_version"].value()}
    data = form_data(writer.get(change(own)), "deliveryupdate_form", public_text="Unread.", _save="Save")
    assert writer.post(change(own), data).status_code == 302
    for sent in (seen, {}):
        response = officer.post(url, sent)
        assert (response.status_code, "Read it again" in response.content.decode()) == (403, True)
        own.refresh_from_db()
        assert own.published_at is None


def test_an_update_of_a_submitted_report_stands_still_on_its_own_page_too(world):
    report = world.written()
    update = record_update(
        world.plan.commitments.first().item, by=world.member, date=date(2022, 9, 30), status="on_track", report=report
    )
    client = signed_in(world.member)
    data = form_data(client.get(change(update)), "deliveryupdate_form", text="Changed.", _save="Save")
    world.advance(report, "submitted")
    assert client.post(change(update), data).status_code == 403
    update.refresh_from_db()
    assert update.text == ""


def test_ticked_updates_are_published_by_officers_only(world, lead):
    own = record_update(world.plan.commitments.first().item, by=lead, date=today(), status="on_track")
    data = {"action": "publish_ticked", "index": 0, "_selected_action": own.pk, f"seen-{own.pk}": own.version}
    signed_in(lead).post("/admin/outcomes/deliveryupdate/", data)
    own.refresh_from_db()
    assert own.published_at is None
    signed_in(world.officer).post("/admin/outcomes/deliveryupdate/", data)
    own.refresh_from_db()
    assert own.published_at is not None
    assert Event.objects.filter(verb="update.published").count() == 1


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
