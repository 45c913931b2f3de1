"""The address under which people reach this site: on paper and in messages it must be the public one."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def whole(request: HttpRequest, path: str) -> str:
    """A path with the site's own address before it; without one configured, as the site is reached now."""
    if settings.ZHENXING_ADDRESS:
        return f"{settings.ZHENXING_ADDRESS}{path}"
    return request.build_absolute_uri(path)


def only_here(address: str) -> bool:
    """Whether an address opens nothing but the machine it is opened on."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
