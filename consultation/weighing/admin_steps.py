"""Pages on the desk that ask before a verb is called: on themes, on quotations, on publishing results."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from consultation.answering.models import Answer, may_read
from consultation.asking.admin_steps import REASON, REFUSALS, WhyForm
from consultation.asking.models import Consultation
from consultation.hearing.citing import citable
from outcomes.framework.labels import labels
from outcomes.framework.models import PlanItem
from outcomes.scrutiny.admin_steps import StepForm
from plan.desk.confirming import Question as Asked
from plan.desk.confirming import Told, ask
from plan.desk.names import NamedField, Names
from plan.prepared import KEY, PreparedRows
from plan.wording import count

from .models import Theme
from .publishing import clear_quotation, publish_results, take_back_quotation
from .records import LONGEST_QUOTATION, Quotation
from .theming import ground_theme, merge_themes, rename_theme, tie_theme

WHY: dict[str, Any] = REASON
READ_FIRST = "Read them once more: does anything in them tell who said it, of whom it speaks, or where they live?"
ANNOUNCED = PreparedRows(lambda key: Consultation.objects.announced().filter(pk=key), key=KEY)


class RenameForm(StepForm):
    title = forms.CharField(label="New title", max_length=150)
    reason = forms.CharField(label="Why", **WHY)


class MergeForm(StepForm):
    into = forms.ModelChoiceField(Theme.objects.none(), label="Into the theme")
    reason = forms.CharField(label="Why", **WHY)


class TieForm(StepForm):
    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Names(labels, key="parts-of-the-plan", of="parts of the plan")
        self.fields["add"] = NamedField(names, PlanItem, label="Add a part of the plan", required=False)
        there = theme.items.all()
        told = labels({item.pk for item in there})
        if told:
            self.fields["remove"] = forms.MultipleChoiceField(
                label="Take away", required=False, choices=[(str(pk), words) for pk, words in told.items()],
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip


class GroundForm(StepForm):
    """Figures of its own consultation, and aims as they were ranked."""

    def __init__(self, *args: Any, theme: Theme, user: Any, **kwargs: Any) -> None:
        initial = {name: list(getattr(theme, name).all()) for name in ("results", "ranked")}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields |= citable([theme.consultation], user)


class QuoteForm(StepForm):
    words = forms.CharField(
        label="Words to quote", max_length=LONGEST_QUOTATION, help_text="The answer’s own, with … for what you leave"
        " out.", widget=forms.Textarea(attrs={"rows": 5, "cols": 60}),
    )  # fmt: skip
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, label="Theme it speaks of")


class BackForm(StepForm):
    why = forms.CharField(label="Why", help_text="Without repeating what was said.", **WHY)


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def theirs(request: HttpRequest, pk: int, **only: Any) -> Consultation:
    """A consultation whose responses this person may read."""
    if not may_read(request.user):
        raise PermissionDenied("Responses are read by policy officers.")
    row = next(iter(ANNOUNCED(key=pk)), None) if pk <= KEY.MAX_BIGINT else None
    if row is None or any(getattr(row, name) != value for name, value in only.items()):
        raise Http404
    return row


class ThemeSteps:
    """Added to the admin of themes."""

    admin_site: Any
    opts: Any

    def _theme(self, request: HttpRequest, pk: int) -> Theme:
        if not request.user.has_perm("consultation.change_theme"):
            raise PermissionDenied
        return get_object_or_404(Theme.objects.visible_to(request.user).select_related("consultation"), pk=pk)

    def _ask(self, request: HttpRequest, row: Theme, **words: Any) -> HttpResponse:
        back = reverse("admin:consultation_theme_change", args=[row.pk])
        return ask(self.admin_site, request, Asked(row, back=back, refusals=REFUSALS, opts=self.opts, **words))

    def rename_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._theme(request, pk)
        form = RenameForm(posted(request), initial={"title": row.title})

        def act(given: dict[str, Any]) -> str:
            return f"It is called “{rename_theme(row, by=request.user, **given)}” now."

        return self._ask(
            request, row, title="Rename", button="Rename it", form=form, act=act,
            explanation="What was sorted into it stays. Results that were published keep its earlier title.",
        )  # fmt: skip

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._theme(request, pk)
        form = MergeForm(posted(request))
        others = Theme.objects.standing().filter(consultation=row.consultation_id).exclude(pk=row.pk)
        form.fields["into"].queryset = others  # type: ignore[attr-defined]

        def act(given: dict[str, Any]) -> str:
            moved = merge_themes(row, by=request.user, **given)
            return f"“{row}” is merged into “{given['into']}”, which gains {count(moved, 'comment')}."

        return self._ask(
            request, row, title="Merge into another", button="Merge them", form=form, act=act,
            explanation="All that was sorted into it goes into the other theme, which is then about the same parts of"
            " the plan as well. Quotations, changes of the plan and an answer go with it; where both are answered,"
            " withdraw one answer first. It cannot be taken apart again here; its history tells what moved.",
        )  # fmt: skip

    def tie_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._theme(request, pk)
        form = TieForm(posted(request), theme=row)

        def act(given: dict[str, Any]) -> str:
            add = [given["add"]] if given["add"] else []
            remove = list(PlanItem.objects.filter(pk__in=given.get("remove", [])))
            tie_theme(row, add=add, remove=remove, by=request.user)
            return "It is noted what the theme is about."

        return self._ask(
            request, row, title="What it is about", button="Save", form=form, act=act, after=lambda: request.path,
            explanation="The parts of the plan that people spoke of. One after the other.",
        )  # fmt: skip

    def ground_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._theme(request, pk)
        form = GroundForm(posted(request), theme=row, user=request.user)

        def act(given: dict[str, Any]) -> str:
            ground_theme(row, by=request.user, **given)
            return "It is noted what the theme rests on."

        return self._ask(
            request, row, title="What it rests on", button="Save", form=form, act=act,
            explanation="Figures that were reported, and aims that were valued more or less than others.",
        )  # fmt: skip


class ResultSteps:
    """Added to the admin of published results."""

    admin_site: Any
    opts: Any

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = theirs(request, pk, held=Consultation.Held.HERE)

        def act(given: dict[str, Any]) -> str:
            publish_results(row, by=request.user, why=given["why"])
            return f"The results of {row} are published."

        asked = Asked(
            row, "Publish the results", "Publish them", "Everybody reads the totals as they stand now, and quotations"
            " that were cleared. The totals stay for good, also when responses are erased.", WhyForm(posted(request)),
            act, reverse("admin:consultation_results_so_far", args=[row.pk]), refusals=REFUSALS, opts=self.opts,
        )  # fmt: skip
        return ask(self.admin_site, request, asked)

    def quote_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_read(request.user):
            raise PermissionDenied("Responses are read by policy officers.")
        rows = Answer.objects.visible_to(request.user).exclude(text="").select_related("response__consultation")
        answer = get_object_or_404(rows, pk=pk)
        consultation = answer.response.consultation
        form = QuoteForm(posted(request), initial={"words": answer.text[:LONGEST_QUOTATION]})
        themes = Theme.objects.standing().filter(consultation=consultation)
        form.fields["theme"].queryset = themes  # type: ignore[attr-defined]

        def act(given: dict[str, Any]) -> str:
            clear_quotation(answer, by=request.user, **given)
            return "The words are cleared. People read them with published results."

        asked = Asked(
            consultation, "Quote from an answer", "Clear them to be shown", READ_FIRST, form, act,
            reverse("admin:consultation_code", args=[consultation.pk]), refusals=REFUSALS, opts=self.opts,
            told=lambda: [Told("The whole answer", [answer.text])],
        )  # fmt: skip
        return ask(self.admin_site, request, asked)

    def unquote_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_read(request.user):
            raise PermissionDenied("Responses are read by policy officers.")
        rows = Quotation.objects.visible_to(request.user).select_related("consultation")
        row = get_object_or_404(rows, pk=pk)
        consultation = row.consultation

        def act(given: dict[str, Any]) -> str:
            take_back_quotation(row, by=request.user, **given)
            return "Nobody reads the quotation any more."

        asked = Asked(
            consultation, "Take a quotation back", "Take it back", "It goes from the page at once.",
            BackForm(posted(request)), act, reverse("admin:consultation_results_so_far", args=[consultation.pk]),
            refusals=REFUSALS, opts=self.opts, told=lambda: [Told("The quotation", [row.words])],
        )  # fmt: skip
        return ask(self.admin_site, request, asked)
