"""How to read a year's report. Pure."""

from ..content import Term
from ..glossary import rules as of_packs

FIGURES = (
    "The latest for a period that was over by the end of the year, as far as it was released by the cut-off date, "
    "beside the one before it for the same kind of period. Most figures arrive months after their period."
)


def rules(noun: str) -> tuple[Term, ...]:
    """The three signals and the boards' judgement as in every paper, and which figures a year's report shows."""
    own = {"Figures": FIGURES}
    return tuple(Term(term.term, own.get(term.term, term.definition)) for term in of_packs(noun))
