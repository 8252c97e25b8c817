"""The verb by which the work of somebody who leaves passes to others, all of it at once, from a day on.

What there is to pass, each room says in the slot `handovers`; the ground floor's own are seats on bodies, and tokens,
which act in somebody's name and so end with them. Nothing of what they did is rewritten: dated links end and begin.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.urls import reverse

from . import clock, endings, events, locking, tokens
from .models import ApiToken, BodyMembership, User
from .roles import BOARD_MEMBER, POLICY_OFFICER, ROLES
from .slots import DeskLink, Handover, slots
from .wording import count, day, join_words

BACK = timedelta(weeks=6)  # how far back work may pass: what was done since stands under the post that did it


class CannotHandOver(ValueError):
    """The work cannot be handed over so; the message says why and what to do."""


@transaction.atomic
def hand_over(
    *, user: User, to: Mapping[str, User | None], on: date, by: User, why: str, deactivate: bool = False,
    seen: int | None = None,
) -> list[str]:  # fmt: skip
    """Pass on what somebody would still have on a day. `to` names the new person for each kind, by the key of its
    handover; a kind without anybody stays where it is. With `deactivate` what goes to nobody ends, and the account is
    closed. Returns what was done, in sentences. Raises CannotHandOver, and `plan.locking.Stale` where the account is
    not at version `seen` any more."""
    if refusal := refusal_to_hand_over(user, to, on=on, by=by, deactivate=deactivate):
        raise CannotHandOver(refusal)
    if not why.strip():
        raise CannotHandOver("Say why: it is kept with everything that passes on.")
    locking.claim(User, user.pk, user.version if seen is None else seen)
    user = User.objects.get(pk=user.pk)
    done: list[str] = []
    for handover in slots.handovers:
        taker = to.get(handover.key) if handover.passes else None
        if taker is not None or (deactivate and not handover.passes):
            done += handover.hand_over(user, to=taker, on=on, by=by, why=why)
    if deactivate:
        user.is_active = False
        user.save(update_fields=["is_active"])
        done.append("The account is closed.")
    takers = {key: events.name_of(taker) for key, taker in to.items() if taker is not None}
    detail = {"on": str(on), "to": takers, "done": done, "deactivated": deactivate}
    events.record(verb="user.handed_over", subject=user, by=by, why=why, detail=detail)
    return done


def may_hand_over(by: Any) -> bool:
    """Administrators, who keep accounts, and policy officers, who keep the work that passes."""
    return may_close(by) or by.has_role(POLICY_OFFICER.slug)


def may_close(by: Any) -> bool:
    return bool(by.has_perm("plan.change_user"))


def address_of(user: User | None, by: Any) -> str:
    """The page that hands over the work of an account, for links; empty for whom it is not."""
    return reverse("admin:plan_user_hand_over", args=[user.pk]) if user is not None and may_hand_over(by) else ""


def refusal_to_hand_over(
    user: User, to: Mapping[str, User | None], *, on: date, by: User, deactivate: bool = False
) -> str:
    """Why this cannot be done, or nothing where it can."""
    if not may_hand_over(by):
        return "Only administrators and policy officers hand over somebody's work. Ask one of them."
    if deactivate and not may_close(by):
        return "Only administrators close an account. Leave it open, and ask one of them."
    if user.is_superuser and not by.is_superuser:
        return "This account keeps the whole system; only its own kind may change it."
    if on < clock.today() - BACK:
        return f"{day(on)} is more than six weeks ago. What they did since is on record as theirs: give a later day."
    takers = [taker for taker in to.values() if taker is not None]
    if any(taker.pk == user.pk for taker in takers):
        return "The work cannot pass to the person who leaves. Choose somebody else."
    if closed := [str(taker) for taker in takers if not taker.is_active]:
        return f"The account of {closed[0]} is closed. Choose somebody who works here."
    if deactivate and user.pk == by.pk:
        return "You cannot close your own account. Ask another administrator."
    if deactivate and on > clock.today():
        return f"They are here until {day(on)}: hand over now, and close the account on that day."
    if deactivate and (left := still_theirs(user, to, on=on)):
        return f"Choose who takes over: {left}. Or leave the account open."
    return ""


def first_day(link: Any, on: date, told: str) -> date:
    """The day on which a dated link of theirs passes: the day asked for or, where it is still to begin, when it does.
    Raises CannotHandOver where it had begun by then and held since: it would never have been theirs."""
    if link.starts is not None and on <= link.starts < clock.today():
        raise CannotHandOver(f"{told} is theirs only since {day(link.starts)}. Give a later day.")
    return max(on, link.starts) if link.starts else on


def still_theirs(user: User, to: Mapping[str, User | None], *, on: date) -> str:
    """What would be left with nobody to answer for it, by kind, in words."""
    left = [each for each in slots.handovers if each.passes and to.get(each.key) is None and each.told(user, on)]
    return ", ".join(f"{each.title[0].lower()}{each.title[1:]}" for each in left)


def what_there_is(user: User, *, on: date) -> list[tuple[Handover, list[str]]]:
    """What somebody would still have on a day, by kind; kinds with nothing left out. The rooms' queries."""
    return [(each, told) for each in slots.handovers if (told := each.told(user, on))]


def warnings(user: User, to: Mapping[str, User | None], *, on: date) -> list[str]:
    """What the new people lack to do anything with what they get."""
    titles = {role.slug: role.title for role in ROLES}
    found = []
    for handover, _ in what_there_is(user, on=on):
        taker = to.get(handover.key)
        if taker is not None and handover.needs and not taker.has_role(*handover.needs):
            needed = join_words([titles[slug] for slug in handover.needs], "or")
            found.append(f"{handover.title}: {taker} could do nothing with that. Tick the role {needed} there.")
        if taker is not None and handover.warns is not None:
            found += handover.warns(user, taker, on)
    return found


# What the ground floor passes on ------------------------------------------------------------------------------------


def furnish() -> None:
    needs = (BOARD_MEMBER.slug, POLICY_OFFICER.slug)
    slots.handovers.add(Handover("seats", "Seats on committees and boards", seats, pass_seats, needs=needs,
                                  warns=other_parts, order=10))  # fmt: skip
    slots.desk_links.add(DeskLink("hand-over-seat", "plan.BodyMembership", "Hand over their work", of_holder))
    slots.handovers.add(Handover("tokens", "Tokens for the API", tokens_of, revoke_tokens, passes=False, order=90))


def of_holder(row: BodyMembership, user: Any) -> str:
    return address_of(row.user, user)


def _seats(user: User, on: date) -> models.QuerySet[BodyMembership]:
    return endings.lasting(BodyMembership.objects.filter(user=user).select_related("body"), on)


def seats(user: User, on: date) -> list[str]:
    return [f"{seat.body}, {seat.get_part_display().lower()}" for seat in _seats(user, on)]


def other_parts(user: User, to: User, on: date) -> list[str]:
    """Says where the one who takes over sits already, with another part."""
    found = []
    for seat in _seats(user, on):
        theirs = BodyMembership.objects.filter(body=seat.body_id, user=to).exclude(part=seat.part)
        other = endings.overlapping(theirs, max(on, seat.starts or on), seat.ends).first()
        if other is not None:
            part, had = seat.get_part_display().lower(), other.get_part_display().lower()
            then = f"takes the chair, and is {had} no more" if _chairs(seat) else f"stays {had}, and nobody is {part}"
            found.append(f"{seat.body}: {to} sits there as {had}, the seat that passes is that of {part}: {to} {then}.")
    return found


def _chairs(seat: BodyMembership) -> bool:
    return seat.part == BodyMembership.Part.CHAIR


def pass_seats(user: User, *, to: User, on: date, by: Any, why: str) -> list[str]:
    """End each seat on the day, and begin one for the other for as long as they have none there. Who sits there and
    takes over the chair sits in the chair from then on. The post is theirs."""
    done = []
    for seat in list(_seats(user, on)):
        starts, ends = first_day(seat, on, f"The seat on {seat.body}"), seat.ends
        theirs = endings.overlapping(BodyMembership.objects.filter(body=seat.body_id, user=to), starts, ends)
        endings.end(seat, on=on, by=by, why=why)
        if _chairs(seat):
            _rise(theirs.exclude(part=seat.part), starts, ends, by, why)
        left = endings.uncovered(starts, ends, theirs.values_list("starts", "ends"))
        for begin, until in left:
            _take_seat(seat, to, begin, until, by, why)
        sits = "takes the chair" if _chairs(seat) and left else "sits" if left else "sits already"
        done.append(f"{to} {sits} {'of' if sits == 'takes the chair' else 'on'} {seat.body} from {day(starts)}.")
    return done


def _rise(lesser: Any, starts: date, ends: date | None, by: Any, why: str) -> None:
    """End a member's own seats for as long as they are in the chair; what lies after stands as it did."""
    for seat in list(lesser):
        until = seat.ends
        endings.end(seat, on=starts, by=by, why=why)
        if ends is not None and (until is None or until > ends):
            after = BodyMembership(
                body_id=seat.body_id, office=seat.office, part=seat.part, department_id=seat.department_id,
                user_id=seat.user_id, starts=ends, ends=until, source=seat.source, illustrative=seat.illustrative,
            )  # fmt: skip
            after._history_user, after._change_reason = by, why
            after.save()


def _take_seat(seat: BodyMembership, to: User, starts: date, ends: date | None, by: Any, why: str) -> None:
    """A seat without an account may stand there for the same post: then it gets the account."""
    office = to.office or seat.office
    new = BodyMembership.objects.filter(body=seat.body_id, office=office, starts=starts, user=None).first()
    if new is None:
        new = BodyMembership(
            body_id=seat.body_id, office=office, part=seat.part, department_id=seat.department_id, starts=starts,
            ends=ends, source=seat.source, illustrative=seat.illustrative,
        )  # fmt: skip
    elif _chairs(seat):
        new.part = seat.part
    new.user = to
    new._history_user, new._change_reason = by, why
    if new.pk:
        locking.save(new, why=why)
    else:
        new.save()


def _tokens(user: User, on: date) -> models.QuerySet[ApiToken]:
    return ApiToken.objects.filter(user=user, revoked_at__isnull=True, expires__gte=on).order_by("pk")


def tokens_of(user: User, on: date) -> list[str]:
    ends = "revoked when the account is closed. What uses it then needs one of another account"
    return [f"{token}: {ends}" for token in _tokens(user, on)]


def revoke_tokens(user: User, *, to: User | None, on: date, by: Any, why: str) -> list[str]:
    """They act in the name of who leaves, so they end; what uses them needs one of another account."""
    found = list(_tokens(user, on))
    for token in found:
        try:
            tokens.revoke(token=token, by=by, why=why)
        except tokens.NotAllowed as error:
            raise CannotHandOver(str(error)) from None
    return [f"{count(len(found), 'token')} for the API revoked."] if found else []
