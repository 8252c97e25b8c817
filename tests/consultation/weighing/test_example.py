"""The example council's closed survey: made up, marked so wherever it is shown, sorted, published and answered."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from consultation.asking.example import load_consultations
from consultation.models import Answer, Coding, Consultation, PublishedResults, Response, Theme, ThemeAnswer
from consultation.telling.example import load_made_up_answers
from consultation.weighing.example import load_answered
from plan import clock
from plan.models import Plan
from plan.roles import POLICY_OFFICER
from tests.consultation.conftest import NOON
from tests.factories import make_body, make_outcome, make_plan, make_sub_outcome, make_user
from tests.ground import ground

COUNCIL = Path(__file__).parents[3] / "fixtures" / "leicestershire"
SLUG = "reports-for-residents"
MARK = '<span class="illustrative">illustrative</span>'

pytestmark = pytest.mark.django_db


@ground("answered_example")
def answered_example(standing):
    plan = make_plan(slug="2022-26-draft")
    make_sub_outcome(make_outcome(plan))
    Plan.objects.filter(pk=plan.pk).update(published_at=NOON)
    make_body("cabinet", "Cabinet")
    officer = make_user(POLICY_OFFICER)
    with clock.standing_at(NOON):
        load_consultations(COUNCIL, officer)
        told = [*load_answered(COUNCIL, officer), *load_made_up_answers(COUNCIL, officer)]
    return {"officer": officer, "told": told, "row": Consultation.objects.get(slug=SLUG)}


def test_it_is_closed_sorted_published_and_one_theme_is_answered(answered_example):
    row = answered_example["row"]
    assert answered_example["told"] == [
        "80 responses to “How should we report on the Plan?”, results published",
        "1 made-up answer to what people said added",
    ]
    assert (row.has_closed(clock.today()), row.illustrative) == (True, True)
    published = PublishedResults.objects.get(consultation=row)
    assert (published.content["responses"], published.interim, published.is_intact) == (80, False, True)
    assert clock.local_day(published.published_at) == row.closes + timedelta(days=14)
    assert [(theme["title"], theme["said"]) for theme in published.content["themes"]] == [
        ("Short and plain", 10), ("On paper as well", 7), ("Figures by district", 6)
    ]  # fmt: skip
    # Three of those who work for the council hid one answer, and took that of a group along.
    spent = published.content["questions"][1]["rows"][1]["groups"]
    assert (spent["staff"]["hidden"], "hidden" in spent["resident"]) == (["not_very", "very"], False)
    (answer,) = ThemeAnswer.objects.filter(theme__consultation=row)
    assert (answer.theme.title, answer.illustrative) == ("Short and plain", True)
    assert set(Theme.objects.filter(consultation=row).values_list("illustrative", flat=True)) == {True}
    assert Answer.objects.exclude(text="").count() == 21
    assert Answer.objects.exclude(text="").exclude(pk__in=Coding.objects.values("answer")).count() == 2


@pytest.mark.parametrize("path", ["", "results/", "results/1/?one=resident&other=organisation", "you-said-we-did/"])
def test_each_page_of_it_says_that_it_is_illustrative(answered_example, client, path):
    page = client.get(f"/consultations/{SLUG}/{path}")
    assert (page.status_code, MARK in page.content.decode()) == (200, True)


def test_it_is_listed_as_illustrative(answered_example, client):
    page = client.get("/consultations/").content.decode()
    line = re.search(rf'<h3><a href="/consultations/{SLUG}/">.*?</h3>', page)
    assert line is not None
    assert MARK in line[0]


def test_loading_again_changes_nothing_and_the_lot_falls_the_same(answered_example):
    officer, row = answered_example["officer"], answered_example["row"]
    assert load_answered(COUNCIL, officer) == []
    assert load_made_up_answers(COUNCIL, officer) == []
    assert Response.objects.filter(consultation=row).count() == 80
    first = Response.objects.filter(consultation=row).order_by("pk").first()
    given = Answer.objects.filter(response=first).order_by("question__position", "row__position", "choice")
    assert [answer.choice for answer in given] == [
        "resident", "strongly_agree", "not_very", "very", "not_very", "library", "meeting"
    ]  # fmt: skip


def test_nobody_real_is_given_made_up_answers(answered_example):
    officer, row = answered_example["officer"], answered_example["row"]
    Consultation.objects.filter(pk=row.pk).update(illustrative=False)
    Answer.objects.all().delete()
    Response.objects.all().delete()
    assert load_answered(COUNCIL, officer) == []
