from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    name = "zhenxing.web.kit"
    label = "kit"
    verbose_name = _("基础")
