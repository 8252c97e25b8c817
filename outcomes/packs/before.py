"""What the committee's last published pack said, as far as this one is compared with it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# How bad a delivery status is. Only a step up this ladder counts as having got worse.
BADNESS = {"completed": 0, "ongoing": 0, "on_track": 0, "not_started": 0, "at_risk": 1, "off_track": 2, "stopped": 3}


@dataclass(frozen=True)
class Before:
    """`statuses` by item, `figures` as (period, figure) by indicator; empty where there was no pack before."""

    label: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.label)

    def fell(self, uuid: str, status: str) -> bool:
        """Whether an item's status is worse than it was."""
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
    for outcome in stored["outcomes"]:
        for sub in outcome["sub_outcomes"]:
            for said in [sub, *sub["promises"]]:
                if said["standing"]:
                    statuses[said["uuid"]] = said["standing"]["status"]
            for measure in sub["measures"]:
                figures[measure["slug"]] = (measure["period_code"], measure["latest"])
    return Before(stored["paper"]["quarter_label"], statuses, figures)
