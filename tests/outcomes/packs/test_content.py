"""What a pack says is exactly what is in the committee's remit, as it stood on the pack's own days."""

import json
from datetime import date

import pytest

from outcomes.framework.merging import confirm_same
from outcomes.models import (
    DeliveryUpdate,
    HighlightReport,
    IndicatorCitation,
    ItemBoard,
    Outcome,
    Pack,
    PackVersion,
    Remit,
    ReportEntry,
    ReportingPeriod,
    SubOutcomeJudgement,
)
from outcomes.packs.content import Content, digest, items_shown
from outcomes.packs.gathering import CannotBuild, gather
from outcomes.packs.paper import print_page
from outcomes.packs.parts import Account
from performance.models import Forecast, Indicator, Result, Target
from plan import clock, records
from plan.models import Body, BodyKind, Decision, Plan
from tests import factories as make

from .world import CANARY, CUT_OFF, LATER, MEETING_ON, SECRET, TOLD_AT

pytestmark = pytest.mark.django_db

SINCE_ADDED = ("account", "is_recent", "forecast")  # to what is stored of an indicator


def content_of(pack: Pack, *, today=LATER, number=1) -> Content:
    return gather(pack, number=number, today=today).content


def measures_of(content: Content) -> dict:
    return {measure.slug: measure for outcome in content.outcomes for measure in outcome.measures}


def test_the_content_is_exactly_the_items_in_the_remit(world):
    content = content_of(world.pack)

    assert set(content.remit) == {str(uuid) for uuid in world.items}
    assert sorted(set(items_shown(content.outcomes))) == list(content.remit)


def test_the_content_changes_when_the_remit_does(world):
    Remit.objects.create(committee=world.committee, item=world.alien.item, starts=date(2022, 11, 7))

    content = content_of(world.pack)

    added = {sub.item_id for sub in world.alien.sub_outcomes.all()} | {world.alien.item_id}
    added |= {
        placement.commitment.item_id for sub in world.alien.sub_outcomes.all() for placement in sub.placements.all()
    }
    assert set(content.remit) == {str(uuid) for uuid in world.items | added}


def test_the_remit_is_that_of_the_meetings_date(world):
    Remit.objects.filter(item=world.watched.item).update(ends=MEETING_ON)
    assert [outcome.title for outcome in content_of(world.pack).outcomes] == ["Fair Fenbrook"]

    Remit.objects.filter(item=world.watched.item).update(ends=date(2022, 11, 8))
    assert [outcome.title for outcome in content_of(world.pack).outcomes] == ["Green Fenbrook", "Fair Fenbrook"]


def test_without_a_meeting_the_remit_is_that_of_the_quarters_end(world):
    Pack.objects.update(meeting=None, agenda_item=None)
    Remit.objects.filter(item=world.watched.item).update(ends=date(2022, 10, 1))

    content = content_of(Pack.objects.get(), today=date(2022, 10, 10))

    assert content.paper.remit_on == "30 September 2022"
    assert content.paper.cut_off == "10 October 2022"
    assert str(world.watched.item_id) in content.remit


@pytest.mark.parametrize("canary", [CANARY, SECRET])
def test_nothing_outside_the_remit_and_nothing_for_management_is_said(world, canary):
    content = content_of(world.pack)

    assert canary not in json.dumps(content.to_dict())
    assert canary not in print_page(content).decode()


def test_what_stands_above_an_item_is_a_heading_without_its_words(world):
    green, fair = content_of(world.pack).outcomes

    assert (green.heading_only, green.statement) == (True, "")
    assert (fair.sub_outcomes[0].heading_only, fair.sub_outcomes[0].standing) == (True, None)
    assert [aim.text for aim in fair.sub_outcomes[0].aims] == ["Fewer cold homes"]
    assert [promise.text for promise in fair.sub_outcomes[0].promises] == ["Insulate lofts"]


def test_a_sub_outcome_has_its_status_aims_measures_and_promises(world):
    sub = content_of(world.pack).outcomes[0].sub_outcomes[0]

    assert (sub.standing.status, sub.standing.day, sub.standing.text) == (
        "at_risk",
        "30 September 2022",
        "The river is low.",
    )
    assert (sub.standing.by, sub.standing.illustrative) == ("Green Board", True)
    assert [(aim.text, aim.influence) for aim in sub.aims] == [("More otters", "Shared with partners")]
    assert [promise.text for promise in sub.promises] == ["Count the otters", "Mend the weir"]
    assert [nested.text for nested in sub.promises[1].nested] == ["Mend its gate"]
    assert sub.promises[1].standing.label == "Off track"
    assert sub.promises[1].delivered == "The council leads"


def test_figures_are_the_latest_at_the_cut_off_each_with_its_own_period(world):
    measures = measures_of(content_of(world.pack))

    assert (measures["otters-counted"].latest, measures["otters-counted"].period) == ("40", "2021")
    rivers = measures["rivers-in-good-health"]
    assert (rivers.latest, rivers.period, rivers.goal.shown) == ("58%", "2021/22", "at least 65%")
    assert (rivers.rating.name, rivers.direction.name) == ("red", "worse")
    assert (rivers.place.words, rivers.place.group, rivers.place.in_full) == (
        "In the worst 25% of English counties in 2020/21, 30th of 33, counted from the highest",
        "English counties", True,
    )  # fmt: skip
    assert [point.value for point in rivers.trend] == ["61", "64", "58"]


def test_a_figure_off_its_target_says_why_and_what_is_being_done(world):
    content = content_of(world.pack)
    rivers = measures_of(content)["rivers-in-good-health"]

    assert rivers.account == Account("A dry spring.", "Trees along the banks.", "31 March 2024")
    assert measures_of(content)["otters-counted"].account is None
    assert (
        "<strong>Why:</strong> A dry spring. <strong>What is being done:</strong> Trees along the banks. "
        "<strong>Back on target by</strong> 31 March 2024"
    ) in print_page(content).decode()


def test_what_is_expected_of_the_running_year_is_told_as_at_the_cut_off(world):
    rivers = Indicator.objects.get(name="Rivers in good health")
    Target.objects.create(indicator=rivers, period="2022/23", value=65)
    for said_on, value, confidence in (
        (date(2022, 7, 1), 66, "high"), (date(2022, 10, 1), 64, "medium"), (date(2022, 10, 29), 50, "low"),
    ):  # fmt: skip
        Forecast.objects.create(
            indicator=rivers, year="2022/23", day=said_on, value=value, confidence=confidence, reason="Rain."
        )
    Forecast.objects.create(
        indicator=rivers, year="2021/22", day=date(2022, 10, 2), value=49, confidence="low", reason="Rain."
    )

    content = content_of(world.pack)

    said = measures_of(content)["rivers-in-good-health"].forecast
    assert (said.year, said.shown, said.confidence, said.said_on) == ("2022/23", "64%", "medium", "1 October 2022")
    assert (
        said.rating.reason
        == "Amber: 64% is 1 point below the target of at least 65%, within the tolerance of 2 points."
    )
    assert (
        "<strong>Back on target by</strong> 31 March 2024. <strong>Expected at the end of 2022/23:</strong> 64%, "
        "with medium confidence, said on 1 October 2022. Amber: 64% is 1 point below"
    ) in print_page(content).decode()
    assert measures_of(content)["otters-counted"].forecast is None


def test_what_is_expected_of_very_few_people_is_not_in_a_pack(world):
    otters = Indicator.objects.get(name="Otters counted")
    otters.suppress_below = 5
    otters.save()
    Forecast.objects.create(
        indicator=otters, year="2022", day=date(2022, 10, 1), value=4, confidence="low", reason=SECRET
    )

    content = content_of(world.pack)

    assert measures_of(content)["otters-counted"].forecast.shown == "not shown, as it counts very few people"
    assert SECRET not in json.dumps(content.to_dict())


def test_what_became_of_an_old_figure_is_not_counted(world):
    Result.objects.filter(period="2021/22").delete()

    content = content_of(world.pack)

    rivers = measures_of(content)["rivers-in-good-health"]
    assert (rivers.period, rivers.direction.name, rivers.is_recent) == ("2020/21", "better", False)
    assert (content.front.rows[0].better, content.front.rows[0].worse) == (0, 0)
    assert "no new data" in print_page(content).decode()


def test_what_is_not_red_or_amber_is_told_without_a_cause(world):
    Target.objects.update(value=58)

    content = content_of(world.pack)

    assert measures_of(content)["rivers-in-good-health"].rating.name == "green"
    assert measures_of(content)["rivers-in-good-health"].account is None
    assert "A dry spring." not in print_page(content).decode()


def test_what_was_stored_before_there_were_causes_still_reads(world):
    stored = content_of(world.pack).to_dict()
    for outcome in stored["outcomes"]:
        for sub in outcome["sub_outcomes"]:
            for measure in sub["measures"]:
                for name in SINCE_ADDED:
                    del measure[name]

    content = Content.from_dict(stored)

    assert [measure.account for measure in measures_of(content).values()] == [None, None]
    assert "Rivers in good health" in print_page(content).decode()


def test_figures_for_context_are_left_out(world):
    context = make.make_indicator("Barges moored", is_context=True)
    make.make_result(context, "2021/22", 7)
    IndicatorCitation.objects.create(item=world.watched.item, indicator=context)
    content = content_of(world.pack)

    assert sorted(measures_of(content)) == ["otters-counted", "rivers-in-good-health"]
    assert "Barges moored" not in str(content.to_dict())


def test_a_figure_released_on_the_cut_off_is_shown(world):
    otters = IndicatorCitation.objects.get(indicator__slug="otters-counted").indicator
    otters.results.filter(period="2022").update(released=CUT_OFF)

    assert measures_of(content_of(world.pack))["otters-counted"].latest == "52"


def test_the_cut_off_is_five_clear_days_before_the_meeting_and_never_after_today(world):
    assert content_of(world.pack).paper.cut_off == "28 October 2022"
    assert content_of(world.pack, today=date(2022, 10, 20)).paper.cut_off == "20 October 2022"


def test_a_report_published_after_the_cut_off_is_not_in_it(world):
    with records.lifted():
        HighlightReport.objects.update(published_at=clock.now())

    assert content_of(world.pack).outcomes[0].reports == ()


def test_the_boards_words_are_those_about_the_remit(world):
    (report,) = content_of(world.pack).outcomes[0].reports

    assert (report.board, report.period, report.published) == (
        "Green Board",
        "April to September 2022",
        "17 October 2022",
    )
    assert report.summary == ""  # it speaks of the outcome as a whole, of which the committee watches a part
    assert [(remark.text, remark.about) for remark in report.achievements] == [
        ("Forty otters were **counted**.", "1.1")
    ]
    assert report.challenges == ()
    assert [(one.priority, one.answer, one.text) for one in report.answers] == [
        ("Find the money for the weir.", "Continuing", "Half is found.")
    ]


def test_the_edition_is_the_one_in_force_at_the_quarters_end(world):
    newer = make.make_tree()
    Remit.objects.create(committee=world.committee, item=newer.outcomes.get().item)
    Plan.objects.filter(pk=world.plan.pk).update(in_force_until=date(2022, 10, 1))
    Plan.objects.filter(pk=newer.pk).update(published_at=clock.now(), in_force_from=date(2022, 10, 1))

    assert gather(world.pack, number=1, today=LATER).edition == world.plan
    Pack.objects.update(covers="2022-Q3")
    assert gather(Pack.objects.get(), number=1, today=LATER).edition == newer


def test_without_an_edition_in_force_it_says_what_to_do(world):
    Pack.objects.update(covers="2021-Q2")

    with pytest.raises(
        CannotBuild, match=r"No version of the Plan was in force on 30 September 2021.* Put one in force"
    ):
        content_of(Pack.objects.get())


def test_an_empty_remit_is_refused_in_words(world):
    Remit.objects.all().delete()

    with pytest.raises(
        CannotBuild, match=r"On 7 November 2022 nothing of .* was in the remit of Environment Committee"
    ):
        content_of(world.pack)


def test_only_terms_that_occur_are_in_the_glossary(world):
    assert [term.term for term in content_of(world.pack).terms] == ["Weir"]


def test_illustrative_things_are_marked(world):
    content = content_of(world.pack)

    assert content.illustrative
    assert content.front.off_track.all_illustrative
    assert measures_of(content)["otters-counted"].illustrative
    assert not measures_of(content)["rivers-in-good-health"].illustrative


def test_it_is_plain_json_and_comes_back_the_same(world):
    content = content_of(world.pack)
    stored = json.loads(json.dumps(content.to_dict()))

    assert Content.from_dict(stored) == content
    assert digest(stored) == digest(content.to_dict())
    with pytest.raises(ValueError, match="schema 99"):
        Content.from_dict({**stored, "schema": 99})


def test_characters_that_cannot_be_seen_are_left_out(world):
    with records.lifted():
        Outcome.objects.filter(title="Green Fenbrook").update(title="Green\u202e Fen\x07brook")

    assert content_of(world.pack).outcomes[0].title == "Green Fenbrook"


def test_what_the_last_pack_showed_is_no_news(world):
    earlier = Pack.objects.create(body=world.committee, covers="2022-Q1")
    stored = content_of(world.pack).to_dict()
    PackVersion.objects.create(
        pack=earlier, number=1, state="built", asked_at=clock.now(), built_at=clock.now(),
        cleared_at=clock.now(), cleared_office="Policy Officer", published_at=clock.now(),
        content=stored,
    )  # fmt: skip
    make.make_result(IndicatorCitation.objects.get(indicator__slug="otters-counted").indicator, "2021-07", 44)

    content = content_of(world.pack)

    assert content.paper.last_pack == "Quarter 2 2022/23 (July to September 2022)"
    assert measures_of(content)["rivers-in-good-health"].news is False
    assert content.front.worse.lines == ()  # it fell before, and was told then
    assert "as many as in the last pack" in content.front.figures[1].words


def second_report(world) -> HighlightReport:
    """Another board's published report on the outcome whose first sub-outcome is in the remit."""
    board = make.make_body(BodyKind.BOARD, "Water Board")
    report = HighlightReport.objects.create(
        period=ReportingPeriod.objects.get(starts=date(2022, 4, 1)), board=board, plan=world.plan,
        outcome=world.watched.outcome.item,
    )  # fmt: skip
    SubOutcomeJudgement.objects.create(
        report=report, item=world.watched.item, status="off_track", text=SECRET, public_text="The pumps failed."
    )
    for kind, words in (("challenge", "Old pumps."), ("attention", "Who pays for the pumps?")):
        ReportEntry.objects.create(report=report, kind=kind, item=world.watched.item, text=SECRET, public_text=words)
    approval = Decision.objects.create(body=board, text="Approved.", date=date(2022, 10, 13))
    HighlightReport.objects.filter(pk=report.pk).update(**make.published(approval, TOLD_AT))
    return report


def test_two_boards_on_an_outcome_are_both_in_the_pack_under_their_names(world):
    second_report(world)
    ItemBoard.objects.create(item=world.watched.outcome.item, board=Body.objects.get(name="Green Board"))

    content = content_of(world.pack)
    green = content.outcomes[0]
    page = " ".join(print_page(content).decode().split())

    assert [(report.board, len(report.achievements), len(report.challenges)) for report in green.reports] == [
        ("Green Board", 1, 0), ("Water Board", 0, 1),
    ]  # fmt: skip
    assert [(said.by, said.status, said.text) for said in green.sub_outcomes[0].standings] == [
        ("Green Board", "at_risk", "The river is low."), ("Water Board", "off_track", "The pumps failed."),
    ]  # fmt: skip
    assert [line.text for line in content.front.attention.lines] == [
        "Is there money for the weir after March?", "Who pays for the pumps?",
    ]  # fmt: skip
    assert content.front.off_track.lines[0].text == "Rivers are clean"  # the more serious of the two counts
    assert "From the highlight report of Green Board, April to September 2022" in page
    assert "From the highlight report of Water Board, April to September 2022" in page
    assert SECRET not in page
    assert Content.from_dict(json.loads(json.dumps(content.to_dict()))) == content


def test_one_board_is_called_the_board(world):
    page = " ".join(print_page(content_of(world.pack)).decode().split())

    assert "From the board’s highlight report, April to September 2022" in page
    assert "From the highlight report of" not in page


def test_the_last_pack_is_compared_with_though_the_edition_has_items_of_its_own(world, policy_officer):
    """An edition imported separately comes into force between two packs; an officer confirmed what is the same."""
    Plan.objects.filter(pk=world.plan.pk).update(in_force_until=date(2022, 10, 1))
    newer = make.make_plan(title="The next plan")
    rivers = make.make_sub_outcome(make.make_outcome(newer, "Greener Fenbrook"), "Rivers live")
    confirm_same(rivers.item, world.watched.item, by=policy_officer)
    Plan.objects.filter(pk=newer.pk).update(published_at=TOLD_AT, in_force_from=date(2022, 10, 1))
    stored = content_of(world.pack).to_dict()
    PackVersion.objects.create(
        pack=world.pack, number=1, state="built", asked_at=clock.now(), built_at=clock.now(),
        cleared_at=clock.now(), cleared_office="Policy Officer", published_at=clock.now(),
        content=stored,
    )  # fmt: skip
    second_report(world)
    later = Pack.objects.create(body=world.committee, covers="2022-Q3")

    content = content_of(later)

    assert [sub.title for outcome in content.outcomes for sub in outcome.sub_outcomes] == ["Rivers live"]
    assert content.paper.last_pack == "Quarter 2 2022/23 (July to September 2022)"
    assert next((line.text, line.why) for line in content.front.worse.lines) == (
        "Rivers live", "Off track; was at risk in the last pack.",
    )  # fmt: skip


LEVELS = ("outcomes", "sub_outcomes", "commitments", "indicators")
QUERIES = 50


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("count", [1, 10, 100])
def test_the_number_of_queries_does_not_grow(world, level, count, django_assert_num_queries):
    wide = {} if level == "indicators" else {level: count}
    plan = make.make_tree(make.make_plan(), **wide)
    board, period = Body.objects.get(kind=BodyKind.BOARD), ReportingPeriod.objects.first()
    for outcome in plan.outcomes.all():
        Remit.objects.create(committee=world.committee, item=outcome.item)
        report = HighlightReport.objects.create(period=period, board=board, plan=plan, outcome=outcome.item)
        HighlightReport.objects.filter(pk=report.pk).update(**make.published(Decision.objects.get(), TOLD_AT))
    for commitment in plan.commitments.all():
        DeliveryUpdate.objects.create(
            item=commitment.item, status="on_track", date=date(2022, 9, 26), published_at=TOLD_AT
        )
    for _ in range(count if level == "indicators" else 1):
        indicator = make.make_indicator(suppress_below=2)
        make.make_result(indicator, "2021/22", 5)
        Forecast.objects.create(
            indicator=indicator, year="2022/23", day=date(2022, 7, 1), value=6, confidence="high", reason="Rain."
        )
        IndicatorCitation.objects.create(item=plan.suboutcomes.first().item, indicator=indicator)
    Plan.objects.filter(pk=world.plan.pk).update(in_force_until=date(2022, 6, 1))
    Plan.objects.filter(pk=plan.pk).update(published_at=TOLD_AT, in_force_from=date(2022, 6, 1))
    pack = Pack.objects.select_related("body", "meeting", "agenda_item").get()

    with django_assert_num_queries(QUERIES):
        content = gather(pack, number=1, today=LATER).content

    shown = {
        "outcomes": content.outcomes,
        "sub_outcomes": content.outcomes[0].sub_outcomes,
        "commitments": content.outcomes[0].promises,
        "indicators": content.outcomes[0].measures,
    }
    assert len(shown[level]) == count


def test_a_pack_marked_illustrative_says_so_itself(world):
    with records.lifted():
        for model in (DeliveryUpdate, HighlightReport):
            model.objects.update(illustrative=False)
    Result.objects.update(illustrative=False)
    assert not content_of(world.pack).illustrative

    world.pack.illustrative = True
    assert content_of(world.pack).illustrative


def test_what_was_said_of_very_few_people_is_not_in_a_pack(world):
    otters = Result.objects.get(indicator__name="Otters counted", period="2021")
    otters.indicator.suppress_below = 5
    otters.indicator.save()
    otters.value, otters.commentary, otters.cause, otters.source = 4, f"{SECRET} four", SECRET, f"{SECRET} four"
    otters.remedy = SECRET
    otters.save()

    page = print_page(content_of(world.pack)).decode()

    assert "not shown, as it counts very few people" in page.lower()
    assert "What was said of this figure is not shown either, as it could tell the number." in page
    assert SECRET not in page
