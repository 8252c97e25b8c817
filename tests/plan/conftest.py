"""The order of all tests: by their files, but what takes longest first, so that the others do not wait for it."""

import pytest

LONGEST = ("test_migrations.py",)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
