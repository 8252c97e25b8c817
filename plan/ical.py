"""Meetings as an iCalendar feed (RFC 5545), for people's own calendars. Pure.

A meeting with a time is given two hours, which is what committees are planned for; one without is a whole day's entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from .clock import LONDON

STATES = {"confirmed": "CONFIRMED", "held": "CONFIRMED", "cancelled": "CANCELLED"}
LONGEST = 75  # octets in a line, without its end
LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Entry:
    """One meeting: `key` stays the same for ever, `sequence` counts its changes, `state` is a meeting's status."""

    key: str
    on: date
    at: time | None
    title: str
    sequence: int = 0
    state: str = "provisional"
    url: str = ""
    note: str = ""


def calendar(name: str, entries: Iterable[Entry], *, host: str, made: date) -> str:
    """The feed as text, its lines folded and ended as the standard says."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Strategic Plan//Meetings//EN", "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]  # fmt: skip
    for entry in entries:
        lines += _event(entry, host, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(entry: Entry, host: str, made: date) -> list[str]:
    lines = [
        "BEGIN:VEVENT", f"UID:{entry.key}@{host}", f"DTSTAMP:{made:%Y%m%d}T000000Z", f"SEQUENCE:{entry.sequence}",
        *_when(entry), f"SUMMARY:{escaped(entry.title)}", f"STATUS:{STATES.get(entry.state, 'TENTATIVE')}",
    ]  # fmt: skip
    if entry.note:
        lines.append(f"DESCRIPTION:{escaped(entry.note)}")
    if entry.url:
        lines.append(f"URL:{entry.url}")
    return [*lines, "END:VEVENT"]


def _when(entry: Entry) -> list[str]:
    if entry.at is None:
        return [f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}", f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}"]
    starts = datetime.combine(entry.on, entry.at, LONDON).astimezone(UTC)
    return [f"DTSTART:{starts:%Y%m%dT%H%M%S}Z", f"DTEND:{starts + LASTS:%Y%m%dT%H%M%S}Z"]


def escaped(text: str) -> str:
    """Text as a value: backslashes, separators and line ends escaped."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, none of which parts a letter; each goes on with a space."""
    pieces: list[str] = []
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > (LONGEST if not pieces else LONGEST - 1):
            pieces.append(piece)
            piece, octets = "", 0
        piece, octets = piece + letter, octets + size
    return "\r\n ".join([*pieces, piece])
