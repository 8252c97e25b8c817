"""The app's models, room by room. Import them from here or, inside the app, from their room."""

from .asking.models import AlternativeFormat, Consultation
from .asking.questions import Choice, Question, QuestionRow

__all__ = ["AlternativeFormat", "Choice", "Consultation", "Question", "QuestionRow"]
