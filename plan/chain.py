"""A hash chain: each entry's hash covers what it says and the hash before it, so no entry can be altered unseen.

Pure: SHA-256 over canonical JSON. What a chain cannot see by itself is that its end was cut off or wholly rewritten;
for that, `verify` is given the last hash as somebody else kept it (printed on a page, say).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64
_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Entry:
    """One row of a chain: the number it is known by, what it says, the hash it follows and its own."""

    number: int
    payload: Mapping[str, Any]
    previous_hash: str
    hash: str


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The one way to write a payload down: JSON with sorted keys, without spaces, in ASCII.

    Text, whole numbers, true, false, null, lists and mappings with text keys; decimals and dates go in as text.
    Raises TypeError, naming the place, for anything else: a float has more than one spelling.
    """
    _check(payload, "payload")
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def digest(previous_hash: str, payload: Mapping[str, Any]) -> str:
    """The hash of an entry that follows `previous_hash` (`GENESIS` for the first): 64 hexadecimal digits.

    Raises ValueError where `previous_hash` is no such hash, TypeError as `canonical` does.
    """
    if not _HASH.fullmatch(previous_hash):
        raise ValueError("The hash before it must be 64 hexadecimal digits; the first entry follows GENESIS.")
    return hashlib.sha256(previous_hash.encode("ascii") + b"\n" + canonical(payload)).hexdigest()


def verify(rows: Iterable[Entry], *, head: str | None = None) -> list[str]:
    """What is wrong with a chain, in words that name the entries; an empty list when all holds.

    `rows` come in the order they claim. `head` is the last hash as kept elsewhere, to see entries cut off the end.
    """
    entries = list(rows)
    places = {entry.hash: place for place, entry in enumerate(entries)}
    problems = []
    for place, entry in enumerate(entries):
        if not _is_own_hash(entry):
            problems.append(f"Entry {entry.number} was changed: what it says does not match its hash.")
        expected = entries[place - 1].hash if place else GENESIS
        if entry.previous_hash != expected:
            problems.append(_break(entries, place, places))
    last = entries[-1].hash if entries else GENESIS
    if head is not None and last != head:
        after = f"after entry {entries[-1].number}" if entries else "from the whole chain"
        problems.append(f"Entries are missing {after}, or the last was rewritten: the chain does not end as recorded.")
    return problems


def _is_own_hash(entry: Entry) -> bool:
    try:
        return digest(entry.previous_hash, entry.payload) == entry.hash
    except (TypeError, ValueError):
        return False


def _break(entries: list[Entry], place: int, places: Mapping[str, int]) -> str:
    """Why the entry at this place does not follow the one before it, as far as the hashes tell."""
    entry = entries[place]
    where = f"after entry {entries[place - 1].number}" if place else "as the first"
    belongs = -1 if entry.previous_hash == GENESIS else places.get(entry.previous_hash)
    if belongs is None:
        return f"Entry {entry.number} does not belong {where}: the entry it follows is missing or was changed."
    if belongs < place:
        between = [str(other.number) for other in entries[belongs + 1 : place]]
        return f"Entry {entry.number} does not belong {where}: put in or moved before it: {', '.join(between)}."
    return f"Entry {entry.number} is out of order: it belongs after entry {entries[belongs].number}."


def _check(value: Any, where: str) -> None:
    if value is None or isinstance(value, str | bool | int):
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"The key {key!r} in {where} is not text.")
            _check(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            _check(inner, f"{where}[{place}]")
    else:
        raise TypeError(f"{where} is a {type(value).__name__}; write decimals and dates as text.")
