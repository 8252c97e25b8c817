"""What the committee's last published pack said, as far as this one is compared with it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from outcomes.reporting.seriousness import BADNESS, worst


@dataclass(frozen=True)
class Before:
    """`statuses` by item, `figures` as (period, figure) and `ratings` by indicator, how things asked for stood by their
    key; empty where there was no pack before. `cut_off_day` is the last day of what it knew, ISO 8601."""

    label: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    cut_off_day: str = ""

    def __bool__(self) -> bool:
        return bool(self.label)

    def said_of(self, same: Mapping[str, Sequence[str]]) -> "Before":
        """The same, known by other items too: `same` gives for each item those it is the same as."""
        known = {item: self.statuses[one] for item, ones in same.items() for one in ones if one in self.statuses}
        return replace(self, statuses={**known, **self.statuses})

    def fell(self, uuid: str, status: str) -> bool:
        """Whether an item's status is worse than it was: one step up the ladder of seriousness, or more."""
        was = self.statuses.get(uuid, "")
        return was in BADNESS and status in BADNESS and BADNESS[status] > BADNESS[was]

    def news(self, slug: str, period: str, figure: str) -> bool | None:
        """Whether an indicator's figure is new since; None where the last pack did not show the indicator."""
        return self.figures[slug] != (period, figure) if slug in self.figures else None


NOTHING_BEFORE = Before()


def before_of(stored: Mapping[str, Any]) -> Before:
    """What a stored content said. Reads only what it needs, so that older schemas can be compared with too."""
    statuses: dict[str, str] = {}
    figures: dict[str, tuple[str, str]] = {}
    ratings: dict[str, str] = {}
    for outcome in stored["outcomes"]:
        for sub in outcome["sub_outcomes"]:
            for said in [sub, *sub["promises"]]:
                # A sub-outcome has had one standing for each board since schema 2, and had one before.
                standings = said["standings"] if "standings" in said else filter(None, [said["standing"]])
                status = worst(standing["status"] for standing in standings)
                if status:
                    statuses[said["uuid"]] = status
            for measure in sub["measures"]:
                figures[measure["slug"]] = (measure["period_code"], measure["latest"])
                ratings[measure["slug"]] = measure.get("rating", {}).get("name", "")
    known = stored.get("known") or {}  # what a paper by exception knew and did not show
    for uuid, status in known.get("statuses", ()):
        statuses[uuid] = status
    for slug, period, figure, rating in known.get("figures", ()):
        figures[slug], ratings[slug] = (period, figure), rating
    asked = {one["key"]: one["state"] for one in (stored.get("since") or {}).get("asked", ())}
    paper = stored["paper"]
    return Before(paper["quarter_label"], statuses, figures, ratings, asked, paper.get("cut_off_day", ""))
