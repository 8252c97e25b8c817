"""After erasure nothing of a response is left but that there was one."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from consultation.answering import erasing, flat
from consultation.answering.keying import key_in
from consultation.asking.announcing import NotPossible
from consultation.models import AboutYou, Answer, ErasedTally, Response, ResponseFile
from plan import clock
from plan.models import Event
from plan.roles import CMT, NotYours
from tests.consultation.answering.visitor import Visitor
from tests.factories import make_user

pytestmark = pytest.mark.django_db
WORDS = "More seats, please."


def keyed(survey, officer, channel="paper", text=WORDS, **fields) -> Response:
    from consultation.answering.forms import Saying

    questions = {question.kind: question for question in survey.questions.filter(section="main")}
    about = survey.questions.get(section="about_you")
    answers = {questions["text"]: [Saying(None, "", text)], about: [Saying(None, "older", "")]}
    return key_in(
        consultation=survey, channel=channel, received_on=date(2022, 11, 7), answers=answers, by=officer, **fields
    )


def dumped() -> str:
    out = StringIO()
    call_command("dumpdata", "consultation", "plan.event", stdout=out)
    return out.getvalue()


def test_nothing_of_an_erased_response_is_left_and_the_count_stays(survey, officer):
    reference = Visitor(survey).answer_all()
    kept = keyed(survey, officer, text="Another’s words", files=[b"%PDF-1.7 another's"])
    before = erasing.received(survey)
    erasing.erase_response(consultation=survey, reference=reference, by=officer, why="On their wish")
    assert before == erasing.received(survey) == {"online": 1, "paper": 1}
    everything = dumped()
    assert "Another’s words" in everything.encode().decode("unicode_escape") or "Another" in everything
    for trace in (reference, WORDS, "tend_to_agree"):
        assert trace not in everything
    assert list(Response.objects.all()) == [kept]
    assert Answer.objects.count() == AboutYou.objects.count() == ResponseFile.objects.count() == 1
    event = Event.objects.get(verb="response.erased")
    assert (event.subject, event.detail, event.why) == ("Libraries", {"responses": 1}, "On their wish")


def test_a_reference_is_found_however_it_is_typed_and_only_in_its_consultation(survey, officer):
    row = keyed(survey, officer)
    with pytest.raises(NotPossible, match="no response with this reference number"):
        erasing.erase_response(consultation=survey, reference="BBBB-BBBB", by=officer, why="Wish")
    with pytest.raises(NotPossible, match="Say why"):
        erasing.erase_response(consultation=survey, reference=row.reference, by=officer, why=" ")
    typed = row.reference.lower().replace("-", " ")
    erasing.erase_response(consultation=survey, reference=typed, by=officer, why="Wish")
    assert not Response.objects.exists()


def test_all_go_when_they_were_kept_for_long_enough_and_not_before(survey, officer):
    Visitor(survey).answer_all()
    keyed(survey, officer, files=[b"%PDF-1.7"])
    Visitor(survey, REMOTE_ADDR="10.1.2.3").send("step", 2, a0="neither")
    with pytest.raises(NotPossible, match="kept until 30 November 2023"):
        erasing.erase_all(consultation=survey, by=officer)
    with clock.standing_at(datetime(2023, 12, 1, 12, tzinfo=UTC)):
        assert list(erasing.due(clock.today())) == [survey]
        assert erasing.erase_all(consultation=survey, by=officer) == 3
        assert list(erasing.due(clock.today())) == []
    assert [model.objects.count() for model in (Response, Answer, AboutYou, ResponseFile)] == [0, 0, 0, 0]
    assert erasing.received(survey) == {"online": 1, "paper": 1}
    assert ErasedTally.objects.count() == 2
    assert Event.objects.get(verb="responses.erased").detail == {"responses": 3}


def test_only_policy_officers_erase(survey, officer):
    row = keyed(survey, officer)
    for verb, given in ((erasing.erase_response, {"reference": row.reference, "why": "W"}), (erasing.erase_all, {})):
        with pytest.raises(NotYours):
            verb(consultation=survey, by=make_user(CMT), **given)
    assert Response.objects.count() == 1


def test_what_nobody_handed_in_goes_after_four_weeks(survey, django_assert_num_queries):
    Visitor(survey).answer_all()
    Visitor(survey).send("step", 2, a0="neither")
    today = clock.today()
    assert erasing.purge_unfinished(today=today + timedelta(days=28)) == 0
    with django_assert_num_queries(1):
        erasing.purge_unfinished(today=today)
    assert erasing.purge_unfinished(today=today + timedelta(days=29)) == 1
    assert Response.objects.get().is_submitted
    assert erasing.received(survey) == {"online": 1}


def test_flat_rows_have_answers_of_submitted_responses_alone_and_no_key_to_them(survey, officer):
    Visitor(survey).answer_all()
    Visitor(survey, REMOTE_ADDR="10.1.2.3").send("step", 2, a0="strongly_agree")
    agree = survey.questions.get(kind="agree")
    assert (agree.pk, None, "tend_to_agree", "resident") in flat.choices(survey)
    assert (agree.pk, None, "tend_to_agree", "resident", 1) in flat.counts(survey)
    assert {row[2] for row in flat.choices(survey)} == {
        "resident",
        "tend_to_agree",
        "very",
        "not_very",
        "parks",
        "roads",
    }
    assert [row[2:] for row in flat.texts(survey)] == [(WORDS, "resident")]
    assert list(flat.about_you(survey)) == [(survey.questions.get(section="about_you").pk, "older", 1)]
