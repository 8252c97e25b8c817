"""The usual steps of a timetable that a council has not entered."""

import pytest
from django.urls import reverse

from plan.events import trail
from plan.meetings import NotPossible
from plan.models import Council, TimetableStep
from plan.roles import CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER, NotYours
from plan.usual_steps import add_usual_steps
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST, PAGE = reverse("admin:plan_timetablestep_changelist"), reverse("admin:plan_timetablestep_usual")
ALL = [
    ("Department clearance", 15), ("Finance clearance", 12), ("Legal clearance", 12), ("Corporate management", 8),
    ("Cabinet Lead Member", 5), ("Chair’s briefing", 3),
]  # fmt: skip


def there() -> list[tuple[str, int]]:
    return list(TimetableStep.objects.values_list("name", "working_days"))


@pytest.mark.parametrize("role", [POLICY_OFFICER, DEMOCRATIC_SERVICES])
def test_an_empty_timetable_gets_them_from_its_list(client, role):
    client.force_login(make_user(role))
    assert PAGE in client.get(LIST).content.decode()
    assert "Finance clearance, 12 working days before despatch" in client.get(PAGE).content.decode()
    assert there() == []
    assert client.post(PAGE)["Location"] == LIST
    assert there() == ALL
    assert [step.applies_to("board") for step in TimetableStep.objects.all()] == [False] * 6
    assert [step.applies_to("cabinet") for step in TimetableStep.objects.all()] == [True] * 5 + [False]
    assert PAGE not in client.get(LIST).content.decode()


def test_what_stands_there_is_left_as_it_is(policy_officer):
    TimetableStep.objects.create(key="finance", name="Money", working_days=20)
    TimetableStep.objects.create(key="law", name="Legal Clearance", working_days=4)
    made = add_usual_steps(by=policy_officer)
    assert [step.key for step in made] == ["department", "management", "lead-member", "briefing"]
    assert {("Money", 20), ("Legal Clearance", 4)} < set(there())
    assert [event.verb for event in trail(made[0])] == ["timetablestep.added"]
    with pytest.raises(NotPossible, match="all the usual steps already"):
        add_usual_steps(by=policy_officer)


def test_the_chair_is_called_as_the_council_has_it(policy_officer):
    Council.objects.create(pk=1, name="Fenbrook", short_name="Fenbrook", chair_title="Chairman")
    assert add_usual_steps(by=policy_officer)[-1].name == "Chairman’s briefing"


def test_nobody_else_may(client):
    contributor = make_user(CONTRIBUTOR)
    with pytest.raises(NotYours):
        add_usual_steps(by=contributor)
    client.force_login(contributor)
    assert client.post(PAGE).status_code == 403
    assert there() == []
