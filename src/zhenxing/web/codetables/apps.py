from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CodeTablesConfig(AppConfig):
    name = "zhenxing.web.codetables"
    label = "codetables"
    verbose_name = _("代码表")

    def ready(self) -> None:
        # the tables come with the software and grow with it: each migrated database gets what it lacks
        post_migrate.connect(_install, sender=self)


def _install(using: str, **_sent: Any) -> None:
    from zhenxing.packs.code_tables import load_code_tables
    from zhenxing.web.codetables.loading import install, ready

    if using == DEFAULT_DB_ALIAS and ready():
        install(load_code_tables())
