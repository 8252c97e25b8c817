"""Figures brought in on the desk: nothing is written before it was read, and what is written is what was read."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance import bring_forms
from performance.importing import uploads
from performance.models import Breakdown, Restatement, Result, ResultsImport, ResultsUpload
from plan import clock
from plan.models import Event
from plan.roles import CMT, CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import make_department, make_indicator, make_result, make_user
from tests.performance.importing.files import bomb, flagged, table, workbook

pytestmark = pytest.mark.django_db
D = Decimal
PAGE = "/admin/performance/result/bring/"


@pytest.fixture
def roads():
    return make_indicator("Roads in good condition", slug="roads", owner=make_department("Roads"))


@pytest.fixture
def officer(client):
    user = make_user(POLICY_OFFICER)
    client.force_login(user)
    return user


def send(client, content: bytes, *, name: str = "results.csv", why: str = "Quarter 2 returns"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), "why": why})


def look(client, content: bytes, **options):
    """The page that tells what a file would do."""
    response = send(client, content, **options)
    assert response.status_code == 302, response.content.decode()
    return client.get(response.url)


def write(client, page):
    return client.post(page.request["PATH_INFO"], {"seen": page.context["seen"]})


def test_a_file_is_read_first_and_written_only_when_asked(client, officer, roads):
    make_result(roads, "2021/22", 70, provisional=True, commentary="As counted in May")
    page = look(client, table("roads,2021/22,,72.5,,,,final,Counted again", "roads,2020/21,,60,over,,,,"))
    told = [(line.row, line.name, line.period, line.changes) for line in page.context["preview"].lines]
    assert told == [
        (2, "Roads in good condition", "2021/22", (
            ("Figure", "70%", "72.5%"), ("Status", "provisional", "final"),
            ("Commentary", "As counted in May", "Counted again"),
        )),
        (3, "Roads in good condition", "2020/21", (("Figure", "not there", "over 60%"),)),
    ]  # fmt: skip
    assert "Nothing is written yet." in page.content.decode()
    assert (Result.objects.get().value, ResultsImport.objects.count()) == (D(70), 0)

    answer = write(client, page)
    done = ResultsImport.objects.get()
    assert (done.name, done.by, done.why, done.created, done.updated) == (
        "results.csv", officer, "Quarter 2 returns", 1, 1,
    )  # fmt: skip
    assert answer.url == reverse("admin:performance_resultsimport_change", args=[done.pk])
    assert "1 result created, 1 changed, 0 left as they were." in client.get(answer.url).content.decode()
    assert sorted(Result.objects.values_list("value", flat=True)) == [D(60), D("72.5")]
    assert (Restatement.objects.get().why, ResultsUpload.objects.count()) == ("Quarter 2 returns", 0)
    assert Event.objects.get(verb="results.imported").by == officer


def test_parts_shares_and_words_are_told_as_people_read_them(client, officer, roads):
    Breakdown.objects.create(indicator=roads, by="sex", name="Men", slug="men")
    page = look(client, table("roads,2021/22,men,,share,2,3,,", "roads,2020/21,,about half,words,,,,"))
    assert [(line.name, line.changes) for line in page.context["preview"].lines] == [
        ("Roads in good condition, Men", (
            ("Figure", "not there", "two thirds"), ("How many", "none", "2"), ("Out of how many", "none", "3"),
        )),
        ("Roads in good condition", (("Figure", "not there", "about half"),)),
    ]  # fmt: skip


def test_what_was_not_read_is_told_before_anything_is_written(client, officer, roads):
    def others(sheet):
        sheet.parent.create_sheet("Notes")
        sheet.row_dimensions[2].hidden = True

    page = look(client, workbook(("roads", "2021/22", None, 72), change=others), name="results.xlsx")
    words = page.content.decode()
    assert "Only the sheet “Sheet” is read, not “Notes”." in words
    assert "Rows that are hidden in the sheet are read as well: 2." in words
    assert [line.row for line in page.context["preview"].lines] == [2]


def test_a_file_with_errors_is_told_by_row_and_cannot_be_written(client, officer, roads):
    page = look(client, table("roads,2021/22,,xx%,,,,,", "roads,2020/21,,60,,,,,"))
    words = page.content.decode()
    assert "“xx%” is not a number; leave empty for no data." in words
    assert "Write these figures" not in words
    answer = write(client, page)
    assert (answer.status_code, Result.objects.count(), ResultsImport.objects.count()) == (409, 0, 0)
    errors = b"".join(client.get(f"{page.request['PATH_INFO']}errors/").streaming_content).decode("utf-8-sig")
    assert errors.splitlines() == [
        "row,column,what is wrong", "2,value,“xx%” is not a number; leave empty for no data.",
    ]  # fmt: skip


def test_what_is_too_much_for_a_page_is_counted(client, officer, roads):
    page = look(client, table(*(f"roads,{year},,1,,,,," for year in range(1950, 2010))))
    assert (len(page.context["preview"].lines), page.context["preview"].more_lines) == (50, 10)
    assert "… and 10 more." in page.content.decode()
    page = look(client, table(*(f"rivers,{year},,1,,,,," for year in range(1900, 2020))))
    assert (len(page.context["preview"].errors), page.context["preview"].more_errors) == (100, 20)
    assert len(page.content) < 100_000


def test_a_figure_changed_meanwhile_is_not_written_over(client, officer, roads):
    result = make_result(roads, "2021/22", 70)
    page = look(client, table("roads,2021/22,,72,,,,,"))
    Result.objects.filter(pk=result.pk).update(value=71, version=2)
    answer = write(client, page)
    assert (answer.status_code, Result.objects.get().value) == (409, D(71))
    assert "Nothing was written. Some of these figures were changed since the page was made." in answer.content.decode()
    assert answer.context["preview"].lines[0].changes == (("Figure", "71%", "72%"),)
    assert write(client, answer).status_code == 302
    assert Result.objects.get().value == D(72)


def test_a_figure_entered_meanwhile_is_shown_before_it_is_changed(client, officer, roads):
    page = look(client, table("roads,2021/22,,72,,,,,"))
    make_result(roads, "2021/22", 70)
    assert write(client, page).status_code == 409
    assert Result.objects.get().value == D(70)


def test_a_second_click_writes_nothing(client, officer, roads):
    page = look(client, table("roads,2021/22,,72,,,,,"))
    write(client, page)
    answer = write(client, page)
    assert (answer.status_code, answer.url, ResultsImport.objects.count()) == (302, PAGE, 1)
    assert "brought in or thrown away already" in client.get(PAGE).content.decode()


def test_a_file_that_changes_nothing_has_nothing_to_write(client, officer, roads):
    make_result(roads, "2021/22", 70)
    words = look(client, table("roads,2021/22,,70,,,,,")).content.decode()
    assert "there is nothing to write" in words
    assert "Write these figures" not in words


def test_why_must_be_said_and_what_was_typed_stays(client, officer, roads):
    content = table("roads,2021/22,,72,,,,,")
    answer = send(client, content, why=" ")
    assert (answer.status_code, answer.context["form"].errors["why"]) == (422, ["Say why, in a few words."])
    answer = client.post(PAGE, {"why": "Quarter 2 returns"})
    assert answer.context["form"].errors["file"] == ["Choose a file."]
    assert "Quarter 2 returns</textarea>" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"name,colour\nroads,red", "The first row has no column indicator"),
        (b"PK\x03\x04nonsense", "neither CSV nor a workbook"),
        (flagged(workbook(("roads", "2022")), bit=1), "is protected by a password"),
        (flagged(workbook(("roads", "2022")), packing=99), "is damaged"),
        (bomb(200), "unpacks to more than 60 MB"),
        (workbook(("roads", "2022"), change=lambda sheet: sheet.merge_cells("A2:A3")), "are merged"),
    ],
)
def test_what_is_no_table_is_refused_at_the_form(client, officer, content, words):
    answer = send(client, content)
    assert answer.status_code == 422
    assert words in answer.context["form"].errors["file"][0]
    assert not ResultsUpload.objects.exists()


def test_a_file_that_is_too_large_is_passed_over_as_it_comes_in(client, officer, monkeypatch):
    """Neither memory nor disk takes it: no other handler of uploads sees any of it."""

    def taken(*args):
        raise AssertionError("the upload was buffered")

    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk", taken)
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", taken)
    answer = send(client, b"x" * (bring_forms.LARGEST + bring_forms.ROUND_IT))
    assert (answer.status_code, answer.context["form"].errors["file"]) == (422, [bring_forms.TOO_LARGE])
    assert "Quarter 2 returns</textarea>" in answer.content.decode()


def test_a_file_just_beyond_the_limit_is_refused_in_the_same_words(client, officer):
    answer = send(client, b"x" * (bring_forms.LARGEST + 1))
    assert answer.context["form"].errors["file"] == [bring_forms.TOO_LARGE]


def test_forged_forms_are_refused(officer, roads):
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(officer)
    assert send(forged, table("roads,2021/22,,72,,,,,")).status_code == 403
    assert not ResultsUpload.objects.exists()


def test_a_contributor_brings_in_their_own_departments_figures(client, roads):
    client.force_login(make_user(CONTRIBUTOR, department=roads.owner))
    assert write(client, look(client, table("roads,2021/22,,72,,,,,"))).status_code == 302
    client.force_login(make_user(CONTRIBUTOR, department=make_department("Rivers")))
    page = look(client, table("roads,2021/22,,73,,,,,"))
    assert [one.message for one in page.context["preview"].errors] == [
        "Another department answers for “roads”: ask them."
    ]
    assert Result.objects.get().value == D(72)


@pytest.mark.parametrize("role", [CMT, DEMOCRATIC_SERVICES])
def test_who_may_not_enter_results_is_kept_out(client, role, roads):
    client.force_login(make_user(role))
    content = table("roads,2021/22,,72,,,,,")
    assert send(client, content).status_code == 403
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}template/").status_code == 403


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(PAGE).url.startswith("/admin/login/")


def test_somebody_elses_file_can_be_neither_read_nor_written(client, officer, roads):
    page = look(client, table("roads,2021/22,,72,,,,,"))
    address, seen = page.request["PATH_INFO"], page.context["seen"]
    client.force_login(make_user(POLICY_OFFICER))
    assert client.get(address).url == PAGE
    assert client.post(address, {"seen": seen}).url == PAGE
    assert client.get(f"{address}errors/").status_code == 404
    assert (Result.objects.count(), ResultsUpload.objects.count()) == (0, 1)


def test_files_that_nobody_came_back_to_are_thrown_away(officer, roads):
    old = uploads.keep(table("roads,2021/22,,72,,,,,"), name="old", by=officer, why="x")
    new = uploads.keep(table("roads,2021/22,,73,,,,,"), name="new", by=make_user(POLICY_OFFICER), why="x")
    ResultsUpload.objects.filter(pk=old.pk).update(at=clock.now() - timedelta(days=2))
    uploads.clear_old()
    assert list(ResultsUpload.objects.all()) == [new]
    newer = uploads.keep(table("roads,2021/22,,74,,,,,"), name="newer", by=new.by, why="x")
    assert list(ResultsUpload.objects.all()) == [newer]


def test_files_brought_in_are_listed_for_reading(client, officer, roads):
    write(client, look(client, table("roads,2021/22,,72,,,,,")))
    done = ResultsImport.objects.get()
    listed = client.get("/admin/performance/resultsimport/").content.decode()
    assert "results.csv" in listed
    assert client.get(f"/admin/performance/resultsimport/{done.pk}/change/").status_code == 200
    assert client.post(f"/admin/performance/resultsimport/{done.pk}/change/", {"name": "other"}).status_code == 403
    assert client.get("/admin/performance/resultsimport/add/").status_code == 403
    client.force_login(make_user(CONTRIBUTOR, department=roads.owner))
    assert "results.csv" not in client.get("/admin/performance/resultsimport/").content.decode()
    assert client.get(f"/admin/performance/resultsimport/{done.pk}/change/").status_code == 404


@pytest.mark.parametrize("many", [1, 40])
def test_a_file_of_any_length_costs_the_same_queries(client, officer, many):
    for number in range(many):
        make_indicator(slug=f"m{number}")
    address = send(client, table(*(f"m{number},2021/22,,1,,,,," for number in range(many)))).url
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert len(client.get(address).context["preview"].lines) == many
    assert len(queries) == 12


def test_a_file_to_fill_in_is_downloaded(client, officer, roads):
    answer = client.get(f"{PAGE}template/", {"kind": "csv", "period": "2021/22"})
    assert answer["Content-Disposition"] == 'attachment; filename="figures-to-fill-in.csv"'
    assert b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()[1] == "roads,2021/22,,,,,,awaited,"
    assert (
        b"".join(client.get(f"{PAGE}template/", {"kind": "xlsx", "period": "2021/22"}).streaming_content)[:2] == b"PK"
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "csv", "period": "soon"}, "“soon” is not understood as a period."),
        ({"kind": "csv", "period": ""}, "Nothing is due of the indicators you answer for. Name a period."),
    ],
)
def test_a_file_to_fill_in_that_cannot_be_made_says_why(client, officer, roads, asked, words):
    answer = client.get(f"{PAGE}template/", asked)
    assert answer.status_code == 422
    assert words in answer.content.decode()
