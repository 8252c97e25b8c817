"""Slots: small registries that each app fills in its `AppConfig.ready()`.

The ground floor shows everything (home, desk, admin index, demo data) while it knows nobody: an app to the right hangs
what it has into a slot here. A slot keeps its entries by key, so that filling it twice changes nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise

Entry = TypeVar("Entry")


class Slot(Generic[Entry]):
    """Entries by key, iterated by their `order`, then in the order they were added."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._entries: dict[str, Any] = {}

    def add(self, entry: Entry) -> Entry:
        self._entries[entry.key] = entry  # type: ignore[attr-defined]
        return entry

    def get(self, key: str) -> Entry:
        """The entry with this key; KeyError names what there is."""
        try:
            return self._entries[key]
        except KeyError:
            known = ", ".join(sorted(self._entries)) or "nothing"
            raise KeyError(f"No {self.what} called {key!r}; there is {known}.") from None

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(sorted(self._entries.values(), key=lambda entry: entry.order))


@dataclass(frozen=True)
class DeskLine:
    """One line on My desk: what it is, where to deal with it, when it is due."""

    text: str
    url: str
    due: date | None = None
    overdue: bool = False


@dataclass(frozen=True)
class DeskTask:
    """A heading on My desk. `lines(user, today)` gives what waits under it, only what this user may deal with;
    it may return at most `limit + 1` lines, and `more_url` leads to all of them."""

    key: str
    title: str
    lines: Callable[[Any, date], list[DeskLine]]
    order: int = 100
    more_url: str | Promise = ""
    limit: int = 8


@dataclass(frozen=True)
class DeskGroup:
    """Models listed under one job on the admin's index: `models` are labels such as 'plan.Body'."""

    key: str
    title: str
    models: tuple[str, ...]
    order: int = 100


@dataclass(frozen=True)
class DeskLink:
    """A link at the head of a model's change pages, to a page of another room: `url(row, user)` is empty where there
    is none. `model` is a label such as 'plan.Plan'."""

    key: str
    model: str
    title: str
    url: Callable[[Any, Any], str]
    order: int = 100


@dataclass(frozen=True)
class Grant:
    """What a role may do in the admin with some models. `actions` are add, change, delete, view."""

    key: str
    role: str
    models: tuple[str, ...]
    actions: tuple[str, ...] = ("view",)
    order: int = 100


@dataclass(frozen=True)
class ExampleData:
    """Loads one part of an example council, create-if-absent: `load(folder, by)` returns lines saying what it did."""

    key: str
    load: Callable[..., list[str]]
    order: int = 100


@dataclass(frozen=True)
class Erasable:
    """What a frozen row may still lose: one column, made empty, while all of `kept` stay as they are. `when` and
    `emptied` are SQL, in which {row} stands for the row as it was and as it shall be."""

    when: str
    emptied: str
    kept: tuple[str, ...]


@dataclass(frozen=True)
class LogVerb:
    """A verb of the event log in words that follow somebody's name: "cleared the public words". The key is what
    events keep. Adding, changing and deleting need none: their words follow from the kind of row."""

    key: str
    words: str
    order: int = 100


@dataclass(frozen=True)
class Freeze:
    """Rows of a table that may not change any more, nor be deleted, replaced or truncated.

    `when` is SQL over the row, in which {row} stands for OLD (and NEW, where `inserts` too are refused); empty means
    always. With `columns` only a change of these, or of the key, is refused. `begins` is SQL over NEW without which no
    row may be put in, `moves` SQL over OLD and NEW that lets an always frozen row move on all the same. `erasable` is
    what frozen rows may still lose. `edition` is SQL for the edition that {row} is part of: what its seal covers.
    `message` is what the database answers.
    """

    key: str
    table: str
    message: str
    when: str = ""
    inserts: bool = False
    columns: tuple[str, ...] = ()
    begins: str = ""
    moves: str = ""
    erasable: Erasable | None = None
    edition: str = ""
    order: int = 100


@dataclass(frozen=True)
class ChangeKeeper:
    """What a room keeps when a row of its own is changed on the desk: `keep(before, after, by, why)` is called in the
    transaction of the change, at whatever door. `model` is a label such as 'plan.Body'."""

    key: str
    model: str
    keep: Callable[[Any, Any, Any, str], None]
    order: int = 100


@dataclass(frozen=True)
class DeletionGuard:
    """Keeps rows of a model from being deleted on the desk, also with what they hang on: `kept(keys)` says whether one
    of these must stay, `why` is the sentence shown, with what to do instead. `model` is a label such as 'plan.Body'."""

    key: str
    model: str
    kept: Callable[[list[Any]], bool]
    why: str
    order: int = 100


@dataclass(frozen=True)
class NavLink:
    """A link in the site's header; it also stands for pages whose paths begin as those in `covers` do."""

    key: str
    title: str
    url_name: str
    order: int = 100
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class PagePanel:
    """What an app adds to a page of one to its left: `page` is the page's URL name, and `context(subject, user)` gives
    the template what it shows, or None where there is nothing to add. At most a fixed number of queries."""

    key: str
    page: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    order: int = 100


@dataclass(frozen=True)
class ApiRoutes:
    """Addresses that an app adds to the API: `urls` is the dotted name of its module with `urlpatterns`."""

    key: str
    urls: str
    order: int = 100


@dataclass(frozen=True)
class WorkerChore:
    """What a worker does when it starts and between tasks, such as taking up what a killed worker left behind.
    `run()` must be quick, and safe when several workers do it at once."""

    key: str
    run: Callable[[], None]
    order: int = 100


@dataclass(frozen=True)
class Demonstration:
    """What a step of the demonstration may know: the example council's `folder`, where to leave what it makes (with
    `mark` in the name, where it is not empty: what tells this database's files from another's), the accounts by user
    name, which of them were made just now, and who it acts as."""

    folder: Path
    output: Path
    accounts: dict[str, Any]
    made: frozenset[str]
    by: Any
    mark: str = ""


@dataclass(frozen=True)
class DemoStep:
    """A step of the demonstration after the example council is there: `run(demonstration)` does it, unless it was
    done before, and returns lines saying what stands now."""

    key: str
    run: Callable[[Demonstration], list[str]]
    order: int = 100


@dataclass(frozen=True)
class RowRule:
    """What must never be true of a row, refused by the database itself: see `plan/row_rules.py`.

    `broken` is SQL for the rule's being broken, with `{row}` for the row as it would stand after an INSERT or UPDATE;
    it may ask other tables. For what fits in one row, a model's own constraints say it better.
    """

    key: str
    table: str
    message: str
    broken: str
    order: int = 100


@dataclass(frozen=True)
class ListFilter:
    """A filter of a model's list on the desk that only a room to the right can work out: `filter` is a class like
    Django's `SimpleListFilter`. `model` is a label such as 'outcomes.Commitment'."""

    key: str
    model: str
    filter: type
    order: int = 100


@dataclass(frozen=True)
class Hold:
    """Keeps rows of a model from being changed on the desk because something rests on them: `held()` is a condition
    on the rows, `why` the sentence shown. The database's own refusal is a `Freeze` beside it."""

    key: str
    model: str
    held: Callable[[], Any]
    why: str
    order: int = 100


@dataclass(frozen=True)
class RowNote:
    """What a room has to say of rows of a model to its left, shown with them on the desk: `notes(keys)` gives it by
    key, for the rows that it has something to say of. A fixed number of queries."""

    key: str
    model: str
    notes: Callable[[list[Any]], dict[Any, str]]
    order: int = 100


@dataclass(frozen=True)
class Caution:
    """What a room has to say before a step is taken, on the page that asks for it: `told(row)` gives the lines, or
    none. `step` is the step's name: "put-in-force", "close-consultation". It warns, and keeps nobody from the step."""

    key: str
    step: str
    heading: str
    told: Callable[[Any], list[str]]
    order: int = 100


@dataclass(frozen=True)
class BodyEnding:
    """What a room does when a body ends: `told(body, on, into)` says it in sentences beforehand, `end(body, on, into,
    by, why)` does it inside the verb's transaction and returns the same kind of sentences. `into` is the body that
    takes over, or None."""

    key: str
    told: Callable[..., list[str]]
    end: Callable[..., list[str]]
    order: int = 100


def _nothing(meeting: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class MeetingTie:
    """What a room has that hangs on a meeting. `recorded(meeting)` names what was recorded at it, so that it took place
    on its day: it is then neither moved nor called off, nor is it taken back that it was held. `awaited(meeting)` says
    in lines what is to be dealt with at it, and waits for another day where it is called off."""

    key: str
    recorded: Callable[[Any], list[str]] = _nothing
    awaited: Callable[[Any], list[str]] = _nothing
    order: int = 100


@dataclass(frozen=True)
class ConsultedOn:
    """A consultation on a version of the plan (`plan` is its key) that was announced: where it can be read, and when
    people may answer. `closes` is the last day as first announced, `last` as it is now with why it was extended;
    `stopped` is the last day on which answers were taken, which is earlier where it was closed early."""

    plan: int
    title: str
    url: str
    opens: date
    closes: date
    last: date
    stopped: date
    why_extended: str = ""
    why_stopped: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class Consulting:
    """A room that consults on versions of the plan: `on_editions(keys)` gives what was announced on these, in a fixed
    number of queries."""

    key: str
    on_editions: Callable[[list[int]], list[ConsultedOn]]
    order: int = 100


@dataclass(frozen=True)
class PaperRevision:
    """What a room carries over when a paper is revised: `carry(old, new, by, why)`, inside the verb's transaction."""

    key: str
    carry: Callable[[Any, Any, Any, str], None]
    order: int = 100


@dataclass(frozen=True)
class Waiting:
    """Something that somebody is to do by a day, in words that follow a bullet: "Highlight report: Great Communities".

    `key` is what it is known by in all that was sent, so it stays the same as long as it is the same thing. `url` is
    the path of the short form where it is done. It is asked of these accounts (`users`), of whoever sits on a `body` on
    that day, and of the contributors of a `department`: keys, all of them.
    """

    key: str
    text: str
    url: str
    due: date
    users: tuple[int, ...] = ()
    body: int | None = None
    department: int | None = None


@dataclass(frozen=True)
class Reminder:
    """A kind of thing that people are reminded of by e-mail. `waiting(today)` gives all that is not done yet, whoever
    is to do it, in a fixed number of queries; `allowed(user, waiting, today)` gives those of them that this person may
    do, asked through `editable_by`, in a fixed number of queries too. `title` is their heading in the e-mail."""

    key: str
    title: str
    waiting: Callable[[date], list[Waiting]]
    allowed: Callable[[Any, list[Waiting], date], list[Waiting]]
    order: int = 100


@dataclass(frozen=True)
class Handover:
    """Work that passes to somebody else when a person leaves. `told(user, on)` names each thing they would still have
    on that day; `hand_over(user, to, on, by, why)` passes it on inside the verb's transaction, and returns sentences
    that say what was done. Without one of the roles in `needs` the new person could do nothing with it. `passes` is
    false for what ends and goes to nobody, such as a token; then `to` is None. `warns(user, to, on)` says what else is
    to be looked at before it passes."""

    key: str
    title: str
    told: Callable[[Any, date], list[str]]
    hand_over: Callable[..., list[str]]
    needs: tuple[str, ...] = ()
    passes: bool = True
    warns: Callable[[Any, Any, date], list[str]] | None = None
    order: int = 100


@dataclass
class Slots:
    desk_tasks: Slot[DeskTask] = field(default_factory=lambda: Slot("desk task"))
    desk_groups: Slot[DeskGroup] = field(default_factory=lambda: Slot("desk group"))
    desk_links: Slot[DeskLink] = field(default_factory=lambda: Slot("desk link"))
    grants: Slot[Grant] = field(default_factory=lambda: Slot("role grant"))
    page_panels: Slot[PagePanel] = field(default_factory=lambda: Slot("page panel"))
    example_data: Slot[ExampleData] = field(default_factory=lambda: Slot("example data"))
    demo_steps: Slot[DemoStep] = field(default_factory=lambda: Slot("demonstration step"))
    log_verbs: Slot[LogVerb] = field(default_factory=lambda: Slot("verb of the event log"))
    freezes: Slot[Freeze] = field(default_factory=lambda: Slot("freeze"))
    change_keepers: Slot[ChangeKeeper] = field(default_factory=lambda: Slot("keeper of changes"))
    deletion_guards: Slot[DeletionGuard] = field(default_factory=lambda: Slot("guard against deletion"))
    nav_links: Slot[NavLink] = field(default_factory=lambda: Slot("navigation link"))
    row_rules: Slot[RowRule] = field(default_factory=lambda: Slot("row rule"))
    list_filters: Slot[ListFilter] = field(default_factory=lambda: Slot("list filter"))
    holds: Slot[Hold] = field(default_factory=lambda: Slot("hold"))
    body_endings: Slot[BodyEnding] = field(default_factory=lambda: Slot("ending of a body"))
    consulted: Slot[Consulting] = field(default_factory=lambda: Slot("room that consults"))
    paper_revisions: Slot[PaperRevision] = field(default_factory=lambda: Slot("carrying to a revised paper"))
    row_notes: Slot[RowNote] = field(default_factory=lambda: Slot("note on a row"))
    cautions: Slot[Caution] = field(default_factory=lambda: Slot("caution"))
    meeting_ties: Slot[MeetingTie] = field(default_factory=lambda: Slot("tie to a meeting"))
    reminders: Slot[Reminder] = field(default_factory=lambda: Slot("reminder"))
    handovers: Slot[Handover] = field(default_factory=lambda: Slot("handover"))
    api_routes: Slot[ApiRoutes] = field(default_factory=lambda: Slot("set of API routes"))
    worker_chores: Slot[WorkerChore] = field(default_factory=lambda: Slot("worker's chore"))


slots = Slots()
