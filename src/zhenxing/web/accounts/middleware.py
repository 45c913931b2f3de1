"""How long a session lasts, and the first thing a new account does."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]

BEGAN = "session-began"
SEEN = "session-seen"
#: the session is written no more often than this, in seconds: a page view is not a database write
_NOTE_EVERY = 60


class SessionAge:
    """Ends a session 30 minutes after the last request and 12 hours after sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            if self._over(request, now):
                logout(request)
                request.session["signed-out-because"] = _(
                    "您有一段时间没有操作，为安全起见已退出，请重新登录。"
                )
            elif now - request.session.get(SEEN, 0) >= _NOTE_EVERY:
                request.session[SEEN] = now
                request.session.setdefault(BEGAN, now)
        return self.get_response(request)

    def _over(self, request: HttpRequest, now: int) -> bool:
        idle = now - request.session.get(SEEN, now)
        age = now - request.session.get(BEGAN, now)
        return bool(
            idle > settings.SESSION_IDLE.total_seconds() or age > settings.SESSION_ABSOLUTE.total_seconds()
        )


class PasswordChangeFirst:
    """Whoever was given a password changes it before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            open_pages = {
                reverse("accounts:password"),
                reverse("accounts:sign-out"),
                reverse("kit:preferences"),
            }
            if request.path not in open_pages and not request.path.startswith(settings.STATIC_URL):
                return redirect("accounts:password")
        return self.get_response(request)
