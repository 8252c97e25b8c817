"""Rows that many tests begin with: made once, and left under those tests in a transaction that is rolled back later.

A fixture made by `ground` stands in the database before the test's own transaction begins, so what the test does to
those rows is undone with everything else it does. Each test gets its own copies of the objects. Tests that follow each
other and begin alike share the rows; as soon as one begins otherwise, they are gone. A test that needs real
transactions gets rows of its own.
"""

from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction

Makers = tuple[str, ...]
MAKERS: dict[str, Callable[[dict[str, Any]], Any]] = {}
WAYS: dict[str, Makers] = {}  # the names of what a ground stands on, itself last


def ground(name: str, *, on: str = "") -> Callable:
    """Makes a fixture `name` of a function that takes what stands already, by name, and gives what it makes.

    `name` must be unique among all tests; `on` names the ground it stands on. The function runs before the fixtures of
    a test, so it sets the clock and whatever else it needs by itself.
    """

    def declare(make: Callable[[dict[str, Any]], Any]):
        MAKERS[name] = make
        WAYS[name] = (*WAYS.get(on, ()), name)

        def rows(request, standing: "Standing", db):
            if is_transactional(request):
                return request.getfixturevalue("rows_of_its_own")(name)
            return standing.copy(name)

        rows.__doc__ = make.__doc__
        rows.is_ground = True  # type: ignore[attr-defined]
        return pytest.fixture(name=name)(rows)

    return declare


class Standing:
    """What stands in this process's database, lowest first."""

    def __init__(self) -> None:
        self.wanted: Makers = ()
        self.layers: list[tuple[str, ExitStack]] = []
        self.made: dict[str, Any] = {}
        self.copies: dict[str, Any] | None = None
        self.blocker: Any = None

    def turn_to(self, wanted: Makers) -> None:
        """Called before each test that uses the database; until there is one, only notes what is wanted."""
        self.wanted, self.copies = wanted, None
        if self.blocker is not None:
            self.change()

    def change(self) -> None:
        while self.layers and tuple(self.made) != self.wanted[: len(self.made)]:
            self.take_away()
        for name in self.wanted[len(self.made) :]:
            self.lay(name)

    def lay(self, name: str) -> None:
        with self.blocker.unblock():
            stack = ExitStack()
            layer = transaction.atomic()
            layer._from_testcase = True  # verbs that must be outermost may be called, as in a test
            stack.enter_context(layer)
            try:
                made = MAKERS[name](deepcopy(self.made))
                connection.check_constraints()
            except BaseException:
                transaction.set_rollback(True)
                stack.close()
                raise
        self.layers.append((name, stack))
        self.made[name] = made

    def take_away(self) -> None:
        name, stack = self.layers.pop()
        del self.made[name]
        with self.blocker.unblock():
            transaction.set_rollback(True)
            stack.close()

    def copy(self, name: str) -> Any:
        """The test's own copy; what its grounds share, its copies share as well."""
        if self.copies is None:
            self.copies = deepcopy(self.made)
        return self.copies[name]


STANDING = Standing()


@pytest.fixture(scope="session")
def standing(django_db_setup, django_db_blocker):
    STANDING.blocker = django_db_blocker
    STANDING.change()
    yield STANDING
    STANDING.turn_to(())
    STANDING.blocker = None


@pytest.fixture
def rows_of_its_own(db) -> Callable[[str], Any]:
    """Makes a ground with all that it stands on, for a test that nothing may stand under."""
    made: dict[str, Any] = {}

    def make(name: str) -> Any:
        for each in WAYS[name]:
            if each not in made:
                made[each] = MAKERS[each](made)
        return made[name]

    return make


def is_transactional(request_or_item) -> bool:
    node = getattr(request_or_item, "node", request_or_item)
    marker = node.get_closest_marker("django_db")
    named = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return bool(marker and marker.kwargs.get("transaction")) or bool(named & set(request_or_item.fixturenames))


def uses_database(item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in item.fixturenames or is_transactional(item)


def is_ground(item, name: str) -> bool:
    """Whether the fixture that a test means by this name is a ground: elsewhere the name may be another's."""
    meant = item._fixtureinfo.name2fixturedefs.get(name, ())
    return name in WAYS and bool(meant) and getattr(meant[-1].func, "is_ground", False)


def way_of(item) -> Makers:
    """What must stand under a test, lowest first."""
    ways = [] if is_transactional(item) else [WAYS[name] for name in item.fixturenames if is_ground(item, name)]
    longest = max(ways, key=len, default=())
    if any(way != longest[: len(way)] for way in ways):
        raise pytest.UsageError(f"{item.nodeid} asks for grounds that do not stand on each other.")
    return longest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item) -> None:
    """Before anything else of the test: lays what it begins with, and takes away what it does not."""
    if hasattr(item, "fixturenames") and uses_database(item):
        STANDING.turn_to(way_of(item))
