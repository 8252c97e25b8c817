"""`manage.py import_plan`: everything or nothing, word for word, with warnings."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from outcomes.framework.checking import CannotLoad
from outcomes.framework.gaps import CannotSettle, settle
from outcomes.framework.importer.parser import parse
from outcomes.framework.importer.reading import read_text
from outcomes.framework.loading import load_outline
from outcomes.framework.models import Commitment, PlanItem
from outcomes.framework.tree import read_tree
from outcomes.models import ImportNote
from plan.models import Event, Plan
from plan.roles import CMT
from tests.factories import make_plan, make_tree, make_user
from tests.pages import form_data

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
        (b"PK\x03\x04 binary", "Word document cannot be opened"),
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


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"edition": "My Plan 2030"}, "--edition: .*letters, numbers, underscores or hyphens"),
        ({"edition": "x" * 81}, "--edition: "),
        ({"title": "x" * 300}, "--title: .*at most 150 characters"),
        ({"title": " "}, "--title: "),
        ({"label": "x" * 41}, "--label: "),
        ({"start": 70000, "end": 70004}, "--start: Give a year between 1900 and 2200"),
        ({"start": -5}, "--start: "),
        ({"end": 2201}, "--end: Give a year between 1900 and 2200"),
    ],
)
def test_what_would_break_the_site_is_refused_in_words(options, says):
    with pytest.raises(CommandError, match=says):
        run(str(PAPER), **options)
    assert (Plan.objects.count(), PlanItem.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_parts_that_cannot_stand_are_named_with_their_lines_all_at_once():
    outline = parse(read_text(PAPER))
    first, *rest = outline.outcomes
    one, two = first.sub_outcomes
    windy = replace(one, title="Very long and windy " * 20)
    again = replace(two, number=one.number)
    outline = replace(outline, outcomes=(replace(first, sub_outcomes=(windy, again)), *rest))
    with pytest.raises(CannotLoad) as refused:
        load_outline(outline, title="Fenbrook Plan", start_year=2024, end_year=2028, slug="imported", label="draft")
    assert [line.split("“")[0] for line in refused.value.wrong] == [
        f"Line {one.line}: Title of the sub-outcome ",
        f"Line {two.line}: there is sub-outcome {one.number} on line {one.line} already."
        " Correct one of the two numbers.",
    ]
    assert "at most 250 characters (it has 400)" in refused.value.wrong[0]
    assert (Plan.objects.count(), PlanItem.objects.count(), ImportNote.objects.count()) == (0, 0, 0)


def test_warnings_stay_with_the_draft_until_somebody_settles_them(client, policy_officer):
    found = told(PAPER, "imported")["warnings"]
    plan = Plan.objects.get()
    notes = list(ImportNote.objects.open_in(plan))
    assert found
    assert sorted((note.where, note.line, note.kind, note.text) for note in notes) == sorted(
        (row["where"], row["line"], row["kind"], row["text"]) for row in found
    )
    client.force_login(policy_officer)
    page = reverse("admin:outcomes_importnote_settle", args=[notes[0].pk])
    shown = client.get(page)
    assert client.post(page, form_data(shown, why=" ")).status_code == 200
    assert client.post(page, form_data(shown, why="The figure is in the words now.")).status_code == 302
    settled = ImportNote.objects.get(pk=notes[0].pk)
    assert (settled.settled_by, settled.settled_why) == (policy_officer, "The figure is in the words now.")
    assert ImportNote.objects.open_in(plan).count() == len(notes) - 1
    with pytest.raises(CannotSettle, match="settled it already"):
        settle(settled, by=policy_officer, why="Again")
    assert client.post(page, form_data(shown, why="Again")).status_code == 409


def test_what_is_open_stands_on_the_outline_the_publish_page_and_my_desk(client, policy_officer):
    plan = make_tree(make_plan(vision="Of xx% of people."))
    plan.outcomes.update(narrative="We save £xm, and 50% of it soon.")
    note = ImportNote.objects.create(
        plan=plan, where="1.1", line=7, kind="duplicate", text="The same commitment twice."
    )
    client.force_login(policy_officer)
    for page in (
        reverse("admin:outcomes_outline", args=[plan.pk]),
        reverse("admin:outcomes_edition_publish", args=[plan.pk]),
    ):
        text = client.get(page).content.decode()
        assert "Of xx% of people." in text
        assert "We save £xm, and 50% of it soon." in text
        assert "1.1, line 7: The same commitment twice." in text
    desk = client.get(reverse("admin:index")).content.decode()
    assert f"{plan}: 1 warning from its import to settle" in desk
    assert f"{plan}: 2 figures missing in its words" in desk
    settle(note, by=policy_officer, why="Merged")
    plan.outcomes.update(narrative="We save £3m.")
    Plan.objects.update(vision="Of 7% of people.")
    assert "Left open in drafts" not in client.get(reverse("admin:index")).content.decode()


def test_only_policy_officers_settle_and_others_read_no_warnings(client):
    note = ImportNote.objects.create(plan=make_tree(), where="1.1", line=7, kind="awaited", text="To follow.")
    client.force_login(make_user(CMT))
    page = reverse("admin:outcomes_importnote_change", args=[note.pk])
    assert client.get(page).status_code in (403, 404)
    settling = reverse("admin:outcomes_importnote_settle", args=[note.pk])
    assert client.post(settling, {"why": "x", "seen_version": "1"}).status_code in (403, 404)
    note.refresh_from_db()
    assert note.settled_at is None


def test_a_version_goes_out_and_comes_in_by_commands(tmp_path):
    run(str(PAPER), edition="first")
    words, book = tmp_path / "plan.docx", tmp_path / "plan.xlsx"
    for file in (words, book):
        call_command("export_plan", "first", to=str(file), stdout=StringIO())
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_plan", "first", to=str(words))
    first = told(PAPER, "again")
    counts = ("outcomes", "sub_outcomes", "aims", "commitments", "nested", "per_sub_outcome", "enablers")
    for number, options in enumerate([{}, {"same_items": True}, {"dry_run": True}]):
        for file in (words, book):
            found = json.loads(run(str(file), json=True, edition=f"{file.suffix[1:]}-{number}", **options))
            assert [found[name] for name in counts] == [first[name] for name in counts]
    items = [
        set(Commitment.objects.filter(plan__slug=slug).values_list("item")) for slug in ("first", "xlsx-1", "xlsx-0")
    ]
    assert items[0] == items[1]
    assert not items[0] & items[2]
    assert not Plan.objects.filter(slug__endswith="-2").exists()


@pytest.mark.parametrize(
    ("slug", "to", "says"),
    [
        ("nobody", "plan.docx", "no version called nobody. There are: first"),
        ("first", "plan.odt", "ends in .docx or .xlsx"),
    ],
)
def test_what_cannot_go_out_is_refused(slug, to, says, tmp_path):
    make_plan(slug="first")
    with pytest.raises(CommandError, match=says):
        call_command("export_plan", slug, to=str(tmp_path / to))
    assert not list(tmp_path.iterdir())
