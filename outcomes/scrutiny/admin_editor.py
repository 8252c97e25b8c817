"""The remit editor: an edition as an outline, each line with who watches it, and what may be done about it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from outcomes.framework.desk_fields import working_edition
from outcomes.framework.labels import labels
from plan import clock
from plan.desk.doors import visible
from plan.models import Body, BodyKind, Plan

from .coverage import (
    IN_PART,
    PARTS,
    THROUGH,
    UNCOVERED,
    Coverage,
    Watch,
    begins_to_overlap,
    coverage,
    left_open,
    overlaps,
    state_of,
)
from .giving import KEEPERS
from .models import PlanItem
from .reach import Inherited, Line

SHOW = [("", "Everything"), ("open", "What no committee covers"), ("both", "What two committees watch")]
SUB_OUTCOMES = (PlanItem.Kind.SUB_OUTCOME,)


class AskForm(forms.Form):
    """What is shown: which version of the plan, on which day, and only what."""

    edition = forms.ModelChoiceField(
        Plan.objects.none(), to_field_name="slug", label="Version of the plan", empty_label=None
    )
    on = forms.DateField(label="On", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    show = forms.ChoiceField(choices=SHOW, required=False, label="Show")
    committee = forms.ModelChoiceField(
        Body.objects.scrutiny(), to_field_name="slug", required=False, label="Only what this committee watches",
        empty_label="Any committee",
    )  # fmt: skip

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["edition"].queryset = plans  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Shown:
    """A line as it is drawn: with what is said of it, and its parts where it is open."""

    line: Line[Watch]
    state: str
    both: bool
    above: tuple[Inherited[Watch], ...]
    count: str = ""
    is_open: bool = False
    parts: tuple["Shown", ...] = ()


def may_keep(user: Any) -> bool:
    return user.has_role(*(role.slug for role in KEEPERS))


def editor_address(**asked: Any) -> str:
    told = {name: value for name, value in asked.items() if value}
    return f"{reverse('admin:outcomes_remit_editor')}{'?' + urlencode(told) if told else ''}"


class EditorViews:
    """Adds the remit editor to the desk of remits."""

    def get_urls(self: Any) -> list[Any]:
        view = self.admin_site.admin_view(self.editor_view)
        return [path("editor/", view, name="outcomes_remit_editor"), *super().get_urls()]  # type: ignore[misc]

    def editor_view(self: Any, request: HttpRequest) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        plans = visible(Plan.objects.all(), request.user).order_by("-start_year", "-pk")
        plan, today = working_edition(request.user), clock.today()
        first = {"edition": plan.slug if plan else "", "on": today.isoformat(), "show": "", "committee": ""}
        asked = {**first, **{name: request.GET[name] for name in first if request.GET.get(name)}}
        form = AskForm(asked, plans=plans)
        found = None
        if form.is_valid():
            found = coverage(form.cleaned_data["edition"], on=form.cleaned_data["on"])
        here = {"_return": request.get_full_path()}
        chosen = {name: asked[name] for name in ("edition", "on") if asked[name] != first[name]}
        context = {
            **self.admin_site.each_context(request),
            "title": "Who scrutinises what",
            "opts": self.opts,
            "form": form,
            "found": found,
            "may_keep": may_keep(request.user),
            "as_a_whole": list(Body.objects.filter(kind=BodyKind.COMMISSION).values_list("name", flat=True)),
            "here": urlencode(here),
            "begun": urlencode({**chosen, **here}),  # where it is not as one would guess: these stand in every line
            "asked": urlencode({name: value for name, value in asked.items() if value != first[name]}),
            **(_told(found, form.cleaned_data, request.GET.get("open", "")) if found else {}),
        }
        return TemplateResponse(request, "outcomes/desk/remit_editor.html", context)


def _told(found: Coverage, asked: dict[str, Any], opened: str) -> dict[str, Any]:
    committee = asked["committee"].slug if asked["committee"] else ""
    outcomes = tuple(filter(None, (_outcome(line, asked["show"], committee, opened) for line in found.lines)))
    names = labels({item for item, _ in found.lost})
    return {
        "outcomes": outcomes,
        "counts": counts(found),
        "lost": [(names.get(item, "in no version of the plan"), watch) for item, watch in found.lost],
        "plan": found.plan,
        "on": found.on,
    }


def counts(found: Coverage) -> list[tuple[str, int]]:
    """What stands at the head of the page, each with its number."""
    return [
        ("sub-outcomes that no committee covers", len(found.with_state(SUB_OUTCOMES, UNCOVERED))),
        ("sub-outcomes covered in part", len(found.with_state(SUB_OUTCOMES, IN_PART))),
        ("aims and commitments that no committee covers", len({it.item for it in found.with_state(PARTS, UNCOVERED)})),
        ("things that two committees watch", len({line.item for line in found.overlapping})),
        ("indicators that no committee watches", len(found.bare)),
        ("remits about what is not in this version", len(found.lost)),
    ]


def _outcome(line: Line[Watch], show: str, committee: str, opened: str) -> Shown | None:
    """An outcome with those of its sub-outcomes that were asked for; None where there is none of them."""
    kept = [part for part in line.parts if asked_for(part, show, committee)]
    if not kept and (show or committee) and not asked_for(line, show, committee):
        return None
    return _shown(line, parts=tuple(_sub_outcome(part, part.number == opened) for part in kept))


def _sub_outcome(line: Line[Watch], is_open: bool) -> Shown:
    parts = tuple(_part(part) for part in line.parts) if is_open else ()
    return _shown(line, parts=parts, count=_count(line), is_open=is_open)


def _part(line: Line[Watch]) -> Shown:
    return _shown(line, parts=tuple(_part(part) for part in line.parts))


def _shown(line: Line[Watch], **more: Any) -> Shown:
    return Shown(line, state_of(line), begins_to_overlap(line), line.inherited, **more)


def asked_for(line: Line[Watch], show: str, committee: str) -> bool:
    """Whether a line, or something under it, is what was asked for."""
    found = list(line.walk())
    if committee and not any(watch.slug == committee for one in found for watch in one.claims):
        return False
    if show == "both":
        return any(overlaps(one) for one in found)
    return show != "open" or bool(left_open(line))


def _count(line: Line[Watch]) -> str:
    """What is to be said of the parts of a sub-outcome while it is closed."""
    parts = [part for part in line.walk() if part is not line]
    told = []
    if state_of(line) == THROUGH:
        told.append("covered through its parts")
    if state_of(line) == IN_PART:
        told.append(f"{sum(state_of(part) == UNCOVERED for part in parts)} of {len(parts)} parts not covered")
    both = sum(begins_to_overlap(part) for part in parts)
    if both:
        told.append(f"{both} watched by two committees")
    named = sorted({watch.committee for part in parts for watch in part.direct if watch.counts})
    if named:
        told.append(f"parts of it: {', '.join(named)}")
    return "; ".join(told)
