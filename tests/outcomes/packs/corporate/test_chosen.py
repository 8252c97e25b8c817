"""Sections, order, covering words, by exception and by department of papers for officers; and what does not fit."""

import re

import pytest
from django.urls import reverse

from outcomes.models import Pack, PackSection
from outcomes.packs.building import NotAllowed, request_build
from outcomes.packs.corporate import board, cmt, highlights
from outcomes.packs.kinds import kinds
from outcomes.packs.laying_out import lay_out
from outcomes.packs.paper import print_page

from ..world import SECRET
from .conftest import DRAFT, content_of

pytestmark = pytest.mark.django_db
SECTIONS = {"cmt": cmt.SECTIONS, "highlights": highlights.SECTIONS, "paper": board.SECTIONS}
DONE = {f"{SECRET} achievement"}


def changed(pack: Pack, **fields):
    Pack.objects.filter(pk=pack.pk).update(**fields)
    return content_of(Pack.objects.select_related("body", "meeting", "about").get(pk=pack.pk))


def page_of(content) -> str:
    page = print_page(content, kinds.get(content.paper.kind).design).decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert DRAFT not in page
    return page


@pytest.mark.parametrize("kind", SECTIONS)
def test_sections_are_left_out_moved_and_introduced(corporate, kind):
    pack = getattr(corporate, kind)
    keys = [one.key for one in SECTIONS[kind]]
    lay_out(pack, by=corporate.officer)
    assert list(pack.sections.order_by("position").values_list("key", flat=True)) == keys
    usual = content_of(pack).in_order
    assert [one.key for one in usual] == [key for key in keys if key != "introduction"]

    for place, key in enumerate(reversed(keys), start=1):
        PackSection.objects.filter(pack=pack, key=key).update(position=place, words=f"About **{key}**.")
    told = content_of(pack)
    assert [one.key for one in told.in_order] == keys[::-1]
    page = page_of(told)
    found = [page.index(f"About <strong>{key}</strong>.") for key in reversed(keys)]
    assert found == sorted(found)

    PackSection.objects.filter(pack=pack).update(shown=False, words="")
    PackSection.objects.filter(pack=pack, key="introduction").update(shown=True, words="Nothing else.")
    assert [one.key for one in content_of(pack).in_order] == ["introduction"]
    page_of(content_of(pack))


def test_managements_pack_by_exception_has_no_page_for_what_goes_well(corporate):
    whole = content_of(corporate.cmt)
    content = changed(corporate.cmt, detail="exception")

    assert [page.title for page in whole.pages] == ["Green Fenbrook", "Fair Fenbrook", "CANARY Fenbrook"]
    assert [page.title for page in content.pages] == ["Green Fenbrook", "Fair Fenbrook"]
    assert content.left_out == (
        "By exception there is no page for 3 CANARY Fenbrook: nothing there calls for attention."
    )
    assert (content.front.figures, content.remit, content.statuses) == (
        whole.front.figures, whole.remit, whole.statuses,
    )  # fmt: skip
    assert content.left_out in page_of(content)


def test_managements_pack_by_department_has_a_page_for_each_and_one_for_the_boards(corporate):
    whole = content_of(corporate.cmt)
    content = changed(corporate.cmt, arranged="department")

    assert [page.title for page in content.pages] == ["No department named", "From the boards’ highlight reports"]
    first, last = content.pages
    assert {one.text for one in first.troubles} == {one.text for page in whole.pages for one in page.troubles}
    assert {one.slug for one in first.figures} == {one.slug for page in whole.pages for one in page.figures}
    assert (first.decisions, first.asked, last.troubles, last.figures) == ((), (), (), ())
    assert [one.text for one in last.decisions] == [one.text for page in whole.pages for one in page.decisions]
    assert [one.text for one in last.asked] == [one.text for page in whole.pages for one in page.asked]
    page = page_of(content)
    assert f"{SECRET}: pay for the weir." in page
    assert '<th scope="col" class="which">Department' in page


def test_highlight_reports_by_exception_keep_what_is_hard_and_count_the_rest(corporate):
    content = changed(corporate.highlights, detail="exception")
    (one,) = [chapter for chapter in content.chapters if chapter.title == "Green Fenbrook"]

    assert (one.achievements, one.priorities, one.said.summary) == ((), (), "")
    assert [line.text for line in one.challenges] == [f"{SECRET} challenge"]
    assert len(one.decisions) == 2
    assert one.left_out == (
        "By exception, not shown here: its summary, 1 achievement and 1 priority for the next six months."
    )
    page = page_of(content)
    assert [words for words in DONE if words in page] == []
    assert one.left_out in page


def test_a_boards_paper_by_exception_keeps_what_is_late_and_counts_all(corporate):
    whole = content_of(corporate.paper)
    content = changed(corporate.paper, detail="exception")

    assert [one.state for one in (*content.own, *content.asked)] == []
    assert content.left_out.startswith("By exception, not shown here: 1 action or request that is not late")
    assert (content.open_actions, content.new_figures) == (whole.open_actions, whole.new_figures)
    assert content.silent == whole.silent
    assert content.left_out in page_of(content)


@pytest.mark.parametrize("kind", ["highlights", "paper"])
def test_a_choice_that_makes_no_sense_for_a_kind_is_refused_and_not_offered(corporate, client, kind):
    pack = getattr(corporate, kind)
    client.force_login(corporate.officer)
    address = reverse("admin:outcomes_pack_change", args=[pack.pk])
    page = client.get(address).content.decode()
    assert 'name="detail"' in page
    assert 'name="arranged"' not in page

    Pack.objects.filter(pk=pack.pk).update(arranged="department")
    with pytest.raises(NotAllowed, match="this kind of pack is always divided by outcome"):
        request_build(Pack.objects.get(pk=pack.pk), by=corporate.officer, queued=False)
    assert 'name="arranged"' in client.get(address).content.decode()  # to be taken back
