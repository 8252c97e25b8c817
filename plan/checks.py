"""What `manage.py check --deploy` says of settings that Django knows nothing of."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

NO_SERVER = Warning(
    "No mail server is set up, so nobody is reminded of what is due.",
    hint="Set EMAIL_URL, such as smtp+tls://user:password@mail.example.gov.uk:587.",
    id="plan.W001",
)
NO_SENDER = Warning(
    "E-mails come from an address on this machine, which other mail servers refuse.",
    hint="Set EMAIL_FROM to an address of the council, such as strategic-plan@example.gov.uk.",
    id="plan.W002",
)


def mail_is_set_up(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Reminders need a mail server, and an address to come from that others accept."""
    if not settings.EMAIL_IS_SET_UP:
        return [NO_SERVER]
    return [NO_SENDER] if settings.DEFAULT_FROM_EMAIL.endswith("@localhost") else []
