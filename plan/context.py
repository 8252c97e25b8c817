"""What every template may know."""

from .models import Council
from .slots import slots


def council(request):
    return {"council": getattr(request, "desk_council", None) or Council.current(), "nav_links": slots.nav_links}
