"""What a list of indicators is of, in words: "12 indicators of Children and Family Services that got worse"."""

from plan.wording import count, join_words

from .indicator_filters import CONTEXT, KEY, IndicatorFilters
from .signals import SIGNALS

NOUNS = {"": ("indicator", ""), KEY: ("key indicator", ""), CONTEXT: ("figure for context", "figures for context")}
WHOSE = {"department": "of {}", "outcome": "under {}", "committee": "watched by {}"}
BODIES = ("commission", "committee", "department", "directorate", "division", "office", "panel", "service", "unit")


def told(how_many: int, filters: IndicatorFilters) -> str:
    """How many and which, as a sentence without its full stop."""
    asked = filters.asked
    whose = [words.format(with_article(filters.words(name))) for name, words in WHOSE.items() if name in asked]
    which = [signal.said.get(asked[signal.name], signal.some[1]) for signal in SIGNALS if signal.name in asked]
    return " ".join(filter(None, [count(how_many, *NOUNS[asked.get("key", "")]), *whose, join_words(which)]))


def with_article(name: str) -> str:
    """A body's name in a sentence: "the Public Health Department", but "Children and Family Services"."""
    bare = name.removeprefix("The ")
    return f"the {bare}" if bare.lower().endswith(BODIES) else bare
