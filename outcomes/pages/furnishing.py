"""What the pages hang into the ground floor's slots."""

from plan.slots import ApiRoutes, NavLink, PagePanel, slots

from .panels import cited_by, named_in


def furnish() -> None:
    slots.api_routes.add(ApiRoutes("outcomes", "outcomes.api.urls", order=10))
    slots.nav_links.add(NavLink("home", "The plan", "home", order=10, covers=("/outcomes/", "/plans/")))
    covered = ("/scorecards/", "/comparisons/")
    slots.nav_links.add(NavLink("indicators", "Indicators", "indicators", order=20, covers=covered))
    slots.nav_links.add(NavLink("reports", "Reports", "reports", order=30))
    slots.nav_links.add(NavLink("committees", "Scrutiny", "committees", order=40))
    slots.nav_links.add(NavLink("packs", "Packs", "packs", order=50))
    slots.page_panels.add(PagePanel("cited-by", "indicator", "outcomes/parts/cited_by.html", cited_by))
    slots.page_panels.add(PagePanel("named-in", "partner", "outcomes/parts/named_in.html", named_in))
