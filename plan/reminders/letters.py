"""What an e-mail with reminders says: plain text, plain words, whole addresses. Pure, but for the site's address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from plan.wording import count, day

from .people import Asked

MOST = 12  # lines under one heading; the page that the link leads to has all of them
LONGEST = 200  # characters of a line, and of a subject
CHOICE = "admin:my_emails"


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def write(office: str, things: Mapping[Asked, int], *, today: date, council: str, weekly: bool) -> Letter:
    """The e-mail to the holder of an office: all that is asked of them, by kind, each kind with its links."""
    parts = [f"To the {office}" if not office.lower().startswith("the ") else f"To {office}", opening(things, weekly)]
    for reminder, some in _by_kind(things):
        parts.append("\n".join([reminder.title, "-" * len(reminder.title), *_lines(some, today)]))
    parts.append(
        "You get this because the Strategic Plan names you, your board or your department for it. To have such e-mails"
        f" once a week, or only about what is overdue:\n{address(reverse(CHOICE))}"
    )
    return Letter(f"{council}: {about(things, today)}"[:LONGEST], "\n\n".join(parts) + "\n")


def about(things: Iterable[Asked], today: date) -> str:
    """The subject, without the council's name: the one thing with its date, or how many there are."""
    things = list(things)
    if len(things) == 1:
        waiting = things[0].waiting
        return f"{plain(waiting.text, 110)}, {how_soon(waiting.due, today)}"
    overdue = sum(1 for thing in things if thing.waiting.due < today)
    late = "" if not overdue else ", all overdue" if overdue == len(things) else f", {overdue} of them overdue"
    return f"{count(len(things), 'thing')} to do for the Strategic Plan{late}"


def opening(things: Mapping[Asked, int], weekly: bool) -> str:
    if weekly:
        return "This is what waits for you on the Strategic Plan: what is overdue, and what is due within 30 days."
    return "This waits for you on the Strategic Plan. Each link leads to a short form with your own rows only."


def how_soon(due: date, today: date) -> str:
    """How far off the day is: "due tomorrow, 31 October 2022", "3 days overdue since 31 October 2022"."""
    days = (due - today).days
    if days < 0:
        return f"{count(-days, 'day')} overdue, was due on {day(due)}"
    words = {0: "due today", 1: "due tomorrow"}.get(days, f"due in {days} days")
    return f"{words}, {day(due)}"


def address(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


def plain(text: str, longest: int = LONGEST) -> str:
    """On one line, whatever was typed: a line break in a subject would be a header of its own."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _by_kind(things: Mapping[Asked, int]):
    ordered = sorted(things, key=lambda thing: (thing.reminder.order, thing.reminder.key, thing.waiting.due))
    return groupby(ordered, key=lambda thing: thing.reminder)


def _lines(things: Iterable[Asked], today: date) -> list[str]:
    """What is due first comes first; a link that several lines share stands once, under them."""
    found: list[str] = []
    by_url: dict[str, list[Asked]] = {}
    for thing in things:
        by_url.setdefault(thing.waiting.url, []).append(thing)
    for url, some in by_url.items():
        found += [f"* {plain(one.waiting.text)}\n  {how_soon(one.waiting.due, today)}" for one in some[:MOST]]
        if len(some) > MOST:
            found.append(f"* and {len(some) - MOST} more")
        found.append(f"  {address(url)}")
    return found
