"""The example council's reports go through the same verbs as anybody's, with two texts each."""

import pytest

from outcomes.reporting.models import (
    DeliveryUpdate,
    HighlightReport,
    PriorityAnswer,
    ReportEntry,
    SubOutcomeJudgement,
)
from plan.demo import council
from plan.models import Event
from plan.roles import POLICY_OFFICER
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_example_reports_are_written_by_the_verbs_in_two_texts():
    officer = make_user(POLICY_OFFICER)
    council.load(council.find_folder(), by=officer)

    assert HighlightReport.objects.published().count() == 9
    assert not HighlightReport.objects.filter(summary="").exists()
    for model in (SubOutcomeJudgement, ReportEntry, PriorityAnswer):
        rows = model.objects.exclude(text="")
        assert rows.exists()
        assert not [row for row in rows if row.text == row.public_text]
        written = Event.objects.filter(verb=f"{model._meta.model_name}.written", by=officer).count()
        for_management = ReportEntry.objects.filter(kind=ReportEntry.Kind.DECISION).count()
        told = model.objects.exclude(public_text="").count()
        assert written == told + (for_management if model is ReportEntry else 0)
    assert not DeliveryUpdate.objects.filter(public_text="").exists()
    assert not [row for row in DeliveryUpdate.objects.exclude(text="") if row.text in row.public_text]
    serious = DeliveryUpdate.objects.filter(status__in=["at_risk", "off_track", "stopped", "superseded"])
    assert serious.count() == DeliveryUpdate.objects.exclude(text="").count() == 40
    assert set(HighlightReport.history.exclude(summary="").values_list("history_user", flat=True)) == {officer.pk}
