"""Clears, publishes, withdraws and erases versions of packs. Publishing freezes one with its files, in the database."""

import hashlib

from django.db import transaction

from outcomes.reporting import points
from plan import clock, events
from plan.calendar import clear_days_between
from plan.models import User
from plan.roles import ADMINISTRATOR

from .building import NotAllowed, fingerprints, may_act
from .checking import points_of_version
from .content import digest
from .dates import is_late, late_for
from .facts import facts, moment
from .making import MORE_PAGES, files_due, lacking
from .models import Pack, PackErasure, PackFile, PackVersion, PackWithdrawal
from .which_paper import on_the_agenda

PUBLISHING = [
    "late_reason", "late_agreed_by", "anyway_reason", "open_points", "published_at", "published_by",
]  # fmt: skip
SYSTEM = "the system"  # acts on its own machine, where a command is typed


class StopsStand(NotAllowed):
    """Points of the checks before publication stand, and nobody has said why it is published anyway."""


@transaction.atomic
def clear(version: PackVersion, *, by: User | None, note: str = "") -> PackVersion:
    """Say that a built version may be published as it is: by whom, in which office, when. Nothing is public by that.

    Raises NotAllowed for whom it is not, for a version that is not built, or cleared or published already, and for one
    that is not what was built or what the pack now is.
    """
    may_act(by, "cleared")
    version, files = _ready(version)
    if version.is_cleared:
        raise NotAllowed(f"{version} is cleared already.")
    version.cleared_at, version.cleared_by, version.clearing_note = clock.now(), by, note.strip()
    version.cleared_office = str(by or SYSTEM)[:150]
    version.save(update_fields=["cleared_at", "cleared_by", "cleared_office", "clearing_note"])
    detail = {**fingerprints(version, files), "number": version.number, "office": version.cleared_office}
    events.record(verb="pack.cleared", subject=version, by=by, why=version.clearing_note, detail=detail)
    return version


@transaction.atomic
def publish(
    version: PackVersion, *, by: User | None, late_reason: str = "", agreed_by: str = "", anyway: str = "",
    seen_stops: str | None = None,
) -> PackVersion:  # fmt: skip
    """Publish a cleared version: from here on data, words, rules and bytes stand still, and the log has their hashes.

    A late paper is published with the reason and with the agreement of who is in the chair (`agreed_by`, an office),
    not without. While points of the checks before publication stand, it is published only with a reason (`anyway`),
    kept with the points as they stood; `seen_stops` is their seal as somebody read them on a page. Raises StopsStand
    for that, NotAllowed for whom it is not, for a version that is not cleared or published already, and for one that is
    not what was built or what the pack now is.
    """
    may_act(by, "published")
    version, files = _ready(version)
    if not version.is_cleared:
        raise NotAllowed(f"{version} is not cleared yet. Read it as those it is for will, then clear it.")
    if problem := version.pack.kind_of.refusal(version):
        raise NotAllowed(problem)
    timing = timing_of(version.pack, late_reason=late_reason, agreed_by=agreed_by)
    left = _left_open(version, anyway=anyway, seen_stops=seen_stops)
    version.late_reason, version.late_agreed_by = timing.get("late", ""), timing.get("agreed_by", "")
    version.anyway_reason, version.open_points = left.get("anyway", ""), "\n".join(left.get("stops", ()))
    version.published_at, version.published_by = clock.now(), by
    version.save(update_fields=PUBLISHING)
    kept = {**fingerprints(version, files), "facts": facts(version, files), "number": version.number}
    said = f"{version.pack.was_put_out.capitalize()} anyway: {version.anyway_reason}" if left else ""
    why = " ".join(filter(None, [version.what_changed, said]))
    events.record(
        verb=f"pack.{version.pack.was_put_out}", subject=version, by=by, why=why, detail={**kept, **timing, **left}
    )
    return version


def _left_open(version: PackVersion, *, anyway: str, seen_stops: str | None) -> dict:
    """What the log keeps of points that stand in the way: the points, and why it is published anyway. They are found
    here, as they stand now, whatever a page showed. Raises StopsStand."""
    try:
        stops = points.stops(points_of_version(version))
    except ValueError:
        raise NotAllowed(f"{version} was built before this system last changed. Build it again.") from None
    problem = points.refusal(stops, anyway=anyway, seen=seen_stops)
    if problem:
        raise StopsStand(problem)
    return {"anyway": anyway.strip(), "stops": [str(point) for point in stops]} if stops else {}


@transaction.atomic
def withdraw(version: PackVersion, *, by: User | None, reason: str) -> PackWithdrawal:
    """Take a published version out of sight, lawfully: the notice keeps its reason, the log its hashes."""
    may_act(by, "withdrawn")
    version = _locked(version)
    if not version.is_published:
        raise NotAllowed(
            f"{version} was never {version.pack.was_put_out}, so there is nothing to withdraw. Build it again instead."
        )
    if version.is_withdrawn:
        raise NotAllowed(f"{version} is withdrawn already.")
    if not reason.strip():
        raise NotAllowed("Say why it is withdrawn: the reason stands in its place from now on.")
    if by is None:
        raise NotAllowed("A withdrawal is made by a person, who answers for it.")
    notice = PackWithdrawal.objects.create(version=version, by=by, at=clock.now(), reason=reason.strip())
    kept = fingerprints(version, list(version.files.all()))
    detail = {**kept, "number": version.number, "at": moment(notice.at)}
    events.record(verb="pack.withdrawn", subject=version, by=by, why=notice.reason, detail=detail)
    return notice


@transaction.atomic
def erase(version: PackVersion, *, by: User | None, reason: str) -> PackErasure:
    """Empty content and files of a withdrawn version for good; that it was, its hashes, and who, when, why stay.

    For what the law says must go from the tables themselves, such as personal data published by mistake. Backups made
    before are not touched. Raises NotAllowed for whom it is not, and for what is not withdrawn or is erased already.
    """
    if by is None or not by.has_role(ADMINISTRATOR.slug):
        raise NotAllowed("What a withdrawn paper said is erased by administrators. Ask one of them.")
    version = _locked(version)
    if not version.is_withdrawn:
        raise NotAllowed(f"{version} is not withdrawn. A policy officer withdraws it first.")
    if version.is_erased:
        raise NotAllowed(f"{version} is erased already.")
    if not reason.strip():
        raise NotAllowed("Say why it is erased: the reason is kept for good.")
    kept = fingerprints(version, list(version.files.all()))
    erasure = PackErasure.objects.create(withdrawal=version.withdrawal, by=by, at=clock.now(), reason=reason.strip())
    detail = {**kept, "number": version.number, "at": moment(erasure.at)}
    PackFile.objects.filter(version=version).update(content=b"")
    PackVersion.objects.filter(pk=version.pk).update(content={})
    events.record(verb="pack.erased", subject=version, by=by, why=erasure.reason, detail=detail)
    return erasure


def _locked(version: PackVersion) -> PackVersion:
    """The version as it stands now; one that another build has replaced is refused."""
    Pack.objects.select_for_update().get(pk=version.pack_id)
    found = PackVersion.objects.select_for_update().filter(pk=version.pk).first()
    if found is None:
        raise NotAllowed("This build was replaced by a newer one. Look at that one first.")
    return found


def _ready(version: PackVersion) -> tuple[PackVersion, list[PackFile]]:
    """The version as it stands now, with its files, if it is built, whole, and not published."""
    version = _locked(version)
    if version.is_published:
        raise NotAllowed(f"{version} is {version.pack.was_put_out} already.")
    if version.state != PackVersion.State.BUILT:
        raise NotAllowed(f"{version} is not built yet: {version.get_state_display().lower()}. Build it first.")
    files = list(version.files.order_by("kind"))
    _check_whole(version, files)
    _check_agenda(version)
    return version, files


def _check_agenda(version: PackVersion) -> None:
    """What is printed of meeting and agenda is what the pack says now; else the remit may be another day's."""
    printed = version.content.get("paper", {})
    if any(printed.get(name) != now for name, now in on_the_agenda(version.pack).items()):
        raise NotAllowed(f"Meeting, agenda item, appendix or page changed since {version} was built. Build it again.")


def _check_whole(version: PackVersion, files: list[PackFile]) -> None:
    """What is about to be frozen is what was built."""
    there = {(file.kind, file.audience) for file in files if file.kind not in MORE_PAGES}
    whole = there == files_due(version.content, version.pack.audience) and not lacking(files)
    same = all(hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256 for file in files)
    if not whole or not same or digest(version.content) != version.content_sha256:
        raise NotAllowed(f"{version} is not as it was built. Build it again.")


def timing_of(pack: Pack, *, late_reason: str, agreed_by: str) -> dict:
    """What the log keeps of a publication today: clear days, and for a late one why and who agreed. A paper that is not
    public goes to no meeting held in public, so that no law says by when.

    Raises NotAllowed for a late one that lacks either.
    """
    meeting = pack.meeting
    if meeting is None or not pack.is_public:
        return {}
    today = clock.today()
    told: dict = {"clear_days": clear_days_between(today, meeting.date)}
    if not is_late(meeting.date, today=today):
        return told
    if not late_reason.strip() or not agreed_by.strip():
        raise NotAllowed(f"{late_for(meeting.date)} Say why it is late, and which office in the chair agreed to it.")
    return told | {"late": late_reason.strip(), "agreed_by": agreed_by.strip()}
