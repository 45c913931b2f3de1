"""What every deployment shares. `dev`, `test` and `production` add to it."""

from __future__ import annotations

import importlib.util
import os
from datetime import timedelta

from zhenxing import __version__
from zhenxing.web.settings import environment

WEB = environment.WEB
ZHENXING_HOME = environment.home()
ZHENXING_VERSION = __version__

#: whole apps that may be deleted; each is served when its folder is there
_REMOVABLE = (
    "documents",
    "goals",
    "tasks",
    "towns",
    "expiry",
    "enterprises",
    "brands",
    "platforms",
    "imports",
)
_FIXED = ("kit", "accounts", "organisations", "codetables", "ledger")
#: a folder with models of its own joins by being there
_JOINED = sorted({path.parent.name for path in WEB.glob("*/models.py")} - {*_FIXED, *_REMOVABLE})
ZHENXING_APPS = [
    f"zhenxing.web.{name}"
    for name in (*_FIXED, *_REMOVABLE, *_JOINED, "overview")
    if importlib.util.find_spec(f"zhenxing.web.{name}")
]

INSTALLED_APPS = [
    *ZHENXING_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "treebeard",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "zhenxing.web.kit.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhenxing.web.kit.middleware.RequestId",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhenxing.web.kit.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zhenxing.web.accounts.middleware.SessionAge",
    "zhenxing.web.accounts.middleware.PasswordChangeFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhenxing.web.kit.middleware.KindRefusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zhenxing.web.urls"
WSGI_APPLICATION = "zhenxing.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhenxing.web.kit.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "zhenxing.web.kit.forms.Renderer"

#: a model that the site itself runs and lets read along; None unless one is configured
ZHENXING_PROPOSER = environment.model()

DATABASES = {"default": environment.database(os.environ.get("ZHENXING_DATABASE_URL"), ZHENXING_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- people -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "overview:home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]
#: failures of one account from one address before it is locked, and for how long
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "zhenxing.web.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
#: the address of the one trusted proxy in front, if there is one
AXES_IPWARE_PROXY_COUNT = int(os.environ.get("ZHENXING_PROXIES", "0")) or None

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE = timedelta(minutes=30)
SESSION_ABSOLUTE = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())
CSRF_COOKIE_HTTPONLY = False  # read by the script that sends it with partial requests
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zhenxing.web.kit.errors.csrf_failure"

# --- the answer's headers ---------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the original file is shown in a frame of our own page
CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}

# --- language, time, files --------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["zhenxing.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = ZHENXING_HOME / "static"
STATICFILES_DIRS = [WEB / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = ZHENXING_HOME / "files"
#: Parquet that is written once and never edited: what was known when
LAKE_ROOT = ZHENXING_HOME / "lake"
#: the public address of the site, for what is printed and sent; "": as each request reaches it
ZHENXING_ADDRESS = environment.address()
#: the ways out of the house, if the site has any; see docs/how-to/clocks-and-letters.md
ZHENXING_OUTBOX = os.environ.get("ZHENXING_OUTBOX") or ZHENXING_HOME / "outbox.yaml"
MEDIA_URL = "/files-are-served-by-views-only/"
FILE_UPLOAD_PERMISSIONS = 0o600
#: the largest upload, in bytes; larger ones are refused before they are read
UPLOAD_LIMIT = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"axes": {"level": "ERROR"}, "django_tasks": {"level": "INFO"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
