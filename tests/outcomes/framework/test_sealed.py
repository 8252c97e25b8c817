"""A published edition's words: what the database refuses, what opens it, and who is named that got round it."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError

from outcomes.framework import amending, editions
from outcomes.framework.altered import altered_editions
from outcomes.models import Aim, Commitment, Outcome
from plan import events, records, row_rules
from plan.models import Amendment, BodyKind, Decision, Event, GlossaryTerm, Plan, Section, SectionEntry
from tests.factories import make_aim, make_body, make_plan, make_tree
from tests.tables import columns_of

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL truncates")


def run(*statements):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def refused(*statements):
    with pytest.raises(DatabaseError) as error:
        run(*statements)
    return str(error.value)


@pytest.fixture
def draft():
    plan = make_tree(make_plan(vision="A good place.", slug="approved"))
    make_aim(plan.suboutcomes.get())
    section = Section.objects.create(plan=plan, kind="values", title="Values", text="Ours.")
    SectionEntry.objects.create(section=section, title="Trust", text="We trust.")
    GlossaryTerm.objects.create(plan=plan, term="SEND", definition="Special educational needs")
    return plan


@pytest.fixture
def plan(draft, policy_officer):
    return editions.publish_edition(draft, by=policy_officer)


@pytest.fixture
def authority(draft):
    day = date(2022, 6, 1)
    return Decision.objects.create(body=make_body(BodyKind.CABINET), plan=draft, date=day, text="May mend slips.")


def words(plan):
    return [*Outcome.objects.filter(plan=plan).values_list("title", "number"), Plan.objects.get(pk=plan.pk).title]


# The door of an amendment ------------------------------------------------------------------------------------------


def amendment(plan, authority, by, *, event="(SELECT sequence + 1 FROM plan_chainhead)", why="Forged"):
    return (
        "INSERT INTO plan_amendment (event_id, plan_id, authority_id, by_id, at, what, before, after, why)"
        f" VALUES ({event}, {plan.pk}, {authority.pk}, {by.pk}, '2022-06-02 12:00:00', 'title', '', '', '{why}')"
    )


FORGED = "UPDATE outcomes_outcome SET title = 'Forged'"


def test_there_is_no_switch_that_opens_a_published_edition(plan):
    columns = {field.column for field in Plan._meta.get_fields() if hasattr(field, "column")}
    before = words(plan)

    assert "amending" not in columns
    assert "A published version of the plan does not change" in refused(FORGED)
    assert words(plan) == before


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"event": "NULL"}, "says why"),
        ({"event": "(SELECT sequence FROM plan_chainhead)"}, "says why"),
        ({"event": "(SELECT sequence + 2 FROM plan_chainhead)"}, "says why"),
        ({"why": "  "}, "says why"),
    ],
    ids=["no entry", "an entry that stands", "a later entry", "no reason"],
)
def test_only_an_amendment_that_announces_its_entry_and_says_why_opens_it(plan, authority, policy_officer, how, said):
    before = words(plan)

    assert said in refused(amendment(plan, authority, policy_officer, **how), FORGED)

    assert words(plan) == before
    assert not Amendment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_amendment_that_the_log_never_hears_of_does_not_last(draft, authority, policy_officer):
    plan = editions.publish_edition(draft, by=policy_officer)
    before = words(plan)

    with pytest.raises(IntegrityError):
        run(amendment(plan, authority, policy_officer), FORGED)

    assert words(plan) == before
    assert not Amendment.objects.exists()


def test_once_its_entry_is_written_an_amendment_opens_nothing(plan, authority, policy_officer):
    outcome = plan.outcomes.get()
    amending.amend(outcome, authority=authority, by=policy_officer, why="A slip", title="Mended")

    assert "does not change" in refused(FORGED)

    assert list(altered_editions()) == []
    assert words(plan)[0][0] == "Mended"


def test_an_amendment_opens_its_own_edition_only_and_unpublishes_none(plan, authority, policy_officer):
    other = make_tree(make_plan(vision="Another."))
    editions.publish_edition(other, by=policy_officer)
    opening = amendment(plan, authority, policy_officer)

    assert "does not change" in refused(opening, f"UPDATE outcomes_outcome SET title = 'x' WHERE plan_id = {other.pk}")
    assert "stays published" in refused(opening, f"UPDATE plan_plan SET published_at = NULL WHERE id = {plan.pk}")
    assert "stays published" in refused(opening, f"UPDATE plan_plan SET id = 999 WHERE id = {plan.pk}")


# Ways round it -----------------------------------------------------------------------------------------------------


def test_a_published_edition_cannot_be_moved_away_from_its_rows(plan):
    assert "published version of the plan" in refused("UPDATE plan_plan SET id = 999", FORGED)


TABLES = (
    "plan_plan", "plan_section", "plan_sectionentry", "plan_glossaryterm", "outcomes_outcome", "outcomes_suboutcome",
    "outcomes_aim", "outcomes_commitment", "outcomes_placement",
)  # fmt: skip


def copy_of(table, **changed):
    names = columns_of(table)
    values = ", ".join(changed.get(name, name) for name in names)
    return f"INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} LIMIT 1"


@on_sqlite
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("recursive", ["OFF", "ON"])
def test_no_row_takes_the_place_of_a_published_editions(plan, table, recursive):
    before = words(plan)
    row_rules.remove()  # they would refuse some of these for another reason
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")

    assert "published version of the plan" in refused(f"REPLACE {copy_of(table)}")
    draft_of = {"plan_id": "999", "published_at": "NULL", "section_id": "999", "sub_outcome_id": "999"}
    assert "published version of the plan" in refused(f"INSERT OR REPLACE {copy_of(table, **draft_of)}")
    assert words(plan) == before


@on_sqlite
def test_no_draft_moves_into_a_published_editions_place(plan):
    draft = make_tree(make_plan(vision="Another."))
    before = words(plan)

    for statement in (
        f"UPDATE OR REPLACE plan_plan SET id = {plan.pk} WHERE id = {draft.pk}",
        f"UPDATE OR REPLACE plan_plan SET slug = 'approved' WHERE id = {draft.pk}",
        f"UPDATE OR REPLACE outcomes_outcome SET id = {plan.outcomes.get().pk} WHERE plan_id = {draft.pk}",
    ):
        assert "published version of the plan" in refused(statement)
    assert words(plan) == before


@on_postgresql
@pytest.mark.parametrize("table", TABLES)
def test_no_table_with_rows_of_a_published_edition_is_emptied(plan, table):
    assert "published version of the plan" in refused("SET CONSTRAINTS ALL IMMEDIATE", f"TRUNCATE {table} CASCADE")


@on_postgresql
def test_tables_with_drafts_alone_may_be_emptied(draft):
    run("SET CONSTRAINTS ALL IMMEDIATE", "TRUNCATE outcomes_placement")

    assert not draft.suboutcomes.get().placements.exists()


# Behind the triggers -----------------------------------------------------------------------------------------------

TAMPERED = {
    "a title": (lambda plan: Outcome.objects.update(title="Forged"), "outcomes"),
    "a target's words": (lambda plan: Aim.objects.update(text="Forged"), "aims"),
    "a commitment": (lambda plan: Commitment.objects.update(text="Forged"), "commitments"),
    "the vision": (lambda plan: Plan.objects.update(vision="Forged"), "versions of the plan"),
    "its first day": (lambda plan: Plan.objects.update(published_at="2020-01-01T12:00Z"), "versions of the plan"),
    "a value": (lambda plan: SectionEntry.objects.update(text="Forged"), "entries of a section"),
    "a term": (lambda plan: GlossaryTerm.objects.all().delete(), "words in the glossary"),
    "another aim": (lambda plan: make_aim(plan.suboutcomes.get(), "Slipped in"), "aims"),
}


@pytest.mark.parametrize(("tamper", "part"), TAMPERED.values(), ids=TAMPERED)
def test_words_altered_behind_the_triggers_are_named(plan, tamper, part):
    assert list(altered_editions()) == []
    with records.lifted():
        tamper(plan)

    assert list(altered_editions()) == [f"{plan}: its {part} were altered behind the event log."]


def test_after_an_amendment_the_new_words_are_the_sealed_ones(plan, authority, policy_officer):
    amending.amend(plan.outcomes.get(), authority=authority, by=policy_officer, why="A slip", title="Mended")
    amending.amend(plan, authority=authority, by=policy_officer, why="Another", vision="Mended too")
    assert list(altered_editions()) == []
    with records.lifted():
        Outcome.objects.update(title="Outcome as it was")

    assert list(altered_editions()) == [f"{plan}: its outcomes were altered behind the event log."]


def test_an_edition_published_or_taken_away_behind_the_log_is_named(plan):
    other = make_plan(title="Slipped in", published_at="2022-06-01T12:00Z")
    assert list(altered_editions()) == [f"{other} is published, but the event log does not say so."]
    with records.lifted():
        Plan.objects.filter(pk=plan.pk).update(published_at=None)

    assert next(altered_editions()) == f"{plan} was published and is no longer there."


def test_an_amendment_without_its_entry_and_an_entry_without_its_amendment_are_named(plan, authority, policy_officer):
    outcome = plan.outcomes.get()
    made = amending.amend(outcome, authority=authority, by=policy_officer, why="A slip", title="Mended")
    with records.lifted():
        Amendment.objects.update(why="Another reason")
    assert list(altered_editions()) == [f"The amendment of {made} is not what the event log says of it."]
    with records.lifted():
        Amendment.objects.all().delete()
    outcome.refresh_from_db()

    assert list(altered_editions()) == [
        f"The event log names an amendment of {outcome}, in {plan} that is no longer there."
    ]


def test_an_entry_about_something_else_does_not_pass_for_an_amendments(plan, authority, policy_officer):
    run(amendment(plan, authority, policy_officer), FORGED)
    with transaction.atomic():
        events.record(verb="plan.looked_at", subject=plan, by=policy_officer)

    forged = Amendment.objects.get()
    assert list(altered_editions()) == [
        f"{plan}: its outcomes were altered behind the event log.",
        f"The amendment of {forged} is not what the event log says of it.",
    ]


def test_a_column_that_a_later_release_brings_breaks_no_seal(plan):
    event = Event.objects.get(verb="plan.published")
    kept = {label: dict(part) for label, part in event.detail["edition"].items()}
    kept["outcomes.outcome"]["columns"] = ["id", "title"]

    from plan import seals

    assert seals.broken(plan.pk, kept) == ["outcomes"]
    kept.pop("outcomes.outcome")
    assert seals.broken(plan.pk, kept) == []
