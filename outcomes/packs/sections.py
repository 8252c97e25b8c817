"""Which sections a paper has, in which order and with which covering words, as an officer chose them.

Covering words belong to one pack, and so to one committee: the report that goes to several committees says to each what
is meant for it (requirement 77). The first page and the list of contents always come first and cannot be left out.
"""

from collections.abc import Iterable, Sequence

from .kinds import Section
from .models import Pack
from .told import Chosen

INTRODUCTION, SINCE, ENQUIRIES = "introduction", "since", "enquiries"
DELIVERY, NOTES, GLOSSARY = "delivery", "notes", "glossary"
USUAL = (
    Section(INTRODUCTION, "Introduction"),
    Section(SINCE, "Since your last meeting"),
    Section(ENQUIRIES, "Questions you could ask"),
    Section(DELIVERY, "What you watch, part by part"),
    Section(NOTES, "Notes on data"),
    Section(GLOSSARY, "Glossary"),
)


def chosen(pack: Pack) -> tuple[Chosen, ...]:
    """The sections of a pack. One query."""
    rows = pack.sections.order_by("position", "pk").values_list("key", "position", "shown", "words") if pack.pk else ()
    return in_order(pack.every_section, rows)


def in_order(usual: Sequence[Section], rows: Iterable[tuple[str, int, bool, str]]) -> tuple[Chosen, ...]:
    """The sections that are shown, each at the place that was chosen, and at its usual one where none was. An
    introduction without words is none. Pure."""
    chosen = {key: (position, shown, words.strip()) for key, position, shown, words in rows}
    found = []
    for place, section in enumerate(usual, start=1):
        position, shown, words = chosen.get(section.key, (place, True, ""))
        if shown and (words or section.key != INTRODUCTION):
            found.append((position, section.key not in chosen, Chosen(section.key, section.title, words)))
    return tuple(one for *_, one in sorted(found, key=lambda one: one[:2]))
