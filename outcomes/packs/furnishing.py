"""What this room hangs into the ground floor's slots."""

from django.db.models import Model

from plan.roles import ADMINISTRATOR, CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DemoStep, DeskGroup, Erasable, Freeze, Grant, LogVerb, WorkerChore, slots

from . import demo, desk
from .models import PackFile, PackVersion

PUBLISHED = "A published pack never changes. Build a new version, which supersedes it."
FOR_WHOM = "A published pack stays with the committee and the quarter it was published for."

ADDRESS = "Packs of this committee are published at this address, so it stays. The name can change."
VERBS = {
    "pack.opened": "began a pack for a committee",
    "pack.build_asked": "asked for a pack to be built",
    "pack.built": "built a version of a pack",
    "pack.failed": "could not build a version of a pack",
    "pack.cleared": "cleared a version of a pack for publication",
    "pack.published": "published a version of a pack",
    "pack.withdrawn": "withdrew a published version of a pack",
    "pack.erased": "erased what a withdrawn version of a pack said",
}


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    slots.desk_groups.add(
        DeskGroup("packs", "Packs for committees", ("outcomes.Pack", "outcomes.PackVersion"), order=16)
    )
    slots.grants.add(Grant("packs-officer", POLICY_OFFICER.slug, ("outcomes.Pack",), ("add", "change", "view")))
    slots.grants.add(Grant("versions-officer", POLICY_OFFICER.slug, ("outcomes.PackVersion",)))
    slots.grants.add(Grant("versions-administrator", ADMINISTRATOR.slug, ("outcomes.PackVersion",)))
    for role in (CMT, DEMOCRATIC_SERVICES):
        slots.grants.add(Grant(f"packs-{role.slug}", role.slug, ("outcomes.Pack", "outcomes.PackVersion")))
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
    whose = ("committee_id", "quarter")
    slots.freezes.add(Freeze("pack", "outcomes_pack", FOR_WHOM, when=was_published, columns=whose))
    has_published = (
        "EXISTS (SELECT 1 FROM outcomes_pack p JOIN outcomes_packversion v ON v.pack_id = p.id"
        " WHERE p.committee_id = {row}.id AND v.published_at IS NOT NULL)"
    )
    slots.freezes.add(Freeze("packaddress", "plan_body", ADDRESS, when=has_published, columns=("slug",)))
    slots.freezes.add(Freeze("packwithdrawal", "outcomes_packwithdrawal", "A recorded withdrawal is never changed."))
    slots.freezes.add(Freeze("packerasure", "outcomes_packerasure", "A recorded erasure is never changed."))
    desk.furnish()
    slots.worker_chores.add(WorkerChore("packs", _requeue))
    slots.demo_steps.add(DemoStep("pack", demo.publish_pack, order=90))


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
