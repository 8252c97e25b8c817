"""Results as they stand now, for officers: counted once and kept until something changes.

Whatever officers do moves the revision, erasing and typing in among it. People who hand in a response do not; but what
they hand in is dated today, so how many responses there are of today and yesterday (for whoever did it at midnight)
tells of every one, without a query that grows with those that are there.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count

from consultation.answering.models import Response
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from plan import clock, events
from plan.pages import fingerprint
from plan.prepared import DAY, KEY, Prepared

from .content import Content, build, shown
from .counting import NOT_SAID, count, count_by, together
from .records import PublishedResults
from .shares import Tally

KEPT = 24 * 60 * 60  # seconds
LATELY = Prepared(
    lambda of, since: (
        Response.objects.filter(consultation=of, submitted_on__gte=since)
        .order_by()
        .values_list("consultation_id")
        .annotate(Count("pk"))
    ),
    of=KEY, since=DAY,
)  # fmt: skip


def stamp(consultation: Consultation) -> str:
    """Changes whenever results could. Two queries."""
    today = clock.today()
    lately = LATELY(of=consultation.pk, since=today - timedelta(days=1))
    parts = (fingerprint(), str(consultation.pk), str(events.revision()), today.isoformat(), str(lately))
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


def by_about_you(
    consultation: Consultation, asked: Question, content: Content, number: int, *, at: str = ""
) -> Content | None:
    """One main question's results by what people said of themselves: for who has that right, never published. Small
    groups are left out, those who did not say among them. Kept as all results are."""
    question = next((one for one in content["questions"] if one["number"] == number), None)
    if question is None:
        return None
    key = f"results:{at or stamp(consultation)}:{number}:{asked.pk}"
    return kept(key, lambda: _by_about_you(consultation, asked, question))


def _by_about_you(consultation: Consultation, asked: Question, question: Content) -> Content:
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
