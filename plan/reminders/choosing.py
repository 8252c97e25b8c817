"""The verb by which people choose when e-mails come."""

from django.db import transaction

from plan import events
from plan.models import User

from .when import Choice


class NotYours(ValueError):
    """Somebody would choose for somebody else; the message says whose it is."""


@transaction.atomic
def choose(*, user: User, choice: str, by: User) -> User:
    """Choose when one's own e-mails come. Raises NotYours, and ValueError for what is no choice."""
    if by.pk != user.pk:
        raise NotYours("Everybody chooses for themselves when e-mails come.")
    chosen = Choice(choice)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.reminders != chosen:
        before, user.reminders = user.reminders, chosen.value
        user.save(update_fields=["reminders"])
        detail = {"before": before, "after": user.reminders}
        events.record(verb="user.emails_chosen", subject=user, by=by, detail=detail)
    return user
