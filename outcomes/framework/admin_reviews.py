"""What boards' meetings reviewed, on the desk."""

from django.contrib import admin

from plan.desk.base import DeskAdmin

from .desk_fields import AboutItem, OutcomeFilter
from .reviews import MeetingReview


@admin.register(MeetingReview)
class MeetingReviewAdmin(AboutItem, DeskAdmin):
    in_find = False  # the part of the plan and the body are found themselves
    list_display = ("about", "meeting", "note")
    list_filter = ("meeting__body", OutcomeFilter)
    list_select_related = ("meeting__body",)
    search_fields = ("note", "meeting__body__name")
    help_text = "Which outcomes a board looked at when it met. Shown to officers on the meeting's page."
    fieldsets = (
        (None, {"fields": ("meeting", "item", "note")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
