"""Small made-up things to test with: a second council, Fenbrook, that has nothing to do with the example one.

Each function makes one row with sensible defaults; keyword arguments set fields.
"""

from datetime import date, timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils.text import slugify

from outcomes.models import Aim, Commitment, Outcome, Placement, PlanItem, SubOutcome
from performance.models import Indicator, Result, Target, Tolerance
from plan import tokens
from plan.clock import today
from plan.models import (
    AgendaItem,
    ApiToken,
    Body,
    BodyKind,
    BodyMembership,
    Department,
    Meeting,
    Paper,
    Plan,
    User,
)
from plan.roles import ADMINISTRATOR, CONTRIBUTOR, Role

serial = count(1)
DAY = date(2022, 10, 12)


def make_user(role: Role | None = None, *, staff: bool = True, **fields) -> User:
    number = next(serial)
    fields.setdefault("username", f"{role.slug if role else 'person'}-{number}")
    fields.setdefault("office", f"{role.title if role else 'Officer'} {number}")
    user = User.objects.create_user(password="a long enough password", is_staff=staff, **fields)
    if role:
        user.groups.add(Group.objects.get(role__slug=role.slug))
    return user


def make_department(name: str = "", **fields) -> Department:
    name = name or f"Department {next(serial)}"
    return Department.objects.create(name=name, slug=slugify(name), **fields)


def make_body(kind: str = BodyKind.COMMITTEE, name: str = "", **fields) -> Body:
    name = name or f"{BodyKind(kind).label} {next(serial)}"
    return Body.objects.create(kind=kind, name=name, slug=slugify(name), **fields)


def make_board_member(board: Body, role: Role, **fields) -> User:
    """A user who sits on this board since 2020."""
    user = make_user(role, **fields)
    BodyMembership.objects.create(body=board, office=f"Office {next(serial)}", user=user, starts=date(2020, 1, 1))
    return user


def make_meeting(body: Body, day: date = DAY, **fields) -> Meeting:
    return Meeting.objects.create(body=body, date=day, **fields)


def make_item_on(meeting: Meeting, title: str = "", **fields) -> AgendaItem:
    """An item at the end of a meeting's agenda."""
    number = fields.pop("number", meeting.agenda.count() + 1)
    return AgendaItem.objects.create(meeting=meeting, number=number, title=title or f"Item {next(serial)}")


def make_paper(item: AgendaItem | None = None, title: str = "", **fields) -> Paper:
    """A report, for an item of a committee's agenda where none is given."""
    item = item or make_item_on(make_meeting(make_body()))
    return Paper.objects.create(agenda_item=item, title=title or f"Report {next(serial)}", **fields)


def make_plan(**fields) -> Plan:
    number = next(serial)
    defaults = {"title": "Fenbrook Plan", "slug": f"2022-26-{number}", "label": "draft", "start_year": 2022}
    return Plan.objects.create(**{**defaults, "end_year": 2026, **fields})


def make_item(kind: str) -> PlanItem:
    return PlanItem.objects.create(kind=kind)


def make_outcome(plan: Plan, title: str = "", **fields) -> Outcome:
    number = plan.outcomes.count() + 1
    title = title or f"Outcome {next(serial)}"
    defaults = {"number": str(number), "position": number, "slug": slugify(title), "statement": f"{title} comes about."}
    fields.setdefault("item", None)
    fields["item"] = fields["item"] or make_item("outcome")
    return Outcome.objects.create(plan=plan, title=title, **{**defaults, **fields})


def make_sub_outcome(outcome: Outcome, title: str = "", **fields) -> SubOutcome:
    number = outcome.sub_outcomes.count() + 1
    fields.setdefault("item", None)
    fields["item"] = fields["item"] or make_item("sub_outcome")
    defaults = {
        "number": f"{outcome.number}.{number}",
        "position": number,
        "title": title or f"Sub-outcome {next(serial)}",
    }
    return SubOutcome.objects.create(plan=outcome.plan, outcome=outcome, **{**defaults, **fields})


def make_aim(sub_outcome: SubOutcome, text: str = "", **fields) -> Aim:
    fields.setdefault("item", None)
    fields["item"] = fields["item"] or make_item("aim")
    defaults = {"position": sub_outcome.aims.count() + 1, "text": text or f"Aim {next(serial)}"}
    return Aim.objects.create(plan=sub_outcome.plan, sub_outcome=sub_outcome, **{**defaults, **fields})


def make_commitment(sub_outcome: SubOutcome, text: str = "", *, aim: Aim | None = None, **fields) -> Commitment:
    """A commitment placed at the end of a sub-outcome's list."""
    fields.setdefault("item", None)
    fields["item"] = fields["item"] or make_item("commitment")
    position = sub_outcome.placements.count() + 1
    commitment = Commitment.objects.create(
        plan=sub_outcome.plan, position=position, text=text or f"We will do thing {next(serial)}", **fields
    )
    Placement.objects.create(sub_outcome=sub_outcome, commitment=commitment, aim=aim, position=position)
    return commitment


def make_tree(plan: Plan | None = None, *, outcomes: int = 1, sub_outcomes: int = 1, commitments: int = 1) -> Plan:
    """An edition with this many of each under each: one aim a sub-outcome, commitments grouped under it."""
    plan = plan or make_plan()
    for _ in range(outcomes):
        outcome = make_outcome(plan)
        for _ in range(sub_outcomes):
            sub_outcome = make_sub_outcome(outcome)
            aim = make_aim(sub_outcome)
            for _ in range(commitments):
                make_commitment(sub_outcome, aim=aim)
    return plan


def published(approval, at) -> dict:
    """What a report's row holds once its verbs have published it: for tests that begin there."""
    who = make_user()
    return {
        "status": "published", "approval": approval, "submitted_by": who, "submitted_at": at, "approved_at": at,
        "cleared_by": who, "cleared_at": at, "published_at": at,
    }  # fmt: skip


def make_indicator(name: str = "", **fields) -> Indicator:
    """`tolerance` is an amount that has always been the indicator's."""
    name = name or f"Indicator {next(serial)}"
    tolerance = fields.pop("tolerance", None)
    indicator = Indicator.objects.create(**{"name": name, "slug": slugify(name), "unit": "%", **fields})
    if tolerance is not None:
        Tolerance.objects.create(indicator=indicator, amount=tolerance)
    return indicator


def make_result(indicator: Indicator, period: str, value, **fields) -> Result:
    return Result.objects.create(indicator=indicator, period=period, value=value, **fields)


def make_target(indicator: Indicator, period: str, value, **fields) -> Target:
    return Target.objects.create(indicator=indicator, period=period, value=value, **fields)


def make_token(user: User | None = None, **fields) -> tuple[ApiToken, str]:
    """A token with itself, made by an administrator for this account, else for a contributor."""
    by = fields.pop("by", None) or make_user(ADMINISTRATOR)
    return tokens.make(
        user=user or make_user(CONTRIBUTOR), by=by,
        **{"name": f"System {next(serial)}", "expires": today() + timedelta(days=90), "why": "Asked for", **fields},
    )  # fmt: skip
