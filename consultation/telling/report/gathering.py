"""Gathers a consultation report: what the public may read of it, and nothing else. A fixed number of queries."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from consultation.asking.models import Consultation
from consultation.hearing import bars
from consultation.hearing import heard as hearing
from consultation.hearing.hiding import HIDDEN
from outcomes.framework.comparing.changes import ADDED, MOVED, REMOVED, RETITLED, REWORDED
from outcomes.packs.dates import Days
from outcomes.packs.kinds import CannotBuild, Gathered
from outcomes.packs.models import Pack
from outcomes.packs.which_paper import paper_of
from plan.models import Plan
from plan.wording import count, day, number

from ..said import STATES, Line, Said, counts, said_in
from ..told import readable
from .content import (
    SCHEMA,
    ConsultationContent,
    Engaged,
    Figure,
    Made,
    Quote,
    Ranking,
    Results,
    Theme,
    Window,
)
from .content import Line as ResultLine
from .survey import Part
from .surveying import survey_of

EVERYBODY = AnonymousUser()
SAME_WORDS = "The same words, in another place"


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """The report as everybody may read it today. Raises CannotBuild before the consultation has closed, and where
    nothing of what people said was kept."""
    rows = Consultation.objects.announced().select_related("plan")
    row = rows.filter(slug=pack.subject).first()
    if row is None:
        raise CannotBuild("Choose a consultation that was announced.")
    if not row.has_closed(today):
        raise CannotBuild(f"It is open until {day(row.window.last_day)}. Its report can be made after that.")
    heard, said, survey = hearing.read(row, EVERYBODY), said_in(row, EVERYBODY), survey_of(row)
    if heard.is_empty and not said and survey is None:
        raise CannotBuild("Nothing of what people said is kept yet: enter results, comments or themes first.")
    edition = row.plan or Plan.objects.in_force(row.opens).first() or Plan.current(today)
    if edition is None:
        raise CannotBuild("No version of the plan was in force then. Put one in force first.")
    paper = paper_of(
        pack, edition, Days(today, today, today), number=number, what_changed=what_changed, quarter_label=row.title,
        months="", last_pack="", heading=f"What people said: {row.title}", kind=pack.kind, which=pack.address,
    )  # fmt: skip
    content = _content(pack, row, heard, said, paper)
    return Gathered(replace(content, survey=survey).cleaned(), edition, today)


def _content(pack: Pack, row: Consultation, heard: Any, said: list[Said], paper: Any) -> ConsultationContent:
    done, themes = heard.conduct, tuple(map(_theme, said))
    made_up = [heard.figures, heard.engagement, heard.before, [one.now for one in heard.counts], said]
    return ConsultationContent(
        schema=SCHEMA, paper=paper, title=row.title, subject=row.about, purpose=row.purpose, window=_window(row),
        responses=(*_responses(heard), *_overall(heard)), methods=_lines(done.methods) if done else (),
        promoted=_lines(done.promoted_to) if done else (), rate_remark=done.rate_remark if done else "",
        engaged=tuple(_engaged(one) for one in (*heard.before, *heard.engagement)),
        results=tuple(map(_results, heard.sections)), said=tuple(_quote(one.comment) for one in heard.comments),
        themes=themes, counts=tuple(Figure(words, str(how_many)) for _, words, how_many in counts(said)),
        lessons=done.lessons if done else "", final_report=done.report_title if done else "", source=row.source,
        rules=(), remit=tuple(sorted({str(place.item) for one in said for place in one.about})),
        illustrative=(
            pack.illustrative or row.illustrative or any(one.illustrative for rows in made_up for one in rows)
            or any(made.illustrative for theme in themes for made in theme.made)
        ),
    )  # fmt: skip


def _window(row: Consultation) -> Window:
    extended, ended = row.extended_to, row.ended_on
    return Window(
        opened=day(row.opens), first_close=day(row.closes), extended_to=day(extended) if extended else "",
        why_extended=row.extension_reason, ended=day(ended) if ended else "", why_ended=row.ended_reason,
        length=row.planned_length,
    )  # fmt: skip


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def _responses(heard: Any) -> list[str]:
    found = []
    for one in heard.counts:
        interim = f", interim, as of {day(one.now.as_of)}" if one.now.as_of else ""
        share = f" ({one.share_words})" if one.share_words else ""
        of = f" from {one.now.group}" if one.now.group else " in all"
        many = count(one.now.count, "response")
        told = f"Responses from {one.now.group}: {HIDDEN}" if one.hidden else f"{many}{of}{share}"
        found.append(f"{told}{interim}")
    return found


def _overall(heard: Any) -> list[str]:
    """What all who answered said of the plan as a whole, for the first page."""
    whole = [question for section in heard.sections if section.title == hearing.WHOLE for question in section.questions]
    told = [
        (one.title, line.said) for one in whole for line in one.lines if not line.standing.group and not line.hidden
    ]
    return [f"{title}: {', '.join(f'{answer.lower()} {figure}' for answer, figure in said)}" for title, said in told]


def _engaged(row: Any) -> Engaged:
    when = day(row.starts) if row.starts else ""
    if row.ends and row.ends != row.starts:
        when = f"{when} to {day(row.ends)}"
    if row.standing == row.Standing.PLANNED:
        when = f"planned: {when}" if when else "planned"
    reached = [
        count(row.sessions, "session") if row.sessions else "",
        f"{number(row.heads)} people" if row.heads else "",
    ]
    return Engaged(row.who, when, row.method, ", ".join(filter(None, reached)), row.earlier, row.illustrative)


def _results(section: Any) -> Results:
    lines = [
        ResultLine(
            question.title, line.standing.group_words, tuple(Figure(answer, figure) for answer, figure in line.said),
            line.is_illustrative, tuple(map(_part, line.parts)),
        )
        for question in section.questions for line in question.lines
    ]  # fmt: skip
    rankings = [
        Ranking(one.row.get_side_display(), one.row.words, tuple(aim.wording for aim in one.aims), one.row.remark,
                one.row.illustrative)
        for one in section.rankings
    ]  # fmt: skip
    return Results(section.title, tuple(lines), tuple(rankings))


def _part(part: bars.Part) -> Part:
    """A piece of a bar as those of surveys held here are: what stands inside a wider one is the end of the scale."""
    kind = f"{part.kind}-strongly" if part.strong else part.kind
    return Part(round(part.x * 10), round(part.width * 10), kind)


def _quote(row: Any) -> Quote:
    met = f", {day(row.meeting.date)}" if row.meeting else ""
    return Quote(row.words, row.quoted, f"{row.of_whom}{met}", row.answer, row.source)


def _theme(one: Said) -> Theme:
    answer = one.answer
    return Theme(
        anchor=one.anchor, title=one.title, summary=one.summary, heard=one.heard,
        about="; ".join(f"{place.number} {place.title}".strip() for place in one.about), source=one.source,
        decision=one.state, decision_words=STATES[one.state], answer=answer.words if answer else "",
        besides=answer.besides if answer else "", decided=answer.whose if answer else "",
        answer_source=answer.source if answer else "", made=tuple(map(_made, one.lines)),
        many=tuple(many.words for many in one.many), illustrative=one.illustrative,
        whose=one.whose, rests_on=tuple(figure.words for figure in one.rests_on),
    )  # fmt: skip


def _made(line: Line) -> Made:
    """The words before and after: titles where the title is new, else the texts that were reworded, or the whole."""
    told, key = line.told, line.told.keys[0]
    before, after = told.before, told.after
    numbers = " → ".join(filter(None, told.numbers))
    was, now = "", ""
    if key == RETITLED and before and after:
        was, now = before.title, after.title
    elif key == REWORDED and before and after:
        was, now = (_texts(part.said(), told.changes[0].names) for part in (before, after))
    elif key == REMOVED and before:
        was = before.title
    elif key == ADDED and after:
        now = after.title
    elif key == MOVED and before and not told.is_heading:
        was, now = before.title, SAME_WORDS
    name = f" {told.part.title}" if told.is_heading and key not in (RETITLED, REMOVED, ADDED) else ""
    title = f" {told.part.title}" if not (was or now) and not name else name
    return Made(told.labels[0][1], f"{line.what} {numbers}{title}".strip(), was, now, line.reason, line.illustrative)


def _texts(said: dict[str, str], names: tuple[str, ...]) -> str:
    return "\n\n".join(readable(said.get(name, "")) for name in names).strip()
