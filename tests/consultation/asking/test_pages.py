"""The public pages of consultations and their desk."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from consultation.models import AlternativeFormat, Consultation
from plan import clock
from tests.consultation.asked import make_consultation, make_survey
from tests.factories import make_plan
from tests.pages import form_data

pytestmark = pytest.mark.django_db


def listed(client) -> str:
    return client.get(reverse("consultations")).content.decode()


def test_drafts_are_seen_by_nobody_but_who_prepares_them(survey, officer, client, cmt):
    draft = make_survey(title="UNTOLD")
    assert "UNTOLD" not in listed(client)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(cmt)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(officer)
    assert "not announced: only people who prepare it see it" in client.get(draft.get_absolute_url()).content.decode()


def test_a_page_says_how_to_answer_otherwise_whom_to_ask_and_what_becomes_of_answers(survey, client):
    AlternativeFormat.objects.create(consultation=survey, position=1, kind="easy_read", how="Ask at any library.")
    page = client.get(survey.get_absolute_url()).content.decode()
    for words in (
        "Answer the survey", "/consultations/libraries/answer/", "Easy Read", "Ask at any library.",
        "The consultation team, Fenbrook County Council", "Nobody else reads it.", "<strong>you</strong>",
        "Responses are kept until 30 November 2023", "Consultation on Libraries",
    ):  # fmt: skip
        assert words in page
    assert "@" not in page


def test_all_questions_can_be_read_and_printed(survey, client, officer):
    draft = make_survey(title="UNTOLD")
    url = reverse("consultation-questions", args=[survey.slug])
    page = client.get(url).content.decode()
    for words in (
        "How important?",
        "More trees",
        "Not at all important",
        "Schools",
        "Anything else?",
        "How old are you?",
    ):
        assert words in page
    assert client.get(reverse("consultation-questions", args=[draft.slug])).status_code == 404
    client.force_login(officer)
    assert client.get(reverse("consultation-questions", args=[draft.slug])).status_code == 200


def test_lists_and_pages_cost_the_same_for_one_and_for_many(survey, client, django_assert_num_queries):
    listed(client)
    cache.clear()
    with django_assert_num_queries(3):  # the revision, the council and the consultations
        listed(client)
    for _ in range(3):
        row = make_consultation()
        Consultation.objects.filter(pk=row.pk).update(published_at=survey.published_at)
    cache.clear()
    with django_assert_num_queries(3):
        listed(client)
    with django_assert_num_queries(1):
        listed(client)


def test_who_announces_is_told_that_nothing_can_change_any_more(officer, client):
    client.force_login(officer)
    plan = make_plan(slug="former", start_year=2014, end_year=2018, published_at=clock.now())
    survey = make_survey(plan=plan)
    announcing = reverse("admin:consultation_announce", args=[survey.pk])
    assert "Before you ask people" not in client.get(announcing).content.decode()
    plan.in_force_from, plan.in_force_until = date(2014, 5, 18), date(2018, 5, 18)
    plan.save()
    told = client.get(announcing).content.decode()
    assert "answers can change nothing in it" in told
    assert "“expired”" in told


def test_officers_prepare_announce_extend_and_correct_on_the_desk(officer, client):
    client.force_login(officer)
    draft = make_survey()
    page = client.get(reverse("admin:consultation_consultation_change", args=[draft.pk]))
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Announce…", "Make questions from the plan…", "Copy questions…"):
        assert words in text
    assert "Extend…" not in text

    def step(name: str, **fields):
        url = reverse(f"admin:consultation_{name}", args=[draft.pk])
        return client.post(url, form_data(client.get(url), **fields))

    assert step("announce").status_code == 302
    assert step("extend", to="2022-11-30", reason="R").status_code == 409
    assert step("extend", to="2022-12-09", reason="More time").status_code == 302
    assert step("correct", contact="The new team", reason="It moved").status_code == 302
    draft.refresh_from_db()
    assert (draft.contact, str(draft.extended_to)) == ("The new team", "2022-12-09")
    question = draft.questions.get(kind="several")
    url = reverse("admin:consultation_question_correct", args=[question.pk])
    choice = question.choices.first()
    asked = form_data(client.get(url), **{f"choice-{choice.pk}": "Parks and woods"}, reason="Woods were meant")
    assert client.post(url, asked).status_code == 302
    choice.refresh_from_db()
    assert choice.wording == "Parks and woods"
    assert "Correct…" in client.get(reverse("admin:consultation_question_change", args=[question.pk])).content.decode()
    assert step("close_early", reason="Done").status_code == 302
    text = client.get(reverse("admin:consultation_consultation_change", args=[draft.pk])).content.decode()
    assert "It is announced." in text
    for words in ("Type in a response…", "Erase a response…"):
        assert words in text


def test_a_consultation_and_a_question_are_added_on_the_desk(officer, client):
    client.force_login(officer)
    url = reverse("admin:consultation_consultation_add")
    fields = {"title": "Buses", "subject": "Bus routes", "opens": "2022-12-01", "closes": "2022-12-31"}
    assert client.post(url, form_data(client.get(url), **fields)).status_code == 302
    row = Consultation.objects.get(slug="buses")
    url = reverse("admin:consultation_question_add")
    told = {"consultation": str(row.pk), "kind": "one", "wording": "Which bus?", "choices-0-code": "one",
            "choices-0-wording": "Number 1"}  # fmt: skip
    answer = client.post(url, form_data(client.get(url), **told))
    assert answer.status_code == 302, answer.context["errors"]
    assert row.questions.get().options() == [("one", "Number 1")]
