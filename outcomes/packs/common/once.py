"""Shows what stands in several parts of a paper in full once, in the first of them; later parts name it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from plan.wording import join_words

from ..enquiries import with_grounds
from ..parts import Elsewhere, Outcome, Report, SubOutcome
from .content import Part

BECAME = "-became"  # what a place for the answers of a report ends in
SAID = ("achievements", "challenges", "priorities", "attention", "answers")


def apart(value: Any, anchor: str) -> Any:
    """The same, with every place in it under this anchor, so that no two parts of a paper have the same places."""
    if isinstance(value, tuple):
        return tuple(apart(one, anchor) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: apart(getattr(value, field.name), anchor) for field in fields(value)}
    if changed.get("anchor"):
        changed["anchor"] = f"{anchor}-{changed['anchor']}"
    return replace(value, **changed)


def once(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts in this order, with everything that an earlier one holds only named."""
    seen = _Seen({}, {}, {})
    return tuple(seen.part(part) for part in parts)


@dataclass
class _Seen:
    """`things` are what stood in full before, by key; `said` the boards' words, by board, period and words, with the
    part and the report that they stand in; `led` are places that are no longer there, and where to go instead."""

    things: dict[str, Elsewhere]
    said: dict[tuple[str, ...], tuple[str, str]]
    led: dict[str, str]

    def part(self, part: Part) -> Part:
        things: dict[str, Elsewhere] = {}
        said: dict[tuple[str, ...], tuple[str, str]] = {}
        outcomes = tuple(self.outcome(outcome, part, things, said) for outcome in part.outcomes)
        self.things = things | self.things
        self.said = said | self.said
        asked = tuple(with_grounds(one, self.moved) for one in part.enquiries)
        return replace(part, enquiries=asked, outcomes=outcomes)

    def moved(self, one: Any) -> Any:
        return replace(one, anchor=self.led.get(one.anchor, one.anchor))

    def outcome(self, outcome: Outcome, part: Part, things: dict, said: dict) -> Outcome:
        subs = tuple(self.sub_outcome(sub, part, things) for sub in outcome.sub_outcomes)
        where: dict[str, None] = {}
        reports = tuple(self.report(report, part, said, where) for report in outcome.reports)
        told = f"More of the boards’ words on it stands in the part for {join_words(list(where))}." if where else ""
        return replace(
            outcome, sub_outcomes=subs, reports=reports,
            elsewhere=" ".join(filter(None, [outcome.elsewhere, told])),
        )  # fmt: skip

    def sub_outcome(self, sub: SubOutcome, part: Part, things: dict[str, Elsewhere]) -> SubOutcome:
        also: list[Elsewhere] = []

        def new(key: str, name: str) -> bool:
            if key in self.things:
                also.append(self.things[key])
                return False
            things.setdefault(key, Elsewhere(key, name, sub.number, sub.anchor, part.short))
            return True

        is_told = bool(sub.uuid) and not sub.heading_only and not new(sub.uuid, sub.title)
        aims = () if is_told else tuple(aim for aim in sub.aims if new(aim.uuid, aim.text))
        return replace(
            sub,
            standings=() if is_told else sub.standings,
            missed=() if is_told else sub.missed,
            aims=aims,
            measures=tuple(measure for measure in sub.measures if new(measure.slug, measure.name)),
            promises=tuple(promise for promise in sub.promises if new(promise.uuid, promise.text)),
            also=_by_place(also),
        )

    def report(self, report: Report, part: Part, said: dict, where: dict[str, None]) -> Report:
        kept: dict[str, Any] = {}
        for name in SAID:
            lines = []
            for line in getattr(report, name):
                key = (report.board, report.period, name, getattr(line, "priority", ""), line.text, line.about)
                if key in self.said:
                    short, anchor = self.said[key]
                    where[short] = None
                    if name == "answers":
                        self.led[f"{report.anchor}{BECAME}"] = f"{anchor}{BECAME}"
                else:
                    said.setdefault(key, (part.short, report.anchor))
                    lines.append(line)
            kept[name] = tuple(lines)
        if kept["answers"]:
            self.led.pop(f"{report.anchor}{BECAME}", None)
        return replace(report, **kept)


def _by_place(also: Sequence[Elsewhere]) -> tuple[Elsewhere, ...]:
    """What stands in one place together, in the order in which the places come first."""
    places = list(dict.fromkeys(one.anchor for one in also))
    return tuple(sorted(also, key=lambda one: places.index(one.anchor)))
