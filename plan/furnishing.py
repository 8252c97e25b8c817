"""What the ground floor itself hangs into the slots."""

from datetime import date
from typing import Any

from . import roles
from .example import load_council
from .slots import DeskGroup, DeskLine, DeskTask, ExampleData, Freeze, Grant, slots

COUNCIL_MODELS = (
    "plan.Department", "plan.LeadMember", "plan.Body", "plan.BodyMembership", "plan.Strategy", "plan.Partner",
)  # fmt: skip
MEETING_MODELS = ("plan.Meeting", "plan.AgendaItem", "plan.Decision")
EDITION_MODELS = ("plan.Plan", "plan.Section", "plan.SectionEntry", "plan.GlossaryTerm")
PLAN_WORDS = (
    "title", "slug", "label", "start_year", "end_year", "vision", "vision_text", "commitment_label", "published_at",
    "source", "illustrative",
)  # fmt: skip
ALL = ("add", "change", "delete", "view")

EDITION_OPEN = "SELECT 1 FROM plan_plan p WHERE p.id = {plan} AND p.published_at IS NOT NULL AND NOT p.amending"
FROZEN_EDITION = "A published version of the plan does not change. Make a new version, or record an amendment."


def frozen_with_edition(key: str, table: str, plan: str = "{row}.plan_id") -> Freeze:
    """Refuses changes to rows of an edition once it is published. `plan` is SQL for the row's edition."""
    return Freeze(
        key=key, table=table, message=FROZEN_EDITION, when=f"EXISTS ({EDITION_OPEN.replace('{plan}', plan)})",
        inserts=True, truncate=False,
    )  # fmt: skip


def furnish() -> None:
    slots.desk_groups.add(DeskGroup("plan", "The plan as a whole", EDITION_MODELS, order=10))
    slots.desk_groups.add(DeskGroup("council", "The council and its partners", COUNCIL_MODELS, order=50))
    slots.desk_groups.add(DeskGroup("meetings", "Meetings and decisions", MEETING_MODELS, order=60))
    slots.desk_groups.add(
        DeskGroup("people", "Accounts and settings", ("plan.User", "plan.Council", "plan.Event"), order=90)
    )

    slots.desk_tasks.add(DeskTask("first-steps", "First steps", _first_steps, order=1))
    slots.example_data.add(ExampleData("council", load_council, order=10))

    officer = roles.POLICY_OFFICER.slug
    slots.grants.add(Grant("plan-officer", officer, COUNCIL_MODELS + EDITION_MODELS + ("plan.PartnerAlias",), ALL))
    slots.grants.add(Grant("meetings-officer", officer, MEETING_MODELS, ("add", "change", "view")))
    slots.grants.add(Grant("meetings-democratic", roles.DEMOCRATIC_SERVICES.slug, MEETING_MODELS, ALL))
    slots.grants.add(
        Grant(
            "bodies-democratic",
            roles.DEMOCRATIC_SERVICES.slug,
            ("plan.Body", "plan.BodyMembership"),
            ALL[1:2] + ALL[3:],
        )
    )
    slots.grants.add(
        Grant("people", roles.ADMINISTRATOR.slug, ("plan.User", "plan.Council"), ("add", "change", "view"))
    )
    for role in (roles.ADMINISTRATOR, roles.POLICY_OFFICER):
        slots.grants.add(Grant(f"events-{role.slug}", role.slug, ("plan.Event",)))
    slots.grants.add(Grant("cmt-reads", roles.CMT.slug, ("plan.Plan", "plan.Body", *MEETING_MODELS)))

    slots.freezes.add(Freeze("event", "plan_event", "The event log is never changed."))
    slots.freezes.add(Freeze("amendment", "plan_amendment", "A recorded amendment is never changed."))
    slots.freezes.add(
        Freeze(
            "plan", "plan_plan", FROZEN_EDITION,
            when="{row}.published_at IS NOT NULL AND NOT {row}.amending", truncate=False, columns=PLAN_WORDS,
        )
    )  # fmt: skip
    slots.freezes.add(frozen_with_edition("section", "plan_section"))
    slots.freezes.add(
        frozen_with_edition(
            "section_entry",
            "plan_sectionentry",
            "(SELECT s.plan_id FROM plan_section s WHERE s.id = {row}.section_id)",
        )
    )
    slots.freezes.add(frozen_with_edition("glossary_term", "plan_glossaryterm"))


def _first_steps(user: Any, today: date) -> list[DeskLine]:
    """Asked for when it is due: it reads models, which are not there yet while the apps are set up."""
    from .first_steps import first_steps

    return first_steps(user, today)
