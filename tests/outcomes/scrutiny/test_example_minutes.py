"""The example council's resolutions and requests of 6 September 2021 are what the tool proposes from the minutes."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from outcomes.scrutiny.minutes import read_minutes
from outcomes.scrutiny.minutes.likeness import alike, stems

from .test_minutes import september

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "leicestershire" / "scrutiny.toml"
MET = date(2021, 9, 6)


def told(table: str) -> list[dict]:
    rows = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))[table]
    return [row for row in rows if row["date"] == MET]


@pytest.mark.shared
def test_resolutions_agree_with_what_is_proposed():
    proposed = {(one.minute, one.letter, one.kind) for one in read_minutes(september()).resolved}
    assert {(row["minute"], row.get("letter", ""), row["kind"]) for row in told("resolutions")} == proposed


@pytest.mark.shared
def test_requests_agree_with_what_is_proposed():
    proposed = {one.reference: one for one in read_minutes(september()).asked}
    rows = {row["minute"]: row for row in told("asked")}
    assert rows.keys() == proposed.keys()
    for place, row in rows.items():
        found = proposed[place]
        assert (row["kind"], row["office"]) == (found.kind, found.office)
        assert alike(stems(row["text"]), stems(found.text)) >= 0.3, place
        assert row["ref"] == f"Minutes of 6 September 2021, minute {place}"


@pytest.mark.shared
def test_the_later_note_agrees():
    (note,) = read_minutes(september()).later
    (row,) = [answer for row in told("asked") for answer in row.get("answers", ()) if answer.get("later_note")]
    assert alike(stems(row["text"]), stems(note.text)) >= 0.6
    assert not row.get("illustrative")
