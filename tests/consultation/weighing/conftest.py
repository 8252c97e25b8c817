"""A survey that many answered, one business among few, and comments with two themes to sort them into."""

from datetime import date

import pytest

from consultation.models import AboutYou, Answer, Comment, Response, Theme
from plan import clock
from tests.consultation.conftest import NOON
from tests.ground import ground

DAY = date(2022, 11, 7)
FEW_SAID = "Only the three firms wrote this."


def respond(survey, how_many: int, *, kind: str = "", agree: str = "", very: str = "", text: str = "", about: str = ""):
    """So many submitted responses that say the same."""
    questions = {question.kind: question for question in survey.questions.filter(section="main")}
    typed = survey.questions.get(is_respondent_type=True)
    aims = questions["importance"]
    litter, trees = aims.rows.all()
    made = Response.objects.bulk_create(
        Response(consultation=survey, respondent_type=kind, channel="paper", started_on=DAY, last_on=DAY,
                 submitted_on=DAY)
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


def _answered(standing):
    with clock.standing_at(NOON):
        survey = standing["open_survey"]["row"]
        respond(survey, 12, kind="resident", agree="strongly_agree", very="very", about="older")
        respond(survey, 8, kind="resident", agree="dont_know", very="fairly", about="under-25")
        respond(survey, 3, kind="business", agree="strongly_disagree", very="not_at_all", text=FEW_SAID)
        respond(survey, 6, agree="tend_to_agree", very="very", text="Our buses stop at six in the evening.")
        buses = Theme.objects.create(consultation=survey, position=1, title="Rural buses", summary="Few buses run.")
        litter = Theme.objects.create(consultation=survey, position=2, title="Litter", summary="Verges are dirty.")
        letter = Comment.objects.create(consultation=survey, came="letter", words="Litter lies on every verge.")
    return {"buses": buses, "litter": litter, "letter": letter}


answered = ground("answered_survey", on="open_survey")(_answered)


@pytest.fixture
def themes(answered_survey):
    return answered_survey
