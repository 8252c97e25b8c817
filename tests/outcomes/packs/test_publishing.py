"""What is published stands still: verbs."""

import pytest

from outcomes.framework import amending
from outcomes.models import Outcome, PackFile, PackVersion, PackWithdrawal, Remit
from outcomes.packs import files, paper
from outcomes.packs.building import NotAllowed, request_build
from outcomes.packs.facts import facts
from outcomes.packs.gathering import gather
from outcomes.packs.publishing import clear, publish, withdraw
from outcomes.packs.verify import altered
from performance.models import Result, Tolerance
from plan import roles
from plan.models import Decision, Event
from tests.factories import make_body, make_user

from .world import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
OTHER_ROLES = [role for role in roles.ROLES if role != roles.POLICY_OFFICER]
NAME = "environment-committee-2022-q2.pdf"


def test_publishing_says_who_and_when_and_keeps_the_hashes_in_the_log(cleared, officer):
    version = publish(cleared, by=officer)

    assert (version.published_by, version.is_published) == (officer, True)
    event = Event.objects.get(verb="pack.published")
    assert (event.by, event.subject_id) == (officer, str(version.pk))
    told = event.detail["facts"]
    assert told["pack"] == {
        "body_id": version.pack.body_id, "covers": "2022-Q2", "kind": "quarterly", "about_id": None, "edition_id": None,
        "subject": "",
    }  # fmt: skip
    assert (told["version"]["cut_off"], told["version"]["published_by_id"]) == ("2022-10-28", officer.pk)
    assert told["files"][NAME] == {"kind": "pdf", "audience": "public", "pages": 7, "size": 69}
    assert event.detail == {
        "number": 1,
        "content": version.content_sha256,
        "files": dict(version.files.values_list("name", "sha256")),
        "rules": version.rules["version"],
        "templates": version.template_version,
        "facts": facts(version, list(version.files.all())),
        "clear_days": 0,
    }


def test_publishing_twice_is_refused_and_changes_nothing(published, officer):
    at = published.published_at

    with pytest.raises(NotAllowed, match="is published already"):
        publish(published, by=officer)

    assert PackVersion.objects.get().published_at == at
    assert Event.objects.filter(verb="pack.published").count() == 1


@pytest.mark.parametrize("role", OTHER_ROLES, ids=lambda role: role.slug)
def test_only_policy_officers_publish(cleared, role):
    with pytest.raises(NotAllowed, match="Packs are published by policy officers"):
        publish(cleared, by=make_user(role))

    assert not PackVersion.objects.get().is_published


def test_what_is_not_built_is_not_published(world, officer):
    version = request_build(world.pack, by=officer, queued=False)

    with pytest.raises(NotAllowed, match="is not built yet: waiting to be built"):
        publish(version, by=officer)


def test_a_build_that_was_replaced_is_not_published(built, world, officer):
    request_build(world.pack, by=officer, queued=False)

    with pytest.raises(NotAllowed, match="replaced by a newer one"):
        publish(built, by=officer)


@pytest.mark.parametrize("how", ["content", "bytes", "a file less"])
def test_what_is_not_as_it_was_built_is_not_published(cleared, officer, how):
    built = cleared
    if how == "content":
        PackVersion.objects.update(content={**built.content, "illustrative": None})
    elif how == "bytes":
        PackFile.objects.filter(kind="pdf").update(content=b"%PDF another")
    else:
        PackFile.objects.filter(kind="pdf").delete()

    with pytest.raises(NotAllowed, match="is not as it was built"):
        publish(cleared, by=officer)


def test_after_edits_the_published_bytes_are_the_same(published, world, officer, monkeypatch):
    before = {file.name: bytes(file.content) for file in published.files.all()}
    gathered = gather(world.pack, number=1, today=LATER).content
    outcome = Outcome.objects.get(title="Green Fenbrook")
    decision = Decision.objects.create(
        body=make_body("cabinet"), plan=outcome.plan, date=LATER, text="Officers may mend names."
    )
    amending.amend(outcome, authority=decision, by=officer, why="Its new name.", title="Renamed Fenbrook")
    Result.objects.filter(period="2021/22").update(value=99)
    Tolerance.objects.update(amount=50)
    Remit.objects.filter(item=world.watched.item).delete()
    monkeypatch.setattr(paper, "page_style", lambda design: "body { color: red }")

    assert gather(world.pack, number=1, today=LATER).content != gathered
    assert {file.name: bytes(file.content) for file in published.files.all()} == before
    assert bytes(files.public_file("environment-committee", "2022-Q2", 1, NAME).content) == before[NAME]
    assert altered() == []


def test_a_withdrawal_keeps_hash_and_reason_and_hides_the_file(published, officer):
    notice = withdraw(published, by=officer, reason="A breach of data protection.")

    with pytest.raises(files.Withdrawn) as raised:
        files.public_file("environment-committee", "2022-Q2", 1, NAME)
    assert raised.value.notice == notice
    event = Event.objects.get(verb="pack.withdrawn")
    assert (event.why, event.detail["files"][NAME]) == (notice.reason, published.files.get(kind="pdf").sha256)
    assert not PackVersion.objects.standing().exists()
    assert altered() == []


@pytest.mark.parametrize("role", OTHER_ROLES, ids=lambda role: role.slug)
def test_only_policy_officers_withdraw(published, role):
    with pytest.raises(NotAllowed, match="Packs are withdrawn by policy officers"):
        withdraw(published, by=make_user(role), reason="I would rather not.")

    assert not PackWithdrawal.objects.exists()


def test_a_withdrawal_needs_a_published_version_a_person_and_a_reason_once(built, officer):
    with pytest.raises(NotAllowed, match="was never published"):
        withdraw(built, by=officer, reason="A breach.")
    published = publish(clear(built, by=officer), by=officer)
    with pytest.raises(NotAllowed, match="Say why it is withdrawn"):
        withdraw(published, by=officer, reason=" ")
    with pytest.raises(NotAllowed, match="made by a person"):
        withdraw(published, by=None, reason="A breach.")
    withdraw(published, by=officer, reason="A breach.")
    with pytest.raises(NotAllowed, match="is withdrawn already"):
        withdraw(published, by=officer, reason="Once more.")
    assert PackWithdrawal.objects.count() == 1


def test_unpublished_and_unknown_files_look_alike(built):
    for number, name in ((1, NAME), (2, NAME), (1, "other.pdf")):
        with pytest.raises(PackFile.DoesNotExist):
            files.public_file("environment-committee", "2022-Q2", number, name)
