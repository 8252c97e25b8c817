"""Which tests need not be run again with another database.

Those that ask none, and of a test with many parameters all but the first. Run with each database are all parameters of
a test that writes SQL of its own, that needs real transactions, or that is skipped with one of the databases: had the
first database's run skipped it and the second's left it out, it would run nowhere.
"""

import functools

import pytest

from tests.ground import is_transactional

OF_A_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items) -> None:
    begun: set[str] = set()
    for item in items:
        test = item.nodeid.partition("[")[0]
        if once_is_enough(item, repeated=test in begun):
            item.add_marker(pytest.mark.once)
        begun.add(test)


def once_is_enough(item, *, repeated: bool) -> bool:
    """`repeated`: the same test was there before, with other parameters."""
    if is_transactional(item) or may_be_skipped(item):
        return False
    return asks_none(item) or (repeated and not mentions(item.path, "cursor"))


def asks_none(item) -> bool:
    return item.get_closest_marker("django_db") is None and not OF_A_DATABASE & set(item.fixturenames)


def may_be_skipped(item) -> bool:
    """With one of the databases; said by `skipif`, or in the middle of the test."""
    by_itself = item.get_closest_marker("skipif") is None and not mentions(item.path, "pytest.skip(")
    return not by_itself and mentions(item.path, ".vendor")


@functools.cache
def mentions(path, words: str) -> bool:
    return words in path.read_text(encoding="utf-8")
