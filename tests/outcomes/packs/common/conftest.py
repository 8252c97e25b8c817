"""The packs' small world with a second committee and a commission that gets one report with a part for each.

Homes watches 2.1 whole, of which Environment watches one aim, and 1.1 as Environment does; 1.2, outcome 3 and what
stands above are nobody's.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from outcomes.models import Pack, Remit
from outcomes.packs.common.content import CommonContent
from outcomes.packs.opening import open_pack
from plan.models import Body, BodyKind, User
from plan.periods import Period
from tests.factories import make_body, make_meeting
from tests.ground import ground

from ..world import LATER, MEETING_ON, World

QUARTER = Period.parse("2022-Q2")


@dataclass
class Common:
    world: World
    officer: User
    homes: Body
    commission: Body
    pack: Pack

    def choose(self, key: str, **how) -> None:
        self.pack.sections.filter(key=key).update(**how)

    def key(self, body: Body) -> str:
        return f"body-{body.pk}"


@ground("common", on="pack_world")
def common(standing) -> Common:
    world, officer = standing["pack_world"]
    homes = make_body(name="Homes Committee", short_name="Homes")
    for sub in (world.partly, world.watched):
        Remit.objects.create(committee=homes, item=sub.item, starts=date(2022, 5, 18))
    commission = make_body(BodyKind.COMMISSION, "Scrutiny Commission")
    Remit.objects.create(committee=commission, item=world.alien.item, starts=date(2022, 5, 18))
    make_meeting(commission, MEETING_ON)
    pack = open_pack(commission, QUARTER, by=officer, kind="common")
    return Common(world, officer, homes, commission, pack)


def content_of(pack: Pack, **changed) -> CommonContent:
    Pack.objects.filter(pk=pack.pk).update(**changed)
    pack = Pack.objects.select_related("body", "meeting", "agenda_item").get(pk=pack.pk)
    return pack.kind_of.gather(pack, number=1, today=LATER).content


@pytest.fixture
def content(common) -> CommonContent:
    return content_of(common.pack)
