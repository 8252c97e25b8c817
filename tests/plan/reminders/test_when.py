"""Which reminder falls when: the rule by itself, and whatever days the sender is run on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.reminders.when import EVERY, STEPS, Choice, Thing, last_step, step_to_tell, to_tell, week_of

DUE = date(2022, 10, 31)
BEGIN = date(2022, 9, 1)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (-31, None), (-30, -30), (-8, -30), (-7, -7), (-2, -7), (-1, -1), (0, -1), (1, 1), (6, 1), (7, 7), (29, 7),
        (30, 30), (59, 30), (60, 60), (89, 60), (90, 90), (400, 390),
    ],
)  # fmt: skip
def test_the_step_that_fell_last(days, step):
    assert last_step(DUE, after(days)) == step


@pytest.mark.parametrize(
    ("days", "told", "step"),
    [(-30, None, -30), (-29, -30, None), (3, -30, 1), (3, 1, None), (45, 1, 30), (61, 30, 60), (-7, 1, None)],
    ids=["first", "told", "late run", "told late", "very late", "goes on", "an earlier day after a later one"],
)
def test_a_late_run_tells_the_last_step_alone(days, told, step):
    assert step_to_tell(DUE, after(days), told) == step


# What one person gets, over any days on which the sender runs, in any order ---------------------------------------

days_run = st.lists(st.integers(0, 200).map(lambda days: BEGIN + timedelta(days=days)), max_size=60)
things = st.lists(
    st.builds(Thing, st.sampled_from("abcde"), st.integers(0, 120).map(lambda days: BEGIN + timedelta(days=days))),
    unique=True, max_size=5,
)  # fmt: skip


def run(things, days, choice):
    """The e-mails sent, as (day, {thing: step}): one person, one claim a day, as the sender keeps them."""
    told, sent = {}, {}
    for today in days:
        weekly = choice == Choice.WEEKLY
        last = max(sent, default=None) if weekly else None
        falling = to_tell(things, choice=choice, today=today, told=told, last_digest=last)
        if falling and today not in sent:
            sent[today] = falling
            told |= {thing: max(step, told.get(thing, step)) for thing, step in falling.items()}
    return sent


@given(things, days_run, st.sampled_from([Choice.EACH_DAY, Choice.OVERDUE]))
def test_no_step_is_told_twice_whatever_days_it_runs(things, days, choice):
    sent = run(things, days, choice)
    told = [(thing, step) for mail in sent.values() for thing, step in mail.items()]
    assert len(told) == len(set(told))


@given(things, st.integers(0, 200))
def test_run_each_day_every_step_is_told_on_its_day(things, many):
    days = [BEGIN + timedelta(days=days) for days in range(many)]
    sent = run(things, days, Choice.EACH_DAY)
    for thing in things:
        steps = [*STEPS, *range(STEPS[-1] + EVERY, 400, EVERY)]
        expected = {thing.due + timedelta(days=step): step for step in steps}
        told = {day: mail[thing] for day, mail in sent.items() if thing in mail}
        first = min(told, default=None)
        # What was there on the first day already is told of then; from then on each step on its own day.
        assert {day: step for day, step in told.items() if day != first} == {
            day: step
            for day, step in expected.items()
            if first is not None and first < day < BEGIN + timedelta(days=many)
        }


@given(things, days_run)
def test_one_digest_a_week_with_all_that_is_near(things, days):
    sent = run(things, sorted(days), Choice.WEEKLY)
    assert len({week_of(day) for day in sent}) == len(sent)
    for day, mail in sent.items():
        assert set(mail) == {thing for thing in things if (thing.due - day).days <= 30}


@given(things, days_run)
def test_only_overdue_means_only_overdue(things, days):
    for day, mail in run(things, days, Choice.OVERDUE).items():
        assert all(thing.due < day for thing in mail)


def test_the_digest_waits_for_monday_unless_that_was_missed():
    thing = Thing("a", date(2022, 10, 31))
    ask = {"choice": Choice.WEEKLY, "told": {}, "last_digest": date(2022, 10, 17)}  # a Monday
    assert to_tell([thing], today=date(2022, 10, 23), **ask) == {}
    assert to_tell([thing], today=date(2022, 10, 24), **ask) == {thing: -7}
    assert to_tell([thing], today=date(2022, 10, 26), **ask) == {thing: -7}  # nobody ran it on Monday
