"""What this room hangs into the ground floor's slots."""

from typing import Any

from django.urls import reverse

from plan.roles import POLICY_OFFICER
from plan.slots import DeskGroup, DeskLink, ExampleData, Freeze, Grant, LogVerb, PagePanel, slots

THEMES, RESULTS = "consultation.Theme", "consultation.PublishedResults"
PRIVATE = ("consultation.Coding", "consultation.Quotation")
VERBS = {
    "results.published": "published the results of a consultation",
    "quotation.cleared": "cleared words of a response to be quoted",
    "quotation.taken_back": "took a quotation back",
    "texts.coded": "sorted comments into themes",
    "theme.renamed": "renamed a theme",
    "theme.tied": "said which parts of the plan a theme is about",
    "theme.grounded": "said which figures a theme rests on",
    "theme.merged": "merged a theme into another",
}
STAYS = "Published results stay as they were published. Publish later ones beside them."
PAGE = "consultation-results"


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    officer = POLICY_OFFICER.slug
    slots.grants.add(Grant("themes-officer", officer, (THEMES,), ("add", "change", "delete", "view")))
    slots.grants.add(Grant("codings-officer", officer, PRIVATE, ("change", "view")))
    slots.grants.add(Grant("results-officer", officer, (RESULTS,)))
    slots.desk_groups.add(DeskGroup("weighing", "What people said", (THEMES, RESULTS), order=48))
    slots.freezes.add(Freeze("publishedresults", "consultation_publishedresults", STAYS))
    links = {"results_so_far": "Results so far", "code": "Sort comments into themes"}
    for order, (name, title) in enumerate(links.items(), start=30):
        slots.desk_links.add(DeskLink(f"consultation-{name}", "consultation.Consultation", title, _url(name), order))
    # They read models, which this module does without
    from .example import load_answered
    from .pages import panel, short_panel

    slots.example_data.add(ExampleData("answered", load_answered, order=77))
    slots.page_panels.add(PagePanel("weighed", PAGE, "consultation/weighed_panel.html", panel, order=10))
    slots.page_panels.add(
        PagePanel("weighed-short", "consultation", "consultation/weighed_short.html", short_panel, order=21)
    )


def _url(name: str) -> Any:
    def url(row: Any, user: Any) -> str:
        right = user.has_perm("consultation.view_response") and user.has_role(POLICY_OFFICER.slug)
        if not (row.is_announced and right) or (name == "results_so_far" and not row.is_held_here):
            return ""
        return reverse(f"admin:consultation_{name}", args=[row.pk])

    return url
