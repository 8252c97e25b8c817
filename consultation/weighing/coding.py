"""The verb that sorts texts into themes: which answer or comment speaks of which. The event holds no one's words.

Raises `NotPossible` with a sentence, `Changed` where others were quicker, `plan.roles.NotYours` for the wrong person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction

from consultation.answering.models import Answer
from consultation.asking.announcing import NotPossible, locked
from consultation.asking.models import Consultation
from consultation.hearing.engaging import Comment
from plan import clock, events
from plan.roles import POLICY_OFFICER, require
from plan.wording import count

from .models import Coding, Theme

Text = tuple[Literal["answer", "comment"], int]  # what kind of text, and its key


class Changed(NotPossible):
    """Others changed the themes of some of these texts since they were shown: `now` says to which."""

    def __init__(self, now: Mapping[Text, frozenset[int]]) -> None:
        super().__init__("Somebody else chose themes here since you opened the page. Look at what is marked below.")
        self.now = now


@dataclass(frozen=True)
class Decision:
    """The themes that somebody chose for a text, and those it had when they were shown it."""

    text: Text
    themes: frozenset[int]
    seen: frozenset[int]


@transaction.atomic
def code(*, consultation: Consultation, decisions: Sequence[Decision], by: Any) -> int:
    """Say of which themes texts speak, all of them or none. Returns how many texts changed. Six queries."""
    require(by, POLICY_OFFICER, to="sort comments into themes")
    row = locked(consultation)  # one person at a time
    texts = [decision.text for decision in decisions]
    there, now = _there(row, texts), themes_of(texts)
    if gone := [text for text in texts if text not in there]:
        raise NotPossible(f"{count(len(gone), 'text')} of the page is not there any more. Open the page again.")
    known = set(Theme.objects.standing().filter(consultation=row).values_list("pk", flat=True))
    if any(decision.themes - decision.seen - known for decision in decisions):
        raise NotPossible("One of the themes was merged or deleted since. Open the page again.")
    changes = [one for one in decisions if one.themes != one.seen]
    if others := {one.text: now[one.text] for one in changes if now[one.text] not in (one.seen, one.themes)}:
        raise Changed(others)
    changes = [one for one in changes if one.themes != now[one.text]]
    if changes:
        _write(changes, now, by)
        events.record(verb="texts.coded", subject=row, by=by, detail={"texts": len(changes)})
    return len(changes)


def _write(changes: Iterable[Decision], now: Mapping[Text, frozenset[int]], by: Any) -> None:
    for kind in ("answer", "comment"):
        for one in changes:
            if one.text[0] == kind and (left := now[one.text] - one.themes):
                Coding.objects.filter(**{f"{kind}_id": one.text[1]}, theme__in=left).delete()
    at = clock.now()
    Coding.objects.bulk_create(
        Coding(theme_id=theme, by=by, at=at, **{f"{one.text[0]}_id": one.text[1]})
        for one in changes for theme in sorted(one.themes - now[one.text])
    )  # fmt: skip


def _there(consultation: Consultation, texts: Iterable[Text]) -> set[Text]:
    """Those of the texts that this consultation has. Two queries."""
    keys = _keys(texts)
    answers = Answer.objects.submitted().filter(response__consultation=consultation, pk__in=keys["answer"])
    comments = Comment.objects.filter(consultation=consultation, pk__in=keys["comment"])
    found: set[Text] = {("answer", key) for key in answers.exclude(text="").values_list("pk", flat=True)}
    return found | {("comment", key) for key in comments.values_list("pk", flat=True)}


def themes_of(texts: Collection[Text]) -> dict[Text, frozenset[int]]:
    """The themes each text speaks of. Two queries."""
    keys = _keys(texts)
    found: dict[Text, set[int]] = {text: set() for text in texts}
    for key, theme in Coding.objects.filter(answer__in=keys["answer"]).values_list("answer_id", "theme_id"):
        found["answer", key].add(theme)
    for key, theme in Coding.objects.filter(comment__in=keys["comment"]).values_list("comment_id", "theme_id"):
        found["comment", key].add(theme)
    return {text: frozenset(themes) for text, themes in found.items()}


def _keys(texts: Iterable[Text]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for kind, key in texts:
        found[kind].append(key)
    return found
