"""Figures that a version leaves out are filled in or accepted, with who and why, before it is approved."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from outcomes.framework import editions
from outcomes.framework.missing_figures import CannotAccept, accept_gaps, open_figures, refusal
from outcomes.models import AcceptedGap
from plan.models import Decision, Event, Plan
from plan.roles import CMT, NotYours
from tests.factories import make_body, make_plan, make_tree, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 18)


@pytest.fixture
def plan():
    plan = make_tree(make_plan(vision="A good place."), sub_outcomes=2)
    plan.suboutcomes.filter(number="1.1").update(narrative="Emissions fell by xx% since 2005.")
    plan.suboutcomes.filter(number="1.2").update(narrative="Over [figure to follow] homes.")
    return plan


def decided(plan, kind="approved", body="council"):
    return Decision.objects.create(body=make_body(body), plan=plan, kind=kind, date=DAY, text="Said yes.")


def test_an_approval_is_refused_with_the_list_of_what_is_missing(plan, policy_officer):
    with pytest.raises(editions.CannotPublish, match=r"1\.1: .*xx% since 2005\.; 1\.2: Over \[figure to follow\]"):
        editions.publish_edition(plan, by=policy_officer, decision=(approval := decided(plan)))
    agreed = decided(plan, "agreed", "cabinet")
    for named in (None, agreed):  # the approval is on record, whichever is named
        with pytest.raises(editions.CannotPublish, match="cannot be published as approved while figures are missing"):
            editions.publish_edition(plan, by=policy_officer, decision=named)
    plan.refresh_from_db()
    assert plan.published_at is None
    approval.delete()  # a draft that is only agreed goes out to consultation with its gaps, as it is
    assert editions.publish_edition(plan, by=policy_officer, decision=agreed).frozen_by == agreed
    with pytest.raises(editions.NotInForce, match=r"while figures are missing in its words.*xx%"):
        editions.put_in_force(plan, decision=decided(plan), by=policy_officer)
    assert Plan.objects.get(pk=plan.pk).in_force_from is None


def test_accepting_keeps_who_and_why_and_lets_it_pass(plan, policy_officer):
    plan.suboutcomes.filter(number="1.2").update(narrative="Over 790 homes.")
    (filler,) = open_figures(plan)[plan.pk]
    (gap,) = accept_gaps(plan, fillers=[filler], by=policy_officer, why="Nobody has counted them.")
    assert (str(gap), gap.by, gap.why) == (str(filler), policy_officer, "Nobody has counted them.")
    event = Event.objects.get(verb="plan.gaps_accepted")
    assert (event.why, event.detail) == ("Nobody has counted them.", {"accepted": [str(filler)]})
    assert refusal(plan, "come into force") == ""
    decision = decided(plan)
    editions.publish_edition(plan, by=policy_officer, decision=decision)
    assert editions.put_in_force(plan, decision=decision, by=policy_officer).in_force_from == DAY
    with pytest.raises(DatabaseError, match="stays on record"), transaction.atomic():
        AcceptedGap.objects.update(why="Another reason.")


def test_new_words_around_an_accepted_gap_open_it_again(plan, policy_officer):
    accept_gaps(plan, fillers=open_figures(plan)[plan.pk], by=policy_officer, why="Not known.")
    plan.suboutcomes.filter(number="1.1").update(narrative="Emissions rose by xx% since 2005.")
    assert [str(one) for one in open_figures(plan)[plan.pk]] == ["1.1: Emissions rose by xx% since 2005."]


def test_what_is_not_accepted(plan, policy_officer):
    fillers = open_figures(plan)[plan.pk]
    for chosen, why, says in (
        (fillers, " ", "Say why"), ([], "Why not.", "Choose at least one"),
        ([*fillers, type(fillers[0])("9.9", "nothing")], "Why not.", "Not missing in"),
    ):  # fmt: skip
        with pytest.raises(CannotAccept, match=says):
            accept_gaps(plan, fillers=chosen, by=policy_officer, why=why)
    with pytest.raises(NotYours):
        accept_gaps(plan, fillers=fillers, by=make_user(CMT), why="Why not.")
    assert not AcceptedGap.objects.exists()


def test_a_version_is_frozen_on_a_decision_about_it_that_was_taken(plan, policy_officer):
    plan.suboutcomes.update(narrative="No figures.")
    for wrong in (decided(make_plan()), decided(plan, "noted"), decided(None)):
        with pytest.raises(editions.CannotPublish, match="is not published on this decision"):
            editions.publish_edition(plan, by=policy_officer, decision=wrong)
    decision = decided(plan)
    editions.publish_edition(plan, by=policy_officer, decision=decision)
    with pytest.raises(DatabaseError, match="rests on this decision"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(text="Said no.")


def test_gaps_are_accepted_on_a_page_of_the_desk_and_shown_with_the_version(client, plan, policy_officer):
    page = reverse("admin:outcomes_edition_gaps", args=[plan.pk])
    client.force_login(make_user(CMT))
    assert client.get(page).status_code == 403
    client.force_login(policy_officer)
    assert page in client.get(reverse("admin:plan_plan_change", args=[plan.pk])).content.decode()
    assert "xx% since 2005" in client.get(page).content.decode()
    assert client.post(page, {"gaps": [], "why": "Not known."}).status_code == 200
    names = [str(filler) for filler in open_figures(plan)[plan.pk]]
    assert client.post(page, {"gaps": names[:1], "why": "Not known."}).status_code == 302
    assert str(AcceptedGap.objects.get()) == names[0]
    shown = client.get(f"/plans/{plan.slug}/").content.decode()
    assert "Figures that it leaves out" in shown
    assert "Not known." in shown
