"""Tables as files to download, CSV or .xlsx, made as they are sent."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from .importing import checks, exporting, tables, template
from .importing.tables import CellValue, Sheet

CSV, XLSX = "csv", "xlsx"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def results(found: QuerySet, *, by, kind: str, name: str) -> HttpResponseBase:
    """These results, as far as `by` may see them, in the columns that bring them in again."""
    sheet = Sheet("Figures", checks.COLUMNS, exporting.rows(found, by=by), template.WIDTHS)
    return as_file([sheet], kind=kind, name=name)


def as_file(sheets: Sequence[Sheet], *, kind: str, name: str) -> HttpResponseBase:
    """The sheets as a workbook, or the first of them as CSV. 404 for any other kind."""
    response: HttpResponseBase
    if kind == CSV:
        response = csv(sheets[0].header, sheets[0].rows, name)
    elif kind == XLSX:
        file = tables.as_workbook(sheets)
        response = FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)
    else:
        raise Http404
    add_never_cache_headers(response)
    return response


def csv(header: Sequence[str], rows: Iterable[Sequence[CellValue]], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(tables.as_csv(header, rows), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
