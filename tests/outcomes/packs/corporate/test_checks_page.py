"""The page of checks says of each kind what is read, and papers for officers lack no covering report."""

import pytest
from django.urls import reverse

from outcomes.packs.checklist import before_clearing
from outcomes.packs.models import PackVersion

from .conftest import MET_ON

pytestmark = pytest.mark.django_db


def test_of_papers_for_management_the_words_for_management_are_read(corporate, client):
    client.force_login(corporate.officer)
    page = client.get(reverse("admin:outcomes_pack_checks", args=[corporate.cmt.pk])).content.decode()
    assert "Of reports the words for management are read" in page
    assert "only the words for the public" not in page
    assert "No item of the agenda is chosen: none is plainly this paper&#x27;s." in page


@pytest.mark.parametrize("public", [True, False])
def test_a_covering_report_is_missed_only_where_one_is_usual(corporate, public):
    corporate.cmt.is_public = public
    lines = before_clearing(PackVersion(pack=corporate.cmt, content={}), today=MET_ON)
    assert ("It has no covering report." in lines) is public
