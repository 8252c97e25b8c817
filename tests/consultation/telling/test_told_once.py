"""A change that several themes led to is told once on a page, under the first of them."""

from types import SimpleNamespace

from consultation.telling.said import Said, told_once


def theme(pk: int, *compared: str) -> Said:
    lines = tuple(SimpleNamespace(compared=one) for one in compared)
    return Said(
        pk=pk, title=f"Theme {pk}", summary="", source="", illustrative=False, whose="", heard="", rests_on=(),
        quotes=(), about=(), answer=None, lines=lines, many=(), changes=(),
    )  # fmt: skip


def test_what_an_earlier_theme_tells_is_only_named_under_the_next():
    told = told_once([theme(1, "#a", "#b"), theme(2, "#b", "#c"), theme(3, "#a", "#c"), theme(4)])
    assert [[line.compared for line in one.lines] for one in told] == [["#a", "#b"], ["#c"], [], []]
    assert [one.before for one in told] == [
        (), (("Theme 1", "theme-1"),), (("Theme 1", "theme-1"), ("Theme 2", "theme-2")), (),
    ]  # fmt: skip


def test_alone_on_its_page_a_theme_tells_all_it_led_to():
    assert told_once([theme(3, "#a", "#c")]) == [theme(3, "#a", "#c")]
