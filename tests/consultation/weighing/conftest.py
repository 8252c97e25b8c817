"""A survey that many answered, one business among few, and comments with two themes to sort them into."""

import pytest

from consultation.models import Comment, Theme
from plan import clock
from tests.consultation.asked import respond
from tests.consultation.conftest import NOON
from tests.ground import ground

FEW_SAID = "Only the three firms wrote this."


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
