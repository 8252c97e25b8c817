"""Which paper a pack is, in the words printed at its head: the same for every kind."""

from typing import Any

from plan.models import Council, Plan
from plan.wording import day

from .dates import Days
from .models import Pack
from .parts import Paper


def paper_of(
    pack: Pack, edition: Plan, days: Days, *, number: int, what_changed: str, quarter_label: str, **more: Any
) -> Paper:
    """`quarter_label` is the label of what the pack covers; `more` are the other fields of `Paper`, which have to be
    given where they have no default (`months`, `last_pack`)."""
    return Paper(
        council=Council.current().name,
        committee=pack.body.name,
        committee_short=pack.body.short,
        committee_slug=pack.body.slug,
        quarter=pack.covers,
        quarter_label=quarter_label,
        **on_the_agenda(pack),
        edition=str(edition),
        edition_slug=edition.slug,
        noun=edition.commitment_label,
        cut_off_day=days.cut_off.isoformat(),
        cut_off=day(days.cut_off),
        remit_day=days.remit.isoformat(),
        remit_on=day(days.remit),
        number=number,
        what_changed=what_changed,
        **more,
    )


def months_of(label: str) -> str:
    """The months in a period's label: "July to September 2022" of "Quarter 2 2022/23 (July to September 2022)"."""
    return label.partition("(")[2].rstrip(")")


def on_the_agenda(pack: Pack) -> dict[str, Any]:
    """What a paper prints of where the pack goes, as fields of `parts.Paper`."""
    return {
        "meeting": day(pack.meeting.date) if pack.meeting else "",
        "agenda_item": str(pack.agenda_item.number) if pack.agenda_item else "",
        "appendix": pack.appendix if pack.is_public else "",
        "first_page": pack.first_page,
    }
