"""Queries put together once and asked many times.

Django takes ten times as long to put a query's SQL together as the database takes to answer it (0.6 ms against 0.05 ms
for a join of five tables), and pages ask the same few queries for ever: only the day and the keys are others. A
prepared query is written as any queryset, with a name where a value will stand:

    AIMS = Prepared(
        lambda outcomes: Aim.objects.filter(sub_outcome__outcome__among=outcomes).values_list("item_id", "text"),
        outcomes=Many(models.BigAutoField()),
    )
    for item, text in AIMS(outcomes=keys): ...

A list of keys is one parameter (`among` instead of `in`), so that the SQL is the same for three keys and for three
thousand.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression

DAY = models.DateField()
KEY = models.BigIntegerField()
TEXT = models.TextField()
ITEM = models.UUIDField()
LASTING = (models.UUIDField, models.DecimalField, models.DateField, models.BooleanField)


class Named(Expression):
    """Stands in a query for a value that each asking gives."""

    def __init__(self, name: str, output_field: models.Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)

    def adapted(self, value: Any, connection: Any) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


class Many(models.Field):
    """Any number of values of one kind, as a single parameter: JSON where the database has no arrays."""

    def __init__(self, one: models.Field = KEY) -> None:
        super().__init__()
        self.one = one

    def get_db_prep_value(self, value: Iterable[Any], connection: Any, prepared: bool = False) -> Any:
        values = [self.one.get_db_prep_value(one, connection, prepared) for one in value]
        return values if connection.vendor == "postgresql" else json.dumps(values)


@models.ForeignObject.register_lookup
@models.Field.register_lookup
class Among(models.Lookup):
    """`field__among=Named(…, Many(…))`: the field is one of the values."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = compiler.compile(self.rhs)
        many = f"= ANY({right})" if connection.vendor == "postgresql" else f"IN (SELECT value FROM json_each({right}))"  # noqa: S608  a placeholder
        return f"{left} {many}", (*left_params, *right_params)


@dataclass(frozen=True)
class _Ready:
    """A query's SQL with its parameters, some of them yet to be named, and what reads some of its columns."""

    sql: str
    params: tuple[Any, ...]
    readers: Mapping[int, Callable[[Any], Any]]


class Prepared:
    """A query by the kinds of its named values. `build` is given each by its name and returns a queryset of
    `values_list` with two columns or more; it is called once, so it may hang on nothing but them. Values that are
    `Many` must narrow the query: for none of them there is no row.
    """

    def __init__(self, build: Callable[..., models.QuerySet], **kinds: models.Field) -> None:
        self.build, self.kinds = build, kinds
        self._ready: dict[str, _Ready] = {}

    def __call__(self, **values: Any) -> list[tuple]:
        """The rows for these values: one query, none where one of many is empty. TypeError where one is missing or not
        asked for."""
        if values.keys() != self.kinds.keys():
            raise TypeError(f"This query asks for {', '.join(self.kinds)}, and was given {', '.join(values)}.")
        if any(isinstance(kind, Many) and not values[name] for name, kind in self.kinds.items()):
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        ready = self._ready.get(connection.vendor) or self._put_together(connection)
        params = [one.adapted(values[one.name], connection) if isinstance(one, Named) else one for one in ready.params]
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, params)
            found = cursor.fetchall()
        return _read(found, ready.readers) if ready.readers else found

    def _put_together(self, connection: Any) -> _Ready:
        compiler = self._queryset().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        readers = {column: _reader(read, field, connection) for column, (read, field) in converters.items()}
        ready = _Ready(sql, tuple(params), readers)
        self._ready[connection.vendor] = ready
        return ready

    def _queryset(self) -> models.QuerySet:
        return self.build(**{name: Named(name, kind) for name, kind in self.kinds.items()})


class PreparedRows(Prepared):
    """A query for whole rows of a model: `build` returns a queryset of instances, and so does the call."""

    def __call__(self, **values: Any) -> list[Any]:
        return [self.model.from_db(DEFAULT_DB_ALIAS, self.columns, row) for row in super().__call__(**values)]

    def _queryset(self) -> models.QuerySet:
        rows = super()._queryset()
        self.model = rows.model
        self.columns = [column.attname for column in rows.model._meta.concrete_fields]
        return rows.values_list(*self.columns)


def _reader(converters: Sequence[Callable], expression: Any, connection: Any) -> Callable[[Any], Any]:
    """What Django makes of a column's value. The same days, decimals and keys come again and again, and never change
    once made, so they are made once."""

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, expression, connection)
        return value

    return lru_cache(20_000, typed=True)(read) if isinstance(expression.output_field, LASTING) else read


def _read(found: Iterable[tuple], readers: Mapping[int, Callable[[Any], Any]]) -> list[tuple]:
    rows = []
    for row in found:
        cells = list(row)
        for column, read in readers.items():
            cells[column] = read(cells[column])
        rows.append(tuple(cells))
    return rows
