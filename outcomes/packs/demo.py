"""The demonstration's packs: each built and published once, its PDF written out each time."""

import tomllib
from typing import Any

from django.core.management import call_command

from plan.demo.places import marked
from plan.models import Body
from plan.periods import Period
from plan.slots import Demonstration

from .begin import begin_covering_report
from .covering import CoveringHeading
from .kinds import QUARTERLY
from .models import Pack, PackFile
from .opening import open_pack


def publish_pack(demonstration: Demonstration) -> list[str]:
    """The pack that the example council's `demo.toml` names, published if it was not, as a PDF in the output folder.

    Building takes about twenty seconds; where it was published before, its stored bytes are written out,
    unless they were withdrawn.
    """
    wanted = wanted_in(demonstration)["pack"]
    committee, quarter = wanted["committee"], wanted["quarter"]
    paper = published_paper(committee, quarter)
    if paper is not None and paper.version.is_withdrawn:
        return ["", f"{paper.version} was withdrawn, so nothing is written out."]
    if paper is None:
        begin_screened(committee, quarter, wanted.get("screening", {}))
        call_command("build_pack", "--committee", committee, "--quarter", quarter, "--covering-report", "--publish")
        paper = published_paper(committee, quarter)
    if paper is None:
        raise RuntimeError(f"build_pack published no PDF for {committee}, {quarter}.")
    path = marked(demonstration.output / f"{committee}-{quarter}.pdf", demonstration.mark)
    path.write_bytes(bytes(paper.content))
    return ["", f"Published pack: {path}", f"  {paper.version}, {paper.size:,} bytes, SHA-256 {paper.sha256}"]


def issue_papers(demonstration: Demonstration) -> list[str]:
    """The papers for officers that the example council's `demo.toml` names, issued if they were not. They stay on the
    desk: nothing that is not public is written to a folder. About six seconds each."""
    lines = []
    for paper in wanted_in(demonstration).get("papers", ()):
        kind, body, period = paper["kind"], paper["body"], paper["period"]
        if published_paper(body, period, kind=kind) is None:
            given = ("--kind", kind, "--body", body, "--period", period)
            call_command("build_pack", *given, "--publish", "--anyway", "For the demonstration")
        issued = published_paper(body, period, kind=kind)
        if issued is not None and not issued.version.is_withdrawn:
            lines.append(f"Issued, on the desk: {issued.version}")
    return ["", *lines] if lines else []


def begin_screened(body: str, period: str, screening: dict[str, Any], *, kind: str = QUARTERLY) -> Pack:
    """A pack with its covering report begun, which says what came of the equality screening; begun ones stay."""
    pack = open_pack(Body.objects.get(slug=body), Period.parse(period), by=None, kind=kind)
    if screening and CoveringHeading.objects.exists():
        begin_covering_report(pack, by=None, illustrative=True, **screening)
    return pack


def wanted_in(demonstration: Demonstration) -> dict[str, Any]:
    """What the example council's `demo.toml` names."""
    return tomllib.loads((demonstration.folder / "demo.toml").read_text())


def published_paper(body: str, period: str, *, kind: str = QUARTERLY) -> PackFile | None:
    """The PDF of the latest published version, or None."""
    files = PackFile.objects.filter(
        kind=PackFile.Kind.PDF, version__published_at__isnull=False, version__pack__kind=kind,
        version__pack__body__slug=body, version__pack__covers=period, version__pack__about=None,
    )  # fmt: skip
    return files.select_related("version__pack__body", "version__withdrawal").order_by("-version__number").first()
