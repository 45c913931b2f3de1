from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RulesConfig(AppConfig):
    name = "zhenxing.web.rules"
    label = "rules"
    verbose_name = _("规则")

    def ready(self) -> None:
        # the shipped books come with the software: each migrated database gets what it lacks
        post_migrate.connect(_load, sender=self)


def _load(using: str, **_sent: Any) -> None:
    from zhenxing.web.rules.loading import load, ready, shipped

    if using == DEFAULT_DB_ALIAS and ready():
        load(shipped())
