"""The archive: every published version with the fingerprints of its files, for everybody."""

import hashlib
import json

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from outcomes.models import Pack, PackVersion
from outcomes.packs.models import PackFile
from outcomes.pages import archive
from plan import events
from plan.models import ChainHead
from tests.site import NOON, PDF, UNTOLD

FILES = ("/packs/archive/", "/packs/archive.csv", "/packs/archive.json")


@pytest.fixture
def head(fenbrook) -> ChainHead:
    """The end of a log that has an entry."""
    with transaction.atomic():
        events.record(verb="pack.published", subject=fenbrook.pack, by=None)
    return ChainHead.objects.get()


def sha(number: int) -> str:
    return hashlib.sha256(PDF + f"{number}public".encode()).hexdigest()


def test_it_lists_every_published_version_with_what_became_of_it(fenbrook, head, words):
    said = words("/packs/archive/")

    assert said.index("version 2 Published 31 October 2022, 13:00 pack-v2.pdf") < said.index("version 1 Withdrawn")
    assert sha(2) in said
    assert sha(1) in said
    assert "sha256sum the-file.pdf" in said
    assert f"It has {head.sequence} entries, and the fingerprint of the last is {head.digest}" in said


def test_a_withdrawn_file_stays_in_it_without_a_link(fenbrook, client):
    html = client.get("/packs/archive/").content.decode()

    assert "/v2/pack-v2.pdf" in html
    assert "/v1/pack-v1.pdf" not in html


def test_what_is_not_published_or_not_public_is_not_in_it(fenbrook, client):
    Pack.objects.filter(pk=fenbrook.hidden_pack.pk).update(is_public=False)
    hidden = fenbrook.hidden_pack.versions.get()
    PackVersion.objects.filter(pk=hidden.pk).update(
        published_at=NOON, built_at=NOON, cleared_at=NOON, cleared_office="x", state="built"
    )
    for address in FILES:
        said = client.get(address).content.decode()
        assert "2022-Q3" not in said
        assert "Quarter 3" not in said
        assert UNTOLD not in said
        assert "pack-v3" not in said


def test_the_table_and_the_list_for_programs_say_the_same(fenbrook, head, client):
    told = json.loads(client.get("/packs/archive.json").content)
    rows = client.get("/packs/archive.csv").content.decode("utf-8-sig").splitlines()

    assert [(one["version"], one["state"], one["files"][0]["sha256"]) for one in told["versions"]] == [
        (2, "stands", sha(2)), (1, "withdrawn", sha(1)),
    ]  # fmt: skip
    assert told["versions"][0]["files"][0]["address"] == "/packs/environment-committee/2022-Q2/v2/pack-v2.pdf"
    assert told["versions"][1]["files"][0]["address"] == ""
    assert told["log"] == {"entries": head.sequence, "sha256": head.digest}
    assert [row.split(",")[8] for row in rows] == ["SHA-256", sha(2), sha(1)]


@pytest.mark.parametrize("address", FILES)
def test_a_reader_who_has_it_is_told_that_it_stands(fenbrook, client, address):
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(("address", "asked"), [("/packs/archive/", 6), ("/packs/archive.csv", 3)])
@pytest.mark.parametrize("more", [0, 8])
def test_it_asks_the_same_questions_for_few_and_for_many(fenbrook, client, address, asked, more):
    for number in range(more):
        version = PackVersion.objects.create(
            pack=fenbrook.pack, number=10 + number, asked_at=NOON, published_at=NOON, built_at=NOON, state="built",
            cleared_at=NOON, cleared_office="x",
        )  # fmt: skip
        assert version
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) == asked


def test_it_is_divided_into_pages(fenbrook, client, monkeypatch):
    monkeypatch.setattr(archive, "PER_PAGE", 1)

    first, second = (client.get(f"/packs/archive/?page={number}").content.decode() for number in (1, 2))
    assert (sha(2) in first, sha(1) in first) == (True, False)
    assert (sha(2) in second, sha(1) in second) == (False, True)
    assert "Page 2 of 2" in second


def test_a_superseded_version_is_said_to_be(fenbrook, client):
    fenbrook.pack.versions.get(number=1)
    told = json.loads(client.get("/packs/archive.json").content)
    assert {one["version"]: one["state"] for one in told["versions"]}[2] == "stands"
    PackVersion.objects.filter(pack=fenbrook.pack, number=3).update(
        published_at=NOON, built_at=NOON, cleared_at=NOON, cleared_office="x", state="built"
    )
    cache.clear()
    told = json.loads(client.get("/packs/archive.json").content)
    assert {one["version"]: one["state"] for one in told["versions"]} == {3: "stands", 2: "superseded", 1: "withdrawn"}


def test_files_for_others_are_not_in_it(fenbrook, client):
    hidden = PackFile.objects.get(version__pack=fenbrook.pack, version__number=2, audience="exempt")

    for address in FILES:
        said = client.get(address).content.decode()
        assert hidden.name not in said
        assert hidden.sha256 not in said
