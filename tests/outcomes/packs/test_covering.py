"""Covering reports: begun with what is known, edited, frozen into a version, and made into a Word document."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcomes.models import CoveringHeading, CoveringReport, Pack, PackVersion
from outcomes.packs.begin import begin_covering_report, fill_in
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.checklist import before_clearing
from outcomes.packs.content import digest
from outcomes.packs.example import load_covering
from outcomes.packs.kinds import kinds
from outcomes.packs.prefill import usual_words
from outcomes.packs.whole import Covering, Part, covering_in
from outcomes.packs.word.report import covering_report
from plan import roles
from plan.clock import today
from plan.models import BackgroundPaper, Event, Paper
from plan.periods import Kind
from tests.factories import make_user

from .beside import covering, headings
from .hostile import HOSTILE
from .world import CANARY, SECRET, issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
EXAMPLE = Path(__file__).parents[3] / "fixtures" / "leicestershire"


@pytest.fixture
def report(world, officer) -> CoveringReport:
    return covering(world, officer)


def texts(report: CoveringReport) -> dict[str, str]:
    return {row.named: row.text for row in report.sections.select_related("heading")}


def built_with(world, officer) -> PackVersion:
    version = build(request_build(world.pack, by=officer, queued=False).pk)
    assert version.failure == ""
    return version


def opened(content: bytes):
    return Document(io.BytesIO(content))


def words(document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_it_begins_with_the_councils_headings_and_what_is_known(world, report, officer):
    paper = Paper.objects.create(agenda_item=world.pack.agenda_item, title="How it goes")
    BackgroundPaper.objects.create(
        paper=paper, title="A [river] survey", date_words="May 2014", link="https://a.test/x"
    )
    CoveringReport.objects.all().delete()
    CoveringHeading.objects.exclude(key="fair").filter(key__in=["silent"]).delete()

    assert texts(begin_covering_report(world.pack, by=officer)) == {
        "Why we write": "To tell the Environment Committee of Fenbrook County Council what came of "
        "Quarter 2 2022/23 (July to September 2022). See Appendix A.",
        "What was decided before": "- 18 May 2022, Fenbrook County Council: Approved the plan.",
        "Is it fair": "",
        "What comes when": "- 7 November 2022, Environment Committee: this report. "
        "Its papers go out by 28 October 2022.\n"
        "- 17 May 2023, Fenbrook County Council: To look again.",
        "Papers behind it": "- [A (river) survey](https://a.test/x), May 2014",
    }


@pytest.mark.parametrize("kind", [kind.key for kind in kinds if kind.is_public])
def test_the_examples_words_fit_every_kind_of_pack_and_leave_no_heading_empty(world, officer, kind):
    load_covering(EXAMPLE, by=officer)
    of = kinds.get(kind)
    pack = Pack(kind=kind, body=world.committee, covers={None: "", Kind.QUARTER: "2022-Q2"}.get(of.covers, "2022/23"),
                edition=world.plan if of.of_edition else None)  # fmt: skip

    told = {row.title: usual_words(row, pack) for row in CoveringHeading.objects.all()}

    assert len(told) == 17
    assert [title for title, words in told.items() if not words] == []
    assert not any("{" in words or " ." in words or "for ," in words for words in told.values())
    assert told["Purpose of the Report"].startswith(f"To put before the Environment Committee: {of.called}")


def test_beginning_twice_changes_nothing(world, report, officer):
    before = texts(report)

    assert begin_covering_report(world.pack, by=officer) == report
    assert texts(report) == before
    assert Event.objects.filter(verb="covering.begun").count() == 1


def test_what_is_empty_is_filled_in_and_what_was_written_stays(world, report, officer):
    why, decided = report.sections.get(heading__key="why"), report.sections.get(heading__key="before")
    why.text, decided.text = "My own words.", " "
    why.save(), decided.save()
    CoveringHeading.objects.create(key="new", title="New", position=9, usual="Usual.")

    assert fill_in(report, by=officer) == ["What was decided before", "New"]

    assert texts(report)["Why we write"] == "My own words."
    assert texts(report)["What was decided before"].startswith("- 18 May 2022")
    assert texts(report)["New"] == "Usual."
    assert fill_in(report, by=officer) == []


@pytest.mark.parametrize("verb", [begin_covering_report, fill_in])
def test_only_policy_officers_write_them(world, report, verb):
    with pytest.raises(NotAllowed, match="by policy officers"):
        verb(world.pack if verb is begin_covering_report else report, by=make_user(roles.DEMOCRATIC_SERVICES))


def test_a_council_without_headings_is_told_so(world, officer):
    with pytest.raises(NotAllowed, match="no headings"):
        begin_covering_report(world.pack, by=officer)


def test_a_version_freezes_the_report_as_it_stood(world, report, officer):
    version = built_with(world, officer)
    frozen = covering_in(version.content)
    report.sections.all().delete()

    assert [part.title for part in frozen.parts] == [
        "Why we write", "What was decided before", "Is it fair", "What comes when", "For you alone",
    ]  # fmt: skip
    assert frozen.parts[0].text.startswith("Said to every committee.\n\nTo tell the Environment Committee")
    assert frozen.parts[2].text == (
        "Equality and human rights screening was carried out on 3 October 2022: no full assessment is needed. "
        "Nobody is put at a **disadvantage**."
    )
    assert frozen.appendix == "Appendix A, agenda item 9: How the Strategic Plan is going, July to September 2022"
    assert digest(version.content) == version.content_sha256
    assert version.content_sha256 in words(opened(bytes(version.files.get(kind="docx").content)))
    again = PackVersion.objects.get(pk=version.pk)
    assert covering_in(again.content) == frozen
    assert issue(again, by=officer).is_published


def test_a_version_without_a_report_has_no_word_document(built):
    assert sorted(built.files.values_list("kind", flat=True)) == ["html", "pdf", "xlsx"]
    assert "covering" not in built.content


def test_before_clearing_it_is_said_what_is_silent(world, report, officer):
    version = built_with(world, officer)

    said = before_clearing(version, today=today())
    assert "The covering report says nothing under Papers behind it and Nothing to say, which is left out." in said


def test_the_word_document_has_real_headings_numbers_and_lists(world, report, officer):
    document = opened(bytes(built_with(world, officer).files.get(kind="docx").content))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}

    assert styles["Quarterly performance report, Quarter 2 2022/23 (July to September 2022)"] == "Title"
    assert styles["Why we write"] == styles["Appendix"] == "Heading 1"
    assert styles["Said to every committee."] == "Numbered paragraph"
    assert "Report of the Chief Executive" in styles
    numbered = document.styles["Numbered paragraph"].element.pPr.numPr
    assert numbered is not None
    otters = next(paragraph for paragraph in document.paragraphs if paragraph.text == "Otters")
    assert otters._p.pPr.numPr is not None
    bold = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold]
    assert "disadvantage" in bold
    assert CANARY not in words(document)
    assert SECRET not in words(document)


COVERING = Covering("A report", "Chief Executive", "Appendix A: the paper", (Part("Purpose", "Words."),), False)


def paper_of(version):
    from outcomes.packs.content import Content

    return Content.from_dict(version.content).paper


def written(built, markdown: str) -> bytes:
    covering = replace(COVERING, parts=(Part("Purpose", markdown),))
    return covering_report(covering, paper_of(built), fingerprint="f" * 64)


def test_it_says_its_language_its_title_and_no_persons_name(built):
    content = written(built, "Words.")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        core, styles = package.read("docProps/core.xml").decode(), package.read("word/styles.xml").decode()
        assert "thumbnail" not in " ".join(package.namelist())
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(content).core_properties

    assert (properties.title, properties.author) == ("A report: Environment Committee", "Chief Executive")
    assert (properties.language, properties.last_modified_by) == ("en-GB", "Chief Executive")
    assert properties.created.date().isoformat() == "2022-10-28"
    assert "python-docx" not in core
    assert 'w:lang w:val="en-GB"' in styles


def test_the_same_content_gives_the_same_bytes(built):
    assert written(built, "1. One\n2. Two\n\n[a](https://a.test)") == written(
        built, "1. One\n2. Two\n\n[a](https://a.test)"
    )


def test_tables_links_and_lists_are_words_own(built):
    document = opened(
        written(
            built,
            "| a | b |\n|---|---|\n| =1+1 | [to](/packs/) |\n\n3. three\n4. four\n\n> said\n\n## Under\n\n"
            "[bad](javascript:alert) <script>x</script>",
        )
    )

    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["=1+1", "to"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    links = [rel.target_ref for rel in document.part.rels.values() if rel.reltype.endswith("/hyperlink")]
    assert links == ["http://127.0.0.1:8000/packs/"]
    three = next(paragraph for paragraph in document.paragraphs if paragraph.text == "three")
    number = three._p.pPr.numPr.numId.val
    starts = document.part.numbering_part.element.num_having_numId(number).xpath("w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["3"]
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert (styles["said"], styles["Under"]) == ("Quote", "Heading 2")
    assert "bad <script>x</script>" in words(document)


def test_a_long_text_is_written_whole(built):
    document = opened(written(built, "\n\n".join(f"Paragraph {number} of many words." for number in range(4000))))

    assert sum(paragraph.text.startswith("Paragraph ") for paragraph in document.paragraphs) == 4000


NASTY = {
    "everything": HOSTILE,
    "unseen": "a\x00b\x0b\ud800 \u202e",
    "nested": "> " * 60 + "deep",
    "lists": "".join(f"{' ' * 2 * level}- level {level}\n" for level in range(30)),
    "a long word": "x" * 100_000,
    "an empty table": "| |\n|-|\n",
    "a wide table": "|".join("a" * 40) + "\n" + "|".join("-" * 40) + "\n" + "|".join("b" * 60),
    "a huge start": "999999999. x",
    "an address out of bounds": "[x](http://[::1 ) [y](https://a.test/\u202e\x07z) [z](<https://a.test/ b>)",
}


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_hostile_words_are_written_and_can_be_read_back(built, nasty):
    document = opened(written(built, nasty))

    assert "Purpose" in words(document)
    links = [rel.target_ref for rel in document.part.rels.values() if rel.reltype.endswith("/hyperlink")]
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in links)


MARKS = st.text(st.sampled_from("ab \n*_`[]()<>#|-+1.>:!&\\\x00\x07\u202e\U0001f9a6é"), max_size=200)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKS)
def test_no_markdown_stops_it(built, markdown):
    assert opened(written(built, markdown)).paragraphs


def test_another_council_has_other_headings(world, officer):
    headings()
    CoveringHeading.objects.exclude(key="why").delete()

    assert list(texts(begin_covering_report(world.pack, by=officer))) == ["Why we write"]


def test_it_is_begun_and_filled_in_on_the_desk(world, officer, client):
    headings()
    client.force_login(officer)
    change = f"/admin/outcomes/pack/{world.pack.pk}/change/"
    assert "Begin the covering report" in client.get(change).content.decode()

    response = client.post(f"/admin/outcomes/pack/{world.pack.pk}/covering/", {})
    report = CoveringReport.objects.get()
    assert response["Location"] == f"/admin/outcomes/coveringreport/{report.pk}/change/"
    assert "Begin the covering report" not in client.get(change).content.decode()
    html = client.get(response["Location"]).content.decode()
    assert "To tell the Environment Committee" in html
    said = client.post(f"/admin/outcomes/coveringreport/{report.pk}/fill/", {}, follow=True).content.decode()
    assert "Nothing was empty that the system knows words for." in said


@pytest.mark.parametrize(
    "role", [roles.DEMOCRATIC_SERVICES, roles.CMT, roles.BOARD_MEMBER, roles.ADMINISTRATOR], ids=lambda role: role.slug
)
def test_others_begin_none_on_the_desk(world, client, role):
    headings()
    client.force_login(make_user(role))

    assert client.post(f"/admin/outcomes/pack/{world.pack.pk}/covering/", {}).status_code in (403, 404)
    assert not CoveringReport.objects.exists()


def test_the_number_of_the_agendas_page_is_printed_where_it_is_known(world, report, officer):
    world.pack.first_page = 43
    world.pack.save()
    version = built_with(world, officer)

    assert covering_in(version.content).appendix.startswith("Appendix A, agenda item 9, page 43 of the agenda: ")
    assert b"from page 43 of the agenda" in bytes(version.files.get(kind="html").content)
    world.pack.first_page = 44
    world.pack.save()
    with pytest.raises(NotAllowed, match="page changed since"):
        issue(version, by=officer)
