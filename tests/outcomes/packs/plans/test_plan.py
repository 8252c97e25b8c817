"""The plan as a document: in full and in short, of a version in force, of a public draft and of a hidden one."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from outcomes.framework.models import Statement
from outcomes.models import Aim, IndicatorCitation, Pack, PackVersion
from outcomes.packs import paper
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.checklist import before_clearing
from outcomes.packs.kinds import CannotBuild
from outcomes.packs.opening import open_pack
from outcomes.packs.plans.content import PlanContent
from outcomes.packs.plans.sheets import sheets
from outcomes.packs.publishing import StopsStand, clear, publish
from plan import clock, roles
from plan.models import GlossaryTerm, Plan, Section, SectionEntry
from tests import factories as make
from tests.uacheck import check_pdfs, missing

from .. import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("warm_print")]
TODAY = date(2026, 1, 5)
KINDS = ("plan", "plan-short")


@pytest.fixture
def officer():
    return make.make_user(roles.POLICY_OFFICER)


@pytest.fixture
def draft() -> Plan:
    """A draft that nobody but officers may see, with one of everything."""
    plan = make.make_plan(title="Fenbrook Plan", label="draft", vision="A dry town.", vision_text="Dry **feet**.")
    one = make.make_outcome(plan, "Green Fenbrook", statement="Rivers run clean.", narrative="Why it matters.")
    sub = make.make_sub_outcome(one, "Rivers are clean", narrative="The rivers are **brown**.")
    aim = make.make_aim(sub, "More otters", influence="partner")
    make.make_commitment(sub, "Mend the weir")
    make.make_commitment(sub, "Count the otters", aim=aim)
    Statement.objects.create(sub_outcome=sub, heading="By 2024", text="The weir is whole.")
    other = make.make_outcome(plan, "Change Fenbrook", kind="change", managed_by="the Change Board")
    make.make_sub_outcome(other, "Fewer forms")
    section = Section.objects.create(plan=plan, title="Our values", kind="values", position=90, text="We have values.")
    SectionEntry.objects.create(section=section, title="Openness", text="We are open.", principle="B")
    Section.objects.create(plan=plan, title="Watching over it", kind="monitoring", position=91, text="Boards meet.")
    GlossaryTerm.objects.create(plan=plan, term="Weir", definition="A low dam.")
    GlossaryTerm.objects.create(plan=plan, term="Otter", definition="It swims.")
    IndicatorCitation.objects.create(item=sub.item, indicator=make.make_indicator("Rivers in good health"))
    return plan


@pytest.fixture
def council():
    return make.make_body("council", "Fenbrook Council")


def pack_of(draft, council, officer, kind="plan") -> Pack:
    return open_pack(council, None, by=officer, kind=kind, edition=draft)


def content_of(pack: Pack) -> PlanContent:
    pack = Pack.objects.select_related("body", "edition").get(pk=pack.pk)
    return pack.kind_of.gather(pack, number=1, today=TODAY, what_changed="").content


def page_of(pack: Pack) -> str:
    return paper.print_page(content_of(pack), pack.kind_of.design).decode()


def test_the_full_form_has_every_part_in_its_order(draft, council, officer):
    content = content_of(pack_of(draft, council, officer))
    green, change = content.outcomes
    (sub,) = green.sub_outcomes

    assert [part.section.title if part.section else part.outcome.title for part in content.parts] == [
        "Green Fenbrook", "Change Fenbrook", "Our values", "Watching over it",
    ]  # fmt: skip
    assert [(group.aim, [(one.number, one.text) for one in group.actions]) for group in sub.groups] == [
        ("More otters", [("1.1.1", "Count the otters")]), ("", [("1.1.2", "Mend the weir")]),
    ]  # fmt: skip
    assert [(one.heading, one.lines) for one in sub.lists] == [("By 2024", ("The weir is whole.",))]
    assert [one.name for one in sub.measured] == ["Rivers in good health"]
    assert change.responsible == "managed by the Change Board"
    assert [term.term for term in content.terms] == ["Otter", "Weir"]
    assert PlanContent.from_dict(content.to_dict()) == content


def test_the_short_form_has_the_outcomes_with_their_aims_and_no_more(draft, council, officer):
    page = page_of(pack_of(draft, council, officer, "plan-short"))

    for words in ("A dry town.", "Dry <strong>feet</strong>.", "Rivers run clean.", "Rivers are clean", "More otters",
                  "Boards meet."):  # fmt: skip
        assert words in page
    for words in ("Mend the weir", "Change Fenbrook", "Our values", "brown", "Rivers in good health", "A low dam."):
        assert words not in page


def test_its_data_are_its_parts_aims_commitments_and_measures(draft, council, officer):
    content = content_of(pack_of(draft, council, officer))
    rows = {sheet.title: sheet.rows for sheet in sheets(content)}

    assert rows["Parts of the plan"][:2] == (
        ("1", "Green Fenbrook", "", ""),
        ("1.1", "Rivers are clean", "Green Fenbrook", ""),
    )
    assert rows["Aims"] == (("1.1", "More otters", "Shared with partners"),)
    assert rows["Commitments"] == (
        ("1.1.1", "Count the otters", "", "More otters", ""), ("1.1.2", "Mend the weir", "", "", ""),
    )  # fmt: skip
    assert [row[:2] for row in rows["Measures"]] == [("1.1", "Rivers in good health")]
    short = {sheet.title: sheet.rows for sheet in sheets(content_of(pack_of(draft, council, officer, "plan-short")))}
    assert (len(short["Aims"]), short["Commitments"], short["Measures"]) == (1, (), ())


def test_a_draft_says_so_on_each_page_and_what_is_in_force_does_not(draft, council, officer):
    pack = pack_of(draft, council, officer)
    content = content_of(pack)
    reader = PdfReader(BytesIO(paper.print_pdf(content, pack.kind_of.design).pdf))

    assert all(page.extract_text().count("Draft") >= 2 for page in reader.pages)
    approved = replace(content, is_draft=False, standing="approved, in force from 18 May 2022")
    assert "Draft" not in paper.print_page(approved, pack.kind_of.design).decode()


def test_the_same_number_of_queries_for_one_part_and_for_many(draft, council, officer):
    pack = pack_of(draft, council, officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            content_of(pack)
        return len(found)

    queries()
    few = queries()
    for outcome in range(3):
        sub = make.make_sub_outcome(make.make_outcome(draft, f"More {outcome}"), f"Part {outcome}")
        make.make_commitment(sub, "And more", aim=make.make_aim(sub, "And an aim"))
        IndicatorCitation.objects.create(item=sub.item, indicator=make.make_indicator(f"More {outcome}"))
    assert queries() == few == 21


def test_a_plan_without_outcomes_is_not_printed(council, officer):
    pack = pack_of(make.make_plan(), council, officer)

    with pytest.raises(CannotBuild, match="has no outcomes yet"):
        content_of(pack)


@pytest.mark.usefixtures("quick_print")
@pytest.mark.parametrize("kind", KINDS)
def test_a_hidden_draft_is_built_for_officers_and_never_published(draft, council, officer, client, kind):
    pack = pack_of(draft, council, officer, kind)
    version = clear(build(request_build(pack, by=officer, queued=False).pk), by=officer)
    with pytest.raises(NotAllowed, match="is not public"):
        publish(version, by=officer, anyway="Because.")

    services, cmt = make.make_user(roles.DEMOCRATIC_SERVICES), make.make_user(roles.CMT)
    assert client.get(reverse("pack", args=[council.slug, pack.address])).status_code == 404
    for user in (officer, cmt, services):
        sees = user.has_perm("plan.view_plan")
        assert PackVersion.objects.visible_to(user).filter(pk=version.pk).exists() == sees
        assert Pack.objects.visible_to(user).filter(pk=pack.pk).exists() == sees
    assert not services.has_perm("plan.view_plan")  # so that something could leak
    client.force_login(services)
    file = reverse("admin:outcomes_packversion_file", args=[version.pk, "html"])
    assert client.get(file).status_code == 404


@pytest.mark.usefixtures("quick_print")
def test_a_public_version_is_published_as_it_stands(draft, council, officer, client):
    pack = pack_of(draft, council, officer)
    version = clear(build(request_build(pack, by=officer, queued=False).pk), by=officer)
    Aim.objects.filter(text="More otters").update(text="Many more otters")
    Plan.objects.filter(pk=draft.pk).update(published_at=clock.now())

    with pytest.raises(StopsStand, match="its words changed since: build the document again"):
        publish(version, by=officer)
    version = clear(build(request_build(pack, by=officer, queued=False).pk), by=officer)
    publish(version, by=officer)

    page = client.get(reverse("pack", args=[council.slug, f"plan/{draft.slug}"]))
    assert "this committee" not in page.content.decode()
    assert f'href="/scrutiny/{council.slug}/"' not in page.content.decode()  # only committees have such a page
    assert page.status_code == 200
    assert "It says “Draft” on every page" in " ".join(before_clearing(version, today=TODAY))


def test_hostile_words_are_shown_as_words(draft, council, officer):
    pack = pack_of(draft, council, officer)
    page = paper.print_page(hostile.hostile(content_of(pack)), pack.kind_of.design).decode()

    assert "<script" not in page
    assert "<img src=http" not in page
    assert "javascript:" not in page.replace("](javascript:", "")


def long(content: PlanContent) -> PlanContent:
    part = content.parts[0]
    sub = part.outcome.sub_outcomes[0]
    group, measure = sub.groups[0], replace(sub.measured[0], figure="58%", period="2021/22")
    actions = tuple(replace(group.actions[0], number=f"1.1.{n}", text=f"Promise {n} " * 9) for n in range(80))
    measured = tuple(replace(measure, name=f"Indicator number {n}") for n in range(60))
    sub = replace(sub, title="A title that goes on " * 9, groups=(replace(group, actions=actions),), measured=measured,
                  narrative="\n\n".join(["Words go on and on. " * 50] * 9))  # fmt: skip
    return replace(content, parts=(replace(part, outcome=replace(part.outcome, sub_outcomes=(sub,))),))


def empty(content: PlanContent) -> PlanContent:
    bare = replace(content.parts[0].outcome, statement="", narrative="", sub_outcomes=())
    return replace(content, vision="", vision_text="", terms=(), parts=(replace(content.parts[0], outcome=bare),))


@pytest.mark.uacheck
@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_every_form_conforms_to_pdf_ua_and_pdf_a(draft, council, officer, tmp_path):
    pack = pack_of(draft, council, officer)
    content, design = content_of(pack), pack.kind_of.design
    short = content_of(pack_of(draft, council, officer, "plan-short"))
    kinds = {"full": content, "empty": empty(content), "hostile": hostile.hostile(content), "long": long(content),
             "short": short, "short-hostile": hostile.hostile(short)}  # fmt: skip
    for name, one in kinds.items():
        (tmp_path / f"{name}.pdf").write_bytes(paper.print_pdf(one, design).pdf)

    assert check_pdfs(sorted(tmp_path.glob("*.pdf"))) == []
