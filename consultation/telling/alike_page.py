"""All parts of one kind that changed in one way between two versions, such as every indicator that was added."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultation.weighing.models import Theme
from outcomes.pages.indicators import page_links
from plan import clock
from plan.pages import kept

from .models import PlanChange
from .pages import compared_for, context_of
from .places import Addresses
from .reading import Compared
from .runs import several
from .told import MANY, Told

# Each has one line here, so that more go on a page than where they are told word by word.
PER_PAGE = 200


@kept(params=("page", "theme"))
def compare_alike(request: HttpRequest, before: str, after: str, key: str, kind: str) -> HttpResponse:
    """Outcome by outcome; with `?theme=` those that answer a theme. About forty-five queries."""
    compared = compared_for(request, before, after)
    theme = _theme(request)
    told = _told(compared, key, kind, theme)
    if not told:
        raise Http404("Nothing changed so.")
    page = Paginator(told, PER_PAGE).get_page(request.GET.get("page"))
    context = context_of(request, compared) | {
        "theme": theme, "number": len(told), "many": several(kind, compared.after.commitment_label), "how": MANY[key],
        "parts": Addresses(compared).by_outcome(page.object_list), "page": page,
        "whys": list(dict.fromkeys(why for one in told for why in one.reasons)),
        "links": page_links(page, {"theme": str(theme.pk)} if theme else {}),
    }  # fmt: skip
    return render(request, "consultation/compare_alike.html", context)


def _told(compared: Compared, key: str, kind: str, theme: Theme | None) -> list[Told]:
    found = compared.alike(key, kind)
    if theme is None:
        return found
    rows = PlanChange.objects.standing().between(compared.before, compared.after).filter(themes=theme, kind=key)
    answering = set(rows.values_list("part", flat=True))
    return [one for one in found if one.changes[0].uuid in answering]


def _theme(request: HttpRequest) -> Theme | None:
    """The theme that is asked for, if everyone may read it by now or this reader prepares the answers."""
    asked = request.GET.get("theme", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 15:
        raise Http404("There is no such theme.")
    rows = Theme.objects.visible_to(request.user).standing().select_related("consultation")
    row = get_object_or_404(rows, pk=int(asked))
    if not row.consultation.has_closed(clock.today()) and not request.user.has_perm("consultation.view_themeanswer"):
        raise Http404("It has not closed yet.")
    return row
