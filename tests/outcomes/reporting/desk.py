"""Being signed in on the desk, and the addresses of its pages."""

from django.test import Client
from django.urls import reverse

FORM, UPDATES = "highlightreport_form", "updates_form"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def change(row) -> str:
    return reverse(f"admin:outcomes_{row._meta.model_name}_change", args=[row.pk])


def updates_of(report, part="", show: str = "") -> str:
    """The list of a report's delivery updates, or one page of them."""
    name = "admin:outcomes_highlightreport_updates"
    url = reverse(f"{name}_of", args=[report.pk, part]) if part else reverse(name, args=[report.pk])
    return f"{url}?show={show}" if show else url
