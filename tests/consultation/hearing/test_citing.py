"""Reported figures as other pages cite them: where they stand, and none of very few people."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from consultation.hearing.citing import cite
from consultation.hearing.hiding import HIDDEN
from consultation.models import ReportedResult, ResponseCount
from plan import clock
from tests.consultation.asked import make_consultation

pytestmark = pytest.mark.django_db


def report(row, level="", **fields):
    fields = {"about": "other", "question": "How important are buses?", "scale": "importance", **fields}
    return ReportedResult.objects.create(consultation=row, level=level, **fields)


def cited(*rows):
    found = cite(ReportedResult.objects.filter(pk__in=[row.pk for row in rows]).select_related("consultation"),
                 AnonymousUser())  # fmt: skip
    return [found[row] for row in rows]


def test_a_figure_is_cited_with_its_question_where_it_stands(client):
    row = make_consultation(published_at=clock.now(), held="elsewhere")
    share = report(row, "very", percentage=79)
    own = report(row, answer="Not sure", scale="other", percentage=1)
    page = client.get(reverse("consultation-results", args=[row.slug])).content.decode()
    one, other = cited(share, own)
    assert one.words == "How important are buses?: very important 79%"
    assert other.words == "How important are buses?: not sure 1%"
    assert one.url == other.url  # an answer of its own stands with those on the scale
    assert f'id="{one.url.partition("#")[2]}"' in page


def test_no_figure_of_few_is_cited():
    row = make_consultation()
    ResponseCount.objects.create(consultation=row, group="", count=255)
    ResponseCount.objects.create(consultation=row, group="BSL users", count=3)
    few = report(row, "very", group="BSL users", count=3)
    many = report(row, "very", count=200)
    told = [one.words for one in cited(few, many)]
    assert told == [
        f"How important are buses?: very important {HIDDEN}", "How important are buses?: very important 200",
    ]  # fmt: skip


def test_figures_cost_the_same_queries_however_many(django_assert_num_queries):
    row = make_consultation()
    figures = [report(row, "very", percentage=number, question=f"Question {number}") for number in range(1, 9)]
    for some in (figures[:1], figures):
        with django_assert_num_queries(3):
            cited(*some)
