"""A pack's content with what goes beside it for everybody: its covering report, and the notice of an exempt part.

Pure: no Django. Of what is exempt no word is here.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .kinds import AnyContent
from .stored import build, plain


@dataclass(frozen=True)
class Part:
    """A section of a covering report: its heading, and its words (Markdown)."""

    title: str
    text: str


@dataclass(frozen=True)
class Covering:
    """A covering report. `appendix` says which paper goes with it, and where on the agenda it begins."""

    title: str
    office: str
    appendix: str
    parts: tuple[Part, ...]
    illustrative: bool


@dataclass(frozen=True)
class ExemptNotice:
    """What everybody is told of an exempt part: by virtue of which paragraphs, and the sentence written for them."""

    paragraphs: str
    sentence: str


@dataclass(frozen=True)
class Whole:
    """What is stored with a version. Without covering report and exempt part it is the content and nothing else."""

    content: AnyContent
    covering: Covering | None = None
    exempt: ExemptNotice | None = None

    @property
    def paper(self) -> Any:
        return self.content.paper

    @property
    def illustrative(self) -> bool:
        return self.content.illustrative

    def to_dict(self) -> dict[str, Any]:
        beside = {"covering": self.covering, "exempt": self.exempt}
        told = {name: plain(asdict(part)) for name, part in beside.items() if part}
        return {**self.content.to_dict(), **told}

    def __getattr__(self, name: str) -> Any:
        """Templates draw a whole as they draw its content."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.content, name)


def covering_in(stored: Mapping[str, Any]) -> Covering | None:
    """The covering report that a stored content holds, if it does."""
    return build(Covering, stored["covering"]) if stored.get("covering") else None


def exempt_in(stored: Mapping[str, Any]) -> ExemptNotice | None:
    """The notice of an exempt part that a stored content holds, if it does."""
    return build(ExemptNotice, stored["exempt"]) if stored.get("exempt") else None
