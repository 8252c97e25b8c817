"""The demonstration's pack: built and published once, its PDF written out each time."""

import tomllib

from django.core.management import call_command

from plan.demo.places import marked
from plan.slots import Demonstration

from .models import PackFile


def publish_pack(demonstration: Demonstration) -> list[str]:
    """The pack that the example council's `demo.toml` names, published if it was not, as a PDF in the output folder.

    Building takes about twenty seconds; where it was published before, its stored bytes are written out,
    unless they were withdrawn.
    """
    wanted = tomllib.loads((demonstration.folder / "demo.toml").read_text())["pack"]
    committee, quarter = wanted["committee"], wanted["quarter"]
    paper = published_paper(committee, quarter)
    if paper is not None and paper.version.is_withdrawn:
        return ["", f"{paper.version} was withdrawn, so nothing is written out."]
    if paper is None:
        call_command("build_pack", "--committee", committee, "--quarter", quarter, "--publish")
        paper = published_paper(committee, quarter)
    if paper is None:
        raise RuntimeError(f"build_pack published no PDF for {committee}, {quarter}.")
    path = marked(demonstration.output / f"{committee}-{quarter}.pdf", demonstration.mark)
    path.write_bytes(bytes(paper.content))
    return ["", f"Published pack: {path}", f"  {paper.version}, {paper.size:,} bytes, SHA-256 {paper.sha256}"]


def published_paper(committee: str, quarter: str) -> PackFile | None:
    """The PDF of the latest published version, or None."""
    files = PackFile.objects.filter(
        kind=PackFile.Kind.PDF, audience="public", version__published_at__isnull=False,
        version__pack__committee__slug=committee, version__pack__quarter=quarter,
    )  # fmt: skip
    return files.select_related("version__pack__committee", "version__withdrawal").order_by("-version__number").first()
