"""What goes beside a pack in tests: a covering report under headings of Fenbrook's own, and an exempt appendix."""

from datetime import date

from outcomes.models import CommonWords, CoveringHeading, CoveringReport, CoveringSection, ExemptAppendix
from outcomes.packs.begin import begin_covering_report
from plan.models import BodyKind, Decision
from tests import factories as make

PRIVATE = "QUOKKA"  # stands in every word that is exempt, and in nothing else


def headings() -> None:
    told = [
        ("why", "Why we write", "To tell the {committee} of {council} what came of {period}. See {appendix}.", ""),
        ("before", "What was decided before", "", "decisions"),
        ("fair", "Is it fair", "", "equality"),
        ("when", "What comes when", "", "timetable"),
        ("papers", "Papers behind it", "", "background"),
        ("silent", "Nothing to say", "", ""),
    ]
    for place, (key, title, usual, fills) in enumerate(told, start=1):
        CoveringHeading.objects.create(key=key, title=title, position=place, usual=usual, fills=fills)


def covering(world, officer) -> CoveringReport:
    """A report begun by its verb, with something in every section but the last."""
    headings()
    council = make.make_body(BodyKind.COUNCIL, "Fenbrook County Council")
    Decision.objects.create(body=council, plan=world.plan, text="Approved the plan.", date=date(2022, 5, 18))
    Decision.objects.create(body=council, plan=world.plan, text="To look again.", planned_date=date(2023, 5, 17))
    Decision.objects.create(body=council, text="On another matter.", date=date(2022, 5, 18))
    report = begin_covering_report(world.pack, by=officer, office="Chief Executive")
    why = CoveringHeading.objects.get(key="why")
    CommonWords.objects.create(kind="quarterly", covers="2022-Q2", heading=why, text="Said to every committee.")
    CommonWords.objects.create(kind="quarterly", covers="2022-Q3", heading=why, text="Said another time.")
    CoveringSection.objects.create(report=report, title="For you alone", position=7, text="- Otters\n- Weirs")
    CoveringReport.objects.filter(pk=report.pk).update(
        screening="no_further", screened_on=date(2022, 10, 3), screening_result="Nobody is put at a **disadvantage**."
    )
    report.refresh_from_db()
    return report


def exempt(world, **more) -> ExemptAppendix:
    told = {
        "title": f"{PRIVATE} prices", "text": f"The {PRIVATE} costs **much**.", "paragraphs": ["3", "1"],
        "public_interest_test": f"Bidders of {PRIVATE} would learn.", "public_sentence": "Bidders would learn prices.",
    }  # fmt: skip
    appendix = ExemptAppendix(pack=world.pack, **(told | more))
    appendix.full_clean()
    appendix.save()
    return appendix
