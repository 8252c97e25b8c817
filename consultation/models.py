"""The app's models, room by room. Import them from here or, inside the app, from their room."""

from .answering.models import AboutYou, Answer, ErasedTally, Erasure, Response, ResponseFile
from .asking.models import AlternativeFormat, Consultation
from .asking.questions import Choice, Question, QuestionRow
from .hearing.engaging import Comment, CommentItem, EngagementEvent
from .hearing.models import AimRanking, Conduct, RankedAim, ReportedResult, ResponseCount
from .telling.answers import ThemeAnswer
from .telling.models import PlanChange
from .weighing.models import Coding, Theme
from .weighing.records import PublishedResults, Quotation

__all__ = [
    "AboutYou", "AimRanking", "AlternativeFormat", "Answer", "Choice", "Coding", "Comment", "CommentItem", "Conduct",
    "Consultation", "EngagementEvent", "ErasedTally", "Erasure", "PlanChange", "PublishedResults", "Question",
    "QuestionRow", "Quotation", "RankedAim", "ReportedResult", "Response", "ResponseCount", "ResponseFile", "Theme",
    "ThemeAnswer",
]  # fmt: skip
