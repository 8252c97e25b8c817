"""Rows without an item get a thread, by which copies of an edition know them again. Those that are there have none:
one made up now would differ from that of the row they were copied from."""

import uuid

from django.db import migrations, models

ROWS = ("jointwork", "saving", "statement")


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_unread_lines"), ("plan", "0004_threads")]
    operations = [
        operation
        for row in ROWS
        for name in (row, f"historical{row}")
        for operation in (
            migrations.AddField(name, "thread", models.UUIDField(editable=False, null=True)),
            migrations.AlterField(name, "thread", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
        )
    ]
