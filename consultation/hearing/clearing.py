"""The verbs on comments: clearing one for the public, and taking it back. Each is atomic and writes one event, which
does not say what was said."""

import re
from typing import Any

from django.db import transaction

from consultation.asking.announcing import NotPossible
from plan import clock, events, locking
from plan.roles import POLICY_OFFICER, require

from .engaging import Comment

STREETS = "Ave|Avenue|Close|Court|Cres|Crescent|Drive|Gardens|Grove|Lane|Place|Rd|Road|St|Street|Terrace|Way"
ADDRESS = re.compile(
    r"\S@\S"  # e-mail
    r"|(?:\+\d|\b[07])(?:[ )-]{0,2}\d){8,}\b"  # telephone, and neither an amount nor two financial years
    # A postcode however it is typed, but not "the A6 2nd junction"
    r"|(?i:\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2})(?!\d(?:st|nd|rd|th)\b)(?i:\d[A-Z]{2}\b)"
    rf"|\b\d{{1,3}}[A-Za-z]?,?\s+(?:[A-Z][\w’'-]*\s+){{1,3}}(?i:{STREETS})\b"  # a house by its number
)
TELLS = (
    "It holds what looks like an e-mail address, a telephone number, a postcode or the number of a house. Take that out"
    " first."
)


@transaction.atomic
def clear(comment: Comment, *, by: Any, why: str = "") -> Comment:
    """Show a comment to everybody. Whoever clears it has read that it tells of nobody who said it.

    Raises NotPossible where it is cleared already or where something in it looks like somebody's address.
    """
    require(by, POLICY_OFFICER, to="clear a comment for the public")
    row = _locked(comment)
    if row.is_cleared:
        raise NotPossible("It is cleared already.")
    if ADDRESS.search(f"{row.words}\n{row.answer}"):
        raise NotPossible(TELLS)
    row.cleared_at, row.cleared_by = clock.now(), by
    return _saved(row, "comment.cleared", by, why)


@transaction.atomic
def take_back(comment: Comment, *, by: Any, why: str) -> Comment:
    """Show a comment to nobody else any more: it can then be changed or deleted."""
    require(by, POLICY_OFFICER, to="take a comment back from the public")
    row = _locked(comment)
    if not row.is_cleared:
        raise NotPossible("The public does not see it.")
    if not why.strip():
        raise NotPossible("Say why, without repeating what was said.")
    row.cleared_at = row.cleared_by = None
    return _saved(row, "comment.taken_back", by, why.strip())


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=comment.pk)


def _saved(row: Comment, verb: str, by: Any, why: str) -> Comment:
    row.full_clean()
    locking.save(row)
    events.record(verb=verb, subject=row, by=by, why=why)
    return row
