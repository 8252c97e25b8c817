"""`manage.py build_pack`: a committee's pack for a quarter, built in this process."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.checklist import before_clearing
from outcomes.packs.models import Pack, PackFile, PackVersion
from outcomes.packs.opening import open_pack
from outcomes.packs.publishing import StopsStand, clear, publish, timing_of
from outcomes.packs.quarters import quarter as quarter_named
from plan import clock
from plan.models import Body
from plan.periods import Period
from plan.wording import count


class Command(BaseCommand):
    help = (
        "Builds a committee's pack for a quarter from what the system holds, and keeps it as a version. With --publish "
        "the version is cleared and published, and never changes again. Takes seconds, and a little for each page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--committee", required=True, metavar="SLUG", help="as in its address")
        parser.add_argument("--quarter", required=True, help="such as 2022-Q2 for July to September 2022")
        parser.add_argument("--publish", action="store_true", help="clear and publish the version once it is built")
        parser.add_argument("--output", type=Path, metavar="FILE", help="leave the PDF here too")
        parser.add_argument("--what-changed", default="", metavar="WORDS", help="what a revised paper changes")

        parser.add_argument("--late-reason", default="", metavar="WORDS", help="why a paper is published late")
        parser.add_argument("--anyway", default="", metavar="WORDS", help="why it is published though points stand")
        parser.add_argument("--agreed-by", default="", metavar="OFFICE", help="who in the chair agreed to a late paper")

    def handle(self, *, committee: str, quarter: str, output: Path | None, what_changed: str, **options) -> None:
        body, period = _committee(committee), _quarter(quarter)
        if output and not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}. Make it first, or choose another.")
        try:
            late = {"late_reason": options["late_reason"], "agreed_by": options["agreed_by"]}
            pack = open_pack(body, period, by=None)
            if options["publish"]:
                _check_timing(pack, late)
            version = build(request_build(pack, by=None, what_changed=what_changed, queued=False).pk)
            if version is None:
                raise CommandError(f"A worker has taken the build of {pack} over. Look at it on the desk.")
            if version.state != PackVersion.State.BUILT:
                raise CommandError(f"{version} could not be built. {version.failure}")
            self._say_built(version)
            if options["publish"]:
                for line in before_clearing(version, today=clock.today()):
                    self.stdout.write(f"  {line}")
                _publish(version, anyway=options["anyway"], **late)
                self._say_published(version)
        except NotAllowed as error:
            raise CommandError(str(error)) from None
        if output:
            output.write_bytes(bytes(version.files.get(kind=PackFile.Kind.PDF).content))
            self.stdout.write(f"Wrote {output}.")

    def _say_built(self, version: PackVersion) -> None:
        pdf = version.files.get(kind=PackFile.Kind.PDF)
        size = f"{count(pdf.pages or 0, 'page')}, {pdf.size // 1024} kB"
        items = f"{count(len(version.remit), 'item')} in the remit"
        self.stdout.write(f"Built {version}: {size}, {items}, figures as at {version.content['paper']['cut_off']}.")

    def _say_published(self, version: PackVersion) -> None:
        self.stdout.write("Published.")
        for name, sha256 in version.files.order_by("-kind").values_list("name", "sha256"):
            self.stdout.write(f"  SHA-256 of the file {name}: {sha256}")
        self.stdout.write(f"  SHA-256 of the content, printed in the paper: {version.content_sha256}")


@transaction.atomic
def _publish(version: PackVersion, *, anyway: str, **late: str) -> None:
    """Clear and publish, or neither."""
    try:
        publish(clear(version, by=None), by=None, anyway=anyway, **late)
    except StopsStand as error:
        raise CommandError(f"{error} Give the reason with --anyway.") from None


def _check_timing(pack: Pack, late: dict[str, str]) -> None:
    """Said before anything is built."""
    try:
        timing_of(pack.meeting, **late)
    except NotAllowed as error:
        raise CommandError(f"{error} Give both with --late-reason and --agreed-by.") from None


def _committee(slug: str) -> Body:
    known = Body.objects.scrutiny().order_by("slug")
    found = known.filter(slug=slug).first()
    if found is None:
        slugs = ", ".join(known.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no committee called {slug}. Known are: {slugs}.")
    return found


def _quarter(code: str) -> Period:
    try:
        return quarter_named(code)
    except ValueError as error:
        raise CommandError(str(error)) from None
