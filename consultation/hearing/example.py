"""Loads what was heard in an example council's consultations (`heard.toml`), create-if-absent: a consultation of which
anything is known already keeps it as it stands."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from consultation.asking.models import Consultation
from outcomes.framework.models import PlanItem
from outcomes.framework.numbers import Numbers
from outcomes.reporting.saving import put
from plan import clock
from plan.examples import read, sourced
from plan.models import Body, Meeting
from plan.wording import count

from .clearing import clear
from .engaging import Comment, CommentItem, EngagementEvent
from .heard import something
from .models import AimRanking, Conduct, RankedAim, ReportedResult, ResponseCount

FILE = "heard.toml"
WHY = "Example"
CONDUCT = ("methods", "promoted_to", "rate_remark", "lessons", "report_title", "report_link")
RESULT = ("group", "as_of", "about", "question", "scale", "level", "answer", "said", "percentage", "count", "base",
          "words")  # fmt: skip
EVENT = ("group", "starts", "ends", "standing", "method", "sessions", "heads", "earlier")


@transaction.atomic
def load_heard(folder: Path, by) -> list[str]:
    loaded = 0
    for told in read(folder, FILE).get("heard", []):
        row = Consultation.objects.select_related("plan").filter(slug=told["consultation"]).first()
        if row is not None and not something(row) and not row.comments.exists():
            _Loading(row, by).load(told)
            loaded += 1
    return [f"what was heard in {count(loaded, 'consultation')} added"] if loaded else []


class _Loading:
    def __init__(self, row: Consultation, by: Any) -> None:
        self.row, self.by = row, by
        self.numbers = Numbers(row.plan) if row.plan is not None else None

    def load(self, told: dict[str, Any]) -> None:
        if "conduct" in told:
            one = told["conduct"]
            self.put(Conduct(**self.of(one, CONDUCT, lines=("methods", "promoted_to"))))
        for one in told.get("counts", []):
            self.put(ResponseCount(**self.of(one, ("group", "count", "percentage", "as_of"))))
        for one in told.get("results", []):
            self.put(ReportedResult(**self.of(one, RESULT), item=self.item(one)))
        for one in told.get("rankings", []):
            self.rank(one)
        for one in told.get("engagement", []):
            body = Body.objects.get(slug=one["body"]) if "body" in one else None
            self.put(EngagementEvent(**self.of(one, EVENT), body=body, meeting=self.meeting(one)))
        for one in told.get("comments", []):
            self.comment(one)

    def of(self, one: dict[str, Any], names: tuple[str, ...], lines: tuple[str, ...] = ()) -> dict[str, Any]:
        found = {name: "\n".join(one[name]) if name in lines else one[name] for name in names if name in one}
        return {"consultation": self.row, **found, **sourced(one)}

    def put(self, row: Any) -> Any:
        row.full_clean()
        return put(row, by=self.by, why=WHY)

    def item(self, one: dict[str, Any]) -> PlanItem | None:
        return self.numbered(one["item"]) if "item" in one else None

    def numbered(self, number: str) -> PlanItem:
        """By its number in the version consulted on; "6.1/3" is an aim."""
        if self.numbers is None:
            raise KeyError(f"{self.row} is on no version of the plan, so {number} names nothing.")
        return PlanItem.objects.get(pk=self.numbers.item(number, under=PlanItem.Kind.AIM))

    def meeting(self, one: dict[str, Any]) -> Meeting | None:
        if "meeting" not in one:
            return None
        return Meeting.objects.get(body__slug=one["body"], date=one["meeting"])

    def rank(self, one: dict[str, Any]) -> None:
        ranking = self.put(AimRanking(**self.of(one, ("side", "words", "remark")), item=self.item(one)))
        for place, aim in enumerate(one["aims"], start=1):
            row = RankedAim(ranking=ranking, position=place, wording=aim["wording"], item=self.item(aim))
            self.put(row)

    def comment(self, one: dict[str, Any]) -> None:
        row = Comment(**self.of(one, ("came", "words", "quoted", "answer")), meeting=self.meeting(one))
        row.full_clean()
        row.save()
        for number in one.get("about", []):
            CommentItem.objects.create(comment=row, item=self.numbered(number))
        if "cleared" in one:
            with clock.standing_at(datetime.combine(one["cleared"], time(12), tzinfo=clock.LONDON)):
                clear(row, by=self.by, why=WHY)
