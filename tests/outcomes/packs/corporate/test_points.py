"""What stands in the way of issuing a paper for officers is shown before it is cleared, and wants a reason."""

from html import unescape

import pytest
from django.urls import reverse

from outcomes.models import HighlightReport, ReportEntry, SubOutcomeJudgement
from outcomes.packs.building import build, request_build
from outcomes.packs.checking import points_of_version
from outcomes.packs.personal import personal_in
from outcomes.packs.publishing import StopsStand, clear, publish
from performance.models import Result

from ..world import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]


def built(corporate, kind: str):
    return build(request_build(getattr(corporate, kind), by=corporate.officer, queued=False).pk)


def told(version) -> list[str]:
    return [f"{point.level}: {point}" for point in points_of_version(version)]


def test_boards_that_did_not_report_are_named(corporate):
    silent = "no board's report is in the paper. Ask for it, or issue the paper without."
    assert told(built(corporate, "cmt")) == [
        f"warning: 2 Fair Fenbrook: {silent}", f"warning: 3 CANARY Fenbrook: {silent}",
    ]  # fmt: skip
    owed = (
        "warning: Green Board: the report on Fair Fenbrook was due on 7 October 2022 and is not sent. Ask for it, or"
        " issue the paper without."
    )
    assert told(built(corporate, "highlights")) == [owed.replace("Fair", "2 Fair")]
    assert [line for line in told(built(corporate, "paper")) if "is not sent" in line] == [
        owed.replace("Fair", "2 Fair")
    ]


def test_a_red_figure_without_account_and_one_that_changed_stop_managements_pack(corporate):
    version = built(corporate, "cmt")
    Result.objects.filter(indicator=corporate.world.indicator, period="2021/22").update(value=57, cause="", remedy="")

    lines = told(version)

    assert "stop: Rivers in good health: Red in 2021/22, but nobody has said why or what is being done." in lines
    now = "the paper shows 58% and it is now 57% in 2021/22: build the pack again."
    assert f"stop: Rivers in good health: {now}" in lines


def test_a_decision_sought_without_words_stops_it_and_none_sought_is_asked_about(corporate):
    ReportEntry.objects.filter(text=f"{SECRET}: lend two rangers.").update(text=" ")
    wordless = "stop: Green Board: it seeks a decision and does not say which. Ask for the words."
    assert wordless in told(built(corporate, "cmt"))
    assert wordless in told(built(corporate, "highlights"))

    ReportEntry.objects.filter(kind="decision").delete()
    said = "something is off track or stopped, and no board says what it wants decided. Ask for the words."
    assert f"warning: 1 Green Fenbrook: {said}" in told(built(corporate, "cmt"))


@pytest.mark.parametrize("kind", ["cmt", "highlights"])
def test_personal_data_is_shown_before_clearing_and_stops_it(corporate, client, kind):
    SubOutcomeJudgement.objects.filter(report=corporate.report).update(text="Ask rivers@fenbrook.example of it.")
    HighlightReport.objects.filter(pk=corporate.report.pk).update(summary="Ring 01632 960 123 about the pumps.")
    version = built(corporate, kind)
    client.force_login(corporate.officer)

    lines = told(version)
    page = unescape(client.get(reverse("admin:outcomes_packversion_clear", args=[version.pk])).content.decode())

    stop = "stop: Personal data: there may be"
    rest = "Have it taken out and build the paper again."
    assert f"{stop} a telephone number in “Ring 01632 960 123 about the pumps.”. {rest}" in lines
    assert f"{stop} an e-mail address in “Ask rivers@fenbrook.example of it.”. {rest}" in lines
    assert "there may be a telephone number in “Ring 01632 960 123 about the pumps.”" in page
    clear(version, by=corporate.officer)
    with pytest.raises(StopsStand, match=r"points? stand"):
        publish(version, by=corporate.officer)
    issued = publish(version, by=corporate.officer, anyway="It is the pump house's own number.")
    assert any("telephone number" in line for line in issued.points_left_open)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Write to a.b@council.example", "an e-mail address"), ("call 0116 496 0123 now", "a telephone number"),
        ("+44 7700 900123", "a telephone number"), ("QQ 12 34 56 C", ""),
        ("AB 12 34 56 C", "a National Insurance number"),
        ("943 476 5919", "an NHS number"), ("born on 3 May", "a date of birth"), ("Mrs Weir said", "a person’s name"),
        ("at LE3 8RA", "a postcode"), ("£012,345 in 2021/22", ""), ("0.123 and 1,234,567", ""), ("Ms", ""),
        ("9d0f0123-4567-0123-4567-012345678901", ""), ("58% (2021/22), 30th of 33", ""),
    ],
)  # fmt: skip
def test_forms_of_personal_data(text, what):
    assert [one.what for one in personal_in([text])] == ([what] if what else [])
