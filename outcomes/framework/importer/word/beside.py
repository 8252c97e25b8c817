"""Lines beside the parts of a plan in a document made here ("Source: …", "With: …"): how they are written and read.

They are words in a quiet style of their own, one fact a line. Officers see them, and correct them as they correct
anything else; whatever saves the document keeps them, since nothing of them is hidden. Where a fact is only the usual
one, no line is written.
"""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from ..influence import INFLUENCES
from ..outline import (
    AimOutline,
    BesideNested,
    CommitmentOutline,
    EntryOutline,
    OutcomeOutline,
    PlanOutline,
    SavingOutline,
    SectionOutline,
    SubOutcomeOutline,
)

CONTRIBUTES = "The council contributes."
LEADS = "The council leads."
ILLUSTRATIVE = "Illustrative."
ILLUSTRATIVE_PLAN = "Illustrative: what this version says is made up, or partly so, to show how the system works."
NONE = "none given"
CALLED = ("commitment", "action")
WITH, INFLUENCE, ALSO = "With", "Influence", "The same as under"
LABELS = {
    "source": "Source",
    "overseen_by": "Overseen by",
    "managed_by": "Managed by",
    "principle": "Governance principle",
    "length_reported": "Length, as reported",
    "called": "What it promises is called",
    "same_as": ALSO,
}
SOURCED = frozenset({"source", "illustrative"})
OF_PLAN = SOURCED | {"length_reported", "called"}
OF_OUTCOME = SOURCED | {"overseen_by", "managed_by"}
OF_AIM = SOURCED | {"influence", "influence_note"}
OF_NESTED = SOURCED | {"contributes", "partners"}
OF_COMMITMENT = OF_NESTED | {"same_as"}
OF_ENTRY = frozenset({"principle", "illustrative"})

_KEYS = {label.casefold(): key for key, label in LABELS.items()}
_APART = " – "
_NOT_SAID = "not said"
_SAVING = re.compile(r"(.*)£\s?([\d,]+(?:\.\d+)?)\s?(?:million|m)\.?", re.IGNORECASE | re.DOTALL)
Told = dict[str, Any]


# Written --------------------------------------------------------------------------------------------------------------


def of_plan(plan: PlanOutline) -> Iterator[str]:
    if plan.illustrative:
        yield ILLUSTRATIVE_PLAN
    yield from _labelled(plan, "source", "length_reported", "called")


def of_outcome(outcome: OutcomeOutline) -> Iterator[str]:
    yield from _labelled(outcome, "overseen_by", "managed_by", "source")
    yield from _marked(outcome)


def of_part(part: SectionOutline | SubOutcomeOutline, *, usual: str = "") -> Iterator[str]:
    yield from _sourced(part.source, usual)
    yield from _marked(part)


def of_entry(entry: EntryOutline) -> Iterator[str]:
    yield from _labelled(entry, "principle")
    yield from _marked(entry)


def of_aim(aim: AimOutline, *, usual: str) -> Iterator[str]:
    """`usual` is the source of the aims around it: only another one is said."""
    if aim.influence or aim.influence_note:
        told = INFLUENCES.get(aim.influence, _NOT_SAID)
        yield f"{INFLUENCE}: {told}{_APART}{aim.influence_note}" if aim.influence_note else f"{INFLUENCE}: {told}"
    yield from _sourced(aim.source, usual)
    yield from _marked(aim)


def of_commitment(one: CommitmentOutline | BesideNested) -> Iterator[str]:
    told = [CONTRIBUTES] if one.contributes else []
    if partners := one.partners:
        # One alone that holds what parts several ends its line by itself.
        parted = any(";" in name for name in partners)
        told.append(f"{WITH}: " + ("\n".join([*partners, ""]) if parted else "; ".join(partners)))
    if told:
        yield " ".join(told)
    yield from _labelled(one, *(["same_as"] if isinstance(one, CommitmentOutline) else []), "source")
    yield from _marked(one)


def of_saving(saving: SavingOutline) -> str:
    """What it is for and how much; a tab parts them, since either may hold a colon."""
    return f"{saving.name}:\t{f'{saving.qualifier} £{saving.amount.normalize():f}'.strip()} million"


def _labelled(part: Any, *names: str) -> Iterator[str]:
    yield from (f"{LABELS[name]}: {value}" for name in names if (value := getattr(part, name)))


def _sourced(source: str, usual: str) -> Iterator[str]:
    if source != usual:
        yield f"{LABELS['source']}: {source or NONE}"


def _marked(part: Any) -> Iterator[str]:
    if part.illustrative:
        yield ILLUSTRATIVE


# Read -----------------------------------------------------------------------------------------------------------------


def is_labelled(text: str) -> bool:
    """Whether a line looks like one of these, by how it begins."""
    label = text.partition(":")[0].strip().casefold()
    return ":" in text and (label in _KEYS or label in (WITH.casefold(), INFLUENCE.casefold()))


def read(text: str, allowed: Collection[str]) -> Told:
    """What a line says, by the outline's names; empty where that is nothing that can be said there."""
    told = _read(text)
    return told if all(name in allowed for name in told) else {}


def read_saving(text: str) -> tuple[str, str, Decimal] | None:
    """What a saving is for, its qualifier and its amount; None where the line does not say how much it is."""
    name, found, rest = text.partition(":\t")
    if not found:
        name, found, rest = text.rpartition(": ")
    match = _SAVING.fullmatch(rest.strip())
    if not found or match is None or not name.strip():
        return None
    return name.strip(), match[1].strip(), Decimal(match[2].replace(",", ""))


def _read(text: str) -> Told:
    plain = " ".join(text.split()).casefold()
    if plain.startswith(ILLUSTRATIVE[:-1].casefold()):
        return {"illustrative": True}
    for said, contributes in ((CONTRIBUTES, True), (LEADS, False)):
        if plain.startswith(said[:-1].casefold()):
            rest = text.lstrip()[len(said) :].lstrip()
            return {"contributes": contributes, "partners": (), **(_read(rest) if rest else {})}
    label, found, value = text.partition(":")
    label, value = label.strip().casefold(), value.strip(" ")
    if not found:
        return {}
    if label == WITH.casefold():
        names = value.split("\n") if "\n" in value else value.split(";")
        return {"partners": tuple(name.strip() for name in names if name.strip())}
    if label == INFLUENCE.casefold():
        return _influence(value)
    if label not in _KEYS:
        return {}
    if _KEYS[label] == "called":
        called = value.strip().casefold().rstrip(".").removesuffix("s")
        return {"called": called} if called in CALLED else {}
    return {_KEYS[label]: "" if value.casefold() == NONE else value.strip()}


def _influence(value: str) -> Told:
    """The words of one of the three, and what stands after them, however an officer parted it."""
    plain = value.replace("’", "'").strip()
    for words, key in {**{told: key for key, told in INFLUENCES.items()}, _NOT_SAID: ""}.items():
        if plain.casefold().startswith(words.casefold()):
            rest = value.strip()[len(words) :]
            note = rest.removeprefix(_APART) if rest.startswith(_APART) else rest.lstrip(" –—-:;,.")
            return {"influence": key, "influence_note": note.strip()}
    return {}
