from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0007_pack_clearing"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="packversion",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="packversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at__isnull", True), ("cleared_at__isnull", False), _connector="OR"),
                name="outcomes_packversion_published_when_cleared",
            ),
        ),
    ]
