"""Random edits to an edition are reported exactly, no more and no less (requirements B23 and B24)."""

from dataclasses import replace
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.framework.comparing.changes import KEYS, compare
from outcomes.framework.comparing.parts import AIM, COMMITMENT, OUTCOME, SPACE, SUB_OUTCOME, Part

WORDS = ("roads", "schools", "homes", "green", "safe", "together")


def key(name: str) -> UUID:
    return uuid5(SPACE, f"test {name}")


class Book:
    """A small plan as rows that can be edited, and what each edit must be reported as."""

    def __init__(self) -> None:
        self.rows: dict[str, dict] = {}
        for outcome in "12":
            self.put(f"o{outcome}", OUTCOME, outcome, under=None)
            for sub in "12":
                number = f"{outcome}.{sub}"
                self.put(f"s{number}", SUB_OUTCOME, number, under=f"o{outcome}")
                self.put(f"a{number}", AIM, number, under=f"s{number}")
                for which in "xy":
                    self.put(f"c{number}{which}", COMMITMENT, number, under=f"s{number}")

    def put(self, name: str, kind: str, number: str, under: str | None) -> None:
        self.rows[name] = {
            "kind": kind,
            "number": number,
            "under": under,
            "title": f"{name} title",
            "text": f"{name} text",
        }

    def parts(self) -> list[Part]:
        return [
            Part(
                key(name), key(name), row["kind"], row["number"], row["title"], (("text", row["text"]),),
                frozenset([key(row["under"])]) if row["under"] else frozenset(),
            )
            for name, row in self.rows.items()
        ]  # fmt: skip

    def below(self, name: str) -> list[str]:
        found = [name]
        for one in found:
            found += [other for other, row in self.rows.items() if row["under"] == one]
        return found


EDIT = st.tuples(
    st.sampled_from(("add", "remove", "retitle", "reword", "move", "renumber")),
    st.integers(0, 200),
    st.integers(0, 200),
)


def edit(book: Book, how: str, which: int, where: int) -> None:
    names = list(book.rows)
    name = names[which % len(names)] if names else ""
    subs = [one for one, row in book.rows.items() if row["kind"] == SUB_OUTCOME]
    row = book.rows.get(name, {})
    if how == "add" and subs:
        home = subs[where % len(subs)]
        book.put(f"new{len(names)}-{which}-{where}", COMMITMENT, book.rows[home]["number"], under=home)
    elif how == "remove" and name:
        for one in book.below(name):
            del book.rows[one]
    elif how == "retitle" and name:
        row["title"] = f"{WORDS[where % len(WORDS)]} {which}"
    elif how == "reword" and name:
        row["text"] = f"{WORDS[where % len(WORDS)]} {which}"
    elif how == "move" and row.get("kind") in (AIM, COMMITMENT) and subs:
        row["under"] = subs[where % len(subs)]
    elif how == "renumber" and row.get("kind") in (OUTCOME, SUB_OUTCOME):
        row["number"] = f"{where}.{which}"


def expected(before: Book, after: Book) -> set[tuple[str, str]]:
    """Said once more from the rows, by what each edit means."""
    found = {("added", name) for name in after.rows.keys() - before.rows.keys()}
    found |= {("removed", name) for name in before.rows.keys() - after.rows.keys()}
    for name in before.rows.keys() & after.rows.keys():
        old, new = before.rows[name], after.rows[name]
        titled = new["kind"] in (OUTCOME, SUB_OUTCOME)
        if old["title"] != new["title"]:
            found.add(("retitled" if titled else "reworded", name))
        if old["text"] != new["text"]:
            found.add(("reworded", name))
        if old["under"] != new["under"]:
            found.add(("moved", name))
        if titled and old["number"] != new["number"]:
            found.add(("renumbered", name))
    return found


@settings(max_examples=100)
@given(st.lists(EDIT, max_size=12))
def test_random_edits_are_reported_exactly(edits):
    before, after = Book(), Book()
    for one in edits:
        edit(after, *one)
    names = {key(name): name for name in {**before.rows, **after.rows}}

    found = compare(before.parts(), after.parts())

    assert {(change.key, names[change.uuid]) for change in found.changes} == expected(before, after)
    assert len(found.changes) == len(expected(before, after))
    assert set(found.counts()) == set(KEYS)
    touched = {change.uuid for change in found.changes}
    stayed = len({part.key for part in found.before} & {part.key for part in found.after})
    changed = len({one for one in touched if one in {part.key for part in found.before}
                   and one in {part.key for part in found.after}})  # fmt: skip
    assert sum(found.unchanged.values()) == stayed - changed


@settings(max_examples=50)
@given(st.lists(EDIT, max_size=8))
def test_backwards_what_was_added_is_removed(edits):
    before, after = Book(), Book()
    for one in edits:
        edit(after, *one)
    there, back = compare(before.parts(), after.parts()), compare(after.parts(), before.parts())
    other_way = {"added": "removed", "removed": "added"}

    assert {(other_way.get(change.key, change.key), change.uuid) for change in there.changes} == {
        (change.key, change.uuid) for change in back.changes
    }


def test_an_edition_does_not_differ_from_itself():
    parts = Book().parts()
    found = compare(parts, parts)
    assert found.changes == ()
    assert sum(found.unchanged.values()) == len(parts)


def test_two_that_became_one_are_merged_and_the_other_stays():
    one, other = (part for part in Book().parts() if part.key in (key("c1.1x"), key("c1.1y")))
    twin = replace(other, key=one.key)
    by_thing = compare([one, twin], [one])
    by_record = compare([one, other], [one], {other.key: one.key})
    for found in (by_thing, by_record):
        assert [(change.key, change.uuid, change.before.title, change.after.title) for change in found.changes] == [
            ("merged", other.uuid, "c1.1y title", "c1.1x title")
        ]
