"""Parts that changed alike are told together, and those of one kind have a list of their own."""

from datetime import date

import pytest

from consultation.models import Consultation
from consultation.telling.answering import tie
from consultation.telling.reading import Compared
from consultation.telling.telling import record_change
from consultation.telling.told import gathered, several
from outcomes.framework.editions import copy_edition
from outcomes.framework.models import Statement, SubOutcome
from plan.models import Plan
from tests import factories

from .test_you_said import said_world  # noqa: F401  a ground

pytestmark = pytest.mark.django_db
HERE = "/plans/compare/2022-26/more/"
LIST = f"{HERE}added/commitment/"


@pytest.fixture
def more(said_world):  # noqa: F811
    """The plan with three actions more, two of which have one reason, an aim, and a line of a list."""
    world = said_world["world"]
    plan = copy_edition(world.final, slug="more", label="more", by=world.officer)
    roads = SubOutcome.objects.get(plan=plan, number="8.1")
    rows = [factories.make_commitment(roads, f"We will do {word}.") for word in ("one", "two", "three")]
    factories.make_aim(roads, "More of it")
    Statement.objects.create(sub_outcome=roads, heading="Targets", text="Ten miles", position=1)
    Plan.objects.filter(pk=plan.pk).update(published_at="2022-06-01T12:00:00Z")
    plan = Plan.objects.get(pk=plan.pk)
    for row in rows[:2]:
        change = record_change(
            before=world.final, after=plan, part=row.item_id, kind="added", reason="People asked.",
            decided_by="Cabinet", by=world.officer,
        )  # fmt: skip
        tie(change, by=world.officer, themes=[said_world["homes"]])
    return {**said_world, "plan": plan, "rows": rows}


def test_changes_of_one_kind_with_one_reason_are_told_together_aims_and_actions_first(more, page):
    (group,) = Compared(more["world"].final, more["plan"]).groups()
    blocks = [[one.part.title for one in block.told] for block in gathered(group.others)]
    assert blocks == [["More of it"], ["We will do one.", "We will do two."], ["We will do three."], ["Ten miles"]]
    html = page(f"{HERE}strong-economy/")
    assert html.count("People asked.") == 1
    assert '<span class="tag added">Added</span> 2 commitments</h3>' in html
    assert all(f'id="c{row.item_id.hex[:12]}"' in html for row in more["rows"])
    assert "Targets <span" in html
    assert "Beside: Targets" not in html


def test_those_of_one_kind_have_a_list_and_those_of_a_theme(more, page):
    html = page(LIST)
    assert "<h1>3 commitments added</h1>" in html
    for row in more["rows"]:
        assert f'href="{HERE}strong-economy/#c{row.item_id.hex[:12]}">{row.text}</a>' in html
    told = page(f"{LIST}?theme={more['homes'].pk}")
    assert "<h1>2 commitments added</h1>" in told
    assert "We will do three." not in told
    assert f'/consultations/plan-asked/you-said-we-did/#theme-{more["homes"].pk}">Homes</a>' in told


def test_the_list_refuses_what_is_not_there_or_not_told_yet(more, client):
    for path in (f"{HERE}added/outcome/", f"{HERE}nothing/commitment/", f"{LIST}?theme=x", f"{LIST}?theme=99999999",
                 f"{LIST}?theme={'9' * 30}", f"{LIST}?theme={more['buses'].pk}"):  # fmt: skip
        assert client.get(path).status_code == 404
    Consultation.objects.update(extended_to=date(2022, 12, 1), extension_reason="Late")
    hidden = f"{LIST}?theme={more['homes'].pk}"
    assert client.get(hidden).status_code == 404
    client.force_login(more["world"].officer)
    assert "Homes" in client.get(hidden).content.decode()
    assert client.get("/plans/compare/2022-26/untold/retitled/outcome/").status_code == 200
    client.logout()
    assert client.get("/plans/compare/2022-26/untold/retitled/outcome/").status_code == 404


def test_kinds_are_named_for_several():
    assert [several(kind) for kind in ("indicator", "term", "aim")] == ["indicators", "words in the glossary", "aims"]
    assert several("commitment", "action") == "actions"
