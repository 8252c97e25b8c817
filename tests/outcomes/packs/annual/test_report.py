"""What a year's report says: statuses and figures as at the year's end, and what earlier bodies said of it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from outcomes.models import Action, ActionAnswer, AnnualPassage, Resolution
from outcomes.packs import paper
from outcomes.packs.annual.compared import changes_since
from outcomes.packs.annual.content import AnnualContent, Promise
from outcomes.packs.annual.front import judgement
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.checklist import before_clearing
from outcomes.packs.kinds import kinds
from outcomes.packs.parts import Standing
from outcomes.packs.publishing import StopsStand, clear, publish
from outcomes.packs.summary import STATUSES
from outcomes.packs.workbook import workbook
from performance.models import Indicator, Result
from tests import factories as make
from tests.uacheck import check_pdfs, missing

from .. import hostile
from ..world import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("warm_print")]
EARLY = datetime(2023, 5, 22, 12, tzinfo=UTC)


def outcome_of(content: AnnualContent, title: str):
    return next(outcome for outcome in content.outcomes if outcome.title == title)


def test_statuses_are_those_of_the_years_end(year):
    green = outcome_of(year.gather(), "Green Fenbrook")
    told = {promise.text: promise.status for promise in green.promises}

    assert told["Mend the weir"] == "off_track"
    assert told["Count the otters"] == "at_risk"  # completed on 2 May 2023, after the year's end
    assert [part.standing.status for part in green.parts] == ["at_risk", "off_track"]
    assert [promise.text for promise in green.behind] == ["Mend the weir", "Count the otters"]


def test_figures_are_of_periods_over_by_the_years_end_and_released_by_the_cut_off(year):
    green = outcome_of(year.gather(), "Green Fenbrook")
    river = next(one for one in green.figures if one.measure.name == "Rivers in good health")

    assert (river.measure.latest, river.measure.period) == ("70%", "2022/23")
    assert (river.before, river.before_period, river.moved) == ("58%", "2021/22", "better")
    assert (
        river.measure.place.words
        == "In the worst 25% of English counties in 2020/21, 30th of 33, counted from the highest"
    )
    early = outcome_of(year.gather(today=date(2023, 5, 19)), "Green Fenbrook")
    assert "58%" in [one.measure.latest for one in early.figures]


def river_of(year):
    slug = year.world.indicator.slug
    return next(one for outcome in year.gather().outcomes for one in outcome.figures if one.measure.slug == slug)


def test_what_became_of_a_figure_is_counted_while_it_is_no_more_than_18_months_old(year):
    river = river_of(year)
    assert (river.moved, river.amount, river.before_amount) == ("better", "70", "58")

    Result.objects.filter(indicator=year.world.indicator, period__in=["2021/22", "2022/23", "2023/24"]).delete()
    old = river_of(year)
    assert (old.measure.period, old.measure.direction.name, old.moved) == ("2020/21", "better", "")


def test_every_status_is_counted_in_the_first_sentence():
    said = [Standing(status, status, "1 March 2023", "", "", False) for status in STATUSES if status]
    promises = [Promise(str(place), "1.1", "Words", one) for place, one in enumerate([*said, None])]

    assert judgement(promises, [], noun="action", year="2022/23") == (
        "At the end of 2022/23, 3 of 9 actions were on track, ongoing or completed; "
        "2 off track or stopped, 1 at risk, 1 not started, 1 superseded and 1 without a status."
    )


def test_its_data_are_numbers_and_statuses_in_a_workbook(year):
    content = year.gather()
    book = load_workbook(BytesIO(workbook(kinds.get("annual"), content, fingerprint="f" * 64)))
    rows = {
        sheet.title: [
            dict(zip(next(sheet.values), row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)
        ]
        for sheet in book
    }

    river = next(row for row in rows["Indicators"] if row["Indicator"] == "Rivers in good health")
    assert (river["Latest figure"], river["Figure before"], river["Unit"]) == (70, 58, "%")
    assert (river["Outcome"], river["Number"], river["What became of it"]) == ("Green Fenbrook", "1.1", "Better")
    statuses = {row["Commitment or action"]: row["Status"] for row in rows["Commitments"]}
    assert (statuses["Mend the weir"], statuses["Count the otters"]) == ("Off track", "At risk")
    first = rows["Boards’ statuses"][0]
    assert (first["Number"], first["Board’s status"], first["Said by"]) == ("1.1", "At risk", "Green Board")
    assert SECRET not in str(rows)


def test_the_same_number_of_queries_for_one_row_and_for_many(year):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            year.gather("council")
        return len(found)

    queries()
    few = queries()
    for one in Indicator.objects.all()[:2]:
        Result.objects.create(indicator=one, period="2018/19", value=1)
    make_more = [AnnualPassage(year="2022/23", item=make.make_item("outcome"), heading="progress", text="More.")]
    AnnualPassage.objects.bulk_create(make_more)

    assert queries() == few == 43


def test_the_report_says_nothing_that_was_for_management(year):
    whole = str(year.gather().to_dict())

    assert "Forty otters were **counted**." in whole
    assert SECRET not in whole
    assert "After the year" not in whole


def test_what_is_stored_is_read_back(year):
    content = year.gather()

    assert AnnualContent.from_dict(content.to_dict()) == content
    with pytest.raises(ValueError, match="schema 0"):
        AnnualContent.from_dict({**content.to_dict(), "schema": 0})


def test_before_the_year_has_ended_there_is_no_report(year):
    from outcomes.packs.opening import open_pack
    from plan.periods import Period

    with pytest.raises(NotAllowed, match="has not ended yet"):
        open_pack(year.pack("cabinet").body, Period.parse("2190/91"), by=year.officer, kind="annual")


def test_only_bodies_on_its_way_get_it(year):
    from outcomes.packs.opening import open_pack
    from plan.periods import Period

    with pytest.raises(NotAllowed, match="gets no such pack"):
        open_pack(year.world.committee, Period.parse("2022/23"), by=year.officer, kind="annual")


# On its way from body to body ---------------------------------------------------------------------------------------


def said(year) -> None:
    """What the Commission said of the report, and of something else."""
    item = year.pack("commission").agenda_item
    other = make.make_item_on(item.meeting, "Something else", number=99)
    Resolution.objects.create(meeting=item.meeting, agenda_item=item, minute="12", kind="noted", text="Report noted.")
    Resolution.objects.create(meeting=item.meeting, agenda_item=other, minute="13", kind="noted", text="Not about it.")
    asked = Action.objects.create(
        text="Say more of the weir.", raised_by=item.meeting.body, meeting=item.meeting, agenda_item=item,
        raised_on=item.meeting.date, owner_office="Head of Rivers",
    )  # fmt: skip
    ActionAnswer.objects.create(
        action=asked, date=date(2023, 6, 9), text="It is now mended.", office="Head of Rivers", is_final=True,
        published_at=datetime(2023, 6, 9, tzinfo=UTC), published_by=year.officer,
    )  # fmt: skip
    ActionAnswer.objects.create(action=asked, date=date(2023, 6, 10), text=SECRET, office="Head of Rivers")


@pytest.mark.usefixtures("quick_print")
def test_later_bodies_read_what_earlier_ones_said_with_the_answer_and_what_changed(year):
    year.issue("commission", EARLY)
    said(year)
    AnnualPassage.objects.filter(text__contains="otters").update(text="Otters are back.")
    Result.objects.filter(indicator=year.world.indicator, period="2022/23").update(value=72)

    content = year.gather("cabinet")
    (heard,) = content.heard

    assert (heard.body, heard.seen) == ("Scrutiny Commission", "5 June 2023")
    assert heard.resolved == ("Minute 12: Report noted.",)
    assert [(one.text, one.answer, one.answered_by) for one in heard.asked] == [
        ("Say more of the weir.", "It is now mended.", "Head of Rivers, 9 June 2023")
    ]
    assert [(one.what, one.was, one.now) for one in heard.changes] == [
        ("Achievements", "", "the words were changed"),
        ("Rivers in good health", "70% (2022/23)", "72% (2022/23)"),
    ]
    assert SECRET not in str(content.to_dict())


@pytest.mark.usefixtures("quick_print")
def test_the_council_reads_both_and_the_commission_none(year):
    year.issue("commission", EARLY)
    year.issue("cabinet", datetime(2023, 6, 12, 12, tzinfo=UTC))

    assert [heard.body for heard in year.gather("council").heard] == ["Scrutiny Commission", "The Cabinet"]
    assert year.gather("commission").heard == ()
    assert all(heard.changes == () for heard in year.gather("council").heard)


@pytest.mark.usefixtures("quick_print")
def test_compared_is_what_the_body_saw_and_not_what_was_published_after_it_met(year):
    year.issue("commission", EARLY)
    AnnualPassage.objects.filter(text__contains="otters").update(text="Otters are back.")
    year.issue("commission", datetime(2023, 6, 20, tzinfo=UTC), what_changed="The words on otters.")

    (heard,) = year.gather("cabinet").heard
    assert [one.now for one in heard.changes] == ["the words were changed"]


def test_every_kind_of_change_is_named(year):
    now = year.gather()
    seen = now.to_dict()
    green = outcome_of(now, "Green Fenbrook")
    silent = tuple(replace(one, standing=None) for one in green.promises)
    parts = tuple(replace(one, standings=()) for one in green.parts)
    fewer = replace(green, passages=(), promises=silent, parts=parts, figures=green.figures[:1])
    told = changes_since(seen, replace(now, outcomes=(fewer,)))

    assert ("Achievements", "in the report", "left out") in [(one.what, one.was, one.now) for one in told]
    assert ("Mend the weir", "Off track", "no status") in [(one.what, one.was, one.now) for one in told]
    assert ("Rivers are clean", "At risk (Green Board)", "no status") in [(one.what, one.was, one.now) for one in told]
    assert ("Fair Fenbrook", "in the report", "left out") in [(one.what, one.was, one.now) for one in told]
    assert changes_since(seen, now) == ()


# Before it is published ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick_print")
def test_words_changed_since_it_was_built_stop_its_publication(year):
    version = clear(build(request_build(year.pack("council"), by=year.officer, queued=False).pk), by=year.officer)
    AnnualPassage.objects.filter(text__contains="otters").update(text="Otters are back.")

    with pytest.raises(StopsStand, match="Green Fenbrook, Achievements: its words changed since"):
        publish(version, by=year.officer)
    lines = before_clearing(version, today=date(2026, 1, 5))
    assert "Nothing is written about the year as a whole." in lines


@pytest.mark.usefixtures("quick_print")
def test_published_it_stands_at_its_address_for_everybody(year, client):
    version = build(request_build(year.pack("commission"), by=year.officer, queued=False).pk)
    address = reverse("pack", args=[version.pack.body.slug, "annual/2022-23"])
    assert client.get(address).status_code == 404

    publish(clear(version, by=year.officer), by=year.officer, anyway="It is as it is.")

    page = client.get(address)
    assert page.status_code == 200
    assert "Annual report, 2022/23" in page.content.decode()
    assert "What became of the Strategic Plan in a year, outcome by outcome." in page.content.decode()
    assert "for this committee" not in page.content.decode()


# On paper -----------------------------------------------------------------------------------------------------------


def test_the_title_is_the_councils_own_and_the_page_has_it_all(year):
    content = year.gather()
    page = paper.print_page(content, year.pack("commission").kind_of.design).decode()

    assert "<h1>Annual Performance Report 2022/23</h1>" in page
    assert "Forty otters were <strong>counted</strong>." in page
    assert "In the worst 25% of English counties in 2020/21, 30th of 33" in page
    assert SECRET not in page


def test_hostile_words_are_shown_as_words(year):
    page = paper.print_page(hostile.hostile(year.gather()), year.pack("commission").kind_of.design).decode()

    assert "<script" not in page
    assert "<img src=http" not in page
    assert "javascript:" not in page.replace("](javascript:", "")


LISTED = "Otters:\n\n- are\n\n- back, [see **here**](https://a.example/ 'title')"


def long(content: AnnualContent) -> AnnualContent:
    """A chapter whose lists and tables go over several pages."""
    one = content.outcomes[0]
    first = one.figures[0]
    measures = [replace(first.measure, slug=f"m{n}", name=f"Indicator number {n}") for n in range(60)]
    figures = tuple(replace(first, measure=measure) for measure in measures)
    promises = tuple(replace(one.promises[-1], uuid=f"p{n}", text=f"Promise number {n}") for n in range(60))
    words = tuple(replace(passage, text="\n\n".join(["Long words go on. " * 40] * 12)) for passage in one.passages)
    return replace(
        content, outcomes=(replace(one, figures=figures, promises=promises, passages=words),), rows=content.rows[:1]
    )


def empty(content: AnnualContent) -> AnnualContent:
    bare = replace(content.outcomes[0], passages=(), parts=(), promises=(), figures=(), statement="")
    return replace(content, outcomes=(bare,), rows=(), figures=(), passages=(), terms=(), heard=())


@pytest.mark.uacheck
@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_every_report_conforms_to_pdf_ua_and_pdf_a(year, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        from ..conftest import print_quickly

        patch.setattr(paper, "print_pdf", print_quickly)
        year.issue("commission", EARLY)
    said(year)
    AnnualPassage.objects.filter(text__contains="otters").update(text=LISTED)
    content, design = year.gather("cabinet"), year.pack("cabinet").kind_of.design
    versions = {"full": content, "empty": empty(content), "hostile": hostile.hostile(content), "long": long(content)}
    for name, one in versions.items():
        (tmp_path / f"{name}.pdf").write_bytes(paper.print_pdf(one, design).pdf)

    assert check_pdfs(sorted(tmp_path.glob("*.pdf"))) == []


def test_its_sections_are_left_out_moved_and_introduced(year):
    pack = year.pack("commission")
    keys = list(pack.sections.order_by("position").values_list("key", flat=True))
    assert keys == ["introduction", "heard", "outcomes", "ahead", "glossary"]
    for place, key in enumerate(reversed(keys), start=1):
        pack.sections.filter(key=key).update(position=place, words=f"About **{key}**.")

    content = year.gather()
    page = paper.print_page(content, pack.kind_of.design).decode()

    there = [one.key for one in content.in_order]
    assert there == [key for key in reversed(keys) if key in there]
    assert {"introduction", "outcomes"} <= set(there)
    found = [page.index(f"About <strong>{key}</strong>.") for key in there]
    assert found == sorted(found)
    pack.sections.filter(key="outcomes").update(shown=False)
    bare = paper.print_page(year.gather(), pack.kind_of.design).decode()
    ids = re.findall(r' id="([^"]+)"', bare)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', bare)) <= set(ids)
    assert "Count the otters" not in bare
