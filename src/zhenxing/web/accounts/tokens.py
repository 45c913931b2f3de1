"""Keys for programs: making a secret, and knowing its bearer again."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest

from zhenxing.web.accounts.models import Token, User
from zhenxing.web.kit import scope
from zhenxing.web.kit.page_roles import ARCHIVE, CREATE, EDIT
from zhenxing.web.kit.register import Register

#: what a key begins with, so that one left lying in a file is found by those who look for such things
_MARK = "zx"
_SHAPE = re.compile(rf"{_MARK}_([a-z0-9]{{8}})_([A-Za-z0-9_-]{{43}})")
#: last use is noted no more often than this: a request is not a database write
_NOTE_EVERY = timedelta(minutes=1)
#: verbs that only read; every other verb of a register writes
READING = frozenset({"view", "export"})
_PLAIN_WRITES = (CREATE, EDIT, ARCHIVE)


class TokenLockedError(Exception):
    """Too many wrong secrets for this key from this address."""


def new_secret() -> tuple[str, str, str]:
    """(the whole key, its public start, its hash). The whole key is shown once and kept nowhere."""
    start = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(8))
    whole = f"{_MARK}_{start}_{secrets.token_urlsafe(32)}"
    return whole, start, hash_of(whole)


def hash_of(whole: str) -> str:
    """SHA-256 is enough: the secret has 256 random bits, so there is nothing to guess from."""
    return hashlib.sha256(whole.encode()).hexdigest()


def bearer(request: HttpRequest, said: str, now: datetime) -> Token | None:
    """The key that a request carries, or None when it opens nothing. Raises TokenLockedError.

    Failures are counted like those of a sign-in, by key and address, and lock for as long.
    """
    shape = _SHAPE.fullmatch(said)
    start = shape.group(1) if shape else "?"
    credentials = {"username": f"{_MARK}_{start}"}
    AxesProxyHandler.update_request(request)
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise TokenLockedError
    token = Token.objects.select_related("owner").usable(now).filter(start=start).first()
    if token is None or not hmac.compare_digest(token.secret_hash, hash_of(said)):
        AxesProxyHandler.user_login_failed(sender=Token, credentials=credentials, request=request)
        request.axes_locked_out = False  # its page for people is not the answer here
        return None
    if token.last_used_at is None or now - token.last_used_at > _NOTE_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def offered(user: User) -> tuple[tuple[str, str, bool], ...]:
    """(register, its title, whether it may be written) for each register a key of this person can open.

    Keys themselves are not among them: no program makes or reads keys.
    """
    from zhenxing.web.registers import REGISTERS  # the registers are frozen only after start-up

    return tuple(
        (register.key, str(register.title), _may_write(user, register))
        for register in REGISTERS
        if register.model is not Token and scope.permits(user, f"{register.key}.view")
    )


def _may_write(user: User, register: Register[Any]) -> bool:
    """Whether the person may do any of the plain deeds that the register offers, and so the API."""
    return any(
        role in register.roles and scope.permits(user, role.permission(register)) for role in _PLAIN_WRITES
    )
