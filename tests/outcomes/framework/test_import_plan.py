"""`manage.py import_plan`: everything or nothing, word for word, with warnings."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from outcomes.framework.importer.parser import parse
from outcomes.framework.importer.reading import read_text
from outcomes.framework.models import Commitment, PlanItem
from outcomes.framework.tree import read_tree
from plan.models import Event, Plan

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
PAPER = ROOT / "tests/outcomes/importer/papers/fenbrook.txt"
SHARED_PAPER = ROOT.parent / "shared/seeds/003_c27d862b4477c250.txt"


def run(*args, **options):
    out = StringIO()
    call_command("import_plan", *args, stdout=out, **{"title": "Fenbrook Plan", "start": 2024, "end": 2028, **options})
    return out.getvalue()


def told(path, slug):
    return json.loads(run(str(path), json=True, edition=slug))


@pytest.mark.parametrize("paper", [PAPER, pytest.param(SHARED_PAPER, marks=pytest.mark.shared)])
def test_the_draft_says_what_the_outline_says_word_for_word(paper):
    if not paper.exists():
        pytest.skip("the paper kept beside the project is not here")
    found = told(paper, "imported")
    outline = parse(read_text(paper))
    tree = read_tree(Plan.objects.get(slug="imported"))
    expected = [*outline.outcomes, *outline.enablers]
    assert [(o.kind, o.number, o.title, o.narrative) for o in sorted(tree, key=lambda o: o.number)] == [
        (o.kind, o.number, o.title, o.narrative) for o in sorted(expected, key=lambda o: o.number)
    ]
    nodes = {node.number: node for outcome in tree for node in outcome.sub_outcomes}
    for sub in (sub for outcome in expected for sub in outcome.sub_outcomes):
        node = nodes[sub.number]
        assert [aim.text for aim in node.aims] == [aim.text for aim in sub.aims]
        place = {aim.uuid: aim.position for aim in node.aims}
        assert [(c.text, place.get(c.aim), tuple(text for _, text in c.nested)) for c in node.commitments] == [
            (c.text, c.aim_position, c.nested) for c in sub.commitments
        ]
    strategic = [node for outcome in tree if outcome.is_strategic for node in outcome.sub_outcomes]
    assert found["commitments"] == sum(len(node.commitments) for node in strategic)
    assert found["aims"] == sum(len(node.aims) for node in strategic)
    assert Event.objects.get(verb="plan.imported").detail["warnings"] == len(found["warnings"])


def test_every_imported_row_has_its_history_and_is_an_item_of_its_own():
    run(str(PAPER), edition="imported")
    assert (
        Commitment.history.count() == Commitment.objects.count() == PlanItem.objects.filter(kind="commitment").count()
    )


def test_a_trial_run_reports_and_writes_nothing():
    assert "trial run" in run(str(PAPER), edition="imported", dry_run=True)
    assert (Plan.objects.count(), PlanItem.objects.count(), Event.objects.count()) == (0, 0, 0)
    assert json.loads(run(str(PAPER), json=True, edition="imported", dry_run=True))["edition"] == "imported"
    assert Plan.objects.count() == 0


def test_an_edition_that_exists_is_left_as_it_is():
    run(str(PAPER), edition="imported")
    before = PlanItem.objects.count()
    with pytest.raises(CommandError, match="There is a version called imported already"):
        run(str(PAPER), edition="imported")
    assert (Plan.objects.count(), PlanItem.objects.count()) == (1, before)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Minutes of a meeting.\n1. Apologies.\n", "plan"),
        ("Our Commitments\n• We will – do it".encode("utf-16"), "UTF-16"),
        ("Our Commitments\n• We’ll do it".encode("cp1252"), "UTF-8"),
        (b"%PDF-1.7 binary", "PDF"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_clear_error(content, says, tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_bytes(content)
    with pytest.raises(CommandError, match=says):
        run(str(paper))
    assert Plan.objects.count() == 0


def test_a_missing_file_and_impossible_years_are_refused(tmp_path):
    with pytest.raises(CommandError, match="no file"):
        run(str(tmp_path / "nowhere.txt"))
    with pytest.raises(CommandError, match="later than the first"):
        run(str(PAPER), start=2028, end=2024)
    assert Plan.objects.count() == 0


def test_the_name_of_the_draft_follows_from_its_years():
    run(str(PAPER))
    assert Plan.objects.get().slug == "2024-28-draft"
