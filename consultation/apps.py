from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """What the council asked people about the plan and what became of it, in rooms: asking, answering, and on."""

    name = "consultation"
    verbose_name = "Consultation"

    def ready(self) -> None:
        from .answering import furnishing as answering
        from .asking import furnishing as asking
        from .hearing import furnishing as hearing
        from .telling import furnishing as telling

        for room in (asking, answering, hearing, telling):
            room.furnish()
