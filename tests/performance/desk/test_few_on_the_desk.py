"""The desk tells counts of very few people to nobody who does not answer for them, at any door and by no question."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.models import Forecast, Indicator, Result
from plan.models import Event
from plan.roles import ADMINISTRATOR, CMT, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_department, make_indicator, make_result, make_user

from ..few import SECRETS, TODAY, make_few

pytestmark = pytest.mark.django_db
LIST = "/admin/performance/result/"
OTHERS = [CMT, CONTRIBUTOR]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def few():
    indicator = make_few(owner=make_department("Children"))
    make_result(make_indicator("Roads", owner=make_department("Roads")), "2022-Q1", 80, commentary="All well.")
    return indicator


@pytest.fixture
def latest(few) -> Result:
    """The figure of four, changed on the desk once and so with a history of more than one entry."""
    result = few.results.get(period="2022-Q1", breakdown=None)
    result.save()
    return result


def sign_in(client, role, **fields):
    user = make_user(role, **fields)
    client.force_login(user)
    return user


@pytest.mark.parametrize("role", OTHERS)
def test_a_figure_of_another_department_is_not_there(client, few, latest, role):
    sign_in(client, role, department=make_department("Roads and more"))
    for page in ("change", "history"):
        assert client.get(f"{LIST}{latest.pk}/{page}/").status_code == 404
    assert client.post(f"{LIST}{latest.pk}/change/", {"value": 5}).status_code == (403 if role is CMT else 404)


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("page", ["change", "history"])
def test_its_indicator_tells_nothing_of_it(client, few, latest, role, page):
    sign_in(client, role, department=make_department("Roads and more"))
    answer = client.get(f"/admin/performance/indicator/{few.pk}/{page}/")
    assert answer.status_code == 200
    assert [secret for secret in SECRETS if secret in answer.content.decode()] == []


@pytest.mark.parametrize(("role", "owns"), [(POLICY_OFFICER, False), (CONTRIBUTOR, True)])
def test_whoever_answers_for_it_reads_all_of_it(client, few, latest, role, owns):
    sign_in(client, role, department=few.owner if owns else None)
    for address in (
        f"{LIST}{latest.pk}/change/", f"{LIST}{latest.pk}/history/", f"/admin/performance/indicator/{few.pk}/change/",
        f"/admin/performance/indicator/{few.pk}/history/",
    ):  # fmt: skip
        assert "UNTOLD: four" in client.get(address).content.decode(), address
    assert str(latest) in client.get("/admin/find/?q=UNTOLD").content.decode()
    rows = client.get(f"{LIST}?q=UNTOLD").context["cl"].result_list
    assert latest in list(rows)


@pytest.mark.parametrize("role", OTHERS)
def test_the_history_of_a_deleted_one_is_not_there_either(client, few, role):
    gone = make_indicator("Children hurt", suppress_below=5, owner=few.owner)
    result = make_result(gone, "2023/24", 4, commentary="UNTOLD")
    pk, indicator = result.pk, gone.pk
    gone.delete()
    sign_in(client, role, department=make_department("Roads and more"))
    assert client.get(f"{LIST}{pk}/history/").status_code == 404
    assert client.get(f"{LIST}deleted/").status_code == 403
    answer = client.get(f"/admin/performance/indicator/{indicator}/history/")
    assert (answer.status_code, b"UNTOLD" in answer.content) == (200, False)
    client.force_login(make_user(POLICY_OFFICER))
    assert "UNTOLD" in client.get(f"/admin/performance/indicator/{indicator}/history/").content.decode()


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("where", [f"{LIST}?q=", "/admin/find/?q="])
def test_it_is_not_found_by_its_words(client, few, latest, role, where):
    sign_in(client, role, department=make_department("Roads and more"))
    page = client.get(f"{where}UNTOLD").content.decode()
    assert page.replace("q=UNTOLD", "").count("Children excluded") == 0
    assert "Roads, " in client.get("/admin/find/?q=well").content.decode()


@pytest.mark.parametrize("role", [*OTHERS, POLICY_OFFICER])
@pytest.mark.parametrize("asked", [
    "value=4", "value__lt=5", "value__gte=4", "commentary__contains=UNTOLD", "words__startswith=a", "pk=1",
    "numerator__isnull=1", "restatements__value=8642", "indicator__forecasts__value__gt=1", "history__value=4",
    "indicator__name__contains=C", "id__in=1,2", "breakdown__results__value=4",
])  # fmt: skip
def test_a_list_answers_only_what_its_filters_ask(client, few, latest, role, asked):
    sign_in(client, role)
    for address in (f"{LIST}?{asked}", f"{LIST}download/csv/?{asked}"):
        answer = client.get(address)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, LIST), asked


@pytest.mark.parametrize("asked", ["results__value__lt=5", "forecasts__value=9876", "suppress_below=5", "slug=a"])
def test_nor_does_a_list_of_what_it_belongs_to(client, few, latest, asked):
    sign_in(client, CMT)
    for address in ("/admin/performance/indicator/", "/admin/performance/indicator/download/csv/"):
        answer = client.get(f"{address}?{asked}")
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/admin/performance/indicator/"), address


def test_what_filters_and_links_ask_is_answered(client, few, latest):
    sign_in(client, CMT)
    owner = few.owner_id
    for asked in (
        f"indicator__id__exact={few.pk}", f"indicator__owner__id__exact={owner}", "indicator__owner__isnull=True",
        "for=quarter", "recent=latest", "provisional__exact=1", "illustrative__exact=0", "q=roads&o=1",
    ):  # fmt: skip
        assert client.get(f"{LIST}?{asked}").status_code == 200, asked


def test_the_order_of_figures_does_not_tell_where_it_stands(client, few, latest):
    sign_in(client, CMT)
    roads = Result.objects.get(indicator__name="Roads")
    for value in (-5, 5000):
        Result.objects.filter(pk=roads.pk).update(value=value)
        rows = list(client.get(f"{LIST}?o=4").context["cl"].result_list)
        told = [row.pk for row in rows if row.pk != roads.pk]
        Result.objects.filter(pk=latest.pk).update(value=3 - value)
        again = list(client.get(f"{LIST}?o=4").context["cl"].result_list)
        assert [row.pk for row in again if row.pk != roads.pk] == told
        assert [row.pk for row in again].index(roads.pk) == [row.pk for row in rows].index(roads.pk)
        Result.objects.filter(pk=latest.pk).update(value=4)


def test_the_list_says_that_it_is_not_shown_and_leads_nowhere(client, few, latest):
    sign_in(client, CMT)
    page = client.get(LIST).content.decode()
    assert "not shown, as it counts very few people" in page
    assert f"{LIST}{latest.pk}/change/" not in page
    assert f"{LIST}{Result.objects.get(indicator__name='Roads').pk}/change/" in page


def test_a_contributor_saves_a_list_that_rows_of_others_stand_in(client, few, latest):
    """Rows that only tell what anybody is told are in the list that is sent back, and stay as they are."""
    roads = make_result(Indicator.objects.get(name="Roads"), "2022-Q3", 81)  # of a quarter that is not over
    sign_in(client, CONTRIBUTOR, department=roads.indicator.owner)
    rows = list(client.get(LIST).context["cl"].formset.forms)
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "Save"}
    for place, form in enumerate(rows):
        data |= {f"form-{place}-id": form.instance.pk, f"form-{place}-seen_version": form.instance.version}
        data |= {f"form-{place}-provisional": "on"} if form.instance.pk == roads.pk else {}
    answer = client.post(LIST, data)
    assert answer.status_code == 302
    assert list(Result.objects.filter(provisional=True)) == [roads]


def test_administrators_do_not_read_it_in_the_log(client, few, latest):
    """They read the log, and answer for no figure."""
    for row in (latest, Forecast.objects.get(), Result.objects.get(indicator__name="Roads")):
        Event.objects.create(
            sequence=Event.objects.count() + 1, at="2022-10-01T12:00Z", by_name="A", verb="changed", subject=str(row),
            subject_type=row._meta.label_lower, subject_id=str(row.pk), detail={}, previous="",
            digest=f"link {row.pk} {row._meta.model_name}",
        )  # fmt: skip
    told = {role.slug: set(Event.objects.visible_to(make_user(role)).values_list("subject_type", "subject_id"))
            for role in (ADMINISTRATOR, POLICY_OFFICER)}  # fmt: skip
    hidden = {("performance.result", str(latest.pk)), ("performance.forecast", str(Forecast.objects.get().pk))}
    assert told["policy-officer"] - told["administrator"] == hidden


@pytest.mark.parametrize("many", [1, 40])
def test_a_list_costs_the_same_for_any_number_of_guarded_figures(client, few, many):
    for number in range(many):
        make_result(make_indicator(f"Few {number}", suppress_below=5, owner=few.owner), "2022/23", 3)
    sign_in(client, CMT)
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert len(queries) == 13


def test_nobody_is_guarded_from_who_answers_for_all(few):
    assert list(Indicator.objects.guarded_from(make_user(POLICY_OFFICER))) == []
    assert list(Indicator.objects.guarded_from(make_user(CONTRIBUTOR, department=few.owner))) == []
    assert list(Indicator.objects.guarded_from(make_user(CMT))) == [few]
