"""The read model of progress: published words only, the latest of each, at a flat cost."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.framework.models import IndicatorCitation
from outcomes.framework.tree import read_tree, within
from outcomes.reporting.models import (
    DeliveryUpdate,
    HighlightReport,
    ReportEntry,
    ReportingPeriod,
    SubOutcomeJudgement,
)
from outcomes.reporting.progress import progress
from plan.models import Decision
from tests.factories import (
    make_body,
    make_commitment,
    make_indicator,
    make_outcome,
    make_plan,
    make_result,
    make_sub_outcome,
    make_target,
    make_tree,
    published,
)

pytestmark = pytest.mark.django_db
DAY = date(2022, 10, 28)


@pytest.fixture
def plan():
    plan = make_plan()
    outcome = make_outcome(plan, "Safe")
    make_commitment(make_sub_outcome(outcome, "Roads"), "Mend roads")
    make_commitment(make_sub_outcome(outcome, "Homes"), "Build homes")
    return plan


def make_report(
    plan, name="April to September 2022", *, published=True, starts=date(2022, 4, 1), ends=date(2022, 9, 30)
):
    """A report on the plan's first outcome; its lines must be added before `publish`."""
    period = ReportingPeriod.objects.create(name=name, starts=starts, ends=ends, due=ends)
    return HighlightReport.objects.create(
        period=period, board=make_body("board"), plan=plan, outcome=plan.outcomes.first().item
    )


def publish(report, day=datetime(2022, 10, 17, 12, tzinfo=UTC)):
    approval = Decision.objects.create(body=report.board, date=day.date(), text="Agreed.")
    for name, value in published(approval, day).items():
        setattr(report, name, value)
    report.save()


def update(plan, commitment, status, day, *, published=True, text="Told to all"):
    return DeliveryUpdate.objects.create(
        item=plan.commitments.get(text=commitment).item, status=status, date=day, text="Told to management",
        public_text=text, published_at=datetime(day.year, day.month, day.day, tzinfo=UTC) if published else None,
    )  # fmt: skip


def test_the_latest_published_update_counts_and_only_its_public_words(plan):
    update(plan, "Mend roads", "on_track", date(2022, 6, 1), text="Half are mended")
    update(plan, "Mend roads", "at_risk", date(2022, 9, 1), text="The frost came early")
    update(plan, "Mend roads", "off_track", date(2022, 10, 1), published=False, text="A secret")
    (safe,) = progress(read_tree(plan), on=DAY)
    roads = safe.sub_outcomes[0].commitments[0]
    assert (roads.status, roads.standing.text, roads.standing.day) == (
        "at_risk",
        "The frost came early",
        date(2022, 9, 1),
    )
    assert "secret" not in repr(safe)
    assert "management" not in repr(safe)


def test_an_update_after_the_day_does_not_count(plan):
    update(plan, "Mend roads", "on_track", date(2022, 6, 1))
    update(plan, "Mend roads", "completed", date(2022, 11, 1))
    (safe,) = progress(read_tree(plan), on=DAY)
    assert safe.counts == {"on_track": 1, "": 1}


def test_the_boards_judgement_and_words_come_from_the_latest_published_report(plan):
    for name, starts, status in (
        ("October 2021 to March 2022", date(2021, 10, 1), "on_track"),
        ("April to September 2022", date(2022, 4, 1), "at_risk"),
    ):
        report = make_report(
            plan, name, starts=starts, ends=date(starts.year + (starts.month > 9), 3 if starts.month > 9 else 9, 30)
        )
        SubOutcomeJudgement.objects.create(
            report=report, item=plan.suboutcomes.get(title="Roads").item, status=status, text="Frank", public_text=name
        )
        ReportEntry.objects.create(report=report, kind="achievement", text="Frank", public_text=f"Achieved in {name}")
        ReportEntry.objects.create(report=report, kind="challenge", text="Kept to ourselves", public_text="")
        publish(report)
    (safe,) = progress(read_tree(plan), on=DAY)
    assert (safe.sub_outcomes[0].standing.status, safe.sub_outcomes[0].standing.text) == (
        "at_risk", "April to September 2022",
    )  # fmt: skip
    assert [words.text for words in safe.reports[0].achievements] == ["Achieved in April to September 2022"]
    assert safe.reports[0].challenges == ()


def test_an_unpublished_report_says_nothing(plan):
    report = make_report(plan)
    SubOutcomeJudgement.objects.create(
        report=report, item=plan.suboutcomes.get(title="Roads").item, status="off_track", public_text="Not yet cleared"
    )
    (safe,) = progress(read_tree(plan), on=DAY)
    assert (safe.reports, safe.sub_outcomes[0].standing) == ((), None)


def test_words_about_what_is_outside_the_part_shown_are_left_out(plan):
    report = make_report(plan)
    report.public_summary = "About everything"
    for title in ("Roads", "Homes"):
        ReportEntry.objects.create(
            report=report,
            kind="priority",
            item=plan.suboutcomes.get(title=title).item,
            text="x",
            public_text=f"About {title}",
        )
    ReportEntry.objects.create(report=report, kind="priority", text="x", public_text="About the whole outcome")
    publish(report)
    part = within(read_tree(plan), {plan.suboutcomes.get(title="Homes").item_id})
    (safe,) = progress(part, on=DAY)
    assert [words.text for words in safe.reports[0].priorities] == ["About Homes"]
    assert safe.reports[0].summary == ""
    (whole,) = progress(read_tree(plan), on=DAY)
    assert [words.text for words in whole.reports[0].priorities] == [
        "About Roads",
        "About Homes",
        "About the whole outcome",
    ]
    assert whole.reports[0].summary == "About everything"


def test_indicators_follow_what_cites_them_with_what_was_known_on_the_day(plan):
    indicator = make_indicator("Roads in good condition", tolerance=Decimal(3), decimals=0)
    IndicatorCitation.objects.create(item=plan.suboutcomes.get(title="Roads").item, indicator=indicator)
    make_result(indicator, "2020/21", Decimal(81))
    make_result(indicator, "2021/22", Decimal(78), released=date(2022, 7, 1))
    make_result(indicator, "2022/23", Decimal(99), released=date(2022, 10, 29))
    make_target(indicator, "2021/22", Decimal(80))
    (safe,) = progress(read_tree(plan), on=DAY)
    (line,) = safe.sub_outcomes[0].indicators
    assert (line.latest_shown, line.latest.period.code) == ("78%", "2021/22")
    assert (line.rating.status, line.direction.change) == ("amber", "worse")
    assert line.goal_shown == "at least 80%"
    assert [point.value for point in line.points] == [81, 78]


def test_figures_for_context_stand_beside_what_is_judged_and_count_for_nothing(plan):
    safe, roads = plan.outcomes.get(), plan.suboutcomes.get(title="Roads")
    judged, beside, above = (
        make_indicator(name, is_context=is_context)
        for name, is_context in (("Roads mended", False), ("Lorries", True), ("Bridges", True))
    )
    for item, indicator in ((roads.item, judged), (roads.item, beside), (safe.item, above)):
        IndicatorCitation.objects.create(item=item, indicator=indicator)
    (told,) = progress(read_tree(plan), on=DAY)
    part = next(sub for sub in told.sub_outcomes if sub.node.uuid == roads.item_id)
    assert [line.name for line in told.indicators] == ["Roads mended"]
    assert [line.name for line in part.by_aim[None]] == ["Roads mended"]
    assert [line.name for line in part.context] == ["Lorries"]
    assert [line.name for line in told.context] == ["Bridges"]


@pytest.mark.parametrize("level", ["sub_outcomes", "commitments"])
def test_progress_costs_the_same_queries_for_1_10_and_100_rows(level):
    counts = set()
    for number in (1, 10, 100):
        plan = make_tree(**{level: number})
        for node in plan.suboutcomes.all():
            IndicatorCitation.objects.create(item=node.item, indicator=make_indicator())
        for commitment in plan.commitments.all():
            update(plan, commitment.text, "on_track", date(2022, 6, 1))
        publish(make_report(plan, f"Period {number}", starts=date(2022, 4, 1) - timedelta(days=number)))
        tree = read_tree(plan)
        with CaptureQueriesContext(connection) as queries:
            progress(tree, on=DAY)
        counts.add(len(queries))
    assert counts == {13}


def test_a_revision_takes_back_an_update_of_the_report_it_supersedes(plan):
    report = make_report(plan)
    commitment = plan.commitments.get(text="Mend roads")
    DeliveryUpdate.objects.create(
        item=commitment.item, report=report, status="on_track", date=date(2022, 9, 1), public_text="Taken back",
        published_at=datetime(2022, 10, 17, tzinfo=UTC),
    )  # fmt: skip
    publish(report)
    revision = HighlightReport.objects.create(
        period=report.period, board=report.board, plan=plan, outcome=report.outcome, revision=2, supersedes=report
    )
    publish(revision, datetime(2022, 10, 24, 12, tzinfo=UTC))
    before, after = (progress(read_tree(plan), on=day)[0].counts for day in (date(2022, 10, 20), DAY))
    assert before == {"on_track": 1, "": 1}
    assert after == {"": 2}
