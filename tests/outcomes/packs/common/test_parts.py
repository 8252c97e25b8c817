"""A common report has a part for each committee that holds what its own report would hold, and loses nothing."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.framework.tree import items_of, read_tree
from outcomes.models import Pack, Referral, Remit
from outcomes.packs.building import build, request_build
from outcomes.packs.checklist import before_clearing
from outcomes.packs.kinds import CannotBuild, kinds
from outcomes.packs.paper import print_page
from outcomes.packs.publishing import clear, publish
from outcomes.packs.sheets import sheets_of
from outcomes.packs.summary import all_measures, all_promises
from outcomes.packs.verify import altered
from tests import factories as make

from ..world import LATER, MEETING_ON, SECRET
from .conftest import content_of

pytestmark = pytest.mark.django_db
DESIGN = kinds.get("common").design


def part(content, short: str):
    return next(part for part in content.parts if part.short == short)


def own(body, covers="2022-Q2"):
    """What its own report of the quarter holds, for a meeting on the same day."""
    there = Pack.objects.filter(kind="quarterly", body=body, covers=covers).first()
    pack = there or Pack(body=body, covers=covers, meeting=make.make_meeting(body, MEETING_ON))
    return pack.kind_of.gather(pack, number=1, today=LATER).content


def named(value) -> set[str]:
    return {one.key for outcome in value.outcomes for sub in outcome.sub_outcomes for one in sub.also}


def test_each_part_holds_what_the_committees_own_report_holds_and_nothing_else(common, content):
    for body in (common.world.committee, common.homes):
        report, told = own(body), part(content, body.short)

        assert set(told.items) == set(report.remit)
        assert set(told.indicators) == {one.slug for one in all_measures(report.outcomes)}
        full = {one.uuid for one in all_promises(told.outcomes)}
        assert full | (named(told) & {one.uuid for one in all_promises(report.outcomes)}) == {
            one.uuid for one in all_promises(report.outcomes)
        }
        assert [one.key for one in told.enquiries] == [one.key for one in report.enquiries]
        assert told.judgement == report.front.judgement


def test_the_parts_together_hold_the_whole_plan_and_the_last_what_nobody_watches(common, content):
    tree = read_tree(common.world.plan)
    assert [one.short for one in content.parts] == ["Environment", "Homes", "What no committee watches"]
    held = [set(one.items) for one in content.parts]

    assert set().union(*held) == {str(item) for item in items_of(tree)} == set(content.remit)
    assert not held[2] & (held[0] | held[1])
    rest = content.parts[2]
    assert [(one.number, one.heading_only) for one in rest.outcomes] == [("1", False), ("2", False), ("3", False)]
    assert [sub.number for one in rest.outcomes for sub in one.sub_outcomes] == ["1.2", "3.1"]
    assert rest.indicators == ("canary-potholes",)
    assert rest.outcomes[1].elsewhere == "All that is under it stands in committees’ parts."


def test_what_two_committees_watch_stands_in_full_once_and_is_named_in_the_other(common, content):
    first, second = part(content, "Environment"), part(content, "Homes")
    shared = second.outcomes[0].sub_outcomes[0]

    assert (shared.number, shared.standings, shared.aims, shared.measures, shared.promises) == ("1.1", (), (), (), ())
    assert {one.name for one in shared.also} == {
        "Rivers are clean", "More otters", "Count the otters", "Mend the weir", "Rivers in good health",
        "Otters counted",
    } - {"More otters"}  # fmt: skip
    assert {(one.where, one.number, one.anchor) for one in shared.also} == {
        ("Environment", "1.1", "for-environment-committee-part-1-1")
    }
    assert [one.text for one in first.outcomes[0].promises] == ["Count the otters", "Mend the weir"]
    assert [len(report.achievements) for report in first.outcomes[0].reports] == [1]
    assert [len(report.achievements) for report in second.outcomes[0].reports] == [0]
    assert second.outcomes[0].elsewhere == "More of the boards’ words on it stands in the part for Environment."
    page = print_page(content, DESIGN).decode()
    assert page.count("Forty otters were") == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert SECRET not in page


def test_each_part_begins_with_its_heading_its_words_and_its_questions_in_the_chosen_order(common):
    common.choose(common.key(common.homes), position=1, words="Look at **lofts** first.")
    common.choose(common.key(common.world.committee), words="Rivers matter.")
    content = content_of(common.pack)

    page = print_page(content, DESIGN).decode()

    assert [one.short for one in content.parts] == ["Homes", "Environment", "What no committee watches"]
    for title, words in (("Homes Committee", "<strong>lofts</strong>"), ("Environment Committee", "Rivers matter.")):
        _, _, rest = page.partition(f">{title}</h1>")
        assert re.match(rf"<div class=.?covering.?>.{{0,80}}{re.escape(words)}", rest, re.DOTALL)
        assert "Questions this committee could ask" in rest
    assert part(content, "Homes").outcomes[0].sub_outcomes[0].promises  # in full in the first of the two now
    assert "Rivers in good health" in {one.name for sub in part(content, "Environment").outcomes[0].sub_outcomes
                                       for one in sub.also}  # fmt: skip


def test_a_part_that_is_left_out_is_named_and_is_nobody_elses(common):
    common.choose(common.key(common.world.committee), shown=False)
    common.choose("rest", shown=False)
    content = content_of(common.pack)

    assert [one.short for one in content.parts] == ["Homes"]
    assert content.left_out == ("Environment Committee", "What no committee watches")
    assert "Mend the weir" in {one.text for one in all_promises(content.outcomes)}
    page = print_page(content, DESIGN).decode()
    assert "Not in this paper" in page
    assert "CANARY sub-outcome" not in page


@pytest.mark.parametrize(("detail", "arranged"), [("exception", "outcome"), ("full", "department")])
def test_by_exception_and_by_department_every_link_leads_somewhere(common, detail, arranged):
    whole = content_of(common.pack)
    content = content_of(common.pack, detail=detail, arranged=arranged)
    page = print_page(content, DESIGN).decode()

    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert [one.items for one in content.parts] == [one.items for one in whole.parts]
    assert content.known == whole.known


def test_a_spreadsheet_has_each_committees_rows_in_full(common, content):
    book = {sheet.title: sheet for sheet in sheets_of(kinds.get("common"), content)}

    assert list(book) == ["Indicators", "Commitments", "Trends", "Notes on data"]
    for body in (common.world.committee, common.homes):
        report = own(body)
        figures = [row for row in book["Indicators"].rows if row[0] == body.name]
        promises = [row for row in book["Commitments"].rows if row[0] == body.name]
        assert {row[1] for row in figures} == {one.name for one in all_measures(report.outcomes)}
        assert {row[1] for row in promises} == {one.text for one in all_promises(report.outcomes)}
        assert ("58%" in {row[6] for row in figures}) is True


def test_what_is_referred_stands_in_the_part_of_the_committee_it_is_referred_to(common):
    Referral.objects.create(
        giver=common.commission, receiver=common.homes, item=common.world.unwatched.item, starts=date(2022, 6, 1),
        reason="It looks at roads too",
    )  # fmt: skip
    content = content_of(common.pack)

    assert str(common.world.unwatched.item_id) in part(content, "Homes").items
    assert "3.1" in {sub.number for one in content.parts[2].outcomes for sub in one.sub_outcomes}
    assert "1.2" not in {sub.number for one in content.parts[2].outcomes for sub in one.sub_outcomes}


def test_without_any_committees_remit_there_is_nothing_to_build(common):
    Remit.objects.filter(committee__kind="committee").delete()

    with pytest.raises(CannotBuild, match=r"nothing of Fenbrook Plan 2022-26 \(approved\) was in the remit"):
        content_of(common.pack)


def test_its_queries_do_not_grow_with_the_remits(common):
    with CaptureQueriesContext(connection) as few:
        content_of(common.pack)
    for body in (common.homes, common.world.committee):
        Remit.objects.create(committee=body, item=common.world.unwatched.item, starts=date(2022, 5, 18))
    with CaptureQueriesContext(connection) as many:
        content_of(common.pack)

    assert len(many) <= len(few)  # the part that nobody watches has less to ask for


def test_it_is_published_verified_and_what_the_next_one_is_compared_with(common, quick_print):
    common.choose(common.key(common.homes), words="Look at lofts first.")
    version = build(request_build(common.pack, by=common.officer, queued=False).pk)
    lines = before_clearing(version, today=LATER)
    assert "No covering words for Environment." in lines
    assert "7 items of the plan are in no committee's remit." in lines
    assert "2 sub-outcomes without a board's status: 2.1 and 3.1." in lines
    publish(clear(version, by=common.officer), by=common.officer)

    assert altered() == []
    following = Pack(kind="common", body=common.commission, covers="2022-Q3")
    content = following.kind_of.gather(following, number=1, today=LATER).content
    assert content.paper.last_pack == "Quarter 2 2022/23 (July to September 2022)"


def test_its_sections_are_laid_out_when_it_is_made_and_a_committee_that_comes_later_is_offered(common):
    keys = list(common.pack.sections.order_by("position").values_list("key", flat=True))
    there = [common.key(common.world.committee), common.key(common.homes)]
    assert keys == ["introduction", "since", *there, "rest", "notes", "glossary"]
    assert [str(row) for row in common.pack.sections.order_by("position")][2:5] == [
        "Environment", "Homes", "What no committee watches",
    ]  # fmt: skip

    newer = make.make_body(name="Roads Committee")
    Remit.objects.create(committee=newer, item=common.world.unwatched.item, starts=date(2022, 5, 18))
    from outcomes.packs.laying_out import missing

    assert missing(Pack.objects.get(pk=common.pack.pk)) == [common.key(newer)]
