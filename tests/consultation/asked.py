"""Small consultations to test with."""

from datetime import date

from consultation.models import (
    AboutYou,
    Answer,
    Choice,
    Consultation,
    Question,
    QuestionRow,
    Response,
)
from tests.factories import make_plan, serial

OPENS, CLOSES, ANSWERED = date(2022, 11, 1), date(2022, 11, 30), date(2022, 11, 7)


def make_consultation(**fields) -> Consultation:
    """A draft, held here, that lacks nothing but questions."""
    number = next(serial)
    defaults = {
        "title": f"Consultation {number}", "slug": f"consultation-{number}", "opens": OPENS, "closes": CLOSES,
        "purpose": "To hear **you**.", "contact": "The consultation team, Fenbrook County Council",
        "privacy_notice": "Nobody else reads it.", "keep_until": date(2023, 11, 30),
    }  # fmt: skip
    if "subject" not in fields and "plan" not in fields:
        fields["subject"] = "Libraries"
    return Consultation.objects.create(**{**defaults, **fields})


def make_question(consultation: Consultation, kind: str = "agree", *, rows=(), choices=(), **fields) -> Question:
    """`choices` are codes; a choice's words are its code with a capital letter."""
    section = fields.get("section", "main")
    position = consultation.questions.filter(section=section).count() + 1
    defaults = {"position": position, "wording": f"Question {next(serial)}?"}
    question = Question.objects.create(consultation=consultation, kind=kind, **{**defaults, **fields})
    for place, wording in enumerate(rows, start=1):
        QuestionRow.objects.create(question=question, position=place, wording=wording)
    for place, code in enumerate(choices, start=1):
        Choice.objects.create(question=question, position=place, code=code, wording=code.capitalize())
    return question


def make_survey(**fields) -> Consultation:
    """A draft with a question of each kind, one of them required and one about the person."""
    row = make_consultation(**fields)
    make_question(row, "one", choices=("resident", "business"), is_respondent_type=True, required=True,
                  wording="Do you answer as…?")  # fmt: skip
    make_question(row, "agree", wording="Do you agree?")
    make_question(row, "importance", rows=("Less litter", "More trees"), wording="How important?")
    make_question(row, "several", choices=("parks", "roads", "schools"), wording="What do you use?")
    make_question(row, "text", wording="Anything else?")
    make_question(row, "one", section="about_you", choices=("under-25", "older"), wording="How old are you?")
    return row


def respond(survey, how_many: int, *, kind: str = "", agree: str = "", very: str = "", text: str = "", about: str = ""):
    """So many submitted responses that say the same."""
    questions = {question.kind: question for question in survey.questions.filter(section="main")}
    typed = survey.questions.get(is_respondent_type=True)
    aims = questions["importance"]
    litter, trees = aims.rows.all()
    made = Response.objects.bulk_create(
        Response(consultation=survey, respondent_type=kind, channel="paper", started_on=ANSWERED, last_on=ANSWERED,
                 submitted_on=ANSWERED)
        for _ in range(how_many)
    )  # fmt: skip
    for one in made:
        said = [(typed, None, kind, ""), (questions["agree"], None, agree, ""), (questions["text"], None, "", text),
                (aims, litter, very, ""), (aims, trees, very and "not_very", "")]  # fmt: skip
        Answer.objects.bulk_create(
            Answer(response=one, question=question, row=row, choice=choice, text=words)
            for question, row, choice, words in said if choice or words
        )  # fmt: skip
        if about:
            AboutYou.objects.create(response=one, question=survey.questions.get(section="about_you"), choice=about)
    return made


def public_plan(**fields):
    from datetime import UTC, datetime

    return make_plan(published_at=datetime(2022, 10, 1, tzinfo=UTC), **fields)
