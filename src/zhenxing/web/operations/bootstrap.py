"""Start Django once, for calls that do not come through the server."""

from __future__ import annotations

import os


def start_django() -> None:
    """Load the settings (those of `./run` unless DJANGO_SETTINGS_MODULE says otherwise) and the apps."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenxing.web.settings.dev")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
