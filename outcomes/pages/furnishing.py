"""What the pages hang into the ground floor's slots."""

from plan.slots import ApiRoutes, NavLink, PagePanel, slots

from .asked_panels import asked_of_indicator, at_meeting, before_reading
from .panels import cited_by, effects_of_papers, named_in, reviewed_at, scrutinises


def furnish() -> None:
    slots.api_routes.add(ApiRoutes("outcomes", "outcomes.api.urls", order=10))
    slots.nav_links.add(NavLink("home", "The plan", "home", order=10, covers=("/outcomes/", "/plans/")))
    covered = ("/scorecards/", "/comparisons/")
    slots.nav_links.add(NavLink("indicators", "Indicators", "indicators", order=20, covers=covered))
    slots.nav_links.add(NavLink("reports", "Reports", "reports", order=30))
    slots.nav_links.add(NavLink("committees", "Scrutiny", "committees", order=40, covers=("/actions/",)))
    slots.nav_links.add(NavLink("packs", "Packs", "packs", order=50))
    slots.page_panels.add(PagePanel("cited-by", "indicator", "outcomes/parts/cited_by.html", cited_by))
    slots.page_panels.add(
        PagePanel("asked-of", "indicator", "outcomes/parts/asked.html", asked_of_indicator, order=110)
    )
    slots.page_panels.add(PagePanel("asked-at", "meeting", "outcomes/parts/at_meeting.html", at_meeting))
    slots.page_panels.add(PagePanel("before-reading", "pack", "outcomes/parts/before_reading.html", before_reading))
    slots.page_panels.add(PagePanel("named-in", "partner", "outcomes/parts/named_in.html", named_in))
    slots.page_panels.add(PagePanel("reviewed-at", "meeting", "outcomes/parts/reviewed_at.html", reviewed_at))
    slots.page_panels.add(PagePanel("scrutinises", "body", "outcomes/parts/scrutinises.html", scrutinises))
    effects = "outcomes/parts/effects_of_papers.html"
    slots.page_panels.add(PagePanel("effects-of-papers", "meeting", effects, effects_of_papers))
