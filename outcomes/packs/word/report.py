"""A covering report as a Word document, which officers of other departments go on working with."""

from typing import Any

from django.conf import settings

from ..parts import Paper
from ..whole import Covering


def covering_report(covering: Covering, paper: Paper, *, fingerprint: str) -> bytes:
    """The report that introduces a pack: its body and meeting, sections under their headings with paragraphs numbered
    through, and which appendix the pack is. `fingerprint` is of the version's content. Costs about 0.3 s."""
    from .blocks import write_blocks  # the library is read where a report is written, not at every start
    from .document import WordDocument

    item = f"Agenda item {paper.agenda_item}" if paper.agenda_item else ""
    document = WordDocument(footer=" · ".join(filter(None, [item, paper.meeting])))
    where = ": ".join(filter(None, [paper.committee, paper.meeting]))
    document.say(paper.council)
    document.say(where)
    document.say(covering.title, "Title")
    if covering.office:
        _bold(document.say(f"Report of the {covering.office.removeprefix('The ').removeprefix('the ')}"))
    if paper.is_revised:
        document.say(f"Revised paper, version {paper.number}. {paper.what_changed}")
    if covering.illustrative:
        document.say("Illustrative: what this report says is made up, or partly so, to show how the system works.")
    for part in covering.parts:
        document.say(part.title, "Heading 1")
        write_blocks(document, part.text, heading_level=2, numbered=True, base=settings.SITE_ADDRESS)
    document.say("Appendix", "Heading 1")
    document.say(covering.appendix)
    document.say(f"Version {paper.number}, figures as at {paper.cut_off}. SHA-256 of its content: {fingerprint}")
    return document.as_bytes(
        title=f"{covering.title}: {paper.committee}", subject=f"Covering report, {paper.quarter_label}",
        creator=covering.office or paper.council, moment=f"{paper.cut_off_day}T00:00:00Z",
    )  # fmt: skip


def _bold(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.bold = True
