"""By itself: PostgreSQL changes no table in the transaction that filled its rows."""

from django.db import migrations


def name_the_decisions(apps, schema_editor) -> None:
    """Say of each version that came into force before this which decision of full Council put it there, where one is
    recorded: the last that approved it by that day."""
    Plan, Decision = apps.get_model("plan", "Plan"), apps.get_model("plan", "Decision")
    for plan in Plan.objects.filter(in_force_from__isnull=False, in_force_decision__isnull=True):
        approvals = Decision.objects.filter(
            plan=plan, body__kind="council", kind="approved", date__lte=plan.in_force_from
        )
        decision = approvals.order_by("-date", "-pk").first()
        if decision is not None:
            Plan.objects.filter(pk=plan.pk).update(in_force_decision=decision)


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0005_rests_on_decisions"),
    ]

    operations = [
        migrations.RunPython(name_the_decisions, migrations.RunPython.noop),
    ]
