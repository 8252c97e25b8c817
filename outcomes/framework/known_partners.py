"""Partners that a file names, found in the library by their names and aliases. None is made up."""

from collections.abc import Iterable, Iterator

from plan.models import Partner

from .importer.compare import same_words
from .importer.outline import PlanOutline, Warning_


class Library:
    """The partners of the library by name, read at the first question. Two queries."""

    def __init__(self) -> None:
        self._known: dict[str, Partner] | None = None

    def partners(self, names: Iterable[str]) -> list[Partner]:
        """Those of these partners that are known, each once."""
        found = {}
        for name in names:
            if partner := self._found(name):
                found[partner.pk] = partner
        return list(found.values())

    def unknown(self, outline: PlanOutline) -> Iterator[Warning_]:
        """A warning for each commitment that names a partner who is not in the library."""
        for outcome in (*outline.outcomes, *outline.enablers):
            for sub in outcome.sub_outcomes:
                for commitment in sub.commitments:
                    for name in commitment.partners:
                        if self._found(name) is None:
                            told = f"The library has no partner “{name}”, so none was noted at “{commitment.text}”."
                            yield Warning_(sub.number, commitment.line, "unknown", told)

    def _found(self, name: str) -> Partner | None:
        if self._known is None:
            rows = Partner.objects.prefetch_related("aliases")
            self._known = {same_words(alias.name): row for row in rows for alias in row.aliases.all()}
            self._known |= {same_words(row.name): row for row in rows}
        return self._known.get(same_words(name))
