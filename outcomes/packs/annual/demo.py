"""The demonstration's report of a year: drafted from the boards' reports, built and published once."""

from django.core.management import call_command

from outcomes.reporting.saving import put
from plan.slots import Demonstration

from ..demo import begin_screened, published_paper, wanted_in
from ..models import Pack
from .heard import ANNUAL
from .models import AnnualPassage
from .narrative import draft_passages

WHY = "For the demonstration"


def publish_years(demonstration: Demonstration) -> list[str]:
    """The years' reports that the example council's `demo.toml` names, published if they were not. About ten seconds
    each."""
    lines = []
    for wanted in wanted_in(demonstration).get("years", ()):
        body, period = wanted["body"], wanted["period"]
        if published_paper(body, period, kind=ANNUAL) is None:
            pack = begin_screened(body, period, wanted.get("screening", {}), kind=ANNUAL)
            draft_passages(pack, by=demonstration.by)
            _write(pack, {heading: wanted.get(heading, "") for heading in AnnualPassage.OF_THE_WHOLE}, demonstration)
            given = ("--kind", ANNUAL, "--body", body, "--period", period)
            call_command("build_pack", *given, "--covering-report", "--publish", "--anyway", WHY)
        paper = published_paper(body, period, kind=ANNUAL)
        if paper is not None and not paper.version.is_withdrawn:
            lines.append(f"Published report: {paper.version}, on the site at {paper.version.pack.get_absolute_url()}")
    return ["", *lines] if lines else []


def _write(pack: Pack, words: dict[str, str], demonstration: Demonstration) -> None:
    """What is said of the year as a whole, which no board reports on; what somebody wrote stays."""
    for passage in AnnualPassage.objects.filter(year=pack.covers, item=None, text=""):
        passage.text = words.get(passage.heading, "")
        if passage.text:
            passage.illustrative, passage.edited_by = True, demonstration.by
            put(passage, by=demonstration.by, why=WHY)
