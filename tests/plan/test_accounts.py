"""Accounts, rights and sessions are read by prepared queries: the answers are Django's own."""

from datetime import timedelta

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.utils import timezone

from plan.accounts import Accounts, SessionStore
from plan.models import RoleGroup, User
from plan.roles import CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def rights(backend: ModelBackend, user: User) -> list[set[str]]:
    fresh = User.objects.get(pk=user.pk)
    return [
        backend.get_user_permissions(fresh),
        backend.get_group_permissions(fresh),
        backend.get_all_permissions(fresh),
    ]


def test_rights_are_those_django_would_give():
    officer, both, none = make_user(POLICY_OFFICER), make_user(POLICY_OFFICER), make_user(POLICY_OFFICER)
    both.groups.add(RoleGroup.objects.get(slug=CONTRIBUTOR.slug).group)
    both.user_permissions.add(Permission.objects.get(codename="add_logentry"))
    none.groups.clear()
    for user in (officer, both, none):
        assert rights(Accounts(), user) == rights(ModelBackend(), user)
    own, by_role, _ = rights(Accounts(), both)
    assert own == {"admin.add_logentry"}
    assert "consultation.view_response" in by_role
    assert rights(Accounts(), none) == [set(), set(), set()]


def test_who_is_not_active_has_no_rights_and_is_nobody():
    user = make_user(POLICY_OFFICER)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert rights(Accounts(), user) == [set(), set(), set()]
    assert Accounts().get_user(user.pk) is None
    assert Accounts().get_user(user.pk + 1) is None


def test_a_superuser_has_every_right_and_no_role():
    user = make_user(POLICY_OFFICER)
    user.groups.clear()
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    assert rights(Accounts(), user)[2] == rights(ModelBackend(), user)[2]
    assert User.objects.get(pk=user.pk).role_slugs == frozenset()


def test_an_account_is_read_whole_and_anew_each_time():
    user = make_user(POLICY_OFFICER)
    found = Accounts().get_user(user.pk)
    assert {field.attname: getattr(found, field.attname) for field in User._meta.concrete_fields} == {
        field.attname: getattr(user, field.attname) for field in User._meta.concrete_fields
    }
    User.objects.filter(pk=user.pk).update(office="Head of Parks")
    assert Accounts().get_user(user.pk).office == "Head of Parks"


def test_roles_are_those_of_the_groups_that_stand_for_one(django_assert_num_queries):
    user = make_user(POLICY_OFFICER)
    user.groups.add(Group.objects.create(name="Choir"), RoleGroup.objects.get(slug=CONTRIBUTOR.slug).group)
    with django_assert_num_queries(1):
        assert user.role_slugs == {POLICY_OFFICER.slug, CONTRIBUTOR.slug}
        assert user.has_role(CONTRIBUTOR.slug)


def test_a_session_holds_until_it_expires_or_is_signed_out(client):
    client.force_login(make_user(POLICY_OFFICER))
    key = client.session.session_key
    assert client.get("/admin/my-emails/").status_code == 200
    assert SessionStore(key).load().keys() >= {"_auth_user_id", "_auth_user_hash"}
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/admin/my-emails/").status_code == 302
    client.force_login(make_user(POLICY_OFFICER))
    client.post("/admin/logout/")
    assert client.get("/admin/my-emails/").status_code == 302
    missing = SessionStore("0123456789abcdef")
    assert (missing.load(), missing.session_key) == ({}, None)


def test_a_role_that_is_taken_away_is_gone_on_the_next_page(client):
    user = make_user(POLICY_OFFICER)
    client.force_login(user)
    assert client.get("/admin/plan/body/").status_code == 200
    user.groups.clear()
    assert client.get("/admin/plan/body/").status_code == 403
