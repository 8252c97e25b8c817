"""`manage.py verify_packs`: is what was published still what is stored?"""

from django.core.management.base import BaseCommand, CommandError

from outcomes.packs.models import PackFile, PackVersion
from outcomes.packs.verify import altered
from plan.models import Event
from plan.wording import count


class Command(BaseCommand):
    help = (
        "Computes the hashes of all published packs and of the event log again, and checks what guards them. "
        "Ends with status 1 and names what was altered."
    )

    def handle(self, **options) -> None:
        problems = altered()
        if problems:
            raise CommandError("\n".join(problems))
        versions = PackVersion.objects.published().count()
        files = PackFile.objects.filter(version__published_at__isnull=False).count()
        self.stdout.write(
            f"All is as published: {count(versions, 'version')}, {count(files, 'file')}, "
            f"{count(Event.objects.count(), 'event')} in the log."
        )
