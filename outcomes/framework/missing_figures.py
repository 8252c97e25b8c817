"""Figures that an edition's words leave out: which are open, and the verb that accepts one as it is."""

from collections.abc import Iterable

from django.db import transaction

from plan import clock, events
from plan.desk.confirming import Told
from plan.models import Plan, User
from plan.roles import POLICY_OFFICER, require

from .accepted import AcceptedGap
from .gaps import Filler, fillers_in
from .imports import ImportNote


class CannotAccept(ValueError):
    """The gap cannot be accepted so; the message says why."""


def open_figures(*plans: Plan) -> dict[int, list[Filler]]:
    """Every missing figure that nobody accepted, by the edition's key. Two queries."""
    found = fillers_in(*plans)
    accepted = {
        (plan, place, words)
        for plan, place, words in AcceptedGap.objects.filter(plan__in=list(found)).values_list("plan", "place", "words")
    }
    return {
        plan: [filler for filler in fillers if (plan, filler.where, filler.words) not in accepted]
        for plan, fillers in found.items()
    }


def still_open(plan: Plan) -> list[Told]:
    """What to look at before publishing, as lists for a page; empty where nothing is open."""
    notes = [str(note) for note in ImportNote.objects.open_in(plan)]
    fillers = [str(filler) for filler in open_figures(plan)[plan.pk]]
    found = (("Figures still missing in its words", fillers), ("Warnings from its import that nobody settled", notes))
    return [Told(heading, lines) for heading, lines in found if lines]


def refusal(plan: Plan, to: str) -> str:
    """Why an edition cannot be approved yet, with the list of its missing figures; empty where none is open."""
    fillers = open_figures(plan)[plan.pk]
    if not fillers:
        return ""
    listed = "; ".join(str(filler) for filler in fillers)
    return (
        f"{plan} cannot {to} while figures are missing in its words. Fill in each or accept it, with the reason:"
        f" {listed}"
    )


@transaction.atomic
def accept_gaps(plan: Plan, *, fillers: Iterable[Filler], by: User, why: str) -> list[AcceptedGap]:
    """Accept that these figures stay missing in an edition, draft or published, all for one reason.

    Raises CannotAccept where one of them is not missing (any more) or accepted already; then nothing is written.
    """
    require(by, POLICY_OFFICER, to="accept that a figure is missing")
    if not (why := why.strip()):
        raise CannotAccept("Say why this figure may stay missing. The reason is shown with this version.")
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    still = set(open_figures(plan)[plan.pk])
    chosen = list(dict.fromkeys(fillers))
    if not chosen:
        raise CannotAccept("Choose at least one missing figure.")
    if others := [str(filler) for filler in chosen if filler not in still]:
        raise CannotAccept(f"Not missing in {plan}, or accepted already: {'; '.join(others)}")
    made = [
        AcceptedGap.objects.create(plan=plan, place=filler.where, words=filler.words, why=why, by=by, at=clock.now())
        for filler in chosen
    ]
    detail = {"accepted": [str(filler) for filler in chosen]}
    events.record(verb="plan.gaps_accepted", subject=plan, by=by, why=why, detail=detail)
    return made
