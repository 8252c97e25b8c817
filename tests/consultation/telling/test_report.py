"""The consultation report as a pack: what it says, what it refuses, and how it is drawn."""

import pytest

from consultation.models import Comment, Consultation
from consultation.telling.report.content import ConsultationContent
from consultation.telling.report.gathering import gather
from consultation.telling.report.kinds import checklist, points
from consultation.telling.report.sheets import sheets
from outcomes.models import Pack, PackVersion
from outcomes.packs import paper
from outcomes.packs.building import NotAllowed
from outcomes.packs.kinds import CannotBuild
from outcomes.packs.opening import open_pack
from plan import clock
from tests import factories
from tests.uacheck import check_pdfs, missing

from .test_you_said import answered, said_world  # noqa: F401  a ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(said_world) -> Pack:  # noqa: F811
    answered(said_world)
    body = factories.make_body("cabinet", "Cabinet")
    return open_pack(body, None, by=said_world["world"].officer, kind="consultation", subject="plan-asked")


def content_of(pack: Pack) -> ConsultationContent:
    return gather(pack, number=1, today=clock.today()).content


def test_it_says_what_the_page_says(pack, said_world):  # noqa: F811
    Comment.objects.create(consultation=said_world["row"], came="letter", words="UNTOLD words")
    content = content_of(pack)
    assert (content.title, content.paper.title) == ("The plan", "What people said: The plan")
    assert [(one.title, one.decision) for one in content.themes] == [("Homes", "changed"), ("Buses", "open")]
    (made,) = content.themes[0].made
    assert (made.how, made.what, made.before, made.after) == ("Removed", "Sub-outcome 8.5", "Homes are built", "")
    assert content.remit == (str(said_world["world"].homes.item_id),)
    assert ConsultationContent.from_dict(content.to_dict()) == content
    assert "UNTOLD" not in str(content.to_dict())
    rows = {sheet.title: sheet.rows for sheet in sheets(content)}
    assert [row[0] for row in rows["You said, we did"]] == ["Homes", "Buses"]
    assert [row[:4] for row in rows["Changes of the plan"]] == [
        ("Homes", "Removed", "Sub-outcome 8.5", "Homes are built")
    ]


def test_its_address_and_name_say_which_consultation(pack):
    assert (str(pack), pack.address) == ("Cabinet, Consultation report, The plan", "consultation/plan-asked")
    assert list(Pack.objects.at("consultation/plan-asked")) == [pack]
    assert list(Pack.objects.at("consultation/")) == []


def test_open_themes_are_a_point_to_look_at(pack):
    version = PackVersion(pack=pack, content=content_of(pack).to_dict())
    (point,) = points(version)
    assert (point.name, point.stops) == ("Buses", False)
    assert checklist(version, clock.today())[0] == "It shows 2 themes, 1 without an answer."


def test_it_is_of_one_consultation_that_has_closed(pack, said_world):  # noqa: F811
    officer, body = said_world["world"].officer, pack.body
    with pytest.raises(NotAllowed, match="Choose the consultation that it is about"):
        open_pack(body, None, by=officer, kind="consultation")
    with pytest.raises(NotAllowed, match="There is no consultation called nothing"):
        open_pack(body, None, by=officer, kind="consultation", subject="nothing")
    with pytest.raises(NotAllowed, match="this kind of pack is about nothing else"):
        open_pack(body, None, by=officer, kind="plan", subject="plan-asked", edition=said_world["world"].final)
    Consultation.objects.update(extended_to=clock.today(), extension_reason="Late")
    with pytest.raises(CannotBuild, match="It is open until"):
        content_of(pack)


@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_the_paper_is_accessible(pack, tmp_path):
    content = content_of(pack)
    printed = paper.print_pdf(content, pack.kind_of.design)
    path = tmp_path / "report.pdf"
    path.write_bytes(printed.pdf)
    assert check_pdfs([path]) == []
