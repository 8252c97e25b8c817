"""What a row says nothing of, though it has cells for it."""

from . import cells
from .rows import EMPTY, Row

KEEPABLE = ("value", "numerator", "denominator", "commentary")  # where "as it stands" may stand


def said(row: Row) -> Row:
    """The row without the cells that say nothing: "as it stands", and where the figure is awaited the empty ones."""
    silent = {name for name in KEEPABLE if name in row.cells and row.cells[name].text.lower() == cells.KEPT}
    if row.cells.get("status", EMPTY).text.lower() == cells.AWAITED:
        silent |= {name for name, cell in row.cells.items() if not cell.text and not cell.fault} | {"status"}
    elif "value" in silent:
        silent.add("qualifier")
    if not silent:
        return row
    said = {name: cell for name, cell in row.cells.items() if name not in silent}
    return row._replace(cells=said, silent=frozenset(silent))
