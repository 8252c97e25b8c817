"""What one request to the desk knows while it is being dealt with."""

from dataclasses import dataclass, field
from typing import Any

from .merging import Conflict


@dataclass
class Desk:
    """Kept on the request as `request.desk`, made anew for each attempt to save."""

    conflict: Conflict | None = None
    row_conflicts: dict[str, dict[int, Conflict]] = field(default_factory=dict)  # by formset prefix, then place
    refusal: str = ""
    why: str = ""
    listing: bool = False
    saved: bool = False
    unchanged: bool = False
    before: Any = None
    before_many: dict[str, list[str]] = field(default_factory=dict)
    editable: dict[tuple[str, Any], bool] = field(default_factory=dict)
    opens: dict[tuple[str, Any], bool] = field(default_factory=dict)

    @property
    def in_conflict(self) -> bool:
        return self.conflict is not None or any(self.row_conflicts.values())


def desk_of(request: Any) -> Desk:
    if not hasattr(request, "desk"):
        request.desk = Desk()
    return request.desk
