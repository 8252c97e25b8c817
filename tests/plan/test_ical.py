"""The feed is what calendar programs read: folded, escaped, with days and moments right."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from plan.ical import LONGEST, Entry, calendar, escaped, folded

MADE = date(2022, 1, 3)


def lines(entry: Entry) -> list[str]:
    return calendar("Fen", [entry], host="fen.example", made=MADE).split("\r\n")


def test_a_meeting_in_summer_time_is_given_in_utc():
    told = lines(
        Entry("meeting-7", date(2022, 9, 5), time(14), "Places Panel", 3, "confirmed", "https://fen.example/m/")
    )
    assert told == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Strategic Plan//Meetings//EN", "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Fen", "BEGIN:VEVENT", "UID:meeting-7@fen.example", "DTSTAMP:20220103T000000Z", "SEQUENCE:3",
        "DTSTART:20220905T130000Z", "DTEND:20220905T150000Z", "SUMMARY:Places Panel", "STATUS:CONFIRMED",
        "URL:https://fen.example/m/", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_without_a_time_it_is_a_whole_day_and_provisional_is_tentative():
    told = lines(Entry("k", date(2022, 12, 31), None, "Panel"))
    assert "DTSTART;VALUE=DATE:20221231" in told
    assert "DTEND;VALUE=DATE:20230101" in told
    assert "STATUS:TENTATIVE" in told
    assert "STATUS:CANCELLED" in lines(Entry("k", MADE, None, "Panel", state="cancelled"))


def test_nobody_adds_a_line_of_their_own():
    told = lines(Entry("k", MADE, None, "Panel\r\nATTACH:x", note="one; two, three\nfour"))
    assert "SUMMARY:Panel\\nATTACH:x" in told
    assert "DESCRIPTION:one\\; two\\, three\\nfour" in told
    assert escaped("a\\b") == "a\\\\b"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_lines_are_short_and_unfold_to_what_they_were(text):
    written = folded(text)
    assert all(len(line.encode()) <= LONGEST for line in written.split("\r\n"))
    assert written.replace("\r\n ", "") == text
