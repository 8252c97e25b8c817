"""The verbs on answers to themes: answered, put right, withdrawn; and what of the plan was changed for a theme."""

from collections.abc import Collection, Iterable
from typing import Any, Required, TypedDict, Unpack

from django.db import transaction

from consultation.hearing.engaging import Comment
from consultation.hearing.models import RankedAim, ReportedResult
from consultation.weighing.models import Theme
from outcomes.reporting.saving import put
from plan import clock, events, locking
from plan.models import Decision, User
from plan.roles import POLICY_OFFICER, require
from plan.wording import join_words

from .answers import ThemeAnswer
from .models import PlanChange
from .telling import NotTold, trimmed

MAY = "answer what people said"
MADE = (ThemeAnswer.Outcome.CHANGED, ThemeAnswer.Outcome.PARTLY)
CHANGEABLE = ("decision", "words", "besides", "decided_at", "decided_by", "source", "illustrative")


class Words(TypedDict, total=False):
    """What is answered. `besides` is what else was changed."""

    decision: Required[str]
    words: Required[str]
    besides: str
    decided_at: Decision | None
    decided_by: str
    source: str
    illustrative: bool


@transaction.atomic
def answer_theme(
    theme: Theme, *, by: User, changes: Collection[PlanChange] = (), **words: Unpack[Words]
) -> ThemeAnswer:
    """Answer a theme, once. `changes` are tied to it besides those that are already.

    "Changed" and "changed in part" need a change that stands, or words on what else was changed (`besides`). Raises
    NotTold with what to do, ValidationError for words that cannot stand.
    """
    require(by, POLICY_OFFICER, to=MAY)
    theme = _locked(theme)
    if theme.answers.standing().exists():
        raise NotTold("This theme has an answer already. Put it right, or withdraw it.")
    _tie(theme.changes, changes)
    row = ThemeAnswer(theme=theme, **trimmed(words))
    _check(row)
    put(row, by=by)
    detail = {"decision": row.decision, "decided_by": row.whose, "changes": [str(change) for change in changes]}
    events.record(verb="theme.answered", subject=row, by=by, why=row.words, detail=detail)
    return row


@transaction.atomic
def put_right(row: ThemeAnswer, *, by: User, why: str = "", seen: int | None = None, **fields: Any) -> ThemeAnswer:
    """Put an answer right; `seen` is the version that was read. Raises NotTold, ValidationError, `locking.Stale`."""
    require(by, POLICY_OFFICER, to=MAY)
    if other := set(fields) - set(CHANGEABLE):
        raise NotTold(f"This does not change: {join_words(sorted(other))}.")
    row = _claimed(row, seen)
    before = {name: str(getattr(row, name) or "") for name in fields}
    for name, value in trimmed(fields).items():
        setattr(row, name, value)
    after = {name: str(getattr(row, name) or "") for name in fields}
    if before == after:
        raise NotTold("Nothing would change.")
    _check(row)
    row._history_user, row._change_reason = by, why or None
    row.save()
    events.record(verb="theme.answer_changed", subject=row, by=by, why=why, detail={"before": before, "after": after})
    return row


@transaction.atomic
def take_back(row: ThemeAnswer, *, by: User, why: str, seen: int | None = None) -> ThemeAnswer:
    """Withdraw an answer: the theme is open again."""
    require(by, POLICY_OFFICER, to=MAY)
    if not why.strip():
        raise NotTold("Say why it is withdrawn.")
    row = _claimed(row, seen)
    row.withdrawn_at = clock.now()
    row._history_user, row._change_reason = by, why
    row.save()
    events.record(verb="theme.answer_withdrawn", subject=row, by=by, why=why)
    return row


@transaction.atomic
def tie(
    change: PlanChange,
    *,
    by: User,
    themes: Iterable[Theme] = (),
    comments: Iterable[Comment] = (),
    results: Iterable[ReportedResult] = (),
    ranked: Iterable[RankedAim] = (),
) -> PlanChange:
    """Say what led to a change: just these themes, single comments, figures and ranked aims, from now on.

    Raises NotTold for a change that was withdrawn, for a theme that was merged into another or is of a consultation on
    something else, and where it would belie the answer to a theme.
    """
    require(by, POLICY_OFFICER, to=MAY)
    # Themes first, as merging them does: whoever comes second sees what the other did.
    rows = Theme.objects.select_for_update(of=("self",)).select_related("merged_into").order_by("pk")
    themes = list(rows.filter(pk__in=[theme.pk for theme in themes]))
    change = PlanChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.withdrawn_at:
        raise NotTold("This reason was withdrawn. Record another.")
    if merged := [theme for theme in themes if theme.merged_into_id]:
        raise NotTold(f"“{merged[0]}” was merged into “{merged[0].merged_into}”. Choose that one.")
    _must_fit(change, themes)
    led: dict[str, list[Any]] = {
        "themes": themes,
        "comments": list(comments),
        "results": list(results),
        "ranked": list(ranked),
    }
    for name, chosen in led.items():
        getattr(change, name).set(chosen)
    detail = {"themes": [str(theme) for theme in themes], "comments": [row.pk for row in led["comments"]],
              "figures": [row.pk for row in led["results"]], "ranked": [str(row) for row in led["ranked"]]}  # fmt: skip
    events.record(verb="planchange.tied", subject=change, by=by, detail=detail)
    return change


def _must_fit(change: PlanChange, themes: list[Theme]) -> None:
    """A theme that was answered "changed" keeps a change to show for it, and one answered "not changed" gets none."""
    keys = {theme.pk for theme in themes}
    if (left := ThemeAnswer.objects.resting_on(change).exclude(theme__in=keys).first()) is not None:
        raise NotTold(f"The answer to “{left.theme}” rests on this change alone. Put that answer right first.")
    standing = ThemeAnswer.objects.standing().filter(theme__in=keys, decision=ThemeAnswer.Outcome.NOT_CHANGED)
    if change.kind != PlanChange.Kind.NONE and (kept := standing.first()) is not None:
        raise NotTold(f"“{kept.theme}” was answered with “Not changed”. Put that answer right first.")


def _tie(tied: Any, changes: Collection[PlanChange]) -> None:
    if gone := [change for change in changes if change.withdrawn_at]:
        raise NotTold(f"“{gone[0]}” was withdrawn. Choose a change that stands.")
    tied.add(*changes)


def _locked(theme: Theme) -> Theme:
    found = Theme.objects.select_for_update(of=("self",)).select_related("consultation", "merged_into").get(pk=theme.pk)
    if found.merged_into:
        raise NotTold(f"It was merged into “{found.merged_into}”. Answer that one.")
    return found


def _claimed(row: ThemeAnswer, seen: int | None) -> ThemeAnswer:
    version = locking.claim(ThemeAnswer, row.pk, row.version if seen is None else seen)
    found = ThemeAnswer.objects.select_related("theme__consultation", "decided_at__body").get(pk=row.pk)
    if found.withdrawn_at:
        raise NotTold("It was withdrawn already.")
    found.version = version
    return found


def _check(row: ThemeAnswer) -> None:
    row.full_clean()
    made = row.theme.changes.standing().exclude(kind=PlanChange.Kind.NONE).exists()
    if row.decision in MADE and not made and not row.besides:
        raise NotTold(
            "Tie a change of the plan to this theme first, or say what else was changed. Where nothing was, choose"
            " “Not changed” or “Outside the council's control”, and say why."
        )
    if row.decision == ThemeAnswer.Outcome.NOT_CHANGED and made:
        raise NotTold("Something of the plan was changed for this theme. Choose “Changed” or “Changed in part”.")
