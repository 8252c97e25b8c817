"""The app's models, room by room. Import them from here or, inside the app, from their room."""

from .answering.models import AboutYou, Answer, ErasedTally, Response, ResponseFile
from .asking.models import AlternativeFormat, Consultation
from .asking.questions import Choice, Question, QuestionRow

__all__ = [
    "AboutYou", "AlternativeFormat", "Answer", "Choice", "Consultation", "ErasedTally", "Question", "QuestionRow",
    "Response", "ResponseFile",
]  # fmt: skip
