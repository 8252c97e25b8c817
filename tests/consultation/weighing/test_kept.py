"""The desk's page of results is counted once and kept: whatever could change it shows on the very next view."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from consultation.answering.erasing import erase_all, erase_response
from consultation.answering.forms import Saying
from consultation.answering.keying import key_in
from consultation.answering.saving import answer, begin, submit
from consultation.asking.announcing import close_early, correct, extend
from consultation.asking.composing import correct_question
from consultation.models import Answer, Response, Theme
from consultation.weighing import live
from consultation.weighing.coding import Decision, code
from consultation.weighing.publishing import clear_quotation, publish_results, take_back_quotation
from consultation.weighing.theming import merge_themes, rename_theme
from plan import clock
from tests.consultation.asked import respond
from tests.consultation.conftest import NOON
from tests.consultation.weighing.conftest import FEW_SAID

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answered_survey")]


@pytest.fixture
def page(survey, officer, client):
    """The page's text, each time as it is then; seen once before, so that it is kept."""
    client.force_login(officer)

    def look() -> str:
        text = client.get(f"/admin/consultation/publishedresults/so-far/{survey.pk}/").content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)

    look()
    return look


def sent(survey, token: str = "one") -> Response:
    """A response as people hand it in: nothing of it is in the event log."""
    asked = {question.kind: question for question in survey.questions.filter(section="main")}
    made = begin(consultation=survey, token=token)
    answer(response=made, question=survey.questions.get(is_respondent_type=True),
           sayings=[Saying(None, "resident", "")])  # fmt: skip
    answer(response=made, question=asked["agree"], sayings=[Saying(None, "neither", "")])
    return made


def test_it_is_kept_while_nothing_changes_and_asks_nothing_of_the_answers(page, django_assert_num_queries):
    with django_assert_num_queries(10) as asked:
        before = page()
    assert "62% agree, 10% disagree" in before
    assert not [query for query in asked.captured_queries if "consultation_answer" in query["sql"].split("WHERE")[0]
                and "consultation_quotation" not in query["sql"]]  # fmt: skip
    assert page() == before


def test_it_costs_the_same_however_many_answered(page, survey, django_assert_num_queries):
    respond(survey, 40, kind="resident", agree="neither", very="very", text="More", about="older")
    page()
    with django_assert_num_queries(10):
        page()


def test_a_response_that_is_handed_in_is_counted_and_one_that_is_not_is_not(page, survey):
    made = sent(survey)
    assert "62% agree, 10% disagree" in page()
    submit(response=made)
    assert "60% agree, 10% disagree" in page()


def test_one_takes_anothers_place_on_the_same_day(page, survey, officer):
    """The number of responses is the same again, and what they say is not."""
    gone = Response.objects.filter(answers__choice="strongly_agree").first()
    erase_response(consultation=survey, reference=gone.reference, by=officer, why="On their wish")
    assert "61% agree, 11% disagree" in page()
    submit(response=sent(survey))
    assert "59% agree, 10% disagree" in page()


def test_a_response_of_midnight_is_counted_although_it_is_dated_the_day_before(page, survey):
    """It was dated before midnight, and written to the database after the page was looked at on the new day."""
    made = sent(survey)
    with clock.standing_at(datetime(2022, 11, 9, 0, 0, tzinfo=UTC)):
        assert "62% agree" in page()
        Response.objects.filter(pk=made.pk).update(submitted_on=date(2022, 11, 8))
        assert "60% agree" in page()


def test_the_last_response_of_the_last_day_is_counted_after_it_has_closed(page, survey, officer):
    made = sent(survey)
    with clock.standing_at(NOON + timedelta(days=23)):
        assert not survey.takes_answers(clock.today())
        assert "62% agree" in page()
        Response.objects.filter(pk=made.pk).update(submitted_on=date(2022, 11, 30))
        assert "60% agree" in page()


def test_a_response_typed_in_for_an_earlier_day_is_counted(page, survey, officer):
    agree = survey.questions.get(kind="agree")
    key_in(consultation=survey, channel="paper", received_on=date(2022, 11, 2), by=officer,
           answers={agree: [Saying(None, "tend_to_disagree", "")]})  # fmt: skip
    assert "60% agree, 13% disagree" in page()


def test_when_it_is_closed_and_all_is_erased_no_figure_is_left(page, survey, officer):
    close_early(survey, reason="It is settled", by=officer)
    assert "62% agree, 10% disagree" in page()
    with clock.standing_at(datetime(2023, 12, 1, 12, tzinfo=UTC)):
        assert "62% agree, 10% disagree" in page()
        erase_all(consultation=survey, by=officer)
        after = page()
    assert "62% agree" not in after
    assert "Nobody answered." in after


def test_it_is_extended_and_more_people_answer(page, survey, officer):
    extend(survey, to=date(2022, 12, 14), reason="More time", by=officer)
    survey.refresh_from_db()
    with clock.standing_at(NOON + timedelta(days=30)):
        assert "62% agree" in page()
        submit(response=sent(survey))
        assert "60% agree" in page()


def test_what_is_published_hides_what_could_be_worked_out_beside_it(page, survey, officer):
    publish_results(survey, by=officer)
    assert "62% agree" in page()
    submit(response=sent(survey))
    after = page()
    assert "60% agree" not in after
    assert "Not shown: too few people" in after


def test_words_are_the_corrected_ones(page, survey, officer):
    correct_question(survey.questions.get(kind="agree"), wording="Do you like it?", reason="Clearer", by=officer)
    correct(survey, title="Libraries and museums", reason="Both", by=officer)
    after = page()
    assert "Do you like it?" in after
    assert "Do you agree?" not in after
    assert "Libraries and museums" in after


def test_themes_are_told_as_they_are_sorted_renamed_and_merged(page, survey, officer, themes):
    rows = Answer.objects.filter(text__startswith="Our buses")
    code(consultation=survey, by=officer, decisions=[
        Decision(("answer", row.pk), frozenset({themes["buses"].pk}), frozenset()) for row in rows
    ])  # fmt: skip
    counted = '<th scope="row">{}</th><td class="right" data-label="Comments">{}</td>'
    assert counted.format("Rural buses", 6) in page()
    rename_theme(themes["buses"], title="Evening buses", reason="Clearer", by=officer)
    assert counted.format("Evening buses", 6) in page()
    merge_themes(Theme.objects.get(pk=themes["buses"].pk), into=themes["litter"], reason="The same", by=officer)
    after = page()
    assert counted.format("Litter", 6) in after
    assert "Evening buses" not in after


def test_a_quotation_goes_with_the_response_it_is_from(page, survey, officer):
    said = Answer.objects.filter(text=FEW_SAID)
    first, other = (clear_quotation(row, words="Only the … firms", by=officer) for row in said[:2])
    assert page().count("Only the … firms") == 2
    take_back_quotation(first, by=officer, why="On reflection")
    assert page().count("Only the … firms") == 1
    reference = other.answer.response.reference
    erase_response(consultation=survey, reference=reference, by=officer, why="On their wish")
    assert "Only the … firms" not in page()


def test_who_may_no_longer_read_responses_is_refused_what_is_kept(page, officer, survey, client):
    officer.groups.clear()
    assert client.get(f"/admin/consultation/publishedresults/so-far/{survey.pk}/").status_code == 403


def test_two_surveys_are_not_mixed_up_and_what_is_not_there_is_not_found(page, survey, officer, client):
    address = "/admin/consultation/publishedresults/so-far/{}/".format
    assert [client.get(address(key)).status_code for key in (survey.pk + 1, 2**63, 10**30)] == [404, 404, 404]


def test_answers_about_the_person_are_counted_anew_as_well(survey, django_assert_num_queries):
    asked = survey.questions.get(section="about_you")

    def older() -> int:
        return live.by_about_you(survey, asked, live.results(survey), 1)["rows"][0]["groups"]["older"]["base"]

    assert older() == 12
    with django_assert_num_queries(4):
        assert older() == 12
    made = sent(survey)
    answer(response=made, question=asked, sayings=[Saying(None, "older", "")])
    submit(response=made)
    assert older() == 13
