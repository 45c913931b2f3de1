from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpiryConfig(AppConfig):
    name = "zhenxing.web.expiry"
    label = "expiry"
    verbose_name = _("到期")
