"""Two versions side by side: for everyone where both are public, for nobody else otherwise."""

import json

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.telling.reading import Compared
from consultation.telling.telling import record_change
from consultation.telling.told import readable, shortened
from outcomes.framework.comparing.changes import KEYS
from outcomes.framework.comparing.wordings import Piece
from outcomes.framework.editions import copy_edition
from outcomes.framework.models import Outcome, SubOutcome
from outcomes.framework.moving import move
from plan import records
from plan.models import Plan
from tests import factories

pytestmark = pytest.mark.django_db
HERE = "/plans/compare/2022-26-draft/2022-26/"


def test_the_first_page_says_in_short_what_changed_and_leads_on(compared_world, page):
    html = page(HERE)
    for words in ("2 added", "2 removed", "1 with a new title", "2 reworded", "1 moved", "2 with a new number"):
        assert f"<li>{words}</li>" in html
    assert "Before: “Clean, Green Future”. Now: “Clean and Green”." in html
    assert f'href="{HERE}clean-and-green/"' in html
    assert f'href="{HERE}strong-economy/"' in html
    assert f'href="{HERE}other-parts/"' in html
    assert "As before" not in html  # something changed in every outcome


def test_the_reason_stands_beside_the_change(compared_world, page):
    world = compared_world
    homes = world.change_of("removed", "sub_outcome")
    record_change(
        before=world.draft, after=world.final, part=homes.uuid, kind="removed", reason="The districts plan <homes>.",
        decided_by="Cabinet", source="Report, paragraph 40", by=world.officer,
    )  # fmt: skip
    assert "The districts plan &lt;homes&gt;." in page(HERE)
    assert "Changed: Cabinet. Source: Report, paragraph 40" in page(f"{HERE}strong-economy/")
    assert "The districts plan" not in page("/plans/compare/2022-26/2022-26-draft/")


def test_the_first_page_names_what_was_added_removed_and_moved_with_the_reason(compared_world, page):
    world = compared_world
    moved = world.change_of("moved", "commitment")
    record_change(
        before=world.draft, after=world.final, part=moved.uuid, kind="moved", reason="Sites are the roads’ business.",
        decided_by="Cabinet", by=world.officer,
    )  # fmt: skip
    html = " ".join(page(HERE).split())
    economy = html[html.index('<h2 id="strong-economy">') : html.index('<h2 id="other-parts">')]
    assert (
        '<h3><span class="tag moved">Moved</span> 1 commitment</h3> <ul class="plain-list numbered"> <li> '
        '<span class="number">8.5 <span aria-hidden="true">→</span><span class="unseen">, now</span> 8.1</span> '
        "We will clear sites.</li> </ul> "
        '<p class="reason"><b>Why:</b> Sites are the roads’ business.</p>'
    ) in economy
    assert '<span class="tag added">Added</span> 1 commitment</h3>' in economy
    assert "We will &lt;i&gt;run&lt;/i&gt; buses." in economy
    assert "Why:" not in page("/plans/compare/2022-26/2022-26-draft/")


def test_changes_alike_are_told_in_one_go_and_only_the_first_are_named(client, policy_officer):
    plan = factories.make_tree(factories.make_plan(vision="x"))
    other = copy_edition(plan, slug="more", label="more", by=policy_officer)
    for number in range(7):
        factories.make_commitment(SubOutcome.objects.get(plan=other), f"We will plant orchard {number}. {'x' * 200}")
    Plan.objects.filter(pk__in=(plan.pk, other.pk)).update(published_at="2022-05-19T12:00:00Z")
    html = client.get(f"/plans/compare/{plan.slug}/more/").content.decode()
    assert '<span class="tag added">Added</span> 7 commitments</h3>' in html
    assert [f"orchard {number}." in html for number in range(7)] == [True] * 5 + [False] * 2
    assert '<li class="quiet">and 2 more</li>' in html
    assert "x" * 150 not in html


def test_texts_are_told_word_by_word_with_words_for_who_does_not_see_the_colour(compared_world, page):
    html = page(f"{HERE}clean-and-green/")
    assert '<del><span class="unseen"> taken out: </span>We will try</del>' in html
    assert '<ins><span class="unseen"> put in: </span>Nature is looked after</ins>' in html
    moved = page(f"{HERE}strong-economy/")
    assert "We will clear sites." in moved
    assert '<span class="unseen">Put in: </span>We will &lt;i&gt;run&lt;/i&gt; buses.' in moved
    assert "Others we work with" in page(f"{HERE}other-parts/")


def test_a_number_in_a_changed_text_is_told_as_each_version_means_it(compared_world, page):
    html = page(f"{HERE}clean-and-green/")
    assert '<a href="/plans/number/8.5/">8.5</a> is “Homes are built” in the draft' in html
    assert '<a href="/plans/number/8.1/">8.1</a> is “Roads are good” in both</p>' in html


def test_the_other_way_round_says_where_the_reasons_are(compared_world, page):
    world, back = compared_world, "/plans/compare/2022-26/2022-26-draft/"
    leads_on = f'Why it was changed is told <a href="{HERE}">the other way round</a>'
    assert leads_on not in page(back)
    record_change(
        before=world.draft, after=world.final, part=world.change_of("removed", "sub_outcome").uuid, kind="removed",
        reason="The districts plan homes.", decided_by="Cabinet", by=world.officer,
    )  # fmt: skip
    cache.clear()
    assert leads_on in page(back)
    assert "Why it was changed is told" not in page(HERE)


def test_what_moved_among_its_neighbours_is_told_as_moved(compared_world, page, client):
    world = compared_world
    client.force_login(world.officer)
    move(Outcome.objects.get(plan=world.hidden, title="Strong Economy"), to=1, by=world.officer)
    told = page("/plans/compare/2022-26/untold/")
    assert "<li>1 moved</li>" in told
    assert "It now stands elsewhere in the order of the plan." in told


@pytest.fixture
def former(compared_world) -> Plan:
    """A plan of the past of which only the years are known, and which the draft takes over from."""
    plan = factories.make_plan(title="Old Plan", slug="2018-22", start_year=2018, end_year=2022, label="approved")
    Plan.objects.filter(pk=compared_world.hidden.pk).update(based_on=None, replaces=plan)
    Plan.objects.filter(pk=plan.pk).update(published_at="2018-05-19T12:00:00Z")
    return Plan.objects.get(pk=plan.pk)


def test_nothing_is_said_to_have_changed_where_the_words_are_not_held(compared_world, former, page, client, capsys):
    for pair in ("2018-22/2022-26", "2022-26/2018-22"):
        html = page(f"/plans/compare/{pair}/")
        assert "What Old Plan 2018-22 (approved) said is not kept here" in html
        for words in ("In short", "words before", "As before", "Removed", "Added"):
            assert words not in html
        told = client.get(f"/api/v1/plans/compare/{pair}/").json()
        assert told == {key: [] for key in KEYS}
        call_command("compare_editions", *pair.split("/"))
        said = capsys.readouterr().out
        assert said.endswith("said is not kept here, so what changed is not known.\n")
    client.force_login(compared_world.officer)
    assert "What changed since" not in page("/plans/untold/")
    with records.lifted():
        Plan.objects.filter(pk=former.pk).update(vision="A good Fenbrook")
    assert 'href="/plans/compare/2018-22/untold/">What changed since Old Plan' in page("/plans/untold/")


def test_lengths_are_not_compared_where_only_outcomes_are_known(former, page):
    with records.lifted():
        factories.make_outcome(former, "Great Places", statement="Places are great.")
    html = page("/plans/compare/2018-22/2022-26/")
    assert "Of Old Plan 2018-22 (approved) only the outcomes are kept here" in html
    assert "words before" not in html
    assert "<li>1 removed</li>" in html


def test_what_was_reported_of_the_length_stands_beside_the_count(compared_world, page, capsys):
    assert "Reported of" not in page(HERE)
    told = {"length_reported": "25% fewer words than the draft"}
    with records.lifted():
        Plan.objects.filter(pk=compared_world.final.pk).update(**told)
    cache.clear()
    assert "<p>Reported of Fenbrook Plan 2022-26 (final): 25% fewer words than the draft.</p>" in page(HERE)
    with records.lifted():
        Plan.objects.filter(pk=compared_world.final.pk).update(illustrative=True)
    cache.clear()
    ours = "25% fewer words than the draft. The words here are our own, so counting them says nothing of that."
    assert ours in page(HERE)
    call_command("compare_editions", "2022-26-draft", "2022-26")
    assert ours in capsys.readouterr().out


def test_what_a_number_means_in_each_version(compared_world, page, client):
    html = page("/plans/number/5.1/")
    assert "Fenbrook Plan 2022-26 (draft)" in html
    assert "Nature is cared for" in html
    assert client.get("/api/v1/plans/numbers/5.1/").json() == {
        "number": "5.1",
        "meanings": [{
            "edition": "2022-26-draft", "kind": "sub_outcome", "title": "Nature is cared for",
            "uuid": str(compared_world.outcome.sub_outcomes.get().item_id),
        }],
    }  # fmt: skip
    for nothing in ("77", "9.9", "x", "5.1.1"):
        assert client.get(f"/plans/number/{nothing}/").status_code == 404
        assert client.get(f"/api/v1/plans/numbers/{nothing}/").status_code == 404
    client.force_login(compared_world.officer)
    assert "UNTOLD outcome" in page("/plans/number/77/")


def test_what_is_not_public_is_compared_by_nobody_outside(compared_world, client, settings):
    settings.DEBUG = False
    nothing = client.get("/nothing-was-ever-here/").content
    for pair in ("2022-26/untold", "untold/2022-26", "2022-26/never-there"):
        for path in (f"/plans/compare/{pair}/", f"/plans/compare/{pair}/untold-outcome/"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert answer.content.replace(b' aria-current="true"', b"") == nothing
        assert client.get(f"/api/v1/plans/compare/{pair}/").status_code == 404
    for path in ("/plans/compare/", "/plans/compare/?before=untold&after=2022-26", "/plans/", "/plans/2022-26/"):
        assert "UNTOLD" not in client.get(path).content.decode()
    client.force_login(compared_world.officer)
    assert "UNTOLD outcome" in client.get("/plans/compare/2022-26/untold/").content.decode()
    headers = {"Authorization": f"Bearer {factories.make_token(compared_world.officer)[1]}"}
    told = client.get("/api/v1/plans/compare/2022-26/untold/", headers=headers)
    assert "UNTOLD outcome" in told.content.decode()


def test_two_versions_are_chosen_without_scripts(compared_world, client):
    html = client.get("/plans/compare/").content.decode()
    assert '<option value="2022-26-draft">' in html
    answer = client.get("/plans/compare/?before=2022-26-draft&after=2022-26")
    assert (answer.status_code, answer.url) == (302, HERE)
    assert (
        "Choose two different versions." in client.get("/plans/compare/?before=2022-26&after=2022-26").content.decode()
    )
    assert "Choose the version before." in client.get("/plans/compare/?before=&after=2022-26").content.decode()
    assert f'href="{HERE}"' in client.get("/plans/2022-26/").content.decode()
    assert 'href="/plans/compare/"' in client.get("/plans/").content.decode()


def test_a_single_version_offers_no_comparison(client):
    plan = factories.make_tree(factories.make_plan(slug="2022-26", vision="x"))
    Plan.objects.filter(pk=plan.pk).update(published_at="2022-05-19T12:00:00Z")
    assert "compare" not in client.get("/plans/2022-26/").content.decode()
    assert "There are not two versions" in client.get("/plans/compare/").content.decode()


def test_the_cost_is_the_same_for_one_change_and_many_and_little_when_kept(client, policy_officer):
    costs = []
    for many in (1, 5):
        plan = factories.make_tree(factories.make_plan(vision="x"), outcomes=many, commitments=many)
        other = copy_edition(plan, slug=f"more-{many}", label="more", by=policy_officer)
        other.commitments.update(text="We will do more.")
        Plan.objects.filter(pk__in=(plan.pk, other.pk)).update(published_at="2022-05-19T12:00:00Z")
        for row in Compared(plan, other).found.under("reworded"):
            record_change(
                before=plan, after=other, part=row.uuid, kind="reworded", reason="More", decided_by="Cabinet",
                by=policy_officer,
            )  # fmt: skip
        cache.clear()
        cost = []
        for path in (f"/plans/compare/{plan.slug}/{other.slug}/", f"/api/v1/plans/compare/{plan.slug}/{other.slug}/"):
            for _kept in range(2):
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(path).status_code == 200
                cost.append(len(queries))
        costs.append(cost)
    assert costs[0] == costs[1]
    assert costs[0][1] == costs[0][3] == 1


def test_the_page_stays_light_however_much_changed(client, policy_officer):
    plan = factories.make_tree(factories.make_plan(vision="x"), commitments=120)
    other = copy_edition(plan, slug="more", label="more", by=policy_officer)
    other.commitments.update(text="We will do more for each and every resident, with all partners, by 2026.")
    Plan.objects.filter(pk__in=(plan.pk, other.pk)).update(published_at="2022-05-19T12:00:00Z")
    why = "More was asked for. " * 20
    for row in Compared(plan, other).found.under("reworded"):
        record_change(
            before=plan, after=other, part=row.uuid, kind="reworded", reason=f"{row.uuid} {why}",
            decided_by="Cabinet", by=policy_officer,
        )  # fmt: skip
    part = f"/plans/compare/{plan.slug}/more/{Compared(plan, other).groups()[0].slug}/"
    for path in (f"/plans/compare/{plan.slug}/more/", part):
        assert len(client.get(path).content) < 75_000
    assert 'href="?page=2"' in client.get(part).content.decode()
    assert client.get(f"/plans/compare/{plan.slug}/more/no-such-part/").status_code == 404


def test_the_command_and_the_api_tell_the_same(compared_world, client, capsys):
    call_command("compare_editions", "2022-26-draft", "2022-26", "--json")
    told = json.loads(capsys.readouterr().out)
    assert tuple(told) == KEYS
    assert {key: len(rows) for key, rows in told.items()} == {
        "added": 2, "removed": 2, "retitled": 1, "reworded": 2, "moved": 1, "renumbered": 2, "merged": 0,
    }  # fmt: skip
    assert told["retitled"] == [{
        "uuid": str(compared_world.outcome.item_id), "kind": "outcome",
        "from": {"number": "5", "title": "Clean, Green Future"}, "to": {"number": "4", "title": "Clean and Green"},
        "reason": "",
    }]  # fmt: skip
    assert client.get("/api/v1/plans/compare/2022-26-draft/2022-26/").json() == told


def test_the_command_speaks_to_people_too(compared_world, capsys):
    call_command("compare_editions", "2022-26-draft", "2022-26")
    said = capsys.readouterr().out
    assert said.startswith("From Fenbrook Plan 2022-26 (draft) to Fenbrook Plan 2022-26 (final)\nWords: ")
    assert "1 with a new title\n  Outcome: 5 Clean, Green Future → 4 Clean and Green" in said
    with pytest.raises(CommandError, match=r"no version of the plan called nope\. There is 2022-26, 2022-26-draft and"):
        call_command("compare_editions", "2022-26-draft", "nope")


def test_long_stretches_without_a_change_are_cut_and_marks_left_out():
    assert readable("We **mean** it.\n\n- one\n- two\n\nEnd.") == "We mean it.\n\none\n\ntwo\n\nEnd."
    long = " ".join(f"word{n}" for n in range(200))
    first, _change, last = shortened((Piece("same", long), Piece("ins", "new"), Piece("same", long)))
    assert first.text.startswith(" […] word176")
    assert last.text.startswith("word0 ")
    assert last.text.endswith("word23 […] ")
    assert shortened((Piece("same", long),))[0].text == long
