"""What this room hangs into the ground floor's slots."""

from django.db.models import Model

from plan.roles import ADMINISTRATOR, BOARD_MEMBER, CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DemoStep, DeskGroup, Erasable, ExampleData, Freeze, Grant, LogVerb, WorkerChore, slots

from . import demo, desk, quarterly, referred
from .annual import kinds as annual
from .annual.demo import publish_years
from .common import kinds as common
from .compendium import kinds as compendium
from .corporate import kinds as corporate
from .example import load_covering
from .models import PackFile, PackVersion
from .plans import kinds as plans

PUBLISHED = "A published pack never changes. Build a new version, which supersedes it."
FOR_WHOM = "A published pack stays with the body and the period it was published for."

ON_THE_DESK = (
    "outcomes.Pack", "outcomes.PackVersion", "outcomes.AnnualPassage", "outcomes.CoveringReport",
    "outcomes.ExemptAppendix", "outcomes.CommonWords", "outcomes.CoveringHeading",
)  # fmt: skip

ADDRESS = "Packs of this committee are published at this address, so it stays. The name can change."
PACKS = ("outcomes.Pack", "outcomes.PackSection", "outcomes.PackVersion")
VERBS = {
    "pack.opened": "began a pack for a committee",
    "pack.laid_out": "laid out the sections of a pack",
    "pack.build_asked": "asked for a pack to be built",
    "pack.built": "built a version of a pack",
    "pack.failed": "could not build a version of a pack",
    "pack.cleared": "cleared a version of a pack for publication",
    "pack.published": "published a version of a pack",
    "pack.issued": "issued a version of a pack that is not public",
    "pack.withdrawn": "withdrew a published version of a pack",
    "pack.erased": "erased what a withdrawn version of a pack said",
    "pack.disclosed": "made the exempt appendix of a pack public",
    "covering.begun": "began the covering report of a pack",
    "covering.filled": "filled in what was empty of a covering report",
}


def furnish() -> None:
    quarterly.furnish()
    common.furnish()
    annual.furnish()
    compendium.furnish()
    corporate.furnish()
    plans.furnish()
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    slots.desk_groups.add(DeskGroup("packs", "Packs and reports", ON_THE_DESK, order=16))
    _grant_accompanying()
    slots.grants.add(Grant("packs-officer", POLICY_OFFICER.slug, ("outcomes.Pack",), ("add", "change", "view")))
    slots.grants.add(Grant("sections-officer", POLICY_OFFICER.slug, ("outcomes.PackSection",), ("change", "view")))
    slots.grants.add(Grant("versions-officer", POLICY_OFFICER.slug, ("outcomes.PackVersion",)))
    slots.grants.add(Grant("versions-board-member", BOARD_MEMBER.slug, ("outcomes.PackVersion",)))
    slots.grants.add(Grant("versions-administrator", ADMINISTRATOR.slug, ("outcomes.PackVersion",)))
    for role in (CMT, DEMOCRATIC_SERVICES):
        slots.grants.add(Grant(f"packs-{role.slug}", role.slug, PACKS))
    published = "{row}.published_at IS NOT NULL"
    slots.freezes.add(
        Freeze("packversion", "outcomes_packversion", PUBLISHED, when=published, erasable=_content_of_version())
    )
    of_version = "(SELECT v.published_at FROM outcomes_packversion v WHERE v.id = {row}.version_id) IS NOT NULL"
    slots.freezes.add(
        Freeze(
            "packfile", "outcomes_packfile", PUBLISHED, when=of_version, inserts=True, erasable=_content_of_file(),
        )
    )  # fmt: skip
    was_published = (
        "EXISTS (SELECT 1 FROM outcomes_packversion v WHERE v.pack_id = {row}.id AND v.published_at IS NOT NULL)"
    )
    whose = ("body_id", "covers", "kind", "about_id", "edition_id", "subject", "is_public")
    slots.freezes.add(Freeze("pack", "outcomes_pack", FOR_WHOM, when=was_published, columns=whose))
    has_published = (
        "EXISTS (SELECT 1 FROM outcomes_pack p JOIN outcomes_packversion v ON v.pack_id = p.id"
        " WHERE p.body_id = {row}.id AND v.published_at IS NOT NULL)"
    )
    slots.freezes.add(Freeze("packaddress", "plan_body", ADDRESS, when=has_published, columns=("slug",)))
    slots.freezes.add(Freeze("packwithdrawal", "outcomes_packwithdrawal", "A recorded withdrawal is never changed."))
    slots.freezes.add(Freeze("packerasure", "outcomes_packerasure", "A recorded erasure is never changed."))
    slots.freezes.add(Freeze("disclosure", "outcomes_disclosure", "A recorded disclosure is never changed."))
    desk.furnish()
    referred.furnish()
    slots.worker_chores.add(WorkerChore("packs", _requeue))
    slots.example_data.add(ExampleData("covering", load_covering, order=60))
    slots.demo_steps.add(DemoStep("pack", demo.publish_pack, order=90))
    slots.demo_steps.add(DemoStep("papers", demo.issue_papers, order=91))
    slots.demo_steps.add(DemoStep("years", publish_years, order=92))


def _grant_accompanying() -> None:
    """What goes with packs: covering reports are written by policy officers, exempt appendices by democratic services
    too; what of these is exempt, an administrator has no right to."""
    beside, exempt = ("outcomes.CoveringReport", "outcomes.CommonWords"), ("outcomes.ExemptAppendix",)
    edit = ("add", "change", "delete", "view")
    slots.grants.add(Grant("covering-officer", POLICY_OFFICER.slug, beside, edit))
    slots.grants.add(Grant("covering-sections", POLICY_OFFICER.slug, ("outcomes.CoveringSection",), edit))
    for role in (POLICY_OFFICER, DEMOCRATIC_SERVICES):
        slots.grants.add(Grant(f"headings-{role.slug}", role.slug, ("outcomes.CoveringHeading",), edit))
        slots.grants.add(Grant(f"exempt-{role.slug}", role.slug, exempt, edit))
    for role in (CMT, DEMOCRATIC_SERVICES):
        slots.grants.add(Grant(f"covering-{role.slug}", role.slug, (*beside, "outcomes.CoveringSection")))
    slots.grants.add(Grant("exempt-cmt", CMT.slug, exempt))


ERASED = (
    "EXISTS (SELECT 1 FROM outcomes_packerasure e JOIN outcomes_packwithdrawal w ON w.id = e.withdrawal_id"
    " WHERE w.version_id = {row}.%s)"
)


def _content_of_version() -> Erasable:
    return Erasable(ERASED % "id", "CAST({row}.content AS text) = '{{}}'", _all_but_content(PackVersion))


def _content_of_file() -> Erasable:
    return Erasable(ERASED % "version_id", "length({row}.content) = 0", _all_but_content(PackFile))


def _all_but_content(model: type[Model]) -> tuple[str, ...]:
    columns = (field.column for field in model._meta.concrete_fields)
    return tuple(column for column in columns if column and column != "content")


def _requeue() -> None:
    """Asked for when it is due: building knows paper and drawing, which nothing needs while the apps are set up."""
    from .building import requeue_expired

    requeue_expired()
