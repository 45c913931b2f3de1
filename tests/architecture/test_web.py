"""Nothing in the web shell was forgotten: every address has its permission, every deed its audit code."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, path

import zhenxing.web
from zhenxing.web.accounts import roles
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.pages import PUBLIC, SIGNED_IN, page, permission_of
from zhenxing.web.registers import EXTRA_NAVIGATION, REGISTERS

#: the only addresses anybody may open; a new one is a decision, made here
OPEN_TO_ALL = {
    "accounts:sign-in", "accounts:sign-out", "kit:preferences", "kit:health",
    # the roll of an area that has opened it; without one these addresses do not exist
    "roll:list", "roll:detail", "roll:paper",
    # whoever scans a town's code reports a problem, and reads the answer with number and code
    "report:ask",
    "report:form",
}  # fmt: skip


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(namespaced name, pattern) of every address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace or "") if part)
            yield from routes(pattern, inner)
        else:
            yield f"{namespace}:{pattern.name}", pattern


def unguarded(patterns: list[tuple[str, URLPattern]]) -> list[str]:
    return [name for name, pattern in patterns if permission_of(pattern.callback) is None]


def our_actions() -> list[type[Action[Any]]]:
    """Every deed in `zhenxing.web`, whatever module it is in."""
    for module in pkgutil.walk_packages(zhenxing.web.__path__, "zhenxing.web."):
        if ".migrations" not in module.name and ".settings" not in module.name:
            importlib.import_module(module.name)
    return [action for action in _below(Action) if action.__module__.startswith("zhenxing.")]


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def test_a_view_nobody_thought_about_is_seen() -> None:
    forgotten = path("a/", lambda request: None, name="a")
    guarded = path("b/", page("goals.view")(lambda request: None), name="b")
    assert unguarded([("x:a", forgotten), ("x:b", guarded)]) == ["x:a"]


def test_every_address_has_a_permission() -> None:
    every = list(routes(get_resolver()))
    assert len(every) > 20
    assert unguarded(every) == []


def test_few_addresses_are_open_to_all() -> None:
    open_ones = {
        name for name, pattern in routes(get_resolver()) if permission_of(pattern.callback) == PUBLIC
    }
    assert open_ones <= OPEN_TO_ALL


def test_some_role_holds_every_permission_asked_for() -> None:
    held = set(roles.permissions()) | {PUBLIC, SIGNED_IN}
    asked = {permission_of(pattern.callback): name for name, pattern in routes(get_resolver())}
    assert {permission: name for permission, name in asked.items() if permission not in held} == {}


def test_every_deed_has_an_audit_code_of_its_own() -> None:
    deeds = our_actions()
    assert len(deeds) > 5
    # a register's plain deeds have theirs from its key, as a property
    codes = Counter(deed.code for deed in deeds if isinstance(deed.code, str) and deed.code)
    assert [code for code, count in codes.items() if count > 1] == []
    # one without a code is a base of others and is never done itself
    assert [deed.__qualname__ for deed in deeds if not deed.code and not deed.__subclasses__()] == []


#: linked from one's own name, not from a list
ELSEWHERE = {"tokens"}


def unreachable() -> set[str]:
    """Registers to whose list no entry of the navigation and no other list leads."""
    extra = {name.split(":")[0] for _group, _label, name, _icon, _permission in EXTRA_NAVIGATION}
    beside = {key for register in REGISTERS for key in register.beside}
    return {one.key for one in REGISTERS if not one.group} - extra - beside - ELSEWHERE


def test_every_list_can_be_reached() -> None:
    assert unreachable() == set()


def test_a_list_without_a_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lonely = replace(REGISTERS[0], key="lonely", group="")
    monkeypatch.setitem(globals(), "REGISTERS", (*REGISTERS, lonely))
    assert unreachable() == {"lonely"}


def test_what_stands_beside_a_list_is_a_list_without_an_entry_of_its_own() -> None:
    known = {one.key: one for one in REGISTERS}
    beside = [known[key] for register in REGISTERS for key in register.beside]
    assert beside
    assert [one.key for one in beside if one.group or one.role("list") is None] == []
