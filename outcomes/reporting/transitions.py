"""How a highlight report may move: one table, and what follows from it. Pure: no Django.

A stage is a report's status with two facts beside it: an approved report whose public words are cleared is `cleared`,
and a published one of which a revision was begun is `revised`. Roles are slugs of `plan.roles`; `board-member` counts
only on the report's own board, which the caller sees to.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from plan.wording import join_words

DRAFT, SUBMITTED, RETURNED, APPROVED, PUBLISHED = "draft", "submitted", "returned", "approved", "published"
CLEARED, REVISED = "cleared", "revised"
DISCARDED = "discarded"  # where a draft may end; no stage, because nothing is left of it to move
STAGES = (DRAFT, SUBMITTED, RETURNED, APPROVED, CLEARED, PUBLISHED, REVISED)

OFFICER, BOARD, MANAGEMENT = "policy-officer", "board-member", "cmt"
ROLE_WORDS = {
    OFFICER: "policy officers",
    BOARD: "members of the report's board",
    MANAGEMENT: "corporate management",
}


class NotAllowed(Exception):
    """A move or change that may not be made. Its text is a sentence for the person: why not, and what to do."""


class Incomplete(NotAllowed):
    """Something is missing. `missing` lists everything that is, each as a sentence saying what to write."""

    def __init__(self, missing: Iterable[str], what: str = "report") -> None:
        self.missing = list(missing)
        super().__init__(f"This {what} is not complete yet. " + " ".join(self.missing))


@dataclass(frozen=True)
class Transition:
    """One move. `asks` is what a person has to give with it: nothing, a note, a reason or a decision."""

    name: str
    button: str
    origins: tuple[str, ...]
    to: str
    roles: tuple[str, ...]
    event: str
    sentence: str
    explanation: str
    asks: str = ""


SUBMIT = Transition(
    "submit", "Submit to corporate management", (DRAFT, RETURNED), SUBMITTED, (BOARD, OFFICER),
    event="report.submitted", sentence="submitted the report to corporate management",
    explanation="Nobody can change the words after this, unless corporate management returns the report.",
)  # fmt: skip
RETURN = Transition(
    "return", "Return to the board", (SUBMITTED, APPROVED, CLEARED), RETURNED, (MANAGEMENT, OFFICER),
    event="report.returned", sentence="returned the report to the board", asks="note",
    explanation="The board can then change its words and submit the report again. Any approval is undone.",
)  # fmt: skip
APPROVE = Transition(
    "approve", "Record approval", (SUBMITTED,), APPROVED, (MANAGEMENT, OFFICER),
    event="report.approved", sentence="recorded that the report was approved", asks="decision",
    explanation="Approval is the decision of a body, taken on a date. What you give here is kept as that decision.",
)  # fmt: skip
CLEAR = Transition(
    "clear", "Clear the public words", (APPROVED,), CLEARED, (OFFICER,),
    event="report.cleared", sentence="cleared the public words",
    explanation="You confirm that the words for the public, and the evidence that delivery updates name, may be shown"
    " to committees and residents. Read the preview of what will be published first.",
)  # fmt: skip
PUBLISH = Transition(
    "publish", "Publish", (CLEARED,), PUBLISHED, (OFFICER,),
    event="report.published", sentence="published the report",
    explanation="The public words and the delivery updates of this report can then be read by everyone. A published"
    " report never changes; a revision can take its place.",
)  # fmt: skip
REVISE = Transition(
    "revise", "Begin a revision", (PUBLISHED,), DRAFT, (BOARD, OFFICER),
    event="report.revised", sentence="began a revision of the report", asks="reason",
    explanation="A copy of the report is made, as a draft. This report stays as it is until the revision is published.",
)  # fmt: skip
# Only what was never submitted: what management once had before it stays on record. Only officers, because a board that
# could take away its own report would no longer owe it.
DISCARD = Transition(
    "discard", "Discard this draft", (DRAFT,), DISCARDED, (OFFICER,),
    event="report.discarded", sentence="discarded the draft", asks="why",
    explanation="For a draft that was begun by mistake. It goes with everything written in it; the record of changes"
    " keeps what it said, who discarded it and why. A published report that it was to take the place of stays as it is."
    " A first report is owed no longer, until its period is opened again.",
)  # fmt: skip

TRANSITIONS = (SUBMIT, RETURN, APPROVE, CLEAR, PUBLISH, REVISE, DISCARD)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}
BY_EVENT = {transition.event: transition for transition in TRANSITIONS}

GONE = "This report is no longer there: somebody discarded the draft."
PERIOD_STANDS = "A report of this period is published, so its name and its days do not change."


class StopsStand(NotAllowed):
    """Points of the checks before publication stand, and nobody has said why it is published anyway."""


# What stands in the way at each stage, and what opens it.
SITUATION = {
    DRAFT: "It is a draft: it has to be submitted first.",
    SUBMITTED: "It is submitted and waits for approval: record the approval, or return it to the board.",
    RETURNED: "It was returned to the board: it has to be submitted again first.",
    APPROVED: "It is approved and waits for its public words to be cleared.",
    CLEARED: "It is approved and its public words are cleared: publish it, or return it to the board.",
    PUBLISHED: "It is published and does not change any more: begin a revision, which takes its place.",
    REVISED: "A revision of it was begun: go on with that one.",
}


def stage(status: str, *, cleared: bool = False, revised: bool = False) -> str:
    """The stage of a report with this status, whose public words are cleared or not, and that was revised or not."""
    if status == APPROVED and cleared:
        return CLEARED
    return REVISED if status == PUBLISHED and revised else status


def allowed(at: str, roles: Iterable[str]) -> tuple[Transition, ...]:
    """The moves that somebody with these roles may make with a report at this stage, in the order of its life."""
    held = frozenset(roles)
    return tuple(move for move in TRANSITIONS if at in move.origins and not held.isdisjoint(move.roles))


def refusal(move: Transition, at: str, roles: Iterable[str]) -> str:
    """Why the move may not be made and what to do, or nothing where it may."""
    if frozenset(roles).isdisjoint(move.roles):
        who = join_words([ROLE_WORDS[role] for role in move.roles])
        return f"“{move.button}” is for {who}. Ask one of them."
    if at not in move.origins:
        return f"“{move.button}” is not possible with this report now. {SITUATION[at]}"
    return ""
