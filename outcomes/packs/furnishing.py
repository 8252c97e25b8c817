"""What this room hangs into the ground floor's slots."""

from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DemoStep, DeskGroup, Freeze, Grant, LogVerb, WorkerChore, slots

from . import demo, desk

PUBLISHED = "A published pack never changes. Build a new version, which supersedes it."
FOR_WHOM = "A published pack stays with the committee and the quarter it was published for."

VERBS = {
    "pack.opened": "began a pack for a committee",
    "pack.build_asked": "asked for a pack to be built",
    "pack.built": "built a version of a pack",
    "pack.failed": "could not build a version of a pack",
    "pack.published": "published a version of a pack",
    "pack.withdrawn": "withdrew a published version of a pack",
}


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    slots.desk_groups.add(
        DeskGroup("packs", "Packs for committees", ("outcomes.Pack", "outcomes.PackVersion"), order=16)
    )
    slots.grants.add(Grant("packs-officer", POLICY_OFFICER.slug, ("outcomes.Pack",), ("add", "change", "view")))
    slots.grants.add(Grant("versions-officer", POLICY_OFFICER.slug, ("outcomes.PackVersion",)))
    for role in (CMT, DEMOCRATIC_SERVICES):
        slots.grants.add(Grant(f"packs-{role.slug}", role.slug, ("outcomes.Pack", "outcomes.PackVersion")))
    slots.freezes.add(Freeze("packversion", "outcomes_packversion", PUBLISHED, when="{row}.published_at IS NOT NULL"))
    of_version = "(SELECT v.published_at FROM outcomes_packversion v WHERE v.id = {row}.version_id) IS NOT NULL"
    slots.freezes.add(Freeze("packfile", "outcomes_packfile", PUBLISHED, when=of_version, inserts=True))
    was_published = (
        "EXISTS (SELECT 1 FROM outcomes_packversion v WHERE v.pack_id = {row}.id AND v.published_at IS NOT NULL)"
    )
    whose = ("committee_id", "quarter")
    slots.freezes.add(Freeze("pack", "outcomes_pack", FOR_WHOM, when=was_published, columns=whose))
    slots.freezes.add(Freeze("packwithdrawal", "outcomes_packwithdrawal", "A recorded withdrawal is never changed."))
    desk.furnish()
    slots.worker_chores.add(WorkerChore("packs", _requeue))
    slots.demo_steps.add(DemoStep("pack", demo.publish_pack, order=90))


def _requeue() -> None:
    """Asked for when it is due: building knows paper and drawing, which nothing needs while the apps are set up."""
    from .building import requeue_expired

    requeue_expired()
