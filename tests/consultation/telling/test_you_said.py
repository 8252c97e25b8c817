"""You said, we did: themes with answers or open, what was changed for them, and who may see and say what."""

import csv
import io
from datetime import date

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.models import Answer, Coding, Comment, Consultation, Question, Response, Theme, ThemeAnswer
from consultation.telling.answering import answer_theme, put_right, take_back, tie
from consultation.telling.desk import before_closing, before_force, open_lines
from consultation.telling.telling import NotTold, record_change, withdraw
from plan import clock
from plan.locking import Stale
from plan.models import Event
from plan.roles import CMT, NotYours
from tests import factories
from tests.consultation.asked import make_consultation
from tests.ground import ground

pytestmark = pytest.mark.django_db
PAGE = "/consultations/plan-asked/you-said-we-did/"
WORDS = "Homes are for the districts."


@ground("said_world", on="compared_world")
def said_world(standing):
    """A closed consultation on the draft: one theme about homes with a change, and one about buses."""
    world = standing["compared_world"]
    row = make_consultation(
        plan=world.draft, held="elsewhere", title="The plan", slug="plan-asked", opens=date(2022, 1, 1),
        closes=date(2022, 2, 1), keep_until=None, published_at=clock.now(),
    )  # fmt: skip
    homes = Theme.objects.create(
        consultation=row, position=1, title="Homes", summary="Too many homes.", source="Report 9"
    )
    buses = Theme.objects.create(consultation=row, position=2, title="Buses", summary="Too few <b>buses</b>.")
    homes.items.add(world.homes.item)
    change = record_change(
        before=world.draft, after=world.final, part=world.homes.item_id, kind="removed", reason=WORDS,
        decided_by="Cabinet", by=world.officer,
    )  # fmt: skip
    tie(change, by=world.officer, themes=[homes])
    return {"world": world, "row": row, "homes": homes, "buses": buses, "change": change}


@pytest.fixture
def asked(said_world):
    return said_world


@pytest.fixture
def officer(asked):
    return asked["world"].officer


def answered(asked, **fields) -> ThemeAnswer:
    told = {"decision": "changed", "words": "We took homes out.", "decided_by": "Cabinet", "by": asked["world"].officer}
    return answer_theme(fields.pop("theme", asked["homes"]), **{**told, **fields})


def test_the_page_tells_what_was_said_decided_and_changed(asked, page):
    answered(asked, source="Report 40")
    html = page(PAGE)
    for words in (
        "Too many homes.", "We took homes out.", "Answered: Cabinet. Source: Report 40", WORDS,
        '<a href="?decision=changed">Changed</a>: 1', '<a href="?decision=open">Not answered yet</a>: 1',
        "Too few &lt;b&gt;buses&lt;/b&gt;.", "Nobody has answered this yet.", "About 8.5 Homes are built",
    ):  # fmt: skip
        assert words in html
    compared = f"/plans/compare/{asked['world'].draft.slug}/{asked['world'].final.slug}/strong-economy/#c"
    assert f'href="{compared}{asked["world"].homes.item_id.hex[:12]}"' in html


def test_it_is_filtered_by_decision_and_outcome(asked, page):
    answered(asked)
    assert "Too many homes." not in page(f"{PAGE}?decision=open")
    assert "Too few" in page(f"{PAGE}?decision=open")
    html = page(f"{PAGE}?outcome=strong-economy")
    assert ("Too many homes." in html, "Too few" in html) == (True, False)
    assert "Nothing fits this choice." in page(f"{PAGE}?decision=outside")


def test_the_lists_have_all_and_no_formula(asked, client):
    Theme.objects.filter(pk=asked["buses"].pk).update(title="=HYPERLINK(1)")
    answered(asked, besides="Pictures.")
    body = client.get(f"{PAGE}list.csv").content.decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(body))
    assert (first["theme"], first["decision"], first["what_else_changed"]) == ("Homes", "Changed", "Pictures.")
    assert first["changes_of_the_plan"] == "Removed: sub-outcome 8.5 Homes are built"
    assert (second["theme"], second["decision"]) == ("'=HYPERLINK(1)", "Not answered yet")
    told = client.get(f"{PAGE}list.json").json()
    assert [(one["theme"], one["decision"], len(one["changes"])) for one in told["themes"]] == [
        ("Homes", "changed", 1), ("=HYPERLINK(1)", "open", 0),
    ]  # fmt: skip


def test_a_running_or_unannounced_consultation_shows_no_themes(asked, client):
    Consultation.objects.update(extended_to=date(2022, 12, 1), extension_reason="Late")
    for path in (PAGE, f"{PAGE}list.csv", f"{PAGE}list.json"):
        assert client.get(path).status_code == 404
    asked["row"].refresh_from_db()
    assert "#theme-" not in client.get("/plans/compare/2022-26-draft/2022-26/").content.decode()
    client.force_login(asked["world"].officer)
    assert client.get(PAGE).status_code == 200


def test_the_page_of_results_leads_to_what_became_of_them_once_it_has_closed(asked, page):
    results = f"/consultations/{asked['row'].slug}/results/"
    assert f'href="{PAGE}"' in page(results)
    Consultation.objects.update(extended_to=date(2022, 12, 1), extension_reason="Late")
    cache.clear()
    assert PAGE not in page(results)


def test_changes_of_hidden_versions_and_uncleared_words_stay_hidden(asked, page):
    hidden = asked["world"].hidden
    change = record_change(
        before=asked["world"].final, after=hidden, kind="retitled", reason="UNTOLD reason", decided_by="Cabinet",
        part=next(one.uuid for one in _compared(asked["world"].final, hidden).found.under("retitled")),
        by=asked["world"].officer,
    )  # fmt: skip
    tie(change, by=asked["world"].officer, themes=[asked["homes"]])
    said = Comment.objects.create(consultation=asked["row"], came="letter", words="UNTOLD words", quoted=True)
    Coding.objects.create(theme=asked["homes"], comment=said, by=asked["world"].officer, at=clock.now())
    html = page(PAGE)
    assert "UNTOLD" not in html
    assert "fewer than 5 comments" in html


def _compared(before, after):
    from consultation.telling.reading import Compared

    return Compared(before, after)


def test_answers_of_people_are_counted_and_never_shown(asked, page):
    question = Question.objects.create(consultation=asked["row"], position=1, kind="text", wording="Anything?")
    for number in range(5):
        response = Response.objects.create(
            consultation=asked["row"], started_on=date(2022, 1, 2), last_on=date(2022, 1, 2), reference=f"REF{number}"
        )
        answer = Answer.objects.create(response=response, question=question, text="UNTOLD free text")
        Coding.objects.create(theme=asked["homes"], answer=answer, by=asked["world"].officer, at=clock.now())
    html = page(PAGE)
    assert "(5 comments)" in html
    assert "UNTOLD" not in html


def test_queries_stay_as_they_are_with_more_themes(asked, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(PAGE).status_code == 200
        return len(found)

    client.force_login(factories.make_user(CMT))
    answered(asked)
    before = queries()
    for number in range(6):
        theme = Theme.objects.create(consultation=asked["row"], position=9, title=f"More {number}", summary="More.")
        theme.items.add(asked["world"].outcome.item)
        answered(asked, theme=theme, besides="Pictures.")
    assert queries() == before
    assert before == 76


def test_what_an_answer_says_must_be_so(asked, officer):
    with pytest.raises(NotTold, match="Tie a change of the plan to this theme first"):
        answered(asked, theme=asked["buses"])
    with pytest.raises(NotTold, match="Something of the plan was changed for this theme"):
        answered(asked, decision="not_changed")
    with pytest.raises(ValidationError, match="Say who decided"):
        answered(asked, decided_by=" ")
    with pytest.raises(ValidationError, match="words"):
        answered(asked, words=" ")
    assert not ThemeAnswer.objects.exists()
    row = answered(asked)
    with pytest.raises(NotTold, match="has an answer already"):
        answered(asked)
    with pytest.raises(NotTold, match="rests on this change alone"):
        withdraw(asked["change"], by=officer, why="Wrong")
    with pytest.raises(NotTold, match="rests on this change alone"):
        tie(asked["change"], by=officer, themes=[])
    answered(asked, theme=asked["buses"], decision="outside", words="Buses are for others.")
    take_back(row, by=officer, why="Wrong")
    withdraw(asked["change"], by=officer, why="Wrong")
    assert list(ThemeAnswer.objects.standing().values_list("theme__title", flat=True)) == ["Buses"]


def test_an_answer_is_put_right_and_withdrawn_with_the_log_saying_so(asked, officer):
    row = put_right(answered(asked), by=officer, why="Clearer", words="Homes are out.")
    assert (row.version, row.words) == (2, "Homes are out.")
    with pytest.raises(Stale):
        put_right(row, by=officer, seen=1, words="Older")
    with pytest.raises(NotTold, match="Nothing would change"):
        put_right(row, by=officer, words="Homes are out.")
    with pytest.raises(NotTold, match="Say why"):
        take_back(row, by=officer, why=" ")
    take_back(row, by=officer, why="Too soon")
    verbs = Event.objects.filter(verb__startswith="theme.").order_by("sequence").values_list("verb", "why")
    assert list(verbs) == [
        ("theme.answered", "We took homes out."), ("theme.answer_changed", "Clearer"),
        ("theme.answer_withdrawn", "Too soon"),
    ]  # fmt: skip


def test_nobody_else_answers(asked, client):
    other, row = factories.make_user(CMT), answered(asked)
    for refused in (
        lambda: answered(asked, theme=asked["buses"], decision="outside", by=other),
        lambda: put_right(row, by=other, words="No"),
        lambda: take_back(row, by=other, why="No"),
        lambda: tie(asked["change"], by=other),
    ):
        with pytest.raises(NotYours):
            refused()
    client.force_login(other)
    pages = {"answer_theme": asked["buses"].pk, "open_themes": asked["row"].pk, "answer_put_right": row.pk,
             "answer_withdraw": row.pk, "reason_led": asked["change"].pk}  # fmt: skip
    for name, key in pages.items():
        assert client.post(reverse(f"admin:consultation_{name}", args=[key]), {}).status_code in (403, 404)
    assert ThemeAnswer.objects.get().words == "We took homes out."


def test_the_desk_answers_an_open_theme(asked, officer, client):
    client.force_login(officer)
    today = clock.today()
    assert [line.text for line in open_lines(officer, today)] == ["Homes (The plan)", "Buses (The plan)"]
    assert before_force(asked["world"].final) == ["Homes", "Buses"]
    assert before_closing(asked["row"]) == [
        "2 themes without an answer. People read them on its page once it has closed."
    ]
    listed = reverse("admin:consultation_open_themes", args=[asked["row"].pk])
    address = reverse("admin:consultation_answer_theme", args=[asked["homes"].pk])
    assert client.get(listed).status_code == 200
    assert client.post(listed, {"theme": asked["homes"].pk}).headers["Location"] == address
    assert "Too many homes." in client.get(address).content.decode()
    told = {"decision": "changed", "words": "Homes are out.", "decided_by": "Cabinet"}
    assert client.post(address, told).status_code == 302
    assert [line.text for line in open_lines(officer, today)] == ["Buses (The plan)"]
    assert open_lines(factories.make_user(CMT), today) == []


def test_putting_a_plan_in_force_and_closing_warn_and_do_not_refuse(asked, officer, client):
    client.force_login(officer)
    html = client.get(reverse("admin:outcomes_edition_in-force", args=[asked["world"].final.pk])).content.decode()
    assert "nobody has answered yet" in html
    assert "Buses" in html


def test_the_outcome_says_what_people_said_about_it(asked, page):
    answered(asked)
    html = page("/plans/2022-26-draft/outcomes/strong-economy/")
    assert "What people said about this" in html
    assert f'href="{PAGE}#theme-{asked["homes"].pk}"' in html
    assert "Buses" not in html
    assert "What people said about this" not in page("/plans/2022-26-draft/outcomes/clean-green-future/")


def test_each_change_leads_to_what_people_said_and_officers_see_what_has_no_reason(asked, page, client):
    path = "/plans/compare/2022-26-draft/2022-26/"
    html = page(path)
    assert f'People said: <a href="{PAGE}#theme-{asked["homes"].pk}">Homes</a>' in html
    assert "Without a reason yet" not in html
    client.force_login(asked["world"].officer)
    assert "Without a reason yet" in page(path)


def test_a_merged_theme_is_told_with_the_other(asked, officer, page):
    Theme.objects.filter(pk=asked["buses"].pk).update(merged_into=asked["homes"])
    assert "Too few" not in page(PAGE)
    with pytest.raises(NotTold, match="merged into “Homes”"):
        answered(asked, theme=asked["buses"], decision="outside")
    with pytest.raises(NotTold, match="merged into “Homes”"):
        tie(asked["change"], by=officer, themes=[Theme.objects.get(pk=asked["buses"].pk)])
