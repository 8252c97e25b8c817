"""What this room hangs into the ground floor's slots."""

from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DeskGroup, ExampleData, Grant, slots

from . import bodies
from .example import load_remits

MODELS = ("outcomes.Remit",)


def furnish() -> None:
    bodies.furnish()
    slots.example_data.add(ExampleData("remits", load_remits, order=40))
    slots.desk_groups.add(DeskGroup("scrutiny", "What committees scrutinise", MODELS, order=17))
    slots.grants.add(Grant("remits-officer", POLICY_OFFICER.slug, MODELS, ("add", "change", "delete", "view")))
    slots.grants.add(Grant("remits-read-democratic", DEMOCRATIC_SERVICES.slug, MODELS))
    slots.grants.add(Grant("remits-read-cmt", CMT.slug, MODELS))
