"""The demonstration's pack is built once; afterwards its stored bytes are written out."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outcomes.framework import editions
from outcomes.models import (
    AnnualPassage,
    CoveringHeading,
    CoveringReport,
    Pack,
    PackFile,
    PackVersion,
    PackWithdrawal,
)
from outcomes.packs import demo
from outcomes.packs.annual.demo import publish_years
from plan import clock, roles
from plan.slots import Demonstration
from tests.factories import make_body, make_outcome, make_plan, make_user

pytestmark = pytest.mark.django_db

WANTED = '[pack]\ncommittee = "fen-committee"\nquarter = "2022-Q2"\n'


@pytest.fixture
def told(tmp_path):
    (tmp_path / "demo.toml").write_text(WANTED)
    return Demonstration(folder=tmp_path, output=tmp_path, accounts={}, made=frozenset(),
                         by=make_user(roles.POLICY_OFFICER))  # fmt: skip


@pytest.fixture
def committee():
    return make_body(name="Fen Committee")


def make_version(committee, content: bytes, *, published=True, number=1):
    pack, _ = Pack.objects.get_or_create(body=committee, covers="2022-Q2")
    version = PackVersion.objects.create(
        pack=pack, number=number, state="built", asked_at=clock.now(), built_at=clock.now()
    )
    PackFile.objects.create(
        version=version, kind="pdf", name="pack.pdf", content=content, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    if published:
        PackVersion.objects.filter(pk=version.pk).update(
            published_at=clock.now(), cleared_at=clock.now(), cleared_office="the system"
        )
    return version


@pytest.fixture
def builds(monkeypatch, committee):
    """Stands in for build_pack: notes how it was called and publishes a version."""
    calls = []

    def build(*arguments):
        calls.append(arguments)
        make_version(committee, b"%PDF built", number=9)

    monkeypatch.setattr(demo, "call_command", build)
    return calls


def test_the_pack_is_built_published_and_written_out(told, builds):
    lines = demo.publish_pack(told)
    assert builds == [
        ("build_pack", "--committee", "fen-committee", "--quarter", "2022-Q2", "--covering-report", "--publish")
    ]
    path = told.output / "fen-committee-2022-Q2.pdf"
    assert path.read_bytes() == b"%PDF built"
    assert f"Published pack: {path}" in lines
    assert hashlib.sha256(b"%PDF built").hexdigest() in lines[-1]


def test_a_pack_that_was_published_is_not_built_again(told, builds, committee):
    make_version(committee, b"%PDF first")
    make_version(committee, b"%PDF second", number=2)
    make_version(committee, b"%PDF only a draft", number=3, published=False)
    demo.publish_pack(told)
    assert builds == []
    assert Path(told.output, "fen-committee-2022-Q2.pdf").read_bytes() == b"%PDF second"


def test_a_pack_that_was_withdrawn_is_neither_written_out_nor_built_again(told, builds, committee):
    version = make_version(committee, b"%PDF with a name in it")
    PackWithdrawal.objects.create(version=version, by=told.by, at=clock.now(), reason="It named a person.")

    assert demo.publish_pack(told) == ["", f"{version} was withdrawn, so nothing is written out."]
    assert builds == []
    assert not list(told.output.glob("*.pdf"))


def test_papers_for_officers_are_issued_once_and_written_nowhere(told, builds, committee):
    (told.folder / "demo.toml").write_text(f'{WANTED}[[papers]]\nkind = "cmt"\nbody = "fen"\nperiod = "2022-Q2"\n')
    demo.issue_papers(told)

    assert builds == [("build_pack", "--kind", "cmt", "--body", "fen", "--period", "2022-Q2", "--publish", "--anyway",
                       "For the demonstration")]  # fmt: skip
    assert not list(told.output.glob("*.pdf"))
    (told.folder / "demo.toml").write_text(WANTED)
    assert demo.issue_papers(told) == []


def test_a_report_of_a_year_is_drafted_built_and_published_and_words_that_stand_stay(told, monkeypatch):
    make_body("commission", "Fen Commission")
    annual_builds = []
    monkeypatch.setattr("outcomes.packs.annual.demo.call_command", lambda *given: annual_builds.append(given))
    plan = make_plan()
    make_outcome(plan, "Green Fens")
    editions.record_former(plan, at=datetime(2021, 4, 1, tzinfo=UTC), in_force_from=date(2021, 4, 1), by=told.by)
    years = '[[years]]\nbody = "fen-commission"\nperiod = "2021/22"\nyear = "A **wet** year."\n'
    screened = '[years.screening]\nscreening = "no_further"\nscreened_on = 2022-05-16\n'
    (told.folder / "demo.toml").write_text(f"{WANTED}{years}{screened}")
    CoveringHeading.objects.create(key="fair", title="Is it fair", position=1, fills="equality")

    assert publish_years(told) == []  # what stands in for building published nothing

    (brief,) = AnnualPassage.objects.filter(item=None).exclude(text="")
    assert (brief.heading, brief.text, brief.illustrative, brief.edited_by) == (
        "year",
        "A **wet** year.",
        True,
        told.by,
    )
    assert [call[:7] for call in annual_builds] == [
        ("build_pack", "--kind", "annual", "--body", "fen-commission", "--period", "2021/22")
    ]
    report = CoveringReport.objects.get(pack__kind="annual")
    assert (report.screened_on, report.illustrative) == (date(2022, 5, 16), True)
    AnnualPassage.objects.filter(pk=brief.pk).update(text="My own words.")
    publish_years(told)
    assert AnnualPassage.objects.get(pk=brief.pk).text == "My own words."


def test_another_databases_pack_is_not_written_over(told, builds, committee):
    other = told.output / "fen-committee-2022-Q2.pdf"
    other.write_bytes(b"%PDF of another database")
    demo.publish_pack(replace(told, mark="trial-0a1b2c"))
    assert other.read_bytes() == b"%PDF of another database"
    assert Path(told.output, "fen-committee-2022-Q2-trial-0a1b2c.pdf").read_bytes() == b"%PDF built"


def test_a_build_that_published_nothing_is_an_error(told, monkeypatch, committee):
    monkeypatch.setattr(demo, "call_command", lambda *arguments: None)
    with pytest.raises(RuntimeError, match="published no PDF for fen-committee"):
        demo.publish_pack(told)
    assert not list(told.output.glob("*.pdf"))
