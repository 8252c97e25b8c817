"""What the event log keeps of a published version beside its hashes: every fact that a reader could be misled by."""

from datetime import UTC, date, datetime
from typing import Any

from .models import PackFile, PackVersion

# Field: what people call it when it was altered.
OF_PACK = {
    "body_id": "the body it is for", "covers": "its period", "kind": "its kind", "about_id": "the board it is about",
    "edition_id": "the version of the plan it is", "subject": "what it is about",
}  # fmt: skip
OF_VERSION = {
    "pack_id": "the pack it belongs to", "number": "its number", "state": "its state",
    "asked_by_id": "who asked for it", "asked_at": "when it was asked for", "built_at": "when it was built",
    "cut_off": "its cut-off date", "edition_id": "the version of the plan it rests on",
    "what_changed": "what it says has changed", "published_at": "when it was published",
    "published_by_id": "who published it", "cleared_at": "when it was cleared", "cleared_by_id": "who cleared it",
    "cleared_office": "the office that cleared it", "clearing_note": "the note of its clearing",
    "late_reason": "why it was late", "late_agreed_by": "who agreed that it was late",
    "anyway_reason": "why it was published anyway", "open_points": "what stood in its way",
}  # fmt: skip
OF_FILE = {"kind": "the kind", "audience": "the audience", "pages": "the number of pages", "size": "the size"}
WORDS = {**OF_PACK, **OF_VERSION}


def facts(version: PackVersion, files: list[PackFile]) -> dict[str, dict]:
    return {
        "pack": _values(version.pack, OF_PACK),
        "version": _values(version, OF_VERSION),
        "files": {file.name: _values(file, OF_FILE) for file in files},
    }


def differing(version: PackVersion, files: list[PackFile], kept: dict[str, dict]) -> list[str]:
    """What is not as the log has it, in words. A fact that the log does not hold is not compared."""
    now = facts(version, files)
    found = [WORDS[name] for part in ("pack", "version") for name in _changed(now[part], kept.get(part, {}))]
    for file, values in now["files"].items():
        changed = _changed(values, kept.get("files", {}).get(file, {}))
        found += [f"{OF_FILE[name]} of {file}" for name in changed]
    return found


def _changed(now: dict[str, Any], kept: dict[str, Any]) -> list[str]:
    return [name for name, value in now.items() if name in kept and kept[name] != value]


def _values(row: Any, names: dict[str, str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
