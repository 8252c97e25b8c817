"""A pack that is too heavy for one web page is kept as several files, frozen and served like every other."""

import hashlib
import re

import pytest
from django.urls import reverse

from outcomes.models import PackFile, PackVersion
from outcomes.packs.building import NotAllowed
from outcomes.packs.publishing import clear, withdraw
from outcomes.packs.verify import altered
from plan import records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
BASE = "/packs/environment-committee/2022-Q2/v1/environment-committee-2022-q2"


@pytest.fixture
def in_parts(pack_in_parts) -> PackVersion:
    return pack_in_parts


@pytest.fixture
def out(pack_out_in_parts) -> PackVersion:
    return pack_out_in_parts


def test_it_has_a_first_page_further_ones_and_the_whole(in_parts):
    files = list(in_parts.files.filter(kind__in=("html", "part", "whole")).order_by("pk"))
    kinds = [file.kind for file in files]

    assert kinds == ["html", *["part"] * (len(files) - 2), "whole"]
    assert len(files) > 3
    assert [file.name for file in files[:3]] == [
        "environment-committee-2022-q2.html", "environment-committee-2022-q2-2.html",
        "environment-committee-2022-q2-3.html",
    ]  # fmt: skip
    assert files[-1].name == "environment-committee-2022-q2-whole.html"
    assert max(file.size for file in files[:-1]) < 24_000 < files[-1].size


def test_each_page_that_a_page_leads_to_is_served_as_it_was_stored(out, client):
    told, found = {f"{BASE}.html"}, {}
    while told - found.keys():
        address = (told - found.keys()).pop()
        found[address] = client.get(address)
        body = found[address].content.decode()
        told |= {f"{BASE.rsplit('/', 1)[0]}/{name}" for name in re.findall(r'href="([^"#:]+\.html)', body)}

    stored = {file.name: file for file in out.files.filter(kind__in=("html", "part", "whole"))}
    assert {address.rsplit("/", 1)[1] for address in found} == set(stored)
    for address, response in found.items():
        file = stored[address.rsplit("/", 1)[1]]
        assert response.content == bytes(file.content)
        assert hashlib.sha256(response.content).hexdigest() == file.sha256
        assert response["Content-Type"] == "text/html; charset=utf-8"
        assert "style-src 'sha256-" in response["Content-Security-Policy"]
        assert ("Content-Disposition" in response) == (file.kind == "whole")


def test_its_own_page_names_every_file_with_its_fingerprint(out, client):
    page = client.get("/packs/environment-committee/2022-Q2/").content.decode()
    archive = client.get("/packs/archive/").content.decode()
    further = out.files.filter(kind="part").values_list("name", "sha256")

    assert all(sha256 in page for sha256 in out.files.values_list("sha256", flat=True))
    assert "Read as web pages" in page
    assert "Download all its web pages as one file" in page
    assert f"And {len(further)} further web pages" in archive
    assert not any(name in archive for name, _ in further)
    assert all(sha256 in client.get("/packs/archive.csv").content.decode() for _, sha256 in further)


def test_officers_go_from_page_to_page_before_it_is_published(in_parts, officer, client):
    client.force_login(officer)
    first = reverse("admin:outcomes_packversion_file", args=[in_parts.pk, "html"])
    part = in_parts.files.filter(kind="part").order_by("pk")[0]
    shown = client.get(reverse("admin:outcomes_packversion_change", args=[in_parts.pk])).content.decode()

    assert client.get(f"{first}{part.name}").content == bytes(part.content)
    assert f'href="{first}{part.name}"' in shown
    assert client.get(f"{first}nothing.html").status_code == 404
    assert client.get(f"{BASE}-2.html").status_code == 404


def test_what_lacks_one_of_its_pages_is_not_published(in_parts, officer):
    in_parts.files.filter(kind="part").order_by("pk")[1].delete()

    with pytest.raises(NotAllowed, match="is not as it was built"):
        clear(in_parts, by=officer)


def test_a_page_that_was_altered_is_named(out):
    part = out.files.filter(kind="part").order_by("pk")[0]
    assert altered() == []

    with records.lifted():
        PackFile.objects.filter(pk=part.pk).update(content=b"other")
    assert altered() == [f"{out}: the file {part.name} was altered."]


def test_withdrawn_it_is_gone_page_by_page(out, officer, client):
    withdraw(out, by=officer, reason="A breach of data protection.")

    for ending in (".html", "-2.html", "-whole.html"):
        assert client.get(f"{BASE}{ending}").status_code == 410
