from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate


class PlanConfig(AppConfig):
    name = "plan"
    verbose_name = "The plan and the council"

    def ready(self) -> None:
        from . import checks, furnishing

        furnishing.furnish()
        register(checks.mail_is_set_up, Tags.security, deploy=True)
        pre_migrate.connect(before_migrate, dispatch_uid="plan.before_migrate")
        post_migrate.connect(after_migrate, dispatch_uid="plan.after_migrate")


def before_migrate(sender, using="default", plan=(), **kwargs) -> None:
    """SQLite refuses to rebuild a table that a trigger of another table asks about: ours step aside until the end.

    Should the migration fail, running it again puts them back; until then verify_packs names them as missing.
    """
    from django.db import connections

    from . import records, row_rules

    if plan and connections[using].vendor == "sqlite":
        records.remove(using=using)
        row_rules.remove(using=using)


def after_migrate(sender, using="default", **kwargs) -> None:
    """Triggers and roles follow the code: both are put in order when the last app has migrated."""
    from django.apps import apps

    if sender is not [config for config in apps.get_app_configs() if config.models_module][-1]:
        return  # the signal comes once for each app that has models
    from . import records, roles, row_rules

    records.install(using=using)
    row_rules.install(using=using)
    roles.sync_roles()
