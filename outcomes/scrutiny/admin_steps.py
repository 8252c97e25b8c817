"""The steps of the remit editor: giving, ending, handing over, referring, taking back. Each asks, then calls a verb."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from outcomes.framework.desk_fields import working_edition
from outcomes.framework.labels import labels
from outcomes.framework.models import PlanItem
from performance.models import Indicator
from plan import clock
from plan.desk.confirming import Question, Told, ask
from plan.desk.doors import visible
from plan.desk.returning import return_address
from plan.models import Body, Meeting, Plan
from plan.wording import count, day, join_words

from .admin_editor import editor_address, may_keep
from .coverage import Coverage, coverage
from .giving import CannotGive, Subject, end, give, hand_over
from .models import Referral, Remit
from .referring import refer, take_back

NAMES_TOLD = 30
LONGEST_KEY = 9  # digits


def day_field(label: str, help_text: str, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class StepForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class GiveForm(StepForm):
    committee = forms.ModelChoiceField(Body.objects.scrutiny(), help_text="It has this with everything under it.")
    starts = day_field("From", "The first day.")
    ends = day_field("Until", "The first day no longer so. Leave empty if open.", required=False)
    source = forms.CharField(max_length=300, required=False, help_text="The report or decision it rests on, if any.")
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))


class EndForm(StepForm):
    on = day_field("On", "The first day on which the committee has it no longer.")
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class HandOverForm(EndForm):
    to = forms.ModelChoiceField(Body.objects.scrutiny(), label="To", help_text="The committee that takes it over.")
    field_order = ("to", "on", "why", "seen_version")


class ReferForm(StepForm):
    giver = forms.ModelChoiceField(Body.objects.scrutiny(), label="Referred by", help_text="It has this in its remit.")
    receiver = forms.ModelChoiceField(Body.objects.scrutiny(), label="Referred to", help_text="It looks at this.")
    starts = day_field("On", "The day on which it is referred.")
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), required=False, label="For the meeting",
        help_text="It lasts until then. Leave empty to give a day, or to take it back when it is dealt with.",
    )  # fmt: skip
    ends = day_field("Until", "The first day no longer so. Leave empty if open.", required=False)
    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}), help_text="A sentence that both committees read."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_committees = Meeting.objects.filter(body__in=Body.objects.scrutiny(), date__gte=clock.today())
        ahead = of_committees.exclude(status=Meeting.Status.CANCELLED).select_related("body")
        self.fields["meeting"].queryset = ahead.order_by("body__name", "date")  # type: ignore[attr-defined]


class TakeBackForm(EndForm):
    result = forms.CharField(
        required=False, label="What came of it", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What the other committee made of it, in a sentence. It is public.",
    )  # fmt: skip
    field_order = ("on", "result", "why", "seen_version")


class Steps:
    """What the steps share: who may take them, where they lead back, and what they are about."""

    admin_site: Any
    opts: Any

    def _allow(self, request: HttpRequest) -> None:
        if not may_keep(request.user):
            raise PermissionDenied

    def _back(self, request: HttpRequest) -> str:
        return return_address(request) or editor_address()

    def _posted(self, request: HttpRequest) -> Any:
        return request.POST if request.method == "POST" else None

    def _ask(self, request: HttpRequest, **question: Any) -> HttpResponse:
        return ask(
            self.admin_site, request,
            Question(back=self._back(request), refusals=(CannotGive, ValidationError), opts=self.opts, **question),
        )  # fmt: skip


class RemitSteps(Steps):
    """Adds giving, ending and handing over to the desk of remits."""

    def get_urls(self: Any) -> list[Any]:
        def page(address: str, view: Any, name: str) -> Any:
            return path(address, self.admin_site.admin_view(view), name=f"outcomes_remit_{name}")

        return [
            page("give/", self.give_view, "give"),
            page("<int:pk>/end/", self.end_view, "end"),
            page("<int:pk>/hand-over/", self.hand_over_view, "hand_over"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def give_view(self, request: HttpRequest) -> HttpResponse:
        self._allow(request)
        subjects = subjects_of(request)
        first = {"starts": request.GET.get("on") or clock.today()}
        form = GiveForm(self._posted(request), initial=first)

        def act(words: dict[str, Any]) -> str:
            made = give(words.pop("committee"), subjects, by=request.user, **words)
            left = len(subjects) - len(made)
            passed = f" It had {count(left, 'of them', 'of them')} already." if left else ""
            days = sorted({row.ends for row in made if row.ends and row.ends != words["ends"]})
            until = join_words([day(one) for one in days])
            short = f" What it has again from {until} lasts until then." if days else ""
            return f"{made[0].committee} has {count(len(made), 'more part', 'more parts')} in its remit.{passed}{short}"

        return self._ask(
            request, row="Remits", title="Give to a committee", button="Give it to the committee",
            explanation="The committee scrutinises what you give it, and everything under it, from the day you name.",
            form=form, act=act, told=lambda: told_of(request, subjects),
        )  # fmt: skip

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._allow(request)
        remit = _remit(pk)
        form = EndForm(self._posted(request), initial={"on": clock.today(), "seen_version": remit.version})

        def act(words: dict[str, Any]) -> str:
            end(remit, on=words["on"], by=request.user, why=words["why"], seen=words["seen_version"])
            return f"{remit.committee} has it until {day(words['on'])}."

        explanation = "The committee scrutinises it no longer from the day you name. What it was given stays on record."
        return self._ask(
            request, row=_name(remit), title="End a remit", button="End it", explanation=explanation, form=form, act=act
        )

    def hand_over_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._allow(request)
        remit = _remit(pk)
        form = HandOverForm(self._posted(request), initial={"on": clock.today(), "seen_version": remit.version})

        def act(words: dict[str, Any]) -> str:
            to, on = words["to"], words["on"]
            hand_over(remit, to, on=on, by=request.user, why=words["why"], seen=words["seen_version"])
            return f"{to} takes it over from {remit.committee} on {day(on)}."

        return self._ask(
            request, row=_name(remit), title="Hand over to another committee", button="Hand it over",
            explanation="On the day you name the one committee has it no longer and the other has it.", form=form,
            act=act,
        )  # fmt: skip


class ReferralSteps(Steps):
    """Adds referring and taking back to the desk of referrals."""

    def get_urls(self: Any) -> list[Any]:
        def page(address: str, view: Any, name: str) -> Any:
            return path(address, self.admin_site.admin_view(view), name=f"outcomes_referral_{name}")

        return [
            page("refer/", self.refer_view, "refer"),
            page("<int:pk>/take-back/", self.take_back_view, "take_back"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def refer_view(self, request: HttpRequest) -> HttpResponse:
        self._allow(request)
        subjects = subjects_of(request)
        if len(subjects) != 1:
            raise Http404
        form = ReferForm(self._posted(request), initial={"starts": clock.today()})

        def act(words: dict[str, Any]) -> str:
            row = refer(subjects[0], plan=edition_of(request), by=request.user, **words)
            return f"{row.giver} referred it to {row.receiver}."

        return self._ask(
            request, row="Referrals", title="Refer to another committee", button="Refer it",
            explanation="While the referral lasts the other committee sees it with its own. It stays in the first"
            " committee's remit.",
            form=form, act=act, told=lambda: told_of(request, subjects),
        )  # fmt: skip

    def take_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._allow(request)
        rows = Referral.objects.select_related("giver", "receiver", "item", "indicator", "meeting")
        referral = get_object_or_404(rows, pk=pk)
        first = {"on": clock.today(), "seen_version": referral.version, "result": referral.result}
        form = TakeBackForm(self._posted(request), initial=first)

        def act(words: dict[str, Any]) -> str:
            how = {"on": words["on"], "result": words["result"], "seen": words["seen_version"]}
            take_back(referral, by=request.user, why=words["why"], **how)
            return f"The referral to {referral.receiver} has ended."

        return self._ask(
            request, row=_name(referral), title="Take back a referral", button="Take it back", form=form, act=act,
            explanation="The other committee has it no longer from the day you name. The referral stays on record.",
        )  # fmt: skip


def subjects_of(request: HttpRequest) -> list[Subject]:
    """What the address names: items and indicators, each once, in order. 404 where one is not there."""
    try:
        items = list(dict.fromkeys(UUID(one) for one in request.GET.getlist("item")))
        keys = list(dict.fromkeys(_key(one) for one in request.GET.getlist("indicator")))
    except ValueError:
        raise Http404 from None
    found, figures = PlanItem.objects.in_bulk(items), Indicator.objects.in_bulk(keys)
    if len(found) < len(items) or len(figures) < len(keys):
        raise Http404
    return [*(found[one] for one in items), *(figures[key] for key in keys)]


def _key(text: str) -> int:
    """A key as addresses have it. ValueError for what is none, or is longer than any database would take."""
    if not text.isdecimal() or len(text) > LONGEST_KEY:
        raise ValueError(text)
    return int(text)


def edition_of(request: HttpRequest) -> Plan | None:
    """The version the step was begun from, if this user may see it."""
    seen = visible(Plan.objects.all(), request.user)
    return seen.filter(slug=request.GET.get("edition", "")).first() or working_edition(request.user)


def told_of(request: HttpRequest, subjects: Sequence[Subject]) -> list[Told]:
    """What a step is about, each with who watches it today."""
    if not subjects:
        return [Told("Nothing is ticked", ["Go back and tick what the committee is to have."], alert=True)]
    names = labels([one.pk for one in subjects if isinstance(one, PlanItem)])
    plan = edition_of(request)
    watched = watched_by(coverage(plan, on=clock.today())) if plan else {}
    lines = []
    for one in subjects[:NAMES_TOLD]:
        name = names.get(one.pk, "–") if isinstance(one, PlanItem) else str(one)
        who = watched.get(one.pk, ())
        lines.append(f"{name} – {'watched by ' + ', '.join(who) if who else 'not covered by any committee'}")
    if len(subjects) > NAMES_TOLD:
        lines.append(f"and {len(subjects) - NAMES_TOLD} more")
    return [Told("What this is about", lines)]


def watched_by(found: Coverage) -> dict[Any, tuple[str, ...]]:
    """Committees by item and by indicator, the Commission and referrals included."""
    who: dict[Any, dict[str, None]] = {}
    for line in found.every():
        who.setdefault(line.item, {}).update((watch.committee, None) for watch in line.claims)
    for one in found.indicators:
        who.setdefault(one.pk, {}).update((watch.committee, None) for watch in one.watches)
    return {key: tuple(names) for key, names in who.items()}


def _remit(pk: int) -> Remit:
    return get_object_or_404(Remit.objects.select_related("committee", "item", "indicator"), pk=pk)


def _name(row: Remit | Referral) -> str:
    about = row.about
    name = labels([about.pk]).get(about.pk, "–") if isinstance(about, PlanItem) else str(about)
    who = row.committee.short if isinstance(row, Remit) else f"{row.giver.short} to {row.receiver.short}"
    return f"{who}: {name}"
