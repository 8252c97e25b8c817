"""Answers cost the same number of queries for one row, ten or a hundred."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.models import Outcome
from performance.models import Indicator
from tests import factories
from tests.outcomes.pages.test_queries import LEVELS, SIZES

# Each with the revision, which every answer asks for.
COST = {
    "editions/": 6,
    "editions/2022-26/": 6,
    "outcomes/": 12,
    "outcomes/{uuid}/": 12,
    "sub-outcomes/": 12,
    "aims/": 12,
    "commitments/?page_size=100": 12,
    "indicators/?page_size=100": 12,
    "indicators/?page_size=100&committee=watching-committee&overdue=never": 20,
    "indicators/{slug}/": 14,
    "results/?page_size=100": 6,
    "remits/": 9,
    "strategies/?page_size=100": 6,
    "effects/?page_size=100": 5,
}


@pytest.mark.django_db
@pytest.mark.parametrize("many", SIZES)
@pytest.mark.parametrize("level", [*LEVELS, "results"])
def test_the_cost_of_an_answer_does_not_grow(client, level, many):
    (LEVELS.get(level) or LEVELS["indicators"])(1 if level == "results" else many)
    indicator = Indicator.objects.first()
    if level == "results":
        for year in range(1920, 1920 + many):
            factories.make_result(indicator, f"{year}", 5)
    counted = {}
    for path in COST:
        cache.clear()
        address = path.format(uuid=Outcome.objects.first().item_id, slug=indicator.slug)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1/{address}").status_code == 200
        counted[path] = len(queries)
    assert counted == COST
