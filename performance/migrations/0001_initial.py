import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import performance.models.base


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plan", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "name",
                    models.CharField(
                        help_text="As people say it, such as Leicester and Rutland.", max_length=100, unique=True
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses; keep it when the name changes.", max_length=80, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "The council's own area"),
                            ("district", "District or borough"),
                            ("combined", "Several councils together"),
                            ("region", "Region"),
                            ("country", "Country"),
                            ("other", "Other"),
                        ],
                        help_text="What sort of area it is.",
                        max_length=10,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="The Office for National Statistics' code, if known.", max_length=12
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
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
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses; keep it when the name changes.", max_length=80, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("average", "An average or total, such as England's"),
                            ("councils", "Councils whose figures can be told apart"),
                            ("requirement", "A government requirement"),
                        ],
                        default="councils",
                        help_text="What the council is compared with.",
                        max_length=12,
                    ),
                ),
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
            name="HistoricalArea",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "name",
                    models.CharField(
                        db_index=True, help_text="As people say it, such as Leicester and Rutland.", max_length=100
                    ),
                ),
                (
                    "slug",
                    models.SlugField(help_text="Used in addresses; keep it when the name changes.", max_length=80),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "The council's own area"),
                            ("district", "District or borough"),
                            ("combined", "Several councils together"),
                            ("region", "Region"),
                            ("country", "Country"),
                            ("other", "Other"),
                        ],
                        help_text="What sort of area it is.",
                        max_length=10,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="The Office for National Statistics' code, if known.", max_length=12
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
                "verbose_name": "historical area",
                "verbose_name_plural": "historical areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
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
                (
                    "slug",
                    models.SlugField(help_text="Used in addresses; keep it when the name changes.", max_length=80),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("average", "An average or total, such as England's"),
                            ("councils", "Councils whose figures can be told apart"),
                            ("requirement", "A government requirement"),
                        ],
                        default="councils",
                        help_text="What the council is compared with.",
                        max_length=12,
                    ),
                ),
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
                (
                    "name",
                    models.CharField(
                        db_index=True, help_text="The survey or data set, such as Residents’ survey.", max_length=150
                    ),
                ),
                (
                    "slug",
                    models.SlugField(help_text="Used in addresses; keep it when the name changes.", max_length=80),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("survey", "Survey"), ("dataset", "Data set"), ("return", "Statutory return")],
                        help_text="Where such figures come from.",
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
                ("link", models.URLField(blank=True, help_text="Where it can be read, if it is public.")),
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
                "verbose_name": "historical source of figures",
                "verbose_name_plural": "historical sources of figures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ResultsImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("created", models.PositiveIntegerField()),
                ("updated", models.PositiveIntegerField()),
                ("unchanged", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "name",
                    models.CharField(
                        help_text="The survey or data set, such as Residents’ survey.", max_length=150, unique=True
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses; keep it when the name changes.", max_length=80, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("survey", "Survey"), ("dataset", "Data set"), ("return", "Statutory return")],
                        help_text="Where such figures come from.",
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
                ("link", models.URLField(blank=True, help_text="Where it can be read, if it is public.")),
            ],
            options={
                "verbose_name": "source of figures",
                "verbose_name_plural": "sources of figures",
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
                        help_text="Which way the figure should go.",
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
                (
                    "control",
                    models.CharField(
                        choices=[
                            ("council", "The Council"),
                            ("partner", "The Council with partners"),
                            ("outside", "Mostly others"),
                        ],
                        default="council",
                        help_text="Who can do most about the figure.",
                        max_length=8,
                        verbose_name="who can change it",
                    ),
                ),
                (
                    "is_statutory",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the law asks for it; otherwise it is a local choice.",
                        verbose_name="required by law",
                    ),
                ),
                (
                    "is_key",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for the few that stand for the whole.",
                        verbose_name="key indicator",
                    ),
                ),
                (
                    "is_context",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for a figure that describes the area or a service and by which the plan is not judged. It is listed beside its part of the plan, and left out of packs and of what is counted.",
                        verbose_name="figure for context",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(default=True, help_text="Untick to keep an indicator off the public site."),
                ),
                (
                    "how_measured",
                    models.TextField(blank=True, help_text="In words that a member of the public understands."),
                ),
                (
                    "smallest_change",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="In the indicator's unit; points for percentages. A smaller change since the figure before is shown as no significant change. Leave empty to count every change.",
                        max_digits=14,
                        null=True,
                        verbose_name="smallest change that counts",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("financial_year", "Every financial year"),
                            ("calendar_year", "Every calendar year"),
                            ("academic_year", "Every academic year"),
                            ("half_year", "Every half-year"),
                            ("quarter", "Every quarter"),
                            ("month", "Every month"),
                        ],
                        help_text="How often a new figure comes. Leave empty where that is irregular: then none is ever overdue.",
                        max_length=14,
                        verbose_name="how often",
                    ),
                ),
                (
                    "lag",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How many days after the end of its period a figure is released. It is overdue only after that.",
                        verbose_name="days until released",
                    ),
                ),
                (
                    "adding",
                    models.CharField(
                        choices=[
                            ("none", "They do not add up"),
                            ("sum", "They add up to the year's"),
                            ("running", "Each counts the year so far, so the last stands for the year"),
                        ],
                        default="none",
                        help_text="What quarters or months say of the year so far.",
                        max_length=8,
                        verbose_name="figures within a year",
                    ),
                ),
                (
                    "suppress_below",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Counts from 1 to just under this could identify somebody and are not shown. Leave empty for none.",
                        null=True,
                        verbose_name="hide counts of people below",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The area the figures are for. Leave empty for the council's own.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.area",
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
                "verbose_name": "historical indicator",
                "verbose_name_plural": "historical indicators",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPeer",
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
                ("name", models.CharField(help_text="The council, as people call it.", max_length=100)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The group it is in.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.comparatorgroup",
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
                "verbose_name": "historical council in the group",
                "verbose_name_plural": "historical councils in the group",
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
                        help_text="Which way the figure should go.",
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
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        help_text="The area the figures are for. Leave empty for the council's own.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="performance.area",
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
                    "control",
                    models.CharField(
                        choices=[
                            ("council", "The Council"),
                            ("partner", "The Council with partners"),
                            ("outside", "Mostly others"),
                        ],
                        default="council",
                        help_text="Who can do most about the figure.",
                        max_length=8,
                        verbose_name="who can change it",
                    ),
                ),
                (
                    "is_statutory",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the law asks for it; otherwise it is a local choice.",
                        verbose_name="required by law",
                    ),
                ),
                (
                    "is_key",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for the few that stand for the whole.",
                        verbose_name="key indicator",
                    ),
                ),
                (
                    "is_context",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for a figure that describes the area or a service and by which the plan is not judged. It is listed beside its part of the plan, and left out of packs and of what is counted.",
                        verbose_name="figure for context",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(default=True, help_text="Untick to keep an indicator off the public site."),
                ),
                (
                    "how_measured",
                    models.TextField(blank=True, help_text="In words that a member of the public understands."),
                ),
                (
                    "smallest_change",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="In the indicator's unit; points for percentages. A smaller change since the figure before is shown as no significant change. Leave empty to count every change.",
                        max_digits=14,
                        null=True,
                        verbose_name="smallest change that counts",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("financial_year", "Every financial year"),
                            ("calendar_year", "Every calendar year"),
                            ("academic_year", "Every academic year"),
                            ("half_year", "Every half-year"),
                            ("quarter", "Every quarter"),
                            ("month", "Every month"),
                        ],
                        help_text="How often a new figure comes. Leave empty where that is irregular: then none is ever overdue.",
                        max_length=14,
                        verbose_name="how often",
                    ),
                ),
                (
                    "lag",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How many days after the end of its period a figure is released. It is overdue only after that.",
                        verbose_name="days until released",
                    ),
                ),
                (
                    "adding",
                    models.CharField(
                        choices=[
                            ("none", "They do not add up"),
                            ("sum", "They add up to the year's"),
                            ("running", "Each counts the year so far, so the last stands for the year"),
                        ],
                        default="none",
                        help_text="What quarters or months say of the year so far.",
                        max_length=8,
                        verbose_name="figures within a year",
                    ),
                ),
                (
                    "suppress_below",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Counts from 1 to just under this could identify somebody and are not shown. Leave empty for none.",
                        null=True,
                        verbose_name="hide counts of people below",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("smallest_change__isnull", True), ("smallest_change__gte", 0), _connector="OR"
                        ),
                        name="performance_indicator_smallest_change_positive",
                        violation_error_message="The smallest change that counts cannot be less than nought.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decimals__lte", 4)), name="performance_indicator_decimals_at_most_4"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_key", False), ("is_context", False), _connector="OR"),
                        name="performance_indicator_key_or_context",
                        violation_error_message="A figure for context cannot be a key indicator.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suppress_below__isnull", True), ("suppress_below__gte", 2), _connector="OR"
                        ),
                        name="performance_indicator_suppress_below_at_least_2",
                        violation_error_message="Counts below 2 or more can be hidden: leave it empty to hide none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Peer",
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
                (
                    "group",
                    models.ForeignKey(
                        help_text="The group it is in.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="peers",
                        to="performance.comparatorgroup",
                    ),
                ),
                ("name", models.CharField(help_text="The council, as people call it.", max_length=100)),
            ],
            options={
                "verbose_name": "council in the group",
                "verbose_name_plural": "councils in the group",
                "ordering": ["group", "name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="performance_peer_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    ),
                    models.UniqueConstraint(
                        fields=("group", "name"),
                        name="performance_peer_once_in_a_group",
                        violation_error_message="This council is in the group already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Breakdown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "indicator",
                    models.ForeignKey(
                        help_text="Whose figures are divided.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breakdowns",
                        to="performance.indicator",
                    ),
                ),
                ("by", models.CharField(help_text="What divides the parts: sex, district, group.", max_length=40)),
                ("name", models.CharField(help_text="The part: men, Charnwood, children in care.", max_length=80)),
                ("slug", models.SlugField(help_text="Used in imports; keep it.", max_length=80)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        help_text="For a part that is an area.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breakdowns",
                        to="performance.area",
                    ),
                ),
                (
                    "adds_up",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the parts of this kind, added up, are the whole: checks then compare the two.",
                        verbose_name="parts make up the whole",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Parts are shown in this order.", verbose_name="place"
                    ),
                ),
            ],
            options={
                "verbose_name": "part of the figures",
                "verbose_name_plural": "parts of the figures",
                "ordering": ["indicator", "by", "position", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "slug"),
                        name="performance_breakdown_slug_once",
                        violation_error_message="This indicator already has a part with this short name.",
                    )
                ],
            },
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
                    performance.models.base.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.base.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="When the figure became available. Left empty, that is the day it is entered.",
                        null=True,
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
                (
                    "group",
                    models.ForeignKey(
                        help_text="The councils it is compared with.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="performance.comparatorgroup",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        help_text="The area that is compared, where it is not the indicator's own.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparisons",
                        to="performance.area",
                    ),
                ),
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
                        help_text="Where this council stands in the group.",
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
            ],
            options={
                "verbose_name": "comparison with other councils",
                "verbose_name_plural": "comparisons with other councils",
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
        migrations.CreateModel(
            name="Forecast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "indicator",
                    models.ForeignKey(
                        help_text="What is expected.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forecasts",
                        to="performance.indicator",
                    ),
                ),
                (
                    "year",
                    models.CharField(
                        help_text="The financial, calendar or academic year: 2022/23, 2022, 2022-A.", max_length=20
                    ),
                ),
                ("day", models.DateField(help_text="The newest forecast counts.", verbose_name="said on")),
                (
                    "value",
                    models.DecimalField(decimal_places=4, help_text="In the unit of the indicator.", max_digits=18),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        help_text="How sure the owner is of it.",
                        max_length=6,
                    ),
                ),
                ("reason", models.TextField(help_text="What it rests on. Markdown.")),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "year", "day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "year", "day"),
                        name="performance_forecast_once_a_day",
                        violation_error_message="There is a forecast for this year said on this day. Change that one.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBreakdown",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("by", models.CharField(help_text="What divides the parts: sex, district, group.", max_length=40)),
                ("name", models.CharField(help_text="The part: men, Charnwood, children in care.", max_length=80)),
                ("slug", models.SlugField(help_text="Used in imports; keep it.", max_length=80)),
                (
                    "adds_up",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the parts of this kind, added up, are the whole: checks then compare the two.",
                        verbose_name="parts make up the whole",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Parts are shown in this order.", verbose_name="place"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whose figures are divided.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="For a part that is an area.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.area",
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
                "verbose_name": "historical part of the figures",
                "verbose_name_plural": "historical parts of the figures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    performance.models.base.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.base.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="When the figure became available. Left empty, that is the day it is entered.",
                        null=True,
                    ),
                ),
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
                        help_text="Where this council stands in the group.",
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
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The councils it is compared with.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.comparatorgroup",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The area that is compared, where it is not the indicator's own.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.area",
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
                "verbose_name": "historical comparison with other councils",
                "verbose_name_plural": "historical comparisons with other councils",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalForecast",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "year",
                    models.CharField(
                        help_text="The financial, calendar or academic year: 2022/23, 2022, 2022-A.", max_length=20
                    ),
                ),
                ("day", models.DateField(help_text="The newest forecast counts.", verbose_name="said on")),
                (
                    "value",
                    models.DecimalField(decimal_places=4, help_text="In the unit of the indicator.", max_digits=18),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        help_text="How sure the owner is of it.",
                        max_length=6,
                    ),
                ),
                ("reason", models.TextField(help_text="What it rests on. Markdown.")),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What is expected.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
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
                "verbose_name": "historical forecast",
                "verbose_name_plural": "historical forecasts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPeerResult",
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
                    performance.models.base.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.base.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="When the figure became available. Left empty, that is the day it is entered.",
                        null=True,
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="Empty for no data.", max_digits=18, null=True
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="Where the source gives words instead of a figure.", max_length=120
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What is compared.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
                (
                    "peer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The other council.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.peer",
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
                "verbose_name": "historical figure of another council",
                "verbose_name_plural": "historical figures of other councils",
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
                    performance.models.base.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.base.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("at_least", "At least"),
                            ("at_most", "At most"),
                            ("between", "Between two figures"),
                            ("above", "Above a comparator"),
                            ("below", "Below a comparator"),
                        ],
                        default="at_least",
                        help_text="Whether the figure should reach it or stay below it.",
                        max_length=8,
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="In the unit of the indicator. Leave empty for a target relative to a comparator.",
                        max_digits=18,
                        null=True,
                    ),
                ),
                (
                    "upper",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="The upper end of a target between.",
                        max_digits=18,
                        null=True,
                        verbose_name="up to",
                    ),
                ),
                (
                    "base",
                    models.CharField(
                        blank=True,
                        help_text="For a reduction: since when, such as 2008/09.",
                        max_length=20,
                        verbose_name="base year",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("plan", "The plan"),
                            ("service_plan", "A yearly service plan"),
                            ("national", "National requirement"),
                            ("other", "Other"),
                        ],
                        default="plan",
                        help_text="Where it was set.",
                        max_length=12,
                        verbose_name="set in",
                    ),
                ),
                (
                    "until_replaced",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the target also holds for later periods of the same kind, until another one is set.",
                        verbose_name="goes on until replaced",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What is to reach it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="For a relative target: whose figure, such as the national average.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.comparatorgroup",
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
                "verbose_name": "historical target",
                "verbose_name_plural": "historical targets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTolerance",
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
                    "amount",
                    models.DecimalField(
                        decimal_places=4, help_text="In the indicator's unit, or per cent of the target.", max_digits=14
                    ),
                ),
                (
                    "per_cent",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the amount is per cent, not in the unit.",
                        verbose_name="per cent of the target",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whose targets it is for.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
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
                "verbose_name": "historical tolerance",
                "verbose_name_plural": "historical tolerances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PeerResult",
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
                    performance.models.base.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.base.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="When the figure became available. Left empty, that is the day it is entered.",
                        null=True,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        help_text="What is compared.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="peer_results",
                        to="performance.indicator",
                    ),
                ),
                (
                    "peer",
                    models.ForeignKey(
                        help_text="The other council.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="performance.peer",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="Empty for no data.", max_digits=18, null=True
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="Where the source gives words instead of a figure.", max_length=120
                    ),
                ),
            ],
            options={
                "verbose_name": "figure of another council",
                "verbose_name_plural": "figures of other councils",
                "ordering": ["indicator", "-period_end", "peer__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "peer", "period"),
                        name="performance_peer_result_once",
                        violation_error_message="There is a figure of this council for this period. Change that one.",
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
                    performance.models.base.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.base.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "indicator",
                    models.ForeignKey(
                        help_text="What is to reach it.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="performance.indicator",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("at_least", "At least"),
                            ("at_most", "At most"),
                            ("between", "Between two figures"),
                            ("above", "Above a comparator"),
                            ("below", "Below a comparator"),
                        ],
                        default="at_least",
                        help_text="Whether the figure should reach it or stay below it.",
                        max_length=8,
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="In the unit of the indicator. Leave empty for a target relative to a comparator.",
                        max_digits=18,
                        null=True,
                    ),
                ),
                (
                    "upper",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="The upper end of a target between.",
                        max_digits=18,
                        null=True,
                        verbose_name="up to",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        help_text="For a relative target: whose figure, such as the national average.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="performance.comparatorgroup",
                    ),
                ),
                (
                    "base",
                    models.CharField(
                        blank=True,
                        help_text="For a reduction: since when, such as 2008/09.",
                        max_length=20,
                        verbose_name="base year",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("plan", "The plan"),
                            ("service_plan", "A yearly service plan"),
                            ("national", "National requirement"),
                            ("other", "Other"),
                        ],
                        default="plan",
                        help_text="Where it was set.",
                        max_length=12,
                        verbose_name="set in",
                    ),
                ),
                (
                    "until_replaced",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the target also holds for later periods of the same kind, until another one is set.",
                        verbose_name="goes on until replaced",
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("group__isnull", False),
                                ("kind__in", ["above", "below"]),
                                ("upper__isnull", True),
                                ("value__isnull", True),
                            ),
                            models.Q(("group__isnull", True), ("kind", "between"), ("upper__gte", models.F("value"))),
                            models.Q(
                                ("group__isnull", True),
                                ("kind__in", ["at_least", "at_most"]),
                                ("upper__isnull", True),
                                ("value__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="performance_target_kind_has_its_parts",
                        violation_error_message="At least and at most need a value; between needs two; above and below need a comparator group and no value.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tolerance",
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
                (
                    "indicator",
                    models.ForeignKey(
                        help_text="Whose targets it is for.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tolerances",
                        to="performance.indicator",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=4, help_text="In the indicator's unit, or per cent of the target.", max_digits=14
                    ),
                ),
                (
                    "per_cent",
                    models.BooleanField(
                        default=False,
                        help_text="Tick where the amount is per cent, not in the unit.",
                        verbose_name="per cent of the target",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", models.OrderBy(models.F("starts"), nulls_first=True)],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="performance_tolerance_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="performance_tolerance_not_negative",
                        violation_error_message="A tolerance is 0 or more.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("starts__isnull", False)),
                        fields=("indicator", "starts"),
                        name="performance_tolerance_one_from_a_day",
                        violation_error_message="There is a tolerance from this day already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("starts__isnull", True)),
                        fields=("indicator",),
                        name="performance_tolerance_one_from_the_start",
                        violation_error_message="There is a tolerance without a first day already.",
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
                    performance.models.base.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.base.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="When the figure became available. Left empty, that is the day it is entered.",
                        null=True,
                    ),
                ),
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
                            ("range", "From one figure to another"),
                            ("share", "A share, such as two thirds"),
                            ("change", "A change in per cent, without its level"),
                        ],
                        default="exact",
                        help_text="Exact, or how far it is from exact.",
                        max_length=8,
                    ),
                ),
                (
                    "upper",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="For a range: its upper end.",
                        max_digits=18,
                        null=True,
                        verbose_name="up to",
                    ),
                ),
                (
                    "numerator",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="How many, such as 14 of 20.", max_digits=18, null=True
                    ),
                ),
                (
                    "denominator",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="Out of how many.", max_digits=18, null=True
                    ),
                ),
                (
                    "base",
                    models.CharField(
                        blank=True,
                        help_text="For an index or a reduction: since when, such as 2008/09.",
                        max_length=20,
                        verbose_name="base year",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="Where the source gives words instead of a figure.", max_length=120
                    ),
                ),
                (
                    "provisional",
                    models.BooleanField(default=False, help_text="Tick while the figure may still be corrected."),
                ),
                (
                    "commentary",
                    models.TextField(
                        blank=True, help_text="What the figure shows. Markdown.", verbose_name="what happened"
                    ),
                ),
                (
                    "cause",
                    models.TextField(
                        blank=True,
                        help_text="Needed before a red or amber figure is published. Markdown.",
                        verbose_name="why",
                    ),
                ),
                (
                    "remedy",
                    models.TextField(
                        blank=True,
                        help_text="Needed before a red or amber figure is published. Markdown.",
                        verbose_name="what is being done",
                    ),
                ),
                (
                    "back_on_target",
                    models.DateField(blank=True, help_text="When the target is expected to be met again.", null=True),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What it is a figure of.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
                (
                    "breakdown",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Leave empty for the figure as a whole.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="performance.breakdown",
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
                "verbose_name": "historical result",
                "verbose_name_plural": "historical results",
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
                    performance.models.base.PeriodField(
                        help_text="Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
                        max_length=20,
                        validators=[performance.models.base.validate_period],
                    ),
                ),
                ("period_start", models.DateField(editable=False)),
                ("period_end", models.DateField(editable=False)),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="When the figure became available. Left empty, that is the day it is entered.",
                        null=True,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        help_text="What it is a figure of.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="performance.indicator",
                    ),
                ),
                (
                    "breakdown",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leave empty for the figure as a whole.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="performance.breakdown",
                    ),
                ),
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
                            ("range", "From one figure to another"),
                            ("share", "A share, such as two thirds"),
                            ("change", "A change in per cent, without its level"),
                        ],
                        default="exact",
                        help_text="Exact, or how far it is from exact.",
                        max_length=8,
                    ),
                ),
                (
                    "upper",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="For a range: its upper end.",
                        max_digits=18,
                        null=True,
                        verbose_name="up to",
                    ),
                ),
                (
                    "numerator",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="How many, such as 14 of 20.", max_digits=18, null=True
                    ),
                ),
                (
                    "denominator",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="Out of how many.", max_digits=18, null=True
                    ),
                ),
                (
                    "base",
                    models.CharField(
                        blank=True,
                        help_text="For an index or a reduction: since when, such as 2008/09.",
                        max_length=20,
                        verbose_name="base year",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="Where the source gives words instead of a figure.", max_length=120
                    ),
                ),
                (
                    "provisional",
                    models.BooleanField(default=False, help_text="Tick while the figure may still be corrected."),
                ),
                (
                    "commentary",
                    models.TextField(
                        blank=True, help_text="What the figure shows. Markdown.", verbose_name="what happened"
                    ),
                ),
                (
                    "cause",
                    models.TextField(
                        blank=True,
                        help_text="Needed before a red or amber figure is published. Markdown.",
                        verbose_name="why",
                    ),
                ),
                (
                    "remedy",
                    models.TextField(
                        blank=True,
                        help_text="Needed before a red or amber figure is published. Markdown.",
                        verbose_name="what is being done",
                    ),
                ),
                (
                    "back_on_target",
                    models.DateField(blank=True, help_text="When the target is expected to be met again.", null=True),
                ),
            ],
            options={
                "ordering": ["indicator", "period_end", "period_start"],
                "indexes": [models.Index(fields=["indicator", "-period_end"], name="performance_result_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("breakdown__isnull", True)),
                        fields=("indicator", "period"),
                        name="performance_result_once_a_period",
                        violation_error_message="This indicator already has a result for this period. Change that one.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("breakdown__isnull", False)),
                        fields=("indicator", "period", "breakdown"),
                        name="performance_result_once_a_period_and_part",
                        violation_error_message="There is already a result of this part for this period. Change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("qualifier", "range"), ("upper__gte", models.F("value"))),
                            models.Q(models.Q(("qualifier", "range"), _negated=True), ("upper__isnull", True)),
                            _connector="OR",
                        ),
                        name="performance_result_range_has_two_ends",
                        violation_error_message="A range needs a lower and an upper end, and only a range has an upper end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("denominator__isnull", True), ("denominator__gt", 0), _connector="OR"),
                        name="performance_result_out_of_something",
                        violation_error_message="Nothing can be counted out of 0: leave both empty for no data.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("qualifier", "share"), _negated=True),
                            models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                            _connector="OR",
                        ),
                        name="performance_result_share_has_both_parts",
                        violation_error_message="A share needs how many and out of how many: two thirds is 2 of 3.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Restatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restatements",
                        to="performance.result",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
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
                            ("range", "From one figure to another"),
                            ("share", "A share, such as two thirds"),
                            ("change", "A change in per cent, without its level"),
                        ],
                        max_length=8,
                    ),
                ),
                ("upper", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("numerator", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("denominator", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("base", models.CharField(blank=True, max_length=20)),
                ("words", models.CharField(blank=True, max_length=120)),
                ("provisional", models.BooleanField()),
                ("day", models.DateField()),
                ("why", models.TextField()),
            ],
            options={
                "ordering": ["day", "pk"],
            },
        ),
    ]
