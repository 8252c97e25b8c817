"""A build is asked for, claimed, made and stored once, whole or not at all, whatever happens to its worker."""

from datetime import timedelta

import pytest

from outcomes.models import Pack, PackFile, PackVersion, Remit
from outcomes.packs import building, paper
from outcomes.packs.building import MOST_ATTEMPTS, NotAllowed, build, request_build, requeue_expired
from plan import clock, roles
from plan.models import Event
from plan.pdf import RenderFailed
from tests.factories import make_user

from .world import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
State = PackVersion.State


@pytest.fixture
def waiting(world, officer) -> PackVersion:
    return request_build(world.pack, by=officer, queued=False)


def expire(version: PackVersion) -> None:
    PackVersion.objects.filter(pk=version.pk).update(lease_until=clock.now() - timedelta(seconds=1))


def killed_in_mid_build(version: PackVersion, monkeypatch) -> None:
    """A worker that claims the build and is never heard of again."""
    with monkeypatch.context() as patch:
        patch.setattr(building, "_made", lambda version: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            build(version.pk)
    expire(version)


def test_a_build_makes_content_and_files_in_one(waiting, world):
    version = build(waiting.pk)

    assert (version.state, version.number, version.attempts, version.failure) == (State.BUILT, 1, 1, "")
    assert version.lease_until is None
    assert (version.edition, version.cut_off.isoformat()) == (world.plan, "2022-10-28")
    assert set(version.remit) == {str(uuid) for uuid in world.items}
    assert len(version.content_sha256) == len(version.template_version) == len(version.rules["version"]) == 64
    assert [(file.kind, file.name, file.pages) for file in version.files.order_by("kind")] == [
        ("html", "environment-committee-2022-q2.html", None),
        ("pdf", "environment-committee-2022-q2.pdf", 7),
        ("xlsx", "environment-committee-2022-q2.xlsx", None),
    ]
    assert all(file.size == len(file.content) for file in version.files.all())


def test_each_step_is_recorded_once(waiting, officer):
    build(waiting.pk)

    told = list(Event.objects.about(waiting).order_by("sequence").values_list("verb", "by"))
    assert told == [("pack.build_asked", officer.pk), ("pack.built", officer.pk)]


def test_the_worker_is_given_the_build_when_the_request_commits(
    world, officer, monkeypatch, django_capture_on_commit_callbacks
):
    left = []
    monkeypatch.setattr(
        type(building.build_task), "enqueue", lambda task, *arguments: left.append((task.name, arguments))
    )

    with django_capture_on_commit_callbacks() as callbacks:
        version = request_build(world.pack, by=officer)
    assert left == []

    callbacks[0]()
    assert left == [("build_task", (version.pk,))]


def test_one_build_at_a_time(waiting, world, officer):
    with pytest.raises(NotAllowed, match="is being built already"):
        request_build(world.pack, by=officer)

    assert PackVersion.objects.count() == 1


@pytest.mark.parametrize(
    "role", [role for role in roles.ROLES if role != roles.POLICY_OFFICER], ids=lambda role: role.slug
)
def test_only_policy_officers_ask(world, role):
    with pytest.raises(NotAllowed, match="Packs are built by policy officers"):
        request_build(world.pack, by=make_user(role))

    assert not PackVersion.objects.exists()


def test_building_twice_builds_once(waiting):
    first = build(waiting.pk)
    files = list(first.files.values_list("pk", "sha256"))

    assert build(waiting.pk) is None
    assert list(first.files.values_list("pk", "sha256")) == files
    assert Event.objects.about(waiting).filter(verb="pack.built").count() == 1


def test_a_build_that_was_not_published_makes_way(waiting, world, officer):
    build(waiting.pk)

    again = request_build(world.pack, by=officer, queued=False)

    assert [version.number for version in PackVersion.objects.all()] == [1]
    assert again.pk != waiting.pk
    assert not PackFile.objects.exists()


def test_a_published_version_stays_and_the_next_says_what_it_changes(waiting, world, officer):
    issue(build(waiting.pk), by=officer)

    with pytest.raises(NotAllowed, match="Say what the revised paper changes"):
        request_build(world.pack, by=officer, what_changed="  ")
    second = build(request_build(world.pack, by=officer, what_changed="One figure was wrong.", queued=False).pk)

    assert (second.number, second.content["paper"]["what_changed"]) == (2, "One figure was wrong.")
    assert b"One figure was wrong." in bytes(second.files.get(kind="html").content)
    assert second.files.get(kind="pdf").name == "environment-committee-2022-q2-v2.pdf"
    assert Pack.objects.get().versions.published().get().superseded_by is None
    issue(second, by=officer)
    assert PackVersion.objects.get(number=1).superseded_by == second


def test_what_is_wrong_with_the_pack_is_kept_in_words(waiting):
    Remit.objects.all().delete()

    version = build(waiting.pk)

    assert version.state == State.FAILED
    assert version.failure.startswith("On 7 November 2022 nothing of Fenbrook Plan 2022-26 (approved) was in the remit")
    assert (version.content, version.files.count()) == ({}, 0)
    assert Event.objects.about(version).get(verb="pack.failed").why == version.failure


def test_what_is_wrong_with_the_rendering_is_kept_in_words(waiting, monkeypatch):
    def refuse(content, design):
        raise RenderFailed("It took longer than 180 seconds: make it shorter.")

    monkeypatch.setattr(paper, "print_pdf", refuse)
    version = build(waiting.pk)

    assert (version.state, version.failure) == (State.FAILED, "It took longer than 180 seconds: make it shorter.")
    assert (version.attempts, version.files.count()) == (1, 0)


def test_after_a_failure_it_can_be_built_again(waiting, world, officer, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(paper, "print_pdf", lambda content, design: (_ for _ in ()).throw(RenderFailed("No.")))
        build(waiting.pk)

    version = build(request_build(world.pack, by=officer, queued=False).pk)

    assert (version.state, version.number, version.failure) == (State.BUILT, 1, "")


def test_what_nobody_foresaw_is_tried_again_but_not_for_ever(waiting, monkeypatch, caplog):
    def break_down(content, design):
        raise ZeroDivisionError("a fault of the program")

    monkeypatch.setattr(paper, "print_pdf", break_down)
    states = [build(waiting.pk).state for _ in range(MOST_ATTEMPTS)]

    assert states == [State.QUEUED, State.QUEUED, State.FAILED]
    waiting.refresh_from_db()
    assert waiting.failure.startswith("It could not be built in 3 attempts")
    assert build(waiting.pk) is None
    assert len(caplog.records) == MOST_ATTEMPTS


def test_a_killed_build_is_taken_up_again_and_leaves_no_half(waiting, monkeypatch, django_capture_on_commit_callbacks):
    killed_in_mid_build(waiting, monkeypatch)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.content, waiting.files.count()) == (State.BUILDING, {}, 0)

    with django_capture_on_commit_callbacks() as callbacks:
        assert requeue_expired() == 1
    waiting.refresh_from_db()
    assert (waiting.state, len(callbacks)) == (State.QUEUED, 1)

    assert build(waiting.pk).state == State.BUILT
    assert waiting.files.count() == 3


def test_builds_that_are_held_or_done_are_left_alone(waiting):
    assert requeue_expired() == 0
    build(waiting.pk)
    assert requeue_expired() == 0


def test_a_queued_build_whose_task_was_lost_is_enqueued_again(waiting, django_capture_on_commit_callbacks):
    expire(waiting)

    with django_capture_on_commit_callbacks() as callbacks:
        assert (requeue_expired(), requeue_expired()) == (1, 0)
    assert len(callbacks) == 1


def test_a_build_that_kills_its_worker_each_time_fails_in_the_end(waiting, monkeypatch):
    for _ in range(MOST_ATTEMPTS):
        killed_in_mid_build(waiting, monkeypatch)

    assert requeue_expired() == 0
    waiting.refresh_from_db()
    assert waiting.state == State.FAILED


def test_a_worker_that_lost_its_lease_writes_nothing(waiting, monkeypatch):
    """It wakes up when another has taken over, and must not put its files beside the other's."""
    print_pdf = paper.print_pdf

    def sleep_past_the_lease(content, design):
        monkeypatch.setattr(paper, "print_pdf", print_pdf)
        expire(waiting)
        assert build(waiting.pk).state == State.BUILT
        return print_pdf(content, design)

    monkeypatch.setattr(paper, "print_pdf", sleep_past_the_lease)
    version = build(waiting.pk)

    assert (version.state, version.attempts, version.files.count()) == (State.BUILT, 2, 3)
    assert Event.objects.about(waiting).filter(verb="pack.built").count() == 1


def test_a_lease_outlasts_the_longest_rendering(settings):
    assert building.lease() > timedelta(seconds=settings.PDF_WALL_SECONDS)


def test_the_same_content_is_stored_as_the_same_bytes(waiting, world, officer):
    first = build(waiting.pk)
    hashes = set(first.files.values_list("name", "sha256")), first.content_sha256, first.template_version

    second = build(request_build(world.pack, by=officer, queued=False).pk)

    assert (set(second.files.values_list("name", "sha256")), second.content_sha256, second.template_version) == hashes
