"""Loads what people said in an example council's consultations, and what became of it (`you-said.toml`)."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from consultation.asking.models import Consultation
from consultation.hearing.engaging import Comment
from consultation.hearing.models import RankedAim, ReportedResult
from consultation.weighing.coding import Decision as Sorted
from consultation.weighing.coding import code
from consultation.weighing.models import Theme
from consultation.weighing.theming import ground_theme
from outcomes.framework.comparing.changes import Change
from outcomes.framework.comparing.reading import compare_editions
from outcomes.framework.numbers import Numbers
from outcomes.reporting.saving import put
from plan import clock
from plan.examples import read, sourced
from plan.models import Body, Decision, Plan
from plan.wording import count

from .answering import answer_theme, tie
from .models import PlanChange
from .telling import record_change

FILE = "you-said.toml"


@transaction.atomic
def load_answers(folder: Path, by: Any) -> list[str]:
    """Themes, answers and reasons of consultations that have no theme yet. Costs seconds: each change of the plan is
    recorded with its reason."""
    found = read(folder, FILE)
    there = {row.slug: row for row in Consultation.objects.filter(themes__isnull=True).select_related("plan")}
    told = []
    for consultation in there.values():
        rows = {name: [row for row in found.get(name, []) if row["consultation"] == consultation.slug]
                for name in ("themes", "decisions")}  # fmt: skip
        if rows["themes"]:
            told.append(_Loading(consultation, by).load(rows, found.get("changes", [])))
    return told


@transaction.atomic
def load_made_up_answers(folder: Path, by: Any) -> list[str]:
    """Answers to themes of a consultation that is made up, where a theme never had one."""
    told = 0
    for row in read(folder, FILE).get("answers", []):
        rows = Theme.objects.standing().select_related("consultation")
        found = rows.filter(consultation__slug=row["consultation"], title=row["theme"], answers__isnull=True)
        if (theme := found.filter(consultation__illustrative=True).first()) is not None:
            with clock.standing_at(_noon(theme.consultation.closes + timedelta(days=row["days_after"]))):
                answer_theme(
                    theme, by=by, decision=row["decision"], words=row["words"], besides=row["besides"],
                    decided_by=row["decided_by"], **sourced(row),
                )  # fmt: skip
            told += 1
    return [f"{count(told, 'made-up answer')} to what people said added"] if told else []


class _Loading:
    """What was said in one consultation."""

    def __init__(self, consultation: Consultation, by: Any) -> None:
        self.consultation, self.by = consultation, by
        self.numbers = Numbers(consultation.plan) if consultation.plan else None
        self.themes: dict[str, Theme] = {}

    def load(self, rows: dict[str, list[dict[str, Any]]], rules: list[dict[str, Any]]) -> str:
        for place, row in enumerate(rows["themes"], start=1):
            self._theme(row, place)
        told = 0
        for row in rows["decisions"]:
            told += self._decided(row, rows["themes"], rules)
        answered = sum(theme.answers.standing().exists() for theme in self.themes.values())
        return (
            f"{count(len(self.themes), 'theme')} of “{self.consultation}”, {answered} answered;"
            f" {count(told, 'change')} of the plan with reasons"
        )

    def _items(self, row: dict[str, Any]) -> list[Any]:
        return [self.numbers.item(number) for number in row.get("about", ())] if self.numbers else []

    def _said(self, words: str) -> Comment:
        """The cleared comment of a committee that has these words in it."""
        rows = Comment.objects.cleared().filter(consultation=self.consultation, meeting__isnull=False)
        return rows.get(words__contains=words)

    def _found(self, row: dict[str, Any]) -> dict[str, list[Any]]:
        """The figures and ranked aims that a row of the file names; nothing where it names none."""
        if not ("figures" in row or "ranked" in row):
            return {}
        assert self.numbers is not None
        results = [
            ReportedResult.objects.get(consultation=self.consultation, item=self.numbers.item(item), level=level)
            for item, level in row.get("figures", ())
        ]
        aims = RankedAim.objects.filter(ranking__consultation=self.consultation)
        return {"results": results, "ranked": [aims.get(wording=words) for words in row.get("ranked", ())]}

    def _theme(self, row: dict[str, Any], place: int) -> None:
        told = sourced(row)
        told["source"] = ". ".join(filter(None, (told["source"], row.get("open", "").rstrip("."))))
        made = put(
            Theme(consultation=self.consultation, position=place, title=row["title"], summary=row["summary"], **told,
                  body=Body.objects.get(slug=row["body"]) if "body" in row else None),
            by=self.by,
        )  # fmt: skip
        made.items.set(self._items(row))
        if said := [self._said(words).pk for words in row.get("comments", ())]:
            sorted_into = [Sorted(("comment", key), frozenset({made.pk}), frozenset()) for key in said]
            code(consultation=self.consultation, decisions=sorted_into, by=self.by)
        if found := self._found(row):
            ground_theme(made, **found, by=self.by)
        self.themes[row["key"]] = made

    def _decided(self, row: dict[str, Any], themes: list[dict[str, Any]], rules: list[dict[str, Any]]) -> int:
        before, after = (Plan.objects.get(slug=row[name]) for name in ("before", "after"))
        decision = Decision.objects.get(body__slug=row["body"], plan=after, date=row["on"])
        with clock.standing_at(_noon(row["on"])):
            told = self._explain(before, after, decision, rules)
            for theme in themes:
                if answer := theme.get("answer"):
                    by_others = answer.get("decided_by", "")
                    answer_theme(
                        self.themes[theme["key"]], by=self.by, decision=answer["decision"], words=answer["words"],
                        besides=answer.get("besides", ""), decided_at=None if by_others else decision,
                        decided_by=by_others, **sourced(answer),
                    )  # fmt: skip
        return told

    def _explain(self, before: Plan, after: Plan, decision: Decision, rules: list[dict[str, Any]]) -> int:
        compared, told = compare_editions(before, after), 0
        explained = set(PlanChange.objects.standing().between(before, after).values_list("part", "kind"))
        for change in compared.changes:
            rule = next((rule for rule in rules if fits(change, rule)), None)
            if rule is None or (change.uuid, change.key) in explained:
                continue
            row = record_change(
                before=before, after=after, part=change.uuid, kind=change.key, reason=rule["reason"], by=self.by,
                decided_at=decision, compared=compared, **sourced(rule),
            )  # fmt: skip
            wanted = [self.themes[key] for key in rule.get("themes", ())]
            said = [self._said(words) for words in rule.get("comments", ())]
            found = self._found(rule)
            if wanted or said or found:
                tie(row, by=self.by, themes=wanted, comments=said, **found)
            told += 1
        return told


def fits(change: Change, rule: dict[str, Any]) -> bool:
    """Whether a rule of the file is for this change: by its kind, what changed, its number, words in it."""
    part = change.before or change.after
    if part is None or change.key != rule["kind"] or change.part.kind not in rule["parts"]:
        return False
    return ("at" not in rule or part.number in rule["at"]) and rule.get("says", "") in part.title


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=clock.LONDON)
