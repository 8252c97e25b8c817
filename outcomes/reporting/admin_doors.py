"""Who sees and changes reports on the desk: the same on a report's own page and on the pages of its updates."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from plan.desk.saving import NotSaved

from .admin_moves import HiddenMixin
from .editing import ensure_editable, refusal_to_edit
from .models import HighlightReport
from .transitions import NotAllowed


class ReportDoors(HiddenMixin):
    deletable = False
    refusals = (NotAllowed,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Only reports whose words for management are this user's to read: a board's own for its members."""
        rows = super().get_queryset(request).in_full_for(request.user)
        return rows.select_related("board", "period", "plan", "approval__body")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # reports are opened with their period

    def why_read_only(self, request: HttpRequest, obj: HighlightReport) -> str:
        return refusal_to_edit(obj, request.user) or super().why_read_only(request, obj)

    def save_row(self, request: HttpRequest, obj: HighlightReport) -> None:
        """Called for every save, of the report or of any part: the rule is asked once more, under a lock."""
        try:
            ensure_editable(obj, request.user)
        except NotAllowed as error:
            raise NotSaved(str(error), 403, obj) from None
        super().save_row(request, obj)
