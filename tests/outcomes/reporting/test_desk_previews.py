"""A report as its audiences will read it, previewed on the desk."""

import pytest
from django.urls import reverse

from outcomes.reporting import preview
from outcomes.reporting.models import HighlightReport

from .desk import change, signed_in
from .world import SECRET

pytestmark = pytest.mark.django_db


def test_the_preview_as_published_holds_only_public_words(world, site_frame):
    pytest.importorskip("plan.text", reason="narratives are rendered elsewhere")
    report = world.written()
    client = signed_in(world.member)
    url = reverse("admin:outcomes_highlightreport_preview", args=[report.pk, "public"])
    response = client.get(url)
    page = response.content.decode()
    assert "A fair half-year." in page
    assert "Our public challenge." in page
    assert SECRET not in page
    assert "no-store" in response["Cache-Control"]
    inside = client.get(url.replace("public", "management")).content.decode()
    assert SECRET in inside
    assert "words that are never published" in inside
    assert client.get(url.replace("public", "everyone")).status_code == 404


def test_the_preview_on_paper_is_a_pdf_of_the_same_words(world, monkeypatch, site_frame):
    pytest.importorskip("plan.text", reason="narratives are rendered elsewhere")
    paper = pytest.importorskip("plan.pdf", reason="paper is made elsewhere")
    asked = {}
    monkeypatch.setattr(paper, "render_pdf", lambda html, **how: asked.update(how, html=html) or b"%PDF-1.7 a paper")
    report = world.written()
    response = signed_in(world.member).get(f"/admin/outcomes/highlightreport/{report.pk}/pdf/public/")
    assert (response["Content-Type"], response.content) == ("application/pdf", b"%PDF-1.7 a paper")
    assert "Our public challenge." in asked["html"]
    assert SECRET not in asked["html"]
    assert asked["title"] == f"Highlight report: {world.outcome.title}, April to September 2022"


def test_a_real_paper_of_one_report(world, site_frame):
    pytest.importorskip("plan.text", reason="narratives are rendered elsewhere")
    pytest.importorskip("plan.pdf", reason="paper is made elsewhere")
    report = world.written()
    response = signed_in(world.member).get(f"/admin/outcomes/highlightreport/{report.pk}/pdf/management/")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")


def test_a_report_that_cannot_be_printed_says_why_and_keeps_nobody_waiting(world, monkeypatch, site_frame):
    """A table of 54,000 cells: the real renderer is ended at the limit, and its reason is what one reads."""
    monkeypatch.setattr(preview, "WALL_SECONDS", 2)
    report = world.written()
    table = "\n".join(["|" + "a|" * 900, "|" + "-|" * 900, *(["|" + "b|" * 900] * 60)])
    HighlightReport.objects.filter(pk=report.pk).update(summary=table)
    client = signed_in(world.member)

    response = client.get(f"/admin/outcomes/highlightreport/{report.pk}/pdf/management/")

    page = response.content.decode()
    assert response.status_code == 422
    assert "It took longer than 2 seconds: make it shorter, or divide it into several papers." in page
    assert change(report) in page
    assert "no-store" in response["Cache-Control"]
    assert client.get(f"/admin/outcomes/highlightreport/{report.pk}/pdf/public/").status_code == 200


def test_a_preview_waits_a_fraction_of_what_a_pack_may_take(settings):
    assert preview.WALL_SECONDS <= 20 < settings.PDF_WALL_SECONDS
    assert preview.MEMORY_MEGABYTES <= settings.PDF_MEMORY_MEGABYTES
