"""What was found in minutes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Minute:
    """One numbered minute. `blocks` are its paragraphs, the heading apart."""

    number: str
    title: str
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class Resolved:
    """One thing that was resolved. `kind` is a kind of `Resolution`; `passage` is as pasted."""

    minute: str
    title: str
    letter: str
    kind: str
    text: str
    passage: str


@dataclass(frozen=True)
class Asked:
    """Something that somebody is to do or answer. `letter` is that of the resolution that asks for it, else empty;
    `office` is empty where the minutes do not say whose it is; `due` is when, as it was said."""

    minute: str
    title: str
    letter: str
    kind: str
    text: str
    office: str
    due: str
    passage: str
    point: str = ""  # the mark of the paragraph of the discussion, such as ii

    @property
    def reference(self) -> str:
        """Where it stands in the minutes: "27(b)", "27(ii)", "27"."""
        mark = self.letter or self.point
        return f"{self.minute}({mark})" if mark and self.minute else self.minute


@dataclass(frozen=True)
class Later:
    """A note that was added after the meeting. `answers` is the place, among what was asked, of what it answers."""

    minute: str
    title: str
    text: str
    passage: str
    answers: int | None = None


@dataclass(frozen=True)
class Read:
    """All that was found, in the order of the minutes."""

    minutes: tuple[Minute, ...]
    resolved: tuple[Resolved, ...]
    asked: tuple[Asked, ...]
    later: tuple[Later, ...]
