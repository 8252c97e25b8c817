"""The page of what was heard, and what the database refuses of figures."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from consultation.models import (
    AimRanking,
    Comment,
    Conduct,
    Consultation,
    EngagementEvent,
    RankedAim,
    ReportedResult,
    ResponseCount,
)
from plan.models import Plan
from tests.consultation.asked import make_consultation
from tests.factories import make_aim, make_body, make_outcome, make_plan, make_sub_outcome
from tests.pages import form_data

pytestmark = pytest.mark.django_db


def page(client, row) -> str:
    return client.get(reverse("consultation-results", args=[row.slug])).content.decode()


def result(row, **fields) -> ReportedResult:
    return ReportedResult.objects.create(
        consultation=row, **{"about": "plan", "scale": "agree", "level": "agree", **fields}
    )


def test_a_draft_is_not_there_and_what_has_nothing_says_so(survey, client):
    draft = make_consultation()
    result(draft, percentage=12)
    assert client.get(reverse("consultation-results", args=[draft.slug])).status_code == 404
    assert "Nothing of what was heard is published yet." in page(client, survey)
    assert "What was heard" not in client.get(survey.get_absolute_url()).content.decode()
    ResponseCount.objects.create(consultation=survey, count=40, as_of=date(2022, 11, 2))
    cache.clear()
    text = client.get(survey.get_absolute_url()).content.decode()
    assert "40 responses as of 2 November 2022." in " ".join(text.split())


def test_interim_counts_stay_beside_the_final_one(survey, client):
    for count, day in ((30, date(2022, 11, 2)), (40, date(2022, 11, 7)), (52, None)):
        ResponseCount.objects.create(consultation=survey, count=count, as_of=day)
    ResponseCount.objects.create(consultation=survey, group="carers", count=13)
    text = " ".join(page(client, survey).split())
    assert "<dd>52</dd><dt>responses</dt>" in text
    assert "Before that: 30 as of 2 November 2022; 40 as of 7 November 2022." in text
    assert "<dd>13</dd><dt>carers: 25% (derived) of responses</dt>" in text


def announced(plan, survey) -> Consultation:
    row = make_consultation(plan=plan)
    Consultation.objects.filter(pk=row.pk).update(published_at=survey.published_at)
    row.refresh_from_db()
    return row


def test_items_are_called_as_in_the_version_consulted_on_where_the_reader_sees_it(survey, client, officer):
    plan = make_plan()
    outcome = make_outcome(plan, "UNTOLD outcome")
    survey = announced(plan, survey)
    result(survey, about="part", item=outcome.item, percentage=79)
    assert "UNTOLD" not in page(client, survey)
    assert "A part of the plan" in page(client, survey)
    client.force_login(officer)
    assert "UNTOLD outcome" in page(client, survey)


def fill(row, outcomes, officer):
    for outcome in outcomes:
        sub_outcome = outcome.sub_outcomes.get()
        aim = sub_outcome.aims.get()
        for item in (outcome.item, sub_outcome.item, aim.item):
            result(row, about="part", item=item, percentage=60)
            result(row, about="part", item=item, percentage=70, group="carers", as_of=date(2022, 11, 2))
        ranking = AimRanking.objects.create(consultation=row, item=outcome.item, side="high", words="very important")
        RankedAim.objects.create(ranking=ranking, position=1, wording="An aim", item=aim.item)
        EngagementEvent.objects.create(consultation=row, body=make_body(), starts=date(2022, 11, 2))
        EngagementEvent.objects.create(consultation=row, group="A group", earlier=True)
        comment = Comment.objects.create(
            consultation=row, came="other", words="A comment", cleared_at=row.published_at, cleared_by=officer
        )
        comment.items.add(outcome.item)


def test_it_costs_the_same_for_little_and_for_much(survey, client, officer, django_assert_num_queries):
    plan = make_plan()
    outcomes = [make_outcome(plan) for _ in range(12)]
    for outcome in outcomes:
        make_aim(make_sub_outcome(outcome))
    Plan.objects.filter(pk=plan.pk).update(published_at=survey.published_at)
    survey = announced(plan, survey)
    Conduct.objects.create(consultation=survey, methods="A survey\nMeetings", lessons="Ask **less**.")
    fill(survey, outcomes[:1], officer)
    cache.clear()
    with django_assert_num_queries(17):
        page(client, survey)
    fill(survey, outcomes[1:], officer)
    cache.clear()
    with django_assert_num_queries(17):
        text = page(client, survey)
    with django_assert_num_queries(1):
        page(client, survey)
    assert len(text.encode()) < 60_000


@pytest.mark.parametrize(
    "fields",
    [
        {"percentage": 101}, {}, {"said": "over", "count": 3}, {"said": "words"}, {"percentage": 5, "about": "part"},
        {"percentage": 5, "about": "other"}, {"percentage": 5, "level": ""}, {"percentage": 5, "answer": "Yes"},
        {"percentage": 5, "level": "very"}, {"count": 5, "base": 4},
        {"percentage": 5, "scale": "other", "answer": "Yes"},
    ],
)  # fmt: skip
def test_a_figure_that_says_two_things_or_nothing_is_refused(survey, fields):
    row = ReportedResult(consultation=survey, **{"about": "plan", "scale": "agree", "level": "agree", **fields})
    with pytest.raises(ValidationError):
        row.full_clean()


def test_a_figure_stands_once(survey):
    result(survey, percentage=79)
    with pytest.raises(ValidationError, match="there already"):
        ReportedResult(consultation=survey, about="plan", scale="agree", level="agree", percentage=80).full_clean()


def test_figures_that_cannot_all_be_right_are_refused_on_the_desk(survey, officer, client):
    result(survey, level="agree", percentage=80)
    client.force_login(officer)
    url = reverse("admin:consultation_reportedresult_add")
    given = {"consultation": survey.pk, "about": "plan", "scale": "agree", "said": "exact"}
    for level, percentage, why in (("disagree", "70", "150% together"), ("strongly_agree", "95", "“Agree” is 80%")):
        page = client.post(url, form_data(client.get(url), **given, level=level, percentage=percentage))
        assert why in page.content.decode()
    assert survey.reported_results.count() == 1
    posted = form_data(client.get(url), **given, level="disagree", percentage="20")
    assert client.post(url, posted).status_code == 302
    assert survey.reported_results.count() == 2
