"""Runs of words as Markdown that reads the same, whatever characters they hold."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .paragraphs import Run

_ALWAYS = re.compile(r"([\\`*_<])")
_BEFORE_ADDRESS = re.compile(r"\](?=[(\[:])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What would begin something else than a paragraph at the start of a line.
_START = re.compile(r"^(\d{1,9})?([#>~=|:]|[-+](?=\s|$)|-(?=[-\s|:])|(?<=\d)[.)](?=\s|$))")
_PLAIN_ADDRESS = re.compile(r"[\w/:.?=&%#@,;+~$!*-]+")
_BREAK = "\\\n"
_MARKS = {"bold": "**", "italic": "_"}


def to_markdown(runs: Sequence[Run], *, in_table: bool = False) -> str:
    """The runs as one paragraph of Markdown. Line breaks stay; in a table's cell they become spaces."""
    written = _Writer(in_table).write(_outwards(_tidied(runs, in_table)))
    lines = [line.strip(" \t") for line in written.split("\n")]
    return "\n".join(_start_escaped(line, first=not at) for at, line in enumerate(lines))


def _start_escaped(line: str, *, first: bool) -> str:
    if first and line.startswith("="):
        return line  # it makes a heading only of a line above it
    return _START.sub(lambda match: f"{match[1] or ''}\\{match[2]}", line, count=1)


def _tidied(runs: Sequence[Run], in_table: bool) -> list[Run]:
    """Without blanks at both ends, and with at most one break at a time."""
    found = [replace(run, text=run.text.replace("\t", " ")) for run in runs if run.text]
    if in_table:
        found = [replace(run, text=run.text.replace("\n", " ")) for run in found]
    while found and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[0] = replace(found[0], text=found[0].text.lstrip())
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return [replace(run, text=re.sub(r"[ ]*\n\s*", "\n", run.text)) for run in found]


def _outwards(runs: Sequence[Run]) -> list[Run]:
    """Blanks and breaks at the edge of stressed words stand outside: Markdown does not stress them."""
    found: list[Run] = []
    for run in runs:
        stressed = run.bold or run.italic
        words = run.text.strip() if stressed else run.text
        if not stressed or words == run.text:
            found.append(run)
            continue
        plain = replace(run, bold=False, italic=False, code=False)
        if not words:
            found.append(plain)
            continue
        start = run.text.index(words)
        parts = [plain, replace(run, text=words), plain]
        texts = [run.text[:start], words, run.text[start + len(words) :]]
        found += [replace(part, text=text) for part, text in zip(parts, texts, strict=True) if text]
    return _bridged(found)


def _bridged(runs: list[Run]) -> list[Run]:
    """A blank between words that are stressed alike belongs to them: "**a** **b**" is "**a b**"."""
    for at in range(1, len(runs) - 1):
        before, gap, after = runs[at - 1], runs[at], runs[at + 1]
        if gap.text.strip() or not before.link == gap.link == after.link or gap.code:
            continue
        bold, italic = before.bold and after.bold, before.italic and after.italic
        runs[at] = replace(gap, bold=bold, italic=italic)
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].alike(run):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


class _Writer:
    """Writes run by run. Marks that stress words are told apart from letters beside them by writing such a letter as
    its number, which is read as the letter again."""

    def __init__(self, in_table: bool) -> None:
        self.in_table = in_table
        self.out: list[str] = []
        self.open: list[str] = []
        self.fresh = False  # a mark that closes was written last

    def write(self, runs: Sequence[Run]) -> str:
        at = 0
        while at < len(runs):
            if not runs[at].link:
                self._run(runs[at])
                at += 1
                continue
            end = at
            while end < len(runs) and runs[end].link == runs[at].link:
                end += 1
            self._link([replace(run, link="") for run in runs[at:end]], runs[at].link)
            at = end
        self._turn_to(())
        return "".join(self.out)

    def _link(self, runs: Sequence[Run], address: str) -> None:
        self._turn_to(())
        if self.out and self.out[-1].endswith("!") and not self.out[-1].endswith("\\!"):
            self.out[-1] = f"{self.out[-1][:-1]}\\!"
        words = "".join(run.text for run in runs)
        lead, rest = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        inner = _Writer(self.in_table).write(_outwards(_tidied(runs, in_table=True)))
        self.fresh = False
        if not inner:
            self.out.append(words)
            return
        target = address if _PLAIN_ADDRESS.fullmatch(address) else f"<{_angled(address)}>"
        self.out += [lead.replace("\n", _BREAK), f"[{_closed(inner)}]({target})", rest.replace("\n", _BREAK)]

    def _run(self, run: Run) -> None:
        self._turn_to(tuple(name for name in ("bold", "italic") if getattr(run, name)), run)
        text = _code(run.text, self.in_table) if run.code else self._escaped(run.text)
        self.out.append(text)
        self.fresh = False

    def _escaped(self, text: str) -> str:
        first = ""
        if self.fresh and text[0].isalnum():
            first, text = f"&#{ord(text[0])};", text[1:]
        text = _ENTITY.sub(r"\\&", _BEFORE_ADDRESS.sub(r"\\]", _ALWAYS.sub(r"\\\1", text)))
        text = text.replace("|", "\\|") if self.in_table else text
        return first + text.replace("\n", _BREAK)

    def _turn_to(self, wanted: tuple[str, ...], run: Run | None = None) -> None:
        """Close what is not wanted any more, and open what is."""
        while self.open and any(name not in wanted for name in self.open):
            self.out.append(_MARKS[self.open.pop()])
            self.fresh = True
        for name in wanted:
            if name not in self.open:
                self._part_from_letter()
                self.out.append(_MARKS[name])
                self.open.append(name)
                self.fresh = False

    def _part_from_letter(self) -> None:
        before = self.out[-1] if self.out else ""
        if before and before[-1].isalnum():
            self.out[-1] = f"{before[:-1]}&#{ord(before[-1])};"


def _closed(text: str) -> str:
    """Words of a link: brackets in them that do not pair would end it."""
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)


def _angled(address: str) -> str:
    return address.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("\n", "")


def _code(text: str, in_table: bool) -> str:
    text = text.replace("\n", " ")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    text = text.replace("|", "\\|") if in_table else text
    return f"{fence}{pad}{text}{pad}{fence}" if text.strip() else text
