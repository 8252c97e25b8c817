"""Sorting comments into themes: who may, what is suggested, that nobody overwrites anybody; renaming and merging."""

import pytest

from consultation.asking.announcing import NotPossible
from consultation.models import Answer, Coding, Comment, Response, Theme
from consultation.weighing.coding import Changed, Decision, code
from consultation.weighing.content import build
from consultation.weighing.publishing import clear_quotation
from consultation.weighing.theming import merge_themes, rename_theme, tie_theme
from plan.models import Event
from plan.roles import ADMINISTRATOR, CMT, POLICY_OFFICER, NotYours
from tests.consultation.asked import make_consultation, respond
from tests.factories import make_outcome, make_plan, make_sub_outcome, make_user
from tests.pages import form_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answered_survey")]
URL = "/admin/consultation/theme/code/{0.pk}/"
NONE = frozenset()


def sort(survey, by, text, *themes, seen=()):
    keys = frozenset(theme.pk for theme in themes)
    decision = Decision(text, keys, frozenset(theme.pk for theme in seen))
    return code(consultation=survey, decisions=[decision], by=by)


def test_a_text_is_sorted_into_several_themes_by_somebody(survey, officer, themes):
    text = ("comment", themes["letter"].pk)
    assert sort(survey, officer, text, themes["buses"], themes["litter"]) == 1
    assert {row.theme.title for row in Coding.objects.filter(comment=themes["letter"], by=officer)} == {
        "Rural buses", "Litter",
    }  # fmt: skip
    assert sort(survey, officer, text, themes["litter"], seen=(themes["buses"], themes["litter"])) == 1
    assert [row.theme for row in Coding.objects.all()] == [themes["litter"]]
    event = Event.objects.filter(verb="texts.coded").first()
    assert (event.subject, event.detail) == ("Libraries", {"texts": 1})


def test_who_was_slower_is_told_and_overwrites_nothing(survey, officer, themes):
    text = ("comment", themes["letter"].pk)
    sort(survey, officer, text, themes["buses"])
    with pytest.raises(Changed) as refused:
        sort(survey, make_user(POLICY_OFFICER), text, themes["litter"])
    assert refused.value.now == {text: frozenset({themes["buses"].pk})}
    assert [row.theme for row in Coding.objects.all()] == [themes["buses"]]
    # Two who chose the same do not stand in each other's way.
    assert sort(survey, make_user(POLICY_OFFICER), text, themes["buses"]) == 0


def test_texts_and_themes_of_others_are_refused_and_nothing_is_half_done(survey, officer, themes):
    other = make_consultation()
    theirs = Comment.objects.create(consultation=other, came="letter", words="More trains")
    mine = Decision(("comment", themes["letter"].pk), frozenset({themes["litter"].pk}), NONE)
    for bad in (
        Decision(("comment", theirs.pk), frozenset({themes["litter"].pk}), NONE),
        Decision(("answer", 999_999), frozenset({themes["litter"].pk}), NONE),
        Decision(("comment", themes["letter"].pk), frozenset({999_999}), NONE),
    ):
        with pytest.raises(NotPossible, match="Open the page again"):
            code(consultation=survey, decisions=[mine, bad], by=officer)
    assert not Coding.objects.exists()


def test_only_policy_officers_sort(survey, themes):
    for role in (CMT, ADMINISTRATOR):
        with pytest.raises(NotYours):
            sort(survey, make_user(role), ("comment", themes["letter"].pk), themes["litter"])
    assert not Coding.objects.exists()


def test_the_page_shows_texts_without_a_theme_with_suggestions_and_sorts_them(survey, officer, themes, client):
    client.force_login(officer)
    page = client.get(URL.format(survey))
    shown = page.content.decode()
    assert shown.count("Our buses stop at six in the evening.") == 6
    assert "suggested because of “buses”" in shown
    key = f"comment-{themes['letter'].pk}"
    answer = client.post(URL.format(survey), form_data(page, "sorting", **{f"theme-{key}": [str(themes["litter"].pk)]}))
    assert answer.status_code == 302
    assert [row.comment for row in Coding.objects.all()] == [themes["letter"]]
    assert "Litter lies on every verge." not in client.get(URL.format(survey)).content.decode()
    of_theme = client.get(f"{URL.format(survey)}?theme={themes['litter'].pk}").content.decode()
    assert "Litter lies on every verge." in of_theme
    assert "Our buses" not in of_theme
    by_question = client.get(f"{URL.format(survey)}?show=all&question=comments").content.decode()
    assert "Litter lies" in by_question
    assert "Our buses" not in by_question


def test_a_page_sent_after_somebody_elses_keeps_what_was_ticked(survey, officer, themes, client):
    client.force_login(officer)
    page = client.get(URL.format(survey))
    sort(survey, officer, ("comment", themes["letter"].pk), themes["buses"])
    key = f"comment-{themes['letter'].pk}"
    given = form_data(page, "sorting", **{f"theme-{key}": [str(themes["litter"].pk)]})
    refused = client.post(URL.format(survey), given)
    assert refused.status_code == 409
    assert "Somebody else chose: Rural buses." in refused.content.decode()
    again = form_data(refused, "sorting")
    assert again[f"theme-{key}"] == [str(themes["litter"].pk)]
    assert client.post(URL.format(survey), again).status_code == 302
    assert [row.theme for row in Coding.objects.all()] == [themes["litter"]]


def test_others_do_not_read_the_texts(survey, client):
    for role in (CMT, ADMINISTRATOR):
        client.force_login(make_user(role))
        page = client.get(URL.format(survey))
        assert page.status_code == 403
        assert "buses" not in page.content.decode()


def test_the_page_costs_the_same_for_one_text_and_for_many(survey, officer, themes, client, django_assert_num_queries):
    client.force_login(officer)
    themes["letter"].delete()
    Response.objects.filter(pk__in=Answer.objects.exclude(text="").values("response")[1:]).delete()
    client.get(URL.format(survey))
    for many in (1, 20):
        with django_assert_num_queries(14):
            assert client.get(URL.format(survey)).content.decode().count("<fieldset") == many
        respond(survey, 30, kind="resident", text="More buses, please")


def test_how_many_spoke_of_a_theme_is_told_but_not_of_few(survey, officer, themes):
    answers = list(Answer.objects.filter(text__startswith="Our buses"))
    for answer in answers[:5]:
        sort(survey, officer, ("answer", answer.pk), themes["buses"])
    sort(survey, officer, ("answer", answers[5].pk), themes["litter"])
    assert [(one["title"], one["said"]) for one in build(survey)["themes"]] == [("Rural buses", 5), ("Litter", None)]


# Themes


def test_a_theme_is_renamed_with_a_reason_and_keeps_what_was_sorted_into_it(survey, officer, themes):
    sort(survey, officer, ("comment", themes["letter"].pk), themes["litter"])
    made = rename_theme(themes["litter"], title="Litter and verges", reason="Clearer", by=officer)
    assert (made.title, made.version, made.codings.count()) == ("Litter and verges", 2, 1)
    event = Event.objects.get(verb="theme.renamed")
    assert event.detail == {"before": "Litter", "after": "Litter and verges"}
    with pytest.raises(NotPossible, match="Say why"):
        rename_theme(themes["litter"], title="Verges", reason=" ", by=officer)


def test_a_merged_theme_gives_all_it_has_to_the_other_and_stays_as_a_record(survey, officer, themes):
    buses, litter = themes["buses"], themes["litter"]
    part = make_sub_outcome(make_outcome(make_plan())).item
    tie_theme(litter, add=[part], by=officer)
    answer = Answer.objects.filter(text__startswith="Our buses").first()
    sort(survey, officer, ("comment", themes["letter"].pk), litter, buses)
    sort(survey, officer, ("answer", answer.pk), litter)
    assert merge_themes(litter, into=buses, reason="One matter", by=officer) == 1
    assert {(row.theme, row.comment_id, row.answer_id) for row in Coding.objects.all()} == {
        (buses, themes["letter"].pk, None), (buses, None, answer.pk)
    }  # fmt: skip
    assert list(buses.items.all()) == [part]
    litter.refresh_from_db()
    assert litter.merged_into == buses
    with pytest.raises(NotPossible, match="merged into “Rural buses”"):
        rename_theme(litter, title="Again", reason="Why not", by=officer)
    with pytest.raises(NotPossible, match="another theme"):
        merge_themes(buses, into=buses, reason="Odd", by=officer)
    assert [one["title"] for one in build(survey)["themes"]] == ["Rural buses"]


def test_a_theme_is_tied_to_parts_of_the_plan_and_untied(survey, officer, themes):
    part = make_sub_outcome(make_outcome(make_plan())).item
    tie_theme(themes["litter"], add=[part], by=officer)
    with pytest.raises(NotPossible, match="Nothing would change"):
        tie_theme(themes["litter"], add=[part], by=officer)
    tie_theme(themes["litter"], remove=[part], by=officer)
    assert not themes["litter"].items.exists()


@pytest.mark.parametrize("page", ["rename", "merge", "about"])
def test_the_steps_of_a_theme_are_on_the_desk(survey, officer, themes, client, page):
    client.force_login(officer)
    path = f"/admin/consultation/theme/{themes['litter'].pk}/"
    assert page in client.get(f"{path}change/").content.decode()
    assert client.get(f"{path}{page}/").status_code == 200
    client.force_login(make_user(CMT))
    assert client.get(f"{path}{page}/").status_code in (403, 404)


def test_signs_of_a_page_in_titles_and_comments_are_shown_as_they_are(survey, officer, client, themes):
    Theme.objects.filter(pk=themes["buses"].pk).update(title='<b>Buses</b> "late"', summary="evening & late")
    Comment.objects.create(consultation=survey, came="letter", words="<i>Late</i> buses: evening buses.")
    client.force_login(officer)
    page = client.get(f"/admin/consultation/theme/code/{survey.pk}/").content.decode()
    assert '&lt;b&gt;Buses&lt;/b&gt; &quot;late&quot; <span class="help">suggested because of “late”' in page
    assert "&lt;i&gt;Late&lt;/i&gt; buses" in page
    assert "<b>Buses" not in page
    assert "<i>Late" not in page


def test_the_event_of_a_merge_tells_what_moved_by_keys_and_quotes_nobody(survey, officer, themes):
    buses, litter = themes["buses"], themes["litter"]
    answers = list(Answer.objects.filter(text__startswith="Our buses"))[:4]
    for answer in answers:
        sort(survey, officer, ("answer", answer.pk), litter)
    sort(survey, officer, ("answer", answers[0].pk), litter, buses, seen=(litter,))
    quotation = clear_quotation(answers[1], words="Our buses stop at six", theme=litter, by=officer)
    doubled = Coding.objects.get(theme=buses).pk
    mine = sorted(Coding.objects.filter(theme=litter).exclude(answer=answers[0]).values_list("pk", flat=True))
    assert merge_themes(litter, into=buses, reason="One matter", by=officer) == 3
    quotation.refresh_from_db()
    assert quotation.theme == buses
    event = Event.objects.get(verb="theme.merged")
    assert event.detail == {
        "into": "Rural buses", "into_key": buses.pk, "texts": 3, "codings": [[mine[0], mine[-1]]],
        "codings_of_both": [[doubled, doubled]], "quotations": [quotation.pk], "items": [], "merged": [],
        "answers": {"answer": None, "changes": [], "changes_of_both": []},
    }  # fmt: skip
    assert (event.why, "six" in str(event.detail)) == ("One matter", False)


def test_themes_merged_earlier_follow_and_of_another_consultation_are_refused(survey, officer, themes):
    bins = Theme.objects.create(consultation=survey, position=3, title="Bins", summary="Full bins.")
    merge_themes(bins, into=themes["litter"], reason="The same", by=officer)
    merge_themes(themes["litter"], into=themes["buses"], reason="Also", by=officer)
    bins.refresh_from_db()
    assert bins.merged_into == themes["buses"]
    far = Theme.objects.create(consultation=make_consultation(), position=1, title="Trains", summary="Late.")
    with pytest.raises(NotPossible, match="of the same consultation"):
        merge_themes(themes["buses"], into=far, reason="Odd", by=officer)
    with pytest.raises(NotPossible, match="merged into “Rural buses”"):
        merge_themes(themes["buses"], into=bins, reason="Odd", by=officer)
