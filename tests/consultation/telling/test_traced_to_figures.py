"""From a change to the figures behind it and back: what themes rest on, whose view they are, what became of them."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.asking.announcing import NotPossible
from consultation.hearing.citing import cite
from consultation.models import (
    AimRanking,
    Coding,
    Comment,
    Consultation,
    EngagementEvent,
    RankedAim,
    ReportedResult,
    Theme,
)
from consultation.telling.answering import tie
from consultation.weighing.theming import ground_theme, merge_themes
from plan import clock
from plan.models import Event
from plan.roles import CMT, NotYours
from tests import factories
from tests.consultation.asked import make_consultation

from .test_you_said import PAGE, answered, said_world  # noqa: F401  a ground

pytestmark = pytest.mark.django_db
RESULTS = "/consultations/plan-asked/results/"
COMPARED = "/plans/compare/2022-26-draft/2022-26/"


@pytest.fixture
def asked(said_world):  # noqa: F811
    """The consultation with a figure on the draft's economy and an aim that mattered least, on which homes rest."""
    row, outcome = said_world["row"], said_world["world"].homes.outcome
    figure = ReportedResult.objects.create(
        consultation=row, about="part", item=outcome.item, scale="agree", level="agree", percentage=68
    )
    ranking = AimRanking.objects.create(consultation=row, side="low", words="least important")
    aim = RankedAim.objects.create(ranking=ranking, position=1, wording="New homes")
    ground_theme(said_world["homes"], results=[figure], ranked=[aim], by=said_world["world"].officer)
    tie(said_world["change"], by=said_world["world"].officer, themes=[said_world["homes"]], ranked=[aim])
    return {**said_world, "figure": figure, "aim": aim}


def test_a_theme_and_a_change_lead_to_their_figures_and_the_results_lead_back(asked, page):
    key = asked["world"].homes.outcome.item_id.hex[:12]
    figure = f'<a href="{RESULTS}#asked-part-{key}-agree">Strong Economy: agree 68%</a>'
    aim = f'<a href="{RESULTS}#aim-{asked["aim"].pk}">New homes: least important</a>'
    assert f"The survey found: {figure}; {aim}" in page(PAGE)
    assert f"The survey found: {aim}" in page(COMPARED)
    assert figure not in page(COMPARED)
    html = page(RESULTS)
    assert f'id="asked-part-{key}-agree"' in html
    assert f'id="aim-{asked["aim"].pk}"' in html
    assert f'<a href="{PAGE}#theme-{asked["homes"].pk}">Homes</a>: Not answered yet' in html
    assert f'<a href="{COMPARED}">1 change from the draft to the final version</a>' in html
    assert "Buses" not in html


def test_the_results_say_nothing_of_themes_before_it_has_closed(asked, page):
    Consultation.objects.update(extended_to=date(2022, 12, 1), extension_reason="Late")
    assert "What came of these figures" not in page(RESULTS)


def test_a_figure_of_a_hidden_version_is_cited_without_the_name_of_its_part(asked):
    row = make_consultation(plan=asked["world"].hidden, title="x", slug="on-hidden", published_at=clock.now())
    outcome = asked["world"].hidden.outcomes.get(title="UNTOLD outcome")
    figure = ReportedResult.objects.create(
        consultation=row, about="part", item=outcome.item, scale="agree", level="agree", percentage=1
    )
    assert cite([figure], AnonymousUser())[figure].words == "A part of the plan: agree 1%"
    assert cite([figure], asked["world"].officer)[figure].words == "UNTOLD outcome: agree 1%"


def test_figures_are_of_the_same_consultation_and_tied_by_officers_with_the_log_saying_so(asked, client):
    officer, homes = asked["world"].officer, asked["homes"]
    other = make_consultation(title="Other", slug="other", plan=None, subject="Libraries", published_at=clock.now())
    figure = ReportedResult.objects.create(
        consultation=other, about="other", question="Open later?", scale="agree", level="agree", percentage=5
    )
    with pytest.raises(NotPossible, match="of the same consultation"):
        ground_theme(homes, results=[figure], by=officer)
    with pytest.raises(NotPossible, match="Nothing would change"):
        ground_theme(homes, results=[asked["figure"]], ranked=[asked["aim"]], by=officer)
    cmt = factories.make_user(CMT)
    with pytest.raises(NotYours):
        ground_theme(homes, by=cmt)
    address = reverse("admin:consultation_theme_ground", args=[homes.pk])
    client.force_login(cmt)
    assert client.post(address, {}).status_code == 403
    assert (homes.results.count(), homes.ranked.count()) == (1, 1)
    client.force_login(officer)
    html = client.get(address).content.decode()
    assert "Strong Economy: agree 68%" in html
    assert "Open later?" not in html
    assert client.post(address, {"ranked": asked["aim"].pk}).status_code == 302
    assert (homes.results.count(), homes.ranked.count()) == (0, 1)
    event = Event.objects.filter(verb="theme.grounded").order_by("sequence").last()
    assert event.detail == {"figures": [], "ranked": ["New homes"]}
    led = client.get(reverse("admin:consultation_reason_led", args=[asked["change"].pk])).content.decode()
    assert "New homes: least important" in led


def test_a_merged_theme_brings_its_figures(asked):
    merge_themes(asked["homes"], into=asked["buses"], reason="Same", by=asked["world"].officer)
    assert list(asked["buses"].ranked.all()) == [asked["aim"]]
    assert list(asked["buses"].results.all()) == [asked["figure"]]


@pytest.fixture
def committee(asked):
    """A committee that alone spoke of buses, at a meeting, and was answered there."""
    body = factories.make_body(name="Fen Panel")
    meeting = factories.make_meeting(body, date(2022, 1, 20), status="held")
    said = Comment.objects.create(
        consultation=asked["row"], came="committee", meeting=meeting, words="Buses stop at six.", answer="They do.",
        cleared_at=clock.now(), cleared_by=asked["world"].officer,
    )  # fmt: skip
    Coding.objects.create(theme=asked["buses"], comment=said, by=asked["world"].officer, at=clock.now())
    Theme.objects.filter(pk=asked["buses"].pk).update(body=body)
    return body


def test_what_a_committee_said_is_its_own_and_answered_once(asked, committee, page):
    html = page(PAGE)
    assert "<h3>Said in the Fen Panel</h3>" in html
    assert "<h3>You said</h3>" in html
    assert html.count("Buses stop at six.") == 1
    assert "<b>Answered:</b> They do." in html
    answered(asked, theme=asked["buses"], decision="outside", words="Buses are for others.")
    html = page(PAGE)
    assert html.count("Buses stop at six.") == 1
    assert "They do." not in html
    assert f'Answered under <a href="#theme-{asked["buses"].pk}">Buses</a>' in html


def test_the_meeting_and_the_committee_lead_to_what_became_of_it(asked, committee, page):
    for path in ("/meetings/fen-panel/2022-01-20/", "/bodies/fen-panel/", "/scrutiny/fen-panel/"):
        html = page(path)
        assert f'<a href="{PAGE}">You said, we did' in html
        assert f'<a href="{COMPARED}">What changed from the draft to the final version</a>' in html


def test_meetings_lead_to_nothing_unannounced_uncleared_or_of_a_hidden_version(asked, committee, page):
    world, meeting = asked["world"], committee.meetings.get()
    draft = make_consultation(plan=world.draft, title="UNTOLD consultation", slug="untold-one", published_at=None)
    EngagementEvent.objects.create(consultation=draft, body=committee, meeting=meeting)
    uncleared = make_consultation(
        plan=None, subject="Ponds", title="UNTOLD ponds", slug="ponds", published_at=clock.now()
    )
    Comment.objects.create(consultation=uncleared, came="committee", meeting=meeting, words="UNTOLD")
    html = page("/meetings/fen-panel/2022-01-20/")
    assert "UNTOLD" not in html
    assert html.count("What changed from") == 1


def test_queries_stay_as_they_are_with_more_figures(asked, committee, client):
    paths = (PAGE, RESULTS, COMPARED, "/meetings/fen-panel/2022-01-20/")
    client.force_login(factories.make_user(CMT))

    def queries() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as made:
                assert client.get(path).status_code == 200
            found.append(len(made))
        return found

    before = queries()
    officer, ranking = asked["world"].officer, asked["aim"].ranking
    more = [RankedAim.objects.create(ranking=ranking, position=9, wording=f"Aim {number}") for number in range(4)]
    tie(asked["change"], by=officer, themes=[asked["homes"], asked["buses"]], ranked=more)
    ground_theme(asked["buses"], results=[asked["figure"]], ranked=more, by=officer)
    assert queries() == before
