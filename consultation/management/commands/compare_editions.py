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
    if unheld := compared.unheld():
        yield f"What {join_words([str(plan) for plan in unheld])} said is not kept here, so what changed is not known."
        return
    yield from told_lengths(compared)
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


def told_lengths(compared: Compared) -> Iterator[str]:
    """How many words there are, and what was reported of that."""
    if words := compared.words():
        yield told_words(words)
    for plan in compared.partly_held():
        yield f"Of {plan} only the outcomes are kept here: what is told as added or removed may stand in it."
    for plan in (compared.before, compared.after):
        if plan.length_reported:
            ours = " The words here are our own, so counting them says nothing of that." if plan.illustrative else ""
            yield f"Reported of {plan}: {plan.length_reported}.{ours}"


def told_words(words: WordCount) -> str:
    change = "" if words.percent is None else f" ({words.percent:+}%)" if words.percent else " (about as many)"
    return f"Words: {number(words.before)} before, {number(words.after)} after{change}"
