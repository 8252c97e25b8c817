"""Texts to be sorted into themes: free-text answers and comments as one list, a page at a time, with the themes each
speaks of and those it may speak of. For who may read responses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from consultation.answering.models import Answer
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from consultation.hearing.engaging import Comment

from .coding import Text, themes_of
from .models import Coding, Theme
from .records import Quotation
from .suggesting import Themes

A_PAGE = 20  # texts, so that a page stays below 100 kB
COMMENTS = "comments"
BOX = '<div><label><input type="checkbox" name="theme-%s" value="%s"%s> %s%s</label></div>'


@dataclass(frozen=True)
class Chosen:
    """What of the texts is shown: those without a theme or all, of one question (its key, or "comments"), of one
    theme."""

    all: bool = False
    question: str = ""
    theme: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Chosen":
        return cls(given.get("show") == "all", given.get("question", "")[:20], given.get("theme", "")[:20])


class Tick(NamedTuple):
    """A theme beside a text: its key and its title as it stands in a page."""

    theme: str
    title: SafeString
    ticked: bool
    because: str  # why it is suggested; empty where it is not


@dataclass(frozen=True)
class Line:
    text: Text
    words: str
    source: str  # the question it answers, or how it came
    seen: frozenset[int]
    ticks: list[Tick]
    is_quoted: bool = False
    changed: str = ""  # what somebody else chose meanwhile

    @property
    def key(self) -> str:
        return f"{self.text[0]}-{self.text[1]}"

    @property
    def seen_words(self) -> str:
        return ",".join(str(theme) for theme in sorted(self.seen))

    @property
    def boxes(self) -> SafeString:
        """A box to tick for each theme. A page has four hundred, which a template takes ten times as long to draw."""
        drawn = [
            BOX % (self.key, tick.theme, " checked" if tick.ticked else "", tick.title, _suggested(tick.because))
            for tick in self.ticks
        ]
        return mark_safe("".join(drawn))  # noqa: S308  keys, and words that were escaped where they were read


def _suggested(because: str) -> str:
    return format_html(' <span class="help">suggested {}</span>', because) if because else ""


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    total: int
    number: int
    pages: int


class Texts:
    """The texts of a consultation that somebody may read."""

    def __init__(self, consultation: Consultation, user: Any, chosen: Chosen) -> None:
        self.themes = list(Theme.objects.standing().filter(consultation=consultation))
        self.told = [(theme.pk, str(theme.pk), format_html("{}", theme.title)) for theme in self.themes]
        # By the questions, of which few ask for words: the database then passes over the other answers.
        self.questions = text_questions(consultation)
        asked = [key for key, _ in self.questions]
        answers = Answer.objects.visible_to(user).filter(question__in=asked).exclude(text="")
        comments = Comment.objects.visible_to(user).filter(consultation=consultation)
        self.all_answers, self.all_comments = answers, comments
        self.answers = _chosen(answers, "answer", chosen)
        self.comments = _chosen(comments, "comment", chosen)
        if chosen.question == COMMENTS:
            self.answers = self.answers.none()
        elif chosen.question.isdecimal():
            self.answers, self.comments = self.answers.filter(question=int(chosen.question)), self.comments.none()

    def page(self, number: int) -> Page:
        """Nine queries at most, however many texts there are."""
        many, more = self.answers.count(), self.comments.count()
        pages = max(1, -(-(many + more) // A_PAGE))
        number = min(max(1, number), pages)
        start, end = (number - 1) * A_PAGE, number * A_PAGE
        rows = self.answers.order_by("question__position", "pk").values_list("pk", "text", "question__wording")
        found: list[tuple[Text, str, str]] = [
            (("answer", key), text, wording) for key, text, wording in rows[start:end]
        ]
        if more and end > many:
            left = self.comments.order_by("pk")[max(0, start - many) : end - many]
            found += [(("comment", row.pk), row.words, str(row.get_came_display())) for row in left]
        return Page(self.lines(found), many + more, number, pages)

    def lines(self, found: list[tuple[Text, str, str]]) -> list[Line]:
        seen = themes_of([text for text, _, _ in found])
        keys = [text[1] for text, _, _ in found if text[0] == "answer"]
        quoted = set(Quotation.objects.filter(answer__in=keys).values_list("answer_id", flat=True)) if keys else set()
        known = Themes({theme.pk: (theme.title, theme.summary) for theme in self.themes})
        return [
            Line(text, words, source, seen[text], self._ticks(words, seen[text], known),
                 text[0] == "answer" and text[1] in quoted)
            for text, words, source in found
        ]  # fmt: skip

    def _ticks(self, words: str, seen: frozenset[int], known: Themes) -> list[Tick]:
        """Suggested themes first."""
        because = {one.theme: one.words for one in known.suggest(words)}
        ticks = [Tick(key, title, pk in seen, because.get(pk, "")) for pk, key, title in self.told]
        return sorted(ticks, key=lambda tick: not tick.because)

    def again(self, texts: list[Text], typed: Mapping[Text, frozenset[int]], others: Mapping[Text, Any]) -> list[Line]:
        """The texts of a page that was refused, with what was ticked; where others were quicker, with what they
        chose."""
        keys = {kind: [key for one, key in texts if one == kind] for kind in ("answer", "comment")}
        rows = self.all_answers.filter(pk__in=keys["answer"]).values_list("pk", "text", "question__wording")
        found = {("answer", key): (text, wording) for key, text, wording in rows}
        for row in self.all_comments.filter(pk__in=keys["comment"]):
            found["comment", row.pk] = (row.words, str(row.get_came_display()))
        titles = {theme.pk: theme.title for theme in self.themes}
        made = self.lines([(text, *found[text]) for text in texts if text in found])
        return [
            Line(
                line.text, line.words, line.source, line.seen,
                [tick._replace(ticked=int(tick.theme) in typed.get(line.text, ())) for tick in line.ticks],
                line.is_quoted, _names(others[line.text], titles) if line.text in others else "",
            )
            for line in made
        ]  # fmt: skip


def _names(themes: Any, titles: Mapping[int, str]) -> str:
    return ", ".join(titles[theme] for theme in sorted(themes) if theme in titles) or "no theme"


def _chosen(rows: QuerySet, kind: str, chosen: Chosen) -> QuerySet:
    codings = Coding.objects.filter(**{kind: OuterRef("pk")})
    if chosen.theme.isdecimal():
        return rows.filter(Exists(codings.filter(theme=int(chosen.theme))))
    return rows if chosen.all else rows.filter(~Exists(codings))


def text_questions(consultation: Consultation) -> list[tuple[int, str]]:
    return list(consultation.questions.filter(kind=Question.Kind.TEXT, section="main").values_list("pk", "wording"))
