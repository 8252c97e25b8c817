"""Sections are left out, moved and introduced as an officer chose; the first page and the contents always stand."""

import re

import pytest
from django.urls import reverse

from outcomes.models import Pack, PackSection
from outcomes.packs.building import NotAllowed
from outcomes.packs.content import Content
from outcomes.packs.gathering import gather
from outcomes.packs.laying_out import lay_out
from outcomes.packs.opening import open_pack
from outcomes.packs.paper import print_page
from outcomes.packs.sections import USUAL, in_order
from outcomes.packs.told import Chosen
from plan import roles
from plan.models import Event
from plan.periods import Period
from tests.factories import make_user

from .world import LATER

KEYS = [section.key for section in USUAL]


def keys(rows) -> list[str]:
    return [one.key for one in in_order(USUAL, rows)]


def test_without_a_choice_all_come_in_the_usual_order_but_an_introduction_without_words():
    assert keys([]) == ["since", "enquiries", "delivery", "notes", "glossary"]


def test_sections_are_left_out_and_moved():
    assert keys([("notes", 1, True, ""), ("since", 2, False, ""), ("glossary", 3, False, "")]) == [
        "notes", "enquiries", "delivery",
    ]  # fmt: skip


def test_an_introduction_is_there_once_it_has_words_and_comes_where_it_is_put():
    found = in_order(USUAL, [("introduction", 9, True, " Read this last. ")])

    assert found[-1] == Chosen("introduction", "Introduction", "Read this last.")
    assert keys([("introduction", 1, True, "  ")])[0] == "since"


def test_what_is_no_section_of_the_kind_is_passed_over():
    assert keys([("front", 1, False, ""), ("contents", 1, False, "")]) == KEYS[1:]


pages = pytest.mark.django_db
WORDS = {"since": "Read this."}


def content_of(pack) -> Content:
    return gather(pack, number=1, today=LATER).content


def choose(pack, key: str, **how) -> None:
    PackSection.objects.update_or_create(pack=pack, key=key, defaults={"position": KEYS.index(key) + 1, **how})


def headings(page: str) -> list[str]:
    return re.findall(r'<h2 id="([\w-]+)"', page)


def links(page: str) -> tuple[set[str], set[str]]:
    return set(re.findall(r'href="#([^"]+)"', page)), set(re.findall(r' id="([^"]+)"', page))


@pages
def test_the_paper_has_the_chosen_sections_in_the_chosen_order(world):
    choose(world.pack, "notes", position=1)
    choose(world.pack, "glossary", shown=False)

    page = print_page(content_of(world.pack)).decode()

    assert headings(page) == ["rules", "notes", "since", "enquiries", "outcome-1", "outcome-2"]
    assert 'href="#glossary"' not in page


@pages
@pytest.mark.parametrize("left_out", KEYS[1:])
def test_nothing_leads_to_a_section_that_is_left_out(world, left_out):
    choose(world.pack, left_out, shown=False)

    to, there = links(print_page(content_of(world.pack)).decode())

    assert to <= there
    assert left_out not in there


@pages
def test_covering_words_stand_at_the_head_of_their_section_and_are_made_safe(world):
    for key in KEYS:
        choose(world.pack, key, words=f"**About {key}**, <script>alert(1)</script> ![x](http://canary.invalid/x)")

    page = print_page(content_of(world.pack)).decode()

    for key in KEYS:
        _, _, rest = page.partition(f'<h2 id="{key}"')
        assert rest.partition("<p>")[2].startswith(f"<strong>About {key}</strong>, &lt;script&gt;")
    assert "<script" not in page
    assert "canary.invalid" not in page


@pages
def test_covering_words_are_of_one_pack_and_of_no_other(world):
    other = Pack.objects.create(body=world.committee, covers="2022-Q3")
    choose(world.pack, "since", words="For this meeting alone.")

    assert "For this meeting alone." in str(content_of(world.pack).sections)
    assert "For this meeting alone." not in str(content_of(other).sections)


# On the desk --------------------------------------------------------------------------------------------------------


@pages
def test_making_a_pack_lays_out_its_sections_in_the_usual_order(world, officer):
    pack = open_pack(world.committee, Period.parse("2022-Q1"), by=officer)

    assert list(pack.sections.values_list("key", "position", "shown", "words")) == [
        (key, place, True, "") for place, key in enumerate(KEYS, start=1)
    ]


@pages
def test_a_pack_that_was_there_before_is_laid_out_once_by_an_officer(world, officer):
    choose(world.pack, "since", shown=False)
    for role in (roles.CMT, roles.DEMOCRATIC_SERVICES, roles.ADMINISTRATOR):
        with pytest.raises(NotAllowed, match="Packs are made by policy officers"):
            lay_out(world.pack, by=make_user(role))
    assert world.pack.sections.count() == 1

    lay_out(world.pack, by=officer)

    assert set(world.pack.sections.values_list("key", flat=True)) == set(KEYS)
    assert not world.pack.sections.get(key="since").shown
    assert Event.objects.get(verb="pack.laid_out").detail["sections"] == [key for key in KEYS if key != "since"]
    with pytest.raises(NotAllowed, match="are laid out already"):
        lay_out(world.pack, by=officer)


@pages
def test_an_officer_chooses_sections_on_the_packs_page(world, officer, client):
    client.force_login(officer)
    step = reverse("admin:outcomes_pack_sections", args=[world.pack.pk])
    assert "6 sections laid out." in client.post(step, follow=True).content.decode()
    rows = list(world.pack.sections.order_by("position"))
    address = reverse("admin:outcomes_pack_change", args=[world.pack.pk])
    page = client.get(address).content.decode()
    assert "Since your last meeting" in page
    assert "Lay out its sections" not in page
    form = {
        "seen_version": world.pack.version, "meeting": world.meeting.pk, "appendix": "A", "detail": "exception",
        "arranged": "department", "sections-TOTAL_FORMS": len(rows), "sections-INITIAL_FORMS": len(rows),
    }  # fmt: skip
    for place, row in enumerate(rows):
        named = f"sections-{place}"
        form |= {f"{named}-id": row.pk, f"{named}-pack": world.pack.pk, f"{named}-seen_version": row.version,
                 f"{named}-position": row.position, f"{named}-words": WORDS.get(row.key, "")}  # fmt: skip
        if row.key != "glossary":
            form[f"{named}-shown"] = "on"

    assert client.post(address, form).status_code == 302

    assert list(world.pack.sections.filter(shown=False).values_list("key", flat=True)) == ["glossary"]
    assert world.pack.sections.get(key="since").words == "Read this."
    content = content_of(Pack.objects.select_related("body", "meeting", "agenda_item").get())
    assert [(one.key, one.words) for one in content.sections] == [
        ("since", "Read this."), ("enquiries", ""), ("delivery", ""), ("notes", ""),
    ]  # fmt: skip
    assert (content.paper.detail, content.paper.arranged) == ("exception", "department")
