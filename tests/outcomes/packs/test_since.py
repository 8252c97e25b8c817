"""What became of things since the committee last met: what it asked for, what changed, what did not come."""

from datetime import UTC, date, datetime

import pytest

from outcomes.models import (
    DeliveryUpdate,
    HighlightReport,
    ItemBoard,
    NamedDate,
    Pack,
    PackVersion,
    Referral,
    ReportingPeriod,
    Resolution,
)
from outcomes.packs.content import Content
from outcomes.packs.gathering import gather
from outcomes.packs.paper import print_page
from outcomes.scrutiny import answering, asking
from performance.models import Restatement, Result
from plan import clock
from plan.clock import standing_at
from plan.models import Body, BodyKind
from plan.roles import DEMOCRATIC_SERVICES
from tests import factories as make

from .world import CANARY, LATER, SECRET

pytestmark = pytest.mark.django_db
MET = date(2022, 9, 5)
LAST_CUT_OFF = date(2022, 8, 26)


def at(year: int, month: int, day: int):
    return standing_at(datetime(year, month, day, 12, tzinfo=UTC))


def content_of(pack: Pack) -> Content:
    return gather(pack, number=1, today=LATER).content


@pytest.fixture
def keeper(world):
    return make.make_user(DEMOCRATIC_SERVICES)


@pytest.fixture
def e_books(world, keeper):
    """What the committee asked for at its last meeting."""
    met = make.make_meeting(world.committee, MET, status="held")
    with at(2022, 9, 6):
        return asking.raise_action(
            by=keeper, raised_by=world.committee, meeting=met, minute="27(b)", text="A breakdown of e-book loans.",
            owner_office="Director of Rivers", item=world.watched.item,
        )  # fmt: skip


def answer(action, keeper, text: str, *, told: tuple[int, int, int], publish=True, **fields) -> None:
    with at(*told):
        row = answering.answer(action, by=keeper, text=text, **fields)
        if publish:
            answering.publish_answer(row, by=keeper)


def published(pack: Pack, content: Content) -> PackVersion:
    now = clock.now()
    return PackVersion.objects.create(
        pack=pack, number=1, state="built", asked_at=now, built_at=now, cleared_at=now, published_at=now,
        cleared_office="Policy Officer", content=content.to_dict(),
    )  # fmt: skip


def test_without_a_meeting_and_a_pack_before_it_says_so_in_one_line(world):
    told = content_of(world.pack).since

    assert told.compared == (
        "No earlier meeting of yours is recorded here. No pack was published for you before this one, so statuses and "
        "ratings are compared with none."
    )
    assert (told.asked, told.resolved, told.changed, told.missed, told.restated, told.silent, told.referred) == (
        (),) * 7  # fmt: skip
    assert told.nothing == (
        "You have asked for nothing that is still open or was answered, no date that the plan names passed unmet and "
        "no board failed to report."
    )


def test_what_was_asked_for_shows_as_progress_with_its_answer(world, e_books, keeper):
    answer(e_books, keeper, "Sixty in a hundred are **adults'**.", told=(2022, 10, 3), office="Head of Libraries",
           )  # fmt: skip
    answer(e_books, keeper, f"{SECRET} draft", told=(2022, 10, 4), publish=False)

    content = content_of(world.pack)
    (one,) = content.since.asked

    assert content.since.compared.startswith("You last met on 5 September 2022. No pack was published for you")
    assert (one.label, one.raised, one.minute, one.office) == (
        "Answered", "5 September 2022", "27(b)", "Director of Rivers",
    )  # fmt: skip
    assert (one.answer, one.answered, one.answered_by) == (
        "Sixty in a hundred are **adults'**.", "3 October 2022", "Head of Libraries",
    )  # fmt: skip
    assert (one.about, one.anchor, one.is_new) == ("1.1 Rivers are clean", "part-1-1", True)
    page = print_page(content).decode()
    assert "A breakdown of e-book loans." in page
    assert "Sixty in a hundred are <strong>adults'</strong>." in page
    assert SECRET not in page


def test_an_answer_is_told_once_and_what_is_open_until_it_is_answered(world, e_books, keeper):
    first = content_of(world.pack)
    assert [one.label for one in first.since.asked] == ["Open"]
    published(world.pack, first)
    # Dated before what the last pack knew, and published only after it.
    answer(e_books, keeper, "It is half and half.", told=(2022, 12, 5), on=date(2022, 10, 20))
    second = Pack.objects.create(body=world.committee, covers="2022-Q3")
    told = content_of(second)
    assert [(one.label, one.answer) for one in told.since.asked] == [("Answered", "It is half and half.")]
    published(second, told)

    third = Pack.objects.create(body=world.committee, covers="2022-Q4")

    assert content_of(third).since.asked == ()


def test_what_is_overdue_is_a_question_on_the_first_page(world, e_books, keeper):
    with at(2022, 9, 6):
        asking.postpone(e_books, by=keeper, why="The system is new.", due_on=date(2022, 10, 1))

    content = content_of(world.pack)

    assert [(one.label, one.due) for one in content.since.asked] == [("Overdue", "1 October 2022")]
    assert "Asked for and overdue" in [one.label for one in content.enquiries]
    assert next(one.anchor for one in content.enquiries if one.fact == "overdue") == "asked-for"


def test_another_committees_requests_are_not_told(world, keeper):
    other = make.make_body(BodyKind.COMMITTEE, "People Committee")
    with at(2022, 9, 6):
        asking.raise_action(by=keeper, raised_by=other, text=CANARY, owner_office="Clerk", item=world.watched.item)

    assert CANARY not in str(content_of(world.pack).to_dict())


def test_what_the_last_meeting_resolved_is_told_and_no_earlier_meeting(world, e_books, keeper):
    Resolution.objects.create(meeting=e_books.meeting, minute="27", letter="b", kind="noted", text="The report.")
    before = make.make_meeting(world.committee, date(2022, 6, 6), status="held")
    Resolution.objects.create(meeting=before, minute="12", kind="noted", text=CANARY)

    told = content_of(world.pack).since

    assert [one.text for one in told.resolved] == ["Minute 27(b). Noted: The report."]


def test_statuses_and_ratings_that_changed_are_told_the_worse_first(world):
    content = content_of(world.pack)
    published(world.pack, content)
    known = {one.text: one for outcome in content.outcomes for one in outcome.promises}
    for item, status in ((known["Mend the weir"].uuid, "on_track"), (known["Count the otters"].uuid, "off_track")):
        DeliveryUpdate.objects.create(
            item_id=item,
            status=status,
            date=date(2022, 12, 1),
            public_text="Late.",
            published_at=datetime(2022, 12, 2, 12, tzinfo=UTC),
        )
    make.make_target(world.indicator, "2022/23", 50)
    make.make_result(world.indicator, "2022/23", 58)

    told = content_of(Pack.objects.create(body=world.committee, covers="2022-Q4")).since

    assert [(one.text, one.was, one.now, one.is_worse, one.number) for one in told.changed] == [
        ("Count the otters", "at_risk", "off_track", True, "1.1"),
        ("Mend the weir", "off_track", "on_track", False, "1.1"),
        ("Rivers in good health", "red", "green", False, "1.1"),
    ]  # fmt: skip
    assert told.compared.endswith(
        "Statuses, ratings and figures are compared with your last pack, Quarter 2 2022/23 (July to September 2022), "
        "which knew what there was on 28 October 2022."
    )


def test_a_date_that_passed_unmet_is_a_promise_missed(world):
    for item, what in ((world.watched.item, "otters in every river"), (world.unwatched.item, CANARY)):
        NamedDate.objects.create(item=item, by=date(2022, 9, 30), what=what, precision="month")

    content = content_of(world.pack)

    assert [one.text for one in content.since.missed] == [
        "Rivers are clean: otters in every river, by September 2022. It passed on 30 September 2022."
    ]
    assert content.enquiries[0].label == "Promise missed"
    assert CANARY not in str(content.to_dict())


def test_a_figure_restated_since_the_last_meeting_is_told(world, e_books):
    result = Result.objects.get(indicator=world.indicator, period="2020/21")
    kept = {"result": result, "value": 60, "qualifier": "exact", "provisional": False}
    Restatement.objects.create(**kept, day=date(2022, 10, 3), why="Miscounted.")
    Restatement.objects.create(**{**kept, "value": 40}, day=date(2022, 9, 1), why="Told before the last meeting.")

    content = content_of(world.pack)

    assert [one.text for one in content.since.restated] == [
        "Rivers in good health. The figure for 2020/21 was 60% and is 64% since 3 October 2022. Why: Miscounted."
    ]
    (question,) = [one for one in content.enquiries if one.subject == "Rivers in good health"]
    assert "Figure restated" in (question.label, *question.also)


def test_a_board_that_did_not_report_is_named(world):
    ReportingPeriod.objects.create(
        name="The summer of 2022", starts=date(2022, 10, 1), ends=date(2022, 10, 15), due=date(2022, 10, 20)
    )
    outcome = HighlightReport.objects.first().outcome
    ItemBoard.objects.create(item=outcome, board=Body.objects.get(name="Green Board"))

    told = content_of(world.pack).since

    assert [one.text for one in told.silent] == [
        "Green Board has published no report on Green Fenbrook for The summer of 2022, which was due on "
        "20 October 2022."
    ]
    assert "no board failed to report" not in told.nothing


def test_what_was_referred_to_the_committee_is_told_and_shown(world):
    giver = make.make_body(BodyKind.COMMITTEE, "Roads Committee", short_name="Roads")
    Referral.objects.create(
        giver=giver, receiver=world.committee, item=world.unwatched.item, starts=date(2022, 10, 1),
        reason="to see rivers and roads together",
    )  # fmt: skip

    content = content_of(world.pack)

    (one,) = content.since.referred
    assert one.text == (
        f"{world.unwatched.title}. Referred by Roads on 1 October 2022: to see rivers and roads together."
    )
    assert (one.number, one.anchor) == ("1.2", "part-1-2")
    assert str(world.unwatched.item_id) in content.remit
