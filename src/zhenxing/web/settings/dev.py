"""One machine, one office, nothing installed but Python: what `./run` starts."""

from __future__ import annotations

import os

from zhenxing.web.settings import environment
from zhenxing.web.settings.base import *  # noqa: F403 — a settings module is its parent plus changes
from zhenxing.web.settings.base import ZHENXING_HOME

SECRET_KEY = environment.secret_key(ZHENXING_HOME)
DEBUG = os.environ.get("ZHENXING_DEBUG") == "1"
ALLOWED_HOSTS = environment.words("ZHENXING_HOSTS", "127.0.0.1,localhost,[::1]")
INTERNAL_IPS = ["127.0.0.1"]
