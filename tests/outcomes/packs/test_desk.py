"""Packs on the desk: the three steps, who may take them, and that there is no other way."""

from datetime import date

import pytest
from django.urls import reverse

from outcomes.models import Pack, PackVersion
from outcomes.packs import desk
from outcomes.packs.building import request_build
from outcomes.packs.publishing import clear, publish
from plan import roles
from plan.models import Event
from tests.factories import make_user

from .world import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
OTHER_ROLES = [role for role in roles.ROLES if role != roles.POLICY_OFFICER]
READERS = (roles.CMT, roles.DEMOCRATIC_SERVICES)


def page(name: str, row) -> str:
    return reverse(f"admin:outcomes_{row._meta.model_name}_{name}", args=[row.pk])


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def test_an_officer_asks_for_a_build_and_sees_it_wait(world, signed_in, officer):
    assert "Build" in signed_in.get(page("change", world.pack)).content.decode()

    response = signed_in.post(page("build", world.pack), follow=True)

    version = PackVersion.objects.get()
    assert (version.state, version.asked_by) == ("queued", officer)
    assert "Version 1 is waiting to be built." in response.content.decode()
    assert "Waiting to be built, asked for at " in response.content.decode()


def test_looking_at_the_step_does_not_take_it(world, built, signed_in):
    for name, row in (("build", world.pack), ("publish", built)):
        assert signed_in.get(page(name, row)).status_code == 200

    assert PackVersion.objects.get() == built
    assert not PackVersion.objects.get().is_published


def test_a_revised_paper_has_to_say_what_it_changes(world, built, signed_in, officer):
    issue(built, by=officer)

    assert signed_in.post(page("build", world.pack), {"what_changed": ""}).status_code == 422
    assert PackVersion.objects.count() == 1
    signed_in.post(page("build", world.pack), {"what_changed": "A figure was wrong."})
    assert PackVersion.objects.get(number=2).what_changed == "A figure was wrong."


def test_an_officer_withdraws_with_a_reason(built, signed_in, officer):
    issue(built, by=officer)

    assert signed_in.post(page("withdraw", built), {"reason": ""}).status_code == 422
    signed_in.post(page("withdraw", built), {"reason": "A breach of data protection."})

    assert PackVersion.objects.get().withdrawal.reason == "A breach of data protection."
    assert "Withdrawn on" in signed_in.get(page("change", built)).content.decode()


@pytest.mark.parametrize("role", OTHER_ROLES, ids=lambda role: role.slug)
@pytest.mark.parametrize("step", ["build", "clear", "publish", "withdraw"])
def test_a_crafted_post_by_anybody_else_does_nothing(world, built, client, officer, role, step):
    if step == "withdraw":
        issue(built, by=officer)
    client.force_login(make_user(role))
    before = list(PackVersion.objects.values()), Event.objects.count()

    row = world.pack if step == "build" else built
    response = client.post(page(step, row), {"reason": "x", "what_changed": "x", "late_reason": "x"})

    published_to_them = role in (roles.ADMINISTRATOR, roles.BOARD_MEMBER) and step == "withdraw"
    assert response.status_code == (403 if role in READERS or published_to_them else 404)
    assert (list(PackVersion.objects.values()), Event.objects.count()) == before


def test_a_second_click_is_told_so(built, signed_in):
    for step, verb, said in (
        ("clear", "pack.cleared", "is cleared already"),
        ("publish", "pack.published", "is published already"),
    ):
        assert signed_in.post(page(step, built)).status_code == 302
        response = signed_in.post(page(step, built))

        assert response.status_code == 422
        assert said in response.content.decode()
        assert Event.objects.filter(verb=verb).count() == 1


def test_no_version_is_changed_or_deleted_by_its_own_pages(built, signed_in, officer):
    before = PackVersion.objects.values().get()

    for who in (officer, make_user(is_superuser=True)):
        signed_in.force_login(who)
        answers = [
            signed_in.post(
                page("change", built), {"number": 9, "state": "queued", "published_at": "2022-10-28"}
            ).status_code,
            signed_in.post(page("delete", built), {"post": "yes"}).status_code,
            signed_in.post(reverse("admin:outcomes_packversion_add"), {"number": 9}).status_code,
        ]
        assert answers == [403, 403, 403]

    assert PackVersion.objects.values().get() == before


def test_a_pack_keeps_its_committee_and_quarter(world, signed_in):
    response = signed_in.post(
        page("change", world.pack),
        {
            "seen_version": world.pack.version,
            "committee": "",
            "quarter": "2019-Q1",
            "meeting": world.meeting.pk,
            "appendix": "B",
            "detail": "full",
            "arranged": "outcome",
            "sections-TOTAL_FORMS": 0,
            "sections-INITIAL_FORMS": 0,
        },
    )

    pack = Pack.objects.get()
    assert response.status_code == 302
    assert (pack.covers, pack.body, pack.appendix) == ("2022-Q2", world.committee, "B")


def committee_form(world, **fields) -> dict:
    committee = world.committee
    committee.refresh_from_db()
    return {
        "name": committee.name, "short_name": committee.short_name, "slug": committee.slug, "kind": committee.kind,
        "seen_version": committee.version, "memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0, **fields,
    }  # fmt: skip


def test_the_address_of_a_committee_stays_once_a_pack_is_published_at_it(world, built, signed_in, officer):
    address = reverse("admin:plan_body_change", args=[world.committee.pk])
    assert (
        "Once a paper is published at its address it can no longer change." in signed_in.get(address).content.decode()
    )
    assert signed_in.post(address, committee_form(world, slug="green-committee")).status_code == 302
    assert signed_in.post(address, committee_form(world, slug="environment-committee")).status_code == 302
    issue(built, by=officer)

    refused = signed_in.post(address, committee_form(world, slug="climate-committee", name="Climate Committee"))
    assert "Packs of this committee are published at this address, so it stays." in refused.content.decode()
    assert "Climate Committee" in refused.content.decode()
    assert signed_in.post(address, committee_form(world, name="Climate Committee")).status_code == 302

    world.committee.refresh_from_db()
    assert (world.committee.slug, world.committee.name) == ("environment-committee", "Climate Committee")
    assert signed_in.get("/packs/environment-committee/2022-Q2/").status_code == 200


@pytest.mark.parametrize("role", OTHER_ROLES, ids=lambda role: role.slug)
def test_an_unpublished_file_is_for_those_who_may_see_versions(built, client, role):
    client.force_login(make_user(role))
    response = client.get(reverse("admin:outcomes_packversion_file", args=[built.pk, "pdf"]))

    if role in READERS:
        assert response.content == bytes(built.files.get(kind="pdf").content)
        assert "private" in response["Cache-Control"]
    else:
        assert response.status_code == 404


def test_a_failure_is_shown_in_words(world, signed_in, officer):
    version = request_build(world.pack, by=officer, queued=False)
    PackVersion.objects.filter(pk=version.pk).update(state="failed", failure="It has no remit.")

    assert "Could not be built. It has no remit." in signed_in.get(page("change", version)).content.decode()
    assert [line.text for line in desk.packs_failed(officer, date(2022, 10, 20))] == [str(version)]


def test_my_desk_names_packs_to_publish_with_their_last_day(built, officer, cmt):
    clear(built, by=officer)
    (line,) = desk.packs_to_publish(officer, date(2022, 10, 20))
    assert (line.text, line.due, line.overdue) == (str(built), date(2022, 10, 28), False)
    assert desk.packs_to_publish(officer, date(2022, 10, 31))[0].overdue
    assert desk.packs_to_publish(cmt, date(2022, 10, 20)) == []

    publish(built, by=officer)
    assert desk.packs_to_publish(officer, date(2022, 10, 20)) == []


def test_the_list_costs_the_same_for_one_pack_and_for_many(world, built, signed_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(reverse("admin:outcomes_pack_changelist"))
        return len(captured)

    signed_in.get(reverse("admin:outcomes_pack_changelist"))
    one = queries()
    for quarter in ("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1"):
        Pack.objects.create(body=world.committee, covers=quarter)
    assert queries() == one
