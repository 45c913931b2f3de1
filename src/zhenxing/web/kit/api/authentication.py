"""Who asks, and whether they may: everything that is decided before the content is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError
from ninja.utils import check_csrf

from zhenxing.web.accounts import tokens
from zhenxing.web.kit import scope
from zhenxing.web.kit.api.problems import Refused
from zhenxing.web.kit.refusals import NotPermitted

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User
    from zhenxing.web.kit.register import Register

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_JSON = frozenset({"application/json", "application/merge-patch+json"})
_BEARER = re.compile(r"[Bb]earer +(\S{1,200})")


def person_of(request: HttpRequest) -> User:
    """Whoever asks: by a key, or by the session of the same site. Raises AuthenticationError or Refused.

    `request.user` is that person afterwards and `request.token` the key, if there is one.
    """
    said = request.headers.get("Authorization", "")
    request.token = None
    if said:
        _by_key(request, said, timezone.now())
    elif not request.user.is_authenticated:
        raise AuthenticationError
    elif request.method not in _SAFE and check_csrf(request) is not None:
        message = _("页面内调用接口要带 X-CSRFToken 请求头；程序请改用接口密钥。")
        raise Refused(403, "csrf", message)
    user: User = request.user
    if user.must_change_password:
        raise Refused(403, "change-password-first", _("请先登录网站修改初始口令，再使用接口。"))
    return user


def _by_key(request: HttpRequest, said: str, now: datetime) -> None:
    shape = _BEARER.fullmatch(said)
    try:
        token = tokens.bearer(request, shape.group(1) if shape else "", now)
    except tokens.TokenLockedError:
        minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
        message = _("密钥连续多次不对，已临时锁定。请 %(n)s 分钟后再试，或请安全管理员解除锁定。")
        after = {"Retry-After": str(minutes * 60)}
        raise Refused(429, "locked", message % {"n": minutes}, after) from None
    if token is None:
        raise AuthenticationError
    request.token = token
    request.user = token.owner
    request.user.acts_through = str(token)


@dataclass(frozen=True)
class Gate:
    """Lets an operation of a register through: known, permitted, in the right form."""

    register: Register[Any]
    verb: str

    def __call__(self, request: HttpRequest) -> User:
        user = person_of(request)
        key = self.register.key
        if not scope.permits(user, f"{key}.view"):
            raise Http404
        self._within_key(request)
        if not scope.permits(user, f"{key}.{self.verb}"):
            raise NotPermitted
        if self.verb in {"create", "edit"} and request.content_type not in _JSON:
            raise Refused(415, "not-json", _("请用 Content-Type: application/json 提交。"))
        if self.verb in {"edit", "archive"} and "If-Match" not in request.headers:
            raise Refused(
                428,
                "needs-version",
                _("修改和归档要带 If-Match 请求头，值是读取这条记录时得到的 ETag，以免覆盖别人的修改。"),
            )
        return user

    def _within_key(self, request: HttpRequest) -> None:
        writing = self.verb not in tokens.READING
        if request.token is not None and not request.token.allows(self.register.key, writing=writing):
            raise Refused(403, "outside-key", _("这把密钥的可用范围不包括这项操作。请持有人另发一把密钥。"))
