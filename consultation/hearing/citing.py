"""Reported figures and ranked aims as other pages cite them: in one line, with where on the results page they stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from consultation.asking.models import Consultation

from . import figures
from .heard import aim_anchor, anchor_of, title, with_words
from .hiding import HIDDEN, hiding
from .models import RankedAim, ReportedResult
from .names import UNNAMED, places


@dataclass(frozen=True)
class Citation:
    words: str
    url: str


def citable(consultations: Iterable[Consultation], user: Any) -> dict[str, forms.ModelMultipleChoiceField]:
    """Fields to choose figures and ranked aims of these consultations by what they are cited as."""
    of = list(consultations)
    figured = ReportedResult.objects.filter(consultation__in=of).select_related("consultation")
    ranked = RankedAim.objects.filter(ranking__consultation__in=of).select_related("ranking__consultation")
    return {"results": _field("Figures", figured, user), "ranked": _field("Aims as they were ranked", ranked, user)}


def _field(label: str, rows: QuerySet, user: Any) -> forms.ModelMultipleChoiceField:
    field = forms.ModelMultipleChoiceField(
        rows, required=False, label=label, widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Hold Ctrl to choose several.",
    )  # fmt: skip
    cited = cite(rows, user)
    field.label_from_instance = lambda one: cited[one].words  # type: ignore[assignment]
    return field


def cite(rows: Iterable[ReportedResult | RankedAim], user: Any) -> dict[ReportedResult | RankedAim, Citation]:
    """Each in one line: "Strong Economy: agree 68%"; of so few that they could be recognised no figure is told. Needs
    consultations and rankings joined. Seven queries for each consultation whose figures are about parts of the plan."""
    by_consultation: dict[Consultation, list[ReportedResult | RankedAim]] = defaultdict(list)
    for row in rows:
        by_consultation[_consultation(row)].append(row)
    found: dict[ReportedResult | RankedAim, Citation] = {}
    for consultation, ones in by_consultation.items():
        page = reverse("consultation-results", args=[consultation.slug])
        figured = [one for one in ones if isinstance(one, ReportedResult)]
        for aim in (one for one in ones if isinstance(one, RankedAim)):
            found[aim] = Citation(f"{aim.wording}: {aim.ranking.words}", f"{page}#{aim_anchor(aim)}")
        for row, words, place in _figures(consultation, figured, user) if figured else ():
            found[row] = Citation(words, f"{page}#{place}")
    return found


def _figures(
    consultation: Consultation, rows: list[ReportedResult], user: Any
) -> Iterator[tuple[ReportedResult, str, str]]:
    """Each figure with the words it is cited by, and with its place on the page: as there, by question."""
    every = list(consultation.reported_results.order_by("pk"))
    hides = hiding(consultation.response_counts.order_by("pk"), every)
    items = {row.item_id for row in rows if row.item_id}
    named = places(consultation, items, user) if items else {}
    homes = {
        figure: (asked, standing)
        for asked, standings in figures.by_question(every).items()
        for standing in standings for figure in (*standing.figures, *standing.earlier)
    }  # fmt: skip
    for row in rows:
        asked, standing = homes[row]
        hidden = hides.figure(row) if row in standing.figures else hides.earlier(row, standing.figures[0])
        said = HIDDEN if hidden else with_words(row)
        about = title(asked, named.get(row.item_id, UNNAMED) if row.item_id else UNNAMED)
        yield row, f"{about}: {row.answer_words.lower()} {said}", anchor_of(asked)


def _consultation(row: ReportedResult | RankedAim) -> Consultation:
    return row.consultation if isinstance(row, ReportedResult) else row.ranking.consultation
