"""Pasting a meeting's minutes on the desk: read, shown beside the passages, mended, ticked, confirmed.

Nothing is stored before it is confirmed: the pasted text travels with the form and is read anew.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from outcomes.framework.labels import labels
from outcomes.framework.models import PlanItem
from plan.desk.names import NamedField, Names
from plan.models import AgendaItem, Department, Meeting
from plan.models.meetings import PUBLIC_KINDS
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, NotYours

from .admin_forms import date_field, meetings_after
from .asked import Action
from .asking import NotPossible
from .confirming import Proposal, Proposed, confirm_minutes, propose
from .minutes import NotMinutes, read_minutes
from .resolutions import Resolution

SHORT = forms.Textarea(attrs={"rows": 3, "cols": 60})


class PasteForm(forms.Form):
    pasted = forms.CharField(
        label="Minutes", strip=False, widget=forms.Textarea(attrs={"rows": 16, "cols": 90}),
        help_text="The text of the minutes, copied from the document. Nothing of it is stored but what you confirm.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ProposalForm(forms.Form):
    """One proposal. Fields are asked for only where it is ticked."""

    use_required_attribute = False
    keep = forms.BooleanField(label="Record this", required=False)

    def __init__(self, *args: Any, proposal: Proposal, offered: "Offered", **kwargs: Any) -> None:
        kwargs |= {"label_suffix": "", "prefix": proposal.key, "initial": self.first(proposal)}
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.offer(offered)

    def first(self, proposal: Proposal) -> dict[str, Any]:
        raise NotImplementedError

    def offer(self, offered: "Offered") -> None:
        """Put in what the selects offer."""

    def full_clean(self) -> None:
        """What is not ticked is not looked at, so nothing in it can be wrong."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("keep"):
            self.errors.clear()

    def words(self) -> dict[str, Any]:
        """The fields of what is recorded, as the verb takes them."""
        raise NotImplementedError

    @property
    def is_kept(self) -> bool:
        return self.is_valid() and self.cleaned_data["keep"]


class ResolutionForm(ProposalForm):
    kind = forms.ChoiceField(choices=Resolution.Kind, label="What was done")
    text = forms.CharField(label="In short words", widget=SHORT)
    agenda_item = forms.ModelChoiceField(AgendaItem.objects.none(), required=False, label="Item of the agenda")
    item = forms.Field()

    def first(self, proposal: Proposal) -> dict[str, Any]:
        found = proposal.found
        routine = found.kind == Resolution.Kind.AGREED and "minutes of the" in found.text.lower()
        return {"keep": not routine, "kind": found.kind, "text": found.text, "agenda_item": proposal.agenda_item}

    def offer(self, offered: "Offered") -> None:
        self.fields["agenda_item"].queryset = offered.agenda  # type: ignore[attr-defined]
        self.fields["item"] = offered.item_field()

    def words(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "agenda_item", "item")}
        return {**said, "minute": self.proposal.found.minute, "letter": self.proposal.found.letter}


class AskedForm(ProposalForm):
    kind = forms.ChoiceField(choices=Action.Kind, label="What it is")
    text = forms.CharField(label="Who shall do what, in short words", widget=SHORT)
    owner_office = forms.CharField(label="Who is to answer", max_length=150, help_text="The post, not a name.")
    department = forms.ModelChoiceField(Department.objects.all(), required=False)
    due_meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False, label="Due at the meeting")
    due_on = date_field("Or on the day", required=False)
    due_words = forms.CharField(label="When, as it was said", max_length=120, required=False)
    agenda_item = forms.ModelChoiceField(AgendaItem.objects.none(), required=False, label="Item of the agenda")
    item = forms.Field()

    def first(self, proposal: Proposal) -> dict[str, Any]:
        found = proposal.found
        return {
            "keep": True, "kind": found.kind, "text": found.text, "owner_office": found.office,
            "department": proposal.department, "due_meeting": proposal.due_meeting, "due_on": proposal.due_on,
            "due_words": found.due, "agenda_item": proposal.agenda_item,
        }  # fmt: skip

    def offer(self, offered: "Offered") -> None:
        self.fields["agenda_item"].queryset = offered.agenda  # type: ignore[attr-defined]
        self.fields["due_meeting"].queryset = offered.coming  # type: ignore[attr-defined]
        self.fields["item"] = offered.item_field()

    def words(self) -> dict[str, Any]:
        found = self.proposal.found
        said = {name: value for name, value in self.cleaned_data.items() if name != "keep"}
        return {**said, "minute": found.reference, "key": self.proposal.key, "of": (found.minute, found.letter)}


class LaterForm(ProposalForm):
    text = forms.CharField(label="What was told later", widget=SHORT)
    on = date_field("On")
    answers = forms.ChoiceField(label="What it answers")

    def first(self, proposal: Proposal) -> dict[str, Any]:
        return {"keep": True, "text": proposal.found.text, "answers": proposal.answers}

    def offer(self, offered: "Offered") -> None:
        self.fields["answers"].choices = [("", "---------"), *offered.answered]  # type: ignore[attr-defined]
        self.initial["on"] = offered.meeting.date

    def words(self) -> dict[str, Any]:
        key = self.cleaned_data["answers"]
        there = Action.objects.get(pk=int(key[1:])) if key.startswith("x") else key
        return {"text": self.cleaned_data["text"], "on": self.cleaned_data["on"], "answers": there}


class Offered:
    """What the forms of one page offer, read once."""

    def __init__(self, meeting: Meeting, proposed: Proposed) -> None:
        self.meeting = meeting
        self.agenda = AgendaItem.objects.filter(meeting=meeting).select_related("meeting__body")
        self.coming = meetings_after(meeting.body, meeting.date)
        self.names = Names(labels, key="parts-of-the-plan", of="parts of the plan")
        recorded = Action.objects.filter(meeting=meeting).order_by("pk")
        self.answered = [(one.key, _named(one.found.reference, one.found.text)) for one in proposed.actions]
        self.answered += [(f"x{row.pk}", f"{_named(row.minute, row.text)} (recorded)") for row in recorded]

    def item_field(self) -> NamedField:
        return NamedField(
            self.names, PlanItem, required=False, label="Part of the plan", help_text="If it is about one."
        )


def _named(reference: str, text: str) -> str:
    words = text if len(text) <= 90 else f"{text[:89]}…"
    return f"{reference}: {words}" if reference else words


FORMS = {"r": ResolutionForm, "a": AskedForm, "n": LaterForm}


def forms_for(proposed: Proposed, meeting: Meeting, data: Any = None) -> list[ProposalForm]:
    offered = Offered(meeting, proposed)
    return [FORMS[one.key[0]](data, proposal=one, offered=offered) for one in proposed.all]


def minutes_page(desk: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Step one asks for the text, step two shows what was found; confirming records what is ticked."""
    meeting = Meeting.objects.visible_to(request.user).select_related("body").filter(pk=pk).first()
    if meeting is None or not may_paste(meeting, request.user):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    paste = PasteForm(posted)
    context: dict[str, Any] = {"paste": paste, "meeting": meeting, "back": meeting_address(meeting)}
    if posted is None or not paste.is_valid():
        return _shown(desk, request, context)
    try:
        agenda = list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True))
        proposed = propose(read_minutes(paste.cleaned_data["pasted"], agenda), meeting)
    except NotMinutes as refused:
        paste.add_error("pasted", str(refused))
        return _shown(desk, request, context)
    confirming = "confirm" in posted
    rows = forms_for(proposed, meeting, posted if confirming else None)
    context |= {"proposed": proposed, "rows": _groups(rows)}
    faulty = [row for row in rows if not row.is_valid()] if confirming else []  # each is looked at, to mark its faults
    if confirming and not faulty:
        try:
            done = _confirm(meeting, request.user, rows)
        except (NotPossible, NotYours, ValidationError) as refused:
            context["refused"] = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
        else:
            messages.success(request, done)
            return HttpResponseRedirect(context["back"])
    elif confirming:
        context["refused"] = ["Please look at what is marked below. Nothing is recorded yet."]
    return _shown(desk, request, context)


def _confirm(meeting: Meeting, by: Any, rows: Sequence[Any]) -> str:
    kept = {
        name: [row.words() for row in rows if isinstance(row, form) and row.is_kept] for name, form in FORMS.items()
    }
    return confirm_minutes(meeting, by=by, resolutions=kept["r"], actions=kept["a"], notes=kept["n"])


def _groups(rows: Sequence[ProposalForm]) -> list[tuple[str, list[ProposalForm]]]:
    titles = {"r": "What was resolved", "a": "What was asked for", "n": "What was told later"}
    groups = [(title, [row for row in rows if row.proposal.key[0] == name]) for name, title in titles.items()]
    return [(title, found) for title, found in groups if found]


def _shown(desk: Any, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    failed = context["paste"].errors or context.get("refused")
    whole = {**desk.admin_site.each_context(request), "opts": desk.opts, "title": "Read the minutes", **context}
    return TemplateResponse(request, "outcomes/desk/minutes.html", whole, status=422 if failed else 200)


def may_paste(meeting: Meeting, user: Any) -> bool:
    roles = (POLICY_OFFICER, DEMOCRATIC_SERVICES) if meeting.body.kind in PUBLIC_KINDS else (POLICY_OFFICER,)
    return user.has_role(*(role.slug for role in roles))


def meeting_address(meeting: Meeting) -> str:
    return reverse("admin:plan_meeting_change", args=[meeting.pk])


def minutes_address(meeting: Meeting, user: Any) -> str:
    """For the link on a meeting's page: where its minutes can be read in, if this user may."""
    return reverse("admin:outcomes_action_minutes", args=[meeting.pk]) if may_paste(meeting, user) else ""


def raise_address(meeting: Meeting, user: Any) -> str:
    address = reverse("admin:outcomes_action_add")
    return f"{address}?meeting={meeting.pk}" if may_paste(meeting, user) else ""
