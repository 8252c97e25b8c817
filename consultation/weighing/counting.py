"""A survey's answers, counted by the database: flat rows of few totals, however many people answered.

These are bare counts of everybody, small groups among them: what may be shown of them `results` decides.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from consultation.answering import flat
from consultation.answering.models import AboutYou, Answer, Response
from consultation.asking.models import Consultation
from consultation.asking.questions import Question

from .models import Coding
from .shares import Tally

Asked = tuple[int, int]  # a question and its row, 0 where it has none
NOT_SAID = "?"  # the group of those who did not say as whom they answer; no choice has such a code
Flat = Iterable[tuple[int, int | None, str, str, int]]  # question, row, choice, group, how many


@dataclass
class Counted:
    """Tallies by question, row and group, and how many responses there are of each group."""

    sizes: dict[str, int]
    tallies: dict[Asked, dict[str, Tally]] = field(default_factory=dict)
    texts: dict[int, int] = field(default_factory=dict)  # how many wrote something, by question

    @property
    def responses(self) -> int:
        return sum(self.sizes.values())


def count(consultation: Consultation, questions: Iterable[Question]) -> Counted:
    """Everything that was answered, by respondent type. Four queries, the longest over all answers: half a second for
    each million of them."""
    rows = Response.objects.submitted().filter(consultation=consultation).order_by()
    sizes = {group or NOT_SAID: size for group, size in rows.values_list("respondent_type").annotate(Count("pk"))}
    several = {question.pk for question in questions if question.kind == Question.Kind.SEVERAL}
    answers = Answer.objects.submitted().filter(response__consultation=consultation).order_by()
    people = answers.filter(question__in=several).exclude(choice="").values_list(
        "question_id", "response__respondent_type"
    ).annotate(Count("response_id", distinct=True))  # fmt: skip
    bases = {(question, group or NOT_SAID): base for question, group, base in people} if several else {}
    texts = answers.exclude(text="").values_list("question_id").annotate(Count("pk"))
    return Counted(sizes, tallied(flat.counts(consultation), bases), dict(texts))


def count_by(consultation: Consultation, asked: Question) -> dict[Asked, dict[str, Tally]]:
    """Main questions, by what people said of themselves in answer to `asked`. Totals alone, of everybody: for who has
    the right to answers about the person. Two queries."""
    rows = AboutYou.objects.submitted().filter(question=asked, response__consultation=consultation).exclude(choice="")
    # In one call of filter, so that it is the same answer; an exclude would leave out who also wrote something.
    chosen, several = (
        {"response__answers__choice__gt": ""},
        {"response__answers__question__kind": Question.Kind.SEVERAL},
    )
    keys = ("response__answers__question_id", "response__answers__row_id", "response__answers__choice", "choice")
    counts = rows.order_by().filter(**chosen).values_list(*keys).annotate(Count("pk"))
    of_several = rows.order_by().filter(**chosen, **several)
    people = of_several.values_list(keys[0], "choice").annotate(Count("response_id", distinct=True))
    return tallied(counts, {(question, group): base for question, group, base in people})


def tallied(rows: Flat, bases: dict[tuple[int, str], int]) -> dict[Asked, dict[str, Tally]]:
    """Flat counts as tallies. Of questions to which one person gives several answers `bases` says how many people did;
    elsewhere each answer is one person's."""
    counts: dict[Asked, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for question, row, choice, group, how_many in rows:
        counts[question, row or 0][group or NOT_SAID][choice] = how_many
    return {
        asked: {group: Tally(bases.get((asked[0], group), sum(of.values())), of) for group, of in groups.items()}
        for asked, groups in counts.items()
    }


def together(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    base = 0
    counts: dict[str, int] = defaultdict(int)
    for tally in tallies:
        base += tally.base
        for code, how_many in tally.counts.items():
            counts[code] += how_many
    return Tally(base, dict(counts))


def coded(consultation: Consultation) -> dict[int, int]:
    """How many answers and comments speak of each theme, by its key. One query."""
    rows = Coding.objects.filter(theme__consultation=consultation).order_by()
    return dict(rows.values_list("theme_id").annotate(Count("pk")))
