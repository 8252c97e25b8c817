"""Links into an edition's page read well and last: they are made of titles, not of keys."""

from datetime import UTC, datetime

import pytest

from outcomes.framework.models import Commitment, CommitmentPartner
from outcomes.framework.places import anchor
from outcomes.pages.editions import section_anchors
from plan.models import Partner, Plan, Section
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_anchor_is_the_title():
    assert section_anchors([(7, "Enabling services")]) == {7: "section-enabling-services"}


def test_titles_that_come_again_are_counted():
    rows = [(7, "Values"), (3, "values!"), (9, "€"), (12, "£")]
    assert section_anchors(rows) == {
        7: "section-values", 3: "section-values-2", 9: "section-untitled", 12: "section-untitled-2",
    }  # fmt: skip


def test_the_home_page_links_to_where_the_section_stands(fenbrook, client):
    Section.objects.filter(plan=fenbrook.plan, title="Foreword").get()  # there is one, with some key
    home = client.get("/").content.decode()
    page = client.get("/plans/2022-26/").content.decode()
    assert 'href="/plans/2022-26/#section-foreword"' in home
    assert page.count('id="section-foreword"') == 1
    assert 'href="#section-foreword"' in page


def plan_with_lines(many: int) -> tuple[Commitment, Partner]:
    """A plan in force in which a partner is named only in the lines of a commitment's list."""
    plan = factories.make_tree(factories.make_plan(slug="2022-26"))
    list_of = plan.commitments.get()
    Commitment.objects.filter(pk=list_of.pk).update(text="We will hold:")
    partner = Partner.objects.create(name="Market Traders", slug="market-traders", kind=Partner.Kind.GROUP)
    for number in range(1, many + 1):
        line = Commitment.objects.create(
            plan=plan, item=factories.make_item("commitment"), parent=list_of, text=f"market {number}", position=number
        )
        CommitmentPartner.objects.create(commitment=line, partner=partner)
    at = datetime(2022, 5, 19, tzinfo=UTC)
    Plan.objects.filter(pk=plan.pk).update(published_at=at, in_force_from=at.date())
    return list_of, partner


def test_a_partner_named_only_in_a_list_is_shown_what_names_it(client, words):
    list_of, partner = plan_with_lines(1)
    assert "We will hold: market 1" in words("/partners/market-traders/")
    page = client.get("/partners/market-traders/").content.decode()
    assert f"#{anchor(list_of.item_id)}" in page  # the list has an id on its page, its lines have none
    assert f"#{anchor(partner.commitments.get().item_id)}" not in page


@pytest.mark.parametrize("many", [1, 10, 100])
def test_a_partners_page_costs_the_same_for_any_number_of_lines(client, django_assert_num_queries, many):
    plan_with_lines(many)
    with django_assert_num_queries(14):
        client.get("/partners/market-traders/")
