"""Who is asked to do what waits, and whom no e-mail reaches. A fixed number of queries beside those of the rooms, which
say for each person what they may do."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from plan.desk.sharing import unchanged
from plan.models import Body, BodyMembership, Department, User
from plan.roles import CONTRIBUTOR
from plan.slots import Reminder, Waiting, slots
from plan.wording import count

NO_ADDRESS = "the account has no e-mail address"
NOT_ACTIVE = "the account is no longer active, and what it answered for has passed to nobody"
NO_DESK = "the account may not use the desk"
NO_SEAT = "nobody who sits on it has an account here"
NO_CONTRIBUTOR = "it has no contributor with an account here"
MAY_NOT = "the account may not do it: a role, or a department, is missing"


@dataclass(frozen=True)
class Asked:
    """Something that waits, of one kind of reminder. `key` tells it from everything else that was ever sent."""

    reminder: Reminder
    waiting: Waiting

    @property
    def key(self) -> str:
        return f"{self.reminder.key}:{self.waiting.key}"


@dataclass(frozen=True)
class Unreached:
    """Somebody whom no e-mail reaches, by office or by what a body or department is called; `user` is their account."""

    who: str
    why: str
    things: int
    user: int | None = None

    @property
    def left(self) -> bool:
        """Whether they no longer work here, so that their work is to pass to somebody."""
        return self.why == NOT_ACTIVE

    def __str__(self) -> str:
        return f"{self.who} ({count(self.things, 'thing')}): {self.why}"


@dataclass
class Round:
    """What waits for whom on a day: each person once, with all that is asked of them, and whom nothing reaches."""

    asked: dict[User, list[Asked]] = field(default_factory=dict)
    unreached: list[Unreached] = field(default_factory=list)


def everything(today: date) -> list[Asked]:
    """All that waits, of every room."""
    return [Asked(reminder, waiting) for reminder in slots.reminders for waiting in reminder.waiting(today)]


def asked_on(today: date) -> Round:
    """Whom an e-mail reaches with what waits for them and they may do; who may not do it is reached by none of it."""
    things = everything(today)
    seats, contributors = _seats(things, today), _contributors(things)
    keys: dict[int, list[Asked]] = defaultdict(list)
    nobody: Counter[tuple[str, int]] = Counter()
    for thing in things:
        waiting = thing.waiting
        whom = {*waiting.users, *seats.get(waiting.body, ()), *contributors.get(waiting.department, ())}
        for key in whom:
            keys[key].append(thing)
        if waiting.body is not None and waiting.body not in seats:
            nobody["body", waiting.body] += 1
        if waiting.department is not None and waiting.department not in contributors:
            nobody["department", waiting.department] += 1
    found = Round(unreached=_without_people(nobody))
    people = User.objects.filter(pk__in=keys)
    for person in people.order_by("office", "pk"):
        if why := why_not(person):
            found.unreached.append(Unreached(person.in_log(), why, len(keys[person.pk]), person.pk))
            continue
        mine = allowed(person, keys[person.pk], today)
        if len(mine) < len(keys[person.pk]):
            found.unreached.append(Unreached(person.in_log(), MAY_NOT, len(keys[person.pk]) - len(mine), person.pk))
        if mine:
            found.asked[person] = mine
    return found


def unreached_on(today: date) -> list[Unreached]:
    """Whom no e-mail reaches, for My desk: worked out once for each revision and day, so it costs one query mostly."""
    return unchanged("unreached", today, read=lambda: asked_on(today).unreached)


def why_not(person: User) -> str:
    """Why no e-mail reaches somebody; empty where one does."""
    if not person.is_active:
        return NOT_ACTIVE
    if not person.is_staff:
        return NO_DESK
    return "" if person.email else NO_ADDRESS


def allowed(person: User, things: Iterable[Asked], today: date) -> list[Asked]:
    """Those that this person may do: what each room says costs a query or two."""
    by_reminder: dict[Reminder, list[Waiting]] = defaultdict(list)
    for thing in things:
        by_reminder[thing.reminder].append(thing.waiting)
    return [
        Asked(reminder, waiting)
        for reminder, some in by_reminder.items() for waiting in reminder.allowed(person, some, today)
    ]  # fmt: skip


def _seats(things: list[Asked], today: date) -> dict[int | None, set[int]]:
    """Accounts by the body they sit on."""
    bodies = {thing.waiting.body for thing in things} - {None}
    rows = BodyMembership.objects.on(today).filter(body__in=bodies, user__isnull=False)
    found: dict[int | None, set[int]] = defaultdict(set)
    for body, user in rows.values_list("body", "user"):
        found[body].add(user)
    return dict(found)


def _contributors(things: list[Asked]) -> dict[int | None, set[int]]:
    """Active contributors by their department. Who has left is asked for nothing here: the department goes on."""
    departments = {thing.waiting.department for thing in things} - {None}
    rows = User.objects.filter(department__in=departments, is_active=True, groups__role__slug=CONTRIBUTOR.slug)
    found: dict[int | None, set[int]] = defaultdict(set)
    for department, user in rows.values_list("department", "pk"):
        found[department].add(user)
    return dict(found)


def _without_people(nobody: Counter[tuple[str, int]]) -> list[Unreached]:
    """Bodies and departments that something waits for, and nobody could be written to."""
    names: dict[tuple[str, int], str] = {}
    for kind, model in (("body", Body), ("department", Department)):
        wanted = [key for its, key in nobody if its == kind]
        if wanted:
            names |= {(kind, key): name for key, name in model.objects.filter(pk__in=wanted).values_list("pk", "name")}
    why = {"body": NO_SEAT, "department": NO_CONTRIBUTOR}
    return sorted(
        (Unreached(names[each], why[each[0]], things) for each, things in nobody.items()), key=lambda one: one.who
    )
