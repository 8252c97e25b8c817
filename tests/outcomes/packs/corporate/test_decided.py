"""What boards seek is sought until management decided it, and told once in the pack after that (requirement D45)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from outcomes.models import HighlightReport, ReportEntry, Resolution
from outcomes.packs.corporate.cmt import LISTS
from outcomes.packs.corporate.cmt_fitting import ROOM, _height, fitted
from outcomes.scrutiny.asking import record_resolution
from outcomes.scrutiny.decided import undecided
from outcomes.scrutiny.desk import sought
from plan.models import Meeting
from plan.roles import CMT, DEMOCRATIC_SERVICES
from tests.factories import make_meeting, make_user

from ..world import SECRET
from .conftest import MET_ON, SENT_AT, content_of

pytestmark = pytest.mark.django_db
LATER = date(2023, 1, 31)


@pytest.fixture
def weir(corporate):
    return ReportEntry.objects.get(report=corporate.report, kind="decision", text__contains="weir")


@pytest.fixture
def met(corporate) -> Meeting:
    Meeting.objects.filter(pk=corporate.cmt.meeting_id).update(status="held")
    return Meeting.objects.get(pk=corporate.cmt.meeting_id)


@pytest.fixture
def decided(corporate, weir, met) -> Resolution:
    return record_resolution(
        meeting=met, by=corporate.officer, kind="agreed", text="Half of the weir is paid for.", sought=weir
    )


def next_content(corporate):
    """Of the next quarter's pack, for management's next meeting."""
    pack, day = corporate.cmt, date(2023, 1, 19)
    pack.covers, pack.meeting = "2022-Q3", Meeting(body=corporate.management, date=day)
    return content_of(pack, today=LATER)


def test_what_was_decided_is_told_and_no_longer_sought(corporate, decided):
    content = next_content(corporate)
    page = content.pages[0]
    [told] = page.decided

    assert [one.text for one in page.decisions if not one.is_approval] == [f"{SECRET}: lend two rangers."]
    assert (told.text, told.decided) == (
        f"{SECRET}: pay for the weir.",
        "Agreed or approved. Half of the weir is paid for.",
    )
    assert told.decided_on == f"{corporate.management.short}, 20 October 2022"
    assert not any("weir" in line.text for line in content.front.decisions.lines)
    assert not any("weir" in one.text for one in content.in_full)


def test_before_the_meeting_it_is_sought(corporate, decided):
    page = content_of(corporate.cmt).pages[0]

    assert (page.decided, len(page.decisions)) == ((), 3)


def test_what_was_decided_before_the_last_pack_is_told_no_more(corporate, decided):
    Meeting.objects.filter(pk=decided.meeting_id).update(date=date(2022, 10, 1))  # in the quarter that the pack is for
    assert [one.decided_on[-14:] for one in next_content(corporate).pages[0].decided] == ["1 October 2022"]
    Meeting.objects.filter(pk=decided.meeting_id).update(date=date(2022, 9, 30))
    page = next_content(corporate).pages[0]
    assert (page.decided, [one.text for one in page.decisions if "weir" in one.text]) == ((), [])


@pytest.mark.parametrize(("words", "again"), [("pay for the weir.", False), ("pay for all of the weir.", True)])
def test_a_revision_seeks_anew_what_it_words_otherwise(corporate, decided, words, again):
    revision = HighlightReport.objects.create(
        period=corporate.report.period, board=corporate.board, plan=corporate.report.plan, revision=3,
        outcome=corporate.report.outcome, supersedes=corporate.report, status="submitted", submitted_at=SENT_AT,
    )  # fmt: skip
    ReportEntry.objects.create(report=revision, kind="decision", text=f"{SECRET}: {words}")
    page = next_content(corporate).pages[0]

    assert [one.text for one in page.decisions if "weir" in one.text] == ([f"{SECRET}: {words}"] if again else [])
    assert [one.entry for one in undecided(MET_ON)] == ([revision.entries.get().pk] if again else [])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "priority"}, "seeks no decision"),
        ({"status": "draft"}, "has not sent"),
        ({"body": "committee"}, "from corporate management alone"),
        ({"date": date(2022, 9, 30)}, "before the report's period ended"),
    ],
)
def test_what_is_refused(corporate, weir, met, change, said):
    meeting = met
    if "kind" in change:
        ReportEntry.objects.filter(pk=weir.pk).update(**change)
    if "status" in change:
        HighlightReport.objects.filter(pk=corporate.report.pk).update(**change)
    if "date" in change:
        meeting = make_meeting(corporate.management, change["date"], status="held")
    if "body" in change:
        meeting = make_meeting(corporate.board, MET_ON, status="held")
    with pytest.raises(ValidationError, match=said):
        record_resolution(
            meeting=meeting, by=corporate.officer, kind="agreed", text="Agreed.",
            sought=ReportEntry.objects.get(pk=weir.pk),
        )  # fmt: skip
    assert not Resolution.objects.exists()


def test_a_decision_is_made_once(corporate, decided, weir, met):
    with pytest.raises(ValidationError, match="already exists"):
        record_resolution(meeting=met, by=corporate.officer, kind="other", text="Refused.", sought=weir)


# The desk


def test_after_the_meeting_what_is_undecided_waits_on_the_desk(corporate, decided):
    assert [line.text for line in sought(corporate.officer, MET_ON)] == [
        f"{corporate.board.short}: {SECRET}: lend two rangers. ({corporate.management.short} met on 20 October 2022)"
    ]
    assert sought(corporate.officer, date(2022, 10, 19)) == []
    [line] = sought(make_user(CMT), MET_ON)
    assert line.url == reverse("admin:outcomes_highlightreport_change", args=[corporate.report.pk])
    assert sought(make_user(DEMOCRATIC_SERVICES), MET_ON) == []


def test_a_line_of_the_desk_leads_to_the_form_filled_in(corporate, weir, met, client):
    client.force_login(corporate.officer)
    [_, line] = sorted(sought(corporate.officer, MET_ON), key=lambda one: "weir" in one.text)
    page = client.get(line.url).content.decode()
    assert f'<option value="{weir.pk}" selected>{corporate.report}: {SECRET}: pay for the weir.</option>' in page
    given = {"meeting": met.pk, "kind": "agreed", "text": "Agreed.", "position": 1, "sought": weir.pk}
    assert client.post(line.url, given).status_code == 302
    assert Resolution.objects.get().sought == weir
    [left] = undecided(MET_ON)
    assert left.text.endswith("lend two rangers.")


def test_who_keeps_minutes_is_not_told_what_boards_seek(corporate, decided, client):
    client.force_login(make_user(DEMOCRATIC_SERVICES))
    page = client.get(reverse("admin:outcomes_resolution_change", args=[decided.pk]))
    assert page.status_code == 200
    assert "Half of the weir" in page.content.decode()
    assert SECRET not in page.content.decode()
    assert client.get(reverse("admin:outcomes_resolution_history", args=[decided.pk])).status_code == 403
    assert SECRET not in client.get(reverse("admin:outcomes_resolution_add")).content.decode()


def test_the_page_keeps_to_its_room(corporate, decided):
    page = next_content(corporate).pages[0]
    made = fitted(type(page)(**{**vars(page), "decided": page.decided * 40, "decisions": page.decisions * 40}))
    assert _height(made, {name: list(getattr(made, name)) for name in LISTS}) <= ROOM
    assert made.left_out["decided"] > 0
