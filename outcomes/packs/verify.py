"""Checks that what was published is what is stored: every content, every file, the log, and what guards them.

Triggers refuse changes through any ordinary connection; whoever gets round them is named here.
"""

import hashlib
from collections.abc import Iterator

from django.db import connection

from plan import chain, events, records
from plan.models import Event
from plan.models.events import ChainHead

from .content import digest
from .models import PackFile, PackVersion

GONE = ("pack.withdrawn", "pack.erased")


def altered() -> list[str]:
    """What differs from what was published, each in a sentence; an empty list when all holds."""
    return [*_unguarded(), *_log(), *_vanished(), *_versions()]


def _unguarded() -> Iterator[str]:
    standing = records.enforced()
    for name in records.expected(connection.vendor):
        if name not in standing:
            yield f"The trigger {name} is missing or switched off: run manage.py migrate to install it again."


def _log() -> Iterator[str]:
    """The whole event log, streamed: one query."""
    head = ChainHead.objects.filter(pk=1).values_list("digest", flat=True).first()
    entries = (
        chain.Entry(event.sequence, events.payload(event), event.previous, event.digest)
        for event in Event.objects.order_by("sequence").iterator(chunk_size=2000)
    )
    yield from (f"Event log: {problem}" for problem in chain.verify(entries, head=head or chain.GENESIS))


def _published_events():
    return Event.objects.filter(verb="pack.published").order_by("sequence")


def _vanished() -> Iterator[str]:
    there = {str(pk) for pk in PackVersion.objects.published().values_list("pk", flat=True)}
    for key, name in _published_events().values_list("subject_id", "subject"):
        if key not in there:
            yield f"{name} was published and is no longer there."


def _versions() -> Iterator[str]:
    logged = {event.subject_id: event.detail for event in _published_events()}
    gone = set(Event.objects.filter(verb__in=GONE).values_list("verb", "subject_id"))
    rows = PackVersion.objects.published().select_related("pack__committee", "withdrawal__erasure").order_by("pk")
    for version in rows.iterator(chunk_size=1):
        detail = logged.get(str(version.pk))
        if detail is None:
            yield f"{version} is published, but the event log does not say so."
            continue
        yield from _notices(version, {verb for verb, key in gone if key == str(version.pk)})
        yield from _version(version, detail)


def _notices(version: PackVersion, logged: set[str]) -> Iterator[str]:
    """Withdrawn and erased is what the log says is, and nothing else."""
    for verb, stands in zip(GONE, (version.is_withdrawn, version.is_erased), strict=True):
        what = verb.removeprefix("pack.")
        if stands and verb not in logged:
            yield f"{version} is {what}, but the event log does not say so."
        elif verb in logged and not stands:
            yield f"{version} was {what}, and the record of it is missing."


def _version(version: PackVersion, detail: dict) -> Iterator[str]:
    if version.content_sha256 != detail["content"] or not _content_holds(version):
        yield f"{version}: its content was altered."
    if not version.is_erased and version.remit != version.content.get("remit"):
        yield f"{version}: its remit was altered."
    if {"rules": version.rules.get("version"), "templates": version.template_version} != {
        "rules": detail["rules"], "templates": detail["templates"],
    }:  # fmt: skip
        yield f"{version}: the rules or the design it names were altered."
    yield from _files(version, detail)


def _content_holds(version: PackVersion) -> bool:
    """Whether the content is what was published; of an erased version, that it is empty."""
    if version.is_erased:
        return version.content == {}
    return _digest(version.content) == version.content_sha256


def _files(version: PackVersion, detail: dict) -> Iterator[str]:
    found = set()
    for file in PackFile.objects.filter(version=version).order_by("pk").iterator(chunk_size=1):
        found.add(file.name)
        content = bytes(file.content)
        now = file.sha256 if version.is_erased and not content else hashlib.sha256(content).hexdigest()
        if {now, file.sha256} != {detail["files"].get(file.name)}:
            yield f"{version}: the file {file.name} was altered."
        elif version.is_erased and content:
            yield f"{version}: the file {file.name} was to be erased and is still there."
        elif not version.is_erased and len(content) != file.size:
            yield f"{version}: the size of {file.name} was altered."
    for name in sorted(set(detail["files"]) - found):
        yield f"{version}: the file {name} is missing."


def _digest(content) -> str:
    try:
        return digest(content)
    except (TypeError, AttributeError):  # something that no content ever held was put in
        return ""
