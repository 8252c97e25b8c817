"""The report's data as sheets: figures, engagement, themes with answers, and changes. Pure."""

from collections.abc import Iterator, Sequence

from outcomes.packs.kinds import Sheet
from outcomes.packs.sheets import MADE_UP
from plan.text import plain

from .content import ConsultationContent
from .survey import Survey

RESULTS = ("Part of the plan", "Question", "Group", "Answer", "Figure as reported", "Illustrative")
SURVEY = ("Question", "Asked about", "Group", "Answer", "Share", "How many", "Answered", "Illustrative")
ENGAGED = ("Who", "When", "How", "Reached", "Before the consultation", "Illustrative")
THEMES = ("Theme", "What people said", "Comments", "About", "Decision", "Answer", "What else was changed", "Decided by",
          "Source", "Illustrative")  # fmt: skip
CHANGES = ("Theme", "How", "What", "Words before", "Words after", "Reason", "Illustrative")


def sheets(content: ConsultationContent) -> Sequence[Sheet]:
    return [
        Sheet("Results", RESULTS, tuple(
            (part.title, line.question, line.group, one.answer, one.figure, MADE_UP if line.illustrative else "")
            for part in content.results for line in part.lines for one in line.figures
        )),
        *([Sheet("Survey on this site", SURVEY, tuple(_survey(content.survey)))] if content.survey else []),
        Sheet("Engagement", ENGAGED, tuple(
            (one.who, one.when, one.how, one.reached, "yes" if one.earlier else "", MADE_UP if one.illustrative else "")
            for one in content.engaged
        )),
        Sheet("You said, we did", THEMES, tuple(
            (one.title, plain(one.summary), one.heard, one.about, one.decision_words, plain(one.answer),
             plain(one.besides), one.decided, one.answer_source or one.source, MADE_UP if one.illustrative else "")
            for one in content.themes
        )),
        Sheet("Changes of the plan", CHANGES, tuple(_changes(content))),
    ]  # fmt: skip


def _survey(survey: Survey) -> Iterator[tuple]:
    marked = MADE_UP if survey.illustrative else ""
    for question in survey.questions:
        for line in question.lines:
            for head, cell in zip(question.heads, line.cells, strict=False):  # a line that is not shown has none
                yield question.wording, line.words, "", head, cell.percent, cell.count, line.base, marked
        for row in question.by_group:
            for group, share in zip(question.groups, row.cells, strict=True):
                yield question.wording, row.words, group, question.by_words, share, "", "", marked


def _changes(content: ConsultationContent) -> Iterator[tuple]:
    for theme in content.themes:
        for made in theme.made:
            marked = MADE_UP if made.illustrative else ""
            yield theme.title, made.how, made.what, made.before, made.after, made.reason, marked
        for words in theme.many:
            yield theme.title, "", words, "", "", "", ""
