"""Results as they stand now, for officers: counted once and kept until something changes.

Whatever officers do moves the revision; people who hand in a response do not, so while answers are taken the number of
responses is part of what the results are kept under.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import cache

from consultation.answering.models import Response
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from plan import clock, events

from .content import Content, build, shown
from .counting import NOT_SAID, count, count_by, together
from .records import PublishedResults
from .shares import Tally

KEPT = 24 * 60 * 60  # seconds


def stamp(consultation: Consultation) -> str:
    """Changes whenever results could. One query; two while people may answer."""
    today = clock.today()
    taken = ""
    if consultation.takes_answers(today):
        taken = str(Response.objects.submitted().filter(consultation=consultation).count())
    parts = (str(consultation.pk), str(events.revision()), today.isoformat(), taken)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def results(consultation: Consultation, *, at: str = "") -> Content:
    """What could be published now. Counting takes half a second for each million answers; found again, nothing."""
    return kept(f"results:{at or stamp(consultation)}", lambda: build(consultation, earlier=published(consultation)))


def kept(key: str, make: Callable[[], Any]) -> Any:
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT)
    return found


def published(consultation: Consultation) -> list[Content]:
    return list(PublishedResults.objects.filter(consultation=consultation).values_list("content", flat=True))


def by_about_you(consultation: Consultation, asked: Question, content: Content, number: int) -> Content | None:
    """One main question's results by what people said of themselves: for who has that right, never published. Small
    groups are left out, those who did not say among them."""
    question = next((one for one in content["questions"] if one["number"] == number), None)
    if question is None:
        return None
    tallies = count_by(consultation, asked)
    everybody = count(consultation, list(consultation.questions.all())).tallies
    told = [*asked.options(), (NOT_SAID, "Did not say")]
    rows = []
    for row in question["rows"]:
        place = (question["key"], row["key"])
        said, whole = tallies.get(place, {}), together(everybody.get(place, {}).values())
        left = _rest(whole, together(said.values()))
        rows.append({**row, **shown({**said, NOT_SAID: left}, told)})
    return {**question, "rows": rows, "told": [list(one) for one in told]}


def _rest(whole: Tally, part: Tally) -> Tally:
    counts = {code: how_many - part.counts.get(code, 0) for code, how_many in whole.counts.items()}
    return Tally(whole.base - part.base, counts)
