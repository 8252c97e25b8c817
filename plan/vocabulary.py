"""What the event log says, in words: one vocabulary for its list, its filters and the trail of a report.

Verbs of their own stand in the slot `log_verbs`. The rest follow from what was done and the kind of row it was done to.
"""

from collections.abc import Iterable

from django.apps import apps

from .models import Event
from .slots import slots

ACTS = {"added": "added", "changed": "changed", "deleted": "deleted", "written": "wrote", "moved": "moved"}
OWN = {
    "account.made": "made an account",
    "apitoken.made": "made a token for the API",
    "apitoken.revoked": "revoked a token for the API",
    "body.closed": "closed a committee, board or other body",
    "body.merged": "merged a committee, board or other body into another",
    "membership.added": "added a member of a body",
    "user.emails_chosen": "chose when reminders come by e-mail",
    "user.handed_over": "handed over the work of an account",
    "user.password_set": "set the password of an account",
}


def words(verb: str, subject_type: str) -> str:
    """What somebody did, to follow their name: "published a pack", "changed a meeting"."""
    if verb in slots.log_verbs:
        return slots.log_verbs.get(verb).words
    if verb in OWN:
        return OWN[verb]
    act = verb.rpartition(".")[2]
    return f"{ACTS.get(act, act.replace('_', ' '))} {one(subject_type)}"


def words_of(event: Event) -> str:
    return words(event.verb, event.subject_type)


def kind(subject_type: str) -> str:
    """What kind of row it is, as people call it: "lead officer"."""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):  # a kind that the system no longer keeps
        return "entry"


def kinds(subject_type: str) -> str:
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name_plural)
    except (LookupError, ValueError):
        return "entries"


def one(subject_type: str) -> str:
    """With its article: "an account", "a meeting", "the council settings"."""
    name = kind(subject_type)
    if name == kinds(subject_type):
        return f"the {name}"
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def saying(term: str, said: Iterable[tuple[str, str]]) -> set[str]:
    """Of these (verb, subject type), the verbs whose words hold the term: for searching as one reads."""
    return {verb for verb, subject_type in said if term.lower() in words(verb, subject_type).lower()}
