"""Loads an example council's boards' meetings with what they reviewed (`board_meetings` of `meetings.toml`)."""

from pathlib import Path

from django.db import transaction

from plan.examples import read, sourced
from plan.models import Body, Meeting
from plan.wording import count

from .example_editions import numbers_of
from .reviews import MeetingReview


@transaction.atomic
def load_reviews(folder: Path, by) -> list[str]:
    data = read(folder, "meetings.toml")
    rows = data.get("board_meetings", [])
    if not rows:
        return []
    numbers, made = numbers_of(data, "meetings.toml"), 0
    for row in rows:
        meeting, _ = Meeting.objects.get_or_create(
            body=Body.objects.get(slug=row["body"]), date=row["date"],
            defaults={"status": Meeting.Status.HELD, **sourced(row)},
        )  # fmt: skip
        for number in row["reviewed"]:
            item = numbers.outcomes.get(number) or numbers.item(number)
            _, new = MeetingReview.objects.get_or_create(
                meeting=meeting, item_id=item, defaults={"note": row.get("note", ""), **sourced(row)}
            )
            made += new
    return [f"{count(made, 'review')} at boards' meetings added"]
