"""The small site of the pages' tests, read through the API."""

import pytest

from tests.outcomes.pages.conftest import _fresh, fenbrook, words  # noqa: F401  fixtures


@pytest.fixture
def read(client):
    """`read("editions/")` gives what the API answers, as JSON; with a token, as its account."""

    def ask(path: str, token: str = "", status: int = 200):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = client.get(f"/api/v1/{path}", headers=headers)
        assert response.status_code == status, f"{path} answered {response.status_code}: {response.content[:300]}"
        return response.json()

    return ask
