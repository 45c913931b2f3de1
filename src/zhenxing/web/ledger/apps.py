from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "zhenxing.web.ledger"
    label = "ledger"
    verbose_name = _("督办")

    def ready(self) -> None:
        from zhenxing.web.kit.layouts import day_marks
        from zhenxing.web.ledger.day_marks import marks  # it reads models, which are ready now

        day_marks(marks)
