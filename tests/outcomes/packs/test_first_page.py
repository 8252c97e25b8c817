"""The first page says what the facts bear out, and nothing else."""

from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.packs import parts
from outcomes.packs.before import Before, before_of
from outcomes.packs.summary import attention, figures, front_of, judgement, off_track, short, worse

serial = count(1)
WORSE = "Worse: 58% in 2021/22, down 6 points from 64% in 2020/21; high is good."
STATUSES = ["on_track", "at_risk", "off_track", "completed", "ongoing", "stopped", "not_started", "superseded", ""]
CHANGES = ["better", "worse", "same", "changed", "unknown"]


def promise(status: str = "", uuid: str = "", text: str = "Mend the weir", why: str = "It is late.") -> parts.Promise:
    said = parts.Standing(status, status.replace("_", " ").capitalize(), "26 September 2022", why, "", False)
    return parts.Promise(uuid or f"item-{next(serial)}", text, "The council leads", (), (), said if status else None)


def measure(change: str = "unknown", slug: str = "", rating: str = "no_target", quartile: int | None = None, **more):
    place = parts.Place("Worst 25%", "counties", "2021/22", quartile, "", False) if quartile else None
    given = {
        "slug": slug or f"indicator-{next(serial)}", "name": "Otters", "unit": "%", "places": 0, "is_key": False,
        "high_is_good": "high is good", "latest": "58%", "period": "2021/22", "period_code": "2021/22",
        "provisional": False, "illustrative": False, "news": None, "goal": None,
        "rating": parts.Signal(rating, rating, ""), "place": place, "trend": (),
        "direction": parts.Signal(change, change, WORSE),
    }  # fmt: skip
    return parts.Measure(**{**given, **more})


def outcome(*promises, measures=(), number="1", status="", attention=()) -> parts.Outcome:
    said = parts.Standing(status, status, "30 September 2022", "The river is low.", "Green Board", True)
    sub = parts.SubOutcome(
        f"sub-{number}", f"{number}.1", "Rivers are clean", f"part-{number}-1", False, False, (said,) if status else (),
        (), tuple(measures), tuple(promises),
    )  # fmt: skip
    remarks = tuple(parts.Remark(text, about) for text, about in attention)
    anchor = f"asked-{number}"
    reports = (parts.Report("Green Board", "", "", False, "", (), (), (), remarks, (), anchor),) if attention else ()
    return parts.Outcome(number, number, "Green", "Outcome", "", f"outcome-{number}", 1, False, (sub,), reports)


@pytest.mark.parametrize(
    ("statuses", "changes", "sentence"),
    [
        (["on_track"] * 3, [], "All of what this committee watches is on track (3 of 3 commitments)."),
        (
            ["on_track"] * 3 + ["off_track", "at_risk"], ["worse", "worse", "better"],
            "Most of what this committee watches is on track (3 of 5 commitments), but 1 is off track and 1 at risk; "
            "more indicators got worse (2) than better (1).",
        ),
        (
            ["on_track", "off_track", "stopped", ""], ["better"],
            "Less than half of what this committee watches is on track (1 of 4 commitments), "
            "and 2 are off track and 1 has no status yet; 1 indicator got better and none worse.",
        ),
        (
            ["on_track", "at_risk"], ["better", "worse"],
            "Half of what this committee watches is on track (1 of 2 commitments), and 1 is at risk; "
            "as many indicators got better as got worse (1 each).",
        ),
        (
            ["on_track", "on_track", "on_track", "off_track", "at_risk", "", ""], [],
            "Less than half of what this committee watches is on track (3 of 7 commitments), "
            "and 1 is off track and 1 at risk, and 2 have no status yet.",
        ),
        (["on_track", "on_track", ""], [],
         "Most of what this committee watches is on track (2 of 3 commitments), but 1 has no status yet."),
        (["at_risk"], [], "None of what this committee watches is on track (0 of 1 commitment), and 1 is at risk."),
        (["", ""], [], "No status has been published yet for the 2 commitments in this committee's remit."),
        ([], ["worse", "worse"], "2 indicators got worse and none better."),
        ([], [], "This committee's remit has no commitments and no indicators in this version of the Plan."),
    ],
)  # fmt: skip
def test_one_sentence_of_judgement(statuses, changes, sentence):
    told = judgement(
        [promise(status) for status in statuses], [measure(change) for change in changes], noun="commitment"
    )

    assert told == sentence


@given(st.lists(st.sampled_from(STATUSES), max_size=30), st.lists(st.sampled_from(CHANGES), max_size=10))
def test_the_sentence_never_says_more_than_the_counts(statuses, changes):
    told = judgement([promise(status) for status in statuses], [measure(change) for change in changes], noun="action")
    counts = Counter(statuses)
    good = counts["on_track"] + counts["ongoing"] + counts["completed"]
    known = len(statuses) - counts[""]

    total = len(statuses)

    assert told.startswith("Most of") == (total > good > total / 2)
    assert told.startswith("All of") == (good == total > 0)
    assert ("no status yet" in told) == (0 < known < total)
    assert ("off track" in told) == bool(counts["off_track"] + counts["stopped"])
    assert ("at risk" in told) == bool(counts["at_risk"])
    assert told.endswith(".")
    assert told.count(".") == 1


def test_four_figures_each_say_of_how_many():
    promises = [promise("on_track"), promise("completed"), promise("off_track"), promise("at_risk"), promise()]
    measures = [measure("better", "a", quartile=1), measure("worse", "b", quartile=4), measure("unknown", "c")]

    told = [(one.value, one.of, one.tone) for one in figures(promises, measures, Before(), noun="commitment")]

    assert told == [("2", "of 5", ""), ("1", "of 5", "bad"), ("1", "of 2", ""), ("1", "of 2", "")]


def test_without_places_among_councils_the_fourth_figure_is_the_targets():
    told = figures(
        [],
        [measure(rating="green", slug="a"), measure(rating="red", slug="b"), measure(slug="c")],
        Before(),
        noun="action",
    )

    assert (told[1].value, told[1].of, told[1].words) == ("1", "of 2", "indicators with a target meet it")


def test_of_what_the_remit_has_none_there_is_no_figure():
    assert figures([], [], Before(), noun="action") == ()
    assert [one.of for one in figures([promise("on_track")], [], Before(), noun="action")] == ["of 1", "of 1"]


def test_the_figure_of_indicators_says_what_became_of_each():
    changes = ["better", "worse", "same", "same", "changed", "unknown"]

    told = figures([], [measure(change) for change in changes], Before(), noun="action")[0]

    assert (told.value, told.of) == ("1", "of 4")
    assert told.words == "indicators got better, 1 worse, 2 much the same; 2 more not judged"


@pytest.mark.parametrize(
    ("was", "words"),
    [
        ({"a": "on_track"}, "actions off track; 1 more than in the last pack"),
        ({"a": "off_track"}, "actions off track; as many as in the last pack"),
        ({"a": "off_track", "b": "stopped"}, "actions off track; 1 fewer than in the last pack"),
        ({"a": "on_track", "elsewhere": "off_track"}, "actions off track; 1 more than in the last pack"),
    ],
)
def test_off_track_is_compared_with_the_same_commitments_in_the_last_pack(was, words):
    told = figures([promise("off_track", "a"), promise("on_track", "b")], [], Before("Q1", was), noun="action")

    assert told[1].words == words


def test_what_is_off_track_lists_sub_outcomes_first_and_says_why():
    green = outcome(
        promise("stopped", text="Mend the weir", why="No **money**."), promise("at_risk"), status="off_track"
    )

    told = off_track([green], 3, noun="action")

    assert told.title == "What is off track"
    assert [(line.status, line.text, line.why, line.number, line.anchor) for line in told.lines] == [
        ("off_track", "Rivers are clean", "The river is low.", "1.1", "part-1-1"),
        ("stopped", "Mend the weir", "No money.", "1.1", "part-1-1"),
    ]


def test_where_nothing_is_off_track_it_says_what_is_at_risk():
    assert off_track([outcome(promise("at_risk"))], 3, noun="action").title == "What is at risk"
    assert off_track([outcome(promise("on_track"))], 3, noun="action").lines == ()


def test_a_commitment_with_two_places_is_listed_once():
    twice = promise("off_track", "same")

    assert len(off_track([outcome(twice), outcome(twice, number="2")], 3, noun="action").lines) == 1


def test_a_list_is_cut_and_says_how_many_there_are():
    told = off_track([outcome(*(promise("off_track") for _ in range(7)), status="off_track")], 3, noun="action")

    assert (len(told.lines), told.more, told.total) == (3, 5, 8)
    assert told.counted == "1 sub-outcome and 7 actions"


def test_what_got_worse_since_the_last_pack():
    before = Before("Q1", {"fell": "on_track", "rose": "off_track", "sub-1": "on_track"})
    green = outcome(
        promise("off_track", "fell"), promise("at_risk", "rose"), promise("off_track", "new"), status="on_track"
    )

    told = worse([green], before, 3)

    assert [line.why for line in told.lines] == ["Off track; was on track in the last pack."]


def test_worse_figures_begin_with_those_that_matter_most():
    measures = [
        measure("worse", "plain", name="Plain"), measure("worse", "worst", name="Worst", quartile=4),
        measure("worse", "red", name="Red", rating="red"), measure("worse", "old", name="Old", news=False),
        measure("better", "better", name="Better"),
    ]  # fmt: skip

    told = worse([outcome(measures=measures)], Before(), 9)

    assert [line.text for line in told.lines] == ["Red", "Worst", "Plain"]
    assert told.counted == "3 indicators"
    assert told.lines[0].why == "58% in 2021/22, down 6 points from 64% in 2020/21."


def test_old_figures_are_neither_listed_nor_counted():
    old = [measure(change, is_recent=False, name="Old") for change in CHANGES]
    green = outcome(measures=[measure("worse", name="New"), measure("better"), *old])

    front = front_of([green], Before(), noun="action")

    assert [line.text for line in front.worse.lines] == ["New"]
    assert front.judgement == "As many indicators got better as got worse (1 each)."
    assert (front.rows[0].better, front.rows[0].worse, front.rows[0].measures) == (1, 1, 7)
    course = front.figures[0]
    assert (course.value, course.of) == ("1", "of 2")
    assert course.words == "indicators got better, 1 worse; 3 with no new data and 2 more not judged"


def test_no_new_data_is_said_of_old_figures_and_of_those_the_last_pack_showed():
    said = [measure(), measure(news=True), measure(news=False), measure(is_recent=False)]
    missing = measure(is_recent=False, period="", period_code="")

    assert [one.has_no_new_data for one in [*said, missing]] == [False, False, True, True, False]


def test_what_the_board_asks_leads_to_where_it_stands_in_full():
    green = outcome(attention=[("Is there *money*?", "1.1"), ("And after March?", "")])

    told = attention([green, outcome(number="2")], 3)

    assert told.title == "What the Green Board asks you to look at"
    assert [(line.text, line.why, line.number, line.anchor) for line in told.lines] == [
        ("Is there money?", "", "1", "asked-1"),
        ("And after March?", "", "1", "asked-1"),
    ]
    stored = replace(green, reports=(replace(green.reports[0], anchor=""),))  # by a pack of before there were anchors
    assert [line.anchor for line in attention([stored], 3).lines] == ["outcome-1", "outcome-1"]
    assert attention([outcome()], 3).title == "What the board asks you to look at"


def test_where_several_boards_ask_each_is_named_and_each_has_its_turn():
    green = outcome(attention=[("Is there money?", ""), ("And after March?", "")])
    fair = outcome(attention=[("Who pays?", "")], number="2")
    fair = replace(fair, reports=(replace(fair.reports[0], board="Fair Board"),))

    told = attention([green, fair], 2)

    assert (told.title, told.counted, told.more) == ("What the boards ask you to look at", "3 from 2 boards", 1)
    assert [(line.text, line.why) for line in told.lines] == [
        ("Is there money?", "Green Board."), ("Who pays?", "Fair Board."),
    ]  # fmt: skip


def test_where_words_are_long_the_first_page_has_fewer_lines_and_says_so():
    long = [promise("off_track", text="word " * 29, why="Because " * 18) for _ in range(4)]
    asked = [("Is there money? " * 9, "")] * 3
    green = outcome(*long, measures=[measure("worse", name="Otters " * 20) for _ in range(3)], attention=asked)
    many = [green, *(outcome(number=str(number)) for number in range(2, 6))]

    front = front_of(many, Before(), noun="action")
    revised = front_of(many, Before(), noun="action", what_changed="A figure was wrong. " * 20)

    lists = [(front.off_track, 4), (front.worse, 3), (front.attention, 3)]
    assert [len(told.lines) + told.more for told, _ in lists] == [total for _, total in lists]
    assert [len(told.lines) for told, _ in lists] == [3, 2, 2]
    assert [len(told.lines) for told in (revised.off_track, revised.worse, revised.attention)] == [2, 2, 2]


def test_more_outcomes_leave_room_for_fewer_lines():
    many = [outcome(promise("off_track"), number=str(number)) for number in range(1, 7)]

    assert len(front_of(many[:5], Before(), noun="action").off_track.lines) == 3
    assert len(front_of(many, Before(), noun="action").off_track.lines) == 2


def test_long_words_are_cut_at_a_sentence_or_between_words():
    assert short("Short.") == "Short."
    assert short("One sentence. " + "long " * 40) == "One sentence."
    assert short("word " * 60).endswith("word…")
    assert len(short("word " * 60)) <= 151


def test_what_the_last_pack_said_is_read_from_its_stored_content():
    stored = {
        "paper": {"quarter_label": "Quarter 1"},
        "outcomes": [{"sub_outcomes": [{
            "uuid": "s", "standing": {"status": "at_risk"},
            "promises": [{"uuid": "p", "standing": None}, {"uuid": "q", "standing": {"status": "stopped"}}],
            "measures": [{"slug": "otters", "period_code": "2021", "latest": "40"}],
        }]}],
    }  # fmt: skip
    before = before_of(stored)

    assert (before.label, before.statuses) == ("Quarter 1", {"s": "at_risk", "q": "stopped"})
    assert before.news("otters", "2021", "40") is False
    assert before.news("otters", "2022", "52") is True
    assert before.news("herons", "2022", "9") is None
    known = before.said_of({"t": ["s"], "u": ["z"]})
    assert known.statuses == {"s": "at_risk", "q": "stopped", "t": "at_risk"}
    assert known.fell("t", "off_track")
    assert before.fell("s", "off_track")
    assert not before.fell("q", "at_risk")
    assert not before.fell("s", "superseded")


def test_what_several_boards_said_in_the_last_pack_counts_by_the_most_serious():
    said = [{"status": "on_track"}, {"status": "off_track"}, {"status": "at_risk"}]
    sub = {"uuid": "s", "standings": said, "promises": [], "measures": []}
    nobody = {"uuid": "n", "standings": [], "promises": [], "measures": []}
    before = before_of({"paper": {"quarter_label": "Quarter 1"}, "outcomes": [{"sub_outcomes": [sub, nobody]}]})

    assert before.statuses == {"s": "off_track"}


def test_where_every_figure_is_old_none_is_said_to_be_better_or_worse_of_none():
    old = [replace(measure("worse"), is_recent=False) for _ in range(3)]
    told = figures([], old, Before(), noun="action")[0]
    assert (told.value, told.of) == ("0", "of 3")
    assert told.words == "indicators can be said to be better or worse; 3 have no new data"
    assert judgement([], old, noun="action") == (
        "No figure of the 3 indicators in this committee's remit counts as better or worse."
    )  # fmt: skip
