"""Results of a survey: what is counted, what of it is shown to whom, and that what was published stays."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from consultation.answering.erasing import erase_response
from consultation.asking.announcing import NotPossible
from consultation.models import AboutYou, Answer, Coding, PublishedResults, Quotation, Response
from consultation.weighing import live
from consultation.weighing.content import build
from consultation.weighing.publishing import clear_quotation, publish_results, take_back_quotation
from consultation.weighing.records import digest
from consultation.weighing.results import Results
from plan.models import Event
from plan.roles import ADMINISTRATOR, CMT, NotYours
from tests.consultation.asked import respond
from tests.consultation.weighing.conftest import FEW_SAID
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answered_survey")]
URL = "/consultations/libraries/results/"
DESK = "/admin/consultation/publishedresults/so-far/{0.pk}/"


def row_of(content, number: int) -> dict:
    return content["questions"][number - 1]["rows"][0]


def test_each_answer_is_counted_with_those_who_do_not_know_in_the_base(survey):
    content = build(survey)
    assert content["responses"] == 29
    agree = row_of(content, 1)
    assert agree["base"] == 29
    assert agree["counts"] == {
        "strongly_agree": 12, "dont_know": 8, "strongly_disagree": 3, "tend_to_agree": 6
    }  # fmt: skip
    question = Results(content).question(1)
    assert question.lines[0].told == "62% agree, 10% disagree"
    assert [(cell.words, cell.percent, cell.count) for cell in question.lines[0].cells][-1] == (
        "Don’t know",
        "28%",
        "8",
    )


def test_a_small_group_is_hidden_with_one_from_which_it_could_be_worked_out(survey):
    """Three firms answered; the six who did not say as whom are hidden with them."""
    content = build(survey)
    assert content["groups"] == [
        ["resident", "Resident", 20],
        ["business", "Business", None],
        ["?", "Did not say", None],
    ]
    agree = row_of(content, 1)
    # Three strongly disagree. That no resident does would tell that they are among the other nine.
    assert agree["groups"]["resident"] == {
        "base": 20, "counts": {"strongly_agree": 12}, "hidden": ["dont_know", "strongly_disagree"]
    }  # fmt: skip
    assert agree["groups"]["business"] is None
    assert agree["groups"]["?"] is None
    left = agree["base"] - agree["groups"]["resident"]["base"]
    assert left == 9  # of the firms and the others together


def test_a_question_that_few_answered_is_not_shown(survey):
    several = survey.questions.get(kind="several")
    for response in Response.objects.all()[:4]:
        Answer.objects.create(response=response, question=several, choice="parks")
        Answer.objects.create(response=response, question=several, choice="roads")
    assert row_of(build(survey), 3) == {
        "key": 0, "wording": "", "item": None, "base": None, "counts": {},
        "groups": {"resident": None, "business": None, "?": None},
    }  # fmt: skip
    Answer.objects.create(response=Response.objects.all()[4], question=several, choice="parks")
    assert (row_of(build(survey), 3)["base"], row_of(build(survey), 3)["counts"]) == (5, {"parks": 5, "roads": 4})


def test_aims_are_ranked_within_their_question(survey):
    lines = Results(build(survey)).question(2).lines
    assert [(line.words, line.place) for line in lines] == [("Less litter", "1"), ("More trees", "2")]


def test_counting_costs_the_same_however_many_answered(survey, django_assert_num_queries):
    with django_assert_num_queries(9):
        build(survey)
    respond(survey, 30, kind="business", agree="neither", very="very", text="More", about="older")
    with django_assert_num_queries(9):
        build(survey)


def test_results_so_far_are_counted_anew_when_a_response_comes_in_and_not_before(survey, django_assert_num_queries):
    assert live.results(survey)["responses"] == 29
    with django_assert_num_queries(2):
        live.results(survey)
    respond(survey, 1, kind="resident", agree="neither")
    assert live.results(survey)["responses"] == 30


# Publishing


def test_published_results_stand_on_the_page_and_in_the_log(survey, officer, client):
    assert "Results of the survey" not in client.get(URL).content.decode()
    made = publish_results(survey, by=officer, why="For the Cabinet")
    assert (made.number, made.interim, made.is_intact) == (1, True, True)
    event = Event.objects.get(verb="results.published")
    assert (event.by, event.why) == (officer, "For the Cabinet")
    assert event.detail == {"number": 1, "responses": 29, "sha256": made.sha256, "interim": True}
    page = client.get(URL).content.decode()
    assert "29 responses, as of 8 November 2022. Interim" in page
    assert "62% agree, 10% disagree" in page
    assert FEW_SAID not in page
    one = client.get(f"{URL}1/?one=all&other=resident").content.decode()
    assert "2 points more" in one
    assert "Fewer than 30 answered: All respondents (29), Resident (20)." in one
    hidden = client.get(f"{URL}1/?one=all&other=business").content.decode()
    assert "Not shown" in hidden
    assert "10 points" not in hidden
    assert client.get(f"{URL}9/").status_code == 404


def test_pages_of_results_cost_few_queries_and_are_kept(survey, officer, client, django_assert_num_queries):
    publish_results(survey, by=officer)
    client.get(URL)
    for path in (URL, f"{URL}1/"):
        client.get(path)
        with django_assert_num_queries(1):
            client.get(path)


def test_what_was_published_stays_when_a_response_is_erased(survey, officer):
    made = publish_results(survey, by=officer)
    before = json.dumps(made.content, sort_keys=True)
    gone = Response.objects.filter(respondent_type="business").first()
    erase_response(consultation=survey, reference=gone.reference, by=officer, why="On their wish")
    made.refresh_from_db()
    assert json.dumps(made.content, sort_keys=True) == before
    assert made.is_intact
    assert live.results(survey)["responses"] is None  # one fewer than was published, so nothing is told of now


@pytest.mark.parametrize("sql", ["UPDATE {} SET why = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_published_results(survey, officer, sql):
    publish_results(survey, by=officer)
    with pytest.raises(DatabaseError, match="stay as they were published"), transaction.atomic():
        connection.cursor().execute(sql.format(PublishedResults._meta.db_table))


def test_results_that_differ_by_few_responses_are_not_published(survey, officer):
    publish_results(survey, by=officer)
    respond(survey, 4, kind="resident", agree="neither")
    with pytest.raises(NotPossible, match="only 4 responses came in or went"):
        publish_results(survey, by=officer)
    respond(survey, 6, kind="resident", agree="strongly_agree")
    made = publish_results(survey, by=officer)
    assert (made.number, made.content["responses"]) == (2, 39)


def test_a_group_that_grew_by_few_is_hidden_beside_its_published_figure(survey, officer):
    publish_results(survey, by=officer)
    respond(survey, 2, kind="resident", agree="strongly_disagree")
    respond(survey, 9, kind="business", agree="strongly_agree")
    content = publish_results(survey, by=officer).content
    assert content["groups"][0] == ["resident", "Resident", None]
    assert row_of(content, 1)["groups"]["resident"] is None


def test_few_responses_are_not_published(officer, survey):
    Response.objects.filter(pk__in=Response.objects.values("pk")[:25]).delete()
    with pytest.raises(NotPossible, match="Fewer than 5 responses"):
        publish_results(survey, by=officer)
    assert not PublishedResults.objects.exists()


@pytest.mark.parametrize("role", [CMT, ADMINISTRATOR])
def test_only_policy_officers_publish_and_quote(survey, role):
    other = make_user(role)
    answer = Answer.objects.filter(text=FEW_SAID).first()
    for verb in (lambda: publish_results(survey, by=other), lambda: clear_quotation(answer, words="Only", by=other)):
        with pytest.raises(NotYours):
            verb()
    assert not PublishedResults.objects.exists()


def test_the_hash_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": [{"c": None, "d": "é"}]}) == digest({"b": [{"d": "é", "c": None}], "a": 1})


# On the desk


def test_officers_see_the_results_before_they_are_published_and_others_do_not(survey, officer, client):
    client.force_login(officer)
    page = client.get(DESK.format(survey)).content.decode()
    assert "62% agree, 10% disagree" in page
    assert "Few people wrote something" not in page
    assert "9 people wrote something." in page
    assert "Resident" in client.get(f"{DESK.format(survey)}1/").content.decode()
    for role in (CMT, ADMINISTRATOR):
        client.force_login(make_user(role))
        for path in (DESK.format(survey), f"{DESK.format(survey)}1/"):
            assert client.get(path).status_code == 403


def test_results_by_what_people_are_need_a_right_of_their_own_and_hide_few(survey, officer, client):
    asked = survey.questions.get(section="about_you")
    respond(survey, 3, kind="resident", agree="tend_to_disagree", about="under-25", text="I also wrote something.")
    content = live.results(survey)
    found = live.by_about_you(survey, asked, content, 1)
    groups = found["rows"][0]["groups"]
    # Three of those under 25 tend to disagree, and three who did not say strongly do: neither can be read.
    assert {code: tally["base"] for code, tally in groups.items()} == {"older": 12, "under-25": 11, "?": 9}
    assert {code: tally["counts"] for code, tally in groups.items()} == {"older": {}, "under-25": {}, "?": {}}
    every = ["dont_know", "strongly_agree", "strongly_disagree", "tend_to_agree", "tend_to_disagree"]
    assert groups["older"]["hidden"] == every
    assert {"dont_know", "tend_to_disagree"} <= set(groups["under-25"]["hidden"]) <= set(every)
    assert {"strongly_disagree", "tend_to_agree"} <= set(groups["?"]["hidden"]) <= set(every)
    path = f"{DESK.format(survey)}1/?by={asked.pk}"
    client.force_login(officer)
    assert "By what people said of themselves" in client.get(path).content.decode()
    without = make_user(CMT)
    client.force_login(without)
    assert client.get(path).status_code == 403


def test_an_about_you_group_of_few_is_hidden(survey):
    asked = survey.questions.get(section="about_you")
    Response.objects.filter(pk__in=asked_of(asked, "under-25")[:5]).delete()
    groups = live.by_about_you(survey, asked, live.results(survey), 1)["rows"][0]["groups"]
    nothing = {"base": 12, "counts": {}, "hidden": ["dont_know", "strongly_agree", "strongly_disagree"]}
    assert groups == {"older": nothing, "under-25": None, "?": None}


def asked_of(question, choice):
    return AboutYou.objects.filter(question=question, choice=choice).values_list("response_id", flat=True)


# Quotations


def quote(officer, words="Only the … firms wrote this.", **fields) -> Quotation:
    return clear_quotation(Answer.objects.filter(text=FEW_SAID).first(), words=words, by=officer, **fields)


def test_a_quotation_is_read_with_published_results_and_not_before_it_is_cleared(survey, officer, client):
    publish_results(survey, by=officer)
    assert "firms" not in client.get(URL).content.decode()
    made = quote(officer)
    assert (made.cleared_by, made.words) == (officer, "Only the … firms wrote this.")
    assert "Only the … firms wrote this." in client.get(URL).content.decode()
    take_back_quotation(made, by=officer, why="On reflection")
    assert "firms" not in client.get(URL).content.decode()
    told = json.dumps(list(Event.objects.values("subject", "detail", "why")))
    assert "firms" not in told


@pytest.mark.parametrize(
    ("words", "why"),
    [("The firms wrote that.", "own words"), ("wrote this. Only", "own words"), (" … ", "words to quote"),
     ("x" * 601, "no more than 600")],
)  # fmt: skip
def test_only_the_answers_own_words_are_quoted(survey, officer, words, why):
    with pytest.raises(NotPossible, match=why):
        quote(officer, words)
    assert not Quotation.objects.exists()


def test_words_with_an_address_are_not_quoted(survey, officer):
    answer = Answer.objects.filter(text=FEW_SAID).first()
    Answer.objects.filter(pk=answer.pk).update(text="Ring me: 01162 320000 or 0116 232 0000.")
    with pytest.raises(NotPossible, match="telephone number"):
        clear_quotation(answer, words="Ring me: 01162 320000", by=officer)
    assert clear_quotation(answer, words="Ring me …", by=officer).words == "Ring me …"


def test_erasing_a_response_takes_its_quotation_and_codings_along(survey, officer, themes):
    made = quote(officer)
    Coding.objects.create(theme=themes["litter"], answer=made.answer, by=officer, at=made.cleared_at)
    erase_response(consultation=survey, reference=made.answer.response.reference, by=officer, why="On their wish")
    assert not Quotation.objects.exists()
    assert not Coding.objects.exists()


def test_nothing_of_an_answer_is_found_by_search_or_api(survey, officer, client):
    publish_results(survey, by=officer)
    quote(officer)
    assert Quotation.objects.get().words not in client.get("/search/?q=firms").content.decode()
    client.force_login(officer)
    assert "firms wrote" not in client.get("/admin/find/?q=firms").content.decode()
