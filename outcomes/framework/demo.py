"""The demonstration's contributor answers for some commitments of one department."""

from collections import Counter
from itertools import islice

from django.db import transaction

from plan import clock, events, roles
from plan.models import Department, Plan, User
from plan.slots import Demonstration
from plan.wording import count

from .links import ItemDepartment, ItemOfficer
from .models import Commitment

ENOUGH = 6  # commitments: a short list to try the form with


def give_contributor_commitments(demonstration: Demonstration) -> list[str]:
    """Once, when the account is made: what an officer changes afterwards stays as it is."""
    contributor = demonstration.accounts.get(roles.CONTRIBUTOR.slug)
    edition = Plan.objects.in_force(clock.today()).first() or Plan.objects.public().first()
    if contributor is None or contributor.username not in demonstration.made or edition is None:
        return []
    department, commitments = commitments_of_one_department(edition)
    if not commitments:
        return []
    name_officer(contributor, department, commitments, by=demonstration.by)
    whose = f" ({department})" if department else ""
    return [f"The contributor answers for {count(len(commitments), 'commitment')}{whose}."]


def commitments_of_one_department(edition: Plan) -> tuple[Department | None, list[Commitment]]:
    """The department with most commitments of its own in this edition, and the first of these. Where none has any,
    the edition's first commitments. Three queries."""
    links = ItemDepartment.objects.on(clock.today()).filter(strength=ItemDepartment.Strength.MOST_DIRECT)
    owned = dict(links.filter(item__commitments__plan=edition).values_list("item_id", "department_id"))
    commitments = Commitment.objects.filter(plan=edition, parent=None)
    if not owned:
        return None, list(commitments[:ENOUGH])
    department = Department.objects.get(pk=Counter(owned.values()).most_common(1)[0][0])
    theirs = (commitment for commitment in commitments if owned.get(commitment.item_id) == department.pk)
    return department, list(islice(theirs, ENOUGH))


@transaction.atomic
def name_officer(user: User, department: Department | None, commitments: list[Commitment], *, by: User) -> None:
    """Names this user as the officer who answers for these commitments from today."""
    user.department = department
    user.save(update_fields=["department"])
    for commitment in commitments:
        ItemOfficer.objects.create(
            item=commitment.item, office=user.office, user=user, starts=clock.today(), illustrative=True,
            source="Demonstration account",
        )  # fmt: skip
    detail = {"commitments": [str(commitment.item_id) for commitment in commitments]}
    events.record(verb="officer.named", subject=user, by=by, why="Demonstration account", detail=detail)
