"""Roles as data: what each kind of person comes for. Permissions are granted by the slot `grants`."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from .slots import slots


@dataclass(frozen=True)
class Role:
    slug: str
    title: str
    purpose: str


POLICY_OFFICER = Role("policy-officer", "Policy officer", "writes and keeps the plan, chases, assembles packs")
CONTRIBUTOR = Role("contributor", "Contributor", "updates the commitments and figures that are theirs")
BOARD_MEMBER = Role("board-member", "Outcome Board member", "writes the board's highlight reports")
CMT = Role("cmt", "Corporate management", "reads, decides on reports, downloads packs")
DEMOCRATIC_SERVICES = Role("democratic-services", "Democratic services", "keeps meetings, agendas and decisions")
SCRUTINY_MEMBER = Role("scrutiny-member", "Scrutiny member", "reads packs and pages before the meeting")
ADMINISTRATOR = Role("administrator", "Administrator", "keeps accounts and the council's settings")

ROLES = (
    POLICY_OFFICER, CONTRIBUTOR, BOARD_MEMBER, CMT, DEMOCRATIC_SERVICES, SCRUTINY_MEMBER, ADMINISTRATOR,
)  # fmt: skip


class NotYours(PermissionDenied):
    """Somebody without the role asked for a verb; the message says whose it is."""


def require(by: Any, *roles: Role, to: str) -> None:
    """Refuse a verb to whoever holds none of these roles. Administration alone is no role in a workflow.

    `to` completes the sentence: "publish a version of the plan". Raises `NotYours`.
    """
    if by is None or not by.has_role(*(role.slug for role in roles)):
        whose = " or ".join(f"{role.title[0].lower()}{role.title[1:]}" for role in roles)
        raise NotYours(f"Only somebody with the role {whose} may {to}. Ask one of them.")


def sync_roles(**kwargs) -> None:
    """Make the groups and give them the permissions the slots say. Runs after every migrate; safe to repeat."""
    from django.apps import apps
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType

    from .models import RoleGroup

    by_key = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.title)
        RoleGroup.objects.update_or_create(slug=role.slug, defaults={"group": group})
        wanted = set()
        for grant in slots.grants:
            if grant.role != role.slug:
                continue
            for label in grant.models:
                model = apps.get_model(label)
                for action in grant.actions:
                    wanted.add((model._meta.app_label, f"{action}_{model._meta.model_name}"))
        group.permissions.set(by_key[key] for key in wanted if key in by_key)
    ContentType.objects.clear_cache()
