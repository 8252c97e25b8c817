"""Which terms of the glossary a pack needs, and how its ratings are made. Pure."""

import re
from collections.abc import Iterable

from plan.wording import plural

from .content import Term
from .recent import MONTHS


def terms_in(words: str, glossary: Iterable[tuple[str, str]]) -> tuple[Term, ...]:
    """The terms that occur in these words, as whole words. Abbreviations only as written; others in any case, and in
    the plural."""
    return tuple(Term(term, definition) for term, definition in glossary if _occurs(term, words))


def _occurs(term: str, words: str) -> bool:
    flags = 0 if any(letter.isupper() for letter in term[1:]) else re.IGNORECASE
    forms = "|".join(re.escape(form) for form in (term, plural(term)))
    return re.search(rf"(?<!\w)(?:{forms})(?!\w)", words, flags) is not None


def rules(noun: str, *, noted: bool = True) -> tuple[Term, ...]:
    """How to read the three signals and the board's judgement, which are never mixed. `noted`: whether the paper has
    notes on data, which name the sources."""
    source = "the source named in the notes on data" if noted else "its source"
    article = "an" if noun[0] in "aeiou" else "a"
    return (
        Term(
            "Status",
            f"What the Outcome Board says of delivery, for a sub-outcome or {article} {noun}, on the date given. It is "
            "a judgement, with its reason, and no calculation.",
        ),
        Term(
            "Rating",
            "The latest figure against its target: green where it meets the target, amber where it misses it by no "
            "more than the indicator's tolerance, red beyond that. Without a target there is no rating, and without a "
            "figure none either; a figure that is not exact enough is not rated.",
        ),
        Term(
            "Direction",
            "The latest figure against the one before it for the same kind of period: better or worse as high or low "
            "is good, unless the change is smaller than the smallest that counts for the indicator. Small changes "
            "may add up: where they count together since the same period a year before, or in a run of yearly figures "
            "that all went one way, that is said. A year is never compared with a quarter.",
        ),
        Term(
            "Position",
            f"Where the council stands among comparable councils, as {source} states it.",
        ),
        Term(
            "Figures",
            "The latest that were available on the cut-off date, with the period each is for; most arrive months "
            "later. “No new data” is said where the last pack already showed the figure, and where "
            f"its period ended more than {MONTHS} months before; so old a one counts neither as better nor as worse, "
            "unless it came out since that pack.",
        ),
    )
