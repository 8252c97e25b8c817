"""What stands beside a plan's parts in its Word document: sources, marks, influence, savings, places. Officers may
change any of it, and what they leave in words is what is read."""

import io
from decimal import Decimal

import pytest
from docx import Document

from outcomes.framework.importer.outline import AimOutline, OutcomeOutline, PlanOutline, SavingOutline
from outcomes.framework.importer.outline import SubOutcomeOutline as Sub
from outcomes.framework.importer.papers import read_outline
from outcomes.framework.importer.word import beside
from outcomes.framework.loading import load_outline
from outcomes.framework.outlining import outline_of
from outcomes.interchange.files import edition_file
from outcomes.interchange.words import Cover, write_words
from outcomes.models import Aim, Commitment, CommitmentPartner, ImportNote, Placement, PlanItem, Saving, SubOutcome
from plan.models import Body, Partner, Plan
from tests.factories import make_plan, make_sub_outcome, make_tree

from .outlines import same


def edited(content: bytes, change) -> PlanOutline:
    """What is read once somebody changed the document: `change` has its paragraphs by their words."""
    document = Document(io.BytesIO(content))
    change({paragraph.text: paragraph for paragraph in document.paragraphs})
    out = io.BytesIO()
    document.save(out)
    return read_outline(out.getvalue())


def plan_of(*aims: AimOutline, savings=()) -> bytes:
    sub = Sub("1.1", "Homes", "", aims, (), (), False, 2, savings=savings, source="Report, paragraph 5")
    return write_words(PlanOutline("Plan", (), (OutcomeOutline("1", "Places", "", (sub,), 1),), (), ()), Cover("Plan"))


WARM = AimOutline(1, "Warm homes", 0, influence="limited", influence_note="On landlords", source="A survey")
DRY = AimOutline(2, "Dry homes", 0, influence="direct", source="Report, paragraph 5")


def remove(paragraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def test_readers_see_what_is_said_and_only_what_is_not_the_usual():
    texts = [paragraph.text for paragraph in Document(io.BytesIO(plan_of(WARM, DRY))).paragraphs]
    assert texts[texts.index("1.1\tHomes") :] == [
        "1.1\tHomes", "Source: Report, paragraph 5", "What will success look like?", "Warm homes",
        "Influence: Rests largely on others – On landlords", "Source: A survey", "Dry homes",
        "Influence: The council's own to deliver",
    ]  # fmt: skip


def test_what_an_officer_changes_is_what_is_read():
    def change(found):
        found["Influence: Rests largely on others – On landlords"].runs[0].text = "Influence: Shared with partners: all"
        found["Source: A survey"].runs[0].text = "source : Another survey"
        found["Influence: The council's own to deliver"].runs[0].text = "Influence: The council’s own to deliver."
        found["Source: Report, paragraph 5"].runs[0].text = "Source: None given"

    read = edited(plan_of(WARM, DRY), change)
    sub = read.outcomes[0].sub_outcomes[0]
    told = [(aim.influence, aim.influence_note, aim.source) for aim in sub.aims]
    assert told == [("partner", "all", "Another survey"), ("direct", "", "")]
    assert (sub.source, read.warnings) == ("", ())


def test_a_line_left_behind_does_not_change_the_part_above_it_unseen():
    read = edited(plan_of(WARM, DRY), lambda found: remove(found["Dry homes"]))
    (aim,) = read.outcomes[0].sub_outcomes[0].aims
    assert (aim.text, aim.influence) == ("Warm homes", "limited")
    assert [(one.kind, one.where, one.text) for one in read.warnings] == [
        ("unread", "1.1", "The line “Influence: The council's own to deliver” says again what another line said"
         " before, so nothing was made of it.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Influence: On nobody", "could not be read"),
        ("With: Fenland Trust", "could not be read"),  # an aim has no partners
        ("Ask Legal about this", "could not be read"),
    ],
)
def test_what_cannot_be_read_is_told_and_makes_nothing(words, says):
    def change(found):
        found["Influence: The council's own to deliver"].runs[0].text = words

    read = edited(plan_of(WARM, DRY), change)
    dry = read.outcomes[0].sub_outcomes[0].aims[1]
    assert (dry.text, dry.influence) == ("Dry homes", "")
    assert [(one.kind, says in one.text) for one in read.warnings] == [("unread", True)]


def test_a_line_typed_without_its_style_is_known_by_how_it_begins_and_an_item_stays_one():
    def change(found):
        typed = found["Influence: The council's own to deliver"]
        typed.style, typed.paragraph_format.left_indent = "Normal", None
        found["Warm homes"].runs[0].text = "Source: of all warmth"

    read = edited(plan_of(WARM, DRY), change)
    first, second = read.outcomes[0].sub_outcomes[0].aims
    assert (first.text, second.influence) == ("Source: of all warmth", "direct")
    assert [one.text for one in read.warnings] == [
        "The line “Source: of all warmth” stands in the list as an item of its own, and was taken for one."
    ]


def test_savings_are_read_as_they_are_written_by_hand():
    total = SavingOutline("Total", Decimal(48), "in excess of", (SavingOutline("Schools: travel", Decimal("2.5")),))

    def change(found):
        found["Total:\tin excess of £48 million"].runs[0].text = "Total: about £1,050.25m"

    (read,) = edited(plan_of(DRY, savings=(total,)), change).outcomes[0].sub_outcomes[0].savings
    assert (read.name, read.qualifier, read.amount) == ("Total", "about", Decimal("1050.25"))
    assert [(part.name, part.amount) for part in read.parts] == [("Schools: travel", Decimal("2.5"))]
    assert beside.read_saving("Total: £500,000") is None  # whether that is in pounds or millions is not guessed


@pytest.fixture
def full(db) -> Plan:
    """An edition that says something of everything that may be said beside its parts."""
    plan = make_tree(make_plan(slug="2022-26-full"), commitments=2)
    sub = SubOutcome.objects.get(plan=plan)
    sub.outcome.overseen_by = Body.objects.create(name="Change Board", slug="change-board", kind="board")
    sub.outcome.managed_by, sub.outcome.illustrative = "Heads of service", True
    sub.outcome.save()
    other = make_sub_outcome(sub.outcome, title="Other", illustrative=True, source="B")
    Aim.objects.filter(plan=plan).update(influence="partner", influence_note="The NHS", source="A", illustrative=True)
    first, second = Commitment.objects.filter(plan=plan).order_by("pk")
    Commitment.objects.filter(pk=second.pk).update(source="C", illustrative=True, role="contributing")
    nested = Commitment.objects.create(
        plan=plan, parent=first, text="Within", role="contributing", source="D",
        item=PlanItem.objects.create(kind="commitment"),
    )  # fmt: skip
    partner = Partner.objects.create(name="Fenland Trust", slug="fenland-trust")
    CommitmentPartner.objects.create(commitment=nested, partner=partner)
    Placement.objects.create(sub_outcome=other, commitment=second, position=1)
    total = Saving.objects.create(sub_outcome=sub, name="Total", amount="48", qualifier="in excess of")
    Saving.objects.create(sub_outcome=sub, name="Part", amount="2.55", part_of=total)
    Plan.objects.filter(pk=plan.pk).update(
        illustrative=True,
        source="E",
        note="Open:\n\n- one\n- two",
        length_reported="Shorter",
        commitment_label="action",
    )
    return Plan.objects.get(pk=plan.pk)


def again(plan: Plan, content: bytes) -> Plan:
    read = read_outline(content)
    return load_outline(read, title=plan.title, start_year=2022, end_year=2026, slug="again", label="draft", source="f")


def test_an_edition_comes_back_whole(full):
    made = again(full, edition_file(full, "docx").content)
    assert same(outline_of(made)) == same(outline_of(full))
    names = ("illustrative", "source", "note", "length_reported", "commitment_label")
    assert [getattr(made, name) for name in names] == [getattr(full, name) for name in names]
    assert Commitment.objects.filter(plan=made).count() == Commitment.objects.filter(plan=full).count()
    twice = Commitment.objects.get(plan=made, source="C")
    assert list(twice.placements.order_by("pk").values_list("sub_outcome__number", flat=True)) == list(
        SubOutcome.objects.filter(plan=full).order_by("position").values_list("number", flat=True)
    )
    assert not ImportNote.objects.filter(plan=made).exists()


def test_words_that_differ_part_what_was_one_commitment_and_unknown_names_are_told(full):
    text = Commitment.objects.get(plan=full, source="C").text
    document = Document(io.BytesIO(edition_file(full, "docx").content))
    [each for each in document.paragraphs if each.text == text][1].runs[0].text = "Reworded here"
    next(each for each in document.paragraphs if each.text.startswith("Overseen by")).runs[0].text = "Overseen by: X"
    out = io.BytesIO()
    document.save(out)
    made = again(full, out.getvalue())
    assert Commitment.objects.filter(plan=made, text__in=[text, "Reworded here"]).count() == 2
    assert sorted(ImportNote.objects.filter(plan=made).values_list("kind", flat=True)) == ["unknown", "unread"]


@pytest.mark.django_db
def test_reading_an_outline_costs_the_same_for_one_row_and_many(django_assert_num_queries):
    for plan in (make_tree(make_plan(slug="a")), make_tree(make_plan(slug="b"), commitments=6)):
        with django_assert_num_queries(16):  # and one more where there are sections
            outline_of(plan)
