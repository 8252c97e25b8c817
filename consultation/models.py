"""The app's models, room by room. Import them from here or, inside the app, from their room."""

from .answering.models import AboutYou, Answer, ErasedTally, Response, ResponseFile
from .asking.models import AlternativeFormat, Consultation
from .asking.questions import Choice, Question, QuestionRow
from .telling.models import PlanChange

__all__ = [
    "AboutYou", "AlternativeFormat", "Answer", "Choice", "Consultation", "ErasedTally", "PlanChange", "Question",
    "QuestionRow", "Response", "ResponseFile",
]  # fmt: skip
