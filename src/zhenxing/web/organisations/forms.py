"""Forms validate; they never save."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import day
from zhenxing.web.organisations.models import Area, Incumbency


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


class ReportingAreaForm(forms.Form):
    """A park and where it lies."""

    parent = forms.ModelChoiceField(Area.objects.all(), label=_("所在区划"))
    name = forms.CharField(label=_("名称"), max_length=100)
    code = forms.CharField(
        label=_("代码"), max_length=12, help_text=_("本地自定，要有字母，例如 yl-jkq；定了不再改。")
    )
    source = forms.CharField(
        label=_("设立依据"), max_length=300, required=False, help_text=_("例如批复文号。")
    )
    valid_from = day(_("生效日"), required=False)
