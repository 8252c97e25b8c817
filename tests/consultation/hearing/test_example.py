"""The example council's two consultations show exactly the figures that documents 001 and 003 give."""

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from consultation.asking.example import load_consultations
from consultation.hearing.example import load_heard
from consultation.models import Comment, Conduct, EngagementEvent, ReportedResult
from plan.examples import read
from plan.models import Body, Plan
from plan.roles import POLICY_OFFICER
from tests.factories import make_aim, make_body, make_meeting, make_outcome, make_plan, make_sub_outcome, make_user
from tests.ground import ground

COUNCIL = Path(__file__).parents[3] / "fixtures" / "leicestershire"
TITLES = {
    "5": "Clean, Green Future", "6": "Great Communities", "7": "Improving Opportunities",
    "8": "Strong Economy, Transport and Infrastructure", "9": "Keeping People Safe and Well",
}  # fmt: skip
AIMS = {"6": (3, 2, 1, 1, 2), "8": (2, 2, 2, 1, 1), "9": (2, 2, 3, 3)}

pytestmark = pytest.mark.django_db


def _outline(plan):
    for place, (number, title) in enumerate(TITLES.items(), start=1):
        outcome = make_outcome(plan, title, number=number, position=place)
        for many in AIMS.get(number, ()):
            sub_outcome = make_sub_outcome(outcome)
            for _ in range(many):
                make_aim(sub_outcome)


def _bodies():
    """Those that the two files name, with the meetings they name."""
    for told in read(COUNCIL, "heard.toml")["heard"]:
        for row in [*told.get("engagement", []), *told.get("comments", [])]:
            if "body" in row:
                body = Body.objects.filter(slug=row["body"]).first()
                body = body or Body.objects.create(slug=row["body"], name=row["body"], kind="committee")
                if "meeting" in row and not body.meetings.filter(date=row["meeting"]).exists():
                    make_meeting(body, row["meeting"])
    make_body("cabinet", "Cabinet")


@ground("example_heard")
def example_heard(standing):
    plan = make_plan(slug="2022-26-draft")
    _outline(plan)
    Plan.objects.filter(pk=plan.pk).update(published_at=datetime(2021, 11, 1, 9, tzinfo=UTC))
    _bodies()
    officer = make_user(POLICY_OFFICER)
    load_consultations(COUNCIL, officer)
    return {"officer": officer, "told": load_heard(COUNCIL, officer)}


def text_of(client, slug) -> str:
    page = client.get(reverse("consultation-results", args=[slug])).content.decode()
    return " ".join(unescape(strip_tags(page.replace("</", " </"))).split())


def figures_of(client, slug) -> list[tuple[str, ...]]:
    """The rows of the table: what was asked, of whom, the answer and the figure."""
    page = client.get(reverse("consultation-results", args=[slug]), {"view": "table"}).content.decode()
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]
    return [tuple(unescape(cell) for cell in row) for row in cells]


def test_the_strategic_plans_figures_are_those_of_the_council_report(example_heard, client):
    assert figures_of(client, "strategic-plan-2022-26") == [
        ("The outcomes as a whole", "All respondents", "Agree", "79%"),
        ("The outcomes as a whole", "All respondents", "Disagree", "10%"),
        ("The outcomes as a whole", "All respondents", "Any other answer", "11% (derived)"),
        ("Each aim of Clean, Green Future", "All respondents", "Very or fairly important", "over 90%"),
        ("Great Communities", "All respondents", "–", "most agreed"),
        ("Each aim of Great Communities", "All respondents", "–", "support varied"),
        ("Improving Opportunities", "All respondents", "–", "most popular of the five outcomes"),
        ("Each aim of Improving Opportunities", "All respondents", "Very or fairly important", "over 90%"),
        ("Each aim of Improving Opportunities", "All respondents", "Very important", "over 60%"),
        (TITLES["8"], "All respondents", "Agree", "68%, least popular of the five outcomes"),
        (TITLES["8"], "All respondents", "Disagree", "17%"),
        (TITLES["8"], "All respondents", "Any other answer", "15% (derived)"),
        ("Each aim of Keeping People Safe and Well", "All respondents", "Agree", "over 90%"),
        ("Each aim of Keeping People Safe and Well", "All respondents", "Strongly agree", "the majority"),
    ]


def test_its_page_has_window_extension_responses_ranks_groups_and_the_commissions_comments(example_heard, client):
    text = text_of(client, "strategic-plan-2022-26")
    for words in (
        "259 responses", "First closing date 21 January 2022", "Extended to 18 February 2022",
        "Planned length 12 weeks Length 82 days, with the extension 110",
        "Why it was extended To hear more people directly", "Valued less: “least important of all aims” Housing",
        "In the survey and at all three staff briefings.", "Valued less: “least support” A healthy weight",
        "Town and parish councils", "2 sessions.", "3 sessions. 200 people reached.", "25 November 2021, planned",
        "Before the consultation", "Department Management Teams", "The support for the vision is welcome.",
        "9 March 2022", "Lessons for next time", "On how many answered",
    ):  # fmt: skip
        assert words in text, words
    assert "illustrative" not in text


def test_the_day_services_page_compares_users_and_carers_with_all(example_heard, client):
    group = "users of the council’s own services, relatives and carers"
    as_of = "as of 15 October 2021"
    everybody, them = f"All respondents, {as_of}", f"{group}, {as_of}"
    found = figures_of(client, "community-life-choices")
    assert [(of, figure) for _, of, answer, figure in found if answer == "Strongly disagree"] == [
        (everybody, "83%"), (them, "91%"), (everybody, "52%"), (them, "51%"), (everybody, "50%"), (them, "53%"),
    ]  # fmt: skip
    text = text_of(client, "community-life-choices")
    for words in (
        "255 responses as of 15 October 2021, interim", f"58 {group}: 23% of responses",
        f"Strongly disagree: 8 points higher among {group} (derived)", f"1 point lower among {group} (derived)",
        f"3 points higher among {group} (derived)", "Learning Disability Partnership Board",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.shared
def test_the_page_agrees_with_the_facts_where_they_are_at_hand(example_heard, client):
    facts = COUNCIL.parents[2] / "shared" / "facts" / "consultation.json"
    if not facts.exists():
        pytest.skip("The facts beside the repository are not here.")
    told = json.loads(facts.read_text())
    plan, services = told["strategic_plan_2022_26"], told["community_life_choices_2021"]
    rows = ReportedResult.objects.filter(consultation__slug="strategic-plan-2022-26", said="exact")
    assert sorted(int(row.percentage) for row in rows) == sorted(
        one[key] for one in plan["results"] for key in ("agree_pct", "disagree_pct") if key in one
    )
    rows = ReportedResult.objects.filter(consultation__slug="community-life-choices")
    assert sorted(int(row.percentage) for row in rows) == sorted(
        value for one in services["questions"] for key, value in one.items() if key.endswith("_pct")
    )
    events = EngagementEvent.objects.filter(consultation__slug="strategic-plan-2022-26")
    # The Commission's two meetings stand apart here
    assert events.filter(earlier=False).count() == len(plan["engagement"]) + 1
    assert events.filter(earlier=True).count() == len(plan["earlier_engagement"])
    listed = services["promoted_to"]
    assert len(Conduct.objects.get(consultation__slug="community-life-choices").promoted_to.splitlines()) == len(listed)


def test_loading_again_changes_nothing(example_heard):
    assert example_heard["told"] == ["what was heard in 2 consultations added"]
    before = Comment.objects.count(), EngagementEvent.objects.count()
    assert load_heard(COUNCIL, example_heard["officer"]) == []
    assert (Comment.objects.count(), EngagementEvent.objects.count()) == before
