"""A figure is out from the day it was released; entered on the desk, from the day it was entered."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from performance.models import ComparatorGroup, ComparatorResult, Result
from performance.read import indicator_lines
from plan import clock
from plan.roles import POLICY_OFFICER
from tests.factories import make_indicator, make_result, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db


def test_what_was_not_out_yet_is_not_read():
    indicator = make_indicator()
    make_result(indicator, "2020/21", 70)
    make_result(indicator, "2021/22", 75, released=date(2022, 6, 30))
    group = ComparatorGroup.objects.create(name="county councils", slug="counties")
    ComparatorResult.objects.create(
        indicator=indicator, group=group, period="2021/22", quartile=1, released=date(2022, 6, 30)
    )

    def shown(day):
        line = indicator_lines([indicator.pk], on=day)[indicator.pk]
        return line.latest_shown, line.position and line.position.words

    assert shown(date(2022, 6, 29)) == ("70%", None)
    assert shown(date(2022, 6, 30)) == ("75%", "In the best 25% of county councils in 2021/22")


def test_what_is_entered_today_was_not_known_before():
    indicator = make_indicator()
    client = Client()
    client.force_login(make_user(POLICY_OFFICER))
    add = reverse("admin:performance_result_add")
    form = form_data(client.get(add), indicator=indicator.pk, period="2021/22", value="75", _save="Save")
    assert client.post(add, form).status_code == 302
    assert (Result.objects.get().value, Result.objects.get().released) == (Decimal(75), clock.today())
    page = reverse("admin:performance_indicator_change", args=[indicator.pk])
    form = form_data(client.get(page), **{"results-1-period": "2020/21", "results-1-value": "70"}, _save="Save")
    assert client.post(page, form).status_code == 302
    assert Result.objects.get(period="2020/21").released == clock.today()
