"""What each page shows, to the word, on 8 November 2022."""

from datetime import date

import pytest

from outcomes.framework.amending import amend
from outcomes.models import IndicatorCitation, Outcome
from plan import records
from plan.models import Decision, Plan
from tests.factories import make_body, make_indicator, make_result, make_target


def test_home_is_the_plan_on_a_page(fenbrook, words):
    assert words("/") == (
        "Fenbrook Plan 2022-26 A county that looks after its own Everyone counts . "
        "What we want to bring about "
        "2 Clean and Green Nature is cared for. 1 on track , 1 not reported on "
        "The board’s judgement of its parts: At risk 1 of 1 illustrative "
        "3 Safe and Well Safe and Well comes about. 1 on track illustrative "
        "The rest of the plan 1 Foreword 4 Enabling services "
        "Latest reports Clean and Green, April to September 2022 Published 17 October 2022, illustrative All reports "
        "Latest packs for committees Environment Committee, Q2 2022/23 Revised 31 October 2022, illustrative All packs "
        "About this plan In force since 18 May 2022. Read the whole plan , or see earlier versions ."
    )


def test_home_without_a_plan_in_force_says_so_and_names_the_others(fenbrook, words):
    with records.lifted():
        Plan.objects.filter(pk=fenbrook.plan.pk).update(in_force_from=None)

    assert words("/") == (
        "No plan is in force The Council’s Strategic Plan will stand here once full Council has approved it. "
        "Other versions Fenbrook Plan 2022-26 approved Published 19 May 2022 "
        "Fenbrook Plan 2022-26 draft Published 1 November 2021"
    )


def test_outcome_page(fenbrook, words):
    text = words("/outcomes/clean-and-green/")

    assert text.startswith(
        "2 Clean and Green Nature is cared for. "
        "actions on track, ongoing or completed 1 of 2 off track, and 0 at risk 0 "
        "indicator better than before 1 of 1 indicator in the better half of comparable councils 0 of 1 "
        "What it takes 2.1 Streets are clean Lorries are late. At risk illustrative 1 on track , 1 not reported on "
        "What the board says Clean and Green Board, April to September 2022, illustrative The streets are cleaner . "
        "Achieved Bins emptied. Hard Few drivers. Next Hire drivers. "
        "Latest report April to September 2022 illustrative Clean and Green Board, published 17 October 2022 "
        "Who watches Environment "
        "Who delivers Places Department most direct Streets Department for 2.1 "
        "Which board leads it Clean and Green Board "
        "Cabinet Lead Member Cabinet Lead Member for Waste illustrative "
        "Dates to keep March 2023: Half To come Dates in the plan "
        "How we will measure success"
    )
    assert text.endswith(
        "Linked with other parts of the plan In tension with 3 Safe and Well "
        "Bins need lorries. How it is handled: Electric ones. "
        "Reports that touch it Supports Because of Bins in parks. Bins in parks, Environment Committee, 3 October 2022 "
        "With those that have no effect "
        "Why it matters It matters . This outcome as the plan has it, in full"
    )


def test_an_indicator_row_has_its_three_signals_and_its_trend_in_words(fenbrook, words):
    assert (
        "Feel safe after dark 81% 2021/22 illustrative Red Better Feel safe after dark "
        "Feel safe after dark: 88% in 2019/20 to 81% in 2021/22. Lowest 79% in 2020/21. Target at least 85%. "
        "The figure in 2021/22 is illustrative. In the worst 25% of English counties in 2021/22, "
        "30th of 33, counted from the highest"
    ) in words("/outcomes/clean-and-green/")


def test_sub_outcome_page(fenbrook, words):
    text = words("/outcomes/clean-and-green/2.1/")

    assert text.startswith(
        "2.1 Streets are clean At risk illustrative Clean and Green Board, 30 September 2022 Lorries are late. "
        "What success will look like Less litter Shared with partners. Rests on residents too. "
        "2 Clean and Green 2.1 Streets are clean Who watches Environment "
        "Who delivers Streets Department shared "
        "Cabinet Lead Member Cabinet Lead Member for Waste illustrative Strategies behind it Waste Strategy "
        "Dates to keep March 2023: Half To come Dates in the plan "
        "How we will measure success"
    )
    assert (
        "Where we started Litter rose. "
        "Our actions 1 on track , 1 not reported on "
        "Less litter We will empty bins daily. on market days "
        "The Council contributes, with Fenbrook Parishes · Streets Department (Refuse team) · Also under 3.1 "
        "All bins are emptied. Seen in: Round sheets "
        "Buy two lorries. At risk From the service plan of 2022/23, Places Department; not part of the plan "
        "On track 26 September 2022 illustrative "
        "For this part of the plan as a whole We will plant trees. The Council leads No status yet "
    ) in text


def test_an_aim_is_measured_by_indicators_of_opposite_good_directions(fenbrook, words):
    """Recycling up, landfill down: document 003, section 5.3."""
    landfill = make_indicator("Waste to landfill", polarity="low")
    IndicatorCitation.objects.create(item=fenbrook.aim.item, indicator=fenbrook.feel_safe, position=1)
    IndicatorCitation.objects.create(item=fenbrook.aim.item, indicator=landfill, position=2)
    text = words("/outcomes/clean-and-green/2.1/")
    measured = text[text.index("How we will measure success") :]

    assert "Feel safe after dark High is good 81% 2021/22" in measured
    assert "Waste to landfill Low is good no data" in measured


def test_a_sub_outcome_says_why_a_figure_misses_its_target_and_what_is_being_done(fenbrook, words):
    landfill = make_indicator("Waste to landfill", polarity="low")
    IndicatorCitation.objects.create(item=fenbrook.aim.item, indicator=landfill, position=1)
    make_target(landfill, "2021/22", 20, kind="at_most")
    make_result(
        landfill, "2021/22", 30, cause="A kiln was shut.", remedy="It is mended.", back_on_target=date(2023, 3, 31)
    )

    said = "Why: A kiln was shut. What is being done: It is mended. Back on target by 31 March 2023"
    assert said in words("/outcomes/clean-and-green/2.1/")
    assert "A kiln was" not in words("/outcomes/clean-and-green/")  # a list of many; the sub-outcome has it at length


def test_indicator_page(fenbrook, words):
    text = words("/indicators/feel-safe/")

    for part in (
        "Key indicator Feel safe after dark 2021/22 illustrative 81% Target At least 85%",
        "Against target Red 81% is 4 points below the target of at least 85%.",
        "Since before Better 81% in 2021/22, up 2 points from 79% in 2020/21; high is good.",
        "Among comparable councils In the worst 25% of English counties in 2021/22, 30th of 33, counted from the "
        "highest.",
        "English counties 83% in 2021/22. The figure in 2021/22 is illustrative.",
        "2021/22 81% illustrative The survey 2020/21 79% The survey 2019/20 88% The survey",
        "For Target Set in Source 2021/22 at least 85% The plan The business plan",
        "English counties 33 councils 2021/22 83% Worst 25%, 30th of 33, counted from the highest National tables",
        "Where figures come from Residents' survey, 1,200 answers",
        "Where the plan uses it 2.1 Less litter",
    ):
        assert part in text


def test_report_page_has_the_public_words_and_what_each_is_about(fenbrook, words):
    assert words(f"/reports/{fenbrook.report.pk}/") == (
        "Clean and Green Board, published 17 October 2022, illustrative Clean and Green: April to September 2022 "
        "The streets are cleaner . How this outcome stands today "
        "Where each part stands 2.1 Streets are clean Lorries are late. At risk "
        "The last six months and the next What was achieved Bins emptied. 2.1 What is hard Few drivers. 2.1 "
        "What comes next Hire drivers. 2.1 "
        "How commitments stand 2.1 We will empty bins daily. All bins are emptied. Seen in: Round sheets On track "
        "26 September 2022"
    )


def test_committee_page(fenbrook, words):
    assert words("/scrutiny/environment-committee/") == (
        "Environment Committee Watches over the environment. Its members and all its meetings "
        "What it asked for, and what became of it "
        "What it watches 2 Clean and Green in part 2.1 Streets are clean "
        "Indicators of what it watches Since when 2.1 Streets are clean since 18 May 2022 "
        "Packs Quarter 2 2022/23 (July to September 2022) Revised 31 October 2022, illustrative "
        "Meetings to come 21 November 2022 Waste Latest meetings 3 October 2022 provisional 5 September 2022 Parks"
    )


def test_committees_with_the_next_meeting_and_the_latest_pack(fenbrook, words):
    assert (
        "Environment Committee Watches over the environment. Next meeting 21 November 2022 · Latest pack: Q2 2022/23"
    ) in words("/scrutiny/")


def test_edition_in_full_in_one_order(fenbrook, words):
    assert words("/plans/2022-26/") == (
        "Approved version, 2022 to 2026 Fenbrook Plan 2022-26 In force from 18 May 2022 "
        "A county that looks after its own Everyone counts . "
        "1 Foreword 2 Clean and Green 3 Safe and Well 4 Enabling services Glossary "
        "1 Foreword This is our plan. Leader of the Council "
        "2 Clean and Green Nature is cared for. 2.1 Streets are clean "
        "3 Safe and Well Safe and Well comes about. 3.1 People feel safe "
        "4 Enabling services Legal services supports principle A Keep us lawful. "
        "Glossary VCSE Voluntary, community and social enterprise "
        "Take it away: as a Word document (.docx) , as a workbook (.xlsx) "
        "Compared with other versions Compare with another version"
    )


def test_a_version_not_in_force_says_so_on_each_of_its_pages(fenbrook, words):
    warning = "This version is not in force. The plan in force, and how it is going"

    for path in ("", "outcomes/a-cleaner-future/", "5.4/"):
        assert warning in words(f"/plans/2022-26-draft/{path}")
        assert warning not in words("/plans/2022-26/")


def test_plans_by_how_they_stand(fenbrook, words):
    assert words("/plans/") == (
        "All versions of the plan In force Fenbrook Plan 2022-26 approved "
        "In force How it was decided : Fenbrook Plan 2022-26, approved In force from 18 May 2022 "
        "Drafts Fenbrook Plan 2022-26 draft "
        "Drafting How it was decided : Fenbrook Plan 2022-26, draft Published 1 November 2021 "
        "Compare two versions"
    )


def test_partner_page_says_what_names_it(fenbrook, words):
    assert words("/partners/fenbrook-parishes/") == (
        "Group Fenbrook Parishes Also called Parish group What the plan names it in "
        "2.1 We will empty bins daily. The Council contributes On track illustrative"
    )


def test_strategies_with_what_they_support(fenbrook, words):
    assert "Waste Strategy From 2022 Places Department 2.1 Streets are clean" in words("/strategies/")


def test_glossary_of_the_plan_in_force(fenbrook, words):
    assert words("/glossary/").endswith("VCSE Voluntary, community and social enterprise")


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("/outcomes/a-cleaner-future/", "/outcomes/clean-and-green/"),
        ("/outcomes/a-cleaner-future/5.4/", "/outcomes/clean-and-green/2.1/"),
        ("/outcomes/dropped-later/", "/plans/2022-26-draft/outcomes/dropped-later/"),
        ("/outcomes/dropped-later/6.1/", "/plans/2022-26-draft/6.1/"),
    ],
)
def test_addresses_of_earlier_versions_lead_to_the_same_thing(fenbrook, client, old, now):
    response = client.get(old)

    assert (response.status_code, response["Location"]) == (302, now)


def test_the_banner_says_that_the_site_is_an_example(fenbrook, client):
    banner = "This site shows an example. Figures marked <i>illustrative</i> are made up."
    assert banner in client.get("/").content.decode()

    fenbrook.council.is_demonstration = False
    fenbrook.council.save()

    assert banner not in client.get("/privacy/").content.decode()


def test_a_revision_shows_the_new_words_at_once(fenbrook, client, policy_officer):
    assert "Nature is cared for." in client.get("/").content.decode()
    authority = Decision.objects.create(
        body=make_body("council"), plan=fenbrook.plan, date=date(2022, 5, 18), text="Minor amendments delegated."
    )
    outcome = Outcome.objects.get(pk=fenbrook.green.pk)
    amend(outcome, authority=authority, by=policy_officer, why="A slip.", statement="Nature is looked after.")

    assert "Nature is looked after." in client.get("/").content.decode()
