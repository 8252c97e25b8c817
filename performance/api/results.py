"""Results: read as the pages show them, entered through the same checks as a file of results."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import django_filters
from django.db.models import QuerySet
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from performance.importing import records, writing
from performance.models import Indicator, Result
from performance.models.base import validate_period
from performance.rows import wholes
from performance.series import figures
from plan import clock
from plan.api.describe import extend_schema, lists, parameter, problems
from plan.api.problems import Problem
from plan.api.shapes import Together
from plan.api.views import ListView, refuse_form
from plan.periods import Period
from plan.wording import count

from .shapes import LONGEST_WHY, MOST_ROWS, EnteredShape, EnteringShape, ResultShape

TAG = "Indicators and results"


class ResultFilters(django_filters.FilterSet):
    indicator = django_filters.CharFilter(field_name="indicator__slug", label="Short name of an indicator.")
    period = django_filters.CharFilter(
        label="Code of a period, such as 2022-Q2, 2022/23 or 2022.", method="for_period", validators=[validate_period]
    )

    class Meta:
        model = Result
        fields: list[str] = []

    def for_period(self, queryset: QuerySet, name: str, text: str) -> QuerySet:
        return queryset.filter(period=Period.parse(text).code)


class Shown:
    """Results as they may be shown, of which only the part asked for is read. Three queries for any part."""

    def __init__(self, results: QuerySet) -> None:
        self.results = results.order_by("indicator__slug", "period_end", "period_start", "pk")

    def __len__(self) -> int:
        return self.results.count()

    def __getitem__(self, part: slice) -> list[Together]:
        wanted = list(self.results.values_list("indicator_id", "period")[part])
        told = Indicator.objects.select_related("data_source").filter(pk__in={pk for pk, _ in wanted}).in_bulk()
        kinds = {
            pk: {
                "unit": one.unit,
                "decimals": one.decimals,
                "suppress_below": one.suppress_below,
                "data_source__name": one.data_source.name if one.data_source else "",
            }
            for pk, one in told.items()
        }
        shown = figures(kinds, on=clock.today())
        found = {(pk, figure.period.code): figure for pk, all_ in shown.items() for figure in all_}
        return [
            Together(SimpleNamespace(indicator=told[pk].slug), found[pk, period])
            for pk, period in wanted
            if (pk, period) in found
        ]


class Results(ListView):
    http_method_names = ["get", "head", "post"]
    shape = ResultShape
    filters = tuple(ResultFilters.base_filters)

    def rows(self, request: Request, **kwargs: Any) -> Shown:
        visible = Indicator.objects.visible_to(request.user).values_list("pk", flat=True)
        asked = ResultFilters(request.query_params, wholes(clock.today()).filter(indicator__in=list(visible)))
        refuse_form(asked)
        return Shown(asked.qs)

    @extend_schema(
        **lists(
            "list_results", TAG, "Results", ResultShape,
            "The published figures of indicators as wholes, by indicator and period, oldest first.",
            [parameter(name, one.label) for name, one in ResultFilters.base_filters.items()],
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    @extend_schema(
        operation_id="enter_results",
        tags=[TAG],
        summary="Enter results",
        description="Enters results, or changes those there are: all of the rows, or none where one cannot be used. "
        "They are checked like a file of results. The same rows again change nothing.",
        request=EnteringShape,
        responses={200: EnteredShape, **problems(400, 401, 403, 409, 413, 415, 422, 429)},
        auth=[{"token": []}],  # type: ignore[list-item]  # it goes into the description as it is
    )
    def post(self, request: Request) -> Response:
        if not request.user.is_authenticated:
            raise NotAuthenticated
        if not request.user.has_perms(["performance.add_result", "performance.change_result"]):
            raise PermissionDenied
        why, dry_run, sent = body(request.data)
        try:
            name = f"Through the API: {request.auth.name}"
            checked = records.enter(sent, name=name, by=request.user, why=why, dry_run=dry_run)
        except writing.Refused as refusal:
            raise Problem(409, str(refusal)) from None
        if checked.errors:
            faults = [{"row": one.row, "column": one.column, "message": one.message} for one in checked.errors]
            raise Problem(422, f"{count(len(faults), 'error')}. Nothing was written.", faults)
        told = {"created": len(checked.created), "updated": len(checked.updated), "unchanged": checked.unchanged}
        return Response({**told, "written": not dry_run})


def body(sent: Any) -> tuple[str, bool, list[Any]]:
    """The reason, whether it is only a check, and the rows. Raises Problem with all that is wrong."""
    if not isinstance(sent, Mapping):
        raise Problem(400, "Send a JSON object with why and results.")
    why, dry_run, rows = sent.get("why"), sent.get("dry_run", False), sent.get("results")
    faults = [
        {"parameter": name.encode("utf-8", "replace").decode()[:60], "message": "There is no such field."}
        for name in sent
        if name not in ("why", "dry_run", "results")
    ]
    if not _is_reason(why):
        faults.append({"parameter": "why", "message": f"Say why, in at most {LONGEST_WHY} characters."})
    if not isinstance(dry_run, bool):
        faults.append({"parameter": "dry_run", "message": "This is true or false."})
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        faults.append({"parameter": "results", "message": f"Send a list of 1 to {MOST_ROWS:,} rows."})
    if faults:
        raise Problem(400, "The body is not as it should be. See the errors.", faults)
    return str(why).strip(), bool(dry_run), cast(list[Any], rows)


def _is_reason(why: Any) -> bool:
    if not isinstance(why, str) or not why.strip() or len(why) > LONGEST_WHY or "\x00" in why:
        return False
    return why.isascii() or why.encode("utf-8", "replace").decode() == why
