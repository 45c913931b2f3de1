"""Forms validate; they never save."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import day
from zhenxing.web.organisations.models import Incumbency


class AppointForm(forms.ModelForm):
    """Who takes the post, and from when."""

    begins = day(_("任职日"), initial=timezone.localdate, help_text=_("从这一天起接任；前任到前一天为止。"))
    reason = forms.CharField(label=_("任职依据"), max_length=300, help_text=_("例如任免通知的文号。"))

    user = forms.ModelChoiceField(
        get_user_model().objects.filter(is_active=True),
        label=_("账号"),
        required=False,
        help_text=_("本人在镇兴里的账号；没有就先空着。"),
    )

    class Meta:
        model = Incumbency
        fields = ["person", "user", "begins"]
