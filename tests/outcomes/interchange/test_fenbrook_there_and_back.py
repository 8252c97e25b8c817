"""A plan read from a paper, exported to Word and read again says the same; so does the county's own, where it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from outcomes.framework.importer import parse, read_text
from outcomes.framework.importer.outline import GroupOutline, PlanOutline
from outcomes.framework.importer.papers import read_outline
from outcomes.framework.loading import load_outline
from outcomes.framework.outlining import outline_of
from outcomes.interchange.files import edition_file
from outcomes.interchange.words import Cover, write_words
from plan.models import Plan

from .outlines import same

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
PAPER = ROOT / "tests/outcomes/importer/papers/fenbrook.txt"
SHARED = ROOT.parent / "shared/seeds/003_c27d862b4477c250.txt"


def as_kept(outline: PlanOutline) -> PlanOutline:
    """The outline as an edition keeps it: the heading above commitments is the aim's own words, notes stand at the end
    of the narrative, a list's items stand in the text alone, and a signatory on one line."""
    return replace(
        outline, warnings=(),
        sections=tuple(
            replace(one, entries=tuple(entry for entry in one.entries if entry.title),
                    signatory=(", ".join(one.signatory),) if one.signatory else ())
            for one in outline.sections
        ),
        outcomes=tuple(_outcome(one) for one in outline.outcomes),
        enablers=tuple(_outcome(one) for one in outline.enablers),
    )  # fmt: skip


def _outcome(outcome):
    return replace(outcome, sub_outcomes=tuple(_sub(sub) for sub in outcome.sub_outcomes))


def _sub(sub):
    texts = {aim.position: aim.text for aim in sub.aims}
    commitments = tuple(replace(one, heading=texts.get(one.aim_position)) for one in sub.commitments)
    groups = dict.fromkeys((one.heading, one.aim_position) for one in commitments if one.heading)
    narrative = "\n\n".join(filter(None, [sub.narrative, sub.notes]))
    headed = tuple(GroupOutline(heading, aim, 0) for heading, aim in groups)
    return replace(sub, narrative=narrative, notes="", commitments=commitments, groups=headed)


def without_vision(outline: PlanOutline) -> PlanOutline:
    return replace(outline, vision=None, vision_text="", title_found=None)


@pytest.mark.parametrize("paper", [PAPER, pytest.param(SHARED, marks=pytest.mark.shared)])
def test_imported_exported_to_word_and_imported_again(paper):
    if not paper.exists():
        pytest.skip("the paper kept beside the project is not here")
    first = parse(read_text(paper))
    plan = load_outline(first, title="Plan", start_year=2022, end_year=2026, slug="first", label="draft")
    second = read_outline(edition_file(plan, "docx").content)
    assert same(without_vision(second)) == same(without_vision(as_kept(first)))
    assert (second.vision, second.vision_text) == (plan.vision, plan.vision_text)
    load_outline(second, title="Plan", start_year=2022, end_year=2026, slug="second", label="draft")
    assert same(outline_of(Plan.objects.get(slug="second"))) == same(outline_of(plan))


def test_what_is_to_be_looked_at_is_the_same_in_both():
    first = parse(read_text(PAPER))
    second = read_outline(write_words(first, Cover("Plan")))
    assert [(one.kind, one.where) for one in second.warnings] == [(one.kind, one.where) for one in first.warnings]
    assert first.warnings
