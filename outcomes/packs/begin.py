"""Begins the covering report of a pack, and fills in what nobody has written yet."""

from django.db import transaction

from plan import events, locking
from plan.models import User

from .building import NotAllowed, may_act
from .covering import CoveringHeading, CoveringReport, CoveringSection
from .models import Pack
from .prefill import title_of, usual_words

WHAT = "given a covering report"


@transaction.atomic
def begin_covering_report(pack: Pack, *, by: User | None, office: str = "", **more: object) -> CoveringReport:
    """A pack's covering report with every heading of the council and its usual words; one that is there stays as it is.

    `more` are other fields of the report. Raises NotAllowed for whom it is not, and where the council has no headings.
    """
    may_act(by, WHAT)
    pack = Pack.objects.select_related("body", "meeting", "edition").select_for_update(of=("self",)).get(pk=pack.pk)
    there = CoveringReport.objects.filter(pack=pack).first()
    if there is not None:
        return there
    headings = list(CoveringHeading.objects.all())
    if not headings:
        raise NotAllowed("The council has no headings of covering reports yet. Add them first, then begin the report.")
    report = CoveringReport(pack=pack, **{"title": title_of(pack), "office": office, **more})
    report._history_user = by
    report.save(force_insert=True)
    for place, heading in enumerate(headings, start=1):
        _add(report, heading, place, usual_words(heading, pack), by)
    events.record(verb="covering.begun", subject=report, by=by)
    return report


@transaction.atomic
def fill_in(report: CoveringReport, *, by: User | None) -> list[str]:
    """Give every section that has no words what it would begin with today, and add headings it lacks; which those were.
    What somebody wrote stays. Raises NotAllowed for whom it is not."""
    may_act(by, WHAT)
    report = CoveringReport.objects.select_related("pack__body", "pack__meeting", "pack__edition").get(pk=report.pk)
    there = {row.heading_id: row for row in report.sections.select_related("heading", "report")}
    last, filled = max((row.position for row in there.values()), default=0), []
    for heading in CoveringHeading.objects.all():
        row, words = there.get(heading.pk), usual_words(heading, report.pack)
        if row is None:
            last += 1
            _add(report, heading, last, words, by)
        elif words and not row.text.strip():
            row.text, row._history_user = words, by
            locking.save(row)
        else:
            continue
        filled.append(heading.title)
    if filled:
        events.record(verb="covering.filled", subject=report, by=by, detail={"sections": filled})
    return filled


def _add(report: CoveringReport, heading: CoveringHeading, place: int, words: str, by: User | None) -> None:
    row = CoveringSection(report=report, heading=heading, position=place, text=words)
    row._history_user = by
    row.save(force_insert=True)
