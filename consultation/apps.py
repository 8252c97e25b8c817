from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """What the council asked people about the plan, and what became of it, room by room."""

    name = "consultation"
    verbose_name = "Consultation"

    def ready(self) -> None:
        from .telling import furnishing as telling

        for room in (telling,):
            room.furnish()
