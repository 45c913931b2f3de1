"""Whether this site holds the fictional demo county: every page, sheet and printout then says so."""

from __future__ import annotations

from django.core.cache import cache

from zhenxing.web.kit.models import AuditEntry

#: the audit code of the deed that loads the demo county; only an empty installation takes it
LOADED = "demo.load"
_KEY = "zhenxing.demo"
#: seconds until a process asks again whether the county has been loaded; once it has, it stays
_ASK_AGAIN = 60


def is_demo() -> bool:
    """Whether the demo county was loaded here; the audit knows, and a process asks it once a minute."""
    known: bool | None = cache.get(_KEY)
    if known is None:
        known = AuditEntry.objects.filter(action=LOADED).exists()
        cache.set(_KEY, known, None if known else _ASK_AGAIN)
    return known


def forget() -> None:
    """Ask again next time: the county has just been loaded."""
    cache.delete(_KEY)
