"""Which committee watches what, on the desk."""

from django.contrib import admin

from outcomes.framework.desk_fields import AboutItem, OutcomeFilter
from plan.desk.base import DeskAdmin

from .models import Remit


@admin.register(Remit)
class RemitAdmin(AboutItem, DeskAdmin):
    list_display = ("about", "committee", "starts", "ends", "illustrative")
    list_filter = ("committee", OutcomeFilter)
    list_select_related = ("committee",)
    search_fields = ("committee__name",)
    help_text = "Gives a committee an outcome, sub-outcome, aim or commitment, and everything under it."
    fieldsets = (
        (None, {"fields": ("committee", "item")}),
        ("From and until", {"fields": ("starts", "ends")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
