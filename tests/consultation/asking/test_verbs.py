"""Announcing, extending, closing early, correcting; copying questions and making them from a version of the plan."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from consultation.asking.announcing import NotPossible, announce, close_early, correct, extend
from consultation.asking.composing import copy_questions, correct_question, questions_from
from consultation.models import Consultation, Question
from plan.models import Event
from plan.roles import CMT, DEMOCRATIC_SERVICES, NotYours
from tests import factories
from tests.consultation.asked import make_consultation, make_question, make_survey, public_plan
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_what_lacks_something_is_not_announced(officer):
    row = make_consultation(purpose="", contact="", privacy_notice="", keep_until=None)
    with pytest.raises(NotPossible) as refused:
        announce(row, by=officer)
    assert str(refused.value) == (
        "Before it is announced it needs what it is for, whom to ask (contact), the privacy notice, the day until which"
        " responses are kept and at least one question."
    )
    assert not Consultation.objects.announced().filter(pk=row.pk)


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (lambda: make_survey(opens=date(2022, 10, 1), closes=date(2022, 11, 7)), "would have closed"),
        (lambda: make_survey(plan=factories.make_plan()), "is not public"),
        (lambda: make_question(make_consultation(), "one", wording="Which").consultation, "Give “Which” its choices"),
    ],
)  # fmt: skip
def test_what_people_could_not_answer_is_not_announced(officer, prepare, why):
    row = prepare()
    with pytest.raises(NotPossible, match=why):
        announce(row, by=officer)
    assert not Consultation.objects.announced().filter(pk=row.pk)


def test_one_held_elsewhere_needs_no_survey(officer):
    row = make_consultation(held="elsewhere", purpose="", contact="", privacy_notice="", opens=date(2021, 11, 1),
                            closes=date(2022, 1, 21), keep_until=None)  # fmt: skip
    assert announce(row, by=officer).is_announced


@pytest.mark.parametrize("role", [CMT, DEMOCRATIC_SERVICES])
def test_only_policy_officers_ask(survey, role):
    other = make_user(role)
    verbs = (
        lambda: announce(make_survey(), by=other), lambda: extend(survey, to=date(2023, 1, 1), reason="R", by=other),
        lambda: close_early(survey, reason="R", by=other), lambda: correct(survey, title="T", reason="R", by=other),
        lambda: copy_questions(make_consultation(), source=survey, by=other),
        lambda: questions_from(make_consultation(plan=public_plan()), by=other),
    )  # fmt: skip
    for verb in verbs:
        with pytest.raises(NotYours):
            verb()


def test_an_extension_keeps_the_first_closing_date_and_its_reason_is_public(survey, officer, client):
    before = client.get(survey.get_absolute_url()).content.decode()
    extend(survey, to=date(2022, 12, 9), reason="More meetings with members", by=officer)
    page = client.get(survey.get_absolute_url()).content.decode()
    for words in (
        "First closing date",
        "30 November 2022",
        "9 December 2022",
        "More meetings with members",
        "extended",
    ):
        assert words in page
    assert "First closing date" not in before
    event = Event.objects.get(verb="consultation.extended")
    assert event.detail == {"before": "2022-11-30", "to": "2022-12-09"}
    extend(survey, to=date(2022, 12, 16), reason="Snow", by=officer)
    survey.refresh_from_db()
    assert (survey.closes, survey.extended_to, survey.version) == (date(2022, 11, 30), date(2022, 12, 16), 4)


def test_what_extends_nothing_is_refused(survey, officer):
    for to, reason, why in (
        (date(2022, 11, 30), "R", "open until 30 November 2022 already"), (date(2022, 12, 9), " ", "Say why"),
        (date(2023, 12, 9), "R", "Responses are kept until 30 November 2023"),
    ):  # fmt: skip
        with pytest.raises(NotPossible, match=why):
            extend(survey, to=to, reason=reason, by=officer)
    close_early(survey, reason="A fire", by=officer)
    with pytest.raises(NotPossible, match="It has closed"):
        extend(survey, to=date(2022, 12, 9), reason="R", by=officer)
    with pytest.raises(NotPossible, match="not announced yet"):
        extend(make_survey(), to=date(2022, 12, 9), reason="R", by=officer)


def test_closing_early_is_said_with_its_reason(survey, officer, client):
    close_early(survey, reason="The library burnt down", by=officer)
    page = client.get(survey.get_absolute_url()).content.decode()
    assert "The library burnt down" in page
    assert "no more answers are taken" in page
    assert "Answer the survey" not in page


def test_the_database_keeps_the_dates_of_what_was_announced(survey):
    for field, value in (("closes", date(2022, 12, 24)), ("opens", date(2022, 11, 2)), ("slug", "other")):
        with pytest.raises(IntegrityError, match="keeps its dates"), transaction.atomic():
            Consultation.objects.filter(pk=survey.pk).update(**{field: value})
    survey.questions.all().delete()
    with pytest.raises(IntegrityError, match="keeps its dates"), transaction.atomic():
        Consultation.objects.filter(pk=survey.pk).delete()


def test_questions_are_frozen_once_people_may_answer_but_for_corrections(survey, officer):
    assert not Question.objects.editable_by(officer).filter(consultation=survey)
    later = announce(make_survey(opens=date(2022, 11, 9)), by=officer)
    assert Question.objects.editable_by(officer).filter(consultation=later).count() == 6
    for verb in (lambda: copy_questions(survey, source=later, by=officer), lambda: questions_from(survey, by=officer)):
        with pytest.raises(NotPossible, match="People answer it already"):
            verb()
    question = survey.questions.get(kind="agree")
    with pytest.raises(NotPossible, match="Say why"):
        correct_question(question, wording="Do you agree at all?", reason="", by=officer)
    with pytest.raises(NotPossible, match="cannot be corrected"):
        correct_question(question, wording="W", kind="text", reason="R", by=officer)
    with pytest.raises(NotPossible, match="Nothing would change"):
        correct_question(question, wording="Do you agree?", reason="R", by=officer)
    correct_question(question, wording="Do you agree at all?", reason="A word was missing", by=officer)
    row = survey.questions.get(kind="importance").rows.first()
    correct_question(row, wording="Even less litter", reason="A word was missing", by=officer)
    events = Event.objects.filter(verb="question.corrected").order_by("sequence")
    assert [event.why for event in events] == ["A word was missing"] * 2
    assert (survey.questions.get(kind="agree").wording, survey.questions.get(kind="agree").version) == (
        "Do you agree at all?", 2,
    )  # fmt: skip


def test_copied_questions_come_after_those_there_are(survey, officer):
    row = make_consultation()
    make_question(row, "text", wording="First?")
    assert copy_questions(row, source=survey, by=officer) == 6
    assert copy_questions(row, source=survey, by=officer) == 6
    main = list(row.questions.filter(section="main").values_list("position", "kind", "is_respondent_type"))
    kinds = ["one", "agree", "importance", "several", "text"]
    assert [kind for _, kind, _ in main] == ["text", *kinds, *kinds]
    assert [position for position, _, _ in main] == list(range(1, 12))
    assert sum(marked for _, _, marked in main) == 1
    copied = row.questions.filter(kind="importance").last()
    assert [line.wording for line in copied.rows.all()] == ["Less litter", "More trees"]
    assert [choice.code for choice in row.questions.filter(kind="several").last().choices.all()] == [
        "parks", "roads", "schools",
    ]  # fmt: skip


def test_questions_from_a_version_ask_of_each_outcome_and_its_aims(officer):
    plan = factories.make_plan(vision="A county that cares")
    green, safe = factories.make_outcome(plan, "Green"), factories.make_outcome(plan, "Safe")
    factories.make_outcome(plan, "Money", kind="finance")
    first, second = factories.make_sub_outcome(green), factories.make_sub_outcome(green)
    aims = [factories.make_aim(second, "More trees"), factories.make_aim(first, "Less litter")]
    row = make_consultation(plan=plan)
    assert questions_from(row, by=officer) == 4
    found = [(one.kind, one.about, one.item, [(line.wording, line.item) for line in one.rows.all()])
             for one in row.questions.all()]  # fmt: skip
    assert found == [
        ("agree", "vision", None, []), ("agree", "part", green.item, []),
        ("importance", "part", green.item, [("Less litter", aims[1].item), ("More trees", aims[0].item)]),
        ("agree", "part", safe.item, []),
    ]  # fmt: skip
    assert row.questions.get(about="vision").help == "A county that cares"
    with pytest.raises(NotPossible, match="has no outcomes yet"):
        questions_from(make_consultation(plan=public_plan()), by=officer)


def test_a_correction_of_what_was_announced_keeps_what_it_needs(survey, officer):
    correct(survey, contact="The library team", reason="It moved", by=officer)
    survey.refresh_from_db()
    assert survey.contact == "The library team"
    with pytest.raises(NotPossible, match="It still needs the privacy notice"):
        correct(survey, privacy_notice="", reason="R", by=officer)
    with pytest.raises(NotPossible, match="closes cannot be corrected"):
        correct(survey, closes=date(2023, 1, 1), reason="R", by=officer)
