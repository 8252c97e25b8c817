"""What a server may be started with. Each case is a process of its own: settings are read once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plan.checks import mail_is_set_up

ROOT = Path(__file__).resolve().parents[2]
ASK = (
    "from django.conf import settings as s;"
    "print(s.DEBUG, s.SECRET_KEY, ','.join(s.ALLOWED_HOSTS), s.SITE_ADDRESS, s.TRUSTED_PROXIES)"
)
NAMES = ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_ADDRESS", "TRUSTED_PROXIES", "EMAIL_URL", "EMAIL_FROM")
LOCAL = "127.0.0.1,localhost,[::1],testserver"
KEY, HOST, SITE = {"SECRET_KEY": "s3cret"}, {"ALLOWED_HOSTS": "plan.example.gov.uk"}, {"SITE_ADDRESS": "https://a.uk"}
ALL = {**KEY, **HOST, **SITE}


MAIL = (
    "from django.conf import settings as s;"
    "print(s.EMAIL_IS_SET_UP, s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS,"
    " s.EMAIL_USE_SSL, s.EMAIL_HOST_PASSWORD, s.DEFAULT_FROM_EMAIL)"
)


def started(ask=ASK, **given):
    """How it starts with these settings alone, whatever a .env beside manage.py says; what it says."""
    environment = {name: value for name, value in os.environ.items() if name not in NAMES}
    environment |= {"DJANGO_SETTINGS_MODULE": "plan.settings", "DATABASE_URL": "sqlite://:memory:", **given}
    unread = "import environ; environ.Env.read_env = lambda *a, **k: None;"
    command = [sys.executable, "-c", unread + ask]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ({}, f"True for-trying-things-out-only {LOCAL} http://127.0.0.1:8000 0"),
        ({"ALLOWED_HOSTS": "localhost"}, "True for-trying-things-out-only localhost http://127.0.0.1:8000 0"),
        (ALL, "False s3cret plan.example.gov.uk https://a.uk 1"),
        ({**ALL, "DEBUG": "0", "SITE_ADDRESS": "https://a.uk/"}, "False s3cret plan.example.gov.uk https://a.uk 1"),
        ({**ALL, "DEBUG": "1"}, "True s3cret plan.example.gov.uk https://a.uk 0"),
        ({**ALL, "TRUSTED_PROXIES": "2"}, "False s3cret plan.example.gov.uk https://a.uk 2"),
    ],
    ids=["nothing", "only here", "production", "said so", "debugging, asked for", "two proxies"],
)
def test_it_starts_with(given, stands):
    assert started(**given).stdout.strip() == stands


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (HOST, "SECRET_KEY"),
        ({**HOST, **SITE}, "SECRET_KEY"),
        ({**HOST, **SITE, "DEBUG": "1"}, "SECRET_KEY"),
        ({**ALL, "SECRET_KEY": "for-trying-things-out-only"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "SECRET_KEY"),
        ({**KEY, **HOST}, "SITE_ADDRESS"),
        ({**ALL, "SITE_ADDRESS": "http://127.0.0.1:8000"}, "SITE_ADDRESS"),
        ({"DEBUG": "0"}, "SECRET_KEY"),
        ({"DEBUG": "0", **KEY, **SITE}, "ALLOWED_HOSTS"),
        ({"DEBUG": "0", **KEY, "ALLOWED_HOSTS": "localhost"}, "SITE_ADDRESS"),
    ],
)
def test_without_what_production_needs_it_says_what_to_set(given, missing):
    done = started(**given)

    assert done.returncode == 1
    assert f"ImproperlyConfigured: Set {missing} in the environment or in .env: " in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ({}, "True console"),
        (ALL, "False dummy"),
        (
            {**ALL, "EMAIL_URL": "smtp+tls://plan:p%40ss@mail.example.gov.uk:587", "EMAIL_FROM": "plan@a.uk"},
            "True smtp mail.example.gov.uk 587 True False p@ss plan@a.uk",
        ),
        ({**ALL, "EMAIL_URL": "smtp+ssl://mail.example.gov.uk:465"}, "True smtp mail.example.gov.uk 465 False True"),
    ],
    ids=["printed here", "nowhere in production", "a mail server", "another way"],
)
def test_where_emails_go(given, stands):
    assert started(MAIL, **given).stdout.startswith(stands)


@pytest.mark.parametrize(
    ("is_set_up", "sender", "said"),
    [
        (True, "plan@example.gov.uk", []), (False, "plan@example.gov.uk", ["plan.W001"]),
        (True, "strategic-plan@localhost", ["plan.W002"]),
    ],
)  # fmt: skip
def test_the_checks_for_production_ask_for_a_mail_server(settings, is_set_up, sender, said):
    settings.EMAIL_IS_SET_UP, settings.DEFAULT_FROM_EMAIL = is_set_up, sender
    assert [message.id for message in mail_is_set_up()] == said
