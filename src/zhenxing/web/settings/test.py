"""For the suite: state in a temporary folder, jobs at once, quick password hashes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_OWN_HOME = "ZHENXING_HOME" not in os.environ
if _OWN_HOME:
    os.environ["ZHENXING_HOME"] = tempfile.mkdtemp(prefix="zhenxing-test-")

from zhenxing.web.settings.base import *  # noqa: E402, F403 — the home must be set before base reads it
from zhenxing.web.settings.base import DATABASES, STORAGES, ZHENXING_HOME  # noqa: E402 — likewise

SECRET_KEY = "a key for tests only"  # noqa: S105 — protects nothing
DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = Path(ZHENXING_HOME) / "static"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file as in an office, not memory: threads that share memory lock each other out instead of waiting.
    # Syncing each commit is not what the tests test, and costs minutes.
    Path(ZHENXING_HOME).mkdir(parents=True, exist_ok=True)  # nothing else makes it before the database is
    DATABASES["default"]["TEST"] = {"NAME": str(Path(ZHENXING_HOME) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
