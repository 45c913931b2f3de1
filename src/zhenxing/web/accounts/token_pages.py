"""One's keys for programs: the list, making one and seeing it once, taking one back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from zhenxing.web.accounts.models import Token, User
from zhenxing.web.accounts.token_actions import LIFETIMES, CreateToken, RevokeToken
from zhenxing.web.accounts.tokens import offered
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.deed_pages import ReasonForm, deed_role
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.register_pages import answer

_LEVELS = {"read": _("只读"), "write": _("可写")}


class TokenForm(forms.Form):
    """What the key is for, how long it lasts, and for each register whether it reads or writes."""

    name = forms.CharField(label=_("用途"), max_length=60, help_text=_("例如：县数据平台每日同步企业。"))
    days = forms.TypedChoiceField(label=_("期限"), coerce=int, initial=90)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [
            (days, ngettext("%(n)s 天", "%(n)s 天", days) % {"n": days}) for days in LIFETIMES
        ]
        self.registers = offered(user)
        for key, title, writable in self.registers:
            levels = [("", _("不开放")), ("read", _LEVELS["read"])]
            choices = [*levels, ("write", _LEVELS["write"])] if writable else levels
            self.fields[f"scope-{key}"] = forms.ChoiceField(label=title, choices=choices, required=False)

    @property
    def scope(self) -> dict[str, str]:
        given = {key: self.cleaned_data.get(f"scope-{key}", "") for key, _title, _writable in self.registers}
        return {key: level for key, level in given.items() if level}


@sensitive_variables("token")
def _make(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """The form; after it the key itself, in this one answer and never again."""
    form = TokenForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        token = _made(request, form)
        if token is not None:
            return answer(register, "made", request, {"token": _shown(token)})
    return answer(register, "make", request, {"form": form}, None, 422 if form.is_bound else 200)


def _made(request: HttpRequest, form: TokenForm) -> Token | None:
    data = form.cleaned_data
    try:
        return do(request, CreateToken(request.user, data["name"], data["days"], form.scope)).result
    except Invalid as refusal:
        refused_fields(form, refusal)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
    return None


def _shown(token: Token) -> dict[str, Any]:
    """The page's values; `whole` is empty when the same form was sent again."""
    return {
        "name": token.name,
        "whole": getattr(token, "whole", ""),
        "scope": scope_words(token),
        "expires": token.expires_at,
    }


def scope_words(token: Token) -> list[str]:
    """「单位（只读）」 for each register of the key."""
    from zhenxing.web.registers import REGISTERS  # the registers are frozen only after start-up

    titles = {register.key: str(register.title) for register in REGISTERS}
    return [f"{titles.get(key, key)}（{_LEVELS.get(level, level)}）" for key, level in token.scope.items()]


def state(token: Token) -> str:
    if token.revoked_at is not None:
        return str(_("已收回"))
    return str(_("可用") if token.expires_at > timezone.now() else _("已过期"))


def _tone(token: Token) -> str:
    usable = token.revoked_at is None and token.expires_at > timezone.now()
    return "good" if usable else "muted"


def _revoke(token: Token, data: dict[str, Any]) -> RevokeToken:
    return RevokeToken(token_id=token.pk)


MAKE = PageRole("make", "make/", "create", _make, label=_("生成密钥"), icon="plus")
_SHOWN = (
    "name",
    "owner",
    "start",
    "scope",
    "state",
    "expires_at",
    "last_used_at",
    "created_at",
    "revoked_at",
)
TOKENS = Register(
    Token,
    key="tokens",
    columns=(
        "name",
        Column("owner", sort="owner__display_name"),
        "start",
        Column("scope", value=scope_words),
        Column("state", _("状态"), value=state, badge=_tone, sort="revoked_at"),
        "expires_at",
        "last_used_at",
    ),
    search=("name", "start", "owner__username", "owner__display_name"),
    order=("-id",),
    roles=(
        role.LIST,
        MAKE,
        role.DETAIL,
        deed_role(
            "revoke",
            verb="revoke",
            label=_("收回密钥"),
            form=ReasonForm,
            build=_revoke,
            icon="lock",
            done=_("密钥已收回，从现在起不能再用。"),
        ),
    ),
    panels=(Panel(_("密钥"), _SHOWN),),
    select_related=("owner",),
    label=_("接口密钥"),
)
