"""The narrative is what the boards published, used again; what an officer wrote is never overwritten."""

from datetime import date

import pytest

from outcomes.models import AnnualPassage, HighlightReport
from outcomes.packs.annual.drafting import drafted, reports_of, unpublished
from outcomes.packs.annual.narrative import draft_again, draft_passages
from outcomes.packs.kinds import CannotBuild
from outcomes.reporting.reading import Remark, Report
from plan import roles
from plan.models import Event
from plan.roles import NotYours
from tests.factories import make_body, make_plan, make_user

from ..world import SECRET
from .conftest import YEAR, revise

pytestmark = pytest.mark.django_db


def report(pk: int, board: int, month: int, **words) -> Report:
    starts, ends = date(2022, month, 1), date(2022, month + 5, 30)
    return Report(pk, 1, None, f"Board {board}", board, "", starts, ends, ends, 1, None, pk == 9, **words)  # type: ignore[arg-type]


def test_achievements_of_all_reports_are_one_list_and_each_is_told_once():
    first = report(1, 1, 1, summary="", achievements=(Remark("Otters.", None), Remark("Two:\n- a weir", None)))
    second = report(9, 1, 6, summary="", achievements=(Remark("Otters.", None), Remark(" ", None)))

    draft = drafted("achievements", [first, second])

    assert (draft.text, draft.reports, draft.illustrative) == ("- Otters.\n- Two:\n  - a weir", (1, 9), True)


def test_priorities_are_those_of_each_boards_last_report():
    told = [
        report(1, 1, 1, summary="", priorities=(Remark("Old.", None),)),
        report(2, 2, 1, summary="", priorities=(Remark("Of the other board.", None),)),
        report(3, 1, 6, summary="", priorities=(Remark("New.", None),)),
    ]

    assert drafted("next", told).text == "- Of the other board.\n- New."
    assert drafted("progress", told).text == ""


def test_what_boards_published_of_the_year_is_drafted_and_nothing_else(year):
    passages = {(one.item_id, one.heading): one for one in AnnualPassage.objects.all()}
    one = passages[year.world.watched.outcome.item_id, "achievements"]

    assert one.text == "- Forty otters were **counted**."
    assert [report.period.name for report in one.drafted_from.all()] == ["April to September 2022"]
    assert one.illustrative
    assert not [passage for passage in passages.values() if SECRET in passage.text]
    assert {heading for item, heading in passages if item is None} == {"year", "ahead"}
    assert Event.objects.filter(verb="annual.drafted").count() == 1


def test_reports_of_other_years_and_unpublished_ones_are_not_used(year):
    outcome = year.world.watched.outcome.item_id
    (used,) = reports_of([outcome], YEAR, on=date(2026, 1, 5))[outcome]
    assert used.period == "April to September 2022"
    assert (used.board, unpublished([outcome], YEAR)) == ("Green Board", 0)

    told = HighlightReport.objects.get(pk=used.pk)
    HighlightReport.objects.create(
        period=told.period, board=make_body("board"), plan=told.plan, outcome=told.outcome, public_summary=SECRET
    )
    assert len(reports_of([outcome], YEAR, on=date(2026, 1, 5))[outcome]) == 1
    assert unpublished([outcome], YEAR) == 1
    assert reports_of([outcome], YEAR, on=date(2022, 10, 16)) == {}  # the day before it was published


def test_drafting_again_makes_only_what_is_missing(year):
    edited = AnnualPassage.objects.get(heading="achievements", text__contains="otters")
    AnnualPassage.objects.filter(pk=edited.pk).update(text="Our own words.")
    AnnualPassage.objects.filter(heading="ahead").delete()

    (made,) = draft_passages(year.pack("cabinet"), by=year.officer)

    assert made.heading == "ahead"
    edited.refresh_from_db()
    assert (edited.text, edited.is_edited) == ("Our own words.", True)
    assert draft_passages(year.pack("council"), by=year.officer) == []


@pytest.mark.parametrize(("begin_again", "text"), [(False, "Our own words."), (True, "- Fifty otters were counted.")])
def test_a_passage_takes_up_what_the_reports_say_now(year, begin_again, text):
    passage = AnnualPassage.objects.get(heading="achievements", text__contains="otters")
    AnnualPassage.objects.filter(pk=passage.pk).update(text="Our own words.")
    revise("Fifty otters were counted.")

    again = draft_again(passage, by=year.officer, begin_again=begin_again)

    assert (again.text, again.drafted_text) == (text, "- Fifty otters were counted.")
    assert again.version == passage.version + 1
    assert passage.history.filter(text=passage.text).exists()


def test_words_that_nobody_changed_follow_the_reports(year):
    passage = AnnualPassage.objects.get(heading="achievements", text__contains="otters")
    revise("Fifty otters were counted.")

    assert draft_again(passage, by=year.officer).text == "- Fifty otters were counted."


@pytest.mark.parametrize("role", [role for role in roles.ROLES if role != roles.POLICY_OFFICER], ids=lambda r: r.slug)
def test_only_policy_officers_draft(year, role):
    AnnualPassage.objects.all().delete()

    with pytest.raises(NotYours):
        draft_passages(year.pack("commission"), by=make_user(role))

    assert not AnnualPassage.objects.exists()


def test_a_plan_without_outcomes_gets_no_empty_passages(year, monkeypatch):
    empty = make_plan()
    AnnualPassage.objects.all().delete()
    monkeypatch.setattr("outcomes.packs.annual.narrative.edition_of", lambda of: empty)
    with pytest.raises(CannotBuild, match="has no outcomes yet, so there is nothing to report on"):
        draft_passages(year.pack("commission"), by=year.officer)
    assert not AnnualPassage.objects.exists()
