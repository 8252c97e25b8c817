"""Words for management never reach anybody outside, and nothing is read before it is published."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from outcomes.framework.same import twins
from outcomes.reporting import editing, workflow
from outcomes.reporting.account import MANAGEMENT, account
from outcomes.reporting.models import DeliveryUpdate, HighlightReport
from outcomes.reporting.published import current_reports, latest_updates
from outcomes.reporting.reading import judged, read
from outcomes.reporting.updates import publish_update, record_update
from plan.clock import today
from plan.models import BodyKind
from plan.roles import BOARD_MEMBER, CONTRIBUTOR, DEMOCRATIC_SERVICES, SCRUTINY_MEMBER
from tests.factories import make_board_member, make_body, make_user

from .world import SECRET

pytestmark = pytest.mark.django_db
STAGES = ("draft", "submitted", "returned", "approved", "cleared")


def judgements(items, on):
    """By item: what can be read on a day, with the report that says it."""
    reports = judged(current_reports(twins(items), on=on))
    return {line.about: (line, report) for report in reports.values() for line in report.judgements}


def updates(items, on):
    return latest_updates(twins(items), on=on)


def outsiders(world):
    return {
        "anonymous": AnonymousUser(),
        "contributor": make_user(CONTRIBUTOR),
        "scrutiny member": make_user(SCRUTINY_MEMBER),
        "democratic services": make_user(DEMOCRATIC_SERVICES),
        "member of another board": make_board_member(make_body(BodyKind.BOARD), BOARD_MEMBER),
        "member who left": left(world),
    }


def left(world):
    user = make_board_member(world.board, BOARD_MEMBER)
    user.memberships.update(ends=date(2022, 1, 1))
    return user


def with_update(world, report):
    commitment = world.plan.commitments.first()
    return record_update(
        commitment.item, by=world.member, date=world.period.ends, status="on_track", text=SECRET,
        public_text="The first stretch is open.", report=report,
    )  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_nobody_outside_sees_a_report_before_it_is_published(stage, world):
    report = world.written()
    with_update(world, report)
    world.advance(report, stage)
    for who, user in outsiders(world).items():
        assert not HighlightReport.objects.visible_to(user).exists(), who
        assert not DeliveryUpdate.objects.visible_to(user).exists(), who
    for user in (world.member, world.officer, world.cmt):
        assert HighlightReport.objects.visible_to(user).get() == report
        assert DeliveryUpdate.objects.visible_to(user).get().report == report
    items = [row.item_id for row in report.judgements.all()]
    assert judgements(items, today()) == {}
    assert updates(world.plan.commitments.values_list("item", flat=True), today()) == {}
    assert current_reports(twins([world.outcome.item_id]), on=today()) == {}


def test_everyone_sees_a_published_report_and_only_its_public_words(world):
    report = world.written()
    with_update(world, report)
    world.advance(report, "published")
    for who, user in outsiders(world).items():
        assert HighlightReport.objects.visible_to(user).get() == report, who
        assert DeliveryUpdate.objects.visible_to(user).count() == 1, who
    public = account(report)
    assert SECRET not in repr(public)
    assert SECRET in repr(account(report, audience=MANAGEMENT))
    assert public.summary == "A fair half-year."
    assert [line.text for line in public.judgements] == ["It runs late."] * 2
    assert [entry.text for entry in public.priorities] == ["Our public priority."]
    assert [line.text for line in public.updates] == ["The first stretch is open."]
    items = [row.item_id for row in report.judgements.all()] + [row.item_id for row in report.updates.all()]
    whole = read(HighlightReport.objects.filter(pk=report.pk))
    everything = repr([judgements(items, today()), updates(items, today()), whole])
    assert "Our public achievement." in everything
    assert "It runs late." in everything
    assert "The first stretch is open." in everything
    assert SECRET not in everything


def test_evidence_is_published_and_says_so_wherever_it_is_written_or_cleared(world):
    """It has one text, so whoever writes or clears it is told that everyone will read it."""
    report = world.written()
    update = with_update(world, report)
    DeliveryUpdate.objects.filter(pk=update.pk).update(evidence="Minutes of the works team")
    for user, page in (
        (world.member, f"{report.pk}/updates/1/"),
        (world.member, f"{report.pk}/preview/management/"),
        (world.officer, f"{report.pk}/preview/public/"),
    ):
        client = Client()
        client.force_login(user)
        assert "Minutes of the works team" in client.get(f"/admin/outcomes/highlightreport/{page}").content.decode()
    form = client.get(f"/admin/outcomes/highlightreport/{report.pk}/updates/1/").content.decode()
    assert "a figure. Published with the words for the public." in form
    management = client.get(f"/admin/outcomes/highlightreport/{report.pk}/preview/management/").content.decode()
    assert "Seen in: Minutes of the works team (this is published)" in management
    world.advance(report, "approved")
    clearing = client.get(f"/admin/outcomes/highlightreport/{report.pk}/move/clear/").content.decode()
    assert "and the evidence that delivery updates name, may be shown" in clearing
    item = update.item_id
    assert updates([item], today()) == {}
    assert "Minutes" not in Client().get(f"/reports/{report.pk}/").content.decode()
    workflow.clear(report, by=world.officer)
    workflow.publish(report, by=world.officer)
    assert updates([item], today())[item].evidence == "Minutes of the works team"
    assert "Seen in: Minutes of the works team" in Client().get(f"/reports/{report.pk}/").content.decode()


def test_an_entry_without_public_words_stays_inside(world):
    report = world.written()
    editing.add_entry(report, by=world.member, kind="challenge", text=f"Only for us: {SECRET}")
    world.advance(report, "published")
    assert [entry.text for entry in account(report).challenges] == ["Our public challenge."]
    assert len(account(report, audience=MANAGEMENT).challenges) == 2


def test_an_answer_to_a_priority_that_was_never_public_stays_inside(world):
    from .test_carrying import decide, with_priorities
    from .world import make_period

    first = with_priorities(world, world.open(), "Hire drivers")
    first.entries.filter(kind="priority").update(public_text="")
    decide(world, first)
    second = world.open(
        make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31), due=date(2023, 4, 30))
    )
    editing.answer(second.answers.get(), by=world.member, answer="done", public_text="We hired them.")
    assert account(second).answers == ()
    assert [line.about for line in account(second, audience=MANAGEMENT).answers] == ["Hire drivers"]


def test_the_reason_for_a_revision_is_not_public(world):
    new = workflow.revise(world.advance(world.written(), "published"), by=world.officer, reason=SECRET)
    assert SECRET not in repr(account(new))


def test_an_unknown_audience_is_an_error(world):
    with pytest.raises(ValueError, match="Nobody reads reports as 'everyone'"):
        account(world.open(), audience="everyone")


# As of a day -------------------------------------------------------------------------------------------------------


def publish_illustrative(world, report, day):
    report.illustrative = True
    report.save()
    world.advance(report, "cleared")
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        workflow.publish(report, by=world.officer)
    return report


def test_judgements_are_those_that_could_be_read_on_the_day(world):
    first = publish_illustrative(world, world.written(), date(2022, 11, 9))
    items = [row.item_id for row in first.judgements.all()]
    assert judgements(items, date(2022, 11, 8)) == {}
    found = judgements(items, date(2022, 11, 9))
    assert set(found) == set(items)
    line, said = found[items[0]]
    assert (line.status, line.text) == ("at_risk", "It runs late.")
    assert (said.pk, said.period, said.board, said.published, said.illustrative) == (
        first.pk, "April to September 2022", world.board.name, date(2022, 11, 9), True,
    )  # fmt: skip
    revision = workflow.revise(first, by=world.officer, reason="A status was wrong.")
    row = revision.judgements.get(item=items[0])
    editing.judge(revision, row.item, by=world.member, status="on_track")
    publish_illustrative(world, revision, date(2022, 12, 1))
    assert judgements(items, date(2022, 11, 30))[items[0]][0].status == "at_risk"
    assert judgements(items, date(2022, 12, 1))[items[0]][0].status == "on_track"
    outcome = twins([world.outcome.item_id])
    assert list(current_reports(outcome, on=date(2022, 11, 30))) == [first.pk]
    assert list(current_reports(outcome, on=date(2022, 12, 1))) == [revision.pk]
    assert HighlightReport.objects.current().get() == revision


def test_a_revision_that_takes_an_update_out_takes_it_out_of_sight(world):
    report = world.written()
    update = with_update(world, report)
    world.advance(report, "published")
    assert list(updates([update.item_id], today())) == [update.item_id]
    revision = workflow.revise(report, by=world.officer, reason="The update was about something else.")
    assert revision.updates.get().text == SECRET
    revision.updates.all().delete()
    world.advance(revision, "published")
    assert updates([update.item_id], today()) == {}


def test_the_newest_update_is_the_one_that_describes_the_latest_day(world):
    item = world.plan.commitments.first().item
    for days, status in ((40, "at_risk"), (2, "on_track"), (20, "off_track")):
        update = record_update(
            item, by=world.officer, date=today() - timedelta(days=days), status=status, text=SECRET,
            public_text=f"It is {status}.",
        )  # fmt: skip
        publish_update(update, by=world.officer)
    record_update(item, by=world.officer, date=today(), status="stopped", text=SECRET, public_text="Not yet out.")
    found = updates([item.pk], today())[item.pk]
    assert (found.status, found.text) == ("on_track", "It is on_track.")
    assert found.day == today() - timedelta(days=2)


@pytest.mark.parametrize("number", [1, 10])
def test_reading_costs_the_same_whatever_the_number(number, db, django_assert_num_queries):
    from .world import make_world

    world = make_world(sub_outcomes=number, commitments=1)
    report = world.written()
    for commitment in world.plan.commitments.all():
        record_update(commitment.item, by=world.member, date=world.period.ends, status="on_track", report=report)
    world.advance(report, "published")
    items = list(report.judgements.values_list("item", flat=True))
    commitments = list(report.updates.values_list("item", flat=True))
    same, same_commitments = twins(items), twins(commitments)
    with django_assert_num_queries(1):
        reports = current_reports(same, on=today())
    with django_assert_num_queries(1):
        assert len(judged(reports)[report.pk].judgements) == number
    with django_assert_num_queries(1):
        assert len(latest_updates(same_commitments, on=today())) == number
    with django_assert_num_queries(4):
        read(HighlightReport.objects.filter(pk=report.pk))
    report = HighlightReport.objects.get(pk=report.pk)
    with django_assert_num_queries(11):
        assert len(account(report).updates) == number
