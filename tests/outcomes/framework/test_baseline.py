"""Where a sub-outcome started (document 001, paragraph 37): kept when its edition is published, and never changed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from outcomes.framework import editions
from outcomes.framework.altered import altered_editions
from outcomes.framework.since_baseline import baseline_of
from outcomes.models import BaselineFigure, IndicatorCitation
from performance.models import Area, ComparatorGroup, ComparatorResult, Indicator, Result
from plan import records
from plan.models import Plan
from tests.factories import make_aim, make_indicator, make_plan, make_result, make_sub_outcome, make_tree
from tests.pages import form_data

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 5, 18, 12, tzinfo=UTC)
TODAY = date(2022, 11, 8)
D = Decimal


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(datetime(2022, 11, 8, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def draft() -> Plan:
    return make_tree(make_plan(vision="A good place."))


@pytest.fixture
def safe(draft) -> Indicator:
    indicator = make_indicator("Residents who feel safe")
    make_result(indicator, "2020/21", D(79), source="Community survey")
    cite(draft.aims.get().item, indicator)
    return indicator


def cite(item, indicator, **fields):
    return IndicatorCitation.objects.create(item=item, indicator=indicator, **fields)


def publish(plan, by, **options):
    return editions.publish_edition(plan, by=by, at=NOON, **options)


def rows(plan):
    found = BaselineFigure.objects.filter(sub_outcome__plan=plan)
    return list(found.values_list("sub_outcome__number", "name", "period", "shown", "as_at"))


def read(plan, on=TODAY):
    return baseline_of(plan.suboutcomes.get().pk, (), on=on)


def line(plan, on=TODAY):
    (found,) = read(plan, on).lines
    return found


def test_publishing_keeps_what_was_known_on_the_day(draft, safe, policy_officer):
    group = ComparatorGroup.objects.create(name="county councils", slug="counties")
    ComparatorResult.objects.create(
        indicator=safe, group=group, period="2020/21", quartile=4, released=date(2021, 6, 1)
    )
    make_result(safe, "2021/22", D(82), released=date(2022, 5, 19))
    late = make_indicator("Said only later")
    cite(draft.suboutcomes.get().item, late, starts=date(2022, 5, 19))

    publish(draft, policy_officer)

    assert rows(draft) == [("1.1", "Residents who feel safe", "2020/21", "79%", date(2022, 5, 18))]
    kept = BaselineFigure.objects.get()
    assert (kept.position, kept.source) == ("In the worst 25% of county councils in 2020/21", "Community survey")


def test_an_officer_may_say_as_at_which_day_but_not_one_to_come(draft, safe, policy_officer):
    make_result(safe, "2021/22", D(82), released=date(2022, 6, 30))
    with pytest.raises(editions.CannotPublish, match="What figures will be on 9 November 2022 is not known yet"):
        publish(draft, policy_officer, figures_on=date(2022, 11, 9))
    assert (rows(draft), Plan.objects.get(pk=draft.pk).is_public) == ([], False)

    publish(draft, policy_officer, figures_on=date(2022, 7, 1))

    assert rows(draft) == [("1.1", "Residents who feel safe", "2021/22", "82%", date(2022, 7, 1))]


def test_an_indicator_cited_twice_stands_once_and_a_copy_starts_anew(draft, safe, policy_officer):
    cite(draft.suboutcomes.get().item, safe)
    publish(draft, policy_officer)
    copy = editions.copy_edition(draft, slug="copy", label="revised", by=policy_officer)

    assert (len(rows(draft)), rows(copy)) == (1, [])

    make_result(safe, "2021/22", D(82), released=date(2022, 6, 30))
    editions.publish_edition(copy, by=policy_officer)
    assert rows(copy) == [("1.1", "Residents who feel safe", "2021/22", "82%", TODAY)]


def test_a_figure_restated_later_is_said_beside_the_baseline_which_stays(draft, safe, policy_officer):
    publish(draft, policy_officer)
    Result.objects.filter(indicator=safe, period="2020/21").update(value=D(77))
    make_result(safe, "2021/22", D(82), released=date(2022, 6, 30))

    found = line(draft)

    assert (found.then, found.then_period, found.restated) == ("79%", "2020/21", "77%")
    assert (found.now, found.now_period) == ("82%", "2021/22")
    assert found.since.reason == "Better: 82% in 2021/22, up 3 points from 79% in 2020/21; high is good."


def test_a_figure_that_only_lost_its_mark_as_provisional_is_not_restated(draft, policy_officer):
    indicator = make_indicator("Roads in good condition")
    make_result(indicator, "2020/21", D(70), provisional=True)
    cite(draft.suboutcomes.get().item, indicator)
    publish(draft, policy_officer)
    Result.objects.update(provisional=False)

    assert (line(draft).provisional, line(draft).restated) == (True, "")


@pytest.mark.parametrize(
    ("period", "fields", "said"),
    [
        (None, {}, "No comparison: no later figure has come out yet."),
        ("2022-Q1", {}, "No comparison: Q1 2022/23 is a quarter and 2020/21 is a financial year."),
        ("2021/22", {"base": "2016/17"},
         "No comparison: the base years differ (2016/17 for the latest figure, none for the earlier)."),
        ("2021/22", {"qualifier": "over", "value": D(70)},
         "No comparison: over 70% in 2021/22 and 79% in 2020/21 are not exact enough to say which way the figure"
         " moved."),
        ("2021/22", {"value": D(79)}, "No change: 79% in 2021/22, as in 2020/21."),
    ],
)  # fmt: skip
def test_only_like_is_compared_with_like(draft, safe, policy_officer, period, fields, said):
    publish(draft, policy_officer)
    if period:
        make_result(safe, period, fields.pop("value", D(82)), released=date(2022, 9, 1), **fields)

    assert line(draft).since.reason == said


def test_a_later_figure_for_the_same_kind_of_period_counts_even_where_a_newer_one_is_of_another(
    draft, safe, policy_officer
):
    publish(draft, policy_officer)
    make_result(safe, "2021/22", D(82), released=date(2022, 6, 30))
    make_result(safe, "2022-Q1", D(90), released=date(2022, 9, 1))

    assert (line(draft).now, line(draft).now_period) == ("82%", "2021/22")


def test_another_unit_or_area_is_another_thing(draft, safe, policy_officer):
    publish(draft, policy_officer)
    make_result(safe, "2021/22", D(82), released=date(2022, 6, 30))
    Indicator.objects.update(area=Area.objects.create(name="Fen and Marsh", slug="fen", kind="combined"))
    assert "the figures are for different areas, Fen and Marsh and the usual area" in line(draft).since.reason
    Indicator.objects.update(unit="per 1,000 people")
    assert line(draft).since.reason == "No comparison: it was measured in % then, in per 1,000 people now."


def test_what_counts_very_few_people_is_not_shown_because_it_once_was(draft, policy_officer):
    few = make_indicator("Children waiting", unit="", polarity="low")
    make_result(few, "2020/21", D(3))
    cite(draft.suboutcomes.get().item, few)
    publish(draft, policy_officer)
    assert line(draft).then == "3"

    Indicator.objects.update(suppress_below=5)
    make_result(few, "2021/22", D(9), released=date(2022, 6, 1))
    assert (line(draft).then, line(draft).now) == ("not shown, as it counts very few people", "9")
    assert line(draft).since.reason == "No comparison: the figure of then is not shown."
    Result.objects.filter(period="2020/21").delete()
    assert (line(draft).then, line(draft).restated) == ("not shown, as it counts very few people", "")


def test_a_hidden_figure_leaves_no_amount_in_the_record(draft, policy_officer):
    few = make_indicator("Children waiting", unit="", suppress_below=5)
    make_result(few, "2020/21", D(3))
    cite(draft.suboutcomes.get().item, few)
    publish(draft, policy_officer)

    kept = BaselineFigure.objects.get()

    assert (kept.value, kept.numerator, kept.shown) == (None, None, "not shown, as it counts very few people")


def test_what_is_not_public_or_only_context_is_not_told(draft, safe, policy_officer):
    item = draft.suboutcomes.get().item
    cite(item, make_indicator("UNTOLD", is_public=False))
    cite(item, make_indicator("Beside", is_context=True))
    publish(draft, policy_officer)

    assert [one.name for one in read(draft).lines] == ["Residents who feel safe"]
    Indicator.objects.filter(pk=safe.pk).update(is_public=False)
    assert read(draft) is None


def test_what_had_no_figure_then_nor_now_is_named_at_the_end(draft, safe, policy_officer):
    empty = make_indicator("Woodland")
    cite(draft.suboutcomes.get().item, empty)
    publish(draft, policy_officer)
    assert read(draft).without == ("Woodland",)

    make_result(empty, "2021/22", D(400), released=date(2022, 9, 1))
    found = read(draft).lines[-1]
    assert (found.then, found.now, found.since.reason) == (
        "no data", "400%", "No comparison: there was no figure to start from.",
    )  # fmt: skip


def test_the_database_refuses_to_change_it(draft, safe, policy_officer):
    publish(draft, policy_officer)
    before = rows(draft)
    kept = BaselineFigure.objects.get()
    another = {"sub_outcome": kept.sub_outcome, "as_at": TODAY, "name": "Forged", "shown": "99%"}

    def refused(act):
        with pytest.raises(DatabaseError, match="published version of the plan does not change"), transaction.atomic():
            act()

    refused(lambda: BaselineFigure.objects.update(shown="99%"))
    refused(lambda: BaselineFigure.objects.all()._raw_delete("default"))
    refused(lambda: BaselineFigure.objects.create(indicator=make_indicator(), **another))
    assert rows(draft) == before


def test_who_changes_it_behind_the_triggers_is_named(draft, safe, policy_officer):
    publish(draft, policy_officer)
    with records.lifted():
        BaselineFigure.objects.update(shown="99%")

    assert list(altered_editions()) == [f"{draft}: its figures of baselines were altered behind the event log."]


@pytest.mark.parametrize("many", [1, 20])
def test_keeping_and_reading_it_cost_the_same_for_many(draft, policy_officer, many):
    for number in range(many):
        indicator = make_indicator(f"Measure {number}")
        make_result(indicator, "2020/21", D(number))
        aim = make_aim(draft.suboutcomes.get())
        cite(aim.item, indicator)
    with CaptureQueriesContext(connection) as publishing:
        publish(draft, policy_officer)
    with CaptureQueriesContext(connection) as reading:
        assert len(read(draft).lines) == many
    written = [query for query in publishing if query["sql"].startswith('INSERT INTO "outcomes_baselinefigure"')]
    assert (len(written), len(reading)) == (1, 7)


def test_the_page_shows_it_beside_now(client, draft, safe, policy_officer):
    publish(draft, policy_officer)
    Plan.objects.filter(pk=draft.pk).update(in_force_from=date(2022, 5, 18))
    Result.objects.filter(indicator=safe).update(value=D(77))
    make_result(safe, "2021/22", D(82), released=date(2022, 6, 30))

    page = client.get(f"/outcomes/{draft.outcomes.get().slug}/1.1/").content.decode()
    shown = " ".join(strip_tags(page[page.index("Where we started") :]).split())

    assert shown.startswith(
        "Where we started Figures as they were known on 18 May 2022, the baseline of this plan. They stay as they were;"
        " what was corrected since is said beside them. Indicators when the plan was made, and now"
        " Indicator At the start Now Since the start"
        " Residents who feel safe 79% 2020/21Restated since: 77% 82% 2021/22 Better"
    )


def test_what_has_no_later_figure_is_folded_under_one_sentence(client, draft, safe, policy_officer):
    for number in range(2):
        indicator = make_indicator(f"Woods {number}")
        make_result(indicator, "2020/21", D(number + 5), released=date(2022, 1, 1))
        cite(make_aim(draft.suboutcomes.get()).item, indicator)
    publish(draft, policy_officer)
    Plan.objects.filter(pk=draft.pk).update(in_force_from=date(2022, 5, 18))
    make_result(safe, "2021/22", D(82), released=date(2022, 6, 30))

    page = client.get(f"/outcomes/{draft.outcomes.get().slug}/1.1/").content.decode()
    page = page[page.index("Where we started") :]
    shown = " ".join(strip_tags(page).split())
    assert "Residents who feel safe 79% 2020/21 82% 2021/22 Better Of 2 indicators no later figure" in shown
    assert (
        "no later figure has come out yet beside these. What they were at the start "
        "Indicators when the plan was made, without a later figure Indicator At the start "
        "Woods 0 5% 2020/21 Woods 1 6% 2020/21"
    ) in shown
    assert page.index("<details") < page.index("Woods 0</a>") < page.index("</details>")
    assert [line.name for line in read(draft).moved] == ["Residents who feel safe"]

    Result.objects.filter(indicator__name="Woods 0").update(value=D(7))  # restated: something to say
    assert [line.name for line in read(draft).still] == ["Woods 1"]


def test_the_page_to_publish_says_what_is_kept_and_takes_the_day(client, draft, safe, policy_officer):
    make_sub_outcome(draft.outcomes.get(), narrative="Nothing cited here.")
    client.force_login(policy_officer)
    address = reverse("admin:outcomes_edition_publish", args=[draft.pk])
    asked = client.get(address)
    (told,) = asked.context["told"]
    assert told.lines == ["1 indicator under 1 sub-outcome", "No indicator yet: 1.2"]

    refused = client.post(address, form_data(asked, figures_on="31/12/2022"))
    assert (refused.status_code, "31/12/2022" in refused.content.decode()) == (409, True)
    assert client.post(address, form_data(asked, figures_on="18/05/2022")).status_code == 302
    assert rows(draft) == [("1.1", "Residents who feel safe", "2020/21", "79%", date(2022, 5, 18))]
