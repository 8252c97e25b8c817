"""Names that another page has in its address: refused wherever one is given, and read off the addresses alone."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import resolve, reverse

from outcomes.framework.checking import CannotLoad
from outcomes.framework.editions import CannotCopy, copy_edition
from outcomes.framework.importer import parse, read_text
from outcomes.framework.loading import load_outline
from outcomes.interchange import books
from outcomes.interchange.bringing import bring_book
from outcomes.interchange.dumping import dump
from outcomes.models import PlanUpload, SubOutcome
from plan.addresses import TAKEN, _routes, reserved
from plan.models import Body, Plan
from tests.factories import make_plan, make_tree

PAPER = Path(__file__).resolve().parents[1] / "outcomes/importer/papers/fenbrook.txt"
WORDS = ["compare", "number", "Compare"]


def beginnings() -> set[str]:
    """Everywhere in addresses that something stands which a row gives."""
    parts = [route.split("/") for route in _routes() if not route.startswith("admin/")]
    return {"".join(f"{one}/" for one in route[:at]) for route in parts for at, one in enumerate(route) if "*" in one}


def test_the_words_are_those_of_the_addresses():
    refused = {
        "plans/": Plan._meta.get_field("slug"),
        "packs/": Body._meta.get_field("slug"),
        "plans/*/": SubOutcome._meta.get_field("number"),
    }
    numbered = {"actions/", "consultations/*/answer/"}  # a number follows, so no word can be taken for it
    assert {place for place in beginnings() if reserved(place)} == refused.keys() | numbered
    for place, field in refused.items():
        for word in reserved(place):
            with pytest.raises(ValidationError, match=TAKEN):
                field.run_validators(word)
        field.run_validators("other")


def test_each_word_has_a_page_of_its_own_there():
    assert reserved("plans/") == {"compare", "number"}
    assert resolve("/plans/compare/").view_name == "compare"
    assert resolve("/plans/number/9.4/").view_name == "plan-number"
    assert resolve("/plans/2022-26/9.4/").view_name == "edition-sub-outcome"


@pytest.mark.django_db
@pytest.mark.parametrize("word", WORDS)
def test_no_verb_makes_an_edition_of_such_a_name(word, policy_officer):
    plan = make_tree(make_plan(slug="2022-26"))
    with pytest.raises(CannotCopy, match=TAKEN):
        copy_edition(plan, slug=word, label="draft", by=policy_officer)
    with pytest.raises(CannotLoad, match=TAKEN):
        load_outline(parse(read_text(PAPER)), title="Plan", start_year=2022, end_year=2026, slug=word, label="draft")
    with pytest.raises(books.NotABook, match=TAKEN):
        bring_book(dump(plan), slug=word, label="draft", by=policy_officer)
    with pytest.raises(CommandError, match=TAKEN):
        call_command("import_plan", PAPER, title="Plan", start=2022, end=2026, edition=word)
    with pytest.raises(CannotCopy, match="There is a version with this name already"):
        copy_edition(plan, slug="2022-26", label="draft", by=policy_officer)
    assert list(Plan.objects.values_list("slug", flat=True)) == ["2022-26"]


@pytest.mark.django_db
@pytest.mark.parametrize("word", WORDS)
def test_no_form_takes_it(word, client, policy_officer):
    client.force_login(policy_officer)
    plan = make_tree(make_plan(slug="2022-26"))
    chosen = {"title": "Plan", "label": "draft", "slug": word, "start_year": "2022", "end_year": "2026"}
    file = SimpleUploadedFile("plan.txt", PAPER.read_bytes())
    for page, sent in (
        (reverse("admin:plan_plan_add"), {**chosen, "commitment_label": "commitment"}),
        (reverse("admin:plan_plan_change", args=[plan.pk]), chosen),
        (reverse("admin:outcomes_edition_copy", args=[plan.pk]), chosen),
        (reverse("admin:outcomes_planupload_changelist"), {**chosen, "file": file}),
    ):
        assert TAKEN in client.post(page, sent).content.decode(), page
    assert list(Plan.objects.values_list("slug", flat=True)) == ["2022-26"]
    assert not PlanUpload.objects.exists()


@pytest.mark.django_db
def test_neither_bodies_nor_sub_outcomes_take_theirs(client, policy_officer):
    client.force_login(policy_officer)
    answer = client.post(reverse("admin:plan_body_add"), {"kind": "board", "name": "The Archive", "slug": "archive"})
    assert TAKEN in answer.content.decode()
    assert not Body.objects.exists()
    paper = read_text(PAPER)
    outline = parse(paper)
    sub = outline.outcomes[0].sub_outcomes[0]
    object.__setattr__(sub, "number", "route")
    with pytest.raises(CannotLoad, match=TAKEN):
        load_outline(outline, title="Plan", start_year=2022, end_year=2026, slug="2022-26", label="draft")
