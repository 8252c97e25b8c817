"""Questions are drawn from facts of the paper, most serious first, and never without one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from outcomes.packs import parts
from outcomes.packs.before import Before
from outcomes.packs.enquiries import LABELS, MOST, ORDER, enquiries, few_enough, first_page, keys_of
from outcomes.packs.told import Enquiry, MissedDate, Progress, Restatement

from .test_first_page import measure, outcome, promise

MISSED = MissedDate("2021", "half the emissions", "2021-12-31", "31 December 2021", False)
RESTATED = Restatement("2020/21", "64%", "62%", "3 October 2022", "Miscounted.")


def asked(state: str = "overdue") -> Progress:
    return Progress(
        "7", "Request", "A breakdown of e-book loans", state, state, "6 September 2021", "27(b)", "1 March 2022",
        "Director", "", "", "", "", "", False, False,
    )  # fmt: skip


def told(found) -> list[tuple[str, str, str]]:
    return [(one.label, one.subject, one.why) for one in found]


def test_each_fact_has_its_question_and_the_most_serious_comes_first():
    late = replace(promise("on_track", text="Halve emissions"), missed=(MISSED,))
    off = promise("off_track", "still-off", "Mend the weir")
    new_off = promise("off_track", "newly-off", "Mend the gate")
    red = measure(rating="red", name="Rivers", red_before="2020/21", latest="58%")
    worst = measure(name="Roads", quartile=4)
    changed = measure(name="Otters", restated=(RESTATED,))
    silent = measure(name="Trees", awaited="The figure for 2021/22 was due on 30 June 2022")
    one = outcome(late, off, new_off, measures=[silent, changed, worst, red])
    report = parts.Report("Green Board", "", "", True, "", (), (), (), (),
                          (parts.Answer("Find the money", "1.1", "Continuing", ""),
                           parts.Answer("Count the otters", "1.1", "Done", "")), "asked-1-1")  # fmt: skip
    one = replace(one, reports=(report,))

    found = enquiries([one], Before("Quarter 1", {"still-off": "off_track", "newly-off": "at_risk"}), [asked()])

    assert told(found) == [
        ("Promise missed", "Halve emissions",
         "To be reached by 2021: half the emissions. That passed on 31 December 2021, and it is not reported as "
         "reached."),
        ("Off track twice running", "Mend the weir", "Off track now, and not going forward in your last pack either."),
        ("Asked for and overdue", "A breakdown of e-book loans",
         "You asked for this on 6 September 2021; it was due on 1 March 2022."),
        ("Red twice running", "Rivers", "58% in 2021/22; red in 2020/21 too."),
        ("Worst 25%", "Roads", "Worst 25%, counties, 2021/22."),
        ("Priority not finished", "Find the money", "A priority of the last report of the Green Board: continuing."),
        ("Figure restated", "Otters", "The figure for 2020/21 was 64% and is 62% since 3 October 2022."),
        ("Figure overdue", "Trees", "The figure for 2021/22 was due on 30 June 2022."),
    ]  # fmt: skip
    assert {(each.number, each.anchor) for each in found if each.fact in ("red_twice", "worst", "restated")} == {
        ("1.1", "part-1-1")
    }
    assert [each.illustrative for each in found if each.fact == "carried"] == [True]
    assert all(each.question.endswith("?") for each in found)


def test_one_thing_is_asked_about_once_and_its_other_facts_are_named():
    many = measure(rating="red", name="Rivers", red_before="2020/21", quartile=4, restated=(RESTATED,))

    (one,) = enquiries([outcome(measures=[many])], Before())

    assert (one.fact, one.also) == ("red_twice", ("Worst 25%", "Figure restated"))


def test_what_goes_well_and_what_went_wrong_once_raises_no_question():
    one = outcome(promise("off_track"), promise("on_track"), measures=[measure(rating="red"), measure(quartile=1)])

    assert enquiries([one], Before(), [asked("open"), asked("answered")]) == ()


def test_an_indicator_under_two_parts_of_the_plan_is_asked_about_where_it_stands_first():
    same = measure(slug="roads", quartile=4)
    found = enquiries([outcome(measures=[same], number="1"), outcome(measures=[same], number="2")], Before())

    assert [(each.key, each.number) for each in found] == [("roads", "1.1")]


def test_the_first_page_has_the_first_of_them_and_says_how_many_there_are():
    found = enquiries([outcome(measures=[measure(name=f"Road {n}", quartile=4) for n in range(6)])], Before())

    lines = first_page(found, 4)

    assert [line.text for line in lines.lines] == ["Road 0", "Road 1", "Road 2", "Road 3"]
    assert (lines.more, lines.counted) == (2, "6 in all")
    assert lines.lines[0].why == (
        "Worst 25%, counties, 2021/22. What do councils that do better do, and what is tried here?"
    )


FACTS = st.fixed_dictionaries({
    "rating": st.sampled_from(["red", "green", "no_target"]),
    "quartile": st.sampled_from([None, 1, 4]),
    "restated": st.sampled_from([(), (RESTATED,)]),
    "awaited": st.sampled_from(["", "The figure for 2021/22 was due on 30 June 2022"]),
    "is_key": st.booleans(),
})  # fmt: skip


@given(st.lists(FACTS, max_size=8), st.lists(st.sampled_from(["", "on_track", "off_track", "stopped"]), max_size=8))
def test_there_are_as_many_questions_as_things_with_a_fact(facts, statuses):
    measures = [measure(slug=f"m{n}", **given) for n, given in enumerate(facts)]
    promises = [promise(status, f"p{n}") for n, status in enumerate(statuses)]
    before = Before("Quarter 1", {f"p{n}": "stopped" for n in range(0, len(statuses), 2)})

    found = enquiries([outcome(*promises, measures=measures)], before)

    with_fact = {f"m{n}" for n, one in enumerate(facts) if one["quartile"] == 4 or one["restated"] or one["awaited"]}
    with_fact |= {f"p{n}" for n, s in enumerate(statuses) if n % 2 == 0 and s in ("off_track", "stopped")}
    things = [key for one in found for key in ([ground.key for ground in one.gathered] or [one.key])]
    assert sorted(things) == sorted(with_fact)  # each once, alone or in a list
    assert len(found) == len(with_fact) or len(with_fact) > MOST
    ranks = [ORDER.index(one.fact) for one in found]
    assert ranks == sorted(ranks)
    assert set(LABELS) == set(ORDER)


def silent(number: int, **fields):
    return measure(name=f"Indicator {number}", awaited="The figure for 2021/22 was due on 30 June 2022", **fields)


def test_too_many_of_one_kind_are_one_question_with_a_list():
    red = measure(rating="red", name="Rivers", red_before="2020/21", latest="58%")
    late = [silent(number) for number in range(24)]

    found = enquiries([outcome(measures=[red, *late])], Before())

    assert [(each.label, each.subject, len(each.gathered)) for each in found] == [
        ("Red twice running", "Rivers", 0), ("Figure overdue", "24 figures are overdue", 24),
    ]  # fmt: skip
    assert found[1].question == "When will each come, and what do officers go by until then?"
    assert found[1].anchor == "enquiries"
    first = found[1].gathered[0]
    assert (first.subject, first.why, first.number, first.anchor) == (
        "Indicator 0", "The figure for 2021/22 was due on 30 June 2022.", "1.1", "part-1-1",
    )  # fmt: skip
    assert keys_of(found) == {"stale", *(each.slug for each in (red, *late))}


@given(st.lists(st.sampled_from(ORDER), max_size=60))
def test_no_more_questions_than_members_can_take_in_and_none_is_lost(facts):
    facts = sorted(facts, key=ORDER.index)
    told = tuple(Enquiry(fact, LABELS[fact], str(at), "x", "", "", "", "", False) for at, fact in enumerate(facts))

    found = few_enough(told)

    assert len(found) <= 10
    keys = [ground.key for one in found for ground in (one.gathered or (one,))]
    assert keys == [one.key for one in told]
    if len(told) <= 10:
        assert found == told
