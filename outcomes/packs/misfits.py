"""What must be true of a pack before anything is made of it, in words for who enters it. Pure: the day is given."""

from datetime import date
from typing import Any

from plan.periods import Kind, Period

from .kinds import PackKind, kinds
from .quarters import quarter


def misfits(pack: Any, *, today: date) -> dict[str, str]:
    """What does not fit together, by field: kind, whom it is for, period, meeting and so on. No query but for these."""
    if pack.kind not in kinds:
        return {"kind": f"There is no kind of pack called {pack.kind}. Choose one of the list."}
    kind = kinds.get(pack.kind)
    try:
        period = period_of(kind, pack.covers)
    except ValueError as error:
        return {"covers": str(error)}
    found = {
        "body": _body(pack, kind),
        "covers": kind.unfinished(period, today=today),
        "about": _about(pack, kind),
        "edition": _edition(pack, kind),
        "subject": _subject(pack, kind),
        "meeting": _meeting(pack, period),
        "agenda_item": _agenda_item(pack),
        "detail": _detail(pack, kind),
        "arranged": _arranged(pack, kind),
        **kind.why_not(pack),
    }
    return {field: problem for field, problem in found.items() if problem}


def period_of(kind: PackKind, code: str) -> Period | None:
    """The period that a code names, where the kind is for such. Raises ValueError, which says what is wrong."""
    if kind.covers is None:
        if code:
            raise ValueError(f"{kind.title}: this kind of pack is for no period. Leave it empty.")
        return None
    if kind.covers == Kind.QUARTER:
        return quarter(code)
    try:
        period = Period.parse(code)
    except ValueError:
        raise ValueError(f"{code or 'Nothing'} is no period. {_wanted(kind)}") from None
    if period.kind != kind.covers:
        raise ValueError(f"{period.label} is {period.kind.label}. {_wanted(kind)}")
    return period


def _wanted(kind: PackKind) -> str:
    example = {Kind.HALF_YEAR: "2022-H1", Kind.FINANCIAL_YEAR: "2022/23"}.get(kind.covers, "2022")  # type: ignore[arg-type]
    return f"{kind.title}: give {kind.covers.label}, such as {example}."  # type: ignore[union-attr]


def _body(pack: Any, kind: PackKind) -> str:
    if pack.body_id is None or pack.body.kind in kind.bodies:
        return ""
    return f"{pack.body} gets no such pack. Choose another body, or another kind of pack."


def _about(pack: Any, kind: PackKind) -> str:
    if kind.about_board == "must" and pack.about_id is None:
        return "Choose the board that it is about."
    if not kind.about_board and pack.about_id is not None:
        return f"{kind.title}: this kind of pack is not about one board. Leave it empty."
    if pack.about_id is not None and pack.about.kind != "board":
        return f"{pack.about} is no Outcome Board. Choose one."
    return ""


def _edition(pack: Any, kind: PackKind) -> str:
    if kind.of_edition and pack.edition_id is None:
        return "Choose the version of the plan that it is."
    if not kind.of_edition and pack.edition_id is not None:
        return "The dates decide which version of the plan it uses. Leave it empty."
    return ""


def _subject(pack: Any, kind: PackKind) -> str:
    if kind.subjects is None:
        return f"{kind.title}: this kind of pack is about nothing else. Leave it empty." if pack.subject else ""
    if not pack.subject:
        return f"Choose the {kind.subjects.what} that it is about."
    if not kind.subjects.called(pack.subject):
        return f"There is no {kind.subjects.what} called {pack.subject}. Choose one of the list."
    return ""


def _detail(pack: Any, kind: PackKind) -> str:
    if pack.detail == "full" or kind.by_exception:
        return ""
    return f"{kind.title}: this kind of pack is always told in full. Choose that."


def _arranged(pack: Any, kind: PackKind) -> str:
    if pack.arranged == "outcome" or kind.by_department:
        return ""
    return f"{kind.title}: this kind of pack is always divided by outcome. Choose that."


def _meeting(pack: Any, period: Period | None) -> str:
    meeting = pack.meeting
    if meeting is None or pack.body_id is None:
        return ""
    if meeting.body_id != pack.body_id:
        return f"{meeting}, is a meeting of another body. Choose one of {pack.body}."
    if period is not None and meeting.date <= period.end:
        return f"{meeting}, is before the end of {period.label}. Choose a later meeting."
    return ""


def _agenda_item(pack: Any) -> str:
    item = pack.agenda_item
    if item is None or item.meeting_id == pack.meeting_id:
        return ""
    return f"{item}, is on the agenda of {item.meeting}. Choose an item of the meeting that the pack goes to."
