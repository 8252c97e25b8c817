"""Pages that need only the ground floor: versions of the plan, partners, glossary, statements, the machine's own."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import away, clock
from .models import GlossaryTerm, Partner, Plan
from .pages import kept
from .standing import stages


@kept
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan people may see: in force, to come, earlier, and the drafts, which never were."""
    today = clock.today()
    found = list(Plan.objects.visible_to(request.user))
    dated = sorted((plan for plan in found if plan.in_force_from), key=lambda plan: plan.in_force_from, reverse=True)
    standing = stages(found, today)
    for plan in found:
        plan.stage = standing[plan.pk].value
    context = {
        "in_force": [plan for plan in dated if plan.is_in_force(today)],
        "to_come": [plan for plan in dated if plan.in_force_from > today],
        "earlier": [plan for plan in dated if plan.in_force_from <= today and not plan.is_in_force(today)],
        "drafts": [plan for plan in found if not plan.in_force_from],
    }
    return render(request, "plan/plans.html", context)


@kept
def partners(request: HttpRequest) -> HttpResponse:
    kinds: dict[str, list[Partner]] = {}
    for partner in Partner.objects.order_by("name"):
        kinds.setdefault(partner.get_kind_display(), []).append(partner)
    return render(request, "plan/partners.html", {"kinds": sorted(kinds.items())})


@kept
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Partner, slug=slug)
    aliases = list(found.aliases.values_list("name", flat=True))
    return render(request, "plan/partner.html", {"partner": found, "aliases": aliases})


@kept
def glossary(request: HttpRequest) -> HttpResponse:
    plan = Plan.current(clock.today())
    terms = GlossaryTerm.objects.filter(plan=plan).values("term", "definition") if plan else []
    return render(request, "plan/glossary.html", {"plan": plan, "terms": terms})


@kept
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "plan/accessibility.html")


@kept
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "plan/privacy.html")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: 200 while the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except away.ERRORS:
        return away.plain()
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything public; filtered lists are endless variations of one page."""
    kept_from = (reverse("admin:index"), f"{reverse('indicators')}?", f"{reverse('meetings')}?")
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in kept_from), "")
    return HttpResponse("\n".join(lines), content_type="text/plain")
