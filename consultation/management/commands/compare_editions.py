"""What differs between two versions of the plan, with the reasons that are recorded."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultation.telling.reading import Compared
from consultation.telling.told import MANY
from outcomes.framework.comparing.changes import WordCount
from outcomes.framework.comparing.parts import WORDS
from plan.models import Plan
from plan.wording import join_words, number, sentence


class Command(BaseCommand):
    help = "Tells what was added, removed, retitled, reworded, moved, renumbered and merged between two versions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("before", help="Name of the version before, as in addresses: 2022-26-draft.")
        parser.add_argument("after", help="Name of the version after: 2022-26.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object instead of sentences.")

    def handle(self, *args: Any, **options: Any) -> None:
        plans = {plan.slug: plan for plan in Plan.objects.all()}
        for slug in (options["before"], options["after"]):
            if slug not in plans:
                there = f"There is {join_words(sorted(plans))}." if plans else "There is none yet."
                raise CommandError(f"There is no version of the plan called {slug}. {there}")
        compared = Compared(plans[options["before"]], plans[options["after"]])
        if options["json"]:
            self.stdout.write(json.dumps(compared.entries(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(told(compared)))


def told(compared: Compared) -> Iterator[str]:
    """The comparison as a person reads it."""
    yield f"From {compared.before} to {compared.after}"
    yield told_words(compared.words())
    entries = compared.entries()
    if not any(entries.values()):
        yield "Nothing differs."
    for key, rows in entries.items():
        if rows:
            yield f"\n{len(rows)} {MANY[key]}"
        for row in rows:
            names = [f"{one['number']} {one['title']}".strip() for one in (row["from"], row["to"]) if one]
            yield f"  {sentence(WORDS[row['kind']])}: {' → '.join(dict.fromkeys(names))}"
            if row["reason"]:
                yield f"    Why: {row['reason']}"
    for left in compared.left:
        yield f"\nLeft as it was: {left.name}\n    Why: {left.reason.text}"


def told_words(words: WordCount) -> str:
    change = "" if words.percent is None else f" ({words.percent:+}%)" if words.percent else " (about as many)"
    return f"Words: {number(words.before)} before, {number(words.after)} after{change}"
