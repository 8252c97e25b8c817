"""By department and by exception: everything has its place once, and what is left out is counted and said."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.models import BaselineFigure, ItemDepartment, Pack, Remit
from outcomes.packs.before import before_of
from outcomes.packs.departments import by_department
from outcomes.packs.exceptions import by_exception
from outcomes.packs.gathering import gather
from outcomes.packs.paper import print_page
from outcomes.packs.parts import Report
from outcomes.packs.summary import all_measures, all_promises
from performance.models import Indicator
from plan import records
from tests import factories as make

from .test_first_page import STATUSES, measure, outcome, promise
from .world import CANARY, LATER, SECRET

DEPARTMENTS = ["", "Adults", "Roads"]


def kept(status: str, uuid: str, department: str = ""):
    return replace(promise(status, uuid), departments=(department,) if department else ())


@given(
    st.lists(st.tuples(st.sampled_from(STATUSES), st.sampled_from(DEPARTMENTS)), max_size=8),
    st.lists(st.sampled_from(DEPARTMENTS), max_size=5),
)
def test_by_department_everything_has_its_place_once(promises, measures):
    made = [kept(status, f"p{n}", name) for n, (status, name) in enumerate(promises)]
    figures = [measure(slug=f"m{n}", department=name) for n, name in enumerate(measures)]
    one = outcome(*made, measures=figures)

    chapters = by_department([one])

    subs = [sub for chapter in chapters for sub in chapter.sub_outcomes]
    assert Counter(p.uuid for sub in subs for p in sub.promises) == Counter(p.uuid for p in made)
    assert Counter(m.slug for sub in subs for m in sub.measures) == Counter(m.slug for m in figures)
    anchors = [chapter.anchor for chapter in chapters] + [sub.anchor for sub in subs]
    assert len(anchors) == len(set(anchors))
    for chapter in chapters:
        name = "" if chapter.title == "No department named" else chapter.title
        assert all((p.departments or ("",))[0] == name for sub in chapter.sub_outcomes for p in sub.promises)
        assert all(m.department == name for sub in chapter.sub_outcomes for m in sub.measures)


def test_departments_come_by_name_then_what_has_none_then_the_boards_words():
    one = outcome(kept("on_track", "a", "Roads"), kept("on_track", "b"), measures=[measure(department="adults")])
    report = Report("Green Board", "", "", False, "Well done.", (), (), (), (), (), "asked-1")

    chapters = by_department([replace(one, reports=(report,))])

    assert [(chapter.title, chapter.kind) for chapter in chapters] == [
        ("adults", "Department"), ("Roads", "Department"), ("No department named", ""),
        ("From the boards’ highlight reports", ""),
    ]  # fmt: skip
    assert chapters[-1].reports == (report,)


def test_a_part_of_the_plan_with_nothing_to_answer_for_is_not_lost():
    (chapter,) = by_department([outcome(number="7")])

    assert [sub.number for sub in chapter.sub_outcomes] == ["7.1"]


def test_by_exception_shows_what_calls_for_attention_and_counts_the_rest():
    promises = [promise("on_track"), promise("on_track"), promise("completed"), promise(""), promise("at_risk", "r"),
                promise("off_track", "o"), promise("stopped", "s"), promise("ongoing", "w")]  # fmt: skip
    measures = [measure("better"), measure("same"), measure("worse", "down"), measure(slug="red", rating="red"),
                measure(slug="worst", quartile=4), measure("better", "asked")]  # fmt: skip

    (one,) = by_exception([outcome(*promises, measures=measures)], {"w", "asked"}, noun="action")

    assert [p.uuid for p in one.promises] == ["r", "o", "s", "w"]
    assert [m.slug for m in one.measures] == ["down", "red", "worst", "asked"]
    assert one.left_out == (
        "By exception, not shown here: 2 actions on track, 1 action completed, 1 action without a status and "
        "2 indicators."
    )


def test_by_exception_a_part_that_goes_well_is_left_out_whole_and_one_that_does_not_stays():
    well, badly = outcome(promise("on_track")), outcome(number="2", status="at_risk")

    first, second = by_exception([well, badly], set(), noun="action")

    assert (first.sub_outcomes, first.left_out) == (
        (), "By exception, not shown here: 1 action on track and all of 1 sub-outcome.",
    )  # fmt: skip
    assert (len(second.sub_outcomes), second.left_out) == (1, "")


@given(st.lists(st.sampled_from(STATUSES), max_size=12), st.lists(st.sampled_from(["better", "worse", "same"])))
def test_what_is_shown_and_what_is_counted_are_together_all_there_is(statuses, changes):
    whole = outcome(*map(promise, statuses), measures=map(measure, changes))

    (one,) = by_exception([whole], set(), noun="action")

    counted = sum(int(many) for many in re.findall(r"(\d+) (?:action|indicator)", one.left_out))
    assert len(one.promises) + len(one.measures) + counted == len(statuses) + len(changes)


# Of the database ----------------------------------------------------------------------------------------------------

COMBINATIONS = list(product(["full", "exception"], ["outcome", "department"]))


def told(world, detail: str, arranged: str):
    Pack.objects.filter(pk=world.pack.pk).update(detail=detail, arranged=arranged)
    pack = Pack.objects.select_related("body", "meeting", "agenda_item").get(pk=world.pack.pk)
    return gather(pack, number=1, today=LATER).content


@pytest.mark.django_db
@pytest.mark.parametrize(("detail", "arranged"), COMBINATIONS)
def test_every_combination_leads_somewhere_leaks_nothing_and_counts_the_whole_remit(world, detail, arranged):
    roads = make.make_department("Roads Department")
    for commitment in world.plan.commitments.filter(text="Mend the weir"):
        ItemDepartment.objects.create(item=commitment.item, department=roads, strength="direct")
    whole = told(world, "full", "outcome")

    content = told(world, detail, arranged)
    page = print_page(content).decode()

    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert CANARY not in page
    assert SECRET not in page
    assert set(content.remit) == {str(item) for item in world.items}
    assert [(one.value, one.of) for one in content.front.figures] == [
        (one.value, one.of) for one in whole.front.figures
    ]
    before, as_ever = before_of(content.to_dict()), before_of(whole.to_dict())
    assert (before.statuses, before.figures, before.ratings) == (
        as_ever.statuses, as_ever.figures, as_ever.ratings,
    )  # fmt: skip
    if detail == "full":
        assert {one.uuid for one in all_promises(content.outcomes)} == {
            one.uuid for one in all_promises(whole.outcomes)
        }
        assert {one.slug for one in all_measures(content.outcomes)} == {"rivers-in-good-health", "otters-counted"}
    else:
        assert "Insulate lofts" not in page
        assert "1 action without a status" in page
    assert ("Roads Department" in [one.title for one in content.outcomes]) == (arranged == "department")


# Beside the plan, and where it began ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_indicator_watched_by_itself_stands_where_it_measures_or_beside_the_plan(world):
    potholes = Indicator.objects.get(name=f"{CANARY} potholes")
    Indicator.objects.filter(pk=potholes.pk).update(name="Potholes")
    stray = make.make_indicator("Bees counted")
    for indicator in (potholes, stray):
        Remit.objects.create(committee=world.committee, indicator=indicator, starts=date(2022, 5, 18))

    content = told(world, "full", "outcome")

    subs = {sub.number: sub for outcome in content.outcomes for sub in outcome.sub_outcomes}
    assert [one.name for one in subs["1.2"].measures] == ["Potholes"]
    assert (subs["1.2"].heading_only, subs["1.2"].promises) == (True, ())
    last = content.outcomes[-1]
    assert (last.title, [one.name for one in last.measures]) == ("Indicators beside the Plan", ["Bees counted"])
    assert set(content.remit) == {str(item) for item in world.items}
    page = print_page(content).decode()
    assert {"Potholes", "Bees counted"} <= set(re.findall(r'<th scope="row">([\w ]+)<', page))
    assert "Only what is in your remit is shown." in page


@pytest.mark.django_db
def test_a_figure_says_where_it_stood_when_the_plan_began(world):
    with records.lifted():
        kept = BaselineFigure.objects.filter(sub_outcome=world.watched, indicator=world.indicator)
        kept.update(period="2019/20", shown="61%", value=61)

    content = told(world, "full", "outcome")

    assert {one.name: one.started for one in all_measures(content.outcomes)} == {
        "Rivers in good health": "61% in 2019/20", "Otters counted": "",
    }  # fmt: skip
    assert "When the plan began: 61% in 2019/20" in print_page(content).decode()
