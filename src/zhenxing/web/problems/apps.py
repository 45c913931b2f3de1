from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProblemsConfig(AppConfig):
    name = "zhenxing.web.problems"
    label = "problems"
    verbose_name = _("问题台账")
