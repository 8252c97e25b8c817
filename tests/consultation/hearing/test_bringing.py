"""Results of another survey tool: read, mapped, checked by row, and written all or none."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultation.asking.announcing import NotPossible
from consultation.hearing import admin_bring, bringing, reading
from consultation.hearing.bringing import bring, check
from consultation.models import Consultation, ReportedResult
from performance.importing.rows import NotATable
from plan import clock
from plan.models import Event
from plan.roles import NotYours
from tests.consultation.asked import make_consultation
from tests.factories import make_outcome, make_plan
from tests.pages import form_data

pytestmark = pytest.mark.django_db

FILE = (
    "Question;Answer option;Percent;Number;Base;Respondents\n"
    "The vision;Agree;79%;;;\n"
    "Great Communities;Strongly agree;over 90%;;;\n"
    "Great Communities;Strongly agree;91;58;64;Carers\n"
    "Which bus?;Number 1;;12;40;\n"
    "Which bus?;Number 2;less often;;;\n"
)


@pytest.fixture
def asked():
    plan = make_plan()
    outcome = make_outcome(plan, "Great Communities")
    return make_consultation(plan=plan), outcome


def planned(file, **fields):
    return bringing.Plan(reading.guess(file.header), "The tool", **fields)


def written(consultation):
    names = ("about", "item", "question", "group", "scale", "level", "answer", "said", "percentage", "count", "words")
    rows = consultation.reported_results.order_by("pk").values_list(*names)
    return [tuple("" if value is None else str(value) for value in row) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_whatever_encoding_and_divided_by_whatever_sign(encoding):
    for sign in ",;\t":
        file = reading.read(FILE.replace(";", sign).encode(encoding))
        assert file.header == ["Question", "Answer option", "Percent", "Number", "Base", "Respondents"]
        assert file.rows[2] == (4, ["Great Communities", "Strongly agree", "91", "58", "64", "Carers"])
    assert reading.guess(file.header) == {
        "question": 0, "answer": 1, "percentage": 2, "count": 3, "base": 4, "group": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"), (b"Question,Answer\n", "no row of figures"), (b"a,b\n" + b"x,y\n" * 1001, "more than 1,000"),
        (b"a,b\n" + b"x" * 300_000, "larger than 300 kB"), (b"PK\x03\x04 no archive", "neither CSV nor a workbook"),
        (b"a,b\nx,\x00y\n", "NUL"), (b",".join([b"a"] * 41) + b"\n1\n", "more than 40 columns"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_totals_is_refused_with_what_to_do(content, words):
    with pytest.raises(NotATable, match=words):
        reading.read(content)


def test_figures_are_written_as_they_are_said(asked, officer):
    consultation, outcome = asked
    file = reading.read(FILE.encode())
    item = str(outcome.item_id)
    assert bring(consultation, file, planned(file), by=officer) == 5
    assert written(consultation) == [
        ("vision", "", "", "", "agree", "agree", "", "exact", "79.00", "", ""),
        ("part", item, "", "", "agree", "strongly_agree", "", "over", "90.00", "", ""),
        ("part", item, "", "Carers", "agree", "strongly_agree", "", "exact", "91.00", "58", ""),
        ("other", "", "Which bus?", "", "other", "", "Number 1", "exact", "", "12", ""),
        ("other", "", "Which bus?", "", "other", "", "Number 2", "words", "", "", "less often"),
    ]
    event = Event.objects.get(verb="results.brought")
    assert (event.by, event.detail) == (officer, {"new": 5, "there": 0, "source": "The tool"})
    with pytest.raises(NotPossible, match="there already"):
        bring(consultation, file, planned(file), by=officer)
    later = planned(file, as_of=date(2022, 11, 7))
    assert bring(consultation, file, later, by=officer) == 5
    assert consultation.reported_results.filter(as_of=date(2022, 11, 7)).count() == 5


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("The vision;Disagree;about 10%;;;", "“about 10%” is no percentage"),
        ("The vision;Disagree;110;;;", "more than 100%"),
        ("The vision;Disagree;;;;", "neither a percentage nor a count"),
        ("The vision;Disagree;;ten;;", "“ten” is no count"),
        ("The vision;Disagree;;20;10;", "More gave this answer than answered"),
        ("The vision;Disagree;over 10%;3;;", "only a lower bound, or a count"),
        ("The vision;;10;;;", "lacks the question or the answer"),
        ("The vision;Agree;80%;;;", "stands in this file twice, first as 79%"),
    ],
)
def test_with_one_wrong_row_nothing_is_written(asked, officer, line, words):
    consultation, _ = asked
    file = reading.read(f"{FILE}{line}\n".encode())
    assert [(error.row, words in error.message) for error in check(consultation, file, planned(file)).errors] == [
        (7, True)
    ]
    with pytest.raises(NotPossible, match=r"Row 7: .* Nothing was written\."):
        bring(consultation, file, planned(file), by=officer)
    assert not ReportedResult.objects.exists()
    assert not Event.objects.filter(verb="results.brought").exists()


def test_the_scale_is_settled_once_for_a_question_and_nothing_is_invented(asked, officer, client):
    consultation, _ = asked
    content = (
        "question,answer,percentage\n"
        "How important is X?,Don't know,30%\nHow important is X?,Very important,50%\n"
        "How important is X?,Fairly important,20%\nHow important is X?,Not sure,1%\n"
        "Which bus?,Number 1,60%\nWhich bus?,Don’t know,40%\nDo you agree?,Agree,70%\n"
    )
    file = reading.read(content.encode())
    assert bring(consultation, file, planned(file), by=officer) == 7
    assert [row[3:] for row in written(consultation)] == [
        ("", "importance", "dont_know", "", "exact", "30.00", "", ""),
        ("", "importance", "very", "", "exact", "50.00", "", ""),
        ("", "importance", "fairly", "", "exact", "20.00", "", ""),
        ("", "other", "", "Not sure", "exact", "1.00", "", ""),
        ("", "other", "", "Number 1", "exact", "60.00", "", ""),
        ("", "other", "", "Don’t know", "exact", "40.00", "", ""),
        ("", "agree", "agree", "", "exact", "70.00", "", ""),
    ]  # fmt: skip
    Consultation.objects.filter(pk=consultation.pk).update(published_at=clock.now())
    cache.clear()
    text = client.get(reverse("consultation-results", args=[consultation.slug])).content.decode()
    assert text.count("<h3>How important is X?</h3>") == text.count("<h3>Which bus?</h3>") == 1
    assert re.findall(r"<li>([^<]*): <strong>([^<]*)</strong>", text) == [
        ("Don’t know", "30%"), ("Very important", "50%"), ("Fairly important", "20%"), ("Not sure", "1%"),
        ("Number 1", "60%"), ("Don’t know", "40%"), ("Agree", "70%"), ("Any other answer", "30% (derived)"),
    ]  # fmt: skip
    # A later file goes by what stands.
    later = reading.read(b"question,answer,percentage\nDo you agree?,Don't know,5%\n")
    bring(consultation, later, planned(later), by=officer)
    assert consultation.reported_results.get(percentage=5).scale == "agree"


@pytest.mark.parametrize("answer", ["Don't know", "Not sure"])
def test_an_answer_that_may_belong_to_either_of_two_scales_is_refused(asked, answer):
    consultation, _ = asked
    file = reading.read(f"question,answer,percentage\nX,Agree,79\nX,Very important,60\nX,{answer},3\n".encode())
    (error,) = check(consultation, file, planned(file)).errors
    assert (error.row, "may belong to either of two scales" in error.message) == (4, True)


def test_answers_that_are_more_than_all_who_answered_are_refused(asked, officer):
    consultation, _ = asked
    file = reading.read(b"question,answer,percentage\nThe vision,Agree,79\n")
    bring(consultation, file, planned(file), by=officer)
    more = reading.read(
        b"question,answer,percentage\nThe vision,Neither agree nor disagree,1\nThe vision,Disagree,50\n"
    )
    assert [(error.row, error.message) for error in check(consultation, more, planned(more)).errors] == [
        (3, "The answers would make 130% together, more than all who answered. Compare them with the source.")
    ]
    interim = planned(more, as_of=date(2022, 11, 7))
    assert check(consultation, more, interim).errors == []


def test_what_stands_otherwise_is_not_written_over(asked, officer, cmt):
    consultation, _ = asked
    file = reading.read(b"question,answer,percentage\nThe vision,Agree,79\n")
    with pytest.raises(NotYours):
        bring(consultation, file, planned(file), by=cmt)
    bring(consultation, file, planned(file), by=officer)
    other = reading.read(b"question,answer,percentage\nThe vision,Agree,80\n")
    with pytest.raises(NotPossible, match="is there already as 79%"):
        bring(consultation, other, planned(other), by=officer)
    assert consultation.reported_results.get().percentage == 79


def test_an_officer_chooses_the_file_names_the_columns_reads_and_writes(asked, officer, cmt, client):
    consultation, _ = asked
    url = reverse("admin:consultation_bring_results", args=[consultation.pk])
    client.force_login(cmt)
    assert client.get(url).status_code == 403
    client.force_login(officer)
    assert url in client.get(reverse("admin:consultation_consultation_change", args=[consultation.pk])).content.decode()
    assert client.post(url, {}).status_code == 422

    def sent(content):
        return {**form_data(client.get(url)), "file": SimpleUploadedFile("results.csv", content)}

    assert client.post(url, sent(b"x" * 400_000)).status_code == 422
    columns = client.post(url, sent(FILE.encode()))
    assert "Which column is which" in columns.content.decode()
    wrong = client.post(url, form_data(columns, source="The tool", question="1"))
    assert (wrong.status_code, "named for two things" in wrong.content.decode()) == (422, True)
    look = client.post(url, form_data(columns, source="The tool"))
    assert look.context["form"].errors == {}
    text = look.content.decode()
    for words in ("Nothing is written yet. New: 5.", "over 90%", "58 of 64 (91%)", "Number 1"):
        assert words in text
    assert not ReportedResult.objects.exists()
    assert client.post(url, form_data(look, write="1")).status_code == 302
    assert consultation.reported_results.count() == 5
    assert client.post(url, form_data(look, write="1")).status_code == 409


@pytest.mark.parametrize(
    "text", ["", "[]", "[[],[]]", '[["a"],[]]', '[["a"],[["x",["y"]]]]', '[["a"],[1]]', "[" * 9999]
)
def test_a_table_that_was_spoilt_on_the_way_is_refused(text):
    with pytest.raises(ValueError, match="no table"):
        admin_bring.unpacked(text)
