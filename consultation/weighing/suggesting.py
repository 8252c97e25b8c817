"""Which themes a text may speak of: those with whose words it has some in common. Pure.

Words are compared as they are written, without their ends cut off or their meaning guessed: a suggestion says because
of which words it is made, and a person decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]{3,}")
MOST = 3
STOPS = (
    "about above across actually after again against all almost already also although always and another any "
    "anyone anything are area areas around ask asked away back because been before being believe below best "
    "better between both but can cannot come comment comments could council county did does doing done don "
    "down during each either else enough even every everyone everything far feel few first for from get "
    "getting give given goes going good got great had has have having here hers his how however important into "
    "its itself just keep know least less like likely look lot lots made make many may maybe mean might more "
    "most much must need needed needs never new not nothing now off often once one ones only other others our "
    "out outcome over own part people person plan please point possible put quite rather really said same say "
    "see seem seems several shall she should since some someone something still such sure take than thank that "
    "the their them then there these they thing things think this those though through time too towards under "
    "until upon use used very view views want wants was way ways well were what when where whether which while "
    "who whole whose why will with within without work would yes yet you your "
)
STOP_WORDS = frozenset(STOPS.split())


@dataclass(frozen=True)
class Suggestion:
    theme: int
    because: tuple[str, ...]  # the words in common, in the order of the text

    @property
    def words(self) -> str:
        return "because of " + ", ".join(f"“{word}”" for word in self.because)


def words_of(text: str) -> list[str]:
    """The telling words of a text, each once, in small letters and in its order."""
    return list(dict.fromkeys(word for word in WORD.findall(text.casefold()) if word not in STOP_WORDS))


class Themes:
    """Themes by their keys with what each is told in: its title and its summary."""

    def __init__(self, told: Mapping[int, tuple[str, str]]) -> None:
        self.titles = {theme: frozenset(words_of(title)) for theme, (title, _) in told.items()}
        self.words = {theme: self.titles[theme] | set(words_of(summary)) for theme, (_, summary) in told.items()}

    def suggest(self, text: str) -> list[Suggestion]:
        """At most three, those with most words in common first; a word of the title counts for two. One word of a
        summary alone suggests nothing."""
        said = words_of(text)
        found = []
        for theme, known in self.words.items():
            common = tuple(word for word in said if word in known)
            weight = len(common) + len(self.titles[theme].intersection(common))
            if weight >= 2:
                found.append((-weight, theme, Suggestion(theme, common)))
        return [suggestion for _, _, suggestion in sorted(found, key=lambda one: one[:2])[:MOST]]
