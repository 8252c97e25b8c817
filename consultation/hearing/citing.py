"""Reported figures and ranked aims as other pages cite them: in one line, with where on the results page they stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from consultation.asking.models import Consultation

from . import figures
from .heard import anchor, title, with_words
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
    """Each in one line: "Strong Economy: agree 68%". Needs consultations and rankings joined. Five queries for each
    consultation whose figures are about parts of the plan."""
    by_consultation: dict[Consultation, list[ReportedResult | RankedAim]] = defaultdict(list)
    for row in rows:
        by_consultation[_consultation(row)].append(row)
    found = {}
    for consultation, ones in by_consultation.items():
        items = {one.item_id for one in ones if isinstance(one, ReportedResult) and one.item_id}
        named = places(consultation, items, user) if items else {}
        page = reverse("consultation-results", args=[consultation.slug])
        for one in ones:
            found[one] = Citation(_words(one, named), f"{page}#{anchor(one)}")
    return found


def _consultation(row: ReportedResult | RankedAim) -> Consultation:
    return row.consultation if isinstance(row, ReportedResult) else row.ranking.consultation


def _words(row: ReportedResult | RankedAim, named: dict[Any, Any]) -> str:
    if isinstance(row, RankedAim):
        return f"{row.wording}: {row.ranking.words}"
    about = title(figures.asked(row), named.get(row.item_id, UNNAMED))
    return f"{about}: {row.answer_words.lower()} {with_words(row)}".replace(":  ", ": ")
