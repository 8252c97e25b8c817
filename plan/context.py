"""What every template may know."""

from .models import Council
from .slots import slots


def council(request):
    return {"council": Council.current(), "nav_links": slots.nav_links}
