"""How a document that this system made says what its parts are: bookmarks on headings, styles of paragraphs.

Both outlive being edited and saved in a word processor, and neither is in anybody's way.
"""

PREFIX = "plan"
COVER = f"{PREFIX}_cover"
# How the vision is told: by itself, as its section says it, or not apart from that section.
TOLD, SAME, UNTOLD = "told", "same", "untold"
VISION = "Plan vision"
VISION_TEXT = "vision"  # bookmark of the heading above the vision at more length
STATEMENT = "Plan outcome statement"
SIGNATORY = "Plan signatory"
ENTRY, ENTRY_TEXT, ENTRY_ITEM = "Plan entry", "Plan entry text", "Plan entry item"
BESIDE = "Plan beside"  # what is said of the part above it: who leads, with whom, from what source
BESIDE_NESTED = "Plan beside nested"  # the same, of an item of a list within a commitment
TERM, DEFINITION = "Plan term", "Plan definition"
ASIDE = "Plan aside"  # told to readers, and no part of the plan's words

ABOUT = "about"  # bookmark of the heading above what readers should know of the version
SAVINGS = "savings"  # bookmark of the heading above a list of savings
SHOWN, SILENT = "h", "s"  # a group's heading that the plan prints, and one that only parts the list


def bookmark(number: int, *parts: object) -> str:
    """The name of a bookmark: unique by its number."""
    return "_".join([PREFIX, *(str(part) for part in parts), str(number)])


def parts_of(name: str) -> list[str]:
    """What a bookmark's name says; empty for somebody else's."""
    words = name.split("_")
    return words[1:-1] if words[0] == PREFIX and len(words) >= 3 and words[-1].isdigit() else []
