"""Being signed in on the desk, and the addresses of its pages."""

from django.test import Client
from django.urls import reverse

FORM = "highlightreport_form"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def change(row) -> str:
    return reverse(f"admin:outcomes_{row._meta.model_name}_change", args=[row.pk])
