from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TownsConfig(AppConfig):
    name = "zhenxing.web.towns"
    label = "towns"
    verbose_name = _("专业镇")
