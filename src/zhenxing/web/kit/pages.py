"""Every address carries a permission, or says openly that it has none."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Outcome, run_action
from zhenxing.web.kit.audit import client_of

#: for pages anybody may open (sign-in, error pages, the language switch)
PUBLIC = "public"
#: for pages every signed-in person has (home, own password)
SIGNED_IN = "signed-in"

View = Callable[..., HttpResponseBase]


def page(permission: str) -> Callable[[View], View]:
    """Mark a view with the permission it needs; without it the page does not exist (404)."""

    def mark(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permission != PUBLIC:
                if not request.user.is_authenticated:
                    return _sign_in_first(request)
                if permission != SIGNED_IN and not scope.permits(request.user, permission):
                    raise Http404
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return mark


def permission_of(view: Any) -> str | None:
    """The permission a URL's view carries; None when nobody has thought about it."""
    return getattr(view, "permission", None)


def do(request: HttpRequest, action: Action[Any], **options: Any) -> Outcome[Any]:
    """Run an action for the person of this request, with its id, source, key and version."""
    posted = request.POST
    options.setdefault("reason", posted.get("reason", ""))
    options.setdefault("idempotency_key", posted.get("idempotency_key") or None)
    if "expected_version" not in options and posted.get("version", "").isdigit():
        options["expected_version"] = int(posted["version"])
    return run_action(
        action,
        request.user,
        request_id=getattr(request, "request_id", ""),
        client=client_of(request.META.get("REMOTE_ADDR", "")),
        **options,
    )


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = HttpResponse(status=401)
        response["HX-Refresh"] = "true"
        return response
    return redirect_to_login(request.get_full_path())
