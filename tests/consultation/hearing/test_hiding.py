"""Reported figures of very few people: on no page, in no table, sheet or pack, and told when they are brought in."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from consultation.hearing import heard
from consultation.hearing.hiding import HIDDEN, hidden_groups, hiding
from consultation.hearing.small_groups import FEWEST
from consultation.models import ReportedResult, ResponseCount
from consultation.telling.report.gathering import _responses
from tests.pages import form_data

EARLY = date(2022, 11, 2)


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"": 255, "carers": 58}, set()),
        ({"": 259, "BSL": 3}, {"BSL"}),
        ({"BSL": 3, "carers": 58}, {"BSL"}),  # how many in all is not known
        ({"": 255, "carers": 252}, {"carers"}),  # the three others could be worked out
        ({"": 61, "BSL": 3, "carers": 58}, {"BSL", "carers"}),
        ({"": 81, "BSL": 3, "carers": 58, "staff": 20}, {"BSL", "staff"}),
        ({"": 63, "BSL": 3, "carers": 58}, {"BSL"}),  # with two in no group, five are hidden
        ({"": 62, "BSL": 3, "carers": 58}, {"BSL", "carers"}),  # with one in no group, four
        ({"": 60, "women": 40, "carers": 30, "BSL": 2}, {"BSL"}),  # a person may be in several
        ({"": 4, "carers": 4}, {"", "carers"}),
        ({"": 20, "carers": 0}, set()),
    ],
)
def test_groups_of_few_are_hidden_with_others_that_would_tell_of_them(sizes, hidden):
    assert hidden_groups(sizes) == hidden


@given(sizes=st.lists(st.integers(0, 30), max_size=6), others=st.integers(0, 30))
def test_what_is_hidden_of_groups_that_make_up_all_is_nobody_or_not_few(sizes, others):
    named = {str(place): size for place, size in enumerate(sizes)}
    whole = sum(sizes) + others
    hidden = hidden_groups({"": whole, **named})
    left = whole - sum(size for group, size in named.items() if group not in hidden)
    if "" not in hidden:
        assert all(not 0 < size < FEWEST for group, size in named.items() if group not in hidden)
        assert left == 0 or left >= FEWEST


def row(level="agree", group="BSL users", **fields):
    return ReportedResult(about="plan", scale="agree", level=level, group=group, **fields)


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ([row(count=3), row("disagree", count=1)], True),  # nobody said how many there were: at least four
        ([row(count=3), row("disagree", count=2)], False),
        ([row(count=3), row("strongly_agree", count=3)], True),
        ([row(percentage=75, base=4)], True),
        ([row(percentage=75)], False),
        ([row(count=3, base=20)], False),
    ],
)
def test_how_many_answered_is_known_by_the_figures_where_nobody_said(rows, hidden):
    assert hiding([], rows).figure(rows[0]) is hidden


def test_a_group_known_to_be_small_by_another_question_is_hidden():
    other = row(percentage=75)
    other.about, other.question = "other", "And buses?"
    assert hiding([], [row(count=3, base=4), other]).figure(other)
    assert not hiding([], [row(count=3, base=20), other]).figure(other)
    few = row(count=3)  # at least three answered, and nobody says that it were more
    few.about, few.question = "other", "And trams?"
    assert hiding([], [row(count=3, base=20), few]).figure(few)


def test_a_group_is_the_same_however_its_name_is_written():
    counts = [ResponseCount(group="", count=255), ResponseCount(group="Young carers", count=3)]
    figure = row(group="young  Carers", percentage=67)
    hides = hiding(counts, [figure])
    assert hides.figure(figure)
    assert hides.count("YOUNG carers", None)


def test_an_earlier_figure_that_would_tell_of_few_with_the_later_one_is_hidden():
    counts = [ResponseCount(group="carers", count=20), ResponseCount(group="carers", count=18, as_of=EARLY)]
    now, then = row(group="carers", percentage=50), row(group="carers", percentage=60, as_of=EARLY)
    hides = hiding(counts, [now, then])
    assert (hides.figure(now), hides.figure(then), hides.earlier(then, now)) == (False, False, True)
    counts[1].count = 10
    assert not hiding(counts, [now, then]).earlier(then, now)


@pytest.fixture
def small(survey):
    for group, count in (("", 259), ("BSL users", 3), ("carers", 58)):
        ResponseCount.objects.create(consultation=survey, group=group, count=count)
    for group, level, fields in (
        ("", "agree", {"percentage": 79}), ("carers", "agree", {"count": 41, "base": 58}),
        ("BSL users", "agree", {"count": 3}), ("BSL users", "disagree", {"count": 1}),
    ):  # fmt: skip
        ReportedResult.objects.create(
            consultation=survey, about="plan", scale="agree", level=level, group=group, **fields
        )
    cache.clear()
    return survey


@pytest.mark.django_db
def test_no_page_table_or_pack_tells_of_a_group_of_few(small, client, rf):
    for view in ("", "?view=table"):
        text = client.get(reverse("consultation-results", args=[small.slug]) + view).content.decode()
        text = " ".join(text.split())
        assert "<dd>not shown</dd><dt>BSL users</dt>" in text
        assert "<dd>58</dd>" in text
        assert text.count(HIDDEN) == 1
        assert "Disagree" not in text
        assert "41 of 58" in text
        assert "among BSL users" not in text
        assert "among carers" in text or view
    found = heard.read(small, None)
    assert _responses(found) == [
        "259 responses in all", f"Responses from BSL users: {HIDDEN}", "58 responses from carers (22.4% (derived))",
    ]  # fmt: skip
    said = [line.said for section in found.sections for question in section.questions for line in question.lines]
    assert [("", HIDDEN)] in said
    assert [line for line in said if ("Disagree", "1") in line] == []


@pytest.mark.django_db
def test_an_officer_is_told_when_figures_of_few_are_brought_in(survey, officer, client):
    ResponseCount.objects.create(consultation=survey, group="BSL users", count=3)
    client.force_login(officer)
    url = reverse("admin:consultation_bring_results", args=[survey.pk])
    content = b"question,answer,count,group\nX,Agree,3,BSL users\nX,Agree,41,Carers\nX,Disagree,1,BSL users\n"
    columns = client.post(url, {**form_data(client.get(url)), "file": SimpleUploadedFile("results.csv", content)})
    look = client.post(url, form_data(columns, source="The tool"))
    assert look.context["checked"].hidden == {"BSL users": [2, 4]}
    assert "BSL users (rows 2, 4)" in look.content.decode()
    assert client.post(url, form_data(look, write="1")).status_code == 302
    assert survey.reported_results.count() == 3
