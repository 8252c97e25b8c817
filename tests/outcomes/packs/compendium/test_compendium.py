"""The compendium: every indicator with its figures of the years, once, and what is missing."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from outcomes.models import IndicatorCitation, Pack
from outcomes.packs import paper
from outcomes.packs.building import build, request_build
from outcomes.packs.checklist import before_clearing
from outcomes.packs.compendium.content import CompendiumContent
from outcomes.packs.compendium.kinds import sheets
from outcomes.packs.kinds import CannotBuild, kinds
from outcomes.packs.opening import open_pack
from performance.models import Indicator
from plan.periods import Period
from tests import factories as make
from tests.uacheck import check_pdfs, missing

from .. import hostile
from ..world import LATER, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("warm_print")]


@pytest.fixture
def pack(world, officer) -> Pack:
    make.make_result(world.indicator, "2022/23", 70, released=date(2023, 5, 20))
    make.make_result(world.indicator, "2023/24", 99, released=date(2023, 5, 21))
    bare = make.make_indicator("Fish counted")
    IndicatorCitation.objects.create(item=world.watched.item, indicator=bare, position=5)
    IndicatorCitation.objects.create(item=world.unwatched.item, indicator=world.indicator)
    IndicatorCitation.objects.create(
        item=world.watched.item, indicator=make.make_indicator(f"{SECRET} figure", is_public=False)
    )
    return open_pack(make.make_body("commission"), Period.parse("2022/23"), by=officer, kind="compendium")


def content_of(pack: Pack) -> CompendiumContent:
    pack = Pack.objects.select_related("body").get(pk=pack.pk)
    return pack.kind_of.gather(pack, number=1, today=LATER, what_changed="").content


def lines_of(content: CompendiumContent):
    return {line.name: line for _, line in content.lines}


def test_each_indicator_has_its_figures_of_the_years_up_to_the_years_end(pack):
    content = content_of(pack)
    river = lines_of(content)["Rivers in good health"]

    assert [(one.period, one.shown) for one in river.values] == [
        ("2019/20", "61%"), ("2020/21", "64%"), ("2021/22", "58%"), ("2022/23", "70%"),
    ]  # fmt: skip
    assert river.columns[0] is None
    assert len(river.columns) == 5
    assert (river.direction.name, river.rating.name) == ("better", "no_target")
    assert river.place.words.startswith("In the worst 25% of English counties in 2020/21, 30th of 33")
    assert ("Measured as", "Sampled each spring.") in river.notes
    assert CompendiumContent.from_dict(content.to_dict()) == content


def test_what_is_not_public_is_not_in_it(pack):
    assert SECRET not in str(content_of(pack).to_dict())


def test_an_indicator_of_several_parts_stands_in_full_once(pack):
    content = content_of(pack)
    parts = {part.number: part for chapter in content.chapters for part in chapter.parts}

    assert "Rivers in good health" in [line.name for line in parts["1.1"].lines]
    assert parts["1.2"].also == (("Rivers in good health", "1.1"),)


def test_what_is_missing_is_named(pack):
    gaps = {gap.what: gap for gap in content_of(pack).gaps}

    assert gaps["Indicators without any figure by the end of the year"].named == ("1.1 Fish counted",)
    assert gaps["Parts of the plan without an indicator"].named == ("2.1 Homes are warm", "3.1 CANARY sub-outcome")
    assert gaps["Without a place among other councils"].count == 3
    assert gaps["Without a place among other councils"].named == ()  # most of them
    assert "Latest figure more than 18 months old at the end of the year" not in gaps


def test_the_same_number_of_queries_for_one_indicator_and_for_many(pack, world):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            content_of(pack)
        return len(found)

    queries()
    few = queries()
    for number in range(4):
        one = make.make_indicator(f"More {number}")
        make.make_result(one, "2021/22", number)
        make.make_target(one, "2021/22", number)
        IndicatorCitation.objects.create(item=world.watched.item, indicator=one)
    assert queries() == few == 36


def test_a_plan_that_cites_nothing_has_none(pack):
    IndicatorCitation.objects.all().delete()

    with pytest.raises(CannotBuild, match="cites no indicator"):
        content_of(pack)


@pytest.mark.usefixtures("quick_print")
def test_it_is_built_like_every_pack_and_says_what_is_missing(pack, officer):
    version = build(request_build(pack, by=officer, queued=False).pk)

    assert version.state == "built"
    lines = before_clearing(version, today=LATER)
    assert "Indicators without any figure by the end of the year: 1." in lines
    assert any(line.startswith("It shows 4 indicators, as at ") for line in lines)


def test_its_data_are_rows_of_a_workbook(pack):
    indicators, figures = sheets(content_of(pack))

    assert len(indicators.rows) == 4
    assert all(len(row) == len(indicators.columns) for row in indicators.rows)
    assert ("1.1", "Rivers in good health", "%", "2022/23", "70%", 70, "", "") in figures.rows
    (river,) = (
        dict(zip(indicators.columns, row, strict=True)) for row in indicators.rows if row[1].startswith("River")
    )
    assert (river["Latest figure"], river["Latest figure as shown"], river["Period"]) == (70, "70%", "2022/23")


def test_what_is_made_up_says_so_in_the_last_column_and_what_is_no_number_has_none(pack):
    content = content_of(pack)
    chapter = content.chapters[0]
    value = replace(lines_of(content)["Rivers in good health"].latest, illustrative=True, shown="over 70%", amount="")
    line = replace(lines_of(content)["Rivers in good health"], values=(value,))
    one = replace(content, chapters=(replace(chapter, parts=(replace(chapter.parts[0], lines=(line,)),)),))

    for sheet in sheets(one):
        (row,) = (dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows)
        assert list(row)[-1] == "Illustrative"
        assert row["Illustrative"] == "illustrative"
        assert row.get("Latest figure") is None
        assert row.get("Figure") is None


def test_a_figure_that_was_old_by_the_years_end_is_not_counted_as_having_got_better(pack):
    def better(year: str) -> str:
        opened = open_pack(pack.body, Period.parse(year), by=None, kind="compendium")
        return next(figure.value for figure in content_of(opened).figures if figure.words == "got better")

    assert better("2022/23") == "2"
    assert better("2024/25") == "1"  # rivers were measured last in 2023/24, and otters in 2022


def long(content: CompendiumContent, rows: int = 300) -> CompendiumContent:
    chapter = content.chapters[0]
    part = chapter.parts[0]
    river = lines_of(content)["Rivers in good health"]
    lines = tuple(replace(river, slug=f"m{n}", name=f"Indicator number {n}") for n in range(rows))
    return replace(content, chapters=(replace(chapter, parts=(replace(part, lines=lines),)),))


def empty(content: CompendiumContent) -> CompendiumContent:
    part = replace(content.chapters[0].parts[0], lines=(), also=())
    return replace(content, gaps=(), chapters=(replace(content.chapters[0], parts=(part,)),))


@pytest.mark.once  # drawn from a content alone
def test_hundreds_of_rows_break_between_rows_under_their_headings(pack):
    content = long(content_of(pack), 120)
    printed = paper.print_pdf(content, pack.kind_of.design)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(printed.pdf)).pages]
    told = [page for page in pages if "Indicator number" in page]

    assert len(told) >= 6
    assert all("Four before" in page and "Among councils" in page for page in told)
    assert all(f"Indicator number {n} " in " ".join(pages) for n in range(120))
    own = [(page.count("Indicator number"), page.count("Measured as: Sampled")) for page in told]
    assert [(rows, notes) for rows, notes in own if rows != notes] == []  # none is parted from what is said of it


def test_hostile_words_are_shown_as_words(pack):
    page = paper.print_page(hostile.hostile(content_of(pack)), pack.kind_of.design).decode()

    assert "<script" not in page
    assert "<img src=http" not in page


@pytest.mark.uacheck
@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_every_compendium_conforms_to_pdf_ua_and_pdf_a(pack, tmp_path):
    content = content_of(pack)
    kinds = {"full": content, "empty": empty(content), "hostile": hostile.hostile(content), "long": long(content, 40)}
    for name, one in kinds.items():
        (tmp_path / f"{name}.pdf").write_bytes(paper.print_pdf(one, pack.kind_of.design).pdf)

    assert Indicator.objects.exists()
    assert check_pdfs(sorted(tmp_path.glob("*.pdf"))) == []


# As it was chosen ----------------------------------------------------------------------------------------------------


def chosen(pack: Pack, **fields) -> CompendiumContent:
    Pack.objects.filter(pk=pack.pk).update(**fields)
    return content_of(pack)


def page_of(content: CompendiumContent) -> str:
    page = paper.print_page(content, kinds.get("compendium").design).decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    return page


def test_by_exception_it_shows_what_calls_for_attention_and_counts_the_rest(pack):
    whole, content = content_of(pack), chosen(pack, detail="exception")

    assert set(lines_of(whole)) == {"Rivers in good health", "Otters counted", "Fish counted", "CANARY potholes"}
    assert set(lines_of(content)) == {"Rivers in good health"}
    told = "By exception: 3 indicators are not shown, which got no worse and are not red, not restated and not among"
    assert content.left_out == f"{told} the worst 25%."
    assert (content.figures, content.gaps, content.remit) == (whole.figures, whole.gaps, whole.remit)
    assert content.left_out in page_of(content)


def test_by_department_every_indicator_stands_with_who_answers_for_its_figures(pack, world):
    roads = make.make_department("Roads Department")
    Indicator.objects.filter(pk=world.indicator.pk).update(owner=roads)
    content = chosen(pack, arranged="department")

    assert [one.title for one in content.chapters] == ["Roads Department", "No department named"]
    assert [line.name for part in content.chapters[0].parts for line in part.lines] == ["Rivers in good health"]
    assert set(lines_of(content)) == set(lines_of(chosen(pack, arranged="outcome")))
    page_of(content)


def test_its_sections_are_chosen(pack):
    keys = list(pack.sections.order_by("position").values_list("key", flat=True))
    assert keys == ["introduction", "figures", "gaps"]
    for place, key in enumerate(reversed(keys), start=1):
        pack.sections.filter(key=key).update(position=place, words=f"About **{key}**.")

    content = content_of(pack)
    page = page_of(content)

    found = [page.index(f"About <strong>{key}</strong>.") for key in reversed(keys)]
    assert found == sorted(found)
    pack.sections.filter(key="figures").update(shown=False)
    assert "Rivers in good health" not in page_of(content_of(pack)).partition("What is missing")[0]
