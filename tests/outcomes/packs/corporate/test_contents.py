"""What papers for officers say: what boards sent, as it was written for management, and what was asked of whom."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from outcomes.framework.links import IndicatorCitation
from outcomes.framework.tree import read_tree
from outcomes.models import ActionAnswer, HighlightReport, ItemBoard, ReportEntry
from outcomes.packs.building import build, request_build
from outcomes.packs.checking import checked, points_of_version
from outcomes.packs.content import words_of
from outcomes.packs.corporate.reported import owed
from outcomes.packs.kinds import CannotBuild
from outcomes.packs.publishing import clear, publish
from outcomes.packs.sheets import sheets_of
from outcomes.reporting.progress import progress
from performance.models import Result
from tests import factories as make

from ..world import LATER, SECRET
from .conftest import ASKED, CLEARED, DRAFT, MET_ON, SENT_AT, Corporate, content_of

pytestmark = pytest.mark.django_db
KINDS = ("cmt", "highlights", "paper")


def said(content) -> str:
    return "\n".join(words_of(content))


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_in_no_paper_and_neither_are_words_for_the_public(corporate, kind):
    words = said(content_of(getattr(corporate, kind)))

    assert DRAFT not in words
    assert CLEARED not in words


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_what_is_with_the_board_again_gives_way_to_what_stands(corporate, status):
    HighlightReport.objects.filter(pk=corporate.report.pk).update(status=status)
    words = said(content_of(corporate.cmt))

    assert "pay for the weir" not in words
    assert "SECRET reason" in words  # of the published report, in its words for management
    assert "The river is low." not in words


def test_what_was_sent_after_the_day_is_not_in_it(corporate):
    late = date(2022, 10, 20)
    HighlightReport.objects.filter(pk=corporate.report.pk).update(submitted_at=f"{late} 12:00Z")

    assert "pay for the weir" not in said(content_of(corporate.cmt))


# Management's pack


def test_it_is_as_at_the_day_before_the_meeting(corporate):
    gathered = corporate.cmt.kind_of.gather(corporate.cmt, number=1, today=LATER)

    assert gathered.cut_off == date(2022, 10, 19)
    assert gathered.content.paper.cut_off == "19 October 2022"
    assert corporate.cmt.meeting.date == MET_ON


def test_a_page_ends_in_the_decision_sought_and_what_was_asked_last_time(corporate):
    page = content_of(corporate.cmt).pages[0]

    assert page.title == "Green Fenbrook"
    assert [(one.number, one.text) for one in page.decisions] == [
        ("1.1", f"{SECRET}: pay for the weir."),
        ("", f"{SECRET}: lend two rangers."),
        ("", "Approve the highlight report for April to September 2022, revision 2."),
    ]
    [asked] = page.asked
    assert (asked.kind, asked.text, asked.state) == ("Request", f"{ASKED}: what does the weir cost?", "answered")
    assert (asked.answer, asked.answered) == (f"{ASKED}: about £9,000.", "Director of Rivers, 30 August 2022")


def test_a_page_says_what_is_off_track_and_why_the_worst_first(corporate):
    page = content_of(corporate.cmt).pages[0]

    assert [(one.status, one.text) for one in page.troubles] == [
        ("stopped", "Mend the weir"),
        ("off_track", "Rivers are clean"),
        ("at_risk", "Roads are CANARY"),
    ]
    assert page.troubles[0].why == f"{SECRET} update"
    assert [(one.title, one.status) for one in page.parts] == [
        ("Rivers are clean", "off_track"), ("Roads are CANARY", "at_risk"),
    ]  # fmt: skip
    assert [(one.answer, one.text) for one in page.answers] == [("Dropped", f"{SECRET}: no money.")]
    assert page.said[0].stands == "Submitted on 5 October 2022, not approved yet"


def test_the_first_page_is_about_the_whole_plan(corporate):
    front = content_of(corporate.cmt).front

    assert [row.title for row in front.rows] == ["Green Fenbrook", "Fair Fenbrook", "CANARY Fenbrook"]
    assert front.judgement.startswith("Less than half of what the Plan promises is on track (1 of 6 actions)")
    assert front.decisions.lines[0].text == f"{SECRET}: pay for the weir."
    assert (front.rows[0].rated, front.rows[0].red) == (1, 1)
    assert front.rows[0].standing == "0 of 3 going well; 1 stopped, 2 no status"  # the revision took the update's place


def test_an_answer_published_later_is_not_known_yet(corporate):
    ActionAnswer.objects.update(published_at="2022-10-20 12:00Z")
    [asked] = content_of(corporate.cmt).pages[0].asked

    assert (asked.state, asked.answer) == ("overdue", "")


def test_what_was_asked_about_nothing_in_the_plan_stands_at_the_end(corporate):
    type(corporate.action).objects.update(item=None)
    content = content_of(corporate.cmt)

    assert not any(page.asked for page in content.pages)
    assert [one.text for one in content.asked] == [f"{ASKED}: what does the weir cost?"]


def test_what_was_settled_before_the_last_pack_is_not_told_again(corporate, quick_print):
    version = build(request_build(corporate.cmt, by=corporate.officer, queued=False).pk)
    publish(clear(version, by=corporate.officer), by=corporate.officer)
    later = type(corporate.cmt).objects.create(
        body=corporate.management, kind="cmt", covers="2022-Q3", is_public=False
    )  # fmt: skip
    content = content_of(later)

    assert content.paper.last_pack == "Quarter 2 2022/23 (July to September 2022)"
    assert not any(page.asked for page in content.pages)
    assert content.front.figures[1].words.endswith("as many as in the last pack")


def test_without_an_edition_in_force_it_says_what_to_do(corporate):
    corporate.cmt.covers = "2013-Q2"

    with pytest.raises(CannotBuild, match="Put one in force, or choose another period"):
        content_of(corporate.cmt)


# Highlight reports


def test_a_highlight_report_is_there_in_full(corporate):
    [chapter] = content_of(corporate.highlights).chapters

    assert chapter.said.summary == f"{SECRET}: the pumps **fail**."
    assert [(one.number, one.status, one.text) for one in chapter.judgements] == [
        ("1.1", "off_track", f"{SECRET} reason"), ("1.2", "at_risk", f"{SECRET} reason"),
    ]  # fmt: skip
    for name in ("achievement", "challenge", "attention"):
        assert [one.text for one in getattr(chapter, f"{name}s" if name != "attention" else name)] == [f"SECRET {name}"]
    assert [one.text for one in chapter.priorities] == ["SECRET priority"]
    assert [one.text for one in chapter.decisions] == [f"{SECRET}: pay for the weir.", f"{SECRET}: lend two rangers."]
    [update] = chapter.updates
    assert (update.number, update.commitment, update.status, update.text) == (
        "1.1", "Mend the weir", "stopped", f"{SECRET} update",
    )  # fmt: skip


def test_a_report_that_is_not_sent_is_named_and_nothing_of_it_told(corporate):
    [owed] = content_of(corporate.highlights).owed

    assert (owed.board, owed.outcome, owed.due, owed.is_overdue) == (
        "Green Board", "2 Fair Fenbrook", "7 October 2022", True,
    )  # fmt: skip


def test_of_one_board_only_its_reports(corporate):
    other = make.make_body("board", "Other Board")
    pack = replace_pack(corporate.highlights, about=other)
    with pytest.raises(CannotBuild, match="Other Board has not sent its report"):
        content_of(pack)

    pack.about = corporate.board
    content = content_of(pack)
    assert content.paper.title == "Highlight report of the Green Board, April to September 2022"
    assert content.paper.address == "highlights/2022-H1/green-board"


def replace_pack(pack, **fields):
    found = type(pack).objects.get(pk=pack.pk)
    for name, value in fields.items():
        setattr(found, name, value)
    return found


# The board's paper


def test_a_board_is_told_what_management_asked_about_its_outcomes(corporate):
    [asked] = content_of(corporate.paper).asked
    assert (asked.state, asked.answer) == ("answered", f"{ASKED}: about **£9,000**.")
    ActionAnswer.objects.all().delete()
    [asked] = content_of(corporate.paper).asked
    assert (asked.by, asked.state) == ("Fenbrook Management Team", "overdue")
    ItemBoard.objects.filter(item=corporate.world.watched.outcome.item).delete()
    assert content_of(corporate.paper).asked == ()


def test_new_is_a_figure_that_came_out_since_the_boards_last_meeting(corporate):
    make.make_meeting(corporate.board, date(2022, 10, 28), status="held")
    content = content_of(corporate.paper)

    assert content.since == "28 October 2022"
    assert [(one.measure.name, one.was) for one in content.results] == [("Otters counted", "40 in 2021")]


def test_a_board_that_answers_for_nothing_has_no_paper(corporate):
    ItemBoard.objects.all().delete()

    with pytest.raises(CannotBuild, match="answered for no outcome"):
        content_of(corporate.paper)


def test_a_board_is_told_which_commitments_have_no_news(corporate):
    silent = {one.text: one.last for one in content_of(corporate.paper).silent}

    assert silent["Insulate lofts"] == ""
    assert silent["Mend the weir"] == "30 September 2022"  # long ago, as at a later day


def test_a_report_that_was_sent_later_was_owed_on_the_day(corporate):
    HighlightReport.objects.filter(pk=corporate.draft.pk).update(status="submitted", submitted_at=SENT_AT)

    def owed_on(day: date) -> list[str]:
        return [one.outcome for one in owed(on=day, board=corporate.board)]

    assert "2 Fair Fenbrook" in owed_on(date(2022, 10, 4))
    assert "2 Fair Fenbrook" not in owed_on(date(2022, 10, 5))
    assert "2 Fair Fenbrook" not in owed_on(date(2022, 9, 29))  # the half-year had not ended


# All of them


@pytest.mark.parametrize("kind", ["cmt", "paper"])
def test_no_paper_of_theirs_speaks_of_a_committee_or_of_notes_it_lacks(corporate, kind):
    rules = " ".join(term.definition for term in content_of(getattr(corporate, kind)).rules)

    assert "its source states it" in rules
    assert "committee" not in rules
    assert "notes on data" not in rules


@pytest.mark.parametrize(
    ("address", "printed"),
    [("http://127.0.0.1:8000", ""), ("https://plan.example", "; https://plan.example/outcomes/green-fenbrook/")],
)
def test_an_address_that_only_this_machine_knows_is_not_printed(corporate, settings, address, printed):
    settings.SITE_ADDRESS = address
    assert content_of(corporate.cmt).pages[0].more == (
        f"In full: the highlight report of the Green Board, April to September 2022, revision 2{printed}"
    )


def test_figures_that_changed_stand_in_the_way_of_issuing(corporate, quick_print):
    version = build(request_build(corporate.cmt, by=corporate.officer, queued=False).pk)
    assert not [point for point in points_of_version(version) if point.kind == "changed"]

    Result.objects.filter(indicator__name="Rivers in good health", period="2021/22").update(value=57)

    [point] = [point for point in points_of_version(version) if point.kind == "changed"]
    assert point.message == "the paper shows 58% and it is now 57% in 2021/22: build the pack again"


def test_what_was_not_built_is_not_said_to_be_sound(corporate):
    """It is looked at as it would be built today."""
    Result.objects.filter(indicator__name="Rivers in good health").update(cause="", remedy="")

    points, _, waiting = checked(corporate.cmt)

    assert waiting is None
    assert [str(point) for point in points if point.stops] == [
        "Rivers in good health: Red in 2021/22, but nobody has said why or what is being done."
    ]


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("cmt", ["Indicators", "Trends", "Statuses", "Decisions sought", "What was asked"]),
        ("highlights", ["Statuses", "Updates", "What boards say"]),
        ("paper", ["What was asked", "Without news"]),
    ],
)
def test_its_data_is_a_workbook_too(corporate, kind, titles):
    pack = getattr(corporate, kind)
    sheets = {sheet.title: sheet for sheet in sheets_of(pack.kind_of, content_of(pack))}

    assert set(titles) <= set(sheets)
    assert all(len(row) == len(sheet.columns) for sheet in sheets.values() for row in sheet.rows)
    assert DRAFT not in str(sheets)
    if kind == "highlights":
        assert ("1.1", "Mend the weir", "stopped") in [row[3:6] for row in sheets["Updates"].rows]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_plain_json_and_comes_back_the_same(corporate, kind):
    pack = getattr(corporate, kind)
    content = content_of(pack)

    assert pack.kind_of.read(content.to_dict()) == content
    assert set(content.to_dict()) >= {"paper", "illustrative", "remit", "rules"}
    assert all(UUID(uuid) for uuid in content.remit)
    with pytest.raises(ValueError, match="this system reads"):
        pack.kind_of.read({**content.to_dict(), "schema": 0})


@pytest.mark.parametrize(("kind", "queries"), [("cmt", 49), ("highlights", 15), ("paper", 72)])
def test_it_takes_a_fixed_number_of_queries(corporate, kind, queries):
    pack = getattr(corporate, kind)
    pack = type(pack).objects.select_related("body", "meeting", "agenda_item", "about").get(pk=pack.pk)
    content_of(pack)
    with CaptureQueriesContext(connection) as few:
        content_of(pack)
    item = corporate.world.watched.item
    for number in range(4):
        ReportEntry.objects.create(report=corporate.report, kind="decision", item=item, text="More")
        indicator = make.make_indicator(f"Indicator {number}")
        make.make_result(indicator, "2021/22", number)
        IndicatorCitation.objects.create(item=corporate.world.watched.item, indicator=indicator)
        type(corporate.action).objects.create(
            raised_by=corporate.management, raised_on=date(2022, 7, 14), text="More", item=item, owner_office="X"
        )

    with CaptureQueriesContext(connection) as many:
        content_of(pack)
    assert len(many) == len(few) == queries


def test_a_decision_sought_has_no_words_for_the_public(corporate):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportEntry.objects.create(report=corporate.draft, kind="decision", text="Pay.", public_text="Pay.")


def test_the_public_reads_no_decision_sought(corporate):
    for one in progress(read_tree(corporate.world.plan), on=LATER):
        assert all(report.decisions == () for report in one.reports)


def test_checks_before_clearing_say_what_is_missing(corporate: Corporate, quick_print):
    from outcomes.packs.checklist import before_clearing

    version = build(request_build(corporate.cmt, by=corporate.officer, queued=False).pk)

    lines = before_clearing(version, today=LATER)
    assert "No board's report on 2 and 3." in lines
    assert "1 report in it not approved yet." in lines
    old = replace(content_of(corporate.cmt), schema=0).to_dict()
    version.content = old
    assert before_clearing(version, today=LATER)[-1] == "It was built before this system last changed. Build it again."
