"""Dates that the plan names: proposed, confirmed or set aside, told as reached."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from outcomes.framework.behind import dates_to_confirm
from outcomes.framework.naming_dates import NotHeld, hold_date, proposals, take_back_reached, tell_reached
from outcomes.models import NamedDate
from plan.locking import Stale
from plan.models import Event, Plan
from plan.roles import CMT, CONTRIBUTOR, POLICY_OFFICER, NotYours
from tests import factories
from tests.ground import ground

TODAY = date(2022, 11, 8)


class Naming:
    def __init__(self) -> None:
        self.plan = factories.make_plan()
        self.outcome = factories.make_outcome(self.plan, statement="The county is net zero by 2045.")
        self.part = factories.make_sub_outcome(self.outcome, "Cleaner streets", narrative="We hope for 2060 by 2060.")
        self.aim = factories.make_aim(self.part, "Net zero by 2030, with 64% less by 2025")
        self.promise = factories.make_commitment(self.part, "We will count lamps in 2024.")
        self.officer = factories.make_user(POLICY_OFFICER)
        Plan.objects.filter(pk=self.plan.pk).update(published_at="2022-05-19T09:00Z", in_force_from=date(2022, 5, 18))

    def hold(self, **fields) -> NamedDate:
        words = {"item": self.aim.item, "edition": self.plan, "by_day": date(2030, 12, 31), "precision": "year",
                 "words": "by 2030", "what": "Net zero", "by": self.officer, **fields}  # fmt: skip
        return hold_date(**words)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2022-11-08T12:00Z", tick=False):
        yield


@ground("naming")
def naming(standing) -> Naming:
    return Naming()


def test_promises_are_searched_and_not_narratives(naming):
    found = [(one.number, one.found.by.year, one.item) for one in proposals(naming.plan)]
    assert found == [
        ("1", 2045, naming.outcome.item_id), ("1.1", 2030, naming.aim.item_id), ("1.1", 2025, naming.aim.item_id),
    ]  # fmt: skip


def test_what_was_decided_is_not_proposed_again(naming):
    naming.hold()
    naming.hold(by_day=date(2025, 12, 31), what="Not ours", watched=False)

    assert [one.found.by.year for one in proposals(naming.plan)] == [2045]
    assert [(row.what, row.watched) for row in NamedDate.objects.all()] == [("Not ours", False), ("Net zero", True)]
    assert [event.verb for event in Event.objects.order_by("sequence")] == ["date.held", "date.set_aside"]


def test_a_date_held_for_the_same_thing_in_another_version_counts(naming):
    twin = factories.make_item("aim")
    naming.aim.item.same_as = twin
    naming.aim.item.save()
    naming.hold(item=twin)
    assert [one.found.by.year for one in proposals(naming.plan)] == [2045, 2025]


@pytest.mark.parametrize("who", [CMT, CONTRIBUTOR])
def test_only_policy_officers_hold_dates(naming, who):
    with pytest.raises(NotYours):
        naming.hold(by=factories.make_user(who))
    row = naming.hold()
    with pytest.raises(NotYours):
        tell_reached(row, on=TODAY, note="See page 3", by=factories.make_user(who))


def test_a_date_says_what_is_to_be_reached_and_stands_once(naming):
    with pytest.raises(NotHeld, match="what is to be reached"):
        naming.hold(what=" ")
    naming.hold()
    with pytest.raises(NotHeld, match="held already"):
        naming.hold()
    assert NamedDate.objects.count() == 1


def test_reached_is_told_with_its_evidence(naming):
    row = naming.hold()
    with pytest.raises(NotHeld, match="in the future"):
        tell_reached(row, on=date(2022, 11, 9), note="See page 3", by=naming.officer)
    with pytest.raises(NotHeld, match="where it can be seen"):
        tell_reached(row, on=TODAY, note=" ", by=naming.officer)

    done = tell_reached(row, on=TODAY, note="See page 3", by=naming.officer)
    assert (done.reached_on, done.reached_note, done.version) == (TODAY, "See page 3", 2)
    with pytest.raises(Stale):
        tell_reached(row, on=TODAY, note="Again", by=naming.officer)
    with pytest.raises(NotHeld, match="told already"):
        tell_reached(done, on=TODAY, note="Again", by=naming.officer)


def test_what_is_set_aside_cannot_be_reached(naming):
    row = naming.hold(watched=False)
    with pytest.raises(NotHeld, match="no date to be reached"):
        tell_reached(row, on=TODAY, note="See page 3", by=naming.officer)


def test_the_desk_confirms_some_and_leaves_others(naming, client):
    client.force_login(naming.officer)
    page = reverse("admin:outcomes_dates_found", args=[naming.plan.pk])
    assert [line.text for line in dates_to_confirm(naming.officer, TODAY)] == [
        f"{naming.plan}: 3 dates found in its words"
    ]
    keys = {one.found.by.year: one.key for one in proposals(naming.plan)}
    answers = {
        f"{keys[2030]}-answer": "watch", f"{keys[2030]}-what": "Net zero in our own work",
        f"{keys[2025]}-answer": "none", f"{keys[2045]}-answer": "",
    }  # fmt: skip
    assert client.post(page, answers).status_code == 302

    assert [(row.by.year, row.watched, row.what, row.words) for row in NamedDate.objects.order_by("by")] == [
        (2025, False, "Net zero by 2030, with 64% less by 2025", "by 2025"),
        (2030, True, "Net zero in our own work", "by 2030"),
    ]
    assert [one.found.by.year for one in proposals(naming.plan)] == [2045]


def test_others_cannot_open_what_was_found(naming, client):
    client.force_login(factories.make_user(CMT))
    assert client.get(reverse("admin:outcomes_dates_found", args=[naming.plan.pk])).status_code == 403
    assert dates_to_confirm(factories.make_user(CMT), TODAY) == []


def test_words_of_a_draft_come_out_by_no_date(naming, client):
    """The draft shares its parts with the plan in force, whose pages show every date held for them."""
    draft = factories.make_plan(start_year=2026, end_year=2030)
    outcome = factories.make_outcome(draft, number="1", item=naming.outcome.item, statement="CANARY closed by 2027.")
    (found,) = proposals(draft)
    client.force_login(naming.officer)
    page = reverse("admin:outcomes_dates_found", args=[draft.pk])
    assert "once it is public" in client.get(page).content.decode()
    client.post(page, {f"{found.key}-answer": "watch", f"{found.key}-what": found.text})
    with pytest.raises(NotHeld, match="once it is public"):
        naming.hold(item=outcome.item, edition=draft, what=found.text)

    assert not NamedDate.objects.exists()
    client.logout()
    assert "CANARY" not in client.get(reverse("dates")).content.decode()


def test_reached_is_taken_back_with_its_reason(naming, client):
    row = tell_reached(naming.hold(), on=TODAY, note="See page 3", by=naming.officer)
    with pytest.raises(NotYours):
        take_back_reached(row, why="Wrong line", by=factories.make_user(CMT))
    with pytest.raises(NotHeld, match="Say why"):
        take_back_reached(row, why=" ", by=naming.officer)
    client.force_login(naming.officer)
    page = reverse("admin:outcomes_nameddate_not_reached", args=[row.pk])
    assert page in client.get(reverse("admin:outcomes_nameddate_change", args=[row.pk])).content.decode()
    assert client.post(page, {"seen": row.version, "why": "Wrong line"}).status_code == 302

    row.refresh_from_db()
    assert (row.reached_on, row.reached_note) == (None, "")
    event = Event.objects.latest("sequence")
    assert (event.verb, event.why, event.detail) == (
        "date.not_reached", "Wrong line", {"on": "2022-11-08", "note": "See page 3"}
    )  # fmt: skip
    with pytest.raises(NotHeld, match="not told as reached"):
        take_back_reached(row, why="Again", by=naming.officer)


def test_a_held_date_is_not_moved_nor_unwatched_once_reached(naming, client):
    row = tell_reached(naming.hold(), on=TODAY, note="See page 3", by=naming.officer)
    client.force_login(naming.officer)
    page = reverse("admin:outcomes_nameddate_change", args=[row.pk])
    form = client.get(page).context["adminform"].form
    assert not set(form.fields) & {"by", "precision", "words"}
    sent = {name: form[name].value() or "" for name in form.fields if name not in ("watched", "illustrative")}
    answer = client.post(page, {**sent, "item": str(row.item_id), "by": "2040-12-31"})
    assert "Take that back first" in answer.content.decode()
    client.post(page, {**sent, "item": str(row.item_id), "watched": "on", "what": "Nothing left", "by": "2040-12-31"})
    row.refresh_from_db()
    assert (row.by, row.watched, row.what) == (date(2030, 12, 31), True, "Nothing left")


@pytest.mark.parametrize(("precision", "last"), [("year", "31 December 2030"), ("month", "31 May 2030")])
def test_a_day_fits_how_closely_it_is_named(naming, precision, last):
    with pytest.raises(ValidationError, match=last):
        NamedDate(item=naming.aim.item, by=date(2030, 5, 3), precision=precision, what="Net zero").full_clean()
    NamedDate(item=naming.aim.item, by=date(2030, 5, 3), precision="day", what="Net zero").full_clean()
