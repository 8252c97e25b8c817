"""The account given: six-monthly highlight reports of the Outcome Boards, and delivery updates on commitments.

Candour: what a board tells management and what is published are two texts, and nothing reaches scrutiny or the public
before it is cleared. Status moves only through `workflow.py`.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from outcomes.framework.models import PlanItem
from plan.clock import today
from plan.models import Body, Decision, Edited, Plan, Sourced


class DeliveryStatus(models.TextChoices):
    """The board's judgement of delivery. Design: at risk, off track, stopped and superseded need a reason."""

    NOT_STARTED = "not_started", "Not started"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    COMPLETED = "completed", "Completed"
    ONGOING = "ongoing", "Ongoing"
    STOPPED = "stopped", "Stopped"
    SUPERSEDED = "superseded", "Superseded"


NEEDS_REASON = (
    DeliveryStatus.AT_RISK, DeliveryStatus.OFF_TRACK, DeliveryStatus.STOPPED, DeliveryStatus.SUPERSEDED,
)  # fmt: skip

# What a board says is kept by history, which has the report's own doors; the log says only that it was changed.
WORDS = frozenset({"text", "public_text", "summary", "public_summary", "evidence"})


class ReportingPeriod(Edited, Sourced):
    name = models.CharField(max_length=60, unique=True, help_text="Such as April to September 2022.")
    starts = models.DateField("first day", help_text="The first day the reports are about, such as 1 April.")
    ends = models.DateField("last day", help_text="The last day the reports are about, such as 30 September.")
    due = models.DateField("reports due", help_text="When boards' reports are to be with corporate management.")

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="outcomes_reportingperiod_ends_after_start",
                violation_error_message="The last day must be later than the first day.",
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("starts")), name="outcomes_reportingperiod_due_after_start",
                violation_error_message="Reports cannot be due before the first day of what they are about.",
            ),
            models.UniqueConstraint(
                fields=["starts", "ends"], name="outcomes_reportingperiod_once",
                violation_error_message="There is a reporting period of these days already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published reports for everyone; all of them for officers and management; a board's own for its members."""
        published = Q(status=HighlightReport.Status.PUBLISHED)
        if user.has_perm("outcomes.view_highlightreport"):
            if user.has_role("policy-officer", "cmt") or user.is_superuser:
                return self.all()
            return self.filter(published | self._own(user))
        return self.filter(published)

    def in_full_for(self, user):
        """Reports whose words for management this user may read: all for officers, management and administrators,
        a board's own for its members. Published or not makes no difference: those words stay inside."""
        if user.has_role("policy-officer", "cmt") or user.is_superuser:
            return self.all()
        return self.filter(self._own(user)) if user.has_role("board-member") else self.none()

    def editable_by(self, user):
        """Reports whose words this user may change now: a draft or returned one, the officer's or their own board's."""
        open_ones = self.filter(status__in=HighlightReport.OPEN)
        if user.has_role("policy-officer"):
            return open_ones
        if user.has_role("board-member"):
            return open_ones.filter(self._own(user))
        return self.none()

    @staticmethod
    def _own(user) -> Q:
        return Q(board__in=Body.objects.with_member(user, today()))

    def published(self):
        return self.filter(status=HighlightReport.Status.PUBLISHED)

    def current(self, *, on=None):
        """Published and superseded by no published revision: now or, with a day, as it was at that day's end."""
        reports, newer = self.published(), HighlightReport.objects.published().filter(supersedes=models.OuterRef("pk"))
        if on is not None:
            reports, newer = (rows.filter(published_at__date__lte=on) for rows in (reports, newer))
        return reports.exclude(models.Exists(newer))


class HighlightReport(Edited, Sourced):
    """A board's report on one outcome for one reporting period."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"

    OPEN = (Status.DRAFT, Status.RETURNED)

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reports")
    board = models.ForeignKey(Body, models.PROTECT, related_name="highlight_reports")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="highlight_reports")
    outcome = models.ForeignKey(
        PlanItem, models.PROTECT, related_name="highlight_reports", limit_choices_to={"kind": PlanItem.Kind.OUTCOME}
    )
    revision = models.PositiveSmallIntegerField(default=1, editable=False)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", editable=False
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    summary = models.TextField(
        blank=True, help_text="The six months in two or three sentences, for management. Markdown."
    )
    public_summary = models.TextField(blank=True, help_text="The same for committees and the public. Markdown.")
    submitted_by = models.ForeignKey("plan.User", models.PROTECT, null=True, editable=False, related_name="+")
    submitted_at = models.DateTimeField(null=True, editable=False)
    approval = models.ForeignKey(Decision, models.PROTECT, null=True, editable=False, related_name="+")
    approved_at = models.DateTimeField(null=True, editable=False)
    cleared_by = models.ForeignKey("plan.User", models.PROTECT, null=True, editable=False, related_name="+")
    cleared_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    revision_reason = models.TextField(blank=True, editable=False)
    # As they were called when it was published; empty before, and in what was published before names were kept.
    board_name = models.CharField(max_length=150, blank=True, editable=False)
    period_name = models.CharField(max_length=60, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()
    kept_from_log = WORDS

    class Meta:
        ordering = ["-period__starts", "board", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "board", "outcome", "revision"], name="outcomes_highlightreport_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "returned", "approved", "published"]),
                name="outcomes_highlightreport_known_status",
            ),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(submitted_by__isnull=False, submitted_at__isnull=False, approved_at__isnull=False)
                & Q(cleared_by__isnull=False, cleared_at__isnull=False),
                name="outcomes_highlightreport_published_when_cleared",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False, approval__isnull=False),
                name="outcomes_highlightreport_published_when_approved",
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(approved_at__isnull=False, approval__isnull=False),
                name="outcomes_highlightreport_approved_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board.short}, {self.period}" + (f", revision {self.revision}" if self.revision > 1 else "")

    def in_log(self) -> str:
        return f"{self.outcome}: {self}"

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


class JudgedLine(Edited):
    """A delivery status with its reason: one text for management, one for the public."""

    status = models.CharField(
        max_length=12, choices=DeliveryStatus, blank=True,
        help_text="As judged now. At risk, off track, stopped and superseded need a reason.",
    )  # fmt: skip
    text = models.TextField("for management", blank=True, help_text="Frank words. Never published. Markdown.")
    public_text = models.TextField("for the public", blank=True, help_text="What is published once cleared. Markdown.")

    kept_from_log = WORDS

    class Meta:
        abstract = True


class ReportPartQuerySet(models.QuerySet):
    def in_full_for(self, user):
        """Parts of the reports whose words for management this user may read."""
        reports = HighlightReport.objects.in_full_for(user)
        return self.filter(report__in=reports) if reports.query.where or reports.query.is_empty() else self.all()


class SubOutcomeJudgement(JudgedLine):
    """The board's status of one sub-outcome."""

    report = models.ForeignKey(HighlightReport, models.CASCADE, related_name="judgements")
    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="judgements")

    objects = ReportPartQuerySet.as_manager()

    class Meta:
        verbose_name = "status of a sub-outcome"
        verbose_name_plural = "statuses of sub-outcomes"
        ordering = ["report", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "item"], name="outcomes_judgement_once_a_report")]

    def __str__(self) -> str:
        return f"{self.get_status_display() or 'No status yet'}"

    def in_log(self) -> str:
        return f"{self.item}: {self.report}"


class ReportEntry(Edited):
    """An achievement, a challenge, a priority for the next six months, a point for the committee to look at, or a
    decision that the board seeks from corporate management, which is for management alone (requirement D45)."""

    class Kind(models.TextChoices):
        ACHIEVEMENT = "achievement", "Achievement"
        CHALLENGE = "challenge", "Challenge"
        PRIORITY = "priority", "Priority for the next six months"
        ATTENTION = "attention", "For the committee to look at"
        DECISION = "decision", "Decision sought from corporate management"

    report = models.ForeignKey(HighlightReport, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place in its list, from 1. With 0 a new one goes to the end."
    )
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="report_entries", verbose_name="about",
        help_text="The sub-outcome or commitment it is about.",
    )  # fmt: skip
    text = models.TextField("for management", help_text="Frank words. Never published. Markdown.")
    public_text = models.TextField(
        "for the public", blank=True, help_text="What is published once cleared. Empty keeps it internal. Markdown."
    )
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = ReportPartQuerySet.as_manager()
    kept_from_log = WORDS

    class Meta:
        ordering = ["report", "kind", "position", "id"]
        verbose_name_plural = "report entries"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="decision") | Q(public_text=""), name="outcomes_reportentry_decision_stays_inside",
                violation_error_message="A decision sought from corporate management has no words for the public.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:80]

    def in_log(self) -> str:
        return f"{self.get_kind_display()}: {self.report}"


class PriorityAnswer(Edited):
    """What became of a priority of the last report. Each must be answered before the report is submitted."""

    class Answer(models.TextChoices):
        DONE = "done", "Done"
        CONTINUING = "continuing", "Continuing"
        DROPPED = "dropped", "Dropped"

    report = models.ForeignKey(HighlightReport, models.CASCADE, related_name="answers")
    priority = models.ForeignKey(ReportEntry, models.PROTECT, related_name="answers", editable=False)
    answer = models.CharField(max_length=10, choices=Answer, blank=True, help_text="What became of it.")
    text = models.TextField("why, for management", blank=True, help_text="What was done, or why not. Markdown.")
    public_text = models.TextField("for the public", blank=True, help_text="What is published once cleared. Markdown.")

    objects = ReportPartQuerySet.as_manager()
    kept_from_log = WORDS

    class Meta:
        verbose_name = "answer to a priority"
        verbose_name_plural = "answers to priorities"
        ordering = ["report", "priority__position", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "priority"], name="outcomes_priorityanswer_once")]

    def __str__(self) -> str:
        return f"{self.get_answer_display() or 'Not answered yet'}: {self.priority.text[:60]}"

    def in_log(self) -> str:
        return self.report.in_log()


from .delivery import DeliveryUpdate, UpdateQuerySet  # noqa: E402  they point at JudgedLine above

__all__ = [
    "NEEDS_REASON", "WORDS", "DeliveryStatus", "DeliveryUpdate", "HighlightReport", "JudgedLine", "PriorityAnswer",
    "ReportEntry", "ReportQuerySet", "ReportingPeriod", "SubOutcomeJudgement", "UpdateQuerySet",
]  # fmt: skip
