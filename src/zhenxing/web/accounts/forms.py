"""Forms validate; they never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.accounts import roles
from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.kit.deed_pages import ReasonForm, day
from zhenxing.web.organisations.models import Area, Unit


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("账号或口令不对，请核对后再试。"),
        "inactive": _("账号或口令不对，请核对后再试。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("账号")
        self.fields["password"].label = _("口令")


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=_("原口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新口令"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("再输一遍新口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("两次输入的新口令不一样。"))
        return again


class UserForm(forms.ModelForm):
    """A new account and its first password."""

    password = forms.CharField(
        label=_("初始口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 10 个字符，不能全是数字。本人首次登录时必须改掉。"),
    )

    class Meta:
        model = User
        fields = ["username", "display_name", "phone"]


class ResetForm(ReasonForm):
    password = forms.CharField(
        label=_("新的初始口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 10 个字符，不能全是数字。本人下次登录时必须改掉。"),
    )


class GrantForm(forms.ModelForm):
    """Who gets which role where, from when to when, and why."""

    reason = forms.CharField(label=_("授权依据"), max_length=300)
    user = forms.ModelChoiceField(User.objects.all(), label=_("账号"))
    role = forms.ChoiceField(label=_("角色"), choices=roles.choices)
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("单位"), required=False)
    area = forms.ModelChoiceField(
        Area.objects.all(),
        label=_("行政区划"),
        required=False,
        help_text=_("不填则按单位所在的区划。"),
    )
    begins = day(_("起始日"), initial=timezone.localdate)
    ends = day(_("截止日"), required=False)

    class Meta:
        model = Membership
        fields = ["user", "role", "unit", "area", "begins", "ends"]


class EndRoleForm(ReasonForm):
    ends = day(_("截止日"), initial=timezone.localdate, help_text=_("这一天仍然有效，次日起收回。"))
