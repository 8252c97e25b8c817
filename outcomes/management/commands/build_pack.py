"""`manage.py build_pack`: a pack for a body and a period, built in this process; a committee's for a quarter, unless
another kind is named."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from outcomes.packs.begin import begin_covering_report
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.checklist import before_clearing
from outcomes.packs.covering import CoveringHeading
from outcomes.packs.kinds import QUARTERLY, SCRUTINY, PackKind, kinds
from outcomes.packs.misfits import period_of
from outcomes.packs.models import Pack, PackFile, PackVersion
from outcomes.packs.opening import open_pack
from outcomes.packs.publishing import StopsStand, clear, publish, timing_of
from plan import clock
from plan.models import Body
from plan.periods import Period
from plan.wording import count


class Command(BaseCommand):
    help = (
        "Builds a pack from what the system holds, and keeps it as a version: a committee's for a quarter, unless "
        "--kind names another. With --publish the version is cleared and published (issued, where it is not public), "
        "and never changes again. Takes seconds, and a little for each page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", default=QUARTERLY, choices=[kind.key for kind in kinds], help="of pack")
        parser.add_argument(
            "--body", "--committee", dest="body", required=True, metavar="SLUG", help="for whom, as in its address"
        )
        parser.add_argument(
            "--period", "--quarter", dest="period", default="", metavar="CODE",
            help="such as 2022-Q2 for July to September 2022, 2022-H1 for a half-year",
        )  # fmt: skip
        parser.add_argument(
            "--about", default="", metavar="SLUG", help="the board, or what else it is about, for such a kind"
        )
        parser.add_argument("--publish", action="store_true", help="clear and publish the version once it is built")
        parser.add_argument(
            "--covering-report", action="store_true", help="begin its covering report, in the council's usual words"
        )
        parser.add_argument("--output", type=Path, metavar="FILE", help="leave the PDF here too")
        parser.add_argument("--what-changed", default="", metavar="WORDS", help="what a revised paper changes")

        parser.add_argument("--late-reason", default="", metavar="WORDS", help="why a paper is published late")
        parser.add_argument("--anyway", default="", metavar="WORDS", help="why it is published though points stand")
        parser.add_argument("--agreed-by", default="", metavar="OFFICE", help="who in the chair agreed to a late paper")

    def handle(self, *, kind: str, body: str, period: str, output: Path | None, what_changed: str, **options) -> None:
        of = kinds.get(kind)
        whom, when = _body(body, of), _period(period, of)
        board = options["about"] if of.subjects is None else ""
        about = _board(board) if board else None
        subject = options["about"] if of.subjects else ""
        if output and not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}. Make it first, or choose another.")
        try:
            late = {"late_reason": options["late_reason"], "agreed_by": options["agreed_by"]}
            pack = open_pack(whom, when, by=None, kind=kind, about=about, subject=subject)
            if options["publish"]:
                _check_timing(pack, late)
            if options["covering_report"] and CoveringHeading.objects.exists():
                begin_covering_report(pack, by=None, illustrative=pack.illustrative)
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
            output.write_bytes(bytes(version.files.get(kind=PackFile.Kind.PDF, audience=version.pack.audience).content))
            self.stdout.write(f"Wrote {output}.")

    def _say_built(self, version: PackVersion) -> None:
        pdf = version.files.get(kind=PackFile.Kind.PDF, audience=version.pack.audience)
        size = f"{count(pdf.pages or 0, 'page')}, {pdf.size // 1024} kB"
        items = f"{count(len(version.remit), 'item')} in the remit"
        self.stdout.write(f"Built {version}: {size}, {items}, figures as at {version.content['paper']['cut_off']}.")

    def _say_published(self, version: PackVersion) -> None:
        self.stdout.write("Published." if version.pack.is_public else "Issued. It is not public.")
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
        timing_of(pack, **late)
    except NotAllowed as error:
        raise CommandError(f"{error} Give both with --late-reason and --agreed-by.") from None


def _body(slug: str, kind: PackKind) -> Body:
    known = Body.objects.filter(kind__in=kind.bodies).order_by("slug")
    found = known.filter(slug=slug).first()
    if found is None:
        slugs = ", ".join(known.values_list("slug", flat=True)) or "none yet"
        what = "committee" if kind.bodies == SCRUTINY else "body that gets such a pack"
        raise CommandError(f"There is no {what} called {slug}. Known are: {slugs}.")
    return found


def _board(slug: str) -> Body:
    found = Body.objects.boards().filter(slug=slug).first()
    if found is None:
        slugs = ", ".join(Body.objects.boards().order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no board called {slug}. Known are: {slugs}.")
    return found


def _period(code: str, kind: PackKind) -> Period | None:
    try:
        return period_of(kind, code)
    except ValueError as error:
        raise CommandError(str(error)) from None
