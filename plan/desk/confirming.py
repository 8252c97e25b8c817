"""Pages that ask before a verb is called: what will happen, what it needs to know, one button. Without scripts.

Where there is something to choose first (with which other row?), the same address is opened with GET until it is
chosen, and then shows what that choice would do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from plan import locking
from plan.slots import slots

from .saving import refusal_of

CHANGED = "{who} changed this since you opened the page. Read it again, then confirm."


@dataclass(frozen=True)
class Told:
    """A list on the page: what will happen, or what to know first. An alert is read out at once."""

    heading: str
    lines: Sequence[str]
    alert: bool = False


def cautions(step: str, row: Any) -> list[Told]:
    """What rooms have to say before this step is taken."""
    told = [(one.heading, one.told(row)) for one in slots.cautions if one.step == step]
    return [Told(heading, lines, alert=True) for heading, lines in told if lines]


@dataclass(frozen=True)
class Group:
    """Fields of a form that are asked about one thing among several. A form that has `groups` is shown by them."""

    heading: str
    visible_fields: Sequence[forms.BoundField]
    note: str = ""


@dataclass
class Question:
    """One page: what is asked about (`row`), what the button does (`act`, which returns the sentence that it is done)
    and what the verb may refuse. `told` is asked for when the page is shown, so that it tells what stands then."""

    row: Any
    title: str
    button: str
    explanation: str
    form: forms.Form
    act: Callable[[dict[str, Any]], str]
    back: str
    told: Callable[[], Sequence[Told]] = list
    refusals: tuple[type[Exception], ...] = ()
    opts: Any = None
    choosing: bool = False  # the form only chooses, with GET; nothing is done yet
    after: Callable[[], str] | None = None  # where it leads when done, if not back
    alerts: list[Told] = field(default_factory=list)


def ask(site: Any, request: HttpRequest, question: Question) -> HttpResponse:
    """Show the page, or do what it asks about. A refusal is shown on it with 409, and nothing is lost."""
    status = 200
    if request.method == "POST" and not question.choosing and question.form.is_valid():
        try:
            done = question.act(question.form.cleaned_data)
        except question.refusals as error:
            _refuse(question.form, error)
        except locking.Stale as stale:
            question.form.add_error(None, CHANGED.format(who=locking.last_change(stale.model, stale.pk).who))
        except IntegrityError as error:
            question.form.add_error(None, refusal_of(error))
        else:
            messages.success(request, done)
            return HttpResponseRedirect(question.after() if question.after else question.back)
        status = 409
    context = {
        **site.each_context(request),
        "title": question.title,
        "opts": question.opts or question.row._meta,
        "question": question,
        "told": [*question.alerts, *question.told()],
        "form": question.form,
    }
    return TemplateResponse(request, "desk/confirm.html", context, status=status)


def _refuse(form: forms.Form, error: Exception) -> None:
    """The verb's own words; those about a field of the form stand at that field."""
    if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, error if isinstance(error, ValidationError) else str(error))
