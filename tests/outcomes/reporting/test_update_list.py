"""The list of a report's delivery updates: how each commitment stands, and who may see it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from plan.models import BodyKind
from plan.roles import BOARD_MEMBER, CONTRIBUTOR
from tests.factories import make_board_member, make_body, make_item, make_user

from .desk import change, signed_in, updates_of
from .rows import commitments, sent, with_update
from .world import SECRET

pytestmark = pytest.mark.django_db


def test_the_list_says_how_each_commitment_stands(world):
    report = world.written()
    first, _second = commitments(world, 1)
    with_update(world, report, first, status="at_risk", text="")
    page = signed_in(world.member).get(updates_of(report)).content.decode()
    assert "1 update on 2 commitments, 1 not complete" in page
    assert "Not complete: no reason for management" in page
    assert "7 November 2022" in page
    assert "No update" in page
    assert updates_of(report, 1) in page
    assert updates_of(report, 2) in page
    assert SECRET not in page


@pytest.mark.parametrize(
    ("show", "seen"), [("with", [0, 1]), ("without", [2, 3]), ("incomplete", [1]), ("anything", [0, 1, 2, 3])]
)
def test_the_list_is_filtered_and_its_pages_keep_the_filter(show, seen, world):
    report = world.written()
    rows = [*commitments(world, 1), *commitments(world, 2)]
    with_update(world, report, rows[0])
    with_update(world, report, rows[1], status="stopped", public_text="")
    client = signed_in(world.member)
    page = client.get(updates_of(report, show=show)).content.decode()
    assert [number for number, row in enumerate(rows) if row.text in page] == seen
    address = updates_of(report, seen[-1] // 2 + 1, "" if show == "anything" else show)
    assert address in page
    form = client.get(address).content.decode()
    assert [n for n, row in enumerate(rows) if f"{row.text}</h2>" in form] == [
        n for n in seen if n // 2 == seen[-1] // 2
    ]


def test_what_nobody_has_written_is_said(world):
    report = world.written()
    page = signed_in(world.member).get(updates_of(report, show="with")).content.decode()
    assert "No commitment of this report is like that." in page
    assert signed_in(world.member).get(updates_of(report, 1, "with")).url == updates_of(report, show="with")


def test_nobody_else_reads_or_writes_them(world):
    report = world.written()
    update = with_update(world, report, commitments(world, 1)[0])
    other_board = make_board_member(make_body(BodyKind.BOARD, "Another Board"), BOARD_MEMBER)
    data = sent(signed_in(world.member).get(updates_of(report, 1)), **{"updates-0-public_text": "Turned round."})
    for user in (other_board, make_user(CONTRIBUTOR)):
        client = signed_in(user)
        for address in (updates_of(report), updates_of(report, 1)):
            response = client.get(address)
            assert response.status_code in (403, 404)
            assert "Half is built" not in response.content.decode()
        response = client.post(updates_of(report, 1), data)
        assert response.status_code in (403, 404)
        assert str(world.board) not in response.content.decode()
    assert Client().get(updates_of(report)).status_code == 302
    assert Client().post(updates_of(report, 1), data).status_code == 302
    update.refresh_from_db()
    assert update.public_text == "Half is built."


@pytest.mark.parametrize("slug", ["0", "9", "elsewhere", "9-2"])
def test_a_page_that_never_was_is_not_found(slug, world):
    assert signed_in(world.member).get(updates_of(world.written(), slug)).status_code == 404


def test_management_reads_them_without_writing(world):
    report = world.written()
    with_update(world, report, commitments(world, 1)[0])
    world.advance(report, "submitted")
    for user in (world.cmt, world.member):
        client = signed_in(user)
        page = client.get(updates_of(report, 1)).content.decode()
        assert f"Half is built: {SECRET}." in page
        assert "<textarea" not in page
        assert "Save" not in page
        assert updates_of(report, 2) in page


def test_what_a_report_lacks_leads_to_where_it_is_written(world):
    report = world.written()
    late = commitments(world, 2)[1]
    with_update(world, report, late, status="at_risk", text="")
    report.judgements.update(status="")
    client = signed_in(world.member)
    url = reverse("admin:outcomes_highlightreport_move", args=[report.pk, "submit"])
    page = client.get(url)
    response = client.post(url, {"seen_version": page.context["form"]["seen_version"].value()})
    told = response.content.decode()
    assert response.status_code == 422
    found = re.findall(r'<li><a href="([^"]+)">(?:Say why|Give the status)', told)
    about = reverse("admin:outcomes_highlightreport_update_about", args=[report.pk, late.item_id])
    assert found == [f"{change(report)}#judgements-group"] * 2 + [about]
    assert client.get(about).url == f"{updates_of(report, 2)}#about-{late.item_id}"
    for address in (found[0], client.get(about).url):
        path, _, anchor = address.partition("#")
        assert client.get(path).content.decode().count(f'id="{anchor}"') == 1
    nowhere = reverse("admin:outcomes_highlightreport_update_about", args=[report.pk, make_item("commitment").pk])
    assert client.get(nowhere).url == updates_of(report)
    assert signed_in(make_user(CONTRIBUTOR)).get(about).status_code == 404
