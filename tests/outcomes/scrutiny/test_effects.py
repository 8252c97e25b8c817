"""What reports state of their effect on outcomes: one form, complete or not, seen with the paper."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse

from outcomes.models import ImpactStatement, Outcome
from outcomes.scrutiny.impact_desk import reports_without_effects
from outcomes.scrutiny.stating import (
    Effect,
    NotStated,
    completeness,
    edition_for,
    outcomes_for,
    state_effects,
    touching,
)
from plan.locking import Stale
from plan.models import AgendaItem, Event, Paper, Plan
from plan.papers import revise_paper
from plan.roles import CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER, SCRUTINY_MEMBER, NotYours
from tests import factories
from tests.ground import ground

TODAY = date(2022, 11, 8)
MET = date(2022, 11, 15)
GOOD = Effect("supports", "More trees.")


class Stating:
    """A plan in force with three outcomes and the money behind them, and a report that is not published yet."""

    def __init__(self) -> None:
        self.plan = factories.make_tree(outcomes=3)
        factories.make_outcome(self.plan, "Money", kind=Outcome.Kind.FINANCE)
        self.outcomes = list(Outcome.objects.filter(plan=self.plan).order_by("position"))
        Plan.objects.filter(pk=self.plan.pk).update(published_at="2022-05-19T09:00Z", in_force_from=date(2022, 5, 18))
        self.committee = factories.make_body(name="Environment Committee")
        self.agenda = AgendaItem.objects.create(
            meeting=factories.make_meeting(self.committee, MET), number=4, title="Trees"
        )
        self.paper = Paper.objects.create(agenda_item=self.agenda, title="Trees in streets")
        self.clerk = factories.make_user(DEMOCRATIC_SERVICES)

    def items(self) -> list:
        return [outcome.item_id for outcome in self.outcomes]

    def state(self, effects: dict, **fields) -> list[ImpactStatement]:
        return state_effects(self.paper, effects, **{"by": self.clerk, **fields})

    def publish(self, paper: Paper) -> None:
        Paper.objects.filter(pk=paper.pk).update(published_on=TODAY)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2022-11-08T12:00Z", tick=False):
        yield


@ground("stating")
def stating(standing) -> Stating:
    return Stating()


def told() -> list[tuple[str, str]]:
    return list(ImpactStatement.objects.order_by("pk").values_list("effect", "why"))


def test_a_report_states_what_it_does_to_each_outcome(stating):
    one, two, three, _ = stating.items()
    assert [outcome.item_id for outcome in outcomes_for(stating.paper)] == [one, two, three]
    stating.state({one: GOOD, two: Effect("neutral"), three: Effect("")})

    assert told() == [("supports", "More trees."), ("neutral", "")]
    assert str(completeness(stating.paper)) == "2 of 3 outcomes stated"
    event = Event.objects.latest("sequence")
    assert (event.verb, event.subject_type, event.by) == ("impact.stated", "plan.paper", stating.clerk)
    assert event.detail == {"outcomes": {str(stating.outcomes[0]): "supports", str(stating.outcomes[1]): "neutral"}}


def test_saving_the_same_again_says_nothing(stating):
    stating.state({stating.items()[0]: GOOD})
    before = Event.objects.count()
    assert stating.state({stating.items()[0]: Effect("supports", "  More trees. ")}) == []
    assert Event.objects.count() == before


def test_a_statement_is_changed_and_taken_back_with_history(stating):
    one = stating.items()[0]
    stating.state({one: GOOD})
    stating.state({one: Effect("conflicts", "Fewer trees.")})
    row = ImpactStatement.objects.get()
    assert (row.effect, row.why, row.version) == ("conflicts", "Fewer trees.", 2)
    stating.state({one: Effect("")})
    assert told() == []
    assert [past.history_type for past in ImpactStatement.history.order_by("history_id")] == ["+", "~", "-"]


def test_somebody_elses_change_is_not_overwritten(stating):
    one = stating.items()[0]
    stating.state({one: GOOD})
    with pytest.raises(Stale):
        stating.state({one: Effect("neutral")}, seen={one: 0})
    stating.state({one: Effect("neutral")}, seen={one: 1})
    with pytest.raises(Stale):
        stating.state({one: GOOD}, seen={one: 1})
    assert told() == [("neutral", "")]


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (Effect("supports"), "Say how the report affects"),
        (Effect("conflicts", " "), "Say how the report affects"),
        (Effect("", "Because."), "Choose whether the report supports"),
        (Effect("helps", "It does."), "Choose one of the effects"),
    ],
)
def test_what_says_too_little_is_refused_as_a_whole(stating, effect, words):
    one, two, *_ = stating.items()
    with pytest.raises(NotStated, match=words):
        stating.state({one: GOOD, two: effect})
    assert told() == []


def test_only_outcomes_of_the_version_are_stated(stating):
    with pytest.raises(NotStated, match="not in the version"):
        stating.state({stating.items()[3]: GOOD})
    with pytest.raises(NotStated, match="not in the version"):
        stating.state({factories.make_item("outcome").pk: GOOD})


@pytest.mark.parametrize("who", [CONTRIBUTOR, SCRUTINY_MEMBER])
def test_others_state_nothing(stating, who):
    with pytest.raises(NotYours):
        stating.state({stating.items()[0]: GOOD}, by=factories.make_user(who))


def test_the_database_wants_a_reason_and_one_statement_each(stating):
    one = stating.outcomes[0].item
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactStatement.objects.create(paper=stating.paper, outcome=one, effect="supports")
    stating.state({one.pk: GOOD})
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactStatement.objects.create(paper=stating.paper, outcome=one, effect="neutral")


def test_papers_are_held_against_the_version_of_their_day(stating):
    older = factories.make_tree(outcomes=1)
    assert edition_for(date(2021, 11, 1)) == stating.plan, "no version of that day is public"
    Plan.objects.filter(pk=older.pk).update(published_at="2021-10-26T09:00Z")
    assert edition_for(date(2021, 11, 1)).pk == older.pk
    assert edition_for(TODAY).pk == stating.plan.pk
    Plan.objects.filter(pk=older.pk).update(in_force_from=date(2022, 1, 1), in_force_until=date(2022, 5, 18))
    assert edition_for(date(2022, 5, 17)).pk == older.pk


def test_statements_are_seen_with_the_paper(stating):
    one = stating.items()[0]
    stating.state({one: GOOD})
    nobody, reader = AnonymousUser(), factories.make_user(CONTRIBUTOR)
    assert [len(touching([one], who)) for who in (nobody, reader, stating.clerk)] == [0, 0, 1]
    stating.publish(stating.paper)
    assert [len(touching([one], who)) for who in (nobody, reader, stating.clerk)] == [1, 1, 1]
    assert ImpactStatement.objects.editable_by(reader).count() == 0
    assert ImpactStatement.objects.editable_by(stating.clerk).count() == 1


def test_a_revised_paper_takes_its_place_once_it_is_published(stating):
    one = stating.items()[0]
    stating.state({one: GOOD})
    stating.publish(stating.paper)
    revised = Paper.objects.create(
        agenda_item=stating.agenda, title="Trees, revised", revises=stating.paper, revision_reason="A wrong count."
    )
    state_effects(revised, {one: Effect("conflicts", "Fewer trees.")}, by=stating.clerk)

    assert [row.effect for row in touching([one], AnonymousUser())] == ["supports"]
    assert [row.effect for row in touching([one], stating.clerk)] == ["conflicts"]
    stating.publish(revised)
    assert [row.effect for row in touching([one], AnonymousUser())] == ["conflicts"]


def test_an_effect_of_none_touches_nothing(stating):
    one = stating.items()[0]
    stating.state({one: Effect("neutral", "Not about it.")})
    assert list(touching([one], stating.clerk)) == []


def test_my_desk_lists_reports_that_say_too_little(stating):
    (line,) = reports_without_effects(stating.clerk, TODAY)
    assert line.text == "Trees in streets, Environment Committee, 15 November 2022: 0 of 3 outcomes stated"
    one, two, three, _ = stating.items()
    stating.state({one: GOOD, two: Effect("neutral"), three: Effect("neutral")})
    assert reports_without_effects(stating.clerk, TODAY) == []
    assert reports_without_effects(factories.make_user(CONTRIBUTOR), TODAY) == []


def test_my_desk_costs_the_same_for_many_reports(stating, django_assert_num_queries):
    for number in range(5):
        later = factories.make_meeting(stating.committee, date(2022, 12, number + 1))
        agenda = AgendaItem.objects.create(meeting=later, number=1, title="Trees")
        Paper.objects.create(agenda_item=agenda, title=f"Paper {number}")
    officer = factories.make_user(POLICY_OFFICER)
    assert officer.role_slugs
    with django_assert_num_queries(6):
        assert len(reports_without_effects(officer, TODAY)) == 6


def page(stating) -> str:
    return reverse("admin:outcomes_effects", args=[stating.paper.pk])


def test_the_form_has_a_part_for_each_outcome(stating, client):
    client.force_login(stating.clerk)
    text = client.get(page(stating)).content.decode()
    assert [str(outcome) in text for outcome in stating.outcomes] == [True, True, True, False]
    assert "0 of 3 outcomes stated." in text

    one, two, _, _ = (item.hex for item in stating.items())
    sent = {f"{one}-effect": "supports", f"{one}-why": "More trees.", f"{one}-seen": 0, f"{two}-effect": "neutral"}
    answer = client.post(page(stating), sent, follow=True)
    assert "2 statements changed. 2 of 3 outcomes stated." in answer.content.decode()
    assert told() == [("supports", "More trees."), ("neutral", "")]

    again = client.post(page(stating), sent)
    assert again.status_code == 409
    assert "changed this since you opened the page" in again.content.decode()
    assert told() == [("supports", "More trees."), ("neutral", "")]


def test_the_form_keeps_what_was_typed_when_it_is_refused(stating, client):
    client.force_login(stating.clerk)
    one = stating.items()[0].hex
    refused = client.post(page(stating), {f"{one}-effect": "", f"{one}-why": "Because of trees."})
    assert refused.status_code == 409
    assert "Because of trees." in refused.content.decode()
    assert told() == []


def test_others_have_no_such_form(stating, client):
    client.force_login(factories.make_user(CONTRIBUTOR))
    assert client.get(page(stating)).status_code == 404
    stating.publish(stating.paper)
    assert client.get(page(stating)).status_code == 403
    assert client.post(page(stating), {}).status_code == 403


def test_what_a_published_report_states_changes_with_a_reason_that_readers_see(stating, client):
    one, two, *_ = stating.items()
    stating.state({one: GOOD})
    stating.publish(stating.paper)
    with pytest.raises(NotStated, match="say why what it states changes"):
        stating.state({one: Effect("conflicts", "Fewer trees.")})
    with pytest.raises(NotStated, match="Choose “No effect” instead"):
        stating.state({one: Effect("")}, why="A slip")
    assert told() == [("supports", "More trees.")]
    stating.state({two: Effect("neutral")})  # stated late, but nobody had read anything else
    stating.state({one: Effect("conflicts", "Fewer trees.")}, why="The count was wrong.")

    event = Event.objects.latest("sequence")
    assert (event.why, event.detail["before"]) == (
        "The count was wrong.", {str(stating.outcomes[0]): {"effect": "supports", "why": "More trees."}}
    )  # fmt: skip
    assert "Changed on 8 November 2022: The count was wrong." in client.get(reverse("impact")).content.decode()
    (api,) = [row for row in client.get("/api/v1/effects/").json()["results"] if row["effect"] == "conflicts"]
    assert (api["changed_on"], api["changed_why"]) == ("2022-11-08", "The count was wrong.")


def test_the_form_of_a_published_report_asks_for_the_reason(stating, client):
    one = stating.items()[0]
    stating.state({one: GOOD})
    stating.publish(stating.paper)
    client.force_login(stating.clerk)
    assert "Why it changes" in client.get(page(stating)).content.decode()
    sent = {f"{one.hex}-effect": "neutral", f"{one.hex}-why": "", f"{one.hex}-seen": 1}
    assert client.post(page(stating), sent).status_code == 409
    assert client.post(page(stating), {**sent, "reason": "Counted again."}).status_code == 302
    assert ImpactStatement.objects.get().changed_why == "Counted again."


def test_a_revised_paper_states_what_the_one_before_it_did(stating):
    one = stating.items()[0]
    stating.state({one: GOOD})
    stating.publish(stating.paper)
    revised = revise_paper(stating.paper, by=stating.clerk, why="A wrong count.")
    assert [(row.effect, row.why) for row in revised.impact_statements.all()] == [("supports", "More trees.")]
    stating.publish(revised)
    assert [row.paper for row in touching([one], AnonymousUser())] == [revised]


def test_a_revised_paper_that_states_nothing_wipes_nothing_away(stating):
    one = stating.items()[0]
    stating.state({one: GOOD})
    stating.publish(stating.paper)
    Paper.objects.create(
        agenda_item=stating.agenda, title="Trees, revised", revises=stating.paper, revision_reason="A wrong count.",
        published_on=TODAY,
    )  # fmt: skip
    assert [row.effect for row in touching([one], AnonymousUser())] == ["supports"]
