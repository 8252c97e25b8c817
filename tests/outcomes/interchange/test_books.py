"""Editions as workbooks: out and in again, as the same items or as new ones, and what is refused."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from outcomes.framework.tree import read_tree
from outcomes.interchange import books
from outcomes.interchange.bringing import bring_book
from outcomes.interchange.changes import changes
from outcomes.interchange.dumping import dump
from outcomes.models import Aim, Commitment, CommitmentPartner, JointWork, Placement, PlanItem, Saving, Statement
from plan.models import Event, GlossaryTerm, Partner, Plan, Section, SectionEntry
from plan.roles import CONTRIBUTOR, NotYours
from tests.factories import make_body, make_tree, make_user
from tests.ground import ground

pytestmark = pytest.mark.django_db


@ground("full_edition")
def full_edition(standing):
    """An edition with a row of every kind and texts that spreadsheets take for something else."""
    plan = make_tree(outcomes=2, sub_outcomes=2, commitments=2)
    plan.vision, plan.vision_text = "=A1", "1. one\n2. two"
    plan.save()
    outcome = plan.outcomes.first()
    outcome.kind, outcome.overseen_by, outcome.managed_by = (
        "change",
        make_body("board", "Change Board"),
        "Chief officers",
    )
    outcome.save()
    sub = plan.suboutcomes.first()
    commitment = Commitment.objects.filter(plan=plan).first()
    commitment.role, commitment.text = "contributing", "+44 is no sum"
    commitment.save()
    item = PlanItem.objects.create(kind="commitment")
    Commitment.objects.create(plan=plan, item=item, parent=commitment, text="@nested", position=1)
    other = plan.suboutcomes.exclude(pk=sub.pk).first()
    Placement.objects.create(sub_outcome=other, commitment=commitment, position=9)
    for name in ("Police", "Health; and care"):
        partner = Partner.objects.create(name=name, slug=name[:6].lower(), kind="council")
        CommitmentPartner.objects.create(commitment=commitment, partner=partner)
    JointWork.objects.create(sub_outcome=sub, text="Together", position=1)
    Statement.objects.create(sub_outcome=sub, heading="By 2024", text="- done", position=1)
    whole = Saving.objects.create(sub_outcome=sub, name="Total", amount=Decimal("48"), qualifier="more than")
    Saving.objects.create(sub_outcome=sub, name="SEND", amount=Decimal("21.5"), part_of=whole)
    section = Section.objects.create(plan=plan, kind="values", title="Values", position=0, number="0.10", text="| a |")
    SectionEntry.objects.create(section=section, title="Trust", text="'=1", principle="A", position=1)
    GlossaryTerm.objects.create(plan=plan, term="-CO2", definition="A gas.")
    return plan


def edited(content: bytes, sheet: str, row: int, column: int, value) -> bytes:
    book = load_workbook(io.BytesIO(content))
    book[sheet].cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def brought(content: bytes, by, slug="again", base=None, **more) -> Plan:
    told, state = books.read(content)
    return bring_book(told, slug=slug, label="again", by=by, base=base, state=state, **more)


def test_all_comes_back_as_the_same_items(full_edition, policy_officer):
    content = books.write(dump(full_edition))
    made = brought(content, policy_officer, base=full_edition, why="Worked on in a spreadsheet")
    assert changes(dump(full_edition), dump(made)) == []
    assert (made.based_on, made.is_public) == (full_edition, False)
    assert [node.uuid for node in read_tree(made)] == [node.uuid for node in read_tree(full_edition)]
    assert Event.objects.get(verb="plan.brought_in").why == "Worked on in a spreadsheet"


def test_all_comes_back_as_new_items(full_edition, policy_officer):
    made = brought(books.write(dump(full_edition)), policy_officer)
    assert made.based_on is None
    old = {item for model in (Aim, Commitment) for item in model.objects.filter(plan=full_edition).values_list("item")}
    new = {item for model in (Aim, Commitment) for item in model.objects.filter(plan=made).values_list("item")}
    assert len(old) == len(new)
    assert not old & new


def test_no_cell_is_a_formula_and_numbers_are_text(full_edition):
    book = load_workbook(io.BytesIO(books.write(dump(full_edition))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value.startswith(("=", "+", "@", "-"))]


def test_what_was_changed_is_told_and_nothing_else(full_edition, policy_officer):
    content = edited(books.write(dump(full_edition)), "Aims", 2, 4, "A new aim")
    told, _ = books.read(content)
    (change,) = changes(dump(full_edition), told)
    old = Aim.objects.filter(plan=full_edition).order_by("sub_outcome__outcome__position", "sub_outcome__position")[0]
    assert (change.sort, change.what, change.columns) == ("changed", "aim", (("text", old.text, "A new aim"),))
    made = brought(content, policy_officer, base=full_edition)
    assert Aim.objects.get(plan=made, item=old.item).text == "A new aim"
    old.refresh_from_db()
    assert old.text != "A new aim"


def test_rows_that_are_gone_and_new_are_told(full_edition):
    book = load_workbook(io.BytesIO(books.write(dump(full_edition))))
    book["Joint work"].delete_rows(2)
    book["Glossary"].append(["New", "A word."])
    out = io.BytesIO()
    book.save(out)
    told = changes(dump(full_edition), books.read(out.getvalue())[0])
    assert [(one.sort, one.what, one.says) for one in told] == [
        ("added", "word of the glossary", "New"), ("removed", "example of joint work", "Together"),
    ]  # fmt: skip


def test_changes_made_here_meanwhile_are_not_lost(full_edition, policy_officer):
    content = books.write(dump(full_edition))
    Aim.objects.filter(plan=full_edition).update(text="Changed meanwhile")
    with pytest.raises(books.NotABook, match="was changed since the workbook was made of it"):
        brought(content, policy_officer, base=full_edition)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "says"),
    [
        ("Places", 2, 2, "nobody", "Places, row 2: no row has the key that it gives under commitment"),
        ("Commitments", 2, 6, "Nobody known", "the library has no partner “Nobody known”"),
        ("Outcomes", 2, 3, "wish", "Outcomes, row 2: Kind: "),
        ("Outcomes", 3, 4, "1", "Outcomes, row 3: the same number"),
        ("Aims", 2, 4, "", "Aims, row 2: Text: "),
        ("Aims", 2, 4, "=1+1", "Aims, row 2, text: is a formula"),
        ("Aims", 1, 4, "words", "the column text is missing"),
        ("Savings", 2, 4, "many", "Savings, row 2: Amount"),
        ("About this file", 2, 2, "", "was not made of a version"),
    ],
)
def test_what_cannot_stand_is_named_and_nothing_is_made(full_edition, policy_officer, sheet, row, column, value, says):
    content = edited(books.write(dump(full_edition)), sheet, row, column, value)
    before = PlanItem.objects.count()
    with pytest.raises(books.NotABook, match=says):
        brought(content, policy_officer)
    assert (Plan.objects.count(), PlanItem.objects.count()) == (1, before)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(books.NotABook):
        books.read(content)


def test_only_policy_officers_bring_one_in(full_edition):
    with pytest.raises(NotYours):
        brought(books.write(dump(full_edition)), make_user(CONTRIBUTOR))
    assert Plan.objects.count() == 1
