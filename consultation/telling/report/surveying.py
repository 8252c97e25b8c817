"""Reads the published results of a survey held here for its report. Nothing is counted anew: what was published, with
what was left out of it, is all that the paper has. One query."""

from collections.abc import Sequence
from typing import Any

from consultation.asking.models import Consultation
from consultation.weighing import results as weighed
from consultation.weighing import shares
from consultation.weighing.records import PublishedResults
from plan.clock import local_day
from plan.wording import count, day

from .survey import Cell, Line, Part, Question, Ranked, Row, Survey

NOT_SHOWN = weighed.HIDDEN


def survey_of(row: Consultation) -> Survey | None:
    """The results that stand; None where none were published."""
    published = list(PublishedResults.objects.filter(consultation=row))
    if not published:
        return None
    newest, *earlier = published
    found = weighed.Results(newest.content)
    return Survey(
        published=day(local_day(newest.published_at)), interim=newest.interim,
        responses=count(found.responses, "response"), illustrative=row.illustrative,
        who=tuple(Row(words, (_number(size),)) for _, words, size in found.groups),
        questions=tuple(map(_question, found.questions)),
        ranked=tuple(Ranked(one.place, one.wording, one.important, one.very, str(one.base)) for one in found.ranked),
        themes=tuple(
            Row(theme["title"], ("fewer than 5" if theme["said"] is None else str(theme["said"]),))
            for theme in found.themes
        ),
        earlier=tuple(f"{day(local_day(one.published_at))}{' (interim)' if one.interim else ''}" for one in earlier),
        sha256=newest.sha256,
        warning=shares.warning([(words, shares.Tally(size, {})) for _, words, size in found.groups if size]),
    )  # fmt: skip


def _number(size: int | None) -> str:
    return NOT_SHOWN if size is None else f"{size:,}"


def _question(one: weighed.Question) -> Question:
    grouped = bool(one.groups) and not one.is_text
    whole_scale = one.is_scale and len(one.rows) == 1
    lines = one.by_group[0][1] if whole_scale and grouped else one.lines
    by_words, by_group = _by_group(one) if grouped and not whole_scale else ("", ())
    return Question(
        number=one.number, wording=one.wording, both=one.is_scale,
        head="Who answered" if whole_scale else "Asked about" if one.is_scale else "Choice",
        heads=tuple(one.heads), lines=() if one.is_text else tuple(map(_line, lines)),
        groups=tuple(words for _, words in [(weighed.ALL, weighed.EVERYBODY), *one.groups]) if by_group else (),
        by_words=by_words, by_group=tuple(by_group),
        texts=(one.texts or "Few people wrote something, or nobody.") if one.is_text else "",
    )  # fmt: skip


def _line(line: weighed.Line) -> Line:
    parts = tuple(Part(part.x, part.width, part.kind) for part in line.parts)
    base = "–" if line.base is None else f"{line.base:,}"
    return Line(
        line.words, parts, line.told, tuple(Cell(cell.percent, cell.count) for cell in line.cells), base, line.place
    )


def _by_group(one: weighed.Question) -> tuple[str, Sequence[Row]]:
    """What the groups are compared on: of several things judged the first side of the scale, of choices each."""
    if one.is_scale:
        words, codes = shares.combined(one.kind, [])[0]
        return words, [Row(row["wording"], _shares(one, row, codes)) for row in one.rows]
    return "Chose it", [Row(words, _shares(one, row, (code,))) for row in one.rows for code, words in one.levels]


def _shares(one: weighed.Question, row: Any, codes: Sequence[str]) -> tuple[str, ...]:
    tallies = [weighed.tally_of(tally) for _, _, tally in one.told_of(row)]
    return tuple(
        shares.percent(tally.share(codes)) if tally is not None and tally.shows(codes) else NOT_SHOWN
        for tally in tallies
    )
