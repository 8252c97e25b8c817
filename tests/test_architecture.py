"""The house stays in order: imports, foreign keys and lookups go one way, and modules stay short."""

import pytest
from django.db import models

from tests import architecture
from tests.architecture import Arrow


def test_nothing_imports_from_a_room_to_its_right():
    found = [arrow for module, source in architecture.sources() for arrow in architecture.import_arrows(module, source)]
    assert found == []


def test_no_foreign_key_points_to_the_right():
    assert architecture.model_arrows() == []


def test_no_lookup_goes_to_the_right_by_name():
    names = {room: architecture.reverse_names(room) for room in architecture.ROOMS}
    found = []
    for module, source in architecture.sources():
        found += architecture.lookup_arrows(module, source, names[architecture.room_of(module)])
    assert found == []


@pytest.mark.parametrize(
    ("module", "source", "arrow"),
    [
        ("plan.periods", "from outcomes.models import Outcome", "outcomes.models.Outcome"),
        ("performance.read", "def late():\n    from consultation import apps", "consultation.apps"),
        (
            "plan.roles",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import performance.models",
            "performance.models",
        ),
        ("outcomes.framework.tree", "from ..packs import models", "outcomes.packs.models"),
        ("outcomes.reporting.due", "import_module('outcomes.packs.content')", "outcomes.packs.content"),
    ],
)
def test_a_planted_import_is_found(module, source, arrow):
    assert [found.points_at for found in architecture.import_arrows(module, source)] == [arrow]


@pytest.mark.parametrize(
    ("module", "source", "name"),
    [
        ("performance.read", "Indicator.objects.filter(citations__item=1)", "citations"),
        ("plan.desk.index", "Body.objects.order_by('-remits__starts')", "remits"),
        ("performance.read", "indicator.citations.all()", "citations"),
        ("outcomes.framework.tree", "PlanItem.objects.filter(updates__isnull=True)", "updates"),
        ("performance.read", "indicator.citations.on(day)", "citations"),
        ("performance.read", "found = [row.citations for row in rows]", "citations"),
        ("performance.read", "getattr(indicator, 'citations')", "citations"),
        ("performance.read", "attrgetter('indicator.citations')", "citations"),
        ("performance.read", "Indicator.objects.filter(**{'citations__item': 1})", "citations"),
        ("performance.read", "Indicator.objects.filter(**{'citations': None})", "citations"),
        ("performance.read", "by = {'citations__item': 1}\nIndicator.objects.filter(**by)", "citations"),
        ("performance.read", "apps.get_model('outcomes', 'PlanItem')", "outcomes.PlanItem"),
        ("performance.read", "apps.get_model('outcomes.PlanItem')", "outcomes.PlanItem"),
        ("plan.desk.index", "apps.get_app_config('consultation')", "consultation"),
        ("outcomes.framework.tree", "apps.get_model('outcomes', 'Pack')", "outcomes.Pack"),
    ],
)
def test_a_planted_lookup_is_found(module, source, name):
    assert [found.points_at for found in architecture.lookup_arrows(module, source)] == [name]


def test_what_a_module_names_itself_is_no_arrow():
    source = "class Paper:\n    citations: list\n\ndef draw(paper):\n    return paper.citations"
    assert architecture.lookup_arrows("performance.read", source) == []
    assert architecture.lookup_arrows("performance.read", "bounds.citations(low, high)") == []
    stray = f"{source}.all()"
    assert architecture.lookup_arrows("performance.read", stray) == [Arrow("performance.read:5", "citations")]


def test_a_planted_foreign_key_is_found():
    class Stray(models.Model):  # noqa: DJ008  nobody reads it
        plan_item = models.ForeignKey("outcomes.PlanItem", models.CASCADE, related_name="+")

        class Meta:
            app_label = "tests"
            managed = False

    Stray.__module__ = "performance.stray"
    assert architecture.model_arrows([Stray]) == [Arrow("performance.stray.Stray.plan_item", "outcomes.framework")]


def test_the_way_left_is_open():
    source = "from plan.models import Plan\nfrom performance.models import Indicator\nfrom .models import PlanItem"
    assert architecture.import_arrows("outcomes.framework.tree", source) == []


def test_no_module_is_long():
    long = {module: lines for module, source in architecture.sources() if (lines := source.count("\n")) > 450}
    assert long == {}
