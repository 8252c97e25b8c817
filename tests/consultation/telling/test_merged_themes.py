"""A theme is merged into another: what was answered and changed for it stands once, at the theme that stays."""

import pytest

from consultation.asking.announcing import NotPossible
from consultation.models import Theme, ThemeAnswer
from consultation.telling.answering import put_right, take_back, tie
from consultation.telling.said import open_themes, said_in
from consultation.telling.telling import NotTold, record_change, withdraw
from consultation.weighing.theming import merge_themes
from plan.models import Event
from tests.pages import form_data

from .test_you_said import PAGE, answered, asked, officer, said_world  # noqa: F401  grounds

pytestmark = pytest.mark.django_db


def merge(asked, theme: str, into: str) -> None:  # noqa: F811
    merge_themes(asked[theme], into=asked[into], reason="One matter", by=asked["world"].officer)


def standing(asked) -> list[tuple[str, str]]:  # noqa: F811
    return [(row.theme.title, row.words) for row in ThemeAnswer.objects.standing().order_by("pk")]


def test_answer_and_changes_move_to_a_theme_that_has_none(asked, officer, page):  # noqa: F811
    row = answered(asked)
    merge(asked, "homes", "buses")
    (said,) = said_in(asked["row"], officer)
    assert (said.title, said.state, said.answer.pk, list(said.changes)) == (
        "Buses", "changed", row.pk, [asked["change"]]
    )  # fmt: skip
    assert (list(asked["homes"].changes.all()), list(open_themes())) == ([], [])
    row.refresh_from_db()
    history = row.history.first()
    assert (row.version, history.history_user, history.history_change_reason) == (2, officer, "One matter")
    moved = Event.objects.get(verb="theme.merged").detail["answers"]
    assert moved == {"answer": row.pk, "changes": [asked["change"].pk], "changes_of_both": []}
    html = page(PAGE)
    assert html.count("We took homes out.") == 1
    assert "Nobody has answered this yet." not in html


def test_a_change_of_both_themes_stays_once(asked, officer):  # noqa: F811
    tie(asked["change"], by=officer, themes=[asked["homes"], asked["buses"]])
    merge(asked, "buses", "homes")
    assert list(asked["change"].themes.all()) == [asked["homes"]]
    moved = Event.objects.get(verb="theme.merged").detail["answers"]
    assert moved == {"answer": None, "changes": [], "changes_of_both": [asked["change"].pk]}


def test_two_answers_that_stand_refuse_the_merge_and_nothing_moves(asked, officer, client):  # noqa: F811
    answered(asked)
    second = answered(asked, theme=asked["buses"], decision="outside", words="Firms run them.")
    refusal = "“Homes” and “Buses” are both answered, and one theme has one answer. Withdraw the answer"
    with pytest.raises(NotPossible, match=refusal):
        merge(asked, "homes", "buses")
    client.force_login(officer)
    path = f"/admin/consultation/theme/{asked['homes'].pk}/merge/"
    form = form_data(client.get(path), into=asked["buses"].pk, reason="One matter")
    refused = client.post(path, form)
    assert (refused.status_code, "are both answered" in refused.content.decode()) == (409, True)
    assert standing(asked) == [("Homes", "We took homes out."), ("Buses", "Firms run them.")]
    assert (list(asked["change"].themes.all()), Theme.objects.standing().count()) == ([asked["homes"]], 2)
    assert not Event.objects.filter(verb="theme.merged").exists()
    take_back(second, by=officer, why="Answered elsewhere")
    merge(asked, "homes", "buses")
    assert standing(asked) == [("Buses", "We took homes out.")]


def test_what_was_withdrawn_stays_with_the_merged_theme(asked, officer):  # noqa: F811
    row = answered(asked)
    take_back(row, by=officer, why="Too early")
    withdraw(asked["change"], by=officer, why="Not so")
    merge(asked, "homes", "buses")
    row.refresh_from_db()
    assert (row.theme, list(asked["change"].themes.all())) == (asked["homes"], [asked["homes"]])
    assert not asked["buses"].answers.exists()


@pytest.mark.parametrize(("theme", "into"), [("homes", "buses"), ("buses", "homes")])
def test_not_changed_and_a_change_do_not_go_together(asked, officer, theme, into):  # noqa: F811
    row = answered(asked, theme=asked["buses"], decision="not_changed", words="Buses run as planned.")
    with pytest.raises(NotPossible, match=r"“Buses” was answered with “Not changed”, but .* was changed for “Homes”"):
        merge(asked, theme, into)
    put_right(row, decision="partly", besides="The map.", by=officer)
    merge(asked, theme, into)
    assert standing(asked) == [(asked[into].title, "Buses run as planned.")]


def test_what_was_left_as_it_was_goes_with_not_changed(asked, officer):  # noqa: F811
    world = asked["world"]
    kept = record_change(
        before=world.draft, after=world.final, part=world.outcome.item_id, kind="none", reason="It is law.",
        decision="not_changed", decided_by="Cabinet", by=officer,
    )  # fmt: skip
    tie(asked["change"], by=officer, themes=[])
    tie(kept, by=officer, themes=[asked["homes"]])
    answered(asked, decision="not_changed", words="It is law.")
    merge(asked, "homes", "buses")
    assert standing(asked) == [("Buses", "It is law.")]
    assert list(kept.themes.all()) == [asked["buses"]]


def test_who_ties_a_change_to_a_theme_merged_meanwhile_is_told(asked, officer):  # noqa: F811
    seen = Theme.objects.get(pk=asked["buses"].pk)
    merge(asked, "buses", "homes")
    with pytest.raises(NotTold, match="“Buses” was merged into “Homes”"):
        tie(asked["change"], by=officer, themes=[seen])
    assert list(asked["change"].themes.all()) == [asked["homes"]]
