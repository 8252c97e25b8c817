import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import outcomes.packs.quarters


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("performance", "0001_initial"),
        ("plan", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalImportNote",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "where",
                    models.CharField(
                        blank=True, help_text="Number of the section or sub-outcome, as printed.", max_length=20
                    ),
                ),
                ("line", models.PositiveIntegerField(help_text="Line of the paper's text.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("placeholder", "A figure is missing"),
                            ("awaited", "Content is still to come"),
                            ("repeats_aim", "A commitment repeats an aim"),
                            ("heading_differs", "A heading differs from its aim"),
                            ("duplicate", "The same commitment twice"),
                            ("sequence", "Numbers out of sequence"),
                        ],
                        help_text="What sort of thing it is.",
                        max_length=16,
                    ),
                ),
                ("text", models.TextField(help_text="What there is to look at.")),
                ("settled_at", models.DateTimeField(editable=False, null=True)),
                ("settled_why", models.TextField(blank=True, editable=False, verbose_name="what was done")),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The draft that the paper was read into.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                        verbose_name="version of the plan",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "historical warning from an import",
                "verbose_name_plural": "historical warnings from imports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPack",
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
                    "quarter",
                    outcomes.packs.quarters.QuarterField(
                        help_text="Such as 2022-Q2 for July to September 2022.",
                        max_length=20,
                        validators=[outcomes.packs.quarters.validate_quarter],
                    ),
                ),
                (
                    "appendix",
                    models.CharField(blank=True, default="A", help_text="Letter of the appendix it is.", max_length=4),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The scrutiny committee it is made for.",
                        limit_choices_to={"kind__in": ("commission", "committee")},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The meeting it goes to. Its date decides the remit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.meeting",
                    ),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where it stands on the agenda, if that is recorded here.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.agendaitem",
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
                "verbose_name": "historical pack for a committee",
                "verbose_name_plural": "historical packs for committees",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReportingPeriod",
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
                ("name", models.CharField(db_index=True, help_text="Such as April to September 2022.", max_length=60)),
                (
                    "starts",
                    models.DateField(
                        help_text="The first day the reports are about, such as 1 April.", verbose_name="first day"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        help_text="The last day the reports are about, such as 30 September.", verbose_name="last day"
                    ),
                ),
                (
                    "due",
                    models.DateField(
                        help_text="When boards' reports are to be with corporate management.",
                        verbose_name="reports due",
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
                "verbose_name": "historical reporting period",
                "verbose_name_plural": "historical reporting periods",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImportNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "plan",
                    models.ForeignKey(
                        help_text="The draft that the paper was read into.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="import_notes",
                        to="plan.plan",
                        verbose_name="version of the plan",
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        blank=True, help_text="Number of the section or sub-outcome, as printed.", max_length=20
                    ),
                ),
                ("line", models.PositiveIntegerField(help_text="Line of the paper's text.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("placeholder", "A figure is missing"),
                            ("awaited", "Content is still to come"),
                            ("repeats_aim", "A commitment repeats an aim"),
                            ("heading_differs", "A heading differs from its aim"),
                            ("duplicate", "The same commitment twice"),
                            ("sequence", "Numbers out of sequence"),
                        ],
                        help_text="What sort of thing it is.",
                        max_length=16,
                    ),
                ),
                ("text", models.TextField(help_text="What there is to look at.")),
                (
                    "settled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(editable=False, null=True)),
                ("settled_why", models.TextField(blank=True, editable=False, verbose_name="what was done")),
            ],
            options={
                "verbose_name": "warning from an import",
                "verbose_name_plural": "warnings from imports",
                "ordering": ["plan", "line", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True), ("settled_why", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("settled_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outcomes_importnote_settled_by_whom_and_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pack",
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
                    "committee",
                    models.ForeignKey(
                        help_text="The scrutiny committee it is made for.",
                        limit_choices_to={"kind__in": ("commission", "committee")},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="plan.body",
                    ),
                ),
                (
                    "quarter",
                    outcomes.packs.quarters.QuarterField(
                        help_text="Such as 2022-Q2 for July to September 2022.",
                        max_length=20,
                        validators=[outcomes.packs.quarters.validate_quarter],
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        help_text="The meeting it goes to. Its date decides the remit.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="plan.meeting",
                    ),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it stands on the agenda, if that is recorded here.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="plan.agendaitem",
                    ),
                ),
                (
                    "appendix",
                    models.CharField(blank=True, default="A", help_text="Letter of the appendix it is.", max_length=4),
                ),
            ],
            options={
                "verbose_name": "pack for a committee",
                "verbose_name_plural": "packs for committees",
                "ordering": ["-quarter", "committee"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "quarter"),
                        name="outcomes_pack_once_a_quarter",
                        violation_error_message="This committee has a pack for this quarter. Build a new version of it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("quarter"), 7),
                            django.db.models.lookups.In(
                                django.db.models.functions.text.Substr("quarter", 1, 2, arg_joiner=","),
                                ["19", "20", "21"],
                            ),
                            django.db.models.lookups.In(
                                django.db.models.functions.text.Substr("quarter", 3, 1, arg_joiner=","),
                                ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
                            ),
                            django.db.models.lookups.In(
                                django.db.models.functions.text.Substr("quarter", 4, 1, arg_joiner=","),
                                ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
                            ),
                            django.db.models.lookups.In(
                                django.db.models.functions.text.Substr("quarter", 5, 3, arg_joiner=","),
                                ["-Q1", "-Q2", "-Q3", "-Q4"],
                            ),
                        ),
                        name="outcomes_pack_quarter_is_a_code",
                        violation_error_message="A pack is for a quarter, such as 2022-Q2.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outcome", "Outcome"),
                            ("sub_outcome", "Sub-outcome"),
                            ("aim", "Aim"),
                            ("commitment", "Commitment"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        help_text="The item that an officer confirmed this one to be the same as.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="also",
                        to="outcomes.planitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of the plan",
                "verbose_name_plural": "parts of the plan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("same_as__isnull", True),
                            models.Q(("same_as", models.F("uuid")), _negated=True),
                            _connector="OR",
                        ),
                        name="outcomes_planitem_not_itself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportingPeriod",
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
                ("name", models.CharField(help_text="Such as April to September 2022.", max_length=60, unique=True)),
                (
                    "starts",
                    models.DateField(
                        help_text="The first day the reports are about, such as 1 April.", verbose_name="first day"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        help_text="The last day the reports are about, such as 30 September.", verbose_name="last day"
                    ),
                ),
                (
                    "due",
                    models.DateField(
                        help_text="When boards' reports are to be with corporate management.",
                        verbose_name="reports due",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="outcomes_reportingperiod_ends_after_start",
                        violation_error_message="The last day must be later than the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__gte", models.F("starts"))),
                        name="outcomes_reportingperiod_due_after_start",
                        violation_error_message="Reports cannot be due before the first day of what they are about.",
                    ),
                    models.UniqueConstraint(
                        fields=("starts", "ends"),
                        name="outcomes_reportingperiod_once",
                        violation_error_message="There is a reporting period of these days already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HighlightReport",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="outcomes.reportingperiod",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="highlight_reports", to="plan.body"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="highlight_reports", to="plan.plan"
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        limit_choices_to={"kind": "outcome"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="highlight_reports",
                        to="outcomes.planitem",
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="The six months in two or three sentences, for management. Markdown."
                    ),
                ),
                (
                    "public_summary",
                    models.TextField(blank=True, help_text="The same for committees and the public. Markdown."),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "approval",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.decision",
                    ),
                ),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                (
                    "cleared_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cleared_at", models.DateTimeField(editable=False, null=True)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("revision_reason", models.TextField(blank=True, editable=False)),
                ("board_name", models.CharField(blank=True, editable=False, max_length=150)),
                ("period_name", models.CharField(blank=True, editable=False, max_length=60)),
            ],
            options={
                "ordering": ["-period__starts", "board", "-revision"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "board", "outcome", "revision"), name="outcomes_highlightreport_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "submitted", "returned", "approved", "published"])),
                        name="outcomes_highlightreport_known_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                                ("cleared_at__isnull", False),
                                ("cleared_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outcomes_highlightreport_published_when_cleared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(("approval__isnull", False), ("published_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="outcomes_highlightreport_published_when_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "approved"), _negated=True),
                            models.Q(("approval__isnull", False), ("approved_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="outcomes_highlightreport_approved_by_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalIndicatorCitation",
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
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its indicators, from 1."),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The aim or sub-outcome it measures.",
                        limit_choices_to={"kind__in": ("aim", "sub_outcome")},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What shows whether it works.",
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
                "verbose_name": "historical indicator in use",
                "verbose_name_plural": "historical indicators in use",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemBoard",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part of the plan this is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The Outcome Board that reports on it.",
                        limit_choices_to={"kind__in": ("board", "programme_board")},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
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
                "verbose_name": "historical board responsible",
                "verbose_name_plural": "historical boards responsible",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemDepartment",
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
                    "strength",
                    models.CharField(
                        choices=[("most_direct", "Most direct"), ("shared", "Shared")],
                        default="most_direct",
                        help_text="Most direct for the department in the lead; shared where several deliver it.",
                        max_length=12,
                    ),
                ),
                (
                    "team",
                    models.CharField(blank=True, help_text="The team or service that delivers it.", max_length=120),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part of the plan this is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who delivers it.",
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
                "verbose_name": "historical department responsible",
                "verbose_name_plural": "historical departments responsible",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemLeadMember",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part of the plan this is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "lead_member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The member of the Cabinet who answers for it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.leadmember",
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
                "verbose_name": "historical Cabinet Lead Member responsible",
                "verbose_name_plural": "historical Cabinet Lead Members responsible",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemOfficer",
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
                ("office", models.CharField(help_text="The post, not the person's name.", max_length=150)),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part of the plan this is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Their account, if they update it here.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "historical lead officer",
                "verbose_name_plural": "historical lead officers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemRelation",
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
                    "kind",
                    models.CharField(
                        choices=[("link", "Supports"), ("tension", "In tension with")],
                        default="link",
                        help_text="Whether one supports the other, or they pull apart.",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(help_text="Why they are linked, in a sentence.")),
                ("handling", models.TextField(blank=True, help_text="For a tension: how the council handles it.")),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part of the plan this is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part it supports or stands against.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="other part of the plan",
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
                "verbose_name": "historical link or tension",
                "verbose_name_plural": "historical links and tensions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemStrategy",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part of the plan this is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The strategy that holds the detail.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.strategy",
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
                "verbose_name": "historical supporting strategy",
                "verbose_name_plural": "historical supporting strategies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOutcome",
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
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outcome", "Strategic outcome"),
                            ("finance", "Medium Term Financial Strategy"),
                            ("change", "Change portfolio"),
                        ],
                        default="outcome",
                        help_text="A strategic outcome, or what makes outcomes possible.",
                        max_length=8,
                    ),
                ),
                ("number", models.CharField(help_text="As printed in this version, such as 9.", max_length=10)),
                ("title", models.CharField(help_text="As printed.", max_length=200)),
                ("slug", models.SlugField(help_text="Used in addresses.", max_length=100)),
                (
                    "statement",
                    models.TextField(blank=True, help_text="The outcome in one sentence, as the council resolved it."),
                ),
                ("narrative", models.TextField(blank=True, help_text="Why it matters. Markdown.")),
                (
                    "managed_by",
                    models.CharField(blank=True, help_text="For a change portfolio: who manages it.", max_length=200),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only versions that are not published yet are offered.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                    ),
                ),
                (
                    "overseen_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="For a change portfolio: the board over it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
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
                "verbose_name": "historical outcome",
                "verbose_name_plural": "historical outcomes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRemit",
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
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The scrutiny committee that is given it.",
                        limit_choices_to={"kind__in": ("commission", "committee")},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The part of the plan it scrutinises, with everything under it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="what it scrutinises",
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
                "verbose_name": "historical remit",
                "verbose_name_plural": "historical remits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="IndicatorCitation",
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
                    "item",
                    models.ForeignKey(
                        help_text="The aim or sub-outcome it measures.",
                        limit_choices_to={"kind__in": ("aim", "sub_outcome")},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicatorcitations",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        help_text="What shows whether it works.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="performance.indicator",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its indicators, from 1."),
                ),
            ],
            options={
                "verbose_name": "indicator in use",
                "verbose_name_plural": "indicators in use",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="outcomes_indicatorcitation_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    ),
                    models.UniqueConstraint(fields=("item", "indicator", "starts"), name="outcomes_citation_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemBoard",
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
                    "item",
                    models.ForeignKey(
                        help_text="The part of the plan this is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        help_text="The Outcome Board that reports on it.",
                        limit_choices_to={"kind__in": ("board", "programme_board")},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item_links",
                        to="plan.body",
                    ),
                ),
            ],
            options={
                "verbose_name": "board responsible",
                "verbose_name_plural": "boards responsible",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="outcomes_itemboard_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemDepartment",
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
                    "item",
                    models.ForeignKey(
                        help_text="The part of the plan this is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        help_text="Who delivers it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item_links",
                        to="plan.department",
                    ),
                ),
                (
                    "strength",
                    models.CharField(
                        choices=[("most_direct", "Most direct"), ("shared", "Shared")],
                        default="most_direct",
                        help_text="Most direct for the department in the lead; shared where several deliver it.",
                        max_length=12,
                    ),
                ),
                (
                    "team",
                    models.CharField(blank=True, help_text="The team or service that delivers it.", max_length=120),
                ),
            ],
            options={
                "verbose_name": "department responsible",
                "verbose_name_plural": "departments responsible",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="outcomes_itemdepartment_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemLeadMember",
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
                    "item",
                    models.ForeignKey(
                        help_text="The part of the plan this is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "lead_member",
                    models.ForeignKey(
                        help_text="The member of the Cabinet who answers for it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item_links",
                        to="plan.leadmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "Cabinet Lead Member responsible",
                "verbose_name_plural": "Cabinet Lead Members responsible",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="outcomes_itemleadmember_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemOfficer",
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
                    "item",
                    models.ForeignKey(
                        help_text="The part of the plan this is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                ("office", models.CharField(help_text="The post, not the person's name.", max_length=150)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="Their account, if they update it here.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lead officer",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="outcomes_itemofficer_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemRelation",
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
                    "item",
                    models.ForeignKey(
                        help_text="The part of the plan this is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_from",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        help_text="The part it supports or stands against.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_to",
                        to="outcomes.planitem",
                        verbose_name="other part of the plan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("link", "Supports"), ("tension", "In tension with")],
                        default="link",
                        help_text="Whether one supports the other, or they pull apart.",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(help_text="Why they are linked, in a sentence.")),
                ("handling", models.TextField(blank=True, help_text="For a tension: how the council handles it.")),
            ],
            options={
                "verbose_name": "link or tension",
                "verbose_name_plural": "links and tensions",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="outcomes_itemrelation_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item", models.F("other")), _negated=True),
                        name="outcomes_itemrelation_not_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemStrategy",
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
                    "item",
                    models.ForeignKey(
                        help_text="The part of the plan this is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        help_text="The strategy that holds the detail.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item_links",
                        to="plan.strategy",
                    ),
                ),
            ],
            options={
                "verbose_name": "supporting strategy",
                "verbose_name_plural": "supporting strategies",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="outcomes_itemstrategy_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
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
                    "plan",
                    models.ForeignKey(
                        help_text="Only versions that are not published yet are offered.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plan.plan",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="outcomes.planitem"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outcome", "Strategic outcome"),
                            ("finance", "Medium Term Financial Strategy"),
                            ("change", "Change portfolio"),
                        ],
                        default="outcome",
                        help_text="A strategic outcome, or what makes outcomes possible.",
                        max_length=8,
                    ),
                ),
                ("number", models.CharField(help_text="As printed in this version, such as 9.", max_length=10)),
                ("title", models.CharField(help_text="As printed.", max_length=200)),
                ("slug", models.SlugField(help_text="Used in addresses.", max_length=100)),
                (
                    "statement",
                    models.TextField(blank=True, help_text="The outcome in one sentence, as the council resolved it."),
                ),
                ("narrative", models.TextField(blank=True, help_text="Why it matters. Markdown.")),
                (
                    "overseen_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="For a change portfolio: the board over it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.body",
                    ),
                ),
                (
                    "managed_by",
                    models.CharField(blank=True, help_text="For a change portfolio: who manages it.", max_length=200),
                ),
            ],
            options={
                "ordering": ["plan", "position", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "item"), name="outcomes_outcome_once_an_edition"),
                    models.UniqueConstraint(
                        fields=("plan", "number"),
                        name="outcomes_outcome_number_once",
                        violation_error_message="This version already has an outcome with this number.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "slug"),
                        name="outcomes_outcome_slug_once",
                        violation_error_message="This version already has an outcome with this address.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="outcomes.pack"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be built"),
                            ("building", "Being built"),
                            ("built", "Built"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("failure", models.TextField(blank=True)),
                ("built_at", models.DateTimeField(null=True)),
                ("cut_off", models.DateField(help_text="Figures available on this day were used.", null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plan.plan"
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("remit", models.JSONField(default=list)),
                ("rules", models.JSONField(default=dict)),
                ("template_version", models.CharField(blank=True, max_length=64)),
                (
                    "what_changed",
                    models.TextField(
                        blank=True, help_text="For a revised paper: what differs from the version before."
                    ),
                ),
                ("cleared_at", models.DateTimeField(null=True)),
                (
                    "cleared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cleared_office",
                    models.CharField(
                        blank=True,
                        help_text="The office they held when they cleared it for publication.",
                        max_length=150,
                        verbose_name="cleared in the office of",
                    ),
                ),
                (
                    "clearing_note",
                    models.TextField(
                        blank=True,
                        help_text="What was noted when it was cleared.",
                        verbose_name="noted when it was cleared",
                    ),
                ),
                (
                    "late_reason",
                    models.TextField(
                        blank=True, help_text="Why it was published late.", verbose_name="why it was late"
                    ),
                ),
                (
                    "late_agreed_by",
                    models.CharField(
                        blank=True,
                        help_text="The office that agreed to a late paper.",
                        max_length=150,
                        verbose_name="who agreed to that",
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a pack",
                "verbose_name_plural": "versions of packs",
                "ordering": ["pack", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("pack", "number"), name="outcomes_packversion_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "building"])),
                        fields=("pack",),
                        name="outcomes_packversion_one_build",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True),
                            models.Q(("built_at__isnull", False), ("state", "built")),
                            _connector="OR",
                        ),
                        name="outcomes_packversion_published_when_built",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cleared_at__isnull", True),
                                ("cleared_by__isnull", True),
                                ("cleared_office", ""),
                                ("clearing_note", ""),
                            ),
                            models.Q(
                                ("cleared_at__isnull", False),
                                ("state", "built"),
                                models.Q(("cleared_office", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outcomes_packversion_cleared_when_built",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True), ("cleared_at__isnull", False), _connector="OR"
                        ),
                        name="outcomes_packversion_published_when_cleared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("late_agreed_by", ""), ("late_reason", "")),
                            models.Q(
                                models.Q(("late_reason", ""), _negated=True),
                                models.Q(("late_agreed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outcomes_packversion_late_with_agreement",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remit",
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
                    "committee",
                    models.ForeignKey(
                        help_text="The scrutiny committee that is given it.",
                        limit_choices_to={"kind__in": ("commission", "committee")},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remits",
                        to="plan.body",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        help_text="The part of the plan it scrutinises, with everything under it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remits",
                        to="outcomes.planitem",
                        verbose_name="what it scrutinises",
                    ),
                ),
            ],
            options={
                "ordering": ["committee", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="outcomes_remit_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    ),
                    models.UniqueConstraint(fields=("committee", "item", "starts"), name="outcomes_remit_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryUpdate",
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
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_started", "Not started"),
                            ("on_track", "On track"),
                            ("at_risk", "At risk"),
                            ("off_track", "Off track"),
                            ("completed", "Completed"),
                            ("ongoing", "Ongoing"),
                            ("stopped", "Stopped"),
                            ("superseded", "Superseded"),
                        ],
                        help_text="As judged now. At risk, off track, stopped and superseded need a reason.",
                        max_length=12,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Frank words. Never published. Markdown.", verbose_name="for management"
                    ),
                ),
                (
                    "public_text",
                    models.TextField(
                        blank=True, help_text="What is published once cleared. Markdown.", verbose_name="for the public"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        help_text="The commitment whose delivery it is about.",
                        limit_choices_to={"kind": "commitment"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="outcomes.planitem",
                        verbose_name="commitment",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="outcomes.highlightreport",
                    ),
                ),
                ("date", models.DateField(help_text="The day it describes.")),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        help_text="Where it can be seen: a document, a page, a figure. Published with the words for the public.",
                        max_length=250,
                        verbose_name="evidence, for the public",
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["item", "-date", "-id"],
                "indexes": [models.Index(fields=["item", "-date"], name="outcomes_update_latest")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeliveryUpdate",
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
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_started", "Not started"),
                            ("on_track", "On track"),
                            ("at_risk", "At risk"),
                            ("off_track", "Off track"),
                            ("completed", "Completed"),
                            ("ongoing", "Ongoing"),
                            ("stopped", "Stopped"),
                            ("superseded", "Superseded"),
                        ],
                        help_text="As judged now. At risk, off track, stopped and superseded need a reason.",
                        max_length=12,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Frank words. Never published. Markdown.", verbose_name="for management"
                    ),
                ),
                (
                    "public_text",
                    models.TextField(
                        blank=True, help_text="What is published once cleared. Markdown.", verbose_name="for the public"
                    ),
                ),
                ("date", models.DateField(help_text="The day it describes.")),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        help_text="Where it can be seen: a document, a page, a figure. Published with the words for the public.",
                        max_length=250,
                        verbose_name="evidence, for the public",
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The commitment whose delivery it is about.",
                        limit_choices_to={"kind": "commitment"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="commitment",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "historical delivery update",
                "verbose_name_plural": "historical delivery updates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHighlightReport",
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
                ("revision", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="The six months in two or three sentences, for management. Markdown."
                    ),
                ),
                (
                    "public_summary",
                    models.TextField(blank=True, help_text="The same for committees and the public. Markdown."),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                ("cleared_at", models.DateTimeField(editable=False, null=True)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("revision_reason", models.TextField(blank=True, editable=False)),
                ("board_name", models.CharField(blank=True, editable=False, max_length=150)),
                ("period_name", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "period",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.reportingperiod",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"kind": "outcome"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approval",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.decision",
                    ),
                ),
                (
                    "cleared_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "historical highlight report",
                "verbose_name_plural": "historical highlight reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSubOutcome",
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
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1."),
                ),
                ("number", models.CharField(help_text="As printed in this version, such as 9.4.", max_length=10)),
                ("title", models.CharField(help_text="As printed.", max_length=250)),
                (
                    "narrative",
                    models.TextField(
                        blank=True, help_text="Where things stand. Markdown.", verbose_name="current position"
                    ),
                ),
                (
                    "implied",
                    models.BooleanField(
                        default=False, help_text="The plan prints no sub-outcome here; this one stands for it."
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only versions that are not published yet are offered.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The outcome it stands under, in a version that is not published yet.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.outcome",
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
                "verbose_name": "historical sub-outcome",
                "verbose_name_plural": "historical sub-outcomes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSubOutcomeJudgement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_started", "Not started"),
                            ("on_track", "On track"),
                            ("at_risk", "At risk"),
                            ("off_track", "Off track"),
                            ("completed", "Completed"),
                            ("ongoing", "Ongoing"),
                            ("stopped", "Stopped"),
                            ("superseded", "Superseded"),
                        ],
                        help_text="As judged now. At risk, off track, stopped and superseded need a reason.",
                        max_length=12,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Frank words. Never published. Markdown.", verbose_name="for management"
                    ),
                ),
                (
                    "public_text",
                    models.TextField(
                        blank=True, help_text="What is published once cleared. Markdown.", verbose_name="for the public"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
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
                "verbose_name": "historical status of a sub-outcome",
                "verbose_name_plural": "historical statuses of sub-outcomes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PackFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="outcomes.packversion"
                    ),
                ),
                ("kind", models.CharField(choices=[("pdf", "PDF"), ("html", "Web page")], max_length=4)),
                ("audience", models.CharField(default="public", max_length=10)),
                ("name", models.CharField(max_length=150)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField(help_text="In bytes.")),
                ("pages", models.PositiveSmallIntegerField(help_text="Of a PDF.", null=True)),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["version", "kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "kind", "audience"), name="outcomes_packfile_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PackWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="outcomes.packversion",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="ReportEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("achievement", "Achievement"),
                            ("challenge", "Challenge"),
                            ("priority", "Priority for the next six months"),
                            ("attention", "For the committee to look at"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in its list, from 1. With 0 a new one goes to the end."
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        help_text="The sub-outcome or commitment it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_entries",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="Frank words. Never published. Markdown.", verbose_name="for management"
                    ),
                ),
                (
                    "public_text",
                    models.TextField(
                        blank=True,
                        help_text="What is published once cleared. Empty keeps it internal. Markdown.",
                        verbose_name="for the public",
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outcomes.reportentry",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "report entries",
                "ordering": ["report", "kind", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="SubOutcome",
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
                    "plan",
                    models.ForeignKey(
                        help_text="Only versions that are not published yet are offered.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plan.plan",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="outcomes.planitem"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1."),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        help_text="The outcome it stands under, in a version that is not published yet.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sub_outcomes",
                        to="outcomes.outcome",
                    ),
                ),
                ("number", models.CharField(help_text="As printed in this version, such as 9.4.", max_length=10)),
                ("title", models.CharField(help_text="As printed.", max_length=250)),
                (
                    "narrative",
                    models.TextField(
                        blank=True, help_text="Where things stand. Markdown.", verbose_name="current position"
                    ),
                ),
                (
                    "implied",
                    models.BooleanField(
                        default=False, help_text="The plan prints no sub-outcome here; this one stands for it."
                    ),
                ),
            ],
            options={
                "verbose_name": "sub-outcome",
                "ordering": ["outcome", "position", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "item"), name="outcomes_suboutcome_once_an_edition"),
                    models.UniqueConstraint(
                        fields=("plan", "number"),
                        name="outcomes_suboutcome_number_once",
                        violation_error_message="This version already has a sub-outcome with this number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubOutcomeJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_started", "Not started"),
                            ("on_track", "On track"),
                            ("at_risk", "At risk"),
                            ("off_track", "Off track"),
                            ("completed", "Completed"),
                            ("ongoing", "Ongoing"),
                            ("stopped", "Stopped"),
                            ("superseded", "Superseded"),
                        ],
                        help_text="As judged now. At risk, off track, stopped and superseded need a reason.",
                        max_length=12,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Frank words. Never published. Markdown.", verbose_name="for management"
                    ),
                ),
                (
                    "public_text",
                    models.TextField(
                        blank=True, help_text="What is published once cleared. Markdown.", verbose_name="for the public"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="outcomes.planitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "status of a sub-outcome",
                "verbose_name_plural": "statuses of sub-outcomes",
                "ordering": ["report", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "item"), name="outcomes_judgement_once_a_report")
                ],
            },
        ),
        migrations.CreateModel(
            name="Aim",
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
                    "plan",
                    models.ForeignKey(
                        help_text="Only versions that are not published yet are offered.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plan.plan",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="outcomes.planitem"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1."),
                ),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        help_text="The sub-outcome it stands under, in a version that is not published yet.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aims",
                        to="outcomes.suboutcome",
                    ),
                ),
                ("text", models.TextField(help_text="As resolved.")),
                (
                    "influence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "The council's own to deliver"),
                            ("partner", "Shared with partners"),
                            ("limited", "Rests largely on others"),
                        ],
                        help_text="How far the council itself can bring this about.",
                        max_length=8,
                    ),
                ),
                (
                    "influence_note",
                    models.CharField(
                        blank=True, help_text="On whom it rests, where not on the council.", max_length=250
                    ),
                ),
            ],
            options={
                "ordering": ["sub_outcome", "position", "id"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("plan", "item"), name="outcomes_aim_once_an_edition")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAim",
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
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1."),
                ),
                ("text", models.TextField(help_text="As resolved.")),
                (
                    "influence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "The council's own to deliver"),
                            ("partner", "Shared with partners"),
                            ("limited", "Rests largely on others"),
                        ],
                        help_text="How far the council itself can bring this about.",
                        max_length=8,
                    ),
                ),
                (
                    "influence_note",
                    models.CharField(
                        blank=True, help_text="On whom it rests, where not on the council.", max_length=250
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only versions that are not published yet are offered.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                    ),
                ),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The sub-outcome it stands under, in a version that is not published yet.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.suboutcome",
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
                "verbose_name": "historical aim",
                "verbose_name_plural": "historical aims",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalJointWork",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")),
                ("text", models.TextField(help_text="As printed.")),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.suboutcome",
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
                "verbose_name": "historical example of joint work",
                "verbose_name_plural": "historical examples of joint work",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPriorityAnswer",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("continuing", "Continuing"), ("dropped", "Dropped")],
                        help_text="What became of it.",
                        max_length=10,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="What was done, or why not. Markdown.", verbose_name="why, for management"
                    ),
                ),
                (
                    "public_text",
                    models.TextField(
                        blank=True, help_text="What is published once cleared. Markdown.", verbose_name="for the public"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.reportentry",
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
                "verbose_name": "historical answer to a priority",
                "verbose_name_plural": "historical answers to priorities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReportEntry",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("achievement", "Achievement"),
                            ("challenge", "Challenge"),
                            ("priority", "Priority for the next six months"),
                            ("attention", "For the committee to look at"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in its list, from 1. With 0 a new one goes to the end."
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="Frank words. Never published. Markdown.", verbose_name="for management"
                    ),
                ),
                (
                    "public_text",
                    models.TextField(
                        blank=True,
                        help_text="What is published once cleared. Empty keeps it internal. Markdown.",
                        verbose_name="for the public",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The sub-outcome or commitment it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                        verbose_name="about",
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.reportentry",
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
                "verbose_name": "historical report entry",
                "verbose_name_plural": "historical report entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")),
                ("text", models.TextField(help_text="As printed.")),
                ("heading", models.CharField(help_text="Such as 'By 2024'.", max_length=60)),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.suboutcome",
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
                "verbose_name": "historical statement",
                "verbose_name_plural": "historical statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="JointWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")),
                ("text", models.TextField(help_text="As printed.")),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="joint_work", to="outcomes.suboutcome"
                    ),
                ),
            ],
            options={
                "verbose_name": "example of joint work",
                "verbose_name_plural": "examples of joint work",
                "ordering": ["sub_outcome", "position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PackErasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "withdrawal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to="outcomes.packwithdrawal",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="PriorityAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="outcomes.highlightreport",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="outcomes.reportentry",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("continuing", "Continuing"), ("dropped", "Dropped")],
                        help_text="What became of it.",
                        max_length=10,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="What was done, or why not. Markdown.", verbose_name="why, for management"
                    ),
                ),
                (
                    "public_text",
                    models.TextField(
                        blank=True, help_text="What is published once cleared. Markdown.", verbose_name="for the public"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a priority",
                "verbose_name_plural": "answers to priorities",
                "ordering": ["report", "priority__position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "priority"), name="outcomes_priorityanswer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Saving",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="savings", to="outcomes.suboutcome"
                    ),
                ),
                ("name", models.CharField(help_text="What the saving is for; 'Total' for the whole.", max_length=100)),
                ("amount", models.DecimalField(decimal_places=2, help_text="In £ million.", max_digits=12)),
                ("qualifier", models.CharField(blank=True, help_text="Such as 'more than'.", max_length=30)),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="The total this saving is counted in, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="outcomes.saving",
                    ),
                ),
            ],
            options={
                "ordering": ["sub_outcome", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="outcomes_saving_not_negative",
                        violation_error_message="A saving is not negative. Say what it is for in its name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")),
                ("text", models.TextField(help_text="As printed.")),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="outcomes.suboutcome"
                    ),
                ),
                ("heading", models.CharField(help_text="Such as 'By 2024'.", max_length=60)),
            ],
            options={
                "ordering": ["sub_outcome", "position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalSaving",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(help_text="What the saving is for; 'Total' for the whole.", max_length=100)),
                ("amount", models.DecimalField(decimal_places=2, help_text="In £ million.", max_digits=12)),
                ("qualifier", models.CharField(blank=True, help_text="Such as 'more than'.", max_length=30)),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.suboutcome",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The total this saving is counted in, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.saving",
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
                "verbose_name": "historical saving",
                "verbose_name_plural": "historical savings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Commitment",
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
                    "plan",
                    models.ForeignKey(
                        help_text="Only versions that are not published yet are offered.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plan.plan",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="outcomes.planitem"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1."),
                ),
                ("text", models.TextField(help_text="As resolved.")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "The council leads"),
                            ("contributing", "The council contributes, with partners"),
                        ],
                        default="lead",
                        help_text="Whether the council leads on this or contributes to what others lead.",
                        max_length=12,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The commitment whose list this one is part of.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nested",
                        to="outcomes.commitment",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "position", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "item"), name="outcomes_commitment_once_an_edition"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="outcomes_commitment_not_its_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentPartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_rows",
                        to="outcomes.commitment",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        help_text="Somebody the plan names beside the council.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment_rows",
                        to="plan.partner",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("commitment", "partner"), name="outcomes_commitmentpartner_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCommitment",
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
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1."),
                ),
                ("text", models.TextField(help_text="As resolved.")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "The council leads"),
                            ("contributing", "The council contributes, with partners"),
                        ],
                        default="lead",
                        help_text="Whether the council leads on this or contributes to what others lead.",
                        max_length=12,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only versions that are not published yet are offered.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.planitem",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The commitment whose list this one is part of.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.commitment",
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
                "verbose_name": "historical commitment",
                "verbose_name_plural": "historical commitments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlacement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the sub-outcome's list, from 1."),
                ),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The sub-outcome it stands under.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.suboutcome",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="A commitment of the same version.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.commitment",
                    ),
                ),
                (
                    "aim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The aim it is grouped under, if any: one of the same sub-outcome.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outcomes.aim",
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
                "verbose_name": "historical placement",
                "verbose_name_plural": "historical placements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "sub_outcome",
                    models.ForeignKey(
                        help_text="The sub-outcome it stands under.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="outcomes.suboutcome",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        help_text="A commitment of the same version.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="outcomes.commitment",
                    ),
                ),
                (
                    "aim",
                    models.ForeignKey(
                        blank=True,
                        help_text="The aim it is grouped under, if any: one of the same sub-outcome.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="placements",
                        to="outcomes.aim",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the sub-outcome's list, from 1."),
                ),
            ],
            options={
                "ordering": ["sub_outcome", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sub_outcome", "commitment"),
                        name="outcomes_placement_once",
                        violation_error_message="This commitment already stands under this sub-outcome.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="Commitment",
            name="partners",
            field=models.ManyToManyField(
                blank=True, related_name="commitments", through="outcomes.CommitmentPartner", to="plan.partner"
            ),
        ),
    ]
