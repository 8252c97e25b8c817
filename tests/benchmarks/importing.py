"""What bringing in results costs: `python -m tests.benchmarks.importing [rows]`, 100,000 rows without an argument.

A file is brought in by `import_results`, all rows as a set with every check, their history, the import's record and its
event. Against that, rows go in one by one, as django-import-export does it without bulk: each is read from its cells,
looked up in the database with what it points at, and saved with its history; as the library does it unless told
otherwise, and with the model's own checks as well (its `clean_model_instances`). The library is not a dependency of
this project: what is measured is its work done with our models, without its own bookkeeping of each row, which makes it
no slower; nor does it keep changed figures as they stood, as the import does. Fewer rows are enough for that, as each
costs the same.

Processor time, which a busy machine disturbs least, and ratios, which travel between machines. On SQLite, in a database
of its own on disk that is thrown away. Not a test, as no test depends on how busy a machine is; but the command ends
with 1 where rows, new or changed, are not brought in at 30 times the rate of the library with its checks. Without any
check the library is nearer: from 20 to 45 times, as the machine is busy; that is printed, and asked of nobody.
"""

import csv
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plan.settings")
ROWS, ONE_BY_ONE, MONTHS = 100_000, 2_000, 200
CHECKED, LEAST = "one by one and checked", 30
HEADER = "indicator,period,value,numerator,denominator,status,commentary"


def main() -> None:
    import django
    from django.conf import settings

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    if connection.vendor != "sqlite":
        sys.exit("Leave DATABASE_URL empty: this is measured on SQLite.")
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    setup_test_environment()
    with tempfile.TemporaryDirectory() as folder:
        settings.DATABASES["default"]["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            missed = report(measure(rows, Path(folder)))
        finally:
            teardown_databases(databases, verbosity=0)
    if missed:
        sys.exit(f"Less than {LEAST} times as fast as {CHECKED}: {', '.join(missed)} rows.")


def fill(rows: int) -> list[str]:
    """Indicators for so many months of figures each; the file's lines."""
    from performance.models import Indicator

    slugs = [f"measure-{number}" for number in range(-(-rows // MONTHS))]
    Indicator.objects.bulk_create(Indicator(name=slug, slug=slug, unit="per 1,000") for slug in slugs)
    day, months = date(2000, 1, 15), []
    while len(months) < MONTHS:
        months.append(f"{day:%Y-%m}")
        day = day.replace(day=15) + timedelta(days=30)
        day = day.replace(day=15) if f"{day:%Y-%m}" != months[-1] else day + timedelta(days=15)
    lines = [f"{slug},{month},{count % 100}.5,{count % 90},{count % 90 + 9},final,As counted in {month}"
             for slug in slugs for count, month in enumerate(months)]  # fmt: skip
    return lines[:rows]


def measure(rows: int, folder: Path) -> list[tuple[str, int, float]]:
    """(what was done, rows, seconds)."""
    lines = fill(rows)
    few = lines[:: max(1, len(lines) // ONE_BY_ONE)][:ONE_BY_ONE]
    taken = []
    for way, checked in (("one by one", False), (CHECKED, True)):
        for name, text in (("new", few), ("changed", changed(few))):
            spent = timed(lambda text=text, checked=checked: one_by_one(text, checked=checked))
            taken.append((f"{way}, {name}", len(few), spent))
        clear()
    for name, text in (("new", lines), ("the same again", lines), ("changed", changed(lines))):
        file = folder / "results.csv"
        file.write_text("\n".join([HEADER, *text]))
        taken.append((f"import_results, {name}", len(text), timed(lambda file=file: as_a_set(file))))
    check(rows)
    return taken


def changed(lines: list[str]) -> list[str]:
    return [line.replace(".5,", ".25,") for line in lines]


def as_a_set(file: Path) -> None:
    from django.core.management import call_command

    call_command("import_results", str(file), stdout=StringIO())


def one_by_one(lines: list[str], *, checked: bool) -> None:
    """All in one transaction, as the library does it."""
    from django.db import transaction

    from performance.models import Indicator, Result

    with transaction.atomic():
        for row in csv.DictReader([HEADER, *lines]):
            indicator = Indicator.objects.get(slug=row["indicator"])
            found = Result.objects.filter(indicator=indicator, period=row["period"], breakdown=None).first()
            result = found or Result(indicator=indicator, period=row["period"])
            result.value = Decimal(row["value"])
            result.numerator, result.denominator = Decimal(row["numerator"]), Decimal(row["denominator"])
            result.provisional, result.commentary = row["status"] == "provisional", row["commentary"]
            if checked:
                result.full_clean()
            result.save()


def clear() -> None:
    from performance.models import Result

    Result.objects.all().delete()
    Result.history.all().delete()


def check(rows: int) -> None:
    """What was measured was done: every row is there with its two histories, and the first as it was restated."""
    from performance.models import Restatement, Result

    assert Result.objects.count() == rows
    assert Result.history.count() == 2 * rows
    assert Restatement.objects.count() == rows
    assert Result.objects.get(indicator__slug="measure-0", period="2000-01").value == Decimal("0.25")


def timed(do) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start


def report(taken: list[tuple[str, int, float]]) -> list[str]:
    """Print the rates; which sort of rows is too slow."""
    rates = {name: rows / seconds for name, rows, seconds in taken}
    print(f"{'':32}{'rows':>10}{'seconds':>10}{'rows a second':>16}")
    for name, rows, seconds in taken:
        print(f"{name:32}{rows:10,}{seconds:10.1f}{rates[name]:16,.0f}")
    missed = []
    for way in ("one by one", CHECKED):
        for what in ("new", "changed"):
            ratio = rates[f"import_results, {what}"] / rates[f"{way}, {what}"]
            print(f"{what} rows: import_results is {ratio:.1f} times as fast as {way}")
            if way == CHECKED and ratio < LEAST:
                missed.append(what)
    return missed


if __name__ == "__main__":
    main()
