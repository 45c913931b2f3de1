"""The list of registers, in the order of the navigation; frozen once read.

An app names its own in `register.py`: `REGISTERS`, and `NAVIGATION` for pages that are no register's:
(group, label, URL name, icon, permission).
"""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from zhenxing.web.kit.register import Register

#: these in this order, then every other app that has registers
_APPS = (
    "documents",
    "goals",
    "tasks",
    "ledger",
    "meetings",
    "work",
    "burden",
    "proofs",
    "towns",
    "leads",
    "projects",
    "problems",
    "recognition",
    "enterprises",
    "brands",
    "platforms",
    "expiry",
    "rules",
    "organisations",
    "codetables",
    "imports",
    "accounts",
)


def _declarations() -> tuple[ModuleType, ...]:
    named = [f"zhenxing.web.{app}" for app in _APPS if f"zhenxing.web.{app}" in settings.ZHENXING_APPS]
    present = [*named, *(app for app in settings.ZHENXING_APPS if app not in named)]
    found = [f"{name}.register" for name in present if importlib.util.find_spec(f"{name}.register")]
    return tuple(importlib.import_module(name) for name in found)


_DECLARATIONS = _declarations()
REGISTERS: tuple[Register[Any], ...] = tuple(
    register for module in _DECLARATIONS for register in getattr(module, "REGISTERS", ())
)
EXTRA_NAVIGATION: tuple[tuple[str | Promise, str | Promise, str, str, str], ...] = tuple(
    entry for module in _DECLARATIONS for entry in getattr(module, "NAVIGATION", ())
)


def register(key: str) -> Register[Any]:
    """The register with a key; KeyError when there is none."""
    for candidate in REGISTERS:
        if candidate.key == key:
            return candidate
    raise KeyError(key)
