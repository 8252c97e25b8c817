"""Fields and filters of the desk that know the plan: choosing an item by its name, filtering by edition and outcome."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest

from performance.models import Indicator
from plan import clock
from plan.desk.changes import label_of
from plan.desk.doors import visible
from plan.desk.names import NamedField, Names
from plan.desk.sharing import shared
from plan.models import Plan

from .labels import labels
from .models import Aim, Commitment, Outcome, PlanItem, SubOutcome
from .same import same_as_any

PLURALS = {
    PlanItem.Kind.OUTCOME: "Outcomes", PlanItem.Kind.SUB_OUTCOME: "Sub-outcomes", PlanItem.Kind.AIM: "Aims",
    PlanItem.Kind.COMMITMENT: "Commitments",
}  # fmt: skip


class _ItemIterator(ModelChoiceIterator):
    """Items by kind, each under its name in the newest edition: a handful of queries, however many there are."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        kinds = dict(self.queryset.values_list("pk", "kind"))
        for kind, title in PLURALS.items():
            if kind in kinds.values():
                options = [(item, label) for item, label in labels(kinds=[kind]).items() if item in kinds]
                yield (title, options)


class ItemChoiceField(forms.ModelChoiceField):
    iterator = _ItemIterator


class ItemChoices:
    """For model admins and inlines with a foreign key to an item: offers names, and tells names in lists."""

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.remote_field.model is PlanItem:
            kwargs["form_class"] = ItemChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class NamedItems:
    """For model admins and inlines with foreign keys to items or indicators, where selects would be too many: each by
    its name."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.ForeignKey) and db_field.related_model is Indicator:
            return named_indicator(
                request.user, label=label_of(db_field), required=not db_field.blank, help_text=db_field.help_text
            )
        if not isinstance(db_field, models.ForeignKey) or db_field.related_model is not PlanItem:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        if not hasattr(request, "item_names"):
            request.item_names = Names(labels, key="parts-of-the-plan", of="parts of the plan")
        return NamedField(
            request.item_names, PlanItem, label=label_of(db_field), required=not db_field.blank,
            help_text=db_field.help_text,
        )  # fmt: skip


def named_indicator(user: Any, **kwargs: Any) -> NamedField:
    """An indicator that this user may see, by words of its name, of thousands as of a few. One query when used."""

    def read() -> dict[Any, str]:
        rows = Indicator.objects.visible_to(user).order_by("name", "pk")
        return dict(rows.values_list("pk", "name"))

    return NamedField(Names(read, key="indicators", of="indicators"), Indicator, **kwargs)


class AboutItem(ItemChoices):
    """For lists of rows about an item: a column with its name, read once for the page, and search by its words."""

    def prepare_rows(self, rows: list[models.Model]) -> None:
        names = labels({row.item_id for row in rows})
        for row in rows:
            row.about_label = names.get(row.item_id, "–")

    def row_name(self, row: models.Model) -> str:
        return row.about_label

    @admin.display(description="about")
    def about(self, row: models.Model) -> str:
        return row.about_label

    def get_search_results(self, request: HttpRequest, queryset: models.QuerySet, term: str) -> tuple[Any, bool]:
        found, twice = super().get_search_results(request, queryset, term)
        if term:
            found = found | queryset.filter(item__in=items_with(term))
        return found, twice


def items_with(term: str) -> list[Any]:
    """Items whose wording in some edition has this text. Four queries."""
    found: set[Any] = set()
    for model, fields in (
        (Outcome, ("title", "number")), (SubOutcome, ("title", "number")), (Aim, ("text",)), (Commitment, ("text",)),
    ):  # fmt: skip
        where = models.Q()
        for field in fields:
            where |= models.Q(**{f"{field}__icontains": term})
        found |= set(model.objects.filter(where).values_list("item_id", flat=True))
    return list(found)


def items_under(outcome: Outcome) -> models.Q:
    """A condition on rows about items: an outcome's own, and those of everything under it in its edition."""
    return (
        models.Q(item=outcome.item_id)
        | models.Q(item__in=SubOutcome.objects.filter(outcome=outcome).values("item"))
        | models.Q(item__in=Aim.objects.filter(sub_outcome__outcome=outcome).values("item"))
        | models.Q(item__in=Commitment.objects.filter(placements__sub_outcome__outcome=outcome).values("item"))
        | models.Q(item__in=Commitment.objects.filter(parent__placements__sub_outcome__outcome=outcome).values("item"))
    )


def working_edition(user: Any) -> Plan | None:
    """The edition that the desk works with unless told otherwise: the one in force, or else the newest draft."""
    plans = visible(Plan.objects.all(), user)
    worked_with = plans.in_force(clock.today()) | plans.filter(published_at__isnull=True)
    return worked_with.order_by(models.F("in_force_from").asc(nulls_last=True), "-start_year", "-pk").first()


def edition_on_desk(user: Any) -> Plan | None:
    """The same, read once for all the headings of My desk."""
    return shared(("working-edition", user.pk), lambda: working_edition(user))


class OutcomeFilter(admin.SimpleListFilter):
    """Filters rows about items by the outcome they belong to in the working edition."""

    title = "outcome"
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        plan = working_edition(request.user)
        self._outcomes = {str(outcome.pk): outcome for outcome in (plan.outcomes.all() if plan else [])}
        return [(pk, str(outcome)) for pk, outcome in self._outcomes.items()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        outcome = self._outcomes.get(self.value() or "")
        return queryset.filter(items_under(outcome)) if outcome is not None else queryset


ABOVE: dict[type[models.Model], tuple[str, ...]] = {
    Outcome: (),
    SubOutcome: ("outcome__item",),
    Aim: ("sub_outcome__item", "sub_outcome__outcome__item"),
    Commitment: (
        "placements__aim__item", "placements__sub_outcome__item", "placements__sub_outcome__outcome__item",
        "parent__item", "parent__placements__aim__item", "parent__placements__sub_outcome__item",
        "parent__placements__sub_outcome__outcome__item",
    ),
}  # fmt: skip


class LinkFilter(admin.SimpleListFilter):
    """Filters rows of an edition by what is linked to their item today, or to what they stand under: a board, a
    department. With `own_first` a row that has such a link of its own takes nothing from above."""

    model: Any = None
    target = ""
    own_first = False

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        field = self.model._meta.get_field(self.target)
        rows = field.remote_field.model.objects.filter(pk__in=self.model.objects.values(self.target))
        return [(str(row.pk), str(row)) for row in rows]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if not (self.value() or "").isdecimal():
            return queryset
        links = self.model.objects.on(clock.today())
        linked = list(
            same_as_any(links.filter(**{self.target: self.value()}).values("item")).values_list("pk", flat=True)
        )
        above = models.Q()
        for path in ABOVE[queryset.model]:
            above |= models.Q(**{f"{path}__in": linked})
        found = models.Q(pk__in=queryset.model.objects.filter(above).values("pk")) if above else models.Q(pk__in=[])
        if self.own_first:
            found &= ~models.Q(item__in=same_as_any(links.values("item")))
        return queryset.filter(models.Q(item__in=linked) | found)
