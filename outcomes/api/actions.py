"""What committees asked for, with the answers that are published, as the page lists it."""

from dataclasses import replace
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateField, IntegerField, UUIDField
from rest_framework.request import Request

from outcomes.pages.actions import FILTERS, listed
from outcomes.scrutiny.asked import Action
from outcomes.scrutiny.followed import Followed, followed
from outcomes.scrutiny.states import STATES
from plan import clock
from plan.api.describe import extend_schema, lists, parameter, reads
from plan.api.views import ListView, ReadView, refuse

from .shapes import MADE_UP, MARKDOWN

TAG = "What was asked for"
TOLD = {
    "body": ("Short name of the committee or other body that asked.", ()),
    "kind": ("What it is.", Action.Kind.values),
    "state": ("How it stands today.", list(STATES)),
    "outcome": ("Short name of an outcome of the plan in force: what is about it or anything under it.", ()),
}


class AboutShape(serializers.Serializer):
    """What it is about."""

    kind = ChoiceField(["item", "indicator", "report", "paper"], help_text="A part of the plan, or another thing.")
    item = UUIDField(allow_null=True, help_text="Of a part of the plan: its UUID.")
    title = CharField(help_text="What it is called, with its number in the version in force.", source="__str__")


class SaidShape(serializers.Serializer):
    """One published answer."""

    on = DateField(help_text="The day it was given.")
    office = CharField(help_text="The post that gave it.")
    text = CharField(help_text=f"The answer. {MARKDOWN}")
    is_final = BooleanField(help_text="True if it answers in full, false if it says how far things are.")
    is_later_note = BooleanField(help_text="True if it was added after the meeting.")
    paper = CharField(help_text="The paper that answers it, if there is one.")
    link = CharField(help_text="Where to read it, if there is such an address.")
    illustrative = BooleanField(help_text=MADE_UP)


class ResponseShape(serializers.Serializer):
    """The executive's response to a recommendation."""

    words = CharField(help_text="Accepted, Accepted in part or Not accepted.")
    why = CharField(help_text="The reason, where one was given.")
    body = CharField(help_text="Whose response it is.")
    on = DateField(help_text="When it was given.")


class ActionShape(serializers.Serializer):
    """An action, request, recommendation or question."""

    number = IntegerField(source="pk", help_text="As in the address of its page.")
    kind = ChoiceField(Action.Kind.choices, help_text="What it is.")
    state = ChoiceField(list(STATES.items()), help_text="How it stands today.")
    text = CharField(help_text="What is asked.")
    body = CharField(source="body_slug", help_text="Short name of the committee or other body that asked.")
    raised_on = DateField(help_text="The day it was raised.")
    minute = CharField(help_text="Where it stands in the minutes.")
    about = AboutShape(allow_null=True, help_text="What it is about, if it is about one thing.")
    office = CharField(help_text="The post that is to answer.")
    taken_over_by = CharField(help_text="The body that awaits the answer since the one that asked was merged into it.")
    due = DateField(allow_null=True, help_text="The day it is due; null where none was given.")
    due_words = CharField(help_text="When it is due, as it was said.")
    first_due = DateField(allow_null=True, help_text="The day it was first due.")
    withdrawn_on = DateField(allow_null=True, help_text="The day it was withdrawn, if it was.")
    responded = ResponseShape(allow_null=True, help_text="To a recommendation: the executive's response.")
    answers = SaidShape(many=True, help_text="What was answered, oldest first.")
    source = CharField(help_text="The document it comes from.")
    illustrative = BooleanField(help_text=MADE_UP)


def without_drafts(row: Followed) -> Followed:
    """Drafts of answers are read on the desk, whoever asks here."""
    return replace(row, answers=tuple(said for said in row.answers if said.is_published))


class Actions(ListView):
    shape = ActionShape
    filters = FILTERS

    @extend_schema(
        **lists(
            "list_actions", TAG, "Actions, requests, recommendations and questions", ActionShape,
            "What committees asked for: what is overdue first, what is settled last.",
            [parameter(name, words, codes) for name, (words, codes) in TOLD.items()],
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def rows(self, request: Request, **kwargs: Any) -> list[Any]:
        asked = {name: request.query_params[name] for name in FILTERS if request.query_params.get(name)}
        for name in ("kind", "state"):
            if asked.get(name, TOLD[name][1][0]) not in TOLD[name][1]:
                refuse([{"parameter": name, "message": f"“{asked[name][:40]}” is not in this list."}])
        found = listed(request.user, asked)
        if found.unknown:
            raise NotFound
        return [without_drafts(row) for row in found.rows]


class OneAction(ReadView):
    @extend_schema(**reads("read_action", TAG, "One action, request, recommendation or question", ActionShape))
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def answer(self, request: Request, **kwargs: Any) -> Any:
        rows = Action.objects.visible_to(request.user).filter(pk=kwargs["number"])
        found = followed(rows, on=clock.today(), user=request.user)
        if not found:
            raise NotFound
        return ActionShape(without_drafts(found[0])).data
