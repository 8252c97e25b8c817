"""Reasons for changes: recorded for what changed and no more, put right, withdrawn."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from consultation.models import PlanChange
from consultation.telling.reading import Compared
from consultation.telling.telling import NotTold, change, record_change, withdraw
from plan.locking import Stale
from plan.models import Decision, Event
from plan.roles import CMT, DEMOCRATIC_SERVICES, NotYours
from tests import factories
from tests.pages import form_data

pytestmark = pytest.mark.django_db
WHY = "Planning for homes is the districts' task."


def record(world, key="removed", kind="sub_outcome", **fields) -> PlanChange:
    told = {"kind": key, "reason": WHY, "decided_by": "Cabinet", "by": world.officer}
    part = world.change_of(key, kind).uuid if "part" not in fields else fields["part"]
    return record_change(before=world.draft, after=world.final, **{**told, **fields, "part": part})


def test_a_recorded_reason_stands_beside_its_change(compared_world):
    row = record(compared_world)
    assert (row.name, row.part_kind, row.item) == ("8.5 Homes are built", "sub_outcome", compared_world.homes.item)
    (entry,) = [one for one in Compared(compared_world.draft, compared_world.final).entries()["removed"]
                if one["kind"] == "sub_outcome"]  # fmt: skip
    assert entry == {
        "uuid": str(compared_world.homes.item_id), "kind": "sub_outcome",
        "from": {"number": "8.5", "title": "Homes are built"}, "to": None, "reason": WHY,
    }  # fmt: skip
    event = Event.objects.get(verb="planchange.recorded")
    assert (event.why, event.detail["decided_by"], event.by) == (WHY, "Cabinet", compared_world.officer)


def test_a_change_that_is_not_there_gets_no_reason(compared_world):
    world = compared_world
    with pytest.raises(NotTold, match=r"“8.5 Homes are built” did not change so .* shows: removed\."):
        record(world, key="moved", part=world.homes.item_id)
    with pytest.raises(NotTold, match="Neither version has this part"):
        record(world, part=factories.make_item("aim").pk)
    with pytest.raises(NotTold, match="Say what was done: added, removed"):
        record(world, key="improved", part=world.homes.item_id)
    assert not PlanChange.objects.exists()


def test_the_words_must_be_whole(compared_world):
    world = compared_world
    with pytest.raises(ValidationError, match="Say who decided"):
        record(world, decided_by=" ")
    with pytest.raises(ValidationError, match="reason"):
        record(world, reason=" ")
    with pytest.raises(ValidationError, match="what was changed is not left"):
        record(world, decision="not_changed")
    with pytest.raises(ValidationError, match="Keep each text below 5,000"):
        record(world, reason="x" * 5001)
    record(world)
    with pytest.raises(NotTold, match="recorded already"):
        record(world)
    assert PlanChange.objects.count() == 1


def test_what_was_left_as_it_was_is_recorded_too(compared_world):
    world = compared_world
    section = next(one for one in Compared(world.draft, world.final).found.after if one.kind == "section")
    row = record(world, key="none", part=section.key, decision="outside", reason="It is for others to say.")
    assert (row.name, row.item, row.decision) == ("1 Foreword", None, "outside")
    (left,) = Compared(world.draft, world.final).left
    assert (left.name, left.reason.text, left.reason.whose) == ("1 Foreword", "It is for others to say.", "Cabinet")


def test_it_is_put_right_and_withdrawn_with_the_log_saying_so(compared_world):
    world, row = compared_world, record(compared_world)
    decision = Decision.objects.create(
        body=factories.make_body("cabinet"), plan=world.final, text="Agreed.", date=date(2022, 3, 29)
    )
    row = change(row, by=world.officer, why="Named", decided_at=decision, decided_by="", reason="Districts plan homes.")
    assert (row.version, row.whose) == (2, str(decision))
    with pytest.raises(Stale):
        change(row, by=world.officer, seen=1, reason="Older")
    with pytest.raises(NotTold, match="does not change: kind"):
        change(row, by=world.officer, kind="moved")
    with pytest.raises(NotTold, match="Nothing would change"):
        change(row, by=world.officer, reason="Districts plan homes.")
    with pytest.raises(NotTold, match="Say why"):
        withdraw(row, by=world.officer, why=" ")
    row = withdraw(row, by=world.officer, why="Wrong part")
    with pytest.raises(NotTold, match="withdrawn already"):
        change(row, by=world.officer, reason="Again")
    assert list(PlanChange.objects.standing()) == []
    verbs = Event.objects.filter(verb__startswith="planchange.").order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["planchange.recorded", "planchange.changed", "planchange.withdrawn"]
    assert not any(one["reason"] for one in Compared(world.draft, world.final).entries()["removed"])


@pytest.mark.parametrize("role", [CMT, DEMOCRATIC_SERVICES])
def test_nobody_else_records_or_changes(compared_world, client, role):
    world, row, other = compared_world, record(compared_world), factories.make_user(role)
    for refused in (
        lambda: record(world, key="added", kind="term", by=other),
        lambda: change(row, by=other, reason="No"),
        lambda: withdraw(row, by=other, why="No"),
    ):
        with pytest.raises(NotYours):
            refused()
    client.force_login(other)
    for name, args in (("reasons", [world.final.pk]), ("reason_withdraw", [row.pk]), ("reason_put_right", [row.pk])):
        assert client.post(reverse(f"admin:consultation_{name}", args=args), {"why": "x"}).status_code in (403, 404)
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_reasons_between_versions_not_seen_are_not_seen(compared_world):
    world = compared_world
    hidden = Compared(world.final, world.hidden).found.under("retitled")[0]
    row = record_change(
        before=world.final, after=world.hidden, part=hidden.uuid, kind="retitled", reason="UNTOLD", by=world.officer,
        decided_by="Cabinet",
    )  # fmt: skip
    gone = withdraw(record(world), by=world.officer, why="Wrong")
    reader = factories.make_user(staff=False)
    assert list(PlanChange.objects.visible_to(reader)) == []
    assert set(PlanChange.objects.visible_to(world.officer)) == {row, gone}
    assert list(PlanChange.objects.editable_by(world.officer)) == [row]


def test_an_officer_gives_one_reason_for_several_changes_on_the_desk(compared_world, client):
    world = compared_world
    client.force_login(world.officer)
    start = reverse("admin:consultation_reasons", args=[world.final.pk])
    assert start in client.get(reverse("admin:plan_plan_change", args=[world.final.pk])).content.decode()
    chosen = client.post(start, form_data(client.get(start), before=world.draft.pk, kind="renumbered"))
    assert chosen.status_code == 302
    shown = client.get(chosen.url)
    fields = form_data(shown, reason="Numbers move up.", decided_by="Cabinet")
    nothing = client.post(chosen.url, fields)
    assert "Tick what the reason is for." in nothing.content.decode()
    names = [f"part-{one.uuid.hex}" for one in Compared(world.draft, world.final).found.under("renumbered")]
    done = client.post(chosen.url, {**fields, **dict.fromkeys(names, "on")})
    assert done.status_code == 302, done.content.decode()
    assert sorted(PlanChange.objects.values_list("name", "reason")) == [
        ("4 Clean and Green", "Numbers move up."), ("4.1 Nature is cared for", "Numbers move up."),
    ]  # fmt: skip

    row = PlanChange.objects.first()
    put_right = reverse("admin:consultation_reason_put_right", args=[row.pk])
    assert put_right in client.get(reverse("admin:consultation_planchange_change", args=[row.pk])).content.decode()
    assert client.post(put_right, form_data(client.get(put_right), reason="They move up by one.")).status_code == 302
    away = reverse("admin:consultation_reason_withdraw", args=[row.pk])
    assert client.post(away, form_data(client.get(away), why="Not needed")).status_code == 302
    row.refresh_from_db()
    assert (row.reason, row.withdrawn_at is None) == ("They move up by one.", False)
