"""Partners and bodies that a file names, found by their names and partners' aliases. None is made up."""

from collections.abc import Iterable, Iterator

from plan.models import Body, Partner

from .importer.compare import same_words
from .importer.outline import CommitmentOutline, OutcomeOutline, PlanOutline, Warning_


class Library:
    """The partners of the library by name, read at the first question, in two queries; bodies, in another."""

    def __init__(self) -> None:
        self._known: dict[str, Partner] | None = None
        self._bodies: dict[str, Body] | None = None

    def partners(self, names: Iterable[str]) -> list[Partner]:
        """Those of these partners that are known, each once."""
        found = {}
        for name in names:
            if partner := self._found(name):
                found[partner.pk] = partner
        return list(found.values())

    def body(self, name: str) -> Body | None:
        """The body of this name; of several the one that is there for longest."""
        if not name:
            return None
        if self._bodies is None:
            self._bodies = {same_words(row.name): row for row in Body.objects.order_by("-pk")}
        return self._bodies.get(same_words(name))

    def unknown(self, outline: PlanOutline) -> Iterator[Warning_]:
        """A warning for each partner and body that a part of the outline names and nobody has entered."""
        for outcome in (*outline.outcomes, *outline.enablers):
            yield from self._unknown_body(outcome)
            for sub in outcome.sub_outcomes:
                for commitment in sub.commitments:
                    for name in _named(commitment):
                        if self._found(name) is None:
                            told = f"The library has no partner “{name}”, so none was noted at “{commitment.text}”."
                            yield Warning_(sub.number, commitment.line, "unknown", told)

    def _unknown_body(self, outcome: OutcomeOutline) -> Iterator[Warning_]:
        name = outcome.overseen_by
        if name and self.body(name) is None:
            told = f"There is no body “{name}”, so none was noted as overseeing {outcome.title}."
            yield Warning_(outcome.number, outcome.line, "unknown", told)

    def _found(self, name: str) -> Partner | None:
        if self._known is None:
            rows = Partner.objects.prefetch_related("aliases")
            self._known = {same_words(alias.name): row for row in rows for alias in row.aliases.all()}
            self._known |= {same_words(row.name): row for row in rows}
        return self._known.get(same_words(name))


def _named(commitment: CommitmentOutline) -> tuple[str, ...]:
    return commitment.partners + tuple(name for one in commitment.beside_nested for name in one.partners)
