"""The loaders know no council: a small made-up one, whose plan has other names and days, loads whole through them."""

from datetime import date
from pathlib import Path

import pytest

from outcomes.framework.example_editions import numbers_of
from outcomes.framework.tree import read_tree
from outcomes.models import HighlightReport, IndicatorCitation, ItemBoard, ItemStrategy, Remit
from outcomes.scrutiny.remits import committees_watching
from plan.clock import local_day
from plan.demo import council
from plan.models import Body, Council, Decision, Plan

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "fenbrook"


@pytest.fixture
def lines(policy_officer):
    return council.load(FOLDER, by=policy_officer)


def test_its_words_and_days_are_its_own(lines):
    adopted, consulted, earlier = (
        Plan.objects.get(slug=slug) for slug in ("2024-28", "2024-28-consultation", "2020-24-adopted")
    )
    assert (local_day(consulted.published_at), consulted.in_force_from) == (date(2024, 1, 15), None)
    assert (earlier.in_force_from, earlier.in_force_until) == (date(2020, 2, 1), date(2024, 3, 12))
    assert (adopted.in_force_from, adopted.in_force_decision.text) == (
        date(2024, 3, 12), "The Council approved the Fenbrook Plan.",
    )  # fmt: skip
    assert adopted.illustrative is True
    assert Council.current().annual_report_title == "Yearly Review"
    assert list(Body.objects.filter(kind__in=("board", "committee")).values_list("short_name", flat=True)) == [
        "Green", "Places",
    ]  # fmt: skip
    assert Decision.objects.filter(plan=consulted).get().kind == "agreed"


def test_its_plan_stands_with_owners_measures_remit_and_report(lines):
    adopted = Plan.objects.get(slug="2024-28")
    (outcome,) = read_tree(adopted)
    assert (outcome.title, outcome.slug) == ("Greener Fenbrook", "greener-fenbrook")
    assert [[row.text for row in sub.commitments] for sub in outcome.sub_outcomes] == [
        ["Test the water each month", "Clear the banks"], ["Plant fruit trees", "Plant a wood"],
    ]  # fmt: skip
    assert ItemBoard.objects.get().item_id == outcome.uuid
    assert IndicatorCitation.objects.get().item_id == outcome.sub_outcomes[0].aims[0].uuid
    assert ItemStrategy.objects.get().item_id == outcome.sub_outcomes[0].uuid
    assert Remit.objects.get().item_id == outcome.uuid
    assert [body.short for body in committees_watching({outcome.uuid}, on=date(2024, 6, 1))] == ["Places"]
    report = HighlightReport.objects.get()
    assert (report.status, report.plan, local_day(report.published_at)) == ("published", adopted, date(2024, 10, 25))


def test_loading_again_adds_nothing(lines, policy_officer):
    before = (Plan.objects.count(), Decision.objects.count(), Body.objects.count(), HighlightReport.objects.count())
    council.load(FOLDER, by=policy_officer)
    assert before == (
        Plan.objects.count(), Decision.objects.count(), Body.objects.count(), HighlightReport.objects.count(),
    )  # fmt: skip


def test_a_file_says_whose_numbers_it_speaks_in():
    with pytest.raises(KeyError, match=r"remits.toml does not say which version"):
        numbers_of({}, "remits.toml")
