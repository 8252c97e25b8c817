"""The example's common report: what the committees of 1 and 2 November 2021 watch, each in a part of its own.

Documents 000 (paragraphs 11 to 15) and 002 (paragraphs 11 to 14) are one report with a section written for each.
"""

import re
from datetime import date

import pytest

from outcomes.framework.tree import items_of, read_tree
from outcomes.models import Pack
from outcomes.packs.kinds import kinds
from outcomes.packs.paper import print_page
from outcomes.packs.sheets import sheets_of
from outcomes.packs.summary import all_measures, all_promises
from plan.demo import council
from plan.models import Body, Plan
from plan.roles import POLICY_OFFICER
from plan.slots import slots
from plan.text import plain
from tests.factories import make_user
from tests.ground import ground

from .test_as_shown import example_remits  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 1)
BOTH = ("adults-and-communities", "children-and-families")


@ground("example_cited", on="example_remits")
def example_cited(standing):
    """With what measures the plan."""
    ownership = next(part for part in slots.example_data if part.key == "ownership")
    ownership.load(council.find_folder(), by=make_user(POLICY_OFFICER))


def gathered(body: str, kind: str):
    pack = Pack(body=Body.objects.get(slug=body), kind=kind, covers="2022-Q2")
    return pack.kind_of.gather(pack, number=1, today=TODAY).content


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").replace("&amp;", "&").split())


def test_each_committees_part_is_its_own_report_on_page_and_in_the_spreadsheet(example_cited):
    content = gathered("scrutiny-commission", "common")
    page = print_page(content, kinds.get("common").design).decode()
    told = re.split(r'<section class="?committee"?[^>]*>', page)[1:]
    sheets = {sheet.title: sheet.rows for sheet in sheets_of(kinds.get("common"), content)}

    assert [part.slug for part in content.parts] == [
        *BOTH, "environment-and-climate-change", "health", "highways-and-transport", "",
    ]  # fmt: skip
    for place, slug in enumerate(BOTH):
        part, own = content.parts[place], gathered(slug, "quarterly")
        promises, measures = all_promises(own.outcomes), all_measures(own.outcomes)

        assert (part.slug, set(part.items)) == (slug, set(own.remit))
        assert set(part.indicators) == {one.slug for one in measures} != set()
        printed = words(told[place])
        assert [one.text for one in promises if words(plain(one.text)) not in printed] == []
        assert [one.name for one in measures if one.name not in printed] == []
        others = [one for one in all_promises(content.outcomes) if one.uuid not in part.items]
        assert [one.text for one in others if words(plain(one.text)) in printed] == []
        for title, names in (("Indicators", {one.name for one in measures}),
                             ("Commitments", {plain(one.text) for one in promises})):  # fmt: skip
            assert {row[1] for row in sheets[title] if row[0] == part.title} == names
    everything = {str(item) for item in items_of(read_tree(Plan.objects.get(slug="2022-26")))}
    assert set().union(*(part.items for part in content.parts)) == everything
