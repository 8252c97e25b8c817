"""Results as they stand, and as they stood when a page of them was made: the texts of its boxes, by row.

Only of indicators that the asker may edit: what is not theirs looks as if it were not there.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from performance.importing.known import FIGURE
from performance.models import Indicator, Result
from plan import wording
from plan.desk.changes import as_words
from plan.desk.merging import Conflict, Difference

from .amounts import as_typed
from .posted import FIELDS, LABELS, Key, Texts, TypedRow, touched

COLUMNS = (*FIGURE, "provisional", "commentary", "cause", "remedy", "back_on_target", "version")
EMPTY: Texts = dict.fromkeys(FIELDS, "")
UNTOUCHED = "(you did not change this)"
ON = "on"


@dataclass(frozen=True)
class Standing:
    """A result's version, 0 where there is none, and the texts of its boxes."""

    version: int = 0
    texts: Texts = field(default_factory=lambda: EMPTY)


def texts_of(columns: Mapping[str, Any]) -> Texts:
    """What stands in the boxes of a result."""
    day = columns["back_on_target"]
    return {
        "value": as_typed(columns),
        "provisional": ON if columns["provisional"] else "",
        **{name: columns[name] for name in ("commentary", "cause", "remedy")},
        "back_on_target": wording.day(day) if day else "",
    }


def units(keys: Collection[Key], by: Any) -> dict[str, str]:
    """The unit of each of these indicators that the asker may edit, by short name: one query."""
    slugs = {slug for slug, _ in keys}
    return dict(Indicator.objects.editable_by(by).filter(slug__in=slugs).values_list("slug", "unit"))


def standing(keys: Collection[Key], by: Any) -> dict[Key, Standing]:
    """The results that there are of these, as wholes: one query."""
    rows = Result.objects.editable_by(by).filter(
        indicator__slug__in={slug for slug, _ in keys}, period__in={code for _, code in keys}, breakdown=None
    )
    found = rows.values("indicator__slug", "period", *COLUMNS)
    return {(row["indicator__slug"], row["period"]): Standing(row["version"], texts_of(row)) for row in found}


@dataclass(frozen=True)
class Earlier:
    """What a stale row was filled from, and who changed it last."""

    opened: Standing | None
    who: str
    when: Any
    deleted: bool


def earlier(rows: Collection[TypedRow], now: Mapping[Key, Standing], by: Any) -> dict[Key, Earlier]:
    """Of rows whose result was changed since their page was made, from the history: two queries, none where there
    are none."""
    stale = {row.key: row.seen for row in rows if row.seen != now.get(row.key, Standing()).version}
    if not stale:
        return {}
    slugs = dict(
        Indicator.objects.editable_by(by).filter(slug__in={slug for slug, _ in stale}).values_list("pk", "slug")
    )
    kept = (
        Result.history.filter(indicator_id__in=slugs, period__in={code for _, code in stale}, breakdown_id=None)
        .order_by("history_date", "history_id")
        .values("indicator_id", "period", "history_type", "history_date", "history_user__office",
                "history_user__username", *COLUMNS)
    )  # fmt: skip
    found: dict[Key, Earlier] = {}
    for record in kept:
        key = slugs[record["indicator_id"]], record["period"]
        if key not in stale:
            continue
        opened = found[key].opened if key in found else Standing() if not stale[key] else None
        if stale[key] and record["version"] == stale[key]:
            opened = Standing(record["version"], texts_of(record))
        who = record["history_user__office"] or record["history_user__username"] or "Somebody"
        found[key] = Earlier(opened, who, record["history_date"], record["history_type"] == "-")
    return found


def conflict(row: TypedRow, was: Earlier | None, now: Standing) -> Conflict:
    """What the second of two people is told of a row."""
    opened = was.opened if was else None
    told = Conflict(was.who if was else "Somebody", was.when if was else None, "this figure")
    told.removed, told.touched = bool(was and was.deleted), True
    base = opened.texts if opened else EMPTY
    mine = touched(row.texts, base)
    for name in FIELDS:
        if base[name] != now.texts[name] or (name in mine and row.texts[name] != now.texts[name]):
            told.differences.append(
                Difference(
                    LABELS[name], _words(name, base), _words(name, now.texts),
                    _words(name, row.texts) if name in mine else UNTOUCHED,
                )
            )  # fmt: skip
    return told


def _words(name: str, texts: Texts) -> str:
    return as_words(bool(texts[name]) if name == "provisional" else texts[name])
