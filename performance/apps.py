from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "performance"
    verbose_name = "Indicators and results"

    def ready(self) -> None:
        from . import furnishing

        furnishing.furnish()
