"""A request keeps who awaits its answer when the body that asked was merged."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0010_annual_passages"),
        ("plan", "0005_last_run"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="taken_over_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The body that awaits the answer since the one that asked was merged into it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plan.body",
            ),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="taken_over_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                help_text="The body that awaits the answer since the one that asked was merged into it.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="plan.body",
            ),
        ),
    ]
