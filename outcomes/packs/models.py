"""Packs: what a committee is shown for a quarter, as versions whose bytes never change once published.

`Pack` says what for whom; `PackVersion` is one building of it, with the content, remit, rating rules and template
version it was made from; `PackFile` holds the bytes. Once a version is published the database refuses every change to
it and to its files. Superseded is derived; a file that must lawfully go is withdrawn with a notice, and what it said
may then be erased: its hashes stay, with who, when and why.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from plan import clock
from plan.models import AgendaItem, Body, Edited, Meeting, Plan, Sourced
from plan.models.council import SCRUTINY_KINDS
from plan.periods import Period

from .misfits import misfits
from .quarters import QuarterField, quarter, written_as_code


class PackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Packs with a published version for everyone; all of them for those who may view packs."""
        if user.has_perm("outcomes.view_pack"):
            return self.all()
        return self.filter(versions__published_at__isnull=False).distinct()

    def editable_by(self, user):
        return self.all() if user.has_perm("outcomes.change_pack") else self.none()


class Pack(Edited, Sourced):
    committee = models.ForeignKey(
        Body, models.PROTECT, related_name="packs", limit_choices_to={"kind__in": SCRUTINY_KINDS},
        help_text="The scrutiny committee it is made for.",
    )  # fmt: skip
    quarter = QuarterField()
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="packs",
        help_text="The meeting it goes to. Its date decides the remit.",
    )  # fmt: skip
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="packs",
        help_text="Where it stands on the agenda, if that is recorded here.",
    )  # fmt: skip
    appendix = models.CharField(max_length=4, blank=True, default="A", help_text="Letter of the appendix it is.")

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter", "committee"]
        verbose_name = "pack for a committee"
        verbose_name_plural = "packs for committees"
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "quarter"], name="outcomes_pack_once_a_quarter",
                violation_error_message="This committee has a pack for this quarter. Build a new version of it.",
            ),
            models.CheckConstraint(
                condition=written_as_code("quarter"), name="outcomes_pack_quarter_is_a_code",
                violation_error_message="A pack is for a quarter, such as 2022-Q2.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.committee.short}, {self.period.label}"

    def get_absolute_url(self) -> str:
        return reverse("pack", args=[self.committee.slug, self.quarter])

    def clean(self) -> None:
        try:
            quarter(self.quarter)
        except ValueError:
            return  # the field says so by itself
        found = misfits(self, today=clock.today())
        if not self._state.adding:
            found.pop("quarter", None)  # of a pack that is there it stands fast
        if found:
            raise ValidationError(found)

    @property
    def period(self) -> Period:
        return Period.parse(self.quarter)


class PackVersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def visible_to(self, user):
        """What is published for everyone; the rest for those who work on packs, which administrators do not."""
        return self.all() if user.has_perm("outcomes.view_pack") else self.published()

    def standing(self):
        """Published versions that may be shown: not withdrawn."""
        return self.published().filter(withdrawal=None)


class PackVersion(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be built"
        BUILDING = "building", "Being built"
        BUILT = "built", "Built"
        FAILED = "failed", "Failed"

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    asked_by = models.ForeignKey("plan.User", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)  # a build whose lease has run out belonged to a killed worker
    failure = models.TextField(blank=True)
    built_at = models.DateTimeField(null=True)
    cut_off = models.DateField(null=True, help_text="Figures available on this day were used.")
    edition = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+")
    content = models.JSONField(default=dict)
    content_sha256 = models.CharField(max_length=64, blank=True)  # over canonical JSON: the same on every database
    remit = models.JSONField(default=list)
    rules = models.JSONField(default=dict)
    template_version = models.CharField(max_length=64, blank=True)
    what_changed = models.TextField(blank=True, help_text="For a revised paper: what differs from the version before.")
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey("plan.User", models.PROTECT, null=True, related_name="+")
    cleared_office = models.CharField(
        "cleared in the office of",
        max_length=150,
        blank=True,
        help_text="The office they held when they cleared it for publication.",
    )
    clearing_note = models.TextField(
        "noted when it was cleared", blank=True, help_text="What was noted when it was cleared."
    )
    late_reason = models.TextField("why it was late", blank=True, help_text="Why it was published late.")
    late_agreed_by = models.CharField(
        "who agreed to that", max_length=150, blank=True, help_text="The office that agreed to a late paper."
    )
    anyway_reason = models.TextField(
        "why it was published anyway", blank=True, help_text="Why it was published with points that stood in the way."
    )
    open_points = models.TextField(
        "what stood in the way", blank=True, help_text="The points as they stood when it was published, one a line."
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("plan.User", models.PROTECT, null=True, related_name="+")

    objects = PackVersionQuerySet.as_manager()

    class Meta:
        ordering = ["pack", "-number"]
        verbose_name = "version of a pack"
        verbose_name_plural = "versions of packs"
        constraints = [
            models.UniqueConstraint(fields=["pack", "number"], name="outcomes_packversion_number_once"),
            models.UniqueConstraint(
                fields=["pack"], condition=Q(state__in=["queued", "building"]), name="outcomes_packversion_one_build"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state="built", built_at__isnull=False),
                name="outcomes_packversion_published_when_built",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True, cleared_office="", clearing_note="")
                | (Q(cleared_at__isnull=False, state="built") & ~Q(cleared_office="")),
                name="outcomes_packversion_cleared_when_built",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(cleared_at__isnull=False),
                name="outcomes_packversion_published_when_cleared",
            ),
            models.CheckConstraint(
                condition=Q(late_reason="", late_agreed_by="") | (~Q(late_reason="") & ~Q(late_agreed_by="")),
                name="outcomes_packversion_late_with_agreement",
            ),
            models.CheckConstraint(
                condition=Q(anyway_reason="", open_points="") | (~Q(anyway_reason="") & ~Q(open_points="")),
                name="outcomes_packversion_anyway_with_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack}, version {self.number}"

    @property
    def is_cleared(self) -> bool:
        return self.cleared_at is not None

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")

    @property
    def is_erased(self) -> bool:
        return self.is_withdrawn and self.withdrawal.is_erased

    @property
    def is_late(self) -> bool:
        return bool(self.late_reason)

    @property
    def points_left_open(self) -> list[str]:
        """What stood in the way when it was published anyway."""
        return self.open_points.splitlines()

    @property
    def superseded_by(self) -> "PackVersion | None":
        """The newest published version of the same pack that came after this one. Derived, never written."""
        return self.pack.versions.published().filter(number__gt=self.number).first()


class PackFile(models.Model):
    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        HTML = "html", "Web page"

    version = models.ForeignKey(PackVersion, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=Kind)
    audience = models.CharField(max_length=10, default="public")
    name = models.CharField(max_length=150)
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text="In bytes.")
    pages = models.PositiveSmallIntegerField(null=True, help_text="Of a PDF.")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["version", "kind"]
        constraints = [models.UniqueConstraint(fields=["version", "kind", "audience"], name="outcomes_packfile_once")]

    def __str__(self) -> str:
        return self.name


class PackWithdrawal(models.Model):
    """A published version that must lawfully no longer be shown; its hash and the reason are kept. Append-only."""

    version = models.OneToOneField(PackVersion, models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey("plan.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.version}, withdrawn"

    @property
    def is_erased(self) -> bool:
        return hasattr(self, "erasure")


class PackErasure(models.Model):
    """Content and files of a withdrawn version were emptied; their hashes are kept. Append-only."""

    withdrawal = models.OneToOneField(PackWithdrawal, models.PROTECT, related_name="erasure")
    by = models.ForeignKey("plan.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.withdrawal.version}, erased"
