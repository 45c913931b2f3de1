"""The WSGI application, as granian serves it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenxing.web.settings.dev")

application = get_wsgi_application()
#: every page's code is loaded before the first request comes, so that nobody waits for it
_PAGES = get_resolver().url_patterns
