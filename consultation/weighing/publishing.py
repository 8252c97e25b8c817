"""The verbs on results and on people's own words: publishing, clearing a quotation, taking one back.

Each is atomic, keyword-only, checks the role itself and writes one event, which holds no one's words. Raises
`NotPossible` with a sentence for the person and `plan.roles.NotYours` for the wrong person.
"""

import re
from typing import Any

from django.db import transaction
from django.db.models import Sum

from consultation.answering.erasing import received
from consultation.answering.models import Answer, ErasedTally
from consultation.asking.announcing import NotPossible, locked
from consultation.asking.models import Consultation
from consultation.hearing.clearing import ADDRESS, TELLS
from consultation.hearing.small_groups import FEWEST
from plan import clock, events
from plan.roles import POLICY_OFFICER, require
from plan.wording import count, day

from .content import build
from .live import published
from .models import Theme
from .records import LONGEST_QUOTATION, PublishedResults, Quotation, digest

LEFT_OUT = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|…|\.\.\.)\s*")


@transaction.atomic
def publish_results(consultation: Consultation, *, by: Any, why: str = "") -> PublishedResults:
    """Show everybody the totals as they stand. They stay as they are, also when responses are erased; later ones are
    published beside them, and stand for them."""
    require(by, POLICY_OFFICER, to="publish the results of a consultation")
    row = locked(consultation)
    if not row.is_announced or not row.is_held_here:
        raise NotPossible("Only a consultation that is announced and held on this site has results to publish.")
    came, erased = sum(received(row).values()), _erased(row)
    last = PublishedResults.objects.filter(consultation=row).first()
    _not_of_few(last, came, erased)
    content = {**build(row, earlier=published(row)), "received": came, "erased": erased,
               "as_of": clock.today().isoformat()}  # fmt: skip
    if content["responses"] is None:
        raise NotPossible(f"Fewer than {FEWEST} responses are there. Results of so few would tell what each said.")
    made = PublishedResults.objects.create(
        consultation=row, number=last.number + 1 if last else 1, interim=row.takes_answers(clock.today()),
        content=content, sha256=digest(content), why=why.strip(), published_at=clock.now(), published_by=by,
    )  # fmt: skip
    detail = {"number": made.number, "responses": content["responses"], "sha256": made.sha256, "interim": made.interim}
    events.record(verb="results.published", subject=row, by=by, why=why.strip(), detail=detail)
    return made


def _not_of_few(last: PublishedResults | None, came: int, erased: int) -> None:
    """Refuse results that differ from published ones by very few responses."""
    if last is None:
        return
    changed = (came - last.content["received"]) + (erased - last.content["erased"])
    if 0 < changed < FEWEST:
        raise NotPossible(
            f"Since the results of {day(clock.local_day(last.published_at))} only {count(changed, 'response')} came in"
            " or went. Both results side by side would tell what these said, so the earlier ones stand."
        )


def _erased(consultation: Consultation) -> int:
    return ErasedTally.objects.filter(consultation=consultation).aggregate(total=Sum("erased"))["total"] or 0


@transaction.atomic
def clear_quotation(answer: Answer, *, words: str, by: Any, theme: Theme | None = None) -> Quotation:
    """Let words of an answer be quoted: the respondent's own, with "…" for what is left out. Whoever clears them has
    read that they tell of nobody."""
    require(by, POLICY_OFFICER, to="clear a quotation")
    rows = Answer.objects.submitted().select_for_update(of=("self",)).select_related("response__consultation")
    row = rows.filter(pk=answer.pk).exclude(text="").first()
    if row is None:
        raise NotPossible("The answer is not there any more: it may have been erased.")
    if Quotation.objects.filter(answer=row).exists():
        raise NotPossible("Words of this answer are quoted already. Take that quotation back first.")
    consultation, words = row.response.consultation, " ".join(words.split())
    _checked(words, row.text)
    if theme is not None and (theme.consultation_id != consultation.pk or theme.merged_into_id):
        raise NotPossible("Choose a theme of the same consultation that was not merged into another.")
    told = {"theme": theme, "words": words, "cleared_at": clock.now(), "cleared_by": by}
    made = Quotation.objects.create(consultation=consultation, answer=row, **told)
    events.record(verb="quotation.cleared", subject=consultation, by=by)
    return made


def _checked(words: str, text: str) -> None:
    if len(words) > LONGEST_QUOTATION:
        raise NotPossible(f"Quote no more than {LONGEST_QUOTATION} characters. Write … for what you leave out.")
    if ADDRESS.search(words):
        raise NotPossible(TELLS.replace("Take that out first", "Leave that out, with … in its place"))
    said, pieces = " ".join(text.split()), [piece for piece in LEFT_OUT.split(words) if piece]
    place = 0
    for piece in pieces:
        found = said.find(piece, place)
        if found < 0:
            raise NotPossible("Quote the answer’s own words, in their order. Write … for what you leave out.")
        place = found + len(piece)
    if not pieces:
        raise NotPossible("Give the words to quote.")


@transaction.atomic
def take_back_quotation(quotation: Quotation, *, by: Any, why: str) -> None:
    """Show a quotation to nobody any more."""
    require(by, POLICY_OFFICER, to="take a quotation back")
    if not why.strip():
        raise NotPossible("Say why, without repeating what was said.")
    rows = Quotation.objects.select_for_update(of=("self",)).select_related("consultation")
    row = rows.filter(pk=quotation.pk).first()
    if row is None:
        raise NotPossible("It is not there any more.")
    row.delete()
    events.record(verb="quotation.taken_back", subject=row.consultation, by=by, why=why.strip())
