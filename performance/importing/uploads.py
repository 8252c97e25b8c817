"""A file that somebody uploads is kept until they have read what it would do, and is then written or thrown away.

What is written is what was read: the file is checked again, and if that gives anything else, it is refused.
"""

import hashlib
from datetime import timedelta

from django.db import transaction

from performance.models import ResultsImport, ResultsUpload
from plan import clock

from . import checks, sheets
from .writing import Refused, write

KEPT_FOR = timedelta(days=1)
CHANGED = "Some of these figures were changed since the page was made. Read again what the file would do now."


class Gone(ValueError):
    """The file was written or thrown away meanwhile."""


@transaction.atomic
def keep(content: bytes, *, name: str, by, why: str) -> ResultsUpload:
    """Keep a file for its second look, in place of any other of the same person.

    Raises `rows.NotATable` for what cannot be read as a table at all.
    """
    sheets.read(content, checks.COLUMNS, checks.REQUIRED)
    clear_old()
    ResultsUpload.objects.filter(by=by).delete()
    return ResultsUpload.objects.create(
        name=name[:200], sha256=hashlib.sha256(content).hexdigest(), content=content, at=clock.now(), by=by, why=why
    )


def look(upload: ResultsUpload, *, by) -> checks.Checked:
    """What the file would do now."""
    table = sheets.table(bytes(upload.content), checks.COLUMNS, checks.REQUIRED)
    checked = checks.check(table.rows, by=by, today=clock.today())
    checked.notes += table.notes
    return checked


def mark_of(checked: checks.Checked) -> str:
    """A mark of all that would be written and of what it would be written over: another mark, other doings."""
    digest = hashlib.sha256(f"{checked.unchanged}\n".encode())
    for change in [*checked.created, *checked.updated]:
        said = (change.key, change.pk, change.version, sorted(change.values.items()), sorted(change.before.items()))
        digest.update(f"{said!r}\n".encode())
    return digest.hexdigest()


@transaction.atomic
def bring(*, upload: int, by, seen: str) -> ResultsImport:
    """Write the file `by` uploaded, if it still would do what was `seen`.

    Raises Gone where it is not there any more, `writing.Refused` where it would do anything else now or has errors.
    """
    row = ResultsUpload.objects.select_for_update().filter(pk=upload, by=by).first()
    if row is None:
        raise Gone("This file was brought in or thrown away already.")
    checked = look(row, by=by)
    if not checked.errors and mark_of(checked) != seen:
        raise Refused(CHANGED)
    done = write(checked, name=row.name, sha256=row.sha256, by=by, why=row.why)
    row.delete()
    return done


def clear_old() -> None:
    """Throw away files that nobody came back to."""
    ResultsUpload.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()
