"""From what was read in pasted minutes to what is recorded: what is not there yet, and the verb that confirms it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from plan import clock, events
from plan.models import AgendaItem, Department, Meeting, User
from plan.wording import count

from .answering import add_later_note, publish_answer
from .answers import ActionAnswer
from .asked import Action
from .asking import NotPossible, _keeper, raise_action, record_resolution
from .minutes import Asked, Later, Read, Resolved
from .minutes.likeness import alike, best, stems
from .minutes.offices import day_of
from .resolutions import Resolution

REPEATED = 0.6  # how alike a proposal and what is recorded of the same meeting are, at least


@dataclass(frozen=True)
class Proposal:
    """One thing found, by its key on the page, with what the system suggests beside it."""

    key: str
    found: Any
    agenda_item: int | None = None
    department: int | None = None
    due_meeting: int | None = None
    due_on: date | None = None
    answers: str = ""  # of a later note: the key of the action it answers


@dataclass(frozen=True)
class Proposed:
    """What is not recorded yet, and how much is."""

    resolutions: tuple[Proposal, ...]
    actions: tuple[Proposal, ...]
    notes: tuple[Proposal, ...]
    known: int

    @property
    def all(self) -> tuple[Proposal, ...]:
        return (*self.resolutions, *self.actions, *self.notes)


def propose(read: Read, meeting: Meeting) -> Proposed:
    """What these minutes say that is not recorded of the meeting yet. Seven queries, however much there is."""
    there = Recorded(meeting)
    agenda = dict(AgendaItem.objects.filter(meeting=meeting).values_list("pk", "title"))
    departments = dict(Department.objects.values_list("pk", "name"))
    coming = Meeting.objects.filter(body=meeting.body, date__gt=meeting.date).order_by("date")
    following = coming.values_list("pk", flat=True).first()
    resolutions = [
        Proposal(f"r{place}", one, best(one.title, agenda))
        for place, one in enumerate(read.resolved)
        if not there.has_resolution(one, alone=_only(one, read.resolved, _place))
    ]
    actions = [
        Proposal(
            f"a{place}", one, best(one.title, agenda), best(one.office, departments),
            following if "next" in one.due else None, day_of(one.due, meeting.date),
        )
        for place, one in enumerate(read.asked)
        if there.action_like(one, alone=_only(one, read.asked, _reference)) is None
    ]  # fmt: skip
    notes = [
        Proposal(f"n{place}", one, answers=there.answered_by(one, read))
        for place, one in enumerate(read.later)
        if not there.has_note(one)
    ]
    found = len(read.resolved) + len(read.asked) + len(read.later)
    made = (*resolutions, *actions, *notes)
    return Proposed(tuple(resolutions), tuple(actions), tuple(notes), found - len(made))


def _place(found: Resolved) -> tuple[str, ...]:
    return (found.minute, found.letter, found.kind)


def _reference(found: Asked) -> str:
    return found.reference


def _only(found: Any, among: Sequence[Any], place: Callable[[Any], Any]) -> bool:
    """Whether nothing else was found at its place in the minutes: then the place alone says what it is."""
    return sum(place(one) == place(found) for one in among) == 1


class Recorded:
    """What is recorded of a meeting."""

    def __init__(self, meeting: Meeting) -> None:
        self.resolutions = list(Resolution.objects.filter(meeting=meeting))
        self.actions = list(Action.objects.filter(meeting=meeting))
        self.notes = list(ActionAnswer.objects.filter(action__meeting=meeting, is_later_note=True))

    def has_resolution(self, found: Resolved, *, alone: bool) -> bool:
        if found.minute:
            there = [row for row in self.resolutions if (row.minute, row.letter, row.kind) == _place(found)]
            return bool(there) if alone else _repeats(found.text, (row.text for row in there))
        return _repeats(found.text, (row.text for row in self.resolutions if row.kind == found.kind))

    def action_like(self, found: Asked, *, alone: bool) -> Action | None:
        """The action that says the same: of the same place in the minutes, where nothing else was found there, or in
        like words."""
        same = [row for row in self.actions if found.minute and row.minute == found.reference]
        if same and alone:
            return same[0]
        return next((row for row in self.actions if _repeats(found.text, [row.text])), None)

    def has_note(self, found: Later) -> bool:
        return _repeats(found.text, (row.text for row in self.notes))

    def answered_by(self, found: Later, read: Read) -> str:
        """The key of what a note answers: a proposal, or, as "x" with its number, an action that is recorded."""
        if found.answers is None:
            return ""
        asked = read.asked[found.answers]
        there = self.action_like(asked, alone=_only(asked, read.asked, _reference))
        return f"x{there.pk}" if there else f"a{found.answers}"


def _repeats(text: str, others: Iterable[str]) -> bool:
    wanted = stems(text)
    return any(alike(wanted, stems(other)) >= REPEATED for other in others)


@transaction.atomic
def confirm_minutes(
    meeting: Meeting, *, by: Any, resolutions: Sequence[dict[str, Any]] = (), actions: Sequence[dict[str, Any]] = (),
    notes: Sequence[dict[str, Any]] = (),
) -> str:  # fmt: skip
    """Record what an officer confirmed of a meeting's minutes, all of it or nothing. Each is the fields of its verb;
    an action may name the `letter` of the resolution that it came from, and has a `key`; a note says by that key, or by
    the action itself, what it `answers`. Returns what was done, in a sentence."""
    _keeper(by, meeting.body, "record what the minutes of this body say")
    if not resolutions and not actions and not notes:
        raise NotPossible("Nothing is ticked. Tick what is to be recorded.")
    source = f"Minutes of {meeting.date.day} {meeting.date:%B %Y}"
    for place, fields in enumerate(resolutions, start=Resolution.objects.filter(meeting=meeting).count() + 1):
        said = f"{source}, minute {_at(fields)}" if fields.get("minute") else source
        record_resolution(meeting=meeting, by=by, position=place, **{"source": said, **fields})
    made: dict[str, Action] = {}
    for fields in actions:
        made[fields["key"]] = _raise(meeting, by, fields, source)
    for fields in notes:
        _note(made, by, fields, source)
    done = [
        count(len(resolutions), "resolution"), count(len(actions), "action or request", "actions and requests"),
        count(len(notes), "later note"),
    ]  # fmt: skip
    detail = {"resolutions": len(resolutions), "actions": len(actions), "notes": len(notes)}
    events.record(verb="minutes.confirmed", subject=meeting, by=by, detail=detail)
    return f"Recorded from the minutes: {', '.join(done)}."


def _at(fields: dict[str, Any]) -> str:
    return f"{fields['minute']}({fields['letter']})" if fields.get("letter") else fields["minute"]


def _raise(meeting: Meeting, by: Any, fields: dict[str, Any], source: str) -> Action:
    """`of` is the minute and letter of the resolution that asks for it."""
    words = {name: value for name, value in fields.items() if name not in ("key", "of")}
    minute, letter = fields.get("of") or ("", "")
    came_from = None
    if letter:
        asked = Resolution.objects.filter(meeting=meeting, minute=minute, letter=letter)
        came_from = asked.order_by("position").first()
    users = User.objects.filter(is_active=True, office__iexact=words.get("owner_office", ""))[:2]
    owner = users[0] if len(users) == 1 else None
    said = f"{source}, minute {words['minute']}" if words.get("minute") else source
    return raise_action(
        by=by, raised_by=meeting.body, meeting=meeting, resolution=came_from, owner=owner, **{"source": said, **words}
    )


def _note(made: dict[str, Action], by: Any, fields: dict[str, Any], source: str) -> None:
    answers = fields["answers"]
    action = made.get(answers) if isinstance(answers, str) else answers
    if action is None:
        raise NotPossible("A later note answers something: choose what, or tick that too.")
    words = {name: value for name, value in fields.items() if name != "answers"}
    note = add_later_note(action, by=by, **{"on": clock.today(), "source": source, **words})
    publish_answer(note, by=by)
