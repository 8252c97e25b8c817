"""What a Word document's styles and list definitions say: levels of headings, bold words, bullets, counted numbers."""

from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .package import W

_LONGEST_CHAIN = 20  # of styles based on each other
_LETTERS = {"lowerLetter": "a", "upperLetter": "A"}
_OFF = ("0", "false", "off", "none")


def val(element: Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def on(element: Element | None) -> bool | None:
    """Whether a switch such as bold is on; None where nothing is said."""
    return None if element is None else (val(element) or "1") not in _OFF


def number(text: str | None, otherwise: int) -> int:
    """A whole number that a document gives, within what any could mean."""
    try:
        return max(-100_000, min(100_000, int(float(text or ""))))
    except ValueError:
        return otherwise
    except OverflowError:
        return otherwise


@dataclass(frozen=True)
class Style:
    name: str = ""
    level: int | None = None
    list_id: int | None = None
    depth: int | None = None


class Styles:
    """The styles of paragraphs and characters by their keys; what a style does not say, the one it is based on does."""

    def __init__(self, part: Element | None) -> None:
        found = [] if part is None else part.findall(f"{W}style")
        self._raw = {one.get(f"{W}styleId", ""): one for one in found}
        self._default = next(
            (key for key, one in self._raw.items() if one.get(f"{W}default") and one.get(f"{W}type") == "paragraph"), ""
        )
        self._made: dict[str, Style] = {}

    def of(self, properties: Element | None) -> Style:
        """The style of a paragraph."""
        key = (None if properties is None else val(properties.find(f"{W}pStyle"))) or self._default
        if key not in self._made:
            self._made[key] = self._read(key)
        return self._made[key]

    def looks(self, properties: Element | None) -> tuple[bool, bool]:
        """Whether a run is bold and whether it is italic, by itself or by its own style."""
        if properties is None:
            return False, False
        found = []
        chain = self._chain(val(properties.find(f"{W}rStyle")) or "")
        for name in ("b", "i"):
            told = on(properties.find(f"{W}{name}"))
            for style in chain:
                told = on(style.find(f"{W}rPr/{W}{name}")) if told is None else told
            found.append(bool(told))
        return found[0], found[1]

    def _chain(self, key: str) -> list[Element]:
        chain: list[Element] = []
        while key in self._raw and len(chain) < _LONGEST_CHAIN:
            chain.append(self._raw[key])
            key = val(chain[-1].find(f"{W}basedOn")) or ""
        return chain

    def _read(self, key: str) -> Style:
        chain = self._chain(key)
        name = (val(chain[0].find(f"{W}name")) or key) if chain else key
        level = _first(chain, f"{W}pPr/{W}outlineLvl")
        list_id, depth = _first(chain, f"{W}pPr/{W}numPr/{W}numId"), _first(chain, f"{W}pPr/{W}numPr/{W}ilvl")
        return Style(
            name,
            number(level, 9) + 1 if level is not None and number(level, 9) < 9 else _level_of(name),
            None if list_id is None else number(list_id, 0),
            None if depth is None else number(depth, 0),
        )


def _level_of(name: str) -> int | None:
    """The level that a usual name tells ("Heading 2"), where nothing else does."""
    words = name.casefold().split()
    return int(words[1]) if len(words) == 2 and words[0] == "heading" and words[1] in "123456789" else None


def _first(chain: list[Element], path: str) -> str | None:
    return next((told for style in chain if (told := val(style.find(path))) is not None), None)


@dataclass(frozen=True)
class Item:
    """What a paragraph is as an item of a list. `counted` is the number before it, `start` where its list begins."""

    marker: str
    depth: int
    list_id: int
    counted: str
    start: int


@dataclass(frozen=True)
class _Level:
    form: str
    shown: str
    start: int


class Lists:
    """The lists of a document, counted as their items come."""

    def __init__(self, part: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._of: dict[int, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str | int, dict[int, int]] = defaultdict(dict)
        for one in [] if part is None else part.findall(f"{W}abstractNum"):
            levels = {number(level.get(f"{W}ilvl"), 0): _read_level(level) for level in one.findall(f"{W}lvl")}
            self._levels[one.get(f"{W}abstractNumId", "")] = levels
        for one in [] if part is None else part.findall(f"{W}num"):
            starts = {
                number(each.get(f"{W}ilvl"), 0): number(told, 1)
                for each in one.findall(f"{W}lvlOverride")
                if (told := val(each.find(f"{W}startOverride"))) is not None
            }
            self._of[number(one.get(f"{W}numId"), 0)] = (val(one.find(f"{W}abstractNumId")) or "", starts)

    def item(self, properties: Element | None, style: Style) -> Item | None:
        """The paragraph as an item of a list; None for one that is in none."""
        told = None if properties is None else properties.find(f"{W}numPr")
        list_id, depth = style.list_id, style.depth or 0
        if told is not None:
            own, deep = val(told.find(f"{W}numId")), val(told.find(f"{W}ilvl"))
            list_id = number(own, 0) if own is not None else list_id
            depth = number(deep, 0) if deep is not None else depth
        if not list_id or list_id not in self._of:
            return None
        abstract, starts = self._of[list_id]
        levels = self._levels.get(abstract, {})
        level = levels.get(depth, _Level("bullet", "", 1))
        if level.form == "none":
            return None
        if level.form == "bullet":
            return Item("bullet", depth, list_id, "", 1)
        return Item("number", depth, list_id, self._count(list_id, abstract, starts, levels, depth), starts.get(
            depth, level.start
        ))  # fmt: skip

    def _count(self, list_id: int, abstract: str, starts: dict[int, int], levels: dict[int, _Level], depth: int) -> str:
        """The next number at this depth, as it is shown; deeper levels begin anew."""
        counts = self._counts[list_id if starts else abstract]
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        first = starts.get(depth, levels[depth].start)
        counts[depth] = counts.get(depth, first - 1) + 1
        shown = levels[depth].shown
        for each in range(depth + 1):
            level = levels.get(each, _Level("decimal", "", 1))
            shown = shown.replace(f"%{each + 1}", _as(level.form, counts.get(each, level.start)))
        return shown


def _as(form: str, count: int) -> str:
    if form in _LETTERS and 1 <= count <= 26:
        return chr(ord(_LETTERS[form]) + count - 1)
    return str(count)


def _read_level(level: Element) -> _Level:
    form = val(level.find(f"{W}numFmt")) or "decimal"
    return _Level(form, val(level.find(f"{W}lvlText")) or "", number(val(level.find(f"{W}start")), 1))
