"""Links to responses at the head of a consultation's page on the desk, which stands in a room to the left."""

from typing import Any

from django.urls import reverse

from consultation.asking.models import Consultation
from plan import clock
from plan.roles import POLICY_OFFICER
from plan.slots import DeskLink, slots


def _reads(row: Consultation, user: Any) -> bool:
    right = user.has_perm("consultation.view_response") and user.has_role(POLICY_OFFICER.slug)
    return row.is_announced and row.is_held_here and right


def _link(name: str) -> Any:
    def url(row: Consultation, user: Any) -> str:
        if not _reads(row, user):
            return ""
        if name == "erase_all" and (row.keep_until is None or row.keep_until >= clock.today()):
            return ""
        return reverse(f"admin:consultation_{name}", args=[row.pk])

    return url


def received_url(row: Consultation, user: Any) -> str:
    if not _reads(row, user):
        return ""
    return f"{reverse('admin:consultation_response_changelist')}?consultation__id__exact={row.pk}"


def furnish() -> None:
    links = {
        "responses": ("Responses", received_url), "key-in": ("Type in a response…", _link("key_in")),
        "erase": ("Erase a response…", _link("erase")), "erase-all": ("Erase all responses…", _link("erase_all")),
    }  # fmt: skip
    for order, (key, (title, url)) in enumerate(links.items(), start=10):
        slots.desk_links.add(DeskLink(f"consultation-{key}", "consultation.Consultation", title, url, order=order))
