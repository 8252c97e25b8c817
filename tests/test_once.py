"""No test may be skipped with the first database and left out with the second."""

from types import SimpleNamespace

import pytest

from tests.ground import is_transactional
from tests.once import may_be_skipped, once_is_enough


@pytest.fixture
def asking(tmp_path):
    """A test that asks for these fixtures and bears these marks, in a file that says `text`."""

    def make(*fixtures: str, text: str = "", **marks: dict) -> SimpleNamespace:
        path = tmp_path / f"test_{len(list(tmp_path.iterdir()))}.py"
        path.write_text(text)
        found = {name: SimpleNamespace(kwargs=kwargs) for name, kwargs in marks.items()}
        return SimpleNamespace(path=path, fixturenames=list(fixtures), get_closest_marker=found.get)

    return make


def test_what_asks_no_database_is_run_once(asking):
    assert once_is_enough(asking(), repeated=False)
    assert not once_is_enough(asking("db"), repeated=False)
    assert not once_is_enough(asking(django_db={}), repeated=False)


def test_of_many_parameters_the_first_is_run_again(asking):
    assert once_is_enough(asking("db"), repeated=True)
    assert not once_is_enough(asking("db", text="with connection.cursor() as cursor:"), repeated=True)


@pytest.mark.parametrize(("fixtures", "marks"), [
    (("transactional_db",), {}), (("live_server",), {}), (("db",), {"django_db": {"transaction": True}}),
])  # fmt: skip
def test_real_transactions_are_tried_with_each_database(asking, fixtures, marks):
    assert not once_is_enough(asking(*fixtures, **marks), repeated=True)


@pytest.mark.parametrize("repeated", [False, True])
def test_what_one_database_skips_is_left_to_the_other(asking, repeated):
    asks_vendor = 'connection.vendor != "sqlite"'
    assert not once_is_enough(asking(text=asks_vendor, skipif={}), repeated=repeated)
    assert not once_is_enough(asking("db", text=f"if {asks_vendor}: pytest.skip()"), repeated=repeated)


def test_none_of_the_tests_run_now_is_run_nowhere(request):
    """In a run of all tests this looks at all of them."""
    of_one_database = [item for item in request.session.items if is_transactional(item) or may_be_skipped(item)]
    assert not [item.nodeid for item in of_one_database if item.get_closest_marker("once")]
