"""What the API tells of the plan: words as they stand in one version of it."""

from rest_framework import serializers
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateField, IntegerField, ListField, UUIDField

from outcomes.framework.models import Aim, Commitment, Outcome
from plan.stages import STAGES

MARKDOWN = "Markdown."
MADE_UP = "True for made-up examples."


class EditionShape(serializers.Serializer):
    """A version of the plan."""

    slug = CharField(help_text="Its short name, as in addresses.")
    title = CharField(help_text="As on the cover.")
    label = CharField(help_text="What tells it from others of the same years.")
    start_year = IntegerField(help_text="First year.")
    end_year = IntegerField(help_text="Last year.")
    vision = CharField(help_text="The vision in one line.")
    stage = ChoiceField(list(STAGES.items()), help_text="How it stands today: from decisions, consultations and dates.")
    stage_in_words = CharField(source="stage.words", help_text="The same, as pages say it.")
    in_force = BooleanField(source="in_force_today", help_text="True for the version in force today.")
    in_force_from = DateField(allow_null=True, help_text="First day in force; null if it never was.")
    in_force_until = DateField(allow_null=True, help_text="First day no longer in force; null if open.")
    replaces = CharField(source="replaced", allow_null=True, help_text="Short name of the version it took over from.")
    commitment_label = CharField(help_text="What it calls what it promises to do: commitment or action.")
    source = CharField(help_text="The document it comes from.")
    illustrative = BooleanField(help_text=MADE_UP)


class EditionDetailShape(EditionShape):
    """A version of the plan with its vision at more length."""

    vision_text = CharField(help_text=f"The vision at more length. {MARKDOWN}")


class PartShape(serializers.Serializer):
    """What all parts of a plan have."""

    uuid = UUIDField(help_text="Stays the same in every version, however it is worded, numbered or placed.")
    edition = CharField(help_text="Short name of the version these words are from.")


class OutcomeShape(PartShape):
    """An outcome, the Medium Term Financial Strategy or a change portfolio."""

    kind = ChoiceField(Outcome.Kind.choices, help_text="An outcome, or what makes outcomes possible.")
    number = CharField(help_text="As printed.")
    title = CharField(help_text="As printed.")
    slug = CharField(help_text="Its short name in this version, as in addresses.")
    statement = CharField(help_text="The outcome in one sentence.")
    narrative = CharField(help_text=f"Why it matters. {MARKDOWN}")
    overseen_by = CharField(help_text="For a change portfolio: the board over it.")
    managed_by = CharField(help_text="For a change portfolio: who manages it.")
    sub_outcomes = ListField(child=UUIDField(), help_text="What stands under it, in order.")
    source = CharField(help_text="The document it comes from.")
    illustrative = BooleanField(help_text=MADE_UP)


class StatementsShape(serializers.Serializer):
    """A list the plan prints, under its heading."""

    heading = CharField(help_text="As printed.")
    texts = ListField(child=CharField(), help_text="As printed.")


class SubOutcomeShape(PartShape):
    """A sub-outcome or a change programme."""

    outcome = UUIDField(help_text="What it stands under.")
    number = CharField(help_text="As printed.")
    title = CharField(help_text="As printed.")
    narrative = CharField(help_text=f"Where things stand. {MARKDOWN}")
    implied = BooleanField(help_text="True where the plan prints none, and this one stands for it.")
    joint_work = ListField(child=CharField(), help_text="Examples of joint work.")
    statements = StatementsShape(many=True, help_text="Lists of its own.")
    aims = ListField(child=UUIDField(), help_text="What success looks like, in order.")
    commitments = ListField(child=UUIDField(), help_text="What the council will do, in order.")
    source = CharField(help_text="The document it comes from.")
    illustrative = BooleanField(help_text=MADE_UP)


class AimShape(PartShape):
    """What success looks like."""

    sub_outcome = UUIDField(help_text="What it stands under.")
    text = CharField(help_text="As resolved.")
    influence = ChoiceField(
        [("", "Not said"), *Aim.Influence.choices], help_text="How far the council itself can bring it about."
    )
    influence_note = CharField(help_text="On whom it rests, where not on the council.")


class NestedShape(serializers.Serializer):
    """One of the list that a commitment is made of."""

    uuid = UUIDField(help_text="Stays the same in every version.")
    text = CharField(help_text="As resolved.")


class PlaceShape(serializers.Serializer):
    """Where a commitment stands."""

    sub_outcome = UUIDField(help_text="What it stands under.")
    number = CharField(help_text="Number of that, as printed.")
    aim = UUIDField(allow_null=True, help_text="The aim it is grouped under, if any.")


class CommitmentShape(PartShape):
    """What the council will do. It may stand in several places."""

    text = CharField(help_text="As resolved.")
    role = ChoiceField(Commitment.Role.choices, help_text="Whether the council leads on it.")
    partners = ListField(child=CharField(), help_text="Whom the plan names beside the council.")
    nested = NestedShape(many=True, help_text="The list it is made of, if any.")
    places = PlaceShape(many=True, help_text="Where it stands.")
