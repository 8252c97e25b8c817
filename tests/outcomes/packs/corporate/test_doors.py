"""Who finds a paper that is not public, and that its words are nowhere else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.urls import reverse

from outcomes.models import Pack, PackVersion
from outcomes.packs import desk
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.publishing import withdraw
from outcomes.packs.verify import altered
from plan import clock, roles
from plan.models import BodyKind, Event
from tests.factories import make_board_member, make_body, make_user

from ..world import SECRET
from .conftest import ASKED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
KINDS = ("cmt", "highlights", "board")
FILES = ("pdf", "html", "xlsx")
CONFIDANTS = (roles.POLICY_OFFICER, roles.CMT)
OTHERS = [role for role in roles.ROLES if role not in CONFIDANTS]
PUBLIC_PAGES = (
    "/", "/packs/", "/packs/fenbrook-management-team/", "/packs/fenbrook-management-team/cmt/2022-Q2/",
    "/packs/fenbrook-management-team/highlights/2022-H1/", "/packs/green-board/board/2022-Q2/",
    "/packs/fenbrook-management-team/cmt/2022-Q2/v1/fenbrook-management-team-cmt-2022-q2.pdf", "/api/v1/",
    "/packs/fenbrook-management-team/cmt/2022-Q2/v1/fenbrook-management-team-cmt-2022-q2.xlsx",
    "/packs/archive/", "/packs/archive.csv", "/packs/archive.json",
    "/sitemap.xml",    "/outcomes/green-fenbrook/", "/outcomes/green-fenbrook/1.1/", "/search/?q=SECRET",
    "/actions/", "/actions/list.csv",    "/scrutiny/environment-committee/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def version_of(kind: str) -> PackVersion:
    return PackVersion.objects.get(pack__kind=kind)


def paths(version: PackVersion) -> list[str]:
    return [
        reverse("admin:outcomes_packversion_change", args=[version.pk]),
        *(reverse("admin:outcomes_packversion_file", args=[version.pk, kind]) for kind in FILES),
    ]


@pytest.mark.parametrize("role", CONFIDANTS, ids=lambda role: role.slug)
@pytest.mark.parametrize("kind", KINDS)
def test_officers_and_management_download_each(corporate_issued, client, role, kind):
    version = version_of(kind)
    client.force_login(make_user(role))

    page, *files = [client.get(path) for path in paths(version)]
    assert page.status_code == 200
    assert [bytes(version.files.get(kind=kind).content) for kind in FILES] == [one.content for one in files]
    assert (SECRET if kind != "board" else ASKED).encode() in files[1].content
    assert "private" in files[0]["Cache-Control"]


@pytest.mark.parametrize("role", [*OTHERS, None], ids=lambda role: role.slug if role else "anonymous")
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_finds_one(corporate_issued, client, role, kind):
    version = version_of(kind)
    user = AnonymousUser()
    if role:
        user = make_board_member(make_body(BodyKind.BOARD, "Other Board"), role)
        client.force_login(user)

    for path in paths(version):
        response = client.get(path)
        nowhere = client.get(path.replace(f"/{version.pk}/", "/9999/"))
        assert response.status_code == nowhere.status_code, path
        assert response.status_code in ((403, 404) if role else (302,)), path
        assert SECRET.encode() not in response.content
    assert not Pack.objects.visible_to(user).filter(kind=kind).exists()
    assert not PackVersion.objects.visible_to(user).filter(pack__kind=kind).exists()


def test_a_boards_members_find_their_boards_paper_and_no_other(corporate_issued, client):
    client.force_login(make_board_member(corporate_issued.board, roles.BOARD_MEMBER))

    found = {kind: [client.get(path).status_code for path in paths(version_of(kind))] for kind in KINDS}
    assert found == {"cmt": [404] * 4, "highlights": [404] * 4, "board": [200] * 4}


def test_a_boards_members_find_what_is_about_their_board(corporate, client):
    pack = Pack.objects.create(
        body=corporate.management, kind="highlights", covers="2022-H1", about=corporate.board, is_public=False
    )  # fmt: skip
    version = build(request_build(pack, by=corporate.officer, queued=False).pk)
    member = make_board_member(corporate.board, roles.BOARD_MEMBER)

    assert not PackVersion.objects.visible_to(member).exists()  # not before it is issued
    issue(version, corporate.officer)
    assert PackVersion.objects.visible_to(member).get() == version


def issue(version, by):
    from outcomes.packs.publishing import clear, publish

    return publish(clear(version, by=by), by=by)


def test_a_former_member_finds_it_no_more(corporate_issued):
    member = make_board_member(corporate_issued.board, roles.BOARD_MEMBER)
    member.memberships.update(starts="2020-01-01", ends="2022-10-01")

    assert not PackVersion.objects.visible_to(member).exists()


@pytest.mark.parametrize("role", [None, *OTHERS], ids=lambda role: role.slug if role else "anonymous")
def test_no_page_that_others_read_has_a_word_for_management(corporate_issued, client, role):
    if role:
        client.force_login(make_board_member(make_body(BodyKind.BOARD, "Other Board"), role))

    for path in PUBLIC_PAGES:
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        knows = role == roles.DEMOCRATIC_SERVICES  # what is asked, as it keeps the record of requests
        assert knows or ASKED.encode() not in body, path
        assert SECRET.encode() not in body.replace(b"q=SECRET", b"").replace(b'value="SECRET"', b""), path
        if "management-team/" in path or "green-board/" in path:
            assert response.status_code == 404, path


def test_it_is_issued_not_published_and_stands_still(corporate, client):
    client.force_login(corporate.officer)
    version = build(request_build(corporate.cmt, by=corporate.officer, queued=False).pk)
    page = reverse("admin:outcomes_packversion_change", args=[version.pk])
    step = lambda name: reverse(f"admin:outcomes_packversion_{name}", args=[version.pk])  # noqa: E731

    client.post(step("clear"))
    text = client.get(page).content.decode()
    assert ">Issue<" in text
    assert ">Publish<" not in text
    asked = client.get(step("publish")).content.decode()
    assert "policy officers and corporate management can download it here. It is not public." in asked
    assert "Why is it late?" not in asked
    assert client.post(step("publish")).status_code == 302

    assert "Issued on" in client.get(page).content.decode()
    assert Event.objects.filter(verb="pack.issued").count() == 1
    assert not Event.objects.filter(verb="pack.published").exists()
    assert {file.audience for file in version.files.all()} == {"internal"}
    assert altered() == []


def test_an_administrator_erases_what_was_withdrawn_and_reads_none_of_it(corporate_issued, client):
    version = version_of("cmt")
    withdraw(version, by=corporate_issued.officer, reason="It named a person.")
    client.force_login(make_user(roles.ADMINISTRATOR))

    change, *files = [client.get(path) for path in paths(version)]
    assert (change.status_code, [file.status_code for file in files]) == (200, [410] * 3)
    assert SECRET.encode() not in b"".join(one.content for one in (change, *files))


def test_my_desk_lists_what_was_issued_to_whoever_looks(corporate_issued):
    today = clock.today()
    member = make_board_member(corporate_issued.board, roles.BOARD_MEMBER)
    other = make_board_member(make_body(BodyKind.BOARD, "Other Board"), roles.BOARD_MEMBER)

    assert len(desk.papers_issued(make_user(roles.CMT), today)) == 3
    assert [line.text for line in desk.papers_issued(member, today)] == [str(version_of("board"))]
    for nobody in (other, make_user(roles.DEMOCRATIC_SERVICES), make_user(roles.SCRUTINY_MEMBER)):
        assert desk.papers_issued(nobody, today) == []
    assert desk.papers_issued(member, today + desk.RECENT) == []


def test_only_a_policy_officer_issues(corporate):
    version = build(request_build(corporate.cmt, by=corporate.officer, queued=False).pk)
    for role in roles.ROLES:
        if role != roles.POLICY_OFFICER:
            with pytest.raises(NotAllowed):
                issue(version, make_user(role))
