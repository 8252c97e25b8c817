"""What the API tells of the library, and of what reports do to the outcomes."""

from rest_framework import serializers
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateField, ListField, UUIDField

from outcomes.framework.alignment import AlignmentReview
from outcomes.scrutiny.impact import ImpactStatement

from .shapes import MADE_UP


class ReviewShape(serializers.Serializer):
    """What a board judged of a strategy, the latest of that board on that outcome."""

    board = CharField(help_text="The board's name.")
    outcome = UUIDField(help_text="The outcome whose aims the strategy was held against.")
    date = DateField(help_text="The day the board looked at it.")
    judgement = ChoiceField(AlignmentReview.Judgement.choices, help_text="Whether it reflects the outcome's aims.")
    comment = CharField(help_text="What is missing or to be changed.")
    next_review = DateField(help_text="The day by which the board looks at it again.")
    expired = BooleanField(help_text="True where that day has come.")
    illustrative = BooleanField(help_text=MADE_UP)


class StrategyShape(serializers.Serializer):
    """A strategy or plan that holds the detail behind the Strategic Plan."""

    slug = CharField(source="strategy.slug", help_text="Its short name, as in addresses.")
    title = CharField(source="strategy.title", help_text="As on its cover.")
    department = CharField(
        source="strategy.department.slug", default=None, allow_null=True,
        help_text="Short name of the department that owns it; null where none is recorded.",
    )  # fmt: skip
    lead_office = CharField(source="strategy.lead_office", help_text="The post that keeps it up to date.")
    status = CharField(source="strategy.status", help_text="How it stands, in the council's own words.")
    is_in_force = BooleanField(help_text="True where it holds today by its dates, whatever its status says in words.")
    link = CharField(source="strategy.link", help_text="Where it can be read.")
    starts = DateField(source="strategy.starts", allow_null=True, help_text="First day of its period; null if open.")
    ends = DateField(source="strategy.ends", allow_null=True, help_text="First day it no longer holds; null if open.")
    review_due = DateField(
        source="strategy.review_due", allow_null=True, help_text="When it is to be looked at again; null if not set."
    )
    replaces = CharField(
        source="strategy.replaces.slug", default=None, allow_null=True,
        help_text="Short name of the strategy it took the place of; null if none.",
    )  # fmt: skip
    is_due = BooleanField(help_text="True where it is due review itself, or a board should have looked at it again.")
    supports = ListField(
        source="supported", child=UUIDField(), help_text="Parts of the plan in force that are linked to it, in order."
    )
    reviews = ReviewShape(many=True, help_text="What each board judged last.")
    source = CharField(source="strategy.source", help_text="The document it comes from.")
    illustrative = BooleanField(source="strategy.illustrative", help_text=MADE_UP)


class EffectShape(serializers.Serializer):
    """What a report to a body states of its effect on an outcome."""

    outcome = UUIDField(source="outcome_id", help_text="The outcome.")
    effect = ChoiceField(
        ImpactStatement.Effect.choices, help_text="Whether the report supports it or conflicts with it."
    )
    why = CharField(help_text="How, in a sentence or two.")
    changed_on = DateField(allow_null=True, help_text="When it was changed after publication; null if it was not.")
    changed_why = CharField(help_text="Why it was changed; empty if it was not.")
    paper = CharField(source="paper.title", help_text="The report's title.")
    link = CharField(source="paper.link", help_text="Where the report can be read, if that is recorded.")
    body = CharField(source="paper.agenda_item.meeting.body.slug", help_text="Short name of the body it went to.")
    date = DateField(source="paper.agenda_item.meeting.date", help_text="The day of the meeting.")
    source = CharField(help_text="The document it comes from.")
    illustrative = BooleanField(help_text=MADE_UP)
