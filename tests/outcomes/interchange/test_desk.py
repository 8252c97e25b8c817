"""A plan from a file on the desk, and editions to take away: who may, and that nothing is made before it is read."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from outcomes.framework.importer import parse, read_text
from outcomes.interchange import books
from outcomes.interchange.dumping import dump
from outcomes.interchange.words import Cover, write_words
from outcomes.models import Aim, Commitment, ImportNote, PlanItem, PlanUpload
from plan import clock
from plan.models import Event, Plan
from plan.roles import CMT, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_plan, make_tree, make_user

from .test_books import edited

pytestmark = pytest.mark.django_db
PAPER = Path(__file__).resolve().parents[1] / "importer/papers/fenbrook.txt"
BRING = "admin:outcomes_planupload_changelist"
CHOSEN = {"label": "draft", "slug": "2024-28-draft", "title": "Fenbrook Plan", "start_year": "2024", "end_year": "2028"}


def send(client, content: bytes, name: str, **chosen):
    return client.post(reverse(BRING), {"file": SimpleUploadedFile(name, content), **CHOSEN, **chosen})


@pytest.fixture
def officer_client(client, policy_officer):
    client.force_login(policy_officer)
    return client


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_paper_is_read_shown_and_only_then_made(officer_client, policy_officer, kind):
    outline = parse(read_text(PAPER))
    content = PAPER.read_bytes() if kind == "txt" else write_words(outline, Cover("Fenbrook"))
    answer = send(officer_client, content, f"paper.{kind}")
    upload = PlanUpload.objects.get()
    look = reverse("admin:outcomes_planupload_look", args=[upload.pk])
    assert (answer.status_code, answer.url) == (302, look)
    page = officer_client.get(look).content.decode()
    sub = outline.outcomes[0].sub_outcomes[0]
    assert sub.title in page
    assert f"{len(outline.warnings)} things to look at" in page
    assert (Plan.objects.count(), PlanItem.objects.count(), Event.objects.filter(verb="plan.imported").count()) == (
        0,
        0,
        0,
    )
    answer = officer_client.post(look)
    plan = Plan.objects.get()
    assert answer.url == reverse("admin:plan_plan_change", args=[plan.pk])
    assert (plan.slug, plan.is_public, plan.suboutcomes.count()) == (
        "2024-28-draft", False, sum(len(one.sub_outcomes) for one in (*outline.outcomes, *outline.enablers)),
    )  # fmt: skip
    assert ImportNote.objects.filter(plan=plan).count() == len(outline.warnings)
    assert Event.objects.get(verb="plan.imported").by == policy_officer
    assert not PlanUpload.objects.exists()
    assert officer_client.post(look).status_code == 302
    assert Plan.objects.count() == 1


def test_a_workbook_shows_what_differs_and_keeps_the_items(officer_client):
    plan = make_tree(make_plan(slug="2022-26-draft"), commitments=2)
    content = edited(books.write(dump(plan)), "Aims", 2, 4, "Warmer homes")
    send(officer_client, content, "plan.xlsx", title="", start_year="", end_year="", items="same")
    look = reverse("admin:outcomes_planupload_look", args=[PlanUpload.objects.get().pk])
    page = officer_client.get(look).content.decode()
    assert "<strong>Warmer homes</strong>" in page
    assert Plan.objects.count() == 1
    officer_client.post(look)
    made = Plan.objects.get(slug="2024-28-draft")
    aim = Aim.objects.get(plan=made)
    assert (aim.text, aim.item) == ("Warmer homes", Aim.objects.get(plan=plan).item)


def test_what_changed_between_reading_and_making_stops_it(officer_client):
    plan = make_tree(make_plan(slug="2022-26-draft"))
    send(officer_client, books.write(dump(plan)), "plan.xlsx", items="same")
    look = reverse("admin:outcomes_planupload_look", args=[PlanUpload.objects.get().pk])
    Commitment.objects.filter(plan=plan).update(text="Changed meanwhile")
    answer = officer_client.post(look)
    assert answer.status_code == 409
    assert "was changed since the workbook was made of it" in answer.content.decode()
    assert Plan.objects.count() == 1


def test_what_cannot_be_read_is_said_at_the_field(officer_client):
    document = Document()
    out = io.BytesIO()
    document.save(out)
    make_plan(slug="taken")
    gone = make_plan(slug="gone")
    of_another_site = books.write(dump(gone))
    gone.delete()
    for content, name, chosen, says in (
        (out.getvalue(), "empty.docx", {}, "empty"),
        (b"%PDF-1.7\nbroken", "broken.pdf", {}, "damaged"),
        (PAPER.read_bytes(), "paper.txt", {"title": ""}, "give the plan&#x27;s title and its years"),
        (PAPER.read_bytes(), "paper.txt", {"slug": "taken"}, "There is a version with this name already"),
        (of_another_site, "plan.xlsx", {"items": "same"}, "There is no version called gone"),
    ):
        answer = send(officer_client, content, name, **chosen)
        assert answer.status_code == 422
        assert says in answer.content.decode()
    assert not PlanUpload.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "chosen", "says"),
    [
        ("plan.docx", b"1. Warm Homes", {}, "not of the kind that its name says"),
        ("plan.xlsx", b"%PDF-1.7", {}, "not of the kind that its name says"),
        ("plan.PDF", b"PK\x03\x04", {}, "not of the kind that its name says"),
        ("plan.txt", b"1. Warm Homes", {"start_year": "2034", "end_year": "2030"}, "has to come after the first"),
    ],
)
def test_what_can_be_known_before_a_file_is_read_is_said_first(
    officer_client, name, content, chosen, says, monkeypatch
):
    monkeypatch.setattr("outcomes.interchange.uploads.keep", None)  # nothing is read
    assert says in send(officer_client, content, name, **chosen).content.decode()
    assert not PlanUpload.objects.exists()


def test_others_neither_bring_in_nor_see_what_is_read(client, officer_client, policy_officer):
    send(officer_client, PAPER.read_bytes(), "paper.txt")
    look = reverse("admin:outcomes_planupload_look", args=[PlanUpload.objects.get().pk])
    for role in (CONTRIBUTOR, CMT):
        client.force_login(make_user(role))
        assert client.get(reverse(BRING)).status_code == 403
        assert client.post(look).status_code == 403
    client.force_login(make_user(POLICY_OFFICER))
    answer = client.get(look, follow=True)
    assert answer.redirect_chain == [(reverse(BRING), 302)]
    assert "Fenbrook Plan" not in answer.content.decode()
    assert (Plan.objects.count(), PlanUpload.objects.count()) == (0, 1)


def test_a_file_that_nobody_came_back_to_goes_after_a_day(officer_client):
    send(officer_client, PAPER.read_bytes(), "paper.txt")
    look = reverse("admin:outcomes_planupload_look", args=[PlanUpload.objects.get().pk])
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=False):
        from outcomes.interchange.uploads import clear_old

        clear_old()
    assert not PlanUpload.objects.exists()
    assert officer_client.post(look).status_code == 302
    assert not Plan.objects.exists()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_public_edition_is_anybodys_and_a_draft_its_readers(client, kind):
    plan = make_tree(make_plan(slug="2022-26-draft"))
    address = reverse("edition-file", args=[plan.slug, plan.slug, kind])
    assert address == f"/plans/2022-26-draft/2022-26-draft.{kind}"
    assert client.get(address).status_code == 404
    officer = make_user(POLICY_OFFICER)
    client.force_login(officer)
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    client.logout()
    Plan.objects.filter(pk=plan.pk).update(published_at=clock.now())
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="2022-26-draft.{kind}"'
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405
    assert client.get(f"/plans/2022-26-draft/other.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_it_costs_as_many_queries_for_many_rows_and_is_written_once(client, monkeypatch, kind):
    counts = []
    for size in (1, 3):
        plan = make_tree(outcomes=size, sub_outcomes=size, commitments=size)
        Plan.objects.filter(pk=plan.pk).update(published_at=clock.now())
        address = reverse("edition-file", args=[plan.slug, plan.slug, kind])
        with CaptureQueriesContext(connection) as queries:
            first = client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 45
    monkeypatch.setattr("outcomes.interchange.books.write", None)
    monkeypatch.setattr("outcomes.interchange.files.write_words", None)
    assert client.get(address).content == first.content
