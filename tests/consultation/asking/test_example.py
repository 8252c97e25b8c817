"""The example council's consultations: the real windows as published, and one to try that is open when it is loaded."""

from datetime import date

import pytest

from consultation.asking.example import load_consultations
from consultation.models import Consultation
from plan import clock
from plan.models import Event, Plan
from tests import factories
from tests.fixtures.reading import load

MADE_UP = """
[[consultations]]
slug = "real"
title = "Real"
subject = "Buses"
held = "elsewhere"
opens = 2021-11-01
closes = 2022-01-21
announced = 2021-10-26
ref = "A report"
[consultations.extended]
on = 2022-01-21
to = 2022-02-18
reason = "To hear more people."

[[consultations]]
slug = "to-try"
title = "To try"
plan = "fenbrook"
held = "here"
illustrative = true
opened_days_ago = 7
weeks = 12
keep_weeks = 52
purpose = "To try."
contact = "The team"
privacy_notice = "Nobody reads it."
[[consultations.formats]]
kind = "paper"
how = "Ask at any library."
[[consultations.questions]]
kind = "one"
wording = "As whom?"
asks_who = true
choices = [["resident", "A resident"]]
[[consultations.questions]]
from_plan = true
[[consultations.questions]]
kind = "importance"
wording = "How important?"
rows = ["Trees", "Verges"]
[[consultations.questions]]
kind = "text"
wording = "What else?"
"""


def test_the_consultation_of_2021_stands_as_published():
    rows = {row["slug"]: row for row in load("consultations.toml")["consultations"]}
    plan = rows["strategic-plan-2022-26"]
    assert (plan["opens"], plan["closes"], plan["length"]) == (date(2021, 11, 1), date(2022, 1, 21), "12 weeks")
    assert (plan["approved_on"], plan["extended"]["to"]) == (date(2021, 10, 26), date(2022, 2, 18))
    assert (plan["plan"], plan["held"]) == ("2022-26-draft", "elsewhere")
    day_services = rows["community-life-choices"]
    assert (day_services["opens"], day_services["closes"]) == (date(2021, 8, 31), date(2021, 10, 26))
    assert {row["slug"] for row in rows.values() if row.get("illustrative")} == {
        "which-aims-matter", "reports-for-residents"
    }  # fmt: skip


@pytest.mark.django_db
def test_consultations_are_loaded_once_under_their_own_days(officer, tmp_path):
    plan = factories.make_plan(slug="fenbrook", vision="A county that cares")
    factories.make_outcome(plan, "Green")
    Plan.objects.filter(pk=plan.pk).update(published_at="2022-10-01T09:00:00Z")
    (tmp_path / "consultations.toml").write_text(MADE_UP)
    before = set(Consultation.objects.values_list("slug", flat=True))
    assert load_consultations(tmp_path, officer) == ["2 consultations added"]
    assert load_consultations(tmp_path, officer) == []
    real, to_try = Consultation.objects.get(slug="real"), Consultation.objects.get(slug="to-try")
    assert (str(real.extended_to), real.extension_reason) == ("2022-02-18", "To hear more people.")
    assert clock.local_day(real.published_at) == date(2021, 10, 26)
    event = Event.objects.get(verb="consultation.extended", subject_id=str(real.pk))
    assert clock.local_day(event.at) == date(2022, 1, 21)
    assert to_try.takes_answers(clock.today())
    assert (to_try.illustrative, to_try.plan, to_try.formats.count()) == (True, plan, 1)
    assert [question.kind for question in to_try.questions.all()] == ["one", "agree", "agree", "importance", "text"]
    assert [row.wording for row in to_try.questions.get(kind="importance").rows.all()] == ["Trees", "Verges"]
    assert before == {"libraries"}
