"""Published files: the stored bytes, the same for ever, and a notice where one was withdrawn."""

import hashlib
from datetime import date

from django.core.cache import cache

from outcomes.models import Pack, PackWithdrawal
from plan import records
from plan.models import AgendaItem, Body, Plan
from tests.factories import make_meeting, make_user
from tests.site import NOON, PDF

BASE = "/packs/environment-committee/2022-Q2"


def test_the_page_lists_versions_with_what_became_of_them(fenbrook, words):
    second, first = (hashlib.sha256(PDF + number + b"public").hexdigest() for number in (b"2", b"1"))

    assert words(f"{BASE}/") == (
        "Environment Committee Quarter 2 2022/23 (July to September 2022) illustrative "
        "How the Strategic Plan is going, for this committee. "
        "Meeting 7 November 2022 Agenda item 9, Appendix A "
        "Version of the plan Fenbrook Plan 2022-26 (approved) Figures as at 28 October 2022 Published versions "
        "Version 2 Published 31 October 2022, 13:00 What changed: One figure was wrong. "
        f"Download the PDF pack-v2.pdf, 1 kB SHA-256 of this file {second} "
        "Version 1 Withdrawn Published 28 October 2022, 14:00. Version 2 takes its place "
        f"Withdrawn 2 November 2022: It named a person. pack-v1.pdf SHA-256 of this file {first} "
        "The SHA-256 is a fingerprint of the file. "
        "Anyone can work it out for the file they have and see that it is the one published: "
        "all published files, and how to check one ."
    )


def test_the_page_says_what_the_version_says_whatever_becomes_of_the_pack(fenbrook, words):
    before = words(f"{BASE}/"), words("/packs/")

    meeting = make_meeting(fenbrook.committee, date(2023, 3, 6))
    item = AgendaItem.objects.create(meeting=meeting, number=4, title="How the plan is going")
    Pack.objects.filter(pk=fenbrook.pack.pk).update(meeting=meeting, agenda_item=item, appendix="Z", illustrative=False)
    Body.objects.filter(pk=fenbrook.committee.pk).update(name="Climate Committee")
    with records.lifted():
        Plan.objects.filter(pk=fenbrook.plan.pk).update(title="Another Plan", label="revised")
    cache.clear()

    assert (words(f"{BASE}/"), words("/packs/")) == before


def test_a_page_says_nothing_out_of_a_withdrawn_version(fenbrook, words):
    second = fenbrook.pack.versions.get(number=2)
    PackWithdrawal.objects.create(version=second, by=make_user(), at=NOON, reason="It named another person.")

    said = words(f"{BASE}/")
    assert said.startswith(
        "Environment Committee Quarter 2 2022/23 (July to September 2022) "
        "How the Strategic Plan is going, for this committee. Published versions "
    )
    assert "28 October 2022 Published versions" not in said


def test_a_file_is_its_stored_bytes(fenbrook, client):
    response = client.get(f"{BASE}/v2/pack-v2.pdf")

    assert response.content == PDF + b"2"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="pack-v2.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["ETag"] == f'"{hashlib.sha256(PDF + b"2public").hexdigest()}"'


def test_a_reader_who_has_the_file_is_told_that_it_stands(fenbrook, client, django_assert_num_queries):
    etag = client.get(f"{BASE}/v2/pack-v2.pdf")["ETag"]

    with django_assert_num_queries(1) as queries:
        response = client.get(f"{BASE}/v2/pack-v2.pdf", headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert '"content"' not in queries[0]["sql"]


def test_a_withdrawn_file_is_gone_with_its_reason_even_for_those_who_have_it(fenbrook, client):
    etag = f'"{hashlib.sha256(PDF + b"1public").hexdigest()}"'
    response = client.get(f"{BASE}/v1/pack-v1.pdf", headers={"if-none-match": etag})

    assert response.status_code == 410
    assert "It named a person." in response.content.decode()
    assert PDF not in response.content


def test_nobody_posts_to_a_file(fenbrook, client):
    assert client.post(f"{BASE}/v2/pack-v2.pdf").status_code == 405


def test_packs_list_by_quarter_with_the_newest_version(fenbrook, words):
    assert words("/packs/").endswith(
        "Quarter 2 2022/23 (July to September 2022) Environment Committee illustrative "
        "Version 2, revised 31 October 2022"
    )
