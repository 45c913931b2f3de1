"""Deeds on keys for programs: making one's own, taking one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.accounts.models import Token, User
from zhenxing.web.accounts.tokens import new_secret, offered
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid

#: how long a key may last; nobody remembers a key that never ends
LIFETIMES = (30, 90, 180, 365)
#: more usable keys of one person are not needed and hard to oversee
MOST_KEYS = 20
LEVELS = ("read", "write")


@dataclass(frozen=True)
class CreateToken(Action[Token]):
    """Make oneself a key. The result knows the whole key as `whole`, this once."""

    code: ClassVar[str] = "tokens.create"
    permission: ClassVar[str] = "tokens.create"

    owner: User
    name: str
    days: int
    scope: Mapping[str, str]

    def check(self, deed: Deed) -> None:
        if deed.actor is None or deed.actor.pk != self.owner.pk:
            raise ActionRefused(_("密钥只能由本人为自己生成。"))
        if self.days not in LIFETIMES:
            raise Invalid({"days": (_("请选择列出的期限。"),)})
        if Token.objects.usable(deed.at).filter(owner=self.owner).count() >= MOST_KEYS:
            raise ActionRefused(_("您已有 %(n)s 把可用的密钥，请先收回不用的。") % {"n": MOST_KEYS})
        self._check_scope()

    def _check_scope(self) -> None:
        """No further than the owner's own rights, as they are today."""
        if not self.scope:
            raise Invalid({"scope": (_("请至少为一类记录选择“只读”或“可写”。"),)})
        may = {key: writable for key, _title, writable in offered(self.owner)}
        for key, level in self.scope.items():
            if key not in may or level not in LEVELS or (level == "write" and not may[key]):
                raise Invalid({"scope": (_("密钥的范围不能超出您自己的权限。"),)})

    def execute(self, deed: Deed) -> Token:
        whole, start, digest = new_secret()
        token = Token(
            owner=self.owner,
            name=self.name,
            start=start,
            secret_hash=digest,
            scope=dict(self.scope),
            expires_at=deed.at + timedelta(days=self.days),
        )
        deed.save(token)
        token.whole = whole  # type: ignore[attr-defined]  # shown once by the page, kept nowhere
        return token


@dataclass(frozen=True)
class RevokeToken(Action[Token]):
    """Take a key back: it opens nothing from now on, and stays in the record."""

    code: ClassVar[str] = "tokens.revoke"
    permission: ClassVar[str] = "tokens.revoke"
    needs_reason: ClassVar[bool] = True

    token_id: int

    def load(self) -> Token:
        return Token.objects.select_for_update().get(pk=self.token_id)

    def check(self, deed: Deed) -> None:
        if deed.subject.revoked_at is not None:
            raise ActionRefused(_("这把密钥已经收回。"))

    def execute(self, deed: Deed) -> Token:
        token: Token = deed.subject
        token.revoked_at = timezone.now()
        deed.save(token)
        return token
