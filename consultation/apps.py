from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """The room for consultations on the plan. Nothing lives here yet."""

    name = "consultation"
    verbose_name = "Consultation"
