from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProofsConfig(AppConfig):
    name = "zhenxing.web.proofs"
    label = "proofs"
    verbose_name = _("佐证")
