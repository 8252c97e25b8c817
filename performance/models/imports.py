"""What was brought in together, from a file or a page: which, by whom, with what result. The rows' own history says the
rest."""

from django.conf import settings
from django.db import models


class ResultsImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Policy officers see all of them, others what they brought in themselves."""
        return self.all() if user.is_superuser or user.has_role("policy-officer") else self.filter(by_id=user.pk)


class ResultsImport(models.Model):
    """One file of results, or a page of them, that was written, all of it. Never changed."""

    name = models.CharField("from", max_length=200)
    sha256 = models.CharField("fingerprint", max_length=64)
    at = models.DateTimeField("brought in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)
    created = models.PositiveIntegerField("results created")
    updated = models.PositiveIntegerField("changed")
    unchanged = models.PositiveIntegerField("left as they were")

    objects = ResultsImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "entry of figures"
        verbose_name_plural = "entries of figures"

    def __str__(self) -> str:
        return self.name


class ResultsUpload(models.Model):
    """A file of results that waits for whoever uploaded it to read what it would do. Deleted once it is written, and
    after a day; so it has no history."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name
