"""A pack is of a kind, for a body, and for a period that fits the kind; its sections may be chosen."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import outcomes.packs.quarters


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0003_baseline_figures"),
        ("plan", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="pack",
            name="outcomes_pack_once_a_quarter",
        ),
        migrations.RemoveConstraint(
            model_name="pack",
            name="outcomes_pack_quarter_is_a_code",
        ),
        migrations.RenameField("pack", "committee", "body"),
        migrations.RenameField("historicalpack", "committee", "body"),
        migrations.RenameField("pack", "quarter", "covers"),
        migrations.RenameField("historicalpack", "quarter", "covers"),
        migrations.CreateModel(
            name="HistoricalPackSection",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.CharField(help_text="Which section it is.", max_length=30, verbose_name="section")),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="1 for the first section.", verbose_name="place"),
                ),
                ("shown", models.BooleanField(default=True, help_text="Untick to leave the section out.")),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="Printed at the head of the section. Markdown; may stay empty.",
                        verbose_name="covering words",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical section of a pack",
                "verbose_name_plural": "historical sections of a pack",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PackSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.CharField(help_text="Which section it is.", max_length=30, verbose_name="section")),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="1 for the first section.", verbose_name="place"),
                ),
                ("shown", models.BooleanField(default=True, help_text="Untick to leave the section out.")),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="Printed at the head of the section. Markdown; may stay empty.",
                        verbose_name="covering words",
                    ),
                ),
            ],
            options={
                "verbose_name": "section of a pack",
                "verbose_name_plural": "sections of a pack",
                "ordering": ["pack", "position", "id"],
            },
        ),
        migrations.AlterModelOptions(
            name="historicalpack",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical pack",
                "verbose_name_plural": "historical packs",
            },
        ),
        migrations.AlterModelOptions(
            name="pack",
            options={"ordering": ["-covers", "body", "kind"], "verbose_name": "pack", "verbose_name_plural": "packs"},
        ),
        migrations.AddField(
            model_name="historicalpack",
            name="about",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="For a paper about one Outcome Board. Otherwise leave empty.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="plan.body",
                verbose_name="about the board",
            ),
        ),
        migrations.AddField(
            model_name="historicalpack",
            name="arranged",
            field=models.CharField(
                choices=[("outcome", "By outcome"), ("department", "By department")],
                default="outcome",
                help_text="What the paper is divided by.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="historicalpack",
            name="detail",
            field=models.CharField(
                choices=[("full", "In full"), ("exception", "By exception")],
                default="full",
                help_text="By exception it shows only what is not going well, what changed and what is asked for.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="historicalpack",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="For a paper that is the plan itself. Otherwise leave empty: the dates decide.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="plan.plan",
                verbose_name="version of the plan",
            ),
        ),
        migrations.AddField(
            model_name="historicalpack",
            name="is_public",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name="historicalpack",
            name="kind",
            field=models.CharField(
                default="quarterly",
                help_text="What kind of paper it is. It stays as it is.",
                max_length=20,
                verbose_name="kind of pack",
            ),
        ),
        migrations.AddField(
            model_name="pack",
            name="about",
            field=models.ForeignKey(
                blank=True,
                help_text="For a paper about one Outcome Board. Otherwise leave empty.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packs_about",
                to="plan.body",
                verbose_name="about the board",
            ),
        ),
        migrations.AddField(
            model_name="pack",
            name="arranged",
            field=models.CharField(
                choices=[("outcome", "By outcome"), ("department", "By department")],
                default="outcome",
                help_text="What the paper is divided by.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pack",
            name="detail",
            field=models.CharField(
                choices=[("full", "In full"), ("exception", "By exception")],
                default="full",
                help_text="By exception it shows only what is not going well, what changed and what is asked for.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pack",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                help_text="For a paper that is the plan itself. Otherwise leave empty: the dates decide.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packs",
                to="plan.plan",
                verbose_name="version of the plan",
            ),
        ),
        migrations.AddField(
            model_name="pack",
            name="is_public",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name="pack",
            name="kind",
            field=models.CharField(
                default="quarterly",
                help_text="What kind of paper it is. It stays as it is.",
                max_length=20,
                verbose_name="kind of pack",
            ),
        ),
        migrations.AlterField(
            model_name="historicalpack",
            name="body",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The committee or other body it is made for.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="plan.body",
                verbose_name="for whom",
            ),
        ),
        migrations.AlterField(
            model_name="historicalpack",
            name="covers",
            field=outcomes.packs.quarters.PeriodCoveredField(
                blank=True,
                help_text="Such as 2022-Q2 for July to September 2022, 2022-H1 for a half-year, 2022/23 for a year.",
                max_length=20,
                verbose_name="period",
            ),
        ),
        migrations.AlterField(
            model_name="pack",
            name="body",
            field=models.ForeignKey(
                help_text="The committee or other body it is made for.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packs",
                to="plan.body",
                verbose_name="for whom",
            ),
        ),
        migrations.AlterField(
            model_name="pack",
            name="covers",
            field=outcomes.packs.quarters.PeriodCoveredField(
                blank=True,
                help_text="Such as 2022-Q2 for July to September 2022, 2022-H1 for a half-year, 2022/23 for a year.",
                max_length=20,
                verbose_name="period",
            ),
        ),
        migrations.AlterField(
            model_name="packfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("pdf", "PDF"),
                    ("html", "Web page"),
                    ("xlsx", "Spreadsheet"),
                    ("docx", "Covering report (Word)"),
                ],
                max_length=4,
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.UniqueConstraint(
                condition=models.Q(("about__isnull", True), ("edition__isnull", True)),
                fields=("kind", "body", "covers"),
                name="outcomes_pack_once_a_period",
                violation_error_message="There is such a pack already. Build a new version of it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.UniqueConstraint(
                condition=models.Q(("about__isnull", False), ("edition__isnull", True)),
                fields=("kind", "body", "covers", "about"),
                name="outcomes_pack_once_a_board",
                violation_error_message="There is such a pack already. Build a new version of it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.UniqueConstraint(
                condition=models.Q(("edition__isnull", False)),
                fields=("kind", "body", "edition"),
                name="outcomes_pack_once_a_version_of_the_plan",
                violation_error_message="There is such a pack already. Build a new version of it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "quarterly"), _negated=True),
                    models.Q(
                        django.db.models.lookups.Exact(django.db.models.functions.text.Length("covers"), 7),
                        django.db.models.lookups.In(
                            django.db.models.functions.text.Substr("covers", 1, 2, arg_joiner=","), ["19", "20", "21"]
                        ),
                        django.db.models.lookups.In(
                            django.db.models.functions.text.Substr("covers", 3, 1, arg_joiner=","),
                            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
                        ),
                        django.db.models.lookups.In(
                            django.db.models.functions.text.Substr("covers", 4, 1, arg_joiner=","),
                            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
                        ),
                        django.db.models.lookups.In(
                            django.db.models.functions.text.Substr("covers", 5, 3, arg_joiner=","),
                            ["-Q1", "-Q2", "-Q3", "-Q4"],
                        ),
                    ),
                    _connector="OR",
                ),
                name="outcomes_pack_quarter_is_a_code",
                violation_error_message="A pack is for a quarter, such as 2022-Q2.",
            ),
        ),
        migrations.AddField(
            model_name="historicalpacksection",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalpacksection",
            name="pack",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="outcomes.pack",
            ),
        ),
        migrations.AddField(
            model_name="packsection",
            name="pack",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="outcomes.pack"
            ),
        ),
        migrations.AddConstraint(
            model_name="packsection",
            constraint=models.UniqueConstraint(fields=("pack", "key"), name="outcomes_packsection_once"),
        ),
    ]
