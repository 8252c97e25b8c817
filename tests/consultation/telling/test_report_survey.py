"""The consultation report tells the published results of a survey held here, and draws reported figures too."""

from datetime import UTC, datetime

import pytest

from consultation.models import Quotation, ReportedResult
from consultation.telling.report.content import ConsultationContent
from consultation.telling.report.gathering import gather
from consultation.telling.report.kinds import points
from consultation.telling.report.sheets import sheets
from consultation.weighing.publishing import clear_quotation, publish_results
from outcomes.models import Pack, PackVersion
from outcomes.packs import paper
from outcomes.packs.kinds import CannotBuild
from outcomes.packs.opening import open_pack
from plan import clock
from plan.models import Plan
from tests import factories
from tests.consultation.asked import respond
from tests.consultation.weighing.conftest import FEW_SAID, answered, themes  # noqa: F401  grounds
from tests.uacheck import check_pdfs, missing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answered_survey")]
CLOSED = datetime(2022, 12, 5, 12, tzinfo=UTC)


@pytest.fixture
def pack(survey, officer) -> Pack:
    plan = factories.make_plan()
    Plan.objects.filter(pk=plan.pk).update(published_at=clock.now(), in_force_from=survey.opens)
    return open_pack(
        factories.make_body("cabinet", "Cabinet"), None, by=officer, kind="consultation", subject="libraries"
    )


def content_of(pack: Pack) -> ConsultationContent:
    with clock.standing_at(CLOSED):
        return gather(pack, number=1, today=clock.today()).content


def test_nothing_of_a_survey_is_told_before_its_results_are_published(pack, survey, officer):
    survey.themes.all().delete()
    with pytest.raises(CannotBuild, match="Nothing of what people said is kept yet"):
        content_of(pack)


def test_a_report_without_results_says_so_to_its_makers(pack, survey):
    version = PackVersion(pack=pack, content=content_of(pack).to_dict())
    told = [(point.kind, point.message) for point in points(version) if point.kind == "survey"]
    assert told == [("survey", "results of the survey on this site are not published, so it has none of them")]


def test_it_has_what_was_published_with_the_small_groups_left_out(pack, survey, officer):
    made = publish_results(survey, by=officer)
    respond(survey, 9, kind="business", agree="neither", very="very")  # came later: not in what was published
    content = content_of(pack)
    survey_told = content.survey
    assert (survey_told.responses, survey_told.published, survey_told.interim) == (
        "29 responses", "8 November 2022", True
    )  # fmt: skip
    assert [(one.words, one.cells) for one in survey_told.who] == [
        ("Resident", ("20",)), ("Business", ("not shown",)), ("Did not say", ("not shown",))
    ]  # fmt: skip
    agree, importance, several, text = survey_told.questions
    everybody, resident, business, _ = agree.lines
    assert (everybody.words, everybody.told, everybody.base) == ("All respondents", "62% agree, 10% disagree", "29")
    assert [part.kind for part in everybody.parts] == ["for", "for-strongly", "against-strongly"]
    assert [cell.percent for cell in resident.cells] == ["60%", "0%", "0%", "0%", "not shown", "not shown"]
    assert (resident.parts, business.cells, business.base) == ((), (), "–")
    assert [row.words for row in importance.by_group] == ["Less litter", "More trees"]
    assert importance.by_words == "Very or fairly important"
    assert importance.groups == ("All respondents", "Resident", "Business", "Did not say")
    assert importance.by_group[0].cells[2:] == ("not shown", "not shown")
    assert (several.lines[0].told, several.lines[0].base) == ("0% chose it", "0")
    assert text.texts == "9 people wrote something."
    assert survey_told.warning.startswith("Fewer than 30 answered: Resident (20).")
    assert survey_told.sha256 == made.sha256
    assert FEW_SAID not in str(content.to_dict())
    assert ConsultationContent.from_dict(content.to_dict()) == content
    (point,) = [point for point in points(PackVersion(pack=pack, content=content.to_dict())) if point.kind == "survey"]
    assert point.message == "results of the survey on this site are interim only"


def test_final_results_stand_for_interim_ones_and_nobodys_words_are_kept(pack, survey, officer):
    publish_results(survey, by=officer)
    clear_quotation(survey.responses.filter(respondent_type="").first().answers.exclude(text="").get(),
                    words="buses stop at six", by=officer)  # fmt: skip
    respond(survey, 10, kind="resident", agree="strongly_agree", very="very")
    with clock.standing_at(CLOSED):
        publish_results(survey, by=officer)
    content = content_of(pack)
    assert (content.survey.published, content.survey.interim, content.survey.earlier) == (
        "5 December 2022", False, ("8 November 2022 (interim)",)
    )  # fmt: skip
    assert Quotation.objects.exists()  # read on the page, and gone with the response; a published paper stays
    assert "six" not in str(content.to_dict())
    assert not [one for one in points(PackVersion(pack=pack, content=content.to_dict())) if one.kind == "survey"]
    rows = next(sheet.rows for sheet in sheets(content) if sheet.title == "Survey on this site")
    assert rows[0] == ("Do you agree?", "All respondents", "", "Strongly agree", "56%", "22", "39", "")


def test_reported_figures_have_bars_in_the_same_measure(pack, survey):
    figure = {"consultation": survey, "about": "plan", "scale": "agree", "said": "exact", "source": "A report"}
    ReportedResult.objects.create(level="agree", percentage=79, **figure)
    ReportedResult.objects.create(level="disagree", percentage=10, **figure)
    (line,) = content_of(pack).results[0].lines
    assert [(part.kind, part.x, part.width) for part in line.parts] == [
        ("between", 945, 110), ("for", 1055, 790), ("against", 845, 100)
    ]  # fmt: skip
    assert line.told == "Agree: 79%; Disagree: 10%; Any other answer: 11% (derived)"


def test_gathering_costs_the_same_for_few_answers_and_for_many(pack, survey, officer, django_assert_max_num_queries):
    publish_results(survey, by=officer)
    content_of(pack)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(60) as found:
            content_of(pack)
        counts.append(len(found))
        respond(survey, 40, kind="resident", agree="neither", very="very")
        publish_results(survey, by=officer)
    assert counts[0] == counts[1]


def test_the_first_page_tells_what_was_reported_of_the_plan_as_a_whole(pack, survey):
    for level, share in (("agree", 79), ("disagree", 10)):
        ReportedResult.objects.create(
            consultation=survey, about="plan", scale="agree", level=level, percentage=share, source="A report"
        )
    ReportedResult.objects.create(
        consultation=survey,
        about="plan",
        scale="agree",
        level="agree",
        group="carers",
        percentage=50,
        source="A report",
    )
    assert content_of(pack).responses == (
        "The outcomes as a whole: agree 79%, disagree 10%, any other answer 11% (derived)",
    )


def test_its_web_page_is_cut_with_its_bars_in_it(pack, survey, officer):
    publish_results(survey, by=officer)
    pages = paper.print_pages(content_of(pack), pack.kind_of.design)
    assert "<title>All respondents: 62% agree, 10% disagree</title>" in "".join(page.decode() for page in pages)


@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_the_paper_with_bars_is_accessible(pack, survey, officer, tmp_path):
    ReportedResult.objects.create(
        consultation=survey, about="plan", scale="agree", said="over", level="agree", percentage=90, source="A report"
    )
    publish_results(survey, by=officer)
    content = content_of(pack)
    path = tmp_path / "report.pdf"
    path.write_bytes(paper.print_pdf(content, pack.kind_of.design).pdf)
    assert check_pdfs([path]) == []
    page = paper.print_page(content, pack.kind_of.design).decode()
    assert "<title>All respondents: 62% agree, 10% disagree</title>" in page
    assert "<title>The outcomes as a whole, All respondents: Agree: over 90%</title>" in page
