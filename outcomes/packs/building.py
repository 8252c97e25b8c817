"""Builds versions of packs: asked for, queued, built once, kept whole or not at all.

A build is claimed with a lease. The worker that holds it may be killed at any moment: nothing is written before the
end, when content and files go in together, and `requeue_expired` hands a build whose lease ran out to another. The
number of the attempt is what tells the holder of a lease from one that lost it.
"""

import hashlib
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

from . import paper
from .content import Content, digest
from .gathering import CannotBuild, Gathered, gather
from .misfits import misfits
from .models import Pack, PackFile, PackVersion

MOST_ATTEMPTS = 3
PATIENCE = timedelta(minutes=10)  # how long a queued build may wait before it is enqueued once more
State = PackVersion.State
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
        _store(version, *_made(version))
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
            if mine.update(state=State.QUEUED, lease_until=now + PATIENCE):
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
        state=State.BUILDING, attempts=F("attempts") + 1, lease_until=now + lease()
    )
    if not claimed:
        return None
    whole = PackVersion.objects.select_related("pack__committee", "pack__meeting", "pack__agenda_item")
    return whole.get(pk=version_id)


def _held(version: PackVersion):
    """The row, if this attempt still holds it."""
    return PackVersion.objects.filter(pk=version.pk, state=State.BUILDING, attempts=version.attempts)


def _renew(version: PackVersion) -> None:
    if not _held(version).update(lease_until=clock.now() + lease()):
        raise _LeaseLost


def _made(version: PackVersion) -> tuple[Gathered, list[PackFile]]:
    with _one_reading():
        gathered = gather(version.pack, number=version.number, today=clock.today(), what_changed=version.what_changed)
    _renew(version)
    return gathered, _files(gathered.content)


def _files(content: Content) -> list[PackFile]:
    printed, page = paper.print_pdf(content), paper.print_page(content)
    return [
        _file(PackFile.Kind.PDF, paper.file_name(content, "pdf"), printed.pdf, pages=printed.pages),
        _file(PackFile.Kind.HTML, paper.file_name(content, "html"), page),
    ]


def _file(kind: str, name: str, content: bytes, **more) -> PackFile:
    sha256 = hashlib.sha256(content).hexdigest()
    return PackFile(kind=kind, name=name, content=content, size=len(content), sha256=sha256, **more)


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
def _store(version: PackVersion, gathered: Gathered, files: list[PackFile]) -> None:
    held = _held(version).select_for_update().first()
    if held is None:
        raise _LeaseLost
    stored = gathered.content.to_dict()
    held.state, held.built_at, held.lease_until, held.failure = State.BUILT, clock.now(), None, ""
    held.cut_off, held.edition = gathered.days.cut_off, gathered.edition
    held.content, held.content_sha256, held.remit = stored, digest(stored), stored["remit"]
    held.rules = {"version": paper.rules_version(), "words": stored["rules"]}
    held.template_version = paper.template_version()
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
    if _held(version).update(state=State.FAILED, failure=why, lease_until=None):
        events.record(verb="pack.failed", subject=version, by=version.asked_by, why=why)


def _hand_back(version: PackVersion) -> None:
    """After what nobody foresaw: once more, but not for ever."""
    if version.attempts < MOST_ATTEMPTS:
        with transaction.atomic():
            if _held(version).update(state=State.QUEUED, lease_until=clock.now() + PATIENCE):
                enqueue(build_task, version.pk)
        return
    why = (
        f"It could not be built in {MOST_ATTEMPTS} attempts, for a reason that is in the system's log. "
        "Tell whoever looks after it, then build again."
    )
    _fail(version, why)
