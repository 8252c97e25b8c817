"""Editions to take away: as a Word document, and as a workbook."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from outcomes.interchange.books import TooLong
from outcomes.interchange.files import TYPES, edition_file
from plan.models import Plan


@require_safe
def edition_file_view(request: HttpRequest, slug: str, name: str, kind: str) -> HttpResponse:
    """An edition as a file, for whoever may see it. Who has it as it is gets it not again."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    if name != plan.slug or kind not in TYPES:
        raise Http404("There is no such file of this version.")
    known = request.headers.get("If-None-Match", "").strip('W/" ')
    try:
        file = edition_file(plan, kind, known=known)
    except TooLong as error:
        raise Http404(str(error)) from None
    if file is None:
        response = get_conditional_response(request, etag=f'"{known}"') or HttpResponse(status=304)
    else:
        response = HttpResponse(file.content, content_type=TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{plan.slug}.{kind}"'
        response["ETag"] = f'"{file.digest}"'
    if plan.is_public and not request.user.is_authenticated:
        patch_cache_control(response, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["Cookie"])
    return response
