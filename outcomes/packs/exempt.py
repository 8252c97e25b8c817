"""The exempt part of a pack: words that the public may not read, for a reason that the law lists.

Local Government Act 1972, sections 100A and 100I and Part 1 of Schedule 12A. What is exempt lives in this table and in
the files that were made for those who may read it, and nowhere else: no public file, content, page, search or log has a
word of it. What the public is told is `public_sentence`, written for them.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from plan import clock
from plan.models import BodyMembership, Edited
from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.wording import join_words

from .models import CONFIDANTS, Pack, PackFile, PackVersion

EXEMPT = "exempt"  # the audience of its file
READERS = (POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug, CMT.slug)

# Part 1 of Schedule 12A in short titles, by the number of the paragraph.
PARAGRAPHS = {
    1: "About any individual",
    2: "Likely to reveal who an individual is",
    3: "Financial or business affairs of any person, the council included",
    4: "Consultations or negotiations in a labour relations matter",
    5: "Legal professional privilege",
    6: "A notice or order that the council proposes under any enactment",
    7: "Prevention, investigation or prosecution of crime",
}
CHOICES = [(str(number), f"{number}. {title}") for number, title in PARAGRAPHS.items()]


def paragraphs_in_words(numbers: list[str]) -> str:
    """As the law is cited: "paragraph 3", "paragraphs 1 and 2"."""
    return f"paragraph{'s' if len(numbers) > 1 else ''} {join_words(numbers)}" if numbers else ""


class ExemptQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who prepare papers, and for management. Administration alone is no reason to read it."""
        reads = user.is_authenticated and user.has_role(*READERS)
        if reads and user.has_role(*CONFIDANTS):
            return self.all()
        return self.filter(pack__in=Pack.objects.visible_to(user)) if reads else self.none()

    def editable_by(self, user):
        allowed = user.is_authenticated and user.has_role(POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug)
        return self.all() if allowed else self.none()


class ExemptAppendix(Edited):
    """What of a pack is not for publication: becomes a file of its own when a version is built."""

    pack = models.OneToOneField(
        Pack, models.PROTECT, related_name="exempt_appendix", help_text="The pack that it belongs to."
    )
    title = models.CharField(max_length=200, help_text="Printed on the exempt paper only.")
    text = models.TextField(help_text="What is exempt. Markdown. It stands in the exempt paper and nowhere else.")
    paragraphs = models.JSONField(
        "exempt by virtue of", default=list,
        help_text="The paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972.",
    )  # fmt: skip
    public_interest_test = models.TextField(
        help_text="Why the public interest in keeping it exempt outweighs that in disclosing it. In the exempt paper."
    )
    public_sentence = models.CharField(
        "what the public is told", max_length=400,
        help_text="Everybody reads this with the pack: say why it is exempt, and nothing of what is exempt.",
    )  # fmt: skip

    kept_from_log: ClassVar[frozenset[str]] = frozenset({"title", "text", "public_interest_test"})
    objects: ClassVar = ExemptQuerySet.as_manager()

    class Meta:
        ordering = ["-pack__covers", "pack"]
        verbose_name = "exempt appendix"
        verbose_name_plural = "exempt appendices"

    def __str__(self) -> str:
        return f"Exempt appendix of {self.pack}"

    @property
    def paragraphs_words(self) -> str:
        return paragraphs_in_words(self.paragraphs)

    def clean(self) -> None:
        numbers = self.paragraphs
        if not isinstance(numbers, list) or not numbers or any(number not in dict(CHOICES) for number in numbers):
            raise ValidationError({"paragraphs": "Choose at least one of the seven paragraphs."})
        self.paragraphs = sorted(set(numbers))


class Disclosure(models.Model):
    """That the exempt file of a published version was made public later, with its bytes as they are. Append-only."""

    version = models.OneToOneField(PackVersion, models.PROTECT, related_name="disclosure")
    file = models.OneToOneField(PackFile, models.PROTECT, related_name="disclosure")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("plan.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.version}, exempt appendix made public"


def may_read_exempt(user, version: PackVersion) -> bool:
    """Whether this person may read the exempt file of a version: who prepares papers, management, and once it is
    published the body's members on the day of its meeting (today, where none is set)."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.has_role(*READERS):
        return PackVersion.objects.visible_to(user).filter(pk=version.pk).exists()
    if not version.is_published:
        return False
    meeting = version.pack.meeting
    sits = BodyMembership.objects.on(meeting.date if meeting else clock.today())
    return sits.filter(user=user, body=version.pack.body_id).exists()
