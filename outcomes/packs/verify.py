"""Checks that what was published is what is stored: every content, every file, the plan's words, the log, and what
guards them.

Triggers refuse changes through any ordinary connection; whoever gets round them is named here.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from outcomes.framework.altered import altered_editions
from plan import chain, events, records, row_rules
from plan.models import Event
from plan.models.events import ChainHead
from plan.wording import join_words

from .content import digest
from .exempt import EXEMPT, Disclosure
from .facts import differing, moment
from .models import PackErasure, PackFile, PackVersion, PackWithdrawal

DID = {"withdrawn": "withdrew", "erased": "erased", "disclosed": "disclosed"}


def altered() -> list[str]:
    """What differs from what was published, each in a sentence; an empty list when all holds."""
    published = [*altered_editions(), *_vanished(), *_versions()]
    return [*_unguarded(), *_log(), *published, *_withdrawals(), *_erasures(), *_disclosures()]


def _unguarded() -> Iterator[str]:
    for name, matter in {**records.failing(), **row_rules.failing()}.items():
        yield f"The trigger {name} {matter}: run manage.py migrate to install it again."


def _log() -> Iterator[str]:
    """The whole event log, streamed: one query."""
    head = ChainHead.objects.filter(pk=1).values_list("digest", flat=True).first()
    entries = (
        chain.Entry(event.sequence, events.payload(event), event.previous, event.digest)
        for event in Event.objects.order_by("sequence").iterator(chunk_size=2000)
    )
    yield from (f"Event log: {problem}" for problem in chain.verify(entries, head=head or chain.GENESIS))


def _published_events():
    return Event.objects.filter(verb__in=("pack.published", "pack.issued")).order_by("sequence")


def _vanished() -> Iterator[str]:
    there = {str(pk) for pk in PackVersion.objects.published().values_list("pk", flat=True)}
    told = set()
    for key, name in _published_events().values_list("subject_id", "subject"):
        if key in told:
            yield f"The event log says twice that {name} was published."
        elif key not in there:
            yield f"{name} was published and is no longer there."
        told.add(key)


def _versions() -> Iterator[str]:
    logged: dict[str, dict] = {}
    for event in _published_events():
        logged.setdefault(event.subject_id, event.detail)  # the first; another is named by itself
    rows = PackVersion.objects.published().select_related("pack__body", "withdrawal__erasure").order_by("pk")
    for version in rows:
        detail = logged.get(str(version.pk))
        if detail is None:
            yield f"{version} is published, but the event log does not say so."
            continue
        yield from _version(version, detail)


def _version(version: PackVersion, detail: dict) -> Iterator[str]:
    if version.content_sha256 != detail["content"] or not _content_holds(version):
        yield f"{version}: its content was altered."
    if not version.is_erased and version.remit != version.content.get("remit"):
        yield f"{version}: its remit was altered."
    if {"rules": version.rules.get("version"), "templates": version.template_version} != {
        "rules": detail["rules"], "templates": detail["templates"],
    }:  # fmt: skip
        yield f"{version}: the rules or the design it names were altered."
    files = list(PackFile.objects.filter(version=version).defer("content").order_by("pk"))
    if changed := differing(version, files, detail.get("facts", {})):
        yield f"{version}: altered is {join_words(changed)}."
    yield from _files(version, detail["files"])


def _content_holds(version: PackVersion) -> bool:
    """Whether the content is what was published; of an erased version, that it is empty."""
    if version.is_erased:
        return version.content == {}
    return _digest(version.content) == version.content_sha256


def _files(version: PackVersion, hashes: dict[str, str]) -> Iterator[str]:
    found = set()
    for file in PackFile.objects.filter(version=version).order_by("pk").iterator(chunk_size=1):
        found.add(file.name)
        content = bytes(file.content)
        now = file.sha256 if version.is_erased and not content else hashlib.sha256(content).hexdigest()
        if file.name not in hashes:
            yield f"{version}: the file {file.name} was put in later."
        elif {now, file.sha256} != {hashes[file.name]}:
            yield f"{version}: the file {file.name} was altered."
        elif version.is_erased and content:
            yield f"{version}: the file {file.name} was to be erased and is still there."
    for name in sorted(set(hashes) - found):
        yield f"{version}: the file {name} is missing."


def _withdrawals() -> Iterator[str]:
    notices = PackWithdrawal.objects.select_related("version__pack__body").order_by("pk")
    yield from _notices("withdrawn", {str(notice.version_id): notice for notice in notices})


def _erasures() -> Iterator[str]:
    notices = PackErasure.objects.select_related("withdrawal__version__pack__body").order_by("pk")
    yield from _notices("erased", {str(notice.withdrawal.version_id): notice for notice in notices})


def _disclosures() -> Iterator[str]:
    """Each exempt file that was made public is the one that was exempt, and the log has who did it, when and why."""
    notices = Disclosure.objects.select_related("version__pack__body", "file").order_by("pk")
    for notice in notices.defer("file__content"):
        same = (notice.file.version_id, notice.file.sha256, notice.file.audience)
        if same != (notice.version_id, notice.sha256, EXEMPT):
            yield f"{notice}: it is not the file that was exempt."
    yield from _notices("disclosed", {str(notice.version_id): notice for notice in notices})


def _notices(what: str, stands: dict[str, Any]) -> Iterator[str]:
    """Each notice that a version was withdrawn, or erased, has its entry in the log, and each entry its notice."""
    told: dict[str, Event] = {}
    for event in Event.objects.filter(verb=f"pack.{what}").order_by("sequence"):
        if event.subject_id in told:
            yield f"The event log says twice that {event.subject} was {what}."
        told.setdefault(event.subject_id, event)
    for key, notice in stands.items():
        entry = told.get(key)
        if entry is None:
            yield f"{notice}, but the event log does not say so."
        elif (entry.by_id, entry.why, entry.detail.get("at")) != (notice.by_id, notice.reason, moment(notice.at)):
            yield f"{notice}: who {DID[what]} it, when or why was altered."
    for key, entry in told.items():
        if key not in stands:
            yield f"{entry.subject} was {what}, and the notice is no longer there."


def _digest(content) -> str:
    try:
        return digest(content)
    except (TypeError, AttributeError):  # something that no content ever held was put in
        return ""
