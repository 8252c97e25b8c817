"""The filters of the two lists: only what occurs is offered, and choosing keeps the rows of one."""

import pytest
from django.test import Client

from outcomes.framework.models import CommitmentPartner, ItemDepartment
from outcomes.reporting.admin_filters import OccurringFilter
from outcomes.reporting.models import HighlightReport
from outcomes.reporting.updates import record_update
from plan.clock import today
from plan.models import Body, BodyKind, Partner
from tests.factories import make_body, make_department, make_tree

from .world import make_period

pytestmark = pytest.mark.django_db
REPORTS, UPDATES = "/admin/outcomes/highlightreport/", "/admin/outcomes/deliveryupdate/"


@pytest.fixture
def two(world):
    """A report with an update on one of its commitments; another plan's report of another board, and a lone update."""
    first, elsewhere = world.open(), make_tree()
    made = {"plans": [world.plan, elsewhere], "reports": [first], "updates": [], "departments": [], "partners": []}
    made["reports"].append(
        HighlightReport.objects.create(
            period=make_period("Another half-year", today(), today().replace(year=2100), due=today()),
            board=make_body(BodyKind.BOARD), plan=elsewhere, outcome=elsewhere.outcomes.get().item,
        )
    )  # fmt: skip
    for plan, report in ((world.plan, first), (elsewhere, None)):
        commitment = plan.commitments.first()
        made["updates"].append(
            record_update(commitment.item, by=world.officer, date=today(), status="on_track", report=report)
        )
        made["departments"].append(make_department())
        ItemDepartment.objects.create(item=commitment.item, department=made["departments"][-1])
        made["partners"].append(Partner.objects.create(name=f"Partner of {plan.pk}", slug=f"partner-{plan.pk}"))
    make_department("A department with nothing to do")
    Partner.objects.create(name="A partner of nobody", slug="nobody")
    make_body(BodyKind.BOARD, "A board without a report")
    return made


def filters(user, address, query="") -> tuple[dict, list]:
    client = Client()
    client.force_login(user)
    listed = client.get(f"{address}{query}").context["cl"]
    ours = [spec for spec in listed.filter_specs if isinstance(spec, OccurringFilter)]
    offered = {spec.title: [(str(key), name) for key, name in spec.lookup_choices] for spec in ours}
    return offered, [row.pk for row in listed.result_list]


def test_reports_by_outcome_and_department(two, world):
    offered, listed = filters(world.officer, REPORTS)
    assert sorted(listed) == [row.pk for row in two["reports"]]
    outcomes = [plan.outcomes.get() for plan in two["plans"]]
    assert sorted(offered["outcome"]) == sorted((str(row.item_id), row.title) for row in outcomes)
    assert offered["department"] == sorted(((str(row.pk), row.name) for row in two["departments"]), key=lambda o: o[1])
    for place, report in enumerate(two["reports"]):
        assert filters(world.officer, REPORTS, f"?outcome={outcomes[place].item_id}")[1] == [report.pk]
        assert filters(world.officer, REPORTS, f"?department={two['departments'][place].pk}")[1] == [report.pk]
    for nonsense in ("?outcome=x", "?department=0", "?outcome=%00", f"?department={10**30}"):
        assert sorted(filters(world.officer, REPORTS, nonsense)[1]) == [row.pk for row in two["reports"]]


def test_a_board_member_is_offered_only_what_their_own_reports_lead_to(two, world):
    offered, listed = filters(world.member, REPORTS)
    assert listed == [two["reports"][0].pk]
    own, department = world.outcome, two["departments"][0]
    assert offered == {
        "outcome": [(str(own.item_id), own.title)], "department": [(str(department.pk), department.name)],
    }  # fmt: skip


def test_updates_by_version_outcome_board_department_and_partner(two, world):
    draft, partner = two["plans"][1], two["partners"][1]
    CommitmentPartner.objects.create(commitment=draft.commitments.first(), partner=partner)
    offered, listed = filters(world.officer, UPDATES)
    first, lone = (row.pk for row in two["updates"])
    assert sorted(listed) == [first, lone]
    assert {key for key, _ in offered["version of the plan"]} == {str(plan.pk) for plan in two["plans"]}
    assert {key for key, _ in offered["department"]} == {str(row.pk) for row in two["departments"]}
    assert offered["board"] == [(str(world.board.pk), world.board.name)]
    assert offered["partner"] == [(str(two["partners"][1].pk), two["partners"][1].name)]
    assert Body.objects.filter(name="A board without a report").exists()
    expected = {
        f"?edition={two['plans'][0].pk}": [first], f"?edition={two['plans'][1].pk}": [lone],
        f"?outcome={two['plans'][0].outcomes.get().item_id}": [first],
        f"?outcome={two['plans'][1].outcomes.get().item_id}": [lone],
        f"?board={world.board.pk}": [first], f"?department={two['departments'][1].pk}": [lone],
        f"?partner={two['partners'][1].pk}": [lone],
    }  # fmt: skip
    assert {query: filters(world.officer, UPDATES, query)[1] for query in expected} == expected
