from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrandsConfig(AppConfig):
    name = "zhenxing.web.brands"
    label = "brands"
    verbose_name = _("品牌与标准")
