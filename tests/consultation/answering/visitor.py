"""Somebody who answers a survey as a browser without scripts does, and takes time for it."""

from contextlib import contextmanager
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from plan import clock
from tests.pages import form_data


class Visitor:
    def __init__(self, consultation, **client):
        self.slug, self.client = consultation.slug, Client(**client)

    def url(self, name: str, *args) -> str:
        return reverse(f"survey-{name}", args=[self.slug, *args])

    def open(self, name: str, *args):
        return self.client.get(self.url(name, *args))

    def send(self, name: str, *args, page=None, after=5, **fields):
        """Open a form and send it some seconds later. Fields by the end of their name: `a0="agree"`; a key that
        nothing ends in is sent as it is."""
        page = page or self.open(name, *args)
        posted = form_data(page)
        for key, value in fields.items():
            posted[_named(page, key)] = value if isinstance(value, list) else [value]
        with later(after):
            return self.client.post(self.url(name, *args), posted)

    def answer_all(self) -> str:
        """Answer every question of `make_survey` and hand it in; the reference number."""
        self.send("step", 1, a0="resident")
        self.send("step", 2, a0="tend_to_agree")
        self.send("step", 3, **self.rows(3, "very", "not_very"))
        self.send("step", 4, a0=["parks", "roads"])
        self.send("step", 5, a0="More seats, please.")
        self.send("step", 6, a0="older")
        self.send("check")
        return self.open("done").context["response"].reference

    def rows(self, step: int, *choices: str) -> dict[str, str]:
        names = [group.name for group in self.open("step", step).context["groups"]]
        return dict(zip(names, choices, strict=True))


def _named(page, key: str) -> str:
    names = [group.name for group in (page.context or {}).get("groups", ())]
    return next((name for name in names if name.endswith(f"-{key}")), key)


@contextmanager
def later(seconds: float):
    with clock.standing_at(clock.now() + timedelta(seconds=seconds)):
        yield
