"""What the ground floor itself hangs into the slots."""

from datetime import date
from typing import Any

from . import meetings_desk, roles
from .chain import GENESIS
from .example import load_council
from .example_meetings import load_meetings
from .reminders import desk as reminders_desk
from .slots import DeskGroup, DeskLine, DeskTask, ExampleData, Freeze, Grant, NavLink, slots

COUNCIL_MODELS = (
    "plan.Department", "plan.LeadMember", "plan.Body", "plan.BodyMembership", "plan.Strategy", "plan.Partner",
)  # fmt: skip
COUNCIL_GROUP = (*COUNCIL_MODELS[:4], "plan.BodyLink", *COUNCIL_MODELS[4:])
MEETING_MODELS = ("plan.Meeting", "plan.AgendaItem", "plan.Decision")
MEETING_GROUP = (*MEETING_MODELS[:2], "plan.Paper", "plan.Decision", "plan.TimetableStep", "plan.Election")
EDITION_MODELS = ("plan.Plan", "plan.Section", "plan.SectionEntry", "plan.GlossaryTerm")
PLAN_WORDS = (
    "title", "slug", "label", "start_year", "end_year", "vision", "vision_text", "commitment_label", "published_at",
    "source", "illustrative", "note", "length_reported",
)  # fmt: skip
ALL = ("add", "change", "delete", "view")

# An amendment names the entry that the log is going to hold of it. Until that entry is written, which the same
# transaction must do, the edition is open for it; afterwards never again, because entries and amendments stay.
BEING_AMENDED = (
    "EXISTS (SELECT 1 FROM plan_amendment a WHERE a.plan_id = {plan} AND a.event_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM plan_event e WHERE e.sequence = a.event_id))"
)
PUBLIC = "EXISTS (SELECT 1 FROM plan_plan p WHERE p.id = {plan} AND p.published_at IS NOT NULL)"
CLOSED = f"{PUBLIC} AND NOT {BEING_AMENDED}"
NEXT_ENTRY = "(SELECT h.sequence + 1 FROM plan_chainhead h WHERE h.id = 1)"
FOLLOWS = (
    "NEW.id = OLD.id AND NEW.sequence = OLD.sequence + 1 AND EXISTS (SELECT 1 FROM plan_event e"
    " WHERE e.sequence = NEW.sequence AND e.digest = NEW.digest AND e.previous = OLD.digest)"
)
FROZEN_EDITION = "A published version of the plan does not change. Make a new version, or record an amendment."


def frozen_with_edition(key: str, table: str, plan: str = "{row}.plan_id") -> Freeze:
    """Refuses changes to rows of an edition once it is published. `plan` is SQL for the row's edition."""
    return Freeze(
        key=key, table=table, message=FROZEN_EDITION, when=CLOSED.replace("{plan}", plan), inserts=True, edition=plan
    )


def furnish() -> None:
    slots.desk_groups.add(DeskGroup("plan", "The plan as a whole", EDITION_MODELS, order=10))
    slots.desk_groups.add(DeskGroup("council", "The council and its partners", COUNCIL_GROUP, order=50))
    slots.desk_groups.add(DeskGroup("meetings", "Meetings and decisions", MEETING_GROUP, order=60))
    slots.desk_groups.add(
        DeskGroup(
            "people",
            "Accounts and settings",
            ("plan.User", "plan.ApiToken", "plan.Council", "plan.SentReminder", "plan.Event"),
            order=90,
        )
    )

    slots.desk_tasks.add(DeskTask("first-steps", "First steps", _first_steps, order=1))
    reminders_desk.furnish()
    from . import handing_over  # it reads models, which this module does without

    handing_over.furnish()
    slots.example_data.add(ExampleData("council", load_council, order=10))
    slots.example_data.add(ExampleData("meetings", load_meetings, order=11))

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
    slots.grants.add(Grant("api-tokens", roles.ADMINISTRATOR.slug, ("plan.ApiToken",), ("add", "change", "view")))
    for role in (roles.ADMINISTRATOR, roles.POLICY_OFFICER):
        slots.grants.add(Grant(f"events-{role.slug}", role.slug, ("plan.Event", "plan.SentReminder")))
    slots.grants.add(Grant("cmt-reads", roles.CMT.slug, ("plan.Plan", "plan.Body", *MEETING_MODELS)))

    slots.nav_links.add(NavLink("meetings", "Meetings", "meetings", order=45, covers=("/bodies/",)))
    meetings_desk.furnish()
    _freeze_log()
    _freeze_sent()
    published = "{row}.published_at IS NOT NULL"
    slots.freezes.add(
        Freeze(
            "plan", "plan_plan", FROZEN_EDITION, columns=PLAN_WORDS, edition="{row}.id",
            when=f"{published} AND NOT {BEING_AMENDED.replace('{plan}', '{row}.id')}",
        )
    )  # fmt: skip
    public = "A published version of the plan stays published."
    stays = ("published_at", "frozen_by_id")
    slots.freezes.add(Freeze("plan_published", "plan_plan", public, when=published, columns=stays))
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


def _freeze_log() -> None:
    slots.freezes.add(Freeze("event", "plan_event", "The event log is never changed."))
    slots.freezes.add(
        Freeze(
            "chainhead", "plan_chainhead", "The end of the event log only moves on to the entry that follows.",
            begins=f"NEW.sequence = 0 AND NEW.digest = '{GENESIS}'", moves=FOLLOWS,
        )
    )  # fmt: skip
    slots.freezes.add(
        Freeze(
            "amendment", "plan_amendment", "A recorded amendment is never changed, and says why.",
            begins=f"COALESCE(NEW.event_id = {NEXT_ENTRY} AND TRIM(NEW.why) <> '', FALSE)",
        )
    )  # fmt: skip


def _freeze_sent() -> None:
    """An e-mail with what stood in it is settled once, when the mail server has answered, and then stays."""
    kept = "What was sent stays on record as it was sent."
    settled = "EXISTS (SELECT 1 FROM plan_remindermail m WHERE m.id = {row}.mail_id AND m.result <> 'sending')"
    slots.freezes.add(Freeze("remindermail", "plan_remindermail", kept, when="{row}.result <> 'sending'"))
    slots.freezes.add(Freeze("sentreminder", "plan_sentreminder", kept, when=settled, inserts=True))
