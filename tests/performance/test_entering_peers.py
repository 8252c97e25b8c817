"""Several councils' figures entered at once on the desk: all or none, nobody's change lost, only by policy officers."""

from decimal import Decimal
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.entering_peers import Entry, Told, enter_figures
from performance.models import ComparatorGroup, Peer, PeerResult
from plan import locking
from plan.models import Event
from plan.periods import Period
from plan.roles import CMT, CONTRIBUTOR
from tests.factories import make_department, make_indicator, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2021/22")


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2022-10-12 12:00 +0000", tick=False)


@pytest.fixture
def cost():
    return make_indicator("Cost", unit="£")


@pytest.fixture
def counties() -> ComparatorGroup:
    group = ComparatorGroup.objects.create(name="county councils", slug="counties")
    for name in ("Ashire", "Bshire", "Cshire"):
        Peer.objects.create(group=group, name=name)
    return group


@pytest.fixture
def page(client, policy_officer, cost, counties):
    client.force_login(policy_officer)
    asked = {"group": counties.pk, "indicator": cost.pk, "period": "2021/22"}
    return f"{reverse('admin:performance_councils')}?{urlencode(asked)}"


def field(name: str, what: str) -> str:
    return f"council-{Peer.objects.get(name=name).pk}-{what}"


def opened(client, page) -> dict[str, str]:
    """What the page's form would send as it is."""
    return sent_by(client.get(page))


def sent_by(answer) -> dict[str, str]:
    return {name: values[0] for name, values in form_data(answer).items() if values}


def send(client, page, sent, status=302, **values):
    answer = client.post(page, {**sent, **values})
    text = unescape(answer.content.decode())
    assert answer.status_code == status, text
    return text


def figures() -> dict[str, tuple]:
    return {row.peer.name: (row.value, row.words) for row in PeerResult.objects.select_related("peer")}


def test_figures_of_several_councils_are_entered_with_one_source(client, page, cost, policy_officer):
    sent = opened(client, page) | {field("Ashire", "value"): "£1,775", field("Bshire", "words"): "hardly any"}
    send(client, page, sent, source="The benchmark, table 2")
    assert figures() == {"Ashire": (Decimal(1775), ""), "Bshire": (None, "hardly any")}
    row = PeerResult.objects.get(peer__name="Ashire")
    assert (row.period, row.source, str(row.released), row.illustrative) == (
        "2021/22", "The benchmark, table 2", "2022-10-12", False,
    )  # fmt: skip
    assert row.history.get().history_user == policy_officer
    assert Event.objects.filter(verb="peerresult.added", by=policy_officer).count() == 2
    assert "£1,775" in client.get("/comparisons/counties/").content.decode()


def test_what_a_figure_demands_is_not_called_optional(client, page):
    text = client.get(page).content.decode()
    assert '">Where these figures come from</label>' in text
    assert '">Why</label>' in text
    assert '">Available since (optional)</label>' in text


def test_figures_there_are_changed_with_a_reason_and_the_rest_left_alone(client, page, cost):
    for name, value in (("Ashire", 5), ("Bshire", 6)):
        PeerResult.objects.create(
            indicator=cost, peer=Peer.objects.get(name=name), period="2021/22", value=value, source="The benchmark"
        )
    sent = opened(client, page) | {field("Ashire", "value"): "7"}
    text = send(client, page, sent, 422)
    assert "Say why figures that were there are changed." in text
    assert 'value="7"' in text
    assert figures()["Ashire"] == (Decimal(5), "")
    send(client, page, sent, why="They counted again")
    assert figures() == {"Ashire": (Decimal(7), ""), "Bshire": (Decimal(6), "")}
    rows = {row.peer.name: row for row in PeerResult.objects.all()}
    assert (rows["Ashire"].version, rows["Bshire"].version, rows["Ashire"].source) == (2, 1, "The benchmark")
    assert rows["Ashire"].history.first().history_change_reason == "They counted again"


def test_a_figure_marked_as_made_up_stays_marked(client, page, cost):
    PeerResult.objects.create(
        indicator=cost, peer=Peer.objects.get(name="Ashire"), period="2021/22", value=5, illustrative=True
    )
    send(client, page, opened(client, page) | {field("Ashire", "value"): "7"}, why="Again")
    assert PeerResult.objects.values_list("value", "illustrative").get() == (7, True)


def test_one_fault_and_nothing_is_written(client, page):
    sent = opened(client, page) | {field("Ashire", "value"): "1775", field("Bshire", "value"): "lots"}
    text = send(client, page, sent, 422, source="The benchmark")
    assert "“lots” is not a number; leave empty for no data." in text
    assert ('value="lots"' in text, 'value="1775"' in text, 'value="The benchmark"' in text) == (True, True, True)
    both = sent | {field("Bshire", "value"): "5", field("Bshire", "words"): "five"}
    assert "Give the figure or the words, not both." in send(client, page, both, 422, source="The benchmark")
    assert "Say where the new figures come from." in send(
        client, page, opened(client, page) | {field("Ashire", "value"): "1"}, 422
    )
    assert "You changed no figure, so nothing was saved." in send(client, page, opened(client, page), 422)
    for bad in ("1e400", "12%", "1.23456", "9" * 30):
        send(client, page, opened(client, page) | {field("Ashire", "value"): bad}, 422, source="x")
    assert figures() == {}


def test_figures_of_what_is_still_to_come_are_refused(client, page, cost):
    ahead = page.replace("2021%2F22", "2099%2F00")
    assert "2099/00 has not begun yet, so there can be no result for it." in client.get(ahead).content.decode()
    client.post(ahead, {field("Ashire", "value"): "5", "source": "x"})
    sent = opened(client, page) | {field("Ashire", "value"): "5"}
    text = send(client, page, sent, 422, source="x", released="2022-10-13")
    assert "Give the day on which the figures came out: today, or an earlier one." in text
    assert ('value="5"' in text, 'value="2022-10-13"' in text, figures()) == (True, True, {})
    send(client, page, sent, source="x", released="2022-10-12")


def test_on_the_indicators_page_a_changed_figure_needs_its_reason_too(client, page, cost):
    row = PeerResult.objects.create(
        indicator=cost, peer=Peer.objects.get(name="Ashire"), period="2021/22", value=5, source="x"
    )
    address = reverse("admin:performance_indicator_change", args=[cost.pk])
    for changed in ({"peer_results-0-value": "7"}, {"peer_results-0-DELETE": "on"}):
        answer = client.post(address, form_data(client.get(address), **changed, _save="Save"))
        assert (answer.status_code, "is to change or go. Say why" in answer.content.decode()) == (200, True)
        assert figures() == {"Ashire": (Decimal(5), "")}
    sent = form_data(client.get(address), **{"peer_results-0-value": "7"}, change_reason="They counted again")
    assert client.post(address, {**sent, "_save": "Save"}).status_code == 302
    assert (figures(), row.history.first().history_change_reason) == (
        {"Ashire": (Decimal(7), "")},
        "They counted again",
    )


def test_a_figure_changed_meanwhile_is_shown_and_what_was_typed_kept(client, page, cost):
    row = PeerResult.objects.create(
        indicator=cost, peer=Peer.objects.get(name="Ashire"), period="2021/22", value=5, source="x"
    )
    sent = opened(client, page) | {field("Ashire", "value"): "7", field("Bshire", "value"): "8"}
    PeerResult.objects.filter(pk=row.pk).update(value=6, version=2)
    answer = client.post(page, {**sent, "why": "Again", "source": "y"})
    text = unescape(answer.content.decode())
    assert "changed this since you opened the page: it was 5, now it is 6. Save again to keep what you typed." in text
    assert ('value="7"' in text, 'value="8"' in text) == (True, True)
    assert figures() == {"Ashire": (Decimal(6), "")}
    send(client, page, sent_by(answer))
    assert figures() == {"Ashire": (Decimal(7), ""), "Bshire": (Decimal(8), "")}


def test_a_figure_entered_by_two_at_once_is_entered_once(client, page, cost):
    sent = opened(client, page) | {field("Ashire", "value"): "7"}
    PeerResult.objects.create(indicator=cost, peer=Peer.objects.get(name="Ashire"), period="2021/22", value=6)
    assert "it was empty, now it is 6" in send(client, page, sent, 409, source="x", why="y")
    assert figures() == {"Ashire": (Decimal(6), "")}


def test_what_others_changed_and_one_left_alone_stays(client, page, cost):
    row = PeerResult.objects.create(
        indicator=cost, peer=Peer.objects.get(name="Ashire"), period="2021/22", value=5, source="x"
    )
    sent = opened(client, page) | {field("Bshire", "value"): "8"}
    PeerResult.objects.filter(pk=row.pk).update(value=6, version=2)
    send(client, page, sent, source="y")
    assert figures() == {"Ashire": (Decimal(6), ""), "Bshire": (Decimal(8), "")}


def test_the_verb_refuses_what_is_stale_and_writes_nothing(policy_officer, cost, counties):
    peers = list(Peer.objects.order_by("name"))
    there = PeerResult.objects.create(indicator=cost, peer=peers[1], period="2021/22", value=5)

    def enter(seen):
        entries = [Entry(peers[0], None, Decimal(1)), Entry(peers[1], seen, Decimal(2))]
        return enter_figures(
            indicator=cost, period=YEAR, entries=entries, told=Told("x"), by=policy_officer, why="Again"
        )

    for seen in (None, 2):
        with pytest.raises(locking.Stale):
            enter(seen)
        assert figures() == {"Bshire": (Decimal(5), "")}
    assert enter(there.version) == (1, 1)


def test_only_who_may_change_the_indicator_may_enter(client, page, cost, counties):
    department = make_department("Places")
    cost.owner = department
    cost.save()
    for role in (CONTRIBUTOR, CMT):
        user = make_user(role, department=department)
        client.force_login(user)
        assert client.get(page).status_code == 403
        assert client.post(page, {field("Ashire", "value"): "1", "source": "x"}).status_code == 403
        entry = Entry(Peer.objects.first(), None, Decimal(1))
        with pytest.raises(PermissionDenied):
            enter_figures(indicator=cost, period=YEAR, entries=[entry], told=Told("x"), by=user, why="")
        assert "Figures of several councils" not in client.get(
            reverse("admin:performance_indicator_change", args=[cost.pk])
        ).content.decode()  # fmt: skip
    assert figures() == {}


def test_the_page_is_chosen_and_linked(client, policy_officer, cost, counties):
    client.force_login(policy_officer)
    for name, row in (("indicator", cost), ("comparatorgroup", counties)):
        text = client.get(reverse(f"admin:performance_{name}_change", args=[row.pk])).content.decode()
        assert f"{reverse('admin:performance_councils')}?" in text
    plain = reverse("admin:performance_councils")
    assert "Save these figures" not in client.get(plain).content.decode()
    wrong = client.get(f"{plain}?group=9999&indicator=x&period=soon").content.decode()
    assert "Save these figures" not in wrong
    assert "not one of the available choices" in wrong


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_costs_the_same_for_any_number_of_councils(client, page, counties, cost, many):
    for number in range(many):
        peer = Peer.objects.create(group=counties, name=f"Council {number}")
        PeerResult.objects.create(indicator=cost, peer=peer, period="2021/22", value=number)
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    assert len(queries) == QUERIES


QUERIES = 12
