"""Reading minutes: those of 6 September 2021, where the papers are at hand, and others in another council's style."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.scrutiny.minutes import LONGEST, NotMinutes, Read, read_minutes
from outcomes.scrutiny.minutes.offices import day_of

PAPERS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
FENBROOK = (Path(__file__).parent / "papers" / "fenbrook.txt").read_text(encoding="utf-8")


def september() -> str:
    """The minutes in document 003, or the test is skipped where that is not at hand."""
    found = sorted(PAPERS.glob("003_*.txt"))
    if not found:
        pytest.skip("document 003, with the minutes of 6 September 2021, is not here")
    text = found[0].read_text(encoding="utf-8")
    return text[text.index("Minutes of a meeting") : text.index("28. Date of next meeting")]


def told(read: Read) -> list[tuple[str, str]]:
    return [(f"{one.minute}{f'({one.letter})' if one.letter else ''}", one.kind) for one in read.resolved]


@pytest.mark.shared
def test_resolutions_of_september():
    assert told(read_minutes(september())) == [
        ("23(a)", "noted"), ("23(b)", "further_report"), ("24", "welcomed"), ("24", "supported"), ("25", "welcomed"),
        ("26", "noted"), ("27(a)", "noted"), ("27(b)", "officer_asked"),
    ]  # fmt: skip


@pytest.mark.shared
def test_requests_of_september_each_once():
    asked = read_minutes(september()).asked
    assert [(one.reference, one.kind, one.due) for one in asked] == [
        ("23(b)", "request", "a future meeting"),
        ("24(iv)", "request", "periodic"),
        ("26(ii)", "action", ""),
        ("27(i)", "action", "the next update on the Department’s performance"),
        ("27(b)", "request", "the next performance report"),
    ]
    assert {one.office for one in asked} == {"Director of Adults and Communities"}
    assert asked[4].text.startswith("Include a breakdown of the e-book loan figure into adult and junior loans")
    assert "the Director undertook to include" in asked[4].passage
    assert "be requested to include details" in asked[4].passage


@pytest.mark.shared
def test_the_later_note_of_september_answers_the_undertaking():
    read = read_minutes(september())
    (note,) = read.later
    assert read.asked[note.answers].reference == "26(ii)"
    assert note.text == "Officers verified the complaint figures in paragraph 16 of the report to be accurate."


@pytest.mark.shared
def test_nobody_present_in_september_is_named():
    read = read_minutes(september())
    proposed = [one.text for one in (*read.resolved, *read.asked, *read.later)]
    assert not [text for text in proposed if " CC" in text or "Mr" in text]


def test_another_councils_resolutions():
    assert told(read_minutes(FENBROOK)) == [
        ("2", "agreed"), ("3(1)", "noted"), ("3(2)", "recommended"), ("3(3)", "further_report"), ("4", "supported"),
    ]  # fmt: skip


def test_another_councils_requests():
    asked = read_minutes(FENBROOK).asked
    assert [(one.reference, one.kind, one.office, one.due, one.text) for one in asked] == [
        ("3(3.2)", "action", "Head of Streets", "after the meeting",
         "Circulate the figures for each parish after the meeting."),
        ("3(3.3)", "request", "Assistant Director (Finance)", "by the end of June 2022",
         "Provide the cost of hired lorries by the end of June 2022."),
        ("3(2)", "recommendation", "", "", "Cabinet recommended to buy two spare lorries."),
        ("3(3)", "request", "Head of Streets", "in six months’ time",
         "Bring an update report to the Panel in six months’ time."),
    ]  # fmt: skip


def test_another_councils_note():
    read = read_minutes(FENBROOK)
    assert [(one.text, one.answers) for one in read.later] == [
        ("Figures for each parish were circulated on 11 March.", 0)
    ]


def test_agenda_titles_find_minutes_that_have_no_numbers():
    text = "Flood defences\n\nMembers asked that the pumps be tested.\n\nRESOLVED: That the report be noted.\n"
    assert told(read_minutes(text, ["Flood defences and pumps"])) == [("", "noted")]
    with pytest.raises(NotMinutes):
        read_minutes(text)


def test_names_are_left_out():
    text = "4. Bins\n\nThe Head of Streets undertook to write to Councillor Ada Thornbury CC and Mr. J. Smith.\n"
    (one,) = read_minutes(text).asked
    assert one.text == "Write to a member and somebody."


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "There is nothing to read"),
        (" \x00\x1f\n", "There is nothing to read"),
        ("x" * (LONGEST + 1), "longer than 300,000 characters"),
        ("Dear all, see you on Monday.", "No resolution, request or undertaking was found"),
        ("1. A thing\n\nRESOLVED:\n" + "\n".join(f"({n}) That thing {n} be noted." for n in range(1, 100)) * 3,
         "More than 200"),
    ],
)  # fmt: skip
def test_what_is_no_minutes_is_refused_in_words(pasted, said):
    with pytest.raises(NotMinutes, match=said):
        read_minutes(pasted)


PIECES = st.sampled_from(
    ["27. Performance Report.", "RESOLVED:", "RESOLVED -", "(a) That the report be noted.", "(b)", "[Subsequent to",
     "]", "the Director undertook to", "The Committee requested that", "**", "# ", "1.1", "16.", "be requested to",
     "\n",
     "\n\n", " ", "Mr. J.", "Director of", "and", "would be reported to the Committee", "\x00", "\u202e", "Ⅳ", "3."]
)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.lists(PIECES, max_size=60).map(" ".join), st.text(max_size=400)), st.lists(st.text(max_size=40)))
def test_no_text_raises_anything_but_a_refusal(text, agenda):
    try:
        read = read_minutes(text, agenda)
    except NotMinutes:
        return
    for one in (*read.resolved, *read.asked, *read.later):
        assert 0 < len(one.text) <= 330
        assert one.passage


@pytest.mark.parametrize(
    "piece", ["The Director ", "Head of A and B ", "(a) ", "[", "**", "5. Aa ", "be noted ", "Mr. A. "]
)
def test_a_hostile_paste_is_read_or_refused_in_time(piece):
    """Nothing in it grows faster than the text: a whole paste of one thing again and again takes seconds at most."""
    with suppress(NotMinutes):
        read_minutes("5. Bins\n\n" + piece * (LONGEST // 2 // len(piece)))


@pytest.mark.parametrize("title", [(), ("Annual report of the Safeguarding Board", "Care homes", "Libraries")])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_minutes_are_found_without_blank_lines_and_with_every_line_its_own_paragraph(title, between):
    lines = [
        "25. Annual report of the Safeguarding Board.", "The Panel considered a report of the Director of Care which",
        "set out the year.", "RESOLVED:", "That the annual report of the Safeguarding Board", "be welcomed.",
        "26. CARE HOMES", "The Head of Streets undertook to count the complaints.", "RESOLVED:",
        "(a) That the report on", "care homes be noted;", "(b) That a further report be brought in May.",
        "27. Libraries in the north of the", "county and beyond",  # a heading that goes on
        "Members were told about loans.", "RESOLVED: That the report be noted.",
    ]  # fmt: skip
    read = read_minutes(between.join(lines), title)
    assert told(read) == [
        ("25", "welcomed"), ("26(a)", "noted"), ("26(b)", "further_report"), ("27", "noted"),
    ]  # fmt: skip
    assert [(one.reference, one.text) for one in read.asked] == [
        ("26", "Count the complaints."), ("26(b)", "A further report be brought in May."),
    ]  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_september_is_read_whole_however_it_was_copied(between):
    text = september()
    copied = between.join(line.strip() for line in text.split("\n") if line.strip())
    agenda = ["Care Home Quality", "Leicestershire and Rutland Safeguarding Adults Board Annual Report 2020/21"]
    for titles in ((), agenda):
        read = read_minutes(copied, titles)
        assert told(read) == told(read_minutes(text))
        assert [one.reference for one in read.asked] == ["23(b)", "24(iv)", "26(ii)", "27(i)", "27(b)"]


def test_a_sentence_that_begins_with_a_number_and_goes_on_is_no_heading():
    text = "4. Bins\n\n5. A member who spoke for the parish\nasked that the bins be counted.\n"
    (minute,) = read_minutes(text).minutes
    assert minute.number == "4"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Mrs. Smith CC asked that figures by district be circulated to members.",
         ("request", "", "", "Figures by district to be circulated to members.")),
        ("Mr T Jones CC requested a further report in March 2023.",
         ("request", "", "in March 2023", "A further report in March 2023.")),
        ("ACTION: Director of Public Health to write to the ICB.",
         ("action", "Director of Public Health", "", "Write to the ICB.")),
        ("RESOLVED: That the plan be noted.\n\nACTION: Head of Streets to write to Mr T van der Berg.",
         ("action", "Head of Streets", "", "Write to somebody.")),
        ("The Head of Streets undertook to write to Councillor de Souza and Cllr D’Arcy.",
         ("action", "Head of Streets", "", "Write to a member and a member.")),
    ],
)  # fmt: skip
def test_what_is_asked_in_other_words(sentence, found):
    (one,) = read_minutes(f"4. Bins\n\n{sentence}\n").asked
    office = one.office if found[1] else ""
    assert (one.kind, office, one.due, one.text) == found


def test_thanks_and_noting_are_two_things():
    read = read_minutes("4. Bins\n\nRESOLVED: That Mrs A. Smith be thanked; that the report be noted.\n")
    assert [(one.kind, one.text) for one in read.resolved] == [
        ("other", "Somebody be thanked."), ("noted", "Report noted."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("by 30 September 2022", date(2022, 9, 30)), ("by the end of June 2022", date(2022, 6, 30)),
        ("by 1 February", date(2023, 2, 1)), ("before 1 April 2022", date(2022, 3, 31)),
        ("by 31 June 2022", None), ("by 1 March 2022", None), ("in March 2023", None), ("by 0 May 9999", None),
        ("the next meeting", None), ("by 29 February", None),
    ],
)  # fmt: skip
def test_days_that_are_named(said, day):
    assert day_of(said, date(2022, 3, 3)) == day
