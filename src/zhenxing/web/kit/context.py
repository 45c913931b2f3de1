"""What the frame around every page shows: who, where, how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.safestring import SafeString

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class NavigationItem:
    label: str | Promise
    url: str
    icon: str
    here: bool


@dataclass(frozen=True)
class NavigationGroup:
    label: str | Promise
    items: tuple[NavigationItem, ...]
    #: unfolded: the person is in it, it is the first, or all of them fit on a screen
    open: bool = True


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html; the navigation is worked out only when a page shows it."""
    theme = request.COOKIES.get("theme", "auto")
    return {
        "zhenxing_version": settings.ZHENXING_VERSION,
        "theme": theme if theme in THEMES else "auto",
        "navigation": SimpleLazyObject(lambda: _drawn(_navigation(request))),
        "demo": SimpleLazyObject(_is_demo),
    }


def _is_demo() -> bool:
    from zhenxing.web.kit.demo import is_demo  # models are ready only after start-up

    return is_demo()


def _drawn(groups: tuple[NavigationGroup, ...]) -> SafeString:
    """The entries, drawn once: they stand beside the page and, for narrow screens, in the menu above it."""
    return render_to_string("kit/navigation.html", {"groups": groups})


def _navigation(request: HttpRequest) -> tuple[NavigationGroup, ...]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ()
    from zhenxing.web.kit.navigation import navigation  # the registers are frozen only after start-up

    return navigation(user, request.path)
