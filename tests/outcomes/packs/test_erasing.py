"""A withdrawn paper is shown to nobody; what it said can be erased, and nothing else of it."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from outcomes.models import PackErasure, PackFile, PackVersion, PackWithdrawal
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.publishing import erase, withdraw
from outcomes.packs.verify import altered
from plan import clock, events, records, roles
from plan.models import Event
from tests.factories import make_user

from .world import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
NAME = "environment-committee-2022-q2.pdf"
PUBLIC = "/packs/environment-committee/2022-Q2/"
BREACH, DUTY = "A breach of data protection.", "Somebody asked for erasure."
SEES_VERSIONS = (
    roles.POLICY_OFFICER, roles.CMT, roles.DEMOCRATIC_SERVICES, roles.ADMINISTRATOR, roles.BOARD_MEMBER,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def withdrawn(published, officer) -> PackVersion:
    withdraw(published, by=officer, reason=BREACH)
    return PackVersion.objects.get()


@pytest.fixture
def erased(withdrawn, administrator) -> PackVersion:
    erase(withdrawn, by=administrator, reason=DUTY)
    return PackVersion.objects.get()


def address(version: PackVersion, kind: str) -> str:
    return reverse("admin:outcomes_packversion_file", args=[version.pk, kind])


@pytest.mark.parametrize("kind", ["pdf", "html"])
@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.slug)
def test_a_withdrawn_file_is_handed_to_nobody_on_the_desk(published, officer, client, role, kind):
    client.force_login(make_user(role))
    file = published.files.get(kind=kind)
    before = client.get(address(published, kind))
    assert before.status_code == (200 if role in SEES_VERSIONS else 404)
    assert (before.content == bytes(file.content)) is (role in SEES_VERSIONS)

    withdraw(published, by=officer, reason=BREACH)
    response = client.get(address(published, kind), headers={"if-none-match": f'"{file.sha256}"'})

    assert response.status_code == (410 if role in SEES_VERSIONS else 404)
    assert (BREACH in response.content.decode()) is (role in SEES_VERSIONS)
    assert bytes(file.content) not in response.content


def test_the_versions_page_leads_to_no_withdrawn_file(withdrawn, officer, client):
    client.force_login(officer)
    page = client.get(reverse("admin:outcomes_packversion_change", args=[withdrawn.pk])).content.decode()

    assert NAME in page
    assert address(withdrawn, "pdf") not in page


def test_an_administrator_sees_published_versions_and_no_draft(world, officer, client):
    draft = build(request_build(world.pack, by=officer, queued=False).pk)
    client.force_login(make_user(roles.ADMINISTRATOR))

    assert client.get(address(draft, "pdf")).status_code == 404
    assert client.get(reverse("admin:outcomes_packversion_change", args=[draft.pk])).status_code == 404
    assert client.get(reverse("admin:outcomes_pack_change", args=[world.pack.pk])).status_code in (403, 404)
    issue(draft, by=officer)
    assert client.get(reverse("admin:outcomes_packversion_change", args=[draft.pk])).status_code == 200


def test_erasing_empties_content_and_files_and_keeps_the_record(withdrawn, administrator):
    before = PackVersion.objects.values().get()
    files = list(PackFile.objects.order_by("pk").values())

    notice = erase(withdrawn, by=administrator, reason=f" {DUTY} ")

    assert PackVersion.objects.values().get() == {**before, "content": {}}
    assert [{**file, "content": bytes(file["content"])} for file in PackFile.objects.order_by("pk").values()] == [
        {**file, "content": b""} for file in files
    ]
    assert (notice.by, notice.reason) == (administrator, DUTY)
    event = Event.objects.get(verb="pack.erased")
    assert (event.by, event.why, event.subject_id) == (administrator, DUTY, str(withdrawn.pk))
    assert event.detail == {**Event.objects.get(verb="pack.withdrawn").detail, "at": event.detail["at"]}
    assert event.detail["files"][NAME] == next(file["sha256"] for file in files if file["name"] == NAME)
    assert altered() == []


@pytest.mark.parametrize("who", [*(role for role in roles.ROLES if role != roles.ADMINISTRATOR), None, "superuser"],
                         ids=lambda who: getattr(who, "slug", str(who)))  # fmt: skip
def test_only_administrators_erase(withdrawn, who):
    by = make_user(is_superuser=True) if who == "superuser" else make_user(who) if who else None

    with pytest.raises(NotAllowed, match="is erased by administrators"):
        erase(withdrawn, by=by, reason=DUTY)

    assert not PackErasure.objects.exists()
    assert all(file.content for file in PackFile.objects.all())


def test_only_what_is_withdrawn_is_erased_once_and_with_a_reason(published, officer, administrator):
    with pytest.raises(NotAllowed, match="is not withdrawn"):
        erase(published, by=administrator, reason=DUTY)
    withdraw(published, by=officer, reason=BREACH)
    with pytest.raises(NotAllowed, match="Say why it is erased"):
        erase(published, by=administrator, reason=" ")
    erase(published, by=administrator, reason=DUTY)
    with pytest.raises(NotAllowed, match="is erased already"):
        erase(published, by=administrator, reason="Once more.")
    assert PackErasure.objects.count() == 1


def test_the_notice_stands_in_its_place_for_everybody(erased, officer, client):
    for get in (client.get, lambda path: client.get(path)):
        response = get(f"{PUBLIC}v1/{NAME}")
        assert response.status_code == 410
        assert BREACH in response.content.decode()
        assert DUTY in response.content.decode()
        assert erased.files.get(kind="pdf").sha256 in response.content.decode()
        client.force_login(officer)
    page = client.get(PUBLIC).content.decode()
    assert "What it said was erased" in page
    assert erased.files.get(kind="pdf").sha256 in page


def test_a_pack_whose_only_version_is_erased_can_be_built_again(erased, world, officer):
    again = build(request_build(world.pack, by=officer, what_changed="Without the name.", queued=False).pk)
    issue(again, by=officer)

    assert (again.number, altered()) == (2, [])


# What the database itself lets through -------------------------------------------------------------------------------

EMPTY = "'\\x'::bytea" if connection.vendor == "postgresql" else "X''"
OTHER = "'x'::bytea" if connection.vendor == "postgresql" else "X'78'"
EMPTYING = {
    "content": "UPDATE outcomes_packversion SET content = '{}'",
    "files": f"UPDATE outcomes_packfile SET content = {EMPTY}",
}
NEVER = {
    "other words": """UPDATE outcomes_packversion SET content = '{"a": 1}'""",
    "no words": "UPDATE outcomes_packversion SET content = NULL",
    "its hash": "UPDATE outcomes_packversion SET content = '{}', content_sha256 = ''",
    "its remit": "UPDATE outcomes_packversion SET content = '{}', remit = '[]'",
    "its day": "UPDATE outcomes_packversion SET content = '{}', published_at = NULL",
    "version": "DELETE FROM outcomes_packversion",
    "other bytes": f"UPDATE outcomes_packfile SET content = {OTHER}",
    "the file's hash": f"UPDATE outcomes_packfile SET content = {EMPTY}, sha256 = ''",
    "the file's name": f"UPDATE outcomes_packfile SET content = {EMPTY}, name = 'other.pdf'",
    "the file's size": f"UPDATE outcomes_packfile SET content = {EMPTY}, size = 0",
    "file": "DELETE FROM outcomes_packfile",
    "withdrawal": "UPDATE outcomes_packwithdrawal SET reason = 'None'",
    "erasure": "UPDATE outcomes_packerasure SET reason = 'None'",
    "no erasure": "DELETE FROM outcomes_packerasure",
}


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


BEFORE = {**EMPTYING, **{what: sql for what, sql in NEVER.items() if "packerasure" not in sql}}


@pytest.mark.parametrize("sql", BEFORE.values(), ids=BEFORE)
def test_what_is_only_withdrawn_loses_nothing(withdrawn, sql):
    with pytest.raises(DatabaseError):
        execute(sql)
    assert altered() == []


@pytest.mark.parametrize("sql", NEVER.values(), ids=NEVER)
def test_what_is_erased_loses_its_content_and_nothing_else(erased, sql):
    with pytest.raises(DatabaseError):
        execute(sql)
    assert altered() == []


def test_another_version_of_the_same_pack_is_not_opened_by_it(erased, world, officer):
    second = issue(build(request_build(world.pack, by=officer, what_changed="New.", queued=False).pk), by=officer)

    for sql in EMPTYING.values():
        with pytest.raises(DatabaseError, match="never changes"):
            execute(f"{sql} WHERE {'id' if 'packversion' in sql else 'version_id'} = {second.pk}")
    assert altered() == []


def test_a_way_round_the_verbs_is_named(published, officer):
    """Notices put in by hand open the door to emptying, and the log shows that nobody recorded them."""
    now = clock.now()
    notice = PackWithdrawal.objects.create(version=published, by=officer, at=now, reason="x")
    PackErasure.objects.create(withdrawal=notice, by=officer, at=now, reason="x")
    assert altered() == [
        f"{published}: its content was altered.",
        *(f"{published}: the file {file.name} was to be erased and is still there." for file in
          published.files.order_by("pk")),
        f"{published}, withdrawn, but the event log does not say so.",
        f"{published}, erased, but the event log does not say so.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": "Another reason."}, "{version}, erased: who erased it, when or why was altered."),
        (None, "{version} was erased, and the notice is no longer there."),
    ],
    ids=["its reason", "gone"],
)
def test_an_erasure_altered_behind_the_triggers_is_named(erased, change, said):
    with records.lifted():
        PackErasure.objects.update(**change) if change else PackErasure.objects.all().delete()

    assert altered()[-1] == said.format(version=erased)


def test_bytes_put_back_are_named(erased):
    with records.lifted():
        PackFile.objects.filter(kind="pdf").update(content=b"%PDF again")
        PackVersion.objects.update(content={"schema": 1})
    assert altered() == [
        f"{erased}: its content was altered.",
        f"{erased}: the file {NAME} was altered.",
    ]


# On the desk ---------------------------------------------------------------------------------------------------------


def test_an_administrator_erases_with_a_reason(withdrawn, administrator, client):
    client.force_login(administrator)
    step = reverse("admin:outcomes_packversion_erase", args=[withdrawn.pk])
    page = reverse("admin:outcomes_packversion_change", args=[withdrawn.pk])
    assert step in client.get(page).content.decode()
    assert "backups made before today are not touched" in client.get(step).content.decode()
    assert client.post(step, {"reason": ""}).status_code == 422
    assert not PackErasure.objects.exists()

    assert client.post(step, {"reason": DUTY}, follow=True).status_code == 200

    assert PackErasure.objects.get().by == administrator
    assert step not in client.get(page).content.decode()
    assert client.post(step, {"reason": DUTY}).status_code == 422


@pytest.mark.parametrize("role", [role for role in roles.ROLES if role != roles.ADMINISTRATOR], ids=lambda r: r.slug)
def test_a_crafted_post_by_anybody_else_erases_nothing(withdrawn, client, role):
    client.force_login(make_user(role))
    response = client.post(reverse("admin:outcomes_packversion_erase", args=[withdrawn.pk]), {"reason": DUTY})

    assert response.status_code == (403 if role in SEES_VERSIONS else 404)
    assert not PackErasure.objects.exists()
    assert events.revision() == Event.objects.count()
