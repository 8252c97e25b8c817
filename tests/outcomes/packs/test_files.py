"""Published bytes are served as they were stored, under headers that let nothing else in."""

import base64
import hashlib
import re

import pytest

from outcomes.packs.building import build, request_build
from outcomes.packs.files import headers, safe_name
from outcomes.packs.publishing import withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
BASE = "/packs/environment-committee/2022-Q2/v1/environment-committee-2022-q2"


def test_a_pdf_is_downloaded_byte_for_byte(published, client):
    file = published.files.get(kind="pdf")
    response = client.get(f"{BASE}.pdf")

    assert response.content == bytes(file.content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="environment-committee-2022-q2.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["ETag"] == f'"{file.sha256}"'
    assert client.get(f"{BASE}.pdf", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_the_page_is_read_under_a_policy_that_allows_its_own_style_sheet_only(published, client):
    response = client.get(f"{BASE}.html")
    style = re.search(rb"<style>(.*?)</style>", response.content, re.DOTALL)[1]

    assert response.content == bytes(published.files.get(kind="html").content)
    assert "Content-Disposition" not in response
    allowed = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert response["Content-Security-Policy"] == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert b"<script" not in response.content
    assert b" style=" not in response.content
    assert not re.findall(rb'(?:src|href)="(?!data:|#)', response.content)


def test_what_is_not_published_is_not_there(world, officer, client):
    build(request_build(world.pack, by=officer, queued=False).pk)

    assert client.get(f"{BASE}.pdf").status_code == 404
    assert client.get("/packs/environment-committee/2022-Q2/").status_code == 404


def test_a_withdrawn_file_is_gone_and_says_why(published, officer, client):
    withdraw(published, by=officer, reason="A breach of data protection.")
    response = client.get(f"{BASE}.pdf")

    assert response.status_code == 410
    assert "A breach of data protection." in response.content.decode()
    assert bytes(published.files.get(kind="pdf").content) not in response.content


def test_names_cannot_break_out_of_the_header(published):
    file = published.files.get(kind="pdf")
    file.name = 'a"; filename=evil.html\r\nX-Bad: 1'

    assert headers(file)["Content-Disposition"] == 'attachment; filename="a-- filename-evil.html--X-Bad- 1"'
    assert safe_name("../../etc/passwd") == "..-..-etc-passwd"
