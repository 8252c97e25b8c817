"""Minor amendments: what they may touch, on whose authority, and their pages on the desk and the site."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from outcomes.framework.amending import CannotAmend, amend
from outcomes.framework.editions import publish_edition
from plan.locking import Stale
from plan.models import Amendment, Decision, Section, SectionEntry
from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import make_body, make_plan, make_tree, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 18)


@pytest.fixture
def plan(policy_officer):
    plan = make_tree(make_plan(vision="A good place."))
    section = Section.objects.create(plan=plan, kind="values", title="Our values", number="2", text="We hold them.")
    SectionEntry.objects.create(section=section, title="Openness", text="We are open.")
    return publish_edition(plan, by=policy_officer)


@pytest.fixture
def authority(plan):
    return Decision.objects.create(body=make_body("council"), plan=plan, date=DAY, text="Delegated minor amendments.")


def address(row):
    return reverse("admin:outcomes_amend", args=[row._meta.model_name, row.pk])


def test_a_stale_instance_is_never_saved(plan, authority, policy_officer):
    outcome = plan.outcomes.get()
    stale = plan.outcomes.get()
    amend(outcome, authority=authority, by=policy_officer, why="First", statement="Said first.")
    with pytest.raises(Stale):
        amend(stale, authority=authority, by=policy_officer, why="Second", title="Said second")
    fresh = plan.outcomes.get()
    fresh.statement = "Slipped in beside it."
    amend(fresh, authority=authority, by=policy_officer, why="Third", title="Said third")
    outcome = plan.outcomes.get()
    assert (outcome.title, outcome.statement, outcome.version) == ("Said third", "Said first.", 3)


@pytest.mark.parametrize("field", ["number", "slug", "position", "kind", "plan_id"])
def test_numbers_places_and_addresses_take_a_new_version(field, plan, authority, policy_officer):
    outcome = plan.outcomes.get()
    with pytest.raises(CannotAmend, match="changes words only"):
        amend(outcome, authority=authority, by=policy_officer, why="Why not", **{field: 7})
    assert not Amendment.objects.exists()


def test_words_that_cannot_stand_are_refused(plan, authority, policy_officer):
    outcome = plan.outcomes.get()
    for title in ("", "x" * 201):
        with pytest.raises(ValidationError):
            amend(outcome, authority=authority, by=policy_officer, why="A slip", title=title)
    assert outcome.title == plan.outcomes.get().title
    with pytest.raises(CannotAmend, match="Nothing would change"):
        amend(outcome, authority=authority, by=policy_officer, why="A slip", title=outcome.title)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("board", {}), ("council", {"plan": None}), ("council", {"date": None, "planned_date": DAY})],
)
def test_the_authority_is_a_decision_taken_on_this_version_by_who_can_delegate(kind, fields, plan, policy_officer):
    decision = Decision.objects.create(body=make_body(kind), text="x", **{"plan": plan, "date": DAY, **fields})
    with pytest.raises(CannotAmend, match="is no authority to amend"):
        amend(plan.outcomes.get(), authority=decision, by=policy_officer, why="A slip", statement="x")


def test_every_kind_of_published_row_has_the_door_and_a_draft_has_not(client, plan, authority, policy_officer):
    client.force_login(policy_officer)
    rows = [
        plan,
        plan.outcomes.get(),
        plan.suboutcomes.get(),
        plan.aims.get(),
        plan.commitments.get(),
        plan.sections.get(),
    ]
    for row in rows:
        change = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        assert address(row) in client.get(change).content.decode()
        name = {"plan": "vision", "outcome": "statement", "suboutcome": "narrative"}.get(row._meta.model_name, "text")
        typed = form_data(client.get(address(row)), authority=authority.pk, why="A slip", **{name: "Said better."})
        assert client.post(address(row), typed).status_code == 302
        row.refresh_from_db()
        assert getattr(row, name) == "Said better."
    assert Amendment.objects.count() == len(rows)
    draft = make_tree().outcomes.get()
    change = client.get(reverse("admin:outcomes_outcome_change", args=[draft.pk])).content.decode()
    assert address(draft) not in change
    assert client.get(address(draft)).status_code == 404


def test_a_sections_entry_is_chosen_first(client, plan, authority, policy_officer):
    client.force_login(policy_officer)
    entry = SectionEntry.objects.get()
    chosen = client.get(reverse("admin:outcomes_amend_entry", args=[entry.section_id]), {"entry": entry.pk})
    assert (chosen.status_code, chosen["Location"]) == (302, address(entry))
    form = form_data(client.get(address(entry)), authority=authority.pk, why="A slip", text="We are open to all.")
    client.post(address(entry), form)
    assert Amendment.objects.get().after == "Text: We are open to all."


def test_only_what_was_typed_anew_is_recorded_and_line_ends_are_no_change(client, plan, authority, policy_officer):
    outcome = plan.outcomes.get()
    amend(outcome, authority=authority, by=policy_officer, why="Longer", narrative="One line.\nAnother.\n")
    client.force_login(policy_officer)
    typed = form_data(client.get(address(outcome)), authority=authority.pk, why="A slip")
    typed["narrative"] = ["One line.\r\nAnother."]
    refused = client.post(address(outcome), typed)
    assert (refused.status_code, "Nothing would change." in refused.content.decode()) == (409, True)
    client.post(address(outcome), {**typed, "statement": "Said better."})
    assert Amendment.objects.latest("pk").after == "Statement: Said better."


def test_who_read_an_older_wording_is_told_and_changes_nothing(client, plan, authority, policy_officer):
    outcome = plan.outcomes.get()
    client.force_login(policy_officer)
    typed = form_data(client.get(address(outcome)), authority=authority.pk, why="A slip", statement="Typed on the old.")
    amend(outcome, authority=authority, by=make_user(POLICY_OFFICER), why="First", statement="Said first.")
    answer = client.post(address(outcome), typed)
    assert answer.status_code == 409
    assert "changed this since you opened the page" in answer.content.decode()
    assert "Typed on the old." in answer.content.decode()
    assert plan.outcomes.get().statement == "Said first."


@pytest.mark.parametrize("role", [CMT, DEMOCRATIC_SERVICES])
def test_others_are_turned_away(client, plan, authority, role):
    client.force_login(make_user(role))
    outcome = plan.outcomes.get()
    typed = {"statement": "Forced.", "title": "Forced", "authority": authority.pk, "why": "x", "seen_version": "1"}
    assert client.post(address(outcome), typed).status_code == 403
    assert plan.outcomes.get().title != "Forced"


def test_the_editions_page_lists_its_amendments_with_their_authority(client, plan, authority, policy_officer):
    outcome = plan.outcomes.get()
    amend(outcome, authority=authority, by=policy_officer, why="A slip of the pen.", statement="Said better.")
    text = " ".join(client.get(plan.get_absolute_url()).content.decode().split())
    for words in (
        "Minor amendments since", "A slip of the pen.", "Before: Statement: ", "After: Statement: Said better.",
        f"Under: {authority}",
    ):  # fmt: skip
        assert words in text
    assert str(policy_officer) not in text
