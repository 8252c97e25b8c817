"""A department's figures for a period on one page: all of it saved or nothing, and nobody's work lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.importing import writing
from performance.models import Breakdown, Restatement, Result, ResultsImport
from plan import locking
from plan.models import Event
from plan.roles import CONTRIBUTOR, POLICY_OFFICER, ROLES
from tests.factories import make_department, make_indicator, make_result, make_target, make_user
from tests.pages import form_data

D = Decimal
SECRET = "CANARY"
GRID = "/admin/performance/result/enter/"
Q2 = f"{GRID}?department=places&period=2022-Q2"


def row(indicator="roads", period="2022-Q2", seen=0, place=0, **typed):
    """What a page sends of one row."""
    return {f"{place}-row": f"{indicator} {period} {seen}", **{f"{place}-{name}": text for name, text in typed.items()}}


def test_the_page_shows_what_is_asked_for(desk, roads, rivers):
    make_result(roads, "2022-Q1", D("79.5"))
    make_result(roads, "2021/22", D(81))
    make_target(roads, "2022-Q2", D(85))
    make_indicator("Trees planted", slug="trees", owner=roads.owner, rhythm="financial_year")
    page = desk.get(Q2).content.decode()
    assert "<h1>Figures of Places, Quarter 2 2022/23 (July to September 2022)</h1>" in page
    told = " ".join(page.split())
    assert '<span class="cap">Figure before: </span>80% <span class="quiet">Q1 2022/23</span>' in told
    assert '<span class="cap">Target: </span>at least 85%' in told
    assert "Trees planted" not in page
    assert rivers.name not in page
    assert 'This figure<span class="visually-hidden">: Roads in good condition</span></label>' in page


def test_what_an_address_leaves_open_is_ones_own_and_what_is_due(client, roads, rivers):
    officer = make_user(POLICY_OFFICER, department=rivers.owner)
    client.force_login(officer)
    page = client.get(GRID).content.decode()
    assert "<h1>Figures of Waters, Quarter 2 2022/23 (July to September 2022)</h1>" in page
    assert "Places" in page  # to choose
    make_indicator("Fish", slug="fish", owner=rivers.owner)
    assert "Fish" not in client.get(GRID).content.decode()


def test_without_a_rhythm_the_latest_figure_says_which_periods(desk, places):
    trees = make_indicator("Trees planted", slug="trees", owner=places)
    make_result(trees, "2020/21", D(5))
    page = desk.get(f"{GRID}?period=2021/22").content.decode()
    assert "Trees planted" in page
    assert 'value="trees 2021/22 0"' in page
    assert "Trees planted" not in desk.get(f"{GRID}?period=2022-Q2").content.decode()
    make_result(trees, "2022-Q2", None, commentary="Not counted")
    assert 'value="trees 2022-Q2 1"' in desk.get(f"{GRID}?period=2022-Q2").content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("period=2022-Q9", "is not understood as a period."), ("other=soon", "is not understood as a period."),
        ("period=2023-Q4", "has not begun yet"), ("department=waters", "You enter no figures for such a department."),
        ("department=no-such", "You enter no figures for such a department."),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_said_in_words(desk, roads, rivers, asked, words):
    make_result(rivers, "2022-Q1", D(9), commentary=SECRET)
    answer = desk.get(f"{GRID}?{asked}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert SECRET not in page
    assert rivers.name not in page


@pytest.mark.parametrize("role", [*ROLES, None], ids=lambda role: role.slug if role else "nobody")
def test_who_may_enter_figures(client, roads, role):
    client.force_login(make_user(role, department=roads.owner))
    may = role in (POLICY_OFFICER, CONTRIBUTOR)
    assert client.get(Q2).status_code == (200 if may else 403)
    answer = client.post(Q2, row(value="79"))
    assert (answer.status_code, Result.objects.count()) == ((302, 1) if may else (403, 0))


def test_a_contributor_without_a_department_has_nothing_to_enter(client, roads):
    client.force_login(make_user(CONTRIBUTOR))
    assert "There are no figures here that you may enter." in client.get(GRID).content.decode()
    assert client.post(GRID, row(value="79")).status_code == 403
    assert not Result.objects.exists()


def test_what_is_typed_is_saved_with_who_when_and_why(desk, roads, contributor):
    answer = desk.post(
        Q2, form_data(desk.get(Q2), **{"0-value": "over 79.5%", "0-provisional": "on", "0-commentary": "Mended\r\nall"})
    )
    assert (answer.status_code, answer.url) == (302, Q2)
    result = Result.objects.get()
    assert (result.indicator, result.period, result.value, result.qualifier, result.provisional) == (
        roads, "2022-Q2", D("79.5"), "over", True,
    )  # fmt: skip
    assert (result.commentary, result.released, result.version) == ("Mended\nall", date(2022, 11, 7), 1)
    assert (result.history.get().history_user, result.history.get().history_type) == (contributor, "+")
    event = Event.objects.get()
    assert (event.verb, event.by, event.detail["created"]) == ("results.entered", contributor, 1)
    assert ResultsImport.objects.get().name == "Typed: Figures of Places, Quarter 2 2022/23 (July to September 2022)"
    assert "Saved: 1 new figure." in desk.get(Q2).content.decode()


def test_a_page_sent_back_as_it_was_changes_nothing(desk, roads, places):
    trees = make_indicator("Trees", slug="trees", owner=places, rhythm="quarter", unit="")
    make_result(roads, "2022-Q2", D("79.5"), qualifier="about", commentary="One\r\n\r\nTwo ", provisional=True,
                words="about four fifths", cause="Rain", back_on_target=date(2023, 3, 31))  # fmt: skip
    make_result(trees, "2022-Q2", None, qualifier="share", numerator=2, denominator=3)
    before = list(Result.objects.values())
    answer = desk.post(Q2, form_data(desk.get(Q2)), follow=True)
    assert "You typed nothing new, so nothing was saved." in answer.content.decode()
    assert list(Result.objects.values()) == before
    assert not Event.objects.exists()


def test_only_what_was_typed_changes(desk, roads):
    make_result(roads, "2022-Q2", D("79.5"), provisional=True, words="four fifths", source="The survey")
    desk.post(Q2, form_data(desk.get(Q2), **{"0-remedy": "More men"}))
    result = Result.objects.get()
    assert (result.value, result.words, result.provisional, result.source, result.remedy, result.version) == (
        D("79.5"), "four fifths", True, "The survey", "More men", 2,
    )  # fmt: skip
    assert not Restatement.objects.exists()


def test_a_changed_figure_asks_why_once_and_is_kept_as_it_stood(desk, roads):
    make_result(roads, "2022-Q2", D(70))
    data = form_data(desk.get(Q2), **{"0-value": "72", "0-cause": "Rain"})
    answer = desk.post(Q2, data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "A figure that was there already is to change. Say why" in page
    assert (Result.objects.get().value, form_data(answer)["0-value"], form_data(answer)["0-cause"]) == (
        D(70), ["72"], ["Rain"],
    )  # fmt: skip
    assert desk.post(Q2, form_data(answer, why="Final count")).status_code == 302
    assert (Result.objects.get().value, Result.objects.get().cause) == (D(72), "Rain")
    assert (Restatement.objects.get().value, Restatement.objects.get().why) == (D(70), "Final count")
    assert Result.history.latest("history_id").history_change_reason == "Final count"


def test_parts_that_are_typed_away_go_with_their_figure(desk, roads):
    make_result(roads, "2022-Q2", D(70), numerator=14, denominator=20)
    page = desk.get(Q2)
    assert form_data(page)["0-value"] == ["70 (14 of 20)"]
    desk.post(Q2, form_data(page, why="Recount", **{"0-value": "75 (15 of 20)"}))
    result = Result.objects.get()
    assert (result.value, result.numerator, result.denominator) == (D(75), D(15), D(20))
    desk.post(Q2, form_data(desk.get(Q2), why="Recount", **{"0-value": "80"}))
    result.refresh_from_db()
    assert (result.value, result.numerator, result.denominator) == (D(80), None, None)


def test_a_cleared_figure_is_missing_never_nought(desk, roads):
    make_result(roads, "2022-Q2", D(70))
    desk.post(Q2, form_data(desk.get(Q2), why="Counted wrongly", **{"0-value": ""}))
    assert Result.objects.get().value is None


def test_parts_of_a_figure_are_left_alone(desk, roads):
    part = Breakdown.objects.create(indicator=roads, by="sex", name="Men", slug="men")
    make_result(roads, "2022-Q2", D(41), breakdown=part)
    desk.post(Q2, form_data(desk.get(Q2), **{"0-value": "70"}))
    assert set(Result.objects.values_list("breakdown", "value")) == {(part.pk, D(41)), (None, D(70))}


IN_A_BOX = "“—” is not a number. Type “no data” if there is no figure for this period, or leave the row as it was."


# Errors -------------------------------------------------------------------------------------------------------------


def test_an_error_in_one_row_of_many_and_nothing_is_written(desk, places):
    for number in range(10):
        make_indicator(f"Measure {number}", slug=f"m{number}", owner=places, rhythm="quarter", unit="")
    data = form_data(desk.get(Q2), **{f"{number}-value": f"{number + 1}" for number in range(10)})
    data |= {"4-value": ["xx%"], "4-commentary": ["Kept"], "7-back_on_target": ["soon"]}
    answer = desk.post(Q2, data)
    page, again = answer.content.decode(), form_data(answer)
    assert answer.status_code == 200
    assert "<title>Error: " in page
    assert (Result.objects.count(), Event.objects.count()) == (0, 0)
    assert "“xx%” is not a number. Type “no data” if there is no figure for this period" in page
    assert "“soon” is not a day. Write it like 31 March 2023, or 31/3/2023." in page
    assert 'value="xx%" autocomplete="off" aria-invalid="true" aria-describedby="4-value-e"' in page
    assert [again[f"{number}-value"] for number in range(10)] == [
        [text] for text in ("1", "2", "3", "4", "xx%", "6", "7", "8", "9", "10")
    ]
    assert (again["4-commentary"], again["7-back_on_target"]) == (["Kept"], ["soon"])
    assert desk.post(Q2, {**again, "4-value": "5", "7-back_on_target": "31 March 2023"}).status_code == 302
    assert Result.objects.count() == 10


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"value": "1,2"}, "has a decimal comma"), ({"value": "1e308"}, "is not a number"),
        ({"value": "—"}, IN_A_BOX), ({"value": "5 to 3"}, "from its lower end"),
        ({"value": "3 of 0"}, "Nothing can be counted out of 0."), ({"value": "1.23456"}, "round it"),
        ({"value": "9" * 15}, "larger than any figure"), ({"value": f"“{'x' * 121}”"}, "longer than 120 characters"),
        ({"value": "=1+1"}, "is not a number"), ({"commentary": "a\x00b"}, "holds a sign that is no text (NUL)"),
        ({"commentary": "x" * 20_001}, "is longer than 20,000 characters"),
        ({"provisional": "on"}, "There is no figure yet that could be provisional"),
        ({"value": "7", "back_on_target": "2022-13-01"}, "is not a day"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_words(desk, roads, typed, words):
    answer = desk.post(Q2, row(**typed))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Result.objects.exists()


def test_no_data_is_said_in_words_and_stands_so_until_a_figure_comes(desk, roads):
    page = desk.get(Q2)
    assert "Type “no data” where there is no figure for the period." in page.content.decode()
    assert desk.post(Q2, form_data(page, **{"0-value": "No data"})).status_code == 302
    result = Result.objects.get()
    assert (result.value, result.words, result.qualifier) == (None, "", "exact")
    page = desk.get(Q2)
    assert form_data(page)["0-value"] == ["no data"]
    assert desk.post(Q2, form_data(page)).status_code == 302
    assert (Result.objects.get().version, roads.history.count()) == (result.version, 1)
    assert desk.post(Q2, form_data(page, **{"0-value": "71"})).status_code == 302
    assert Result.objects.get().value == D(71)
    again = form_data(desk.get(Q2), **{"0-value": "no data", "why": "It was another quarter's."})
    assert desk.post(Q2, again).status_code == 302
    assert Result.objects.get().value is None


def test_rows_that_no_page_would_send(desk, roads):
    for data in (
        row(period="2022-Q9", value="1"), row(period="2199/00", value="1"), row("no-such", value="1"),
        {**row(value="1"), **row(value="2", place=1)},
    ):  # fmt: skip
        answer = desk.post(Q2, data)
        assert answer.status_code in (200, 403)
        assert 'role="alert"' in answer.content.decode()
    for data in ({}, {"0-row": ""}, {"0-row": "roads"}, {"x-row": "roads 2022-Q2 0", "x-value": "1"}):
        assert desk.post(Q2, data).status_code == 302
    assert not Result.objects.exists()


def test_another_departments_row_is_refused_and_stays_as_it_is(desk, roads, rivers):
    theirs = make_result(rivers, "2022-Q2", D(9), commentary=SECRET)
    for seen in (0, 1, 7):
        answer = desk.post(Q2, {**row(value="71"), **row("rivers", seen=seen, value="1", place=1), "why": "Mine now"})
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "Another department answers for “rivers”: ask them. You had typed “1”." in page
        assert SECRET not in page
        assert form_data(answer)["0-value"] == ["71"]
    theirs.refresh_from_db()
    assert (theirs.value, theirs.version, Result.objects.count(), Event.objects.count()) == (D(9), 1, 1, 0)


def test_an_indicator_that_moved_away_meanwhile(desk, roads):
    page = desk.get(Q2)
    roads.owner = make_department("Highways")
    roads.save()
    answer = desk.post(Q2, form_data(page, **{"0-value": "71"}))
    assert answer.status_code == 403
    assert "You had typed “71”." in answer.content.decode()
    assert not Result.objects.exists()


# Two people ---------------------------------------------------------------------------------------------------------


def change(result: Result, **fields) -> None:
    """As another officer saves it."""
    for name, value in fields.items():
        setattr(result, name, value)
    result._history_user = make_user(POLICY_OFFICER, office="Head of Roads")
    locking.save(result, why="Recount")


def test_a_row_changed_meanwhile_is_refused_with_both_values(desk, roads):
    result = make_result(roads, "2022-Q2", D(70), commentary="Old words")
    page = desk.get(Q2)
    change(result, value=D(72), commentary="New words")
    answer = desk.post(Q2, form_data(page, why="Late returns", **{"0-value": "74"}))
    told = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "Head of Roads saved this figure on 7 November 2022 at 12:00, while you had it open." in told
    assert '<th scope="row">This figure</th><td>70</td><td>72</td><td>74</td>' in told
    assert "(you did not change this)" in told
    result.refresh_from_db()
    assert (result.value, result.version) == (D(72), 2)
    again = form_data(answer)
    assert (again["0-value"], again["0-commentary"], again["0-row"]) == (["74"], ["New words"], ["roads 2022-Q2 2"])
    assert desk.post(Q2, again).status_code == 302  # now it is a decision
    result.refresh_from_db()
    assert (result.value, result.commentary, result.version) == (D(74), "New words", 3)
    assert [one.value for one in Restatement.objects.all()] == [D(72)]


def test_one_stale_row_keeps_the_others_from_being_written(desk, roads, places):
    trees = make_indicator("Trees", slug="trees", owner=places, rhythm="quarter")
    result = make_result(roads, "2022-Q2", D(70))
    page = desk.get(Q2)
    change(result, value=D(72))
    answer = desk.post(Q2, form_data(page, why="Late", **{"0-value": "74", "1-value": "5"}))
    assert answer.status_code == 409
    assert not trees.results.exists()
    assert form_data(answer)["1-value"] == ["5"]


def test_a_stale_row_that_was_left_alone_does_no_harm(desk, roads, places):
    trees = make_indicator("Trees", slug="trees", owner=places, rhythm="quarter")
    result = make_result(roads, "2022-Q2", D(70))
    page = desk.get(Q2)
    change(result, value=D(72))
    assert desk.post(Q2, form_data(page, **{"1-value": "5"})).status_code == 302
    result.refresh_from_db()
    assert (result.value, trees.results.get().value) == (D(72), D(5))


def test_a_figure_that_somebody_entered_first(desk, roads):
    page = desk.get(Q2)
    make_result(roads, "2022-Q2", D(70))
    answer = desk.post(Q2, form_data(page, **{"0-value": "74"}))
    assert (answer.status_code, form_data(answer)["0-value"], Result.objects.get().value) == (409, ["74"], D(70))
    assert "<td>70</td>" in answer.content.decode()


def test_a_figure_that_was_deleted_meanwhile(desk, roads):
    result = make_result(roads, "2022-Q2", D(70))
    page = desk.get(Q2)
    result.delete()
    answer = desk.post(Q2, form_data(page, why="Late", **{"0-value": "74"}))
    assert (answer.status_code, form_data(answer)["0-row"]) == (409, ["roads 2022-Q2 0"])
    assert "deleted this figure" in answer.content.decode()
    assert not Result.objects.exists()


def test_a_version_that_never_was_is_stale(desk, roads):
    make_result(roads, "2022-Q2", D(70))
    for seen in ("9", "-1", "x", ""):
        assert desk.post(Q2, {**row(seen=seen, value="74"), "why": "x"}).status_code == 409
    assert Result.objects.get().value == D(70)


def test_somebody_quicker_by_a_moment_is_told_too(desk, roads, monkeypatch):
    """What is written is at the version that was checked: the race between the two is the database's to decide."""
    result = make_result(roads, "2022-Q2", D(70))
    page = desk.get(Q2)
    write = writing.write

    def late(*args, **kwargs):
        if Result.objects.get().version == 1:
            change(result, value=D(72))
        return write(*args, **kwargs)

    monkeypatch.setattr("performance.entering.saving.write", late)
    answer = desk.post(Q2, form_data(page, why="Late", **{"0-value": "74"}))
    assert (answer.status_code, Result.objects.get().value) == (409, D(72))


# Red and amber ------------------------------------------------------------------------------------------------------


def test_a_figure_that_turned_red_comes_back_on_top(desk, roads, places):
    make_indicator("Bins emptied", slug="bins", owner=places, rhythm="quarter")
    make_target(roads, "2022-Q2", D(85))
    answer = desk.post(Q2, form_data(desk.get(Q2), **{"0-value": "5", "1-value": "70"}), follow=True)
    page = answer.content.decode()
    assert "One of them is red or amber: saved, but before publication say why, and what is being done." in page
    assert page.index("Red or amber, and nobody has said why") < page.index("Roads in good") < page.index("The others")
    assert page.index("The others") < page.index("Bins emptied")
    assert "Before publication, say why and what is being done." in page
    assert page.count("<details open>") == 1
    desk.post(Q2, form_data(answer, **{"0-cause": "Rain", "0-remedy": "Drains", "0-back_on_target": "31/3/2023"}))
    result = Result.objects.get(indicator=roads)
    assert (result.cause, result.remedy, result.back_on_target) == ("Rain", "Drains", date(2023, 3, 31))
    page = desk.get(Q2)
    assert "nobody has said why" not in page.content.decode()
    assert form_data(page)["1-back_on_target"] == ["31 March 2023"]


def test_counts_of_very_few_people_are_told_nowhere_but_in_their_box(desk, places):
    few = make_indicator("Children", slug="few", owner=places, rhythm="quarter", unit="", suppress_below=5)
    make_result(few, "2022-Q1", D(3))
    make_result(few, "2022-Q2", D(4))
    make_target(few, "2022-Q2", D(10))
    page = desk.get(Q2)
    assert "not shown, as it counts very few people" in page.content.decode()
    assert "4 is 6 below" not in page.content.decode()
    assert form_data(page)["0-value"] == ["4"]


# Size and cost ------------------------------------------------------------------------------------------------------


def many(places, how_many: int) -> None:
    for number in range(how_many):
        one = make_indicator(
            f"Measure number {number:03} of what is well done",
            slug=f"measure-{number:03}",
            owner=places,
            rhythm="quarter",
        )
        make_result(one, "2022-Q1", D(60), commentary="Words. " * 40)
        make_target(one, "2022-Q1", D(50), until_replaced=True)


def test_200_rows_come_in_pages_below_100_kb(desk, places):
    many(places, 200)
    data = form_data(desk.get(f"{Q2}&page=2"), **{f"{place}-value": "12" for place in range(25)})
    answer = desk.post(f"{Q2}&page=2", data)
    assert (answer.url, Result.objects.filter(period="2022-Q2").count()) == (f"{Q2}&page=2", 25)
    texts = {"commentary": "Words, and more of them. " * 12, "cause": "Rain. " * 30, "remedy": "Drains. " * 30}
    Result.objects.filter(period="2022-Q2").update(**texts, value=D(40))
    page = desk.get(f"{Q2}&page=2").content
    assert len(page) < 100_000
    assert page.count(b'role="group"') == 25
    assert b"department=places&amp;period=2022-Q2&amp;page=8" in page


COST = {"seen": 13, "saved": 31, "refused": 20}


@pytest.mark.parametrize("how_many", [1, 20])
def test_it_costs_the_same_queries_for_any_number_of_rows(desk, places, how_many):
    many(places, how_many)
    with CaptureQueriesContext(connection) as seen:
        page = desk.get(Q2)
    data = form_data(page, **{f"{place}-value": "40" for place in range(how_many)})
    with CaptureQueriesContext(connection) as refused:
        assert desk.post(Q2, {**data, "0-value": "xx"}).status_code == 200
    with CaptureQueriesContext(connection) as saved:
        assert desk.post(Q2, data).status_code == 302
    assert {"seen": len(seen), "saved": len(saved), "refused": len(refused)} == COST


def test_100_rows_posted_at_once_cost_what_one_does(desk, places):
    many(places, 100)
    data: dict[str, str] = {}
    for place in range(100):
        data |= row(f"measure-{place:03}", place=place, value="40")
    with CaptureQueriesContext(connection) as saved:
        assert desk.post(Q2, data).status_code == 302
    assert (Result.objects.filter(period="2022-Q2").count(), len(saved)) == (100, COST["saved"])


def test_ways_to_the_page(desk, client, roads):
    for name in ("performance_result_changelist", "performance_checks"):
        page = desk.get(reverse(f"admin:{name}")).content.decode()
        assert f'href="{GRID}"' in page
        assert 'href="/admin/performance/result/mine/"' in page


def test_a_change_becomes_a_level_only_where_somebody_says_so(desk, roads):
    make_result(roads, "2022-Q1", 20, qualifier="change")
    page = desk.get(Q2).content.decode()
    assert '<span class="unit" id="0-value-h">up … % or down … %</span>' in page
    answer = desk.post(Q2, row(value="24%", commentary="Kept"))
    page = answer.content.decode()
    assert (
        "“24” may be a change or a level: the figure before is a change, “up 20%”. Type up 24% or down 24% for a "
        "change, or exactly 24 if it is the level itself."
    ) in page
    assert 'value="24%"' in page
    assert "Kept</textarea>" in page
    assert Result.objects.count() == 1

    assert desk.post(Q2, row(value="down 24%")).status_code == 302
    there = Result.objects.get(period="2022-Q2")
    assert (there.value, there.qualifier) == (D(-24), "change")
    answer = desk.post(Q2, row(value="24", seen=1) | {"why": "Counted again"})
    assert "the figure there is a change, “down 24%”" in answer.content.decode()
    assert desk.post(Q2, row(value="exactly 24", seen=1) | {"why": "Counted again"}).status_code == 302
    there.refresh_from_db()
    assert (there.value, there.qualifier) == (D(24), "exact")
    # A level now, and its number can be put right as any other.
    assert desk.post(Q2, row(value="25", seen=2) | {"why": "A slip"}).status_code == 302
    assert "up … %" not in desk.get(f"{GRID}?department=places&period=2022-Q3").content.decode()


def test_whose_figures_are_levels_may_fall_and_rise_as_before(desk, roads):
    make_result(roads, "2021-Q4", 20, qualifier="change")
    make_result(roads, "2022-Q1", 20)
    assert desk.post(Q2, row(value="24%")).status_code == 302
    assert Result.objects.get(period="2022-Q2").qualifier == "exact"
