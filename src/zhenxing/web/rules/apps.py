from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulesConfig(AppConfig):
    name = "zhenxing.web.rules"
    label = "rules"
    verbose_name = _("规则")
