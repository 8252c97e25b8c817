"""What an edition says that is no item, as parts: sections with their entries, the glossary, lists, savings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from plan.models import GlossaryTerm, Plan, Section, SectionEntry

from ..models import JointWork, Saving, Statement
from . import parts
from .parts import Part, key_of

KINDS = dict(Section.Kind.choices)
SECTIONS = key_of("neighbours")  # the list that outcomes and sections share


def told(*texts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Those of the texts that say anything."""
    return tuple((name, text) for name, text in texts if text)


class Keys:
    """Keys of one edition's rows: the thread of each, else its words, counted where they come again."""

    def __init__(self) -> None:
        self.seen: Counter[UUID] = Counter()

    def of(self, thread: UUID | None, words: UUID) -> UUID:
        if thread is not None:
            return thread
        self.seen[words] += 1
        return words if self.seen[words] == 1 else key_of("again", words, self.seen[words])


def sections(plan: Plan) -> Iterator[tuple[int, int, Part]]:
    """Sections, each with its entries after it: with the position and key of the row. Two queries."""
    rows = list(
        Section.objects.filter(plan=plan).order_by("position", "pk")
        .values_list("pk", "position", "thread", "kind", "number", "title", "text", "signatory")
    )  # fmt: skip
    entries = _under(
        SectionEntry.objects.filter(section__plan=plan).order_by("position", "pk"),
        "section_id", "thread", "title", "text", "principle",
    )  # fmt: skip
    keys, seen = Keys(), set()
    for pk, position, thread, kind, number, title, text, signatory in rows:
        named = key_of(parts.SECTION, kind)
        if kind == Section.Kind.OTHER or named in seen:
            named = key_of(parts.SECTION, kind, title)
        seen.add(named)
        key = keys.of(thread, named)
        again = (named, *([key_of("text", text)] if text else ()))
        part = Part(
            key, key, parts.SECTION, number, title, told(("text", text), ("signed by", signatory)),
            facts=(("kind", KINDS[kind]),), again=again,
        )  # fmt: skip
        yield position, pk, part
        for place, (its, name, words, principle) in enumerate(entries.get(pk, ())):
            of_words = key_of(parts.ENTRY, named, name)
            own = keys.of(its, of_words)
            said = told(("text", words), ("principle", principle))
            yield position, pk, Part(
                own, own, parts.ENTRY, number, name, said, under=frozenset((key,)), places=((key, place),),
                again=(of_words,),
            )  # fmt: skip


def glossary(plan: Plan) -> Iterator[Part]:
    """One query."""
    keys = Keys()
    rows = GlossaryTerm.objects.filter(plan=plan).order_by("term").values_list("thread", "term", "definition")
    for thread, term, definition in rows:
        words = key_of(parts.TERM, term)
        key = keys.of(thread, words)
        yield Part(key, key, parts.TERM, "", term, (("definition", definition),), again=(words,))


class Lists:
    """Examples of joint work, lines of lists and savings under an edition's sub-outcomes. Three queries."""

    def __init__(self, plan: Plan) -> None:
        mine = {"sub_outcome__plan": plan}
        ordered = ("position", "pk")
        self.joint = _under(JointWork.objects.filter(**mine).order_by(*ordered), "sub_outcome_id", "thread", "text")
        lines = Statement.objects.filter(**mine).order_by(*ordered)
        self.statements = _under(lines, "sub_outcome_id", "thread", "text", "heading")
        savings = Saving.objects.filter(**mine).order_by("pk")
        columns = ("thread", "name", "qualifier", "amount", "pk", "part_of_id")
        self.savings = _under(savings, "sub_outcome_id", *columns)
        self.keys = Keys()

    def of(self, sub_outcome: int, under: UUID, **around: Any) -> Iterator[Part]:
        """Those of one sub-outcome, known by its row and its key; `around` is what else is known of each part."""
        for place, (thread, text) in enumerate(self.joint.get(sub_outcome, ())):
            yield self._line(parts.JOINT_WORK, text, thread, under, place, **around)
        for place, (thread, text, heading) in enumerate(self.statements.get(sub_outcome, ())):
            yield self._line(parts.STATEMENT, text, thread, under, place, heading, **around)
        yield from self._savings(self.savings.get(sub_outcome, ()), under, **around)

    def _line(
        self, kind: str, text: str, thread: UUID | None, under: UUID, place: int, heading: str = "", **around: Any
    ) -> Part:
        words = key_of(kind, under, *([heading] if kind == parts.STATEMENT else []), text)
        key = self.keys.of(thread, words)
        return Part(
            key, key, kind, title=text, under=frozenset((under,)), facts=told(("heading of the list", heading)),
            places=((key_of(kind, under), place),), again=(words,), beside=heading, **around,
        )  # fmt: skip

    def _savings(self, rows: Iterable[tuple], under: UUID, **around: Any) -> Iterator[Part]:
        """Totals, each with its parts, which stand under it; they have no order."""
        of_total: dict[int | None, list[tuple]] = defaultdict(list)
        for *row, part_of in rows:
            of_total[part_of].append(tuple(row))
        homes = {None: under}
        for home in (None, *(row[-1] for row in of_total[None])):
            for thread, name, qualifier, amount, pk in of_total.get(home, ()):
                title = f"{name}: {f'{qualifier} £{amount.normalize():f} million'.strip()}"
                words = key_of(parts.SAVING, under, title)
                homes[pk] = key = self.keys.of(thread, words)
                yield Part(
                    key, key, parts.SAVING, title=title, under=frozenset((homes[home],)), again=(words,), **around
                )


def _under(rows: Any, *columns: str) -> Mapping[int, list[tuple]]:
    """Rows by the first of the columns."""
    found = defaultdict(list)
    for home, *row in rows.values_list(*columns):
        found[home].append(tuple(row))
    return found
