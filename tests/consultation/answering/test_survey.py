"""The survey as people go through it: answers kept and changed, saved and come back to, checked and handed in."""

import pytest

from consultation.answering.models import token_hash
from consultation.asking.announcing import close_early
from consultation.models import AboutYou, Answer, Response
from tests.consultation.answering.visitor import Visitor, later
from tests.consultation.asked import make_survey

pytestmark = pytest.mark.django_db


def test_a_whole_survey_becomes_one_response(survey):
    reference = Visitor(survey).answer_all()
    response = Response.objects.get()
    assert (response.reference, response.channel, response.respondent_type) == (reference, "online", "resident")
    assert (str(response.started_on), str(response.submitted_on)) == ("2022-11-08", "2022-11-08")
    said = Answer.objects.order_by("question__position", "row__position", "choice")
    assert list(said.values_list("question__position", "row__wording", "choice", "text")) == [
        (1, None, "resident", ""), (2, None, "tend_to_agree", ""), (3, "Less litter", "very", ""),
        (3, "More trees", "not_very", ""), (4, None, "parks", ""), (4, None, "roads", ""),
        (5, None, "", "More seats, please."),
    ]  # fmt: skip
    assert list(AboutYou.objects.values_list("choice", flat=True)) == ["older"]


def test_nothing_is_written_before_the_first_answer(survey):
    somebody = Visitor(survey)
    somebody.open("start")
    somebody.open("step", 2)
    assert somebody.send("step", 2, skip="1").url == somebody.url("step", 3)
    assert somebody.send("step", 3).url == somebody.url("step", 4)
    assert Response.objects.count() == 0
    assert not somebody.client.cookies.get("survey-libraries")


def test_a_needed_question_says_so_and_links_to_its_field(survey):
    page = Visitor(survey).send("step", 1)
    text = page.content.decode()
    assert page.status_code == 422
    assert page.context["errors"] == [(page.context["groups"][0].options[0].id, "Answer this question to go on.")]
    assert "<title>Error: Question 1 of 5" in text
    assert f'href="#{page.context["errors"][0][0]}"' in text
    assert f'id="{page.context["errors"][0][0]}"' in text


def test_own_words_are_bounded_and_kept_when_they_are_too_long(survey):
    somebody = Visitor(survey)
    page = somebody.send("step", 5, a0="x" * 4001)
    assert page.context["errors"][0][1] == "Shorten your answer to 4,000 characters or fewer. It has 4,001."
    assert "x" * 4001 in page.content.decode()
    assert Response.objects.count() == 0
    assert somebody.send("step", 5, a0="x" * 3999 + "\r\n").status_code == 302
    assert Answer.objects.get().text == "x" * 3999


def test_what_cannot_be_seen_is_taken_out_of_own_words(survey):
    somebody = Visitor(survey)
    assert somebody.send("step", 5, a0=" More\x00 seats\x07,\r\n\u202eplease\u202c. ").status_code == 302
    assert Answer.objects.get().text == "More seats,\nplease."
    assert somebody.send("step", 5, a0="\x00").status_code == 302
    assert Answer.objects.count() == 0


def test_a_choice_that_is_not_offered_is_refused(survey):
    page = Visitor(survey).send("step", 2, a0="love_it")
    assert [error for _, error in page.context["errors"]] == ["Choose one of the answers."]
    assert Response.objects.count() == 0


def test_skipping_takes_an_answer_back(survey):
    somebody = Visitor(survey)
    somebody.send("step", 4, a0=["parks"])
    somebody.send("step", 4, skip="1")
    assert Answer.objects.count() == 0
    somebody.send("step", 1, skip="1")  # this one may not be skipped
    assert Response.objects.get().respondent_type == ""


def test_check_shows_what_was_said_and_leads_back_to_it(survey):
    somebody = Visitor(survey)
    somebody.send("step", 5, a0="More <b>seats</b>")
    page = somebody.open("check").content.decode()
    assert "More &lt;b&gt;seats&lt;/b&gt;" in page
    assert "No answer: we need one" in page
    changed = somebody.client.get(somebody.url("step", 5), {"then": "check"})
    assert somebody.send("step", 5, page=changed, a0="Fewer").url == somebody.url("check")
    refused = somebody.send("check")
    assert (refused.status_code, refused.context["note"]) == (409, "Answer this question first: Do you answer as…?")
    assert Response.objects.submitted().count() == 0


def test_answers_are_saved_and_gone_on_with_on_another_device(survey):
    somebody = Visitor(survey)
    assert somebody.send("step", 2, a0="neither", save="1").url == somebody.url("save")
    code = somebody.open("save").context["code"]
    elsewhere = Visitor(survey)
    assert elsewhere.send("return", code=code.lower().replace("-", " ")).url == elsewhere.url("step", 3)
    assert elsewhere.open("step", 2).context["groups"][0].options[2].chosen
    elsewhere.send("step", 1, a0="business")
    assert Response.objects.get().respondent_type == "business"
    assert code not in str(list(Response.objects.values_list()))
    assert Response.objects.get().token_hash == token_hash(code)


def test_saving_with_nothing_answered_says_that_there_is_nothing_to_save(survey):
    somebody = Visitor(survey)
    for number in (1, 2, 5):  # also where an answer is needed to go on, and where words are asked for
        page = somebody.send("step", number, save="1")
        assert (page.status_code, page.context["errors"]) == (422, [])
        assert "there is nothing to save" in page.content.decode()
    assert Response.objects.count() == 0
    assert not somebody.client.cookies.get("survey-libraries")
    # What is wrong is said before.
    assert "Shorten your answer" in somebody.send("step", 5, a0="x" * 4001, save="1").content.decode()


def test_who_has_begun_may_save_at_a_question_that_needs_an_answer(survey):
    somebody = Visitor(survey)
    somebody.send("step", 2, a0="neither")
    assert somebody.send("step", 1, save="1").url == somebody.url("save")
    assert list(Answer.objects.values_list("choice", flat=True)) == ["neither"]
    assert somebody.send("step", 1).status_code == 422


def test_a_wrong_code_opens_nothing(survey):
    Visitor(survey).send("step", 2, a0="neither")
    page = Visitor(survey).send("return", code="BBBB")
    assert page.status_code == 422
    assert "There is no saved answer with this code." in page.content.decode()


def test_a_code_opens_the_survey_it_was_given_for_and_no_other(survey, officer):
    from consultation.asking.announcing import announce

    other = announce(make_survey(), by=officer)
    somebody = Visitor(survey)
    somebody.send("step", 2, a0="neither")
    code = somebody.open("save").context["code"]
    assert Visitor(other).send("return", code=code).status_code == 422


def test_leaving_forgets_who_answers_on_this_device(survey):
    somebody = Visitor(survey)
    somebody.send("step", 2, a0="neither")
    assert somebody.client.post(somebody.url("leave")).status_code == 302
    assert not somebody.open("start").context["begun"]
    assert Response.objects.count() == 1


def test_what_was_handed_in_stays_as_it_is(survey):
    somebody = Visitor(survey)
    stale, check = somebody.open("step", 2), None
    somebody.answer_all()
    check = somebody.client.post(somebody.url("check"), {"stamp": stale.context["stamp"]})
    assert check.url == somebody.url("done")
    assert somebody.send("step", 2, page=stale, a0="neither").url == somebody.url("done")
    assert Answer.objects.get(question__position=2).choice == "tend_to_agree"
    assert somebody.open("save").url == somebody.url("start")


def test_when_it_has_closed_every_page_leads_to_its_consultation(survey, officer):
    somebody = Visitor(survey)
    page = somebody.open("step", 2)
    close_early(survey, reason="A fire", by=officer)
    for answer in (somebody.open("start"), somebody.open("step", 1), somebody.send("step", 2, page=page, a0="neither")):
        assert answer.url == survey.get_absolute_url()
    assert Response.objects.count() == 0


def test_drafts_and_those_held_elsewhere_have_no_survey(survey):
    draft = make_survey(title="UNTOLD", purpose="UNTOLD")
    elsewhere = make_survey(held="elsewhere")
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(published_at=survey.published_at)
    for row in (draft, elsewhere):
        for name, args in (("start", ()), ("step", (1,)), ("return", ()), ("erase", ())):
            assert Visitor(row).open(name, *args).status_code == 404


def test_no_page_is_kept_by_anybody_or_names_the_person_in_its_address(survey):
    somebody = Visitor(survey)
    somebody.send("step", 2, a0="neither")
    token = somebody.client.cookies["survey-libraries"]
    assert (token["httponly"], token["samesite"], token["path"]) == (True, "Lax", "/consultations/libraries/answer/")
    assert token["max-age"] == token["expires"] == ""
    for name, args in (("start", ()), ("step", (2,)), ("check", ()), ("save", ()), ("return", ()), ("erase", ())):
        page = somebody.open(name, *args)
        assert page["Cache-Control"] == "no-store, private"
        assert page["Referrer-Policy"] == "same-origin"
        assert (token.value in page.content.decode()) == (name == "save")


def test_an_erased_response_is_begun_anew_under_another_token(survey):
    """A browser that still has the cookie of a response that is gone."""
    somebody = Visitor(survey)
    somebody.send("step", 2, a0="neither")
    page = somebody.open("step", 2)
    Response.objects.all().delete()
    somebody.send("step", 2, page=page, a0="neither")
    assert Response.objects.exclude(token_hash=token_hash("")).count() == 1


def test_pages_cost_the_same_for_few_questions_and_answers_and_for_many(survey, django_assert_num_queries):
    somebody = Visitor(survey)
    somebody.open("step", 1)  # the council is read once
    with django_assert_num_queries(5):  # the council, the consultation, its questions, rows and choices
        somebody.open("step", 3)
    somebody.send("step", 3, **somebody.rows(3, "very", "very"))
    for name, args in (("step", (3,)), ("check", ())):
        with django_assert_num_queries(8):  # and the response with its two kinds of answers
            somebody.open(name, *args)


def test_a_form_sent_twice_is_one_response(survey):
    somebody = Visitor(survey)
    page = somebody.open("step", 2)
    somebody.send("step", 2, page=page, a0="neither")
    twin = Visitor(survey)  # the same form again, before the browser had the first answer's cookie
    twin.send("step", 2, page=page, a0="strongly_agree")
    assert Response.objects.count() == 1
    assert Answer.objects.get().choice == "strongly_agree"
    with later(60):
        assert somebody.open("check").status_code == 200
