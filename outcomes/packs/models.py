"""Packs: what a body is shown for a period, as versions whose bytes never change once published.

`Pack` says what for whom; `PackVersion` is one building of it, with the content, remit, rating rules and template
version it was made from; `PackFile` holds the bytes. Once a version is published the database refuses every change to
it and to its files. Superseded is derived; a file that must lawfully go is withdrawn with a notice, and what it said
may then be erased: its hashes stay, with who, when and why.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from plan import clock
from plan.models import AgendaItem, Body, Edited, Meeting, Plan, Sourced
from plan.periods import Period
from plan.roles import ADMINISTRATOR, BOARD_MEMBER, CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER

from .kinds import QUARTERLY, PackKind, Section, address_of, kinds
from .misfits import misfits
from .quarters import PeriodCoveredField, written_as_code

# Who reads what is not public: a board tells management frankly, and democratic services look after public papers.
CONFIDANTS = (POLICY_OFFICER.slug, CMT.slug)
PUBLIC, INTERNAL = "public", "internal"  # audiences of files
ONCE = "There is such a pack already. Build a new version of it."


# Of a version of the plan that is not public: for those who may see that version.
HIDDEN = Q(edition__isnull=False, edition__published_at__isnull=True)


def sees_all(user) -> bool:
    """Whether this user reads every pack, also one that is not public."""
    return bool(user.is_superuser) or (user.is_authenticated and user.has_role(*CONFIDANTS))


def of_own_board(user, path: str = "") -> Q:
    """Packs for a board that this user sits on, or about it; `path` leads from the row to the pack."""
    if not user.is_authenticated or not user.has_role(BOARD_MEMBER.slug):
        return Q(pk__in=[])
    own = Body.objects.boards().with_member(user, clock.today()).values("pk")
    return Q(**{f"{path}body__in": own}) | Q(**{f"{path}about__in": own})


def waiting_for(user) -> Q:
    """Public packs that democratic services read before they are published."""
    return Q(is_public=True) if user.has_perm("plan.view_plan") else Q(is_public=True) & ~HIDDEN


class PackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Packs with a published version for everyone; those that wait besides for democratic services. All of them,
        and those that are not public, for officers and management; a board's own, once issued, for its members."""
        if sees_all(user):
            return self.all()
        issued = Q(pk__in=PackVersion.objects.published().values("pack"))
        seen = Q(is_public=True) & issued
        if user.is_authenticated and user.has_role(DEMOCRATIC_SERVICES.slug):
            seen |= waiting_for(user)
        return self.filter(seen | (issued & of_own_board(user)))

    def at(self, address: str):
        """Packs at an address within their body's: "2022-Q2", "annual/2021-22", "plan/2022-26-draft"."""
        kind, _, which = address.rpartition("/")
        if not which:
            return self.none()
        named = models.Q(covers=which) | models.Q(covers=which.replace("-", "/", 1)) | models.Q(edition__slug=which)
        named |= models.Q(subject=which)
        return self.filter(named, kind=kind or QUARTERLY, about=None)

    def editable_by(self, user):
        return self.all() if user.has_perm("outcomes.change_pack") else self.none()


class Pack(Edited, Sourced):
    class Detail(models.TextChoices):
        FULL = "full", "In full"
        EXCEPTION = "exception", "By exception"

    class Arranged(models.TextChoices):
        OUTCOME = "outcome", "By outcome"
        DEPARTMENT = "department", "By department"

    kind = models.CharField(
        "kind of pack", max_length=20, default=QUARTERLY, help_text="What kind of paper it is. It stays as it is."
    )
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="packs", verbose_name="for whom",
        help_text="The committee or other body it is made for.",
    )  # fmt: skip
    covers = PeriodCoveredField("period", blank=True)
    about = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="packs_about", verbose_name="about the board",
        help_text="For a paper about one Outcome Board. Otherwise leave empty.",
    )  # fmt: skip
    edition = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="packs", verbose_name="version of the plan",
        help_text="For a paper that is the plan itself. Otherwise leave empty: the dates decide.",
    )  # fmt: skip
    subject = models.SlugField(
        "what it is about", max_length=80, blank=True,
        help_text="For a report on a consultation: which one. Otherwise leave empty.",
    )  # fmt: skip
    is_public = models.BooleanField(default=True, editable=False)  # what its kind says when it is made
    detail = models.CharField(
        max_length=10, choices=Detail, default=Detail.FULL,
        help_text="By exception it shows only what is not going well, what changed and what is asked for.",
    )  # fmt: skip
    arranged = models.CharField(
        max_length=10, choices=Arranged, default=Arranged.OUTCOME, help_text="What the paper is divided by."
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="packs",
        help_text="The meeting it goes to. Its date decides the remit.",
    )  # fmt: skip
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="packs",
        help_text="Where it stands on the agenda, if that is recorded here.",
    )  # fmt: skip
    appendix = models.CharField(max_length=4, blank=True, default="A", help_text="Letter of the appendix it is.")
    first_page = models.PositiveSmallIntegerField(
        "page of the agenda", null=True, blank=True, validators=[MinValueValidator(1)],
        help_text="Where it begins among the agenda's papers, such as 43. Its pages are numbered from there.",
    )  # fmt: skip

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-covers", "body", "kind"]
        verbose_name = "pack"
        verbose_name_plural = "packs"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "body", "covers", "subject"], condition=Q(about__isnull=True, edition__isnull=True),
                name="outcomes_pack_once_a_period", violation_error_message=ONCE,
            ),
            models.UniqueConstraint(
                fields=["kind", "body", "covers", "about"], condition=Q(about__isnull=False, edition__isnull=True),
                name="outcomes_pack_once_a_board", violation_error_message=ONCE,
            ),
            models.UniqueConstraint(
                fields=["kind", "body", "edition"], condition=Q(edition__isnull=False),
                name="outcomes_pack_once_a_version_of_the_plan", violation_error_message=ONCE,
            ),
            models.CheckConstraint(
                condition=~Q(kind=QUARTERLY) | written_as_code("covers"), name="outcomes_pack_quarter_is_a_code",
                violation_error_message="A pack is for a quarter, such as 2022-Q2.",
            ),
            models.CheckConstraint(
                condition=Q(first_page__isnull=True) | Q(first_page__gte=1), name="outcomes_pack_pages_from_one",
                violation_error_message="Pages of an agenda are numbered from 1.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        which = [self.about.short if self.about else "", self.period.label if self.period else ""]
        which += [str(self.edition) if self.edition else "", self.subject_title]
        title = "" if self.kind == QUARTERLY else self.kind_of.title
        return ", ".join(filter(None, [self.body.short, title, *which]))

    def get_absolute_url(self) -> str:
        return reverse("pack", args=[self.body.slug, self.address])

    def clean(self) -> None:
        found = misfits(self, today=clock.today())
        if not self._state.adding:
            found.pop("covers", None)  # of a pack that is there it stands fast
        if found:
            raise ValidationError(found)

    @property
    def kind_of(self) -> PackKind:
        """What kind of pack it is, in full."""
        return kinds.get(self.kind)

    @cached_property
    def every_section(self) -> tuple[Section, ...]:
        """The sections that an officer may choose among, in the usual order."""
        return self.kind_of.sections_of(self)

    @property
    def period(self) -> Period | None:
        """The period it is for; None for a kind that is for none."""
        return Period.parse(self.covers) if self.covers else None

    @property
    def subject_title(self) -> str:
        """What it is about, in words; empty for a kind that is about nothing of its own. One query."""
        subjects = self.kind_of.subjects
        return subjects.called(self.subject) or self.subject if subjects and self.subject else ""

    @property
    def put_out(self) -> str:
        """What is done with a version that is ready: a public paper is published, one that is not is issued."""
        return "publish" if self.is_public else "issue"

    @property
    def was_put_out(self) -> str:
        return "published" if self.is_public else "issued"

    @property
    def audience(self) -> str:
        """Whose its files are."""
        return PUBLIC if self.is_public else INTERNAL

    @property
    def address(self) -> str:
        """Where it stands within its body's packs: "2022-Q2", "annual/2021-22", "plan/2022-26-draft"."""
        return address_of(self.kind, self.covers, self.edition.slug if self.edition else "", self.subject)


class PackVersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def visible_to(self, user):
        """What is published for everyone; the rest for those who work on packs, which administrators do not. What is
        not public for officers and management, and once issued for the members of the board it is for or about; of a
        withdrawn one administrators know that it is there, because they may erase it."""
        if sees_all(user):
            return self.all()
        seen = Q(pack__is_public=True, published_at__isnull=False)
        if user.is_authenticated and user.has_role(DEMOCRATIC_SERVICES.slug):
            seen |= Q(pack__in=Pack.objects.filter(waiting_for(user)))
        if user.is_authenticated and user.has_role(ADMINISTRATOR.slug):
            seen |= Q(withdrawal__isnull=False)
        return self.filter(seen | (Q(published_at__isnull=False) & of_own_board(user, "pack__")))

    def standing(self):
        """Published versions that may be shown: not withdrawn."""
        return self.published().filter(withdrawal=None)


class PackSection(Edited):
    """What an officer chose of a pack's sections: shown or left out, in which place, after which covering words."""

    pack = models.ForeignKey(Pack, models.CASCADE, related_name="sections")
    key = models.CharField("section", max_length=30, help_text="Which section it is.")
    position = models.PositiveSmallIntegerField("place", help_text="1 for the first section.")
    shown = models.BooleanField(default=True, help_text="Untick to leave the section out.")
    words = models.TextField(
        "covering words", blank=True, help_text="Printed at the head of the section. Markdown; may stay empty."
    )

    class Meta:
        ordering = ["pack", "position", "id"]
        verbose_name = "section of a pack"
        verbose_name_plural = "sections of a pack"
        constraints = [models.UniqueConstraint(fields=["pack", "key"], name="outcomes_packsection_once")]

    def __str__(self) -> str:
        return next((one.title for one in self.pack.every_section if one.key == self.key), self.key)

    def in_log(self) -> str:
        return f"section “{self}” of {self.pack}"


class PackVersion(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be built"
        BUILDING = "building", "Being built"
        BUILT = "built", "Built"
        FAILED = "failed", "Failed"

    class Stage(models.TextChoices):
        """How far a build has come: for whoever waits for it."""

        GATHERING = "gathering", "gathering what it says"
        DRAWING = "drawing", "drawing its pages"
        STORING = "storing", "storing its files"

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    asked_by = models.ForeignKey("plan.User", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)  # a build whose lease has run out belonged to a killed worker
    stage = models.CharField(max_length=9, choices=Stage, blank=True)
    started_at = models.DateTimeField(null=True)  # when the attempt in hand began
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
        HTML = "html", "Web page"  # the first of several, where it would be too heavy as one
        PART = "part", "Further web page"
        WHOLE = "whole", "All web pages as one file"
        XLSX = "xlsx", "Spreadsheet"
        DOCX = "docx", "Covering report (Word)"

    version = models.ForeignKey(PackVersion, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=5, choices=Kind)
    audience = models.CharField(max_length=10, default="public")
    name = models.CharField(max_length=150)
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text="In bytes.")
    pages = models.PositiveSmallIntegerField(null=True, help_text="Of a PDF.")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["version", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "audience"], condition=~Q(kind="part"), name="outcomes_packfile_once"
            ),
            models.UniqueConstraint(fields=["version", "name"], name="outcomes_packfile_one_name"),
        ]

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
