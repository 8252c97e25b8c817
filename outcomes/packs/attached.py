"""Gathers what goes beside a pack's content: its covering report, and its exempt part.

Both are read in the same moment as the content. What is exempt goes into a file of its own and into nothing that is
stored beside it: the content has the notice that everybody may read.
"""

from dataclasses import dataclass

from plan.characters import clean
from plan.wording import day

from .covering import CommonWords, CoveringReport, CoveringSection
from .exempt import ExemptAppendix
from .kinds import CannotBuild, Gathered
from .models import Pack
from .parts import Paper
from .whole import Covering, ExemptNotice, Part, Whole

Screening = CoveringReport.Screening


@dataclass(frozen=True)
class Exempt:
    """What stands in the exempt paper, as it is printed."""

    title: str
    text: str
    paragraphs: str
    public_interest_test: str

    @property
    def marking(self) -> str:
        """What each page of it says."""
        part = "Part 1 of Schedule 12A to the Local Government Act 1972"
        return f"Not for publication by virtue of {self.paragraphs} of {part}"


def accompanied(pack: Pack, gathered: Gathered) -> tuple[Whole, Exempt | None]:
    """The content with its covering report and the notice of its exempt part, and that part itself. Five queries at
    most. Raises CannotBuild where the exempt part lacks what the law wants said."""
    appendix = ExemptAppendix.objects.filter(pack=pack).first()
    notice, exempt = _exempt(appendix) if appendix else (None, None)
    report = CoveringReport.objects.filter(pack=pack).first()
    covering = _covering(report, pack, gathered.content.paper, notice) if report else None
    return Whole(gathered.content, covering, notice), exempt


def _exempt(appendix: ExemptAppendix) -> tuple[ExemptNotice, Exempt]:
    words = (appendix.title, appendix.text, appendix.public_interest_test, appendix.public_sentence)
    title, text, test, sentence = (clean(each).strip() for each in words)
    if not appendix.paragraphs or not all((title, text, test, sentence)):
        raise CannotBuild("Its exempt appendix is not complete: fill in every field of it, or delete it.")
    paragraphs = appendix.paragraphs_words
    return ExemptNotice(paragraphs, sentence), Exempt(title, text, paragraphs, test)


def _covering(report: CoveringReport, pack: Pack, paper: Paper, notice: ExemptNotice | None) -> Covering:
    told = {words.heading_id: words for words in CommonWords.objects.filter(kind=pack.kind, covers=pack.covers)}
    common: dict[int | None, str] = {heading: words.text for heading, words in told.items()}
    rows = list(report.sections.filter(shown=True).select_related("heading"))
    made_up = any(told[row.heading_id].illustrative for row in rows if row.heading_id in told)
    parts = [Part(clean(row.named), clean(_words(row, report, common))) for row in rows]
    if notice:
        parts.append(Part("Exempt appendix", _told_of(notice)))
    return Covering(
        title=clean(report.title), office=clean(report.office), appendix=appendix_of(paper),
        parts=tuple(part for part in parts if part.text.strip()),
        illustrative=report.illustrative or made_up,
    )  # fmt: skip


def _words(row: CoveringSection, report: CoveringReport, common: dict[int | None, str]) -> str:
    """What is common to several reports, then what came of the screening, then the report's own."""
    screened = row.heading is not None and row.heading.fills == row.heading.Fill.EQUALITY
    told = [common.get(row.heading_id, ""), screening_words(report) if screened else "", row.text]
    return "\n\n".join(words.strip() for words in told if words.strip())


def screening_words(report: CoveringReport) -> str:
    """What came of the equality and human rights screening, in a sentence; empty where nothing is recorded."""
    if report.screening == Screening.NOT_NEEDED:
        told = "No equality and human rights screening is needed, as nothing is decided here."
    elif report.screened_on is None:
        return ""
    else:
        full = report.screening == Screening.FULL
        came = "a full assessment was made" if full else "no full assessment is needed"
        told = f"Equality and human rights screening was carried out on {day(report.screened_on)}: {came}."
    return " ".join(filter(None, [told, report.screening_result.strip()]))


def _told_of(notice: ExemptNotice) -> str:
    part = "Part 1 of Schedule 12A to the Local Government Act 1972"
    return f"An appendix is not for publication by virtue of {notice.paragraphs} of {part}. {notice.sentence}"


def appendix_of(paper: Paper) -> str:
    """Which appendix the pack is: "Appendix A, agenda item 12, page 43 of the agenda: How the Strategic Plan is going,
    July to September 2022"."""
    where = [
        f"Appendix {paper.appendix}" if paper.appendix else "Appendix",
        f"agenda item {paper.agenda_item}" if paper.agenda_item else "",
        f"page {paper.first_page} of the agenda" if paper.first_page else "",
    ]
    return f"{', '.join(filter(None, where))}: {paper.title}"
