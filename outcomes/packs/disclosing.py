"""Makes public, later, what was exempt: the file of a published version as it stands, byte for byte.

It says of itself that it is not for publication, because that was so when it was made; who made it public, when and
why stands beside it. A published version never changes, so this is a record of its own.
"""

from django.db import transaction

from plan import clock, events
from plan.models import User
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER

from .building import NotAllowed
from .exempt import EXEMPT, Disclosure
from .facts import moment
from .models import Pack, PackVersion

SAYS = "What was exempt is made public by policy officers or democratic services. Ask one of them."


@transaction.atomic
def disclose(version: PackVersion, *, by: User | None, reason: str) -> Disclosure:
    """Make the exempt file of a published version public. Raises NotAllowed for whom it is not, and for a version that
    is not published, withdrawn, has no exempt file, or whose file is public already."""
    if by is None or not by.has_role(POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug):
        raise NotAllowed(SAYS)
    Pack.objects.select_for_update().get(pk=version.pack_id)
    version = PackVersion.objects.select_for_update().get(pk=version.pk)
    file = version.files.filter(audience=EXEMPT).defer("content").first()
    if file is None:
        raise NotAllowed(f"{version} has no exempt appendix.")
    if not version.is_published:
        raise NotAllowed(f"{version} is not published yet. Leave the exempt appendix out and build it again instead.")
    if version.is_withdrawn:
        raise NotAllowed(f"{version} is withdrawn, so nothing of it is shown.")
    if Disclosure.objects.filter(version=version).exists():
        raise NotAllowed(f"The exempt appendix of {version} is public already.")
    if not reason.strip():
        raise NotAllowed("Say why it may be public now: the reason stands beside it.")
    made = Disclosure.objects.create(
        version=version, file=file, sha256=file.sha256, by=by, at=clock.now(), reason=reason.strip()
    )
    detail = {"file": file.name, "sha256": file.sha256, "number": version.number, "at": moment(made.at)}
    events.record(verb="pack.disclosed", subject=version, by=by, why=made.reason, detail=detail)
    return made
