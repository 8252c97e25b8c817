"""Settings come from the environment; `.env.example` names them all.

In production a missing secret key, host or public address is an error that says what to set.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

TESTING = "pytest" in sys.modules

env = environ.Env()
if not TESTING:  # tests mean the same on every machine
    env.read_env(BASE_DIR / ".env")

# A site that answers to other names than this machine's own is taken for production, whatever else was forgotten.
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
named_hosts = [host.strip() for host in env.str("ALLOWED_HOSTS", default="").split(",") if host.strip()]
only_here = set(named_hosts) <= set(LOCAL_HOSTS)
DEBUG = env.bool("DEBUG", default=only_here)


def required_in_production(name: str, default: str, what: str) -> str:
    value = env.str(name, default="")
    if TESTING or (DEBUG and only_here):
        return value or default
    if not value or value == default:
        raise ImproperlyConfigured(
            f"Set {name} in the environment or in .env: {what}. Only for trying things out on this machine, without"
            " ALLOWED_HOSTS and DEBUG=0, it may be left out."
        )
    return value


SECRET_KEY = required_in_production("SECRET_KEY", "for-trying-things-out-only", "a long random string, kept secret")
ALLOWED_HOSTS = named_hosts or LOCAL_HOSTS
if not (named_hosts or DEBUG or TESTING):
    raise ImproperlyConfigured("Set ALLOWED_HOSTS in the environment or in .env: the site's host names, with commas.")
SITE_ADDRESS = required_in_production(
    "SITE_ADDRESS", "http://127.0.0.1:8000", "the site's public address, which is printed in packs and never changes"
).rstrip("/")

INSTALLED_APPS = [
    "plan.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "simple_history",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "plan",
    "performance",
    "outcomes",
    "consultation",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "plan.away.DatabaseAway",
]

ROOT_URLCONF = "plan.urls"
WSGI_APPLICATION = "plan.wsgi.application"
AUTH_USER_MODEL = "plan.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "plan.accounts.Accounts"]
SESSION_ENGINE = "plan.accounts"
LOGIN_URL = "admin:login"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["plan.templatetags.marks"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plan.context.council",
            ],
        },
    },
]

# SQLite serves one machine; WAL, IMMEDIATE and a patient timeout make it hold under many writers.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
}
# Without a pool every light page pays for a new connection, which costs five times the page itself. A server that does
# not answer is given up after seconds; a connection from before it restarted is noticed and replaced.
POSTGRESQL_OPTIONS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5000,  # milliseconds
    "pool": not TESTING and {"min_size": 1, "max_size": 12, "timeout": 3},
}
DATABASES = {"default": env.db_url_config(env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR}/plan.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["OPTIONS"] = {**POSTGRESQL_OPTIONS, **DATABASES["default"].get("OPTIONS", {})}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["ATOMIC_REQUESTS"] = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
FORMAT_MODULE_PATH = "plan.formats"  # 26 October 2021, where Django says 26 Oct 2021

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "media"
WHITENOISE_USE_FINDERS = DEBUG

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}}
if env.str("CACHE_URL", default=""):
    CACHES = {"default": env.cache_url("CACHE_URL")}

# E-mails: printed where the site is tried out, nowhere without a mail server in production, which a check says.
EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_IS_SET_UP = bool(EMAIL_URL) or DEBUG
EMAIL = env.email_url_config(EMAIL_URL or ("consolemail://" if DEBUG else "dummymail://"))
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = EMAIL["EMAIL_BACKEND"], EMAIL["EMAIL_HOST"], EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_USER"] or "", EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = f"/{EMAIL['EMAIL_FILE_PATH'].lstrip('/')}"  # for filemail:///folder, to look at them
EMAIL_TIMEOUT = 20  # seconds for the mail server to answer
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="strategic-plan@localhost")

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if env.bool("TASKS_IMMEDIATE", default=False)
        else "django_tasks_db.DatabaseBackend"
    }
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

# Wrong passwords within the cool-off: for one person from one address, and for either alone (see plan/signing_in.py).
AXES_FAILURE_LIMIT = 10
SIGN_IN_LIMITS = {"username": 50, "ip_address": 100}
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who goes on guessing does not keep the person out for longer
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "plan.signing_in.Limits"
AXES_CLIENT_IP_CALLABLE = "plan.signing_in.client_address"
AXES_LOCKOUT_TEMPLATE = "registration/too_many_tries.html"
AXES_ENABLED = not TESTING  # but in tests of its own
AXES_VERBOSE = False
# How many proxies stand in front and say, in X-Forwarded-For, where a request comes from.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0 if DEBUG else 1)

if TESTING:  # a good hash takes half a second, and tests make hundreds of accounts
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # a reason may be a sentence or two
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = False

# What a rendering child may use. A document that tries to eat the machine is stopped.
PDF_WALL_SECONDS = env.int("PDF_WALL_SECONDS", default=180)
PDF_MEMORY_MEGABYTES = env.int("PDF_MEMORY_MEGABYTES", default=2048)

# What views of the API share stands in plan/api/views.py; a view that forgot it would take nothing from nobody.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "plan.api.problems.answer",
    "NUM_PROXIES": TRUSTED_PROXIES,
}
# How often one may ask the API in a minute: from one address without a token, with the tokens of one account.
API_RATE_ADDRESS = env.int("API_RATE_ADDRESS", default=120)
API_RATE_ACCOUNT = env.int("API_RATE_ACCOUNT", default=600)
API_LARGEST_BODY = 2_000_000  # bytes
SPECTACULAR_SETTINGS = {
    "TITLE": "Strategic Plan API",
    "DESCRIPTION": "The Strategic Plan and how it is going, for other systems: what is published, as JSON.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATIONS": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "plan.api.describe.closed",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
