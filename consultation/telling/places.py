"""Where a change is told and where the changed line stands, by address. Two queries beside those of the comparison."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from outcomes.framework.comparing.changes import MERGED, REMOVED
from outcomes.framework.comparing.parts import OUTCOME
from outcomes.framework.models import Outcome, SubOutcome

from .reading import PER_PAGE, Compared
from .told import Group, Told


class Addresses:
    """Two versions held against each other, with addresses of the changes."""

    def __init__(self, compared: Compared) -> None:
        self.before, self.after = compared.before, compared.after
        self._changes = {(one.uuid, one.key): one for one in compared.found.changes}
        self._groups = compared.groups()
        self._compared = {key: url for group in self._groups for key, url in self._of(group)}
        self._outcomes = dict(Outcome.objects.filter(plan=self.after).values_list("number", "slug"))
        numbers = SubOutcome.objects.filter(plan=self.after).values_list("number", flat=True)
        self._parts = set(numbers)

    def _of(self, group: Group) -> list[tuple[UUID, str]]:
        slugs = [self.before.slug, self.after.slug]
        part = reverse("compare-part", args=[*slugs, group.slug])
        found = [(one.part.key, f"{reverse('compare-editions', args=slugs)}#{group.slug}") for one in group.renumbered]
        for place, one in enumerate(group.others):
            page = f"?page={place // PER_PAGE + 1}" if place >= PER_PAGE else ""
            found.append((one.part.key, f"{part}{page}#{one.anchor}"))
        return found

    @property
    def page(self) -> str:
        return reverse("compare-editions", args=[self.before.slug, self.after.slug])

    def alike(self, key: str, kind: str, theme: int) -> str:
        """The list of the parts of one kind that changed in one way, as far as they answer a theme."""
        slugs = [self.before.slug, self.after.slug]
        return f"{reverse('compare-alike', args=[*slugs, key, kind])}?theme={theme}"

    def by_outcome(self, told: Iterable[Told]) -> list[tuple[Group, list[tuple[Told, str]]]]:
        """These under the outcomes they are told in, each with where that is."""
        where = {one.part.key: place for place, group in enumerate(self._groups) for one in group.told}
        found: dict[int, list[tuple[Told, str]]] = defaultdict(list)
        for one in told:
            found[where[one.part.key]].append((one, self.compared(one)))
        return [(self._groups[place], ones) for place, ones in sorted(found.items())]

    def told(self, part: UUID, kind: str) -> Told | None:
        """This one change of this part, as the comparison tells it; None where the two do not differ so."""
        change = self._changes.get((part, kind))
        return Told(change.part, (change,)) if change else None

    def compared(self, told: Told) -> str:
        return self._compared.get(told.part.key, self.page)

    def stands(self, told: Told) -> str:
        """The page of the later version on which the part can be read; empty where it is gone."""
        part = told.after
        if part is None or told.keys[0] in (REMOVED, MERGED):
            return ""
        number = part.number.partition(", ")[0]
        if part.kind == OUTCOME and number in self._outcomes:
            return reverse("edition-outcome", args=[self.after.slug, self._outcomes[number]])
        if part.tops and number in self._parts:
            return reverse("edition-sub-outcome", args=[self.after.slug, number])
        return reverse("edition", args=[self.after.slug])
