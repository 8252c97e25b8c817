"""The results of a survey as plain data: what may be shown of the counts, small groups left out. This is what is
published and kept, so it holds the words of the questions as they were asked.

    {"responses": 259, "groups": [["resident", "A resident", 201], ["business", "A business", None]],
     "questions": [{"number": 1, "key": 7, "kind": "agree", "wording": …, "item": None, "levels": [[code, words], …],
                    "texts": None, "rows": [{"key": 0, "wording": "", "item": None, "base": 251, "counts": {code: n},
                                             "groups": {"resident": {"base": 196, "counts": {…}, "hidden": [code]},
                                                        "business": None}}]}],
     "themes": [{"key": 3, "title": …, "said": 12}]}

None stands for what is not shown because it is of few people (`small_groups`), and for questions without texts. Answers
of a group that are not shown, because few of it gave one of them, are `hidden` (`small_cells`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from consultation.asking.models import Consultation
from consultation.asking.questions import Question

from .counting import NOT_SAID, Asked, Counted, coded, count, together
from .models import Theme
from .shares import Tally
from .small_cells import NONE, hide_cells
from .small_groups import few, hide_groups

Content = dict[str, Any]
DID_NOT_SAY = "Did not say"


def questions_of(consultation: Consultation) -> list[Question]:
    """The main questions but the one on who answers, which the groups tell. Three queries."""
    rows = consultation.questions.filter(section=Question.Section.MAIN)
    return list(rows.prefetch_related("rows", "choices"))


def build(consultation: Consultation, *, earlier: Iterable[Content] = ()) -> Content:
    """The results as they stand; `earlier` are those published before. Ten queries at most."""
    questions = questions_of(consultation)
    counted = count(consultation, questions)
    told = _groups(questions, counted)
    earlier = list(earlier)
    sizes = hide_groups(counted.sizes, before=_sizes_before(earlier))
    before = _before(earlier)
    asked = [question for question in questions if not question.is_respondent_type]
    return {
        "responses": None if sizes.whole else counted.responses,
        "groups": [
            [code, words, None if code in sizes.groups else counted.sizes.get(code, 0)] for code, words in told
        ],
        "questions": [
            _question(number, question, counted, told, before) for number, question in enumerate(asked, start=1)
        ],
        "themes": _themes(consultation),
    }  # fmt: skip


def _groups(questions: Iterable[Question], counted: Counted) -> list[tuple[str, str]]:
    """(code, words) of the groups, in the order of the choices; none where nobody was asked as whom they answer."""
    asked = next((question for question in questions if question.is_respondent_type), None)
    if asked is None:
        return []
    return [*asked.options(), *([(NOT_SAID, DID_NOT_SAY)] if counted.sizes.get(NOT_SAID) else [])]


def _question(
    number: int, question: Question, counted: Counted, told: list[tuple[str, str]], before: Mapping[Asked, Any]
) -> Content:
    written = counted.texts.get(question.pk, 0)
    rows = [(row.pk, row.wording, row.item_id) for row in question.rows.all()] or [(0, "", None)]
    return {
        "number": number, "key": question.pk, "kind": question.kind, "wording": question.wording,
        "item": _plain(question.item_id), "levels": [list(option) for option in question.options()],
        "texts": written if question.is_text and not few(written) else None,
        "rows": [] if question.is_text else [
            {"key": key, "wording": wording, "item": _plain(item), **_row((question.pk, key), counted, told, before)}
            for key, wording, item in rows
        ],
    }  # fmt: skip


def _row(asked: Asked, counted: Counted, told: list[tuple[str, str]], before: Mapping[Asked, Any]) -> Content:
    return shown(counted.tallies.get(asked, {}), told, sizes=counted.sizes, before=before.get(asked))


def shown(
    tallies: Mapping[str, Tally], told: Iterable[tuple[str, str]], *, sizes: Mapping[str, int] | None = None,
    before: Mapping[str | None, list[int]] | None = None,
) -> Content:  # fmt: skip
    """What may be shown of one question's tallies by group."""
    hidden = hide_groups({group: tally.base for group, tally in tallies.items()}, sizes=sizes, before=before)
    if hidden.whole:
        return {"base": None, "counts": {}, "groups": {code: None for code, _ in told}}
    whole = together(tallies.values())
    seen = {code: tallies.get(code, Tally(0, {})) for code, _ in told if code not in hidden.groups}
    without = hide_cells(seen, whole)
    groups = {code: plain(tally, without.get(code, NONE)) for code, tally in seen.items()}
    return {**plain(whole), "groups": {code: groups.get(code) for code, _ in told}}


def plain(tally: Tally, hidden: frozenset[str] = NONE) -> Content:
    counts = {code: how_many for code, how_many in tally.counts.items() if how_many and code not in hidden}
    return {"base": tally.base, "counts": counts, **({"hidden": sorted(hidden)} if hidden else {})}


def _plain(item: Any) -> str | None:
    return str(item) if item else None


def _themes(consultation: Consultation) -> list[Content]:
    """Two queries."""
    said = coded(consultation)
    rows = Theme.objects.standing().filter(consultation=consultation).values_list("pk", "title")
    counts = [(key, title, said.get(key, 0)) for key, title in rows]
    return [
        {"key": key, "title": title, "said": None if few(how_many) else how_many} for key, title, how_many in counts
    ]


def _sizes_before(earlier: Iterable[Content]) -> dict[str | None, list[int]]:
    found: dict[str | None, list[int]] = defaultdict(list)
    for content in earlier:
        if content["responses"] is not None:
            found[None].append(content["responses"])
        for code, _, size in content["groups"]:
            if size is not None:
                found[code].append(size)
    return found


def _before(earlier: Iterable[Content]) -> dict[Asked, dict[str | None, list[int]]]:
    """The bases that were published, by question, row and group; of all respondents under None."""
    found: dict[Asked, dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for content in earlier:
        for question in content["questions"]:
            for row in question["rows"]:
                bases = found[question["key"], row["key"]]
                for group, tally in {None: row, **row["groups"]}.items():
                    if tally is not None and tally["base"] is not None:
                        bases[group].append(tally["base"])
    return found
