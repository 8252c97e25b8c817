"""Outcomes and sub-outcomes of the plan in force: what was promised and how it is going."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from outcomes.framework.owners import Owners, owners, relations
from outcomes.framework.same import twins
from outcomes.framework.since_baseline import baseline_of
from outcomes.framework.tree import AimNode, OutcomeNode, items_of, read_tree
from outcomes.models import Outcome, SubOutcome
from outcomes.reporting.dates import dates_for
from outcomes.reporting.progress import CommitmentProgress, OutcomeProgress, SubOutcomeProgress, progress
from outcomes.reporting.service_actions import ServiceAction, latest_actions
from outcomes.scrutiny.followed import asked_about
from outcomes.scrutiny.remits import committees_watching
from performance.read import IndicatorLine
from plan import clock
from plan.models import Plan
from plan.pages import kept
from plan.wording import join_words

from .asked_panels import note_address
from .impact import latest_touching
from .summaries import key_figures


@dataclass(frozen=True)
class Deliverer:
    """A department and what it answers for: the whole outcome, most directly or with others, or parts of it."""

    name: str
    words: str
    illustrative: bool
    slug: str


@dataclass(frozen=True)
class AimIndicators:
    """The indicators cited by an aim; `aim` is None for those of the sub-outcome as a whole."""

    aim: AimNode | None
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class OwnedCommitment:
    progress: CommitmentProgress
    owners: Owners
    actions: tuple[ServiceAction, ...] = ()


@kept
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    today = clock.today()
    plan = Plan.current(today)
    found = read_tree(plan, outcome=slug) if plan else ()
    if plan is None or not found:
        return _moved(request, plan, Outcome.objects.filter(slug=slug))
    (shown,) = progress(found, on=today)
    node = shown.node
    parts = {node.uuid: "", **{sub.uuid: sub.number for sub in node.sub_outcomes}}
    owned = owners(parts, on=today)
    related = relations(plan, set(parts), on=today)
    items = items_of(found)
    same = twins(items)
    context = {
        "plan": plan,
        "outcome": shown,
        "subject": (plan, node),
        "figures": key_figures(shown, plan.commitment_label),
        "watching": committees_watching(items, on=today),
        "dates": dates_for(same, on=today),
        **latest_touching(same, node.uuid, request.user),
        "owners": owned[node.uuid],
        "departments": deliverers(node, owned),
        "links": [relation for relation in related if not relation.handling],
        "asked": asked_about(items=items_of(found), on=today, user=request.user, plan=plan),
        "note": note_address(request.user, item=node.uuid),
        "tensions": [relation for relation in related if relation.handling],
    }
    return render(request, "outcomes/outcome.html", context)


@kept
def sub_outcome(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    today = clock.today()
    plan = Plan.current(today)
    found = read_tree(plan, outcome=slug, sub_outcome=number) if plan else ()
    if plan is None or not found or not found[0].sub_outcomes:
        return _moved(request, plan, SubOutcome.objects.filter(outcome__slug=slug, number=number))
    (shown,) = progress(found, on=today, words=False)
    (part,) = shown.sub_outcomes
    commitments = {commitment.uuid for commitment in part.node.commitments}
    owned = owners({shown.node.uuid, part.node.uuid, *commitments}, on=today)
    same = twins(items_of(found))
    actions = latest_actions(same, on=today)
    context = {
        "plan": plan,
        "outcome": shown,
        "part": part,
        "owners": inherited(owned[part.node.uuid], owned[shown.node.uuid]),
        "measures": measures(part),
        "baseline": baseline_of(part.node.pk, part.indicators, on=today),
        "groups": [(aim, [owned_by(c, owned, actions) for c in group]) for aim, group in part.grouped()],
        "aim_actions": {aim.uuid: actions[aim.uuid] for aim in part.node.aims if aim.uuid in actions},
        "dates": dates_for(same, on=today),
        "related": relations(plan, {part.node.uuid, *commitments}, on=today),
        "watching": committees_watching({shown.node.uuid, *items_of(found)}, on=today),
        "asked": asked_about(items=items_of(found), on=today, user=request.user, plan=plan),
        "note": note_address(request.user, item=part.node.uuid),
        "neighbours": neighbours(plan, shown, part),
    }
    return render(request, "outcomes/sub_outcome.html", context)


def owned_by(
    commitment: CommitmentProgress, owned: dict[UUID, Owners], actions: dict[UUID, tuple[ServiceAction, ...]]
) -> OwnedCommitment:  # fmt: skip
    """A commitment with its owners, and what departments' service plans add to it or to the lines of its list."""
    node = commitment.node
    under = [action for item in (node.uuid, *(line for line, _ in node.nested)) for action in actions.get(item, ())]
    return OwnedCommitment(commitment, owned[node.uuid], tuple(under))


def inherited(own: Owners, above: Owners) -> Owners:
    """A part's own departments and lead members or, where none are named for it, those of its outcome."""
    return replace(
        own,
        departments=own.departments or above.departments,
        lead_members=own.lead_members or above.lead_members,
    )


def measures(part: SubOutcomeProgress) -> list[AimIndicators]:
    """Indicators under the aim that cites them, those of the sub-outcome as a whole last."""
    groups = [AimIndicators(aim, part.by_aim.get(aim.uuid, ())) for aim in part.node.aims]
    groups.append(AimIndicators(None, part.by_aim.get(None, ())))
    return [group for group in groups if group.lines]


def neighbours(plan: Plan, outcome: OutcomeProgress, part: SubOutcomeProgress) -> list[tuple[str, str]]:
    """Numbers and titles of the outcome's sub-outcomes, this one among them, in order."""
    rows = SubOutcome.objects.filter(plan=plan, outcome=outcome.node.pk).order_by("position", "pk")
    return list(rows.values_list("number", "title"))


def deliverers(node: OutcomeNode, owned: dict[UUID, Owners]) -> list[Deliverer]:
    """Departments of the outcome with their strength, then those of parts of it alone with the parts' numbers."""
    own = owned[node.uuid].departments
    found = [Deliverer(named.name, named.detail, named.illustrative, named.slug) for named in own]
    known = {deliverer.name for deliverer in found}
    partly: dict[str, list[str]] = {}
    invented: set[str] = set()
    slugs: dict[str, str] = {}
    for sub in node.sub_outcomes:
        for named in owned[sub.uuid].departments:
            if named.name not in known:
                partly.setdefault(named.name, []).append(sub.number)
                slugs[named.name] = named.slug
                invented |= {named.name} if named.illustrative else set()
    return found + [
        Deliverer(name, f"for {join_words(list(dict.fromkeys(numbers)))}", name in invented, slugs[name])
        for name, numbers in sorted(partly.items())
    ]


def _moved(request: HttpRequest, plan: Plan | None, rows) -> HttpResponse:
    """Lead an address of an earlier edition to where the same thing stands now, else to that edition's own page."""
    row = rows.visible_to(request.user).select_related("plan").order_by("-plan__in_force_from", "-plan_id").first()
    if row is None:
        raise Http404("The plan has no such outcome.")
    now = type(row).objects.filter(plan=plan, item=row.item_id).first() if plan else None
    if now is None:
        return redirect(row.get_absolute_url())
    if isinstance(now, Outcome):
        return redirect("outcome", now.slug)
    return redirect("sub-outcome", now.outcome.slug, now.number)
