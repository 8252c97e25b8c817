"""What pages cost, as ratios against a bare Django view in the same run: `python -m tests.benchmarks.pages`.

Ratios travel between machines, seconds do not. Each page is asked for through Django's test client with all of the
middleware, on an edition of 45 commitments and 30 indicators under its first outcome, in a database of its own that
is thrown away. Not a test: nothing fails when a machine is busy.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plan.settings")
ROUNDS = 40


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    settings.ALLOWED_HOSTS = ["testserver"]  # and no test environment: its templates tell of every drawing
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        report(measure())
    finally:
        teardown_databases(databases, verbosity=0)


def fill() -> tuple[str, str]:
    """An edition in force; returns the slug and a sub-outcome's number of its first outcome."""
    from outcomes.models import DeliveryUpdate, IndicatorCitation
    from plan.models import Plan
    from tests import factories

    plan = factories.make_tree(factories.make_plan(slug="2022-26", vision="x"), outcomes=5, sub_outcomes=3)
    outcome = plan.outcomes.first()
    for sub_outcome in outcome.sub_outcomes.all():
        for _ in range(14):
            commitment = factories.make_commitment(sub_outcome)
            DeliveryUpdate.objects.create(
                item=commitment.item, status="on_track", date=date(2022, 9, 1), public_text="It goes **well**.",
                published_at=datetime(2022, 9, 2, tzinfo=UTC),
            )  # fmt: skip
        for _ in range(10):
            indicator = factories.make_indicator()
            IndicatorCitation.objects.create(item=sub_outcome.item, indicator=indicator)
            for year in range(2016, 2022):
                factories.make_result(indicator, f"{year}/{year % 100 + 1}", Decimal(year - 1950))
    Plan.objects.filter(pk=plan.pk).update(
        published_at=datetime(2022, 5, 19, tzinfo=UTC), in_force_from=date(2022, 5, 18)
    )
    return outcome.slug, outcome.sub_outcomes.first().number


def bare_view() -> None:
    """Adds /bare/, a view that does nothing, behind the same middleware."""
    from django.http import HttpResponse
    from django.urls import clear_url_caches, path

    from plan import urls

    urls.urlpatterns.append(path("bare/", lambda request: HttpResponse("bare")))
    clear_url_caches()


def measure() -> list[tuple[str, float, int]]:
    """(what was asked for, seconds at best, bytes)."""
    from django.core.cache import cache
    from django.test import Client

    bare_view()
    slug, number = fill()
    client = Client()
    pages = {
        "home": "/", "outcome": f"/outcomes/{slug}/", "sub-outcome": f"/outcomes/{slug}/{number}/",
        "edition": "/plans/2022-26/", "indicators": "/indicators/",
    }  # fmt: skip
    rows = [("a bare view", *timed(lambda: client.get("/bare/")))]
    for name, path in pages.items():
        rows.append((f"{name}, made", *timed(lambda path=path: client.get(path), before=cache.clear, rounds=10)))
        rows.append((f"{name}, kept", *timed(lambda path=path: client.get(path))))
        headers = {"if-none-match": client.get(path)["ETag"]}
        rows.append((f"{name}, 304", *timed(lambda path=path, headers=headers: client.get(path, headers=headers))))
    return rows


def timed(ask: Callable, *, before: Callable | None = None, rounds: int = ROUNDS) -> tuple[float, int]:
    """The quickest of several answers in processor time, which a busy machine disturbs least, and the size of one."""
    size = len(ask().content)
    taken = []
    for _ in range(rounds):
        if before:
            before()
        start = time.process_time()
        ask()
        taken.append(time.process_time() - start)
    return min(taken), size


def report(rows: list[tuple[str, float, int]]) -> None:
    bare = rows[0][1]
    print(f"{'page':24}{'times a bare view':>18}{'kB':>8}")
    for name, seconds, size in rows:
        print(f"{name:24}{seconds / bare:18.1f}{size / 1000:8.1f}")


if __name__ == "__main__":
    main()
