from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """What was promised, and the account given of it, in four rooms: framework, reporting, scrutiny, packs."""

    name = "outcomes"
    verbose_name = "Outcomes and delivery"

    def ready(self) -> None:
        from .framework import furnishing as framework
        from .interchange import furnishing as interchange
        from .packs import furnishing as packs
        from .pages import furnishing as pages
        from .reporting import furnishing as reporting
        from .scrutiny import furnishing as scrutiny

        for room in (framework, reporting, scrutiny, packs, pages, interchange):
            room.furnish()
