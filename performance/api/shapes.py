"""What the API tells of an indicator: the same read models as its page."""

from typing import Any

from rest_framework import serializers
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateField, IntegerField, ListField, RegexField

from performance.direction import Change, Polarity
from performance.rag import Status
from performance.values import Sense
from plan.api.shapes import DecimalText, choices

SENSES = [(sense.value, sense.value) for sense in Sense]
MOST_ROWS, LONGEST_WHY = 5_000, 500  # of what is entered at once
MARKDOWN = "Markdown."
MADE_UP = "True for made-up examples."


class ShareText(CharField):
    """A share of a whole as a fraction; null where the figure is none."""

    def to_representation(self, value: Any) -> str | None:
        return None if hasattr(value, "as_tuple") else f"{value.numerator}/{value.denominator}"


class ValueShape(serializers.Serializer):
    """A figure: `shown` is what people read; the other fields say what it is made of."""

    shown = CharField(help_text="The figure as people read it, such as over 790.")
    sense = ChoiceField(SENSES, source="value.sense", help_text="How the value is meant.")
    value = DecimalText(
        source="value.amount", allow_null=True,
        help_text="In the indicator's unit. Null where there is no figure, or where it is in words or a share.",
    )  # fmt: skip
    upper = DecimalText(source="value.upper", allow_null=True, help_text="The upper end of a range.")
    share = ShareText(source="value.amount", allow_null=True, help_text="For a share of a whole, such as 2/3.")
    base_year = CharField(source="value.base", help_text="For an index or a reduction: since when.")


class PeriodShape(serializers.Serializer):
    """The period that something is for."""

    period = CharField(source="period.code", help_text="Code of the period, such as 2022-Q2, 2022/23 or 2022.")
    period_name = CharField(source="period.label", help_text="The period as people read it.")


class FigureShape(PeriodShape, ValueShape):
    """One result."""

    starts = DateField(source="period.start", help_text="First day of the period.")
    ends = DateField(source="period.end", help_text="Last day of the period.")
    provisional = BooleanField(help_text="True while the figure may still be corrected.")
    illustrative = BooleanField(help_text=MADE_UP)
    kept_back = BooleanField(help_text="True where it is not shown because it counts very few people.")
    source = CharField(help_text="Where the figure comes from.")


class LatestShape(FigureShape):
    """The latest result, with the account given of it, which pages show of the latest alone."""

    commentary = CharField(help_text=f"What happened. {MARKDOWN}")
    cause = CharField(help_text=f"Why. {MARKDOWN}")
    remedy = CharField(help_text=f"What is being done. {MARKDOWN}")
    back_on_target = DateField(allow_null=True, help_text="When the target is expected to be met again.")


class ResultShape(FigureShape):
    """One result of an indicator."""

    indicator = CharField(help_text="Short name of the indicator, as in its address.")


class TargetNowShape(serializers.Serializer):
    """The target that the latest figure is held against, or the next one to come."""

    shown = CharField(source="goal_shown", help_text="As people read it, such as at least 80%.")
    source = CharField(source="goal_source", help_text="Where it was set.")
    illustrative = BooleanField(source="goal_illustrative", help_text=MADE_UP)

    def to_representation(self, line: Any) -> dict[str, Any] | None:
        return None if line.goal is None else super().to_representation(line)


class RatingShape(serializers.Serializer):
    """The latest figure against its target."""

    status = ChoiceField(choices(Status), help_text="What it says.")
    reason = CharField(help_text="Why.")


class DirectionShape(serializers.Serializer):
    """The latest figure beside an earlier one."""

    change = ChoiceField(choices(Change), help_text="What became of it.")
    reason = CharField(help_text="Why.")


class PositionShape(serializers.Serializer):
    """Where the council stands among others, as a source states it or worked out beside an average."""

    shown = CharField(source="words", help_text="As people read it, by itself.")
    group = CharField(help_text="Among whom.")
    period = CharField(help_text="For which period, as people read it.")
    quartile = IntegerField(allow_null=True, help_text="1 is the best quarter of the group, 4 the worst.")
    source = CharField(help_text="Who states it, or the figure that it is worked out from.")
    illustrative = BooleanField(help_text=MADE_UP)
    worked_out = BooleanField(help_text="True where no source states it.")


class IndicatorShape(serializers.Serializer):
    """An indicator today: its latest figure with three signals, each with its reason."""

    slug = CharField(help_text="Its short name, as in addresses and when results are entered.")
    name = CharField(help_text="What is measured.")
    unit = CharField(help_text="Such as % or per 1,000 people; empty for a plain count.")
    places = IntegerField(help_text="Decimal places that figures are shown with.")
    good_direction = ChoiceField(choices(Polarity), source="polarity", help_text="Which way the figure should go.")
    is_key = BooleanField(help_text="True for the few that stand for the whole.")
    department = CharField(source="owner", help_text="Who answers for the figures.")
    data_source = CharField(help_text="The survey or data set that figures come from.")
    source = CharField(help_text="The document this indicator comes from.")
    how_measured = CharField(help_text="In words for everybody.")
    latest = LatestShape(allow_null=True, help_text="The latest figure; null where there is none yet.")
    target = TargetNowShape(source="*", allow_null=True, help_text="Null where there is no target.")
    rating = RatingShape(help_text="The latest figure against its target.")
    direction = DirectionShape(
        help_text="The latest figure beside the one before or, where that change is too small to count, a year before "
        "or the first of a run that went one way; the sentence says which."
    )
    position = PositionShape(allow_null=True, help_text="Null where nothing is published.")


class RowShape(serializers.Serializer):
    """One result to enter: columns and texts as in a file of results. A column left out is left as it is."""

    indicator = CharField(help_text="Short name of the indicator, as in its address.")
    period = CharField(help_text="2022-Q2, 2022/23, 2022 or 2022-07.")
    breakdown = CharField(required=False, allow_blank=True, help_text="Short name of a part; empty for the whole.")
    value = CharField(required=False, allow_blank=True, help_text="Such as 79.5 or 367 to 423; empty for no data.")
    qualifier = CharField(
        required=False, allow_blank=True,
        help_text="How the value is meant: exact, about, over, at_least, under, up_to, range, share, change or words.",
    )  # fmt: skip
    numerator = CharField(required=False, allow_blank=True, help_text="How many.")
    denominator = CharField(required=False, allow_blank=True, help_text="Out of how many.")
    status = CharField(required=False, allow_blank=True, help_text="provisional or final.")
    commentary = CharField(required=False, allow_blank=True, help_text=f"What the figure shows. {MARKDOWN}")


class EnteringShape(serializers.Serializer):
    """Results to enter: all of them are written, or none."""

    why = RegexField(
        r"^[^\u0000]*[^\s\u0000][^\u0000]*$", max_length=LONGEST_WHY,
        help_text="Why figures are entered or changed; kept with each of them.",
    )  # fmt: skip
    dry_run = BooleanField(default=False, help_text="True to check the rows and write nothing.")
    results = ListField(
        child=RowShape(), min_length=1, max_length=MOST_ROWS, help_text=f"At least one, at most {MOST_ROWS:,}."
    )


class EnteredShape(serializers.Serializer):
    """What was written, or would be."""

    created = IntegerField(help_text="How many results are new.")
    updated = IntegerField(help_text="How many were changed; what they said before is kept.")
    unchanged = IntegerField(help_text="How many said so already.")
    written = BooleanField(help_text="False where it was only a check.")
