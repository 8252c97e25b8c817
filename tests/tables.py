"""What the tests' database is made of."""

from django.db import connection


def columns_of(table: str) -> list[str]:
    """The names of a table's columns, in their order. Django's own way takes fifty times as long on SQLite."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
        return [column[0] for column in cursor.description]
