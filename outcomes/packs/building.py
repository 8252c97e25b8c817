"""Builds versions of packs: asked for, queued, built once, kept whole or not at all.

A build is claimed with a lease. The worker that holds it may be killed at any moment: nothing is written before the
end, when content and files go in together, and `requeue_expired` hands a build whose lease ran out to another. The
number of the attempt is what tells the holder of a lease from one that lost it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q

from plan import clock, events
from plan.models import User
from plan.pdf import RenderFailed
from plan.roles import POLICY_OFFICER
from plan.tasks import background, enqueue

from . import attached, making, paper
from .content import digest
from .kinds import CannotBuild, Gathered
from .misfits import misfits
from .models import Pack, PackFile, PackVersion
from .whole import Whole

MOST_ATTEMPTS = 3
PATIENCE = timedelta(minutes=10)  # how long a queued build may wait before it is enqueued once more
State, Stage = PackVersion.State, PackVersion.Stage
logger = logging.getLogger(__name__)


class NotAllowed(ValueError):
    """The step may not be taken now or not by this person; the message says why, and what to do."""


class _LeaseLost(Exception):
    """Another worker has taken the build over."""


def may_act(by: User | None, what: str) -> None:
    """Raise NotAllowed unless a policy officer acts; None is the system itself, on its own machine."""
    if by is not None and not by.has_role(POLICY_OFFICER.slug):
        raise NotAllowed(f"Packs are {what} by policy officers. Ask one of them.")


@transaction.atomic
def request_build(pack: Pack, *, by: User | None, what_changed: str = "", queued: bool = True) -> PackVersion:
    """Ask for the next version of a pack and leave its building to the worker (or, not `queued`, to the caller).

    A build that was never published makes way for the new one, so that numbers count published papers. Once a version
    is published the next is a revised paper, and `what_changed` is printed on it.
    """
    may_act(by, "built")
    pack = Pack.objects.select_for_update().get(pk=pack.pk)
    for problem in misfits(pack, today=clock.today()).values():
        raise NotAllowed(problem)
    if pack.versions.filter(state__in=(State.QUEUED, State.BUILDING)).exists():
        raise NotAllowed(f"{pack} is being built already. Wait until that is done.")
    last = pack.versions.published().first()
    if last and not what_changed.strip():
        raise NotAllowed(f"{last} is published. Say what the revised paper changes: it is printed on it.")
    unpublished = pack.versions.filter(published_at=None)
    PackFile.objects.filter(version__in=unpublished).delete()
    unpublished.delete()
    version = PackVersion.objects.create(
        pack=pack, number=last.number + 1 if last else 1, asked_by=by, asked_at=clock.now(),
        lease_until=clock.now() + PATIENCE, what_changed=what_changed.strip() if last else "",
    )  # fmt: skip
    events.record(verb="pack.build_asked", subject=version, by=by, why=version.what_changed)
    if queued:
        enqueue(build_task, version.pk)
    return version


@background
def build_task(version_id: int) -> None:
    """What the worker runs."""
    build(version_id)


def build(version_id: int) -> PackVersion | None:
    """Build a version that waits. Costs seconds, most of them in a process of its own. None where it does not wait.

    Never raises for what is wrong with the pack or its rendering: that is kept with the version, in words.
    """
    version = _claim(version_id)
    if version is None:
        return None
    try:
        whole, gathered, files = _made(version)
        _at(version, Stage.STORING)
        _store(version, whole, gathered, files)
    except _LeaseLost:
        logger.warning("The build of %s was taken over by another worker.", version)
    except CannotBuild as error:
        _fail(version, str(error))
    except RenderFailed as error:
        _fail(version, error.reason)
    except Exception:
        logger.exception("The build of %s went wrong, attempt %s.", version, version.attempts)
        _hand_back(version)
    return PackVersion.objects.get(pk=version.pk)


def requeue_expired() -> int:
    """Take up builds whose worker was killed or whose task was lost; how many. Safe to run at any time, anywhere."""
    now = clock.now()
    waiting = PackVersion.objects.filter(state__in=(State.QUEUED, State.BUILDING), lease_until__lt=now)
    taken = 0
    for version in waiting:
        if version.attempts >= MOST_ATTEMPTS:
            _hand_back(version)
            continue
        with transaction.atomic():
            mine = PackVersion.objects.filter(pk=version.pk, state=version.state, lease_until=version.lease_until)
            if mine.update(state=State.QUEUED, lease_until=now + PATIENCE, stage=""):
                enqueue(build_task, version.pk)
                taken += 1
    return taken


def lease() -> timedelta:
    """Longer than a rendering may take: whoever still holds a build when its lease runs out is not alive."""
    return timedelta(seconds=settings.PDF_WALL_SECONDS + 60)


def _claim(version_id: int) -> PackVersion | None:
    now = clock.now()
    waits = Q(state=State.QUEUED) | Q(state=State.BUILDING, lease_until__lt=now)
    claimed = PackVersion.objects.filter(waits, pk=version_id, attempts__lt=MOST_ATTEMPTS).update(
        state=State.BUILDING, attempts=F("attempts") + 1, lease_until=now + lease(), stage=Stage.GATHERING,
        started_at=now,
    )  # fmt: skip
    if not claimed:
        return None
    whole = PackVersion.objects.select_related(
        "pack__body", "pack__meeting", "pack__agenda_item", "pack__about", "pack__edition"
    )
    return whole.get(pk=version_id)


def _held(version: PackVersion):
    """The row, if this attempt still holds it."""
    return PackVersion.objects.filter(pk=version.pk, state=State.BUILDING, attempts=version.attempts)


def _at(version: PackVersion, stage: str) -> None:
    """Hold the build for another while, and say how far it has come: one small UPDATE, outside every transaction of
    the build itself, so that whoever waits sees it."""
    if not _held(version).update(lease_until=clock.now() + lease(), stage=stage):
        raise _LeaseLost


def _made(version: PackVersion) -> tuple[Whole, Gathered, list[PackFile]]:
    with _one_reading():
        kind = version.pack.kind_of
        gathered = kind.gather(
            version.pack, number=version.number, today=clock.today(), what_changed=version.what_changed
        )
        whole, exempt = attached.accompanied(version.pack, gathered)
    _at(version, Stage.DRAWING)
    return whole, gathered, making.files_of(version.pack, whole, exempt)


@contextmanager
def _one_reading() -> Iterator[None]:
    """Everything is read as it stood at one moment, though others go on writing."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@transaction.atomic
def _store(version: PackVersion, whole: Whole, gathered: Gathered, files: list[PackFile]) -> None:
    held = _held(version).select_for_update().first()
    if held is None:
        raise _LeaseLost
    stored = whole.to_dict()
    held.state, held.built_at, held.lease_until, held.failure = State.BUILT, clock.now(), None, ""
    held.stage = ""
    held.cut_off, held.edition = gathered.cut_off, gathered.edition
    held.content, held.content_sha256, held.remit = stored, digest(stored), stored["remit"]
    held.rules = {"version": paper.rules_version(), "words": stored["rules"]}
    held.template_version = paper.template_version(version.pack.kind_of.design)
    held.save()
    for file in files:
        file.version = held
        file.save(force_insert=True)
    events.record(verb="pack.built", subject=held, by=held.asked_by, detail=fingerprints(held, files))


def fingerprints(version: PackVersion, files: list[PackFile]) -> dict:
    """What the event log keeps of a version: the hashes of its content and of each of its files."""
    return {
        "content": version.content_sha256,
        "files": {file.name: file.sha256 for file in files},
        "rules": version.rules["version"],
        "templates": version.template_version,
    }


@transaction.atomic
def _fail(version: PackVersion, why: str) -> None:
    if _held(version).update(state=State.FAILED, failure=why, lease_until=None, stage=""):
        events.record(verb="pack.failed", subject=version, by=version.asked_by, why=why)


def _hand_back(version: PackVersion) -> None:
    """After what nobody foresaw: once more, but not for ever."""
    if version.attempts < MOST_ATTEMPTS:
        with transaction.atomic():
            if _held(version).update(state=State.QUEUED, lease_until=clock.now() + PATIENCE, stage=""):
                enqueue(build_task, version.pk)
        return
    why = (
        f"It could not be built in {MOST_ATTEMPTS} attempts, for a reason that is in the system's log. "
        "Tell whoever looks after it, then build again."
    )
    _fail(version, why)
