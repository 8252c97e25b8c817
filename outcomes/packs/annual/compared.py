"""What is not as an earlier body saw it: each passage, figure and status of two versions side by side. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from plan.text import plain

from .content import AnnualContent, Change, Outcome

LONGEST = 140


def changes_since(seen: Mapping[str, Any], now: AnnualContent) -> tuple[Change, ...]:
    """What changed since a stored content of the same year's report, in the report's order. Reads only what it needs of
    it, so that what an older schema wrote can be compared with too."""
    before = {outcome["uuid"]: outcome for outcome in seen.get("outcomes", ())}
    found = list(_words("", "", seen.get("passages", ()), now.passages))
    for outcome in now.outcomes:
        was = before.pop(outcome.uuid, None)
        if was is None:
            found.append(Change(outcome.number, outcome.anchor, outcome.title, "not in the report", "added"))
            continue
        found += _of_outcome(was, outcome)
    found += [Change(gone["number"], "", gone["title"], "in the report", "left out") for gone in before.values()]
    return tuple(found)


def _of_outcome(was: Mapping[str, Any], now: Outcome) -> Iterator[Change]:
    yield from _words(now.number, now.anchor, was["passages"], now.passages)
    judged = {part["uuid"]: _judged(part["standings"]) for part in was["parts"]}
    for part in now.parts:
        before, after = judged.get(part.uuid, ""), _judged([vars(one) for one in part.standings])
        if before != after:
            yield Change(part.number, now.anchor, short(part.title), before or "no status", after or "no status")
    statuses = {one["uuid"]: one["standing"] for one in was["promises"]}
    for promise in now.promises:
        said = statuses.get(promise.uuid)
        before, after = (said["label"] if said else ""), (promise.standing.label if promise.standing else "")
        if before != after:
            yield Change(promise.number, now.anchor, short(promise.text), before or "no status", after or "no status")
    yield from _figures(was, now)


def _figures(was: Mapping[str, Any], now: Outcome) -> Iterator[Change]:
    figures = {one["measure"]["slug"]: one["measure"] for one in was["figures"]}
    for figure in now.figures:
        one, old = figure.measure, figures.pop(figure.measure.slug, None)
        after = _shown(one.latest, one.period)
        before = _shown(old["latest"], old["period"]) if old else "not in the report"
        if before != after:
            yield Change(figure.number, now.anchor, one.name, before, after)
        elif old and old["rating"]["label"] != one.rating.label:
            yield Change(figure.number, now.anchor, one.name, old["rating"]["label"], one.rating.label)
    for gone in figures.values():
        yield Change(now.number, now.anchor, gone["name"], _shown(gone["latest"], gone["period"]), "left out")


def _words(number: str, anchor: str, was: Any, now: Any) -> Iterator[Change]:
    before = {one["key"]: one for one in was}
    for passage in now:
        old = before.pop(passage.key, None)
        if old is None:
            yield Change(number, anchor, passage.title, "nothing", "added")
        elif old["text"] != passage.text:
            yield Change(number, anchor, passage.title, "", "the words were changed")
    for gone in before.values():
        yield Change(number, anchor, gone["title"], "in the report", "left out")


def _judged(standings: Any) -> str:
    return ", ".join(sorted(f"{one['label']} ({one['by']})" if one["by"] else one["label"] for one in standings))


def _shown(figure: str, period: str) -> str:
    return f"{figure} ({period})" if period else figure


def short(markdown: str) -> str:
    """Plain words that fit on two lines, cut between words."""
    words = plain(markdown)
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0].rstrip(',;:.')}…"
