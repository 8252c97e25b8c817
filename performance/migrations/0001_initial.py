import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import performance.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plan", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalComparatorGroup",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "name",
                    models.CharField(db_index=True, help_text="Such as 'English county councils'.", max_length=120),
                ),
                ("slug", models.SlugField(max_length=80)),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="How many councils are in the group.", null=True
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical comparator group",
                "verbose_name_plural": "historical comparator groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(db_index=True, max_length=150)),
                ("slug", models.SlugField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[("survey", "Survey"), ("dataset", "Data set"), ("return", "Statutory return")],
                        max_length=10,
                    ),
                ),
                (
                    "date",
                    models.CharField(
                        blank=True, help_text="When it was taken, in words, such as March to June 2021.", max_length=60
                    ),
                ),
                (
                    "answers",
                    models.PositiveIntegerField(
                        blank=True, help_text="For a survey: how many people answered.", null=True
                    ),
                ),
                ("link", models.URLField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=150, unique=True)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("survey", "Survey"), ("dataset", "Data set"), ("return", "Statutory return")],
                        max_length=10,
                    ),
                ),
                (
                    "date",
                    models.CharField(
                        blank=True, help_text="When it was taken, in words, such as March to June 2021.", max_length=60
                    ),
                ),
                (
                    "answers",
                    models.PositiveIntegerField(
                        blank=True, help_text="For a survey: how many people answered.", null=True
                    ),
                ),
                ("link", models.URLField(blank=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalIndicator",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        db_index=True, help_text="What is measured, without the direction.", max_length=200
                    ),
                ),
                ("slug", models.SlugField(help_text="Used in addresses and imports; keep it.", max_length=100)),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Such as %, per 1,000 people, tCO2e. Leave empty for a plain count.",
                        max_length=40,
                    ),
                ),
                (
                    "polarity",
                    models.CharField(
                        choices=[("high", "High is good"), ("low", "Low is good"), ("neither", "Neither")],
                        default="high",
                        max_length=8,
                        verbose_name="good direction",
                    ),
                ),
                (
                    "decimals",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Decimal places that figures are shown with."
                    ),
                ),
                ("is_key", models.BooleanField(default=False, verbose_name="key indicator")),
                (
                    "is_public",
                    models.BooleanField(default=True, help_text="Untick to keep an indicator off the public site."),
                ),
                (
                    "how_measured",
                    models.TextField(blank=True, help_text="In words that a member of the public understands."),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="How far from the target still counts as amber, in the indicator's unit.",
                        max_digits=14,
                        null=True,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The department that answers for the figures.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.department",
                    ),
                ),
                (
                    "data_source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the figures come from.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical indicator",
                "verbose_name_plural": "historical indicators",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="What is measured, without the direction.", max_length=200, unique=True),
                ),
                (
                    "slug",
                    models.SlugField(help_text="Used in addresses and imports; keep it.", max_length=100, unique=True),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Such as %, per 1,000 people, tCO2e. Leave empty for a plain count.",
                        max_length=40,
                    ),
                ),
                (
                    "polarity",
                    models.CharField(
                        choices=[("high", "High is good"), ("low", "Low is good"), ("neither", "Neither")],
                        default="high",
                        max_length=8,
                        verbose_name="good direction",
                    ),
                ),
                (
                    "decimals",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Decimal places that figures are shown with."
                    ),
                ),
                ("is_key", models.BooleanField(default=False, verbose_name="key indicator")),
                (
                    "is_public",
                    models.BooleanField(default=True, help_text="Untick to keep an indicator off the public site."),
                ),
                (
                    "how_measured",
                    models.TextField(blank=True, help_text="In words that a member of the public understands."),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="How far from the target still counts as amber, in the indicator's unit.",
                        max_digits=14,
                        null=True,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="The department that answers for the figures.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="plan.department",
                    ),
                ),
                (
                    "data_source",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the figures come from.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="performance.source",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tolerance__isnull", True), ("tolerance__gte", 0), _connector="OR"),
                        name="performance_indicator_tolerance_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decimals__lte", 4)), name="performance_indicator_decimals_at_most_4"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalResult",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "period",
                    performance.models.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="Empty for no data.", max_digits=18, null=True
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("about", "About"),
                            ("over", "Over"),
                            ("at_least", "At least"),
                            ("under", "Under"),
                            ("up_to", "Up to"),
                            ("change", "A change in per cent, without its level"),
                        ],
                        default="exact",
                        max_length=8,
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="Where the source gives words instead of a figure.", max_length=120
                    ),
                ),
                ("provisional", models.BooleanField(default=False)),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="When the figure became available. Empty: at the end of its period.",
                        null=True,
                    ),
                ),
                (
                    "commentary",
                    models.TextField(blank=True, help_text="What happened, why, and what is being done. Markdown."),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical result",
                "verbose_name_plural": "historical results",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "period",
                    performance.models.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("at_least", "At least"), ("at_most", "At most")], default="at_least", max_length=8
                    ),
                ),
                ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical target",
                "verbose_name_plural": "historical targets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "period",
                    performance.models.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="Empty for no data.", max_digits=18, null=True
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("about", "About"),
                            ("over", "Over"),
                            ("at_least", "At least"),
                            ("under", "Under"),
                            ("up_to", "Up to"),
                            ("change", "A change in per cent, without its level"),
                        ],
                        default="exact",
                        max_length=8,
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="Where the source gives words instead of a figure.", max_length=120
                    ),
                ),
                ("provisional", models.BooleanField(default=False)),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="When the figure became available. Empty: at the end of its period.",
                        null=True,
                    ),
                ),
                (
                    "commentary",
                    models.TextField(blank=True, help_text="What happened, why, and what is being done. Markdown."),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="results", to="performance.indicator"
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "period_end", "period_start"],
                "indexes": [models.Index(fields=["indicator", "-period_end"], name="performance_result_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "period"),
                        name="performance_result_once_a_period",
                        violation_error_message="This indicator already has a result for this period. Change that one.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "period",
                    performance.models.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("at_least", "At least"), ("at_most", "At most")], default="at_least", max_length=8
                    ),
                ),
                ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="performance.indicator"
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "period_end"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "period"),
                        name="performance_target_once_a_period",
                        violation_error_message="This indicator already has a target for this period. Change that one.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("name", models.CharField(help_text="Such as 'English county councils'.", max_length=120, unique=True)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="How many councils are in the group.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="performance_comparatorgroup_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalComparatorResult",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "period",
                    performance.models.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="The group's own figure, if it is known.",
                        max_digits=18,
                        null=True,
                    ),
                ),
                (
                    "quartile",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Best 25%"), (2, "Second best 25%"), (3, "Second worst 25%"), (4, "Worst 25%")],
                        null=True,
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="The council's place, 1 is best.", null=True
                    ),
                ),
                (
                    "size",
                    models.PositiveSmallIntegerField(blank=True, help_text="How many councils were ranked.", null=True),
                ),
                (
                    "words",
                    models.CharField(blank=True, help_text="Such as 'below the national average'.", max_length=160),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.comparatorgroup",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical comparator result",
                "verbose_name_plural": "historical comparator results",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ComparatorResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "period",
                    performance.models.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="The group's own figure, if it is known.",
                        max_digits=18,
                        null=True,
                    ),
                ),
                (
                    "quartile",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Best 25%"), (2, "Second best 25%"), (3, "Second worst 25%"), (4, "Worst 25%")],
                        null=True,
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="The council's place, 1 is best.", null=True
                    ),
                ),
                (
                    "size",
                    models.PositiveSmallIntegerField(blank=True, help_text="How many councils were ranked.", null=True),
                ),
                (
                    "words",
                    models.CharField(blank=True, help_text="Such as 'below the national average'.", max_length=160),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="performance.comparatorgroup",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comparisons",
                        to="performance.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "period_end"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "group", "period"), name="performance_comparison_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rank__isnull", True),
                            ("size__isnull", True),
                            ("rank__lte", models.F("size")),
                            _connector="OR",
                        ),
                        name="performance_comparison_rank_within_size",
                        violation_error_message="The rank cannot be larger than the number of councils ranked.",
                    ),
                ],
            },
        ),
    ]
