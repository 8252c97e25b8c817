"""A draft of Fenbrook's plan as it went out, the plan that came of it, and one that nobody published."""

from dataclasses import dataclass

import pytest

from outcomes.framework.editions import copy_edition, publish_edition
from outcomes.framework.models import Aim, Commitment, Outcome, SubOutcome
from plan.models import GlossaryTerm, Plan, Section, User
from plan.roles import POLICY_OFFICER
from tests import factories
from tests.ground import ground


@dataclass
class World:
    officer: User
    draft: Plan
    final: Plan
    hidden: Plan
    outcome: Outcome
    homes: SubOutcome

    def change_of(self, key: str, kind: str):
        from consultation.telling.reading import Compared

        found = Compared(self.draft, self.final).found.under(key)
        return next(change for change in found if change.kind == kind)


@ground("compared_world")
def compared_world(standing) -> World:
    officer = factories.make_user(POLICY_OFFICER)
    draft = factories.make_plan(title="Fenbrook Plan", slug="2022-26-draft", label="draft", vision="A better Fenbrook")
    green = factories.make_outcome(draft, "Clean, Green Future", number="5", statement="We will try.")
    economy = factories.make_outcome(draft, "Strong Economy", number="8", position=8)
    nature = factories.make_sub_outcome(green, "Nature is cared for", number="5.1", narrative="See 8.5.")
    roads = factories.make_sub_outcome(economy, "Roads are good", number="8.1")
    homes = factories.make_sub_outcome(economy, "Homes are built", number="8.5")
    factories.make_aim(nature, "More trees")
    factories.make_commitment(nature, "We will plant trees.")
    factories.make_commitment(roads, "We will mend roads.")
    factories.make_aim(homes, "Enough homes")
    factories.make_commitment(homes, "We will clear sites.")
    Section.objects.create(plan=draft, kind="foreword", number="1", title="Foreword", text="We <b>mean</b> it.")
    GlossaryTerm.objects.create(plan=draft, term="VCSE", definition="Voluntary sector")
    publish_edition(draft, by=officer)
    final = copy_edition(draft, slug="2022-26", label="final", by=officer)
    revise(final)
    publish_edition(final, by=officer)
    hidden = copy_edition(final, slug="untold", label="UNTOLD", by=officer)
    Outcome.objects.filter(plan=hidden, title="Clean and Green").update(title="UNTOLD outcome", number="77")
    draft, final = Plan.objects.get(pk=draft.pk), Plan.objects.get(pk=final.pk)
    return World(officer, draft, final, hidden, Outcome.objects.get(plan=final, item=green.item), homes)


def revise(final: Plan) -> None:
    """What the consultation brought: a title, a statement, numbers, homes with the roads, an action, a word."""
    Outcome.objects.filter(plan=final, number="5").update(
        number="4", title="Clean and Green", slug="clean-and-green", statement="Nature is looked after."
    )
    SubOutcome.objects.filter(plan=final, number="5.1").update(number="4.1", narrative="See 8.1.")
    roads, homes = (SubOutcome.objects.get(plan=final, number=number) for number in ("8.1", "8.5"))
    sites = Commitment.objects.get(plan=final, text="We will clear sites.")
    sites.placements.update(sub_outcome=roads, position=2)
    Aim.objects.filter(sub_outcome=homes).delete()
    homes.delete()
    factories.make_commitment(roads, "We will <i>run</i> buses.")
    GlossaryTerm.objects.create(plan=final, term="Partners", definition="Others we work with")


@pytest.fixture
def page(client):
    """`page(path)` gives the HTML of a page that answers."""

    def read(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200, path
        return response.content.decode()

    return read
