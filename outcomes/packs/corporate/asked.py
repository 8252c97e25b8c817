"""What bodies asked for, and what became of it, as a paper for officers prints it (requirement D45)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from outcomes.framework.links import IndicatorCitation
from outcomes.framework.same import twins
from outcomes.scrutiny.asked import Action, ActionQuerySet
from outcomes.scrutiny.followed import Followed, followed
from plan.models import Plan
from plan.roles import CMT
from plan.wording import day


@dataclass(frozen=True)
class Asked:
    """One action, request, recommendation or question. `answer` is Markdown, `answered` says by whom and when."""

    kind: str
    text: str
    by: str
    on: str
    owner: str
    due: str
    state: str
    state_words: str
    answer: str
    answered: str
    about: str
    illustrative: bool

    @property
    def is_settled(self) -> bool:
        return self.state in ("answered", "withdrawn")


class Management:
    """As whom these papers are gathered: corporate management, which knows what every body asked."""

    pk = None
    is_superuser = False
    is_authenticated = is_active = True
    office = ""

    def has_role(self, *slugs: str) -> bool:
        return CMT.slug in slugs

    def has_perm(self, permission: str) -> bool:
        return "view_" in permission


def asked(
    rows: ActionQuerySet, *, on: date, since: date | None, plan: Plan
) -> list[tuple[Asked, frozenset[UUID]]]:  # fmt: skip
    """These actions as they stood on a day, each with the parts of the plan that it is about: late first. What was
    settled before `since` is left out. Eleven queries at most, whatever their number."""
    told = followed(rows.filter(raised_on__lte=on), on=on, plan=plan, user=Management(), as_it_stood=True)
    kept = [one for one in told if since is None or not one.is_settled or settled_on(one) >= since]
    items = _items([one.pk for one in kept], on)
    return [(_printed(one), items[one.pk]) for one in kept]


def settled_on(action: Followed) -> date:
    """The day on which the last thing became of it that is known."""
    days = [action.withdrawn_on, action.responded and action.responded.on, action.latest and action.latest.on]
    return max(one for one in (*days, action.raised_on) if one)


def _items(keys: list[int], on: date) -> dict[int, frozenset[UUID]]:
    """Of each action the item it is about, the outcome of the report it is about, or the items that cite the indicator
    it is about, with what is the same as they. Three queries."""
    found: dict[int, set[UUID]] = defaultdict(set)
    citing: dict[int, set[int]] = defaultdict(set)
    rows = Action.objects.filter(pk__in=keys).values_list("pk", "item_id", "report__outcome_id", "indicator_id")
    for pk, item, outcome, indicator in rows:
        found[pk] |= {one for one in (item, outcome) if one}
        if indicator:
            citing[indicator].add(pk)
    cited = IndicatorCitation.objects.on(on).filter(indicator__in=citing).values_list("indicator_id", "item_id")
    for indicator, item in cited:
        for pk in citing[indicator]:
            found[pk].add(item)
    return defaultdict(frozenset, {pk: frozenset(items) for pk, items in found.items()})


def within(items: frozenset[UUID], wanted: set[UUID]) -> bool:
    """Whether any of these is one of the wanted ones."""
    return not wanted.isdisjoint(items)


def with_twins(items: set[UUID]) -> set[UUID]:
    """These items and all that is confirmed the same."""
    return set(twins(items))


def _printed(one: Followed) -> Asked:
    answer, answered = "", ""
    if one.withdrawn_on:
        answer, answered = one.withdrawn_why, f"Withdrawn on {day(one.withdrawn_on)}"
    elif one.latest:
        answer, answered = one.latest.text, f"{one.latest.office}, {day(one.latest.on)}"
    elif one.responded:
        answer = f"{one.responded.words}. {one.responded.why}".strip()
        answered = f"{one.responded.body}, {day(one.responded.on)}"
    due = f"{one.due_words}, {day(one.due)}" if one.due_words and one.due else one.due_words
    return Asked(
        kind=one.kind_words, text=one.text, by=one.body, on=day(one.raised_on), owner=one.office or "Nobody named yet",
        due=due or (day(one.due) if one.due else ""), state=one.state, state_words=one.state_words, answer=answer,
        answered=answered, about=str(one.about) if one.about else "", illustrative=one.illustrative,
    )  # fmt: skip
