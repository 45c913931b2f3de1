"""The addresses. A namespace is a folder of addresses: a register's own, and its app's `urls.py`."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from zhenxing.web.kit.api.urls import patterns as api_patterns
from zhenxing.web.registers import REGISTERS

Patterns = list[URLPattern | URLResolver]


def _app_urls() -> list[ModuleType]:
    names = [f"{app}.urls" for app in settings.ZHENXING_APPS]
    return [importlib.import_module(name) for name in names if importlib.util.find_spec(name)]


def _folders() -> dict[str, Patterns]:
    folders: dict[str, Patterns] = {}
    for module in _app_urls():
        folders.setdefault(module.app_name, []).extend(module.urlpatterns)
    folders["api"] = [*api_patterns()]
    for register in REGISTERS:
        folders.setdefault(register.key, []).extend(register.patterns())
    return folders


def _at(namespace: str) -> str:
    """Home is at the root; the kit's few pages under /site/."""
    return {"overview": "", "kit": "site/"}.get(namespace, f"{namespace}/")


urlpatterns: Patterns = [
    path(_at(namespace), include((patterns, namespace))) for namespace, patterns in _folders().items()
]

handler400 = "zhenxing.web.kit.errors.bad_request"
handler403 = "zhenxing.web.kit.errors.forbidden"
handler404 = "zhenxing.web.kit.errors.not_found"
handler500 = "zhenxing.web.kit.errors.server_error"
