"""The exempt part of a pack: in the exempt file and in nothing else that others see, until it is made public."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from outcomes.models import Disclosure, ExemptAppendix, PackFile, PackVersion
from outcomes.packs import paper
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.disclosing import disclose
from outcomes.packs.publishing import withdraw
from outcomes.packs.verify import altered
from plan import records, roles
from plan.models import BodyMembership, Event, User
from tests.factories import make_user

from .beside import PRIVATE, covering, exempt
from .conftest import print_quickly
from .world import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
MARKING = (
    "Not for publication by virtue of paragraphs 1 and 3 of Part 1 of Schedule 12A to the Local Government Act 1972"
)
PAGES = (
    "/", "/packs/", "/packs/archive/", "/packs/archive.csv", "/packs/archive.json", "/scrutiny/", "/meetings/",
    "/scrutiny/environment-committee/", "/packs/environment-committee/2022-Q2/", "/api/v1/", "/meetings.ics",
    "/indicators/", "/reports/", "/plans/", "/robots.txt",
)  # fmt: skip


@pytest.fixture
def printed(monkeypatch) -> list:
    """What was sent to the exempt paper; its rendering takes seconds."""
    sent = []

    def quickly(exempt, content):
        sent.append(exempt)
        return paper.Printed(f"%PDF {exempt.title} {exempt.text}".encode(), 1)

    monkeypatch.setattr(paper, "print_exempt", quickly)
    monkeypatch.setattr(paper, "print_pdf", print_quickly)
    return sent


@pytest.fixture
def version(world, officer, printed) -> PackVersion:
    exempt(world)
    covering(world, officer)
    version = build(request_build(world.pack, by=officer, queued=False).pk)
    assert version.failure == ""
    return version


@pytest.fixture
def issued(version, officer) -> PackVersion:
    return issue(version, by=officer)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member(world, **dates):
    user = make_user(roles.SCRUTINY_MEMBER)
    BodyMembership.objects.create(body=world.committee, user=user, office=f"Member {user.pk}", **dates)
    return user


def path(version) -> str:
    return f"/private-papers/{version.pk}/"


def test_it_is_a_file_of_its_own(version, printed):
    file = version.files.get(audience="exempt")

    assert (file.kind, file.name) == ("pdf", "environment-committee-2022-q2-exempt.pdf")
    assert PRIVATE in bytes(file.content).decode()
    assert printed[0].marking == MARKING
    assert (version.content["exempt"]["paragraphs"], version.content["exempt"]["sentence"]) == (
        "paragraphs 1 and 3", "Bidders would learn prices.",
    )  # fmt: skip


def test_no_word_of_it_is_in_public_files_content_or_log(issued):
    assert PRIVATE not in json.dumps(issued.content)
    for file in issued.files.filter(audience="public"):
        content = bytes(file.content)
        assert PRIVATE.encode() not in content
        if file.kind in ("xlsx", "docx"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                assert all(PRIVATE.encode() not in package.read(name) for name in package.namelist())
    assert sorted(issued.files.filter(audience="public").values_list("kind", flat=True)) == [
        "docx", "html", "pdf", "xlsx",
    ]  # fmt: skip
    told = json.dumps(list(Event.objects.values("subject", "why", "detail")), default=str)
    assert PRIVATE not in told


def test_there_is_something_that_could_leak(issued):
    assert PRIVATE in ExemptAppendix.objects.get().text
    assert PackFile.objects.filter(audience="exempt").count() == 1


def test_no_public_page_has_a_word_of_it(issued, client):
    for address in PAGES:
        response = client.get(address)
        assert response.status_code == 200, address
        assert PRIVATE not in response.content.decode(), address
        assert "-exempt.pdf" not in response.content.decode(), address


def test_the_public_page_says_that_there_is_one_and_why(issued, client):
    html = client.get("/packs/environment-committee/2022-Q2/").content.decode()

    assert (
        "There is an exempt appendix, not for publication by virtue of paragraphs 1 and 3 of Part 1 of Schedule 12A"
        " to the Local Government Act 1972. Bidders would learn prices." in html
    )


@pytest.mark.parametrize(
    "role", [role for role in roles.ROLES if role.slug not in ("policy-officer", "democratic-services", "cmt")],
    ids=lambda role: role.slug,
)  # fmt: skip
def test_others_find_nothing_at_any_door(issued, settings, role):
    settings.DEBUG = False
    user = make_user(role)
    client = signed_in(user)
    appendix = ExemptAppendix.objects.get()
    doors = [
        path(issued), f"/admin/outcomes/exemptappendix/{appendix.pk}/change/", "/admin/outcomes/exemptappendix/",
        f"/admin/outcomes/exemptappendix/{appendix.pk}/history/", f"/admin/find/?q={PRIVATE}", "/admin/plan/event/",
        f"/admin/outcomes/packversion/{issued.pk}/change/", f"/admin/outcomes/pack/{issued.pack_id}/history/",
        "/packs/environment-committee/2022-Q2/v1/environment-committee-2022-q2-exempt.pdf",
    ]  # fmt: skip
    for door in doors:
        said = client.get(door).content.decode()
        assert PRIVATE not in said.replace(f"“{PRIVATE}”", "").replace(f'value="{PRIVATE}"', ""), door
    assert client.get(path(issued)).status_code == 404
    assert not ExemptAppendix.objects.visible_to(user).exists()


def test_a_superuser_by_rights_alone_reads_nothing(issued):
    keeper = User.objects.create_superuser("keeper", password="a long enough password")
    assert signed_in(keeper).get(path(issued)).status_code == 404
    assert not ExemptAppendix.objects.visible_to(keeper).exists()


@pytest.mark.parametrize("role", [roles.POLICY_OFFICER, roles.DEMOCRATIC_SERVICES, roles.CMT], ids=lambda r: r.slug)
def test_those_who_prepare_papers_and_management_read_it(version, role):
    response = signed_in(make_user(role)).get(path(version))

    assert response.status_code == 200
    assert PRIVATE in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "attachment" in response["Content-Disposition"]


def test_members_of_the_committee_on_the_day_of_its_meeting_read_it_once_it_is_published(world, version, officer):
    sits, left = member(world, starts=date(2022, 5, 1)), member(world, ends=date(2022, 11, 7))
    joined = member(world, starts=date(2022, 11, 8))
    assert signed_in(sits).get(path(version)).status_code == 404  # not published yet

    issue(version, by=officer)

    found = {user: signed_in(user).get(path(version)).status_code for user in (sits, left, joined)}
    assert found == {sits: 200, left: 404, joined: 404}


def test_the_public_address_of_the_file_answers_like_nothing(issued, client):
    address = "/packs/environment-committee/2022-Q2/v1/environment-committee-2022-q2-exempt.pdf"
    assert client.get(address).status_code == 404


def test_an_incomplete_one_stops_the_build_in_words(world, officer, printed):
    appendix = exempt(world)
    ExemptAppendix.objects.filter(pk=appendix.pk).update(public_sentence=" ")

    version = build(request_build(world.pack, by=officer, queued=False).pk)
    assert version.failure.startswith("Its exempt appendix is not complete")


@pytest.mark.parametrize("numbers", [[], ["8"], ["x"], "3", None])
def test_paragraphs_are_those_of_the_schedule(world, numbers):
    with pytest.raises(ValidationError):
        exempt(world, paragraphs=numbers)


def test_it_is_made_public_later_with_who_when_and_why(issued, officer, client):
    notice = disclose(issued, by=officer, reason="The contract is let.")

    event = Event.objects.get(verb="pack.disclosed")
    assert (event.by, event.why, event.detail["sha256"]) == (officer, "The contract is let.", notice.sha256)
    html = client.get("/packs/environment-committee/2022-Q2/").content.decode()
    assert "The contract is let." in html
    assert "Download the appendix that was exempt" in html
    address = "/packs/environment-committee/2022-Q2/v1/environment-committee-2022-q2-exempt.pdf"
    assert client.get(address).content == bytes(issued.files.get(audience="exempt").content)
    assert "-exempt.pdf" in client.get("/packs/archive.csv").content.decode()
    assert altered() == []


def test_it_is_made_public_once_by_those_whose_it_is_and_with_a_reason(issued, officer):
    for by in (None, make_user(roles.CMT), make_user(roles.ADMINISTRATOR)):
        with pytest.raises(NotAllowed, match="by policy officers or democratic services"):
            disclose(issued, by=by, reason="Why not.")
    with pytest.raises(NotAllowed, match="Say why"):
        disclose(issued, by=officer, reason=" ")
    disclose(issued, by=make_user(roles.DEMOCRATIC_SERVICES), reason="It is let.")
    with pytest.raises(NotAllowed, match="public already"):
        disclose(issued, by=officer, reason="Again.")
    assert Disclosure.objects.count() == 1


def test_what_is_not_published_or_withdrawn_is_not_made_public(version, officer):
    with pytest.raises(NotAllowed, match="not published yet"):
        disclose(version, by=officer, reason="Let.")
    withdraw(issue(version, by=officer), by=officer, reason="A breach.")
    with pytest.raises(NotAllowed, match="withdrawn"):
        disclose(version, by=officer, reason="Let.")
    assert signed_in(officer).get(path(version)).status_code == 410


def test_a_version_without_one_has_nothing_to_make_public(published, officer):
    with pytest.raises(NotAllowed, match="has no exempt appendix"):
        disclose(published, by=officer, reason="Let.")


def test_withdrawing_takes_the_disclosed_file_too(issued, officer, client):
    disclose(issued, by=officer, reason="Let.")
    withdraw(issued, by=officer, reason="A breach.")

    address = "/packs/environment-committee/2022-Q2/v1/environment-committee-2022-q2-exempt.pdf"
    assert client.get(address).status_code == 410


TAMPERED = {
    "the exempt file": (
        lambda version: PackFile.objects.filter(audience="exempt").update(content=b"x"),
        "{version}: the file environment-committee-2022-q2-exempt.pdf was altered.",
    ),
    "the reason": (
        lambda version: Disclosure.objects.update(reason="None."),
        "{version}, exempt appendix made public: who disclosed it, when or why was altered.",
    ),
    "which file": (
        lambda version: Disclosure.objects.update(file=version.files.get(audience="public", kind="pdf")),
        "{version}, exempt appendix made public: it is not the file that was exempt.",
    ),
    "no notice": (
        lambda version: Disclosure.objects.all().delete(),
        "{version} was disclosed, and the notice is no longer there.",
    ),
}


@pytest.mark.parametrize(("tamper", "said"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_named(issued, officer, tamper, said):
    disclose(issued, by=officer, reason="Let.")
    with records.lifted():
        tamper(issued)

    assert altered() == [said.format(version=issued)]


def test_a_disclosure_nobody_recorded_is_named(issued, officer):
    file = issued.files.get(audience="exempt")
    Disclosure.objects.create(
        version=issued, file=file, sha256=file.sha256, by=officer, at=issued.published_at, reason="By hand."
    )

    assert altered() == [f"{issued}, exempt appendix made public, but the event log does not say so."]


def test_the_buttons_are_offered_to_those_whose_they_are(issued, officer):
    change = f"/admin/outcomes/packversion/{issued.pk}/change/"
    assert "Make the exempt appendix public" in signed_in(officer).get(change).content.decode()
    for_cmt = signed_in(make_user(roles.CMT)).get(change).content.decode()
    assert "Exempt appendix (PDF)" in for_cmt
    assert "Make the exempt appendix public" not in for_cmt
    response = signed_in(officer).post(f"/admin/outcomes/packversion/{issued.pk}/disclose/", {"reason": "Let."})
    assert response.status_code == 302
    assert Disclosure.objects.get().reason == "Let."
