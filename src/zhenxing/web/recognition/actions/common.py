"""What the deeds on an application share."""

from __future__ import annotations

from zhenxing.web.recognition.models import Application

_WITH = (
    "call__scheme__organ",
    "call__scheme__area",
    "call__scheme__tier",
    "call__scheme__deciding_post",
    "town__area",
    "unit",
    "notice",
)


def application(pk: int) -> Application:
    """The application with what every step asks for, held for this transaction."""
    found: Application = Application.objects.select_for_update(of=("self",)).select_related(*_WITH).get(pk=pk)
    return found
