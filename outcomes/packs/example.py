"""Loads what an example council's covering reports usually say (`covering.toml`): its headings, and common words."""

from pathlib import Path

from django.db import transaction

from plan.examples import absent, read, sourced
from plan.wording import count

from .covering import CommonWords, CoveringHeading


@transaction.atomic
def load_covering(folder: Path, by) -> list[str]:
    data = read(folder, "covering.toml")
    rows = absent(CoveringHeading, data.get("headings", []), by="key")
    for place, row in enumerate(data.get("headings", []), start=1):
        if row in rows:
            CoveringHeading.objects.create(
                key=row["key"], title=row["title"], position=place, usual=row.get("usual", "").strip(),
                fills=row.get("fills", ""),
            )  # fmt: skip
    headings = {heading.key: heading for heading in CoveringHeading.objects.all()}
    for row in data.get("common", []):
        CommonWords.objects.get_or_create(
            kind=row["kind"], covers=row["covers"], heading=headings[row["heading"]],
            defaults={"text": row["text"].strip(), **sourced(row)},
        )  # fmt: skip
    return [f"{count(len(rows), 'heading')} of covering reports added"] if data else []
