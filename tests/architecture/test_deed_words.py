"""Every deed has words of its own in a history, and none borrows those of another ledger."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import zhenxing.web as web
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.deeds import label_of


def _all(base: type[Any]) -> Iterator[type[Any]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _all(kind)


def deeds() -> list[type[Any]]:
    for module in pkgutil.walk_packages(web.__path__, "zhenxing.web."):
        if ".settings" not in module.name and ".migrations" not in module.name:
            importlib.import_module(module.name)
    return [kind for kind in _all(Action) if kind.__module__.startswith("zhenxing.")]


def test_every_deed_has_words() -> None:
    said = {getattr(kind, "code", None) for kind in deeds()}
    codes = {code for code in said if isinstance(code, str) and code}
    assert len(codes) > 150
    assert sorted(code for code in codes if label_of(code) == code) == []


def test_deeds_on_problems_single_and_common_have_words() -> None:
    """Their code is made of the kind and the deed."""
    said = {kind.deed for kind in deeds() if isinstance(getattr(kind, "deed", None), str)}
    named = [[f"{kind}.{deed}" for kind in ("problems", "common_problems")] for deed in said]
    assert len(named) > 10
    assert [both for both in named if all(label_of(code) == code for code in both)] == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("letters.sign", "签收"),
        ("common_problems.sign", "签收"),
        ("documents.sign", "复核签署"),
        ("proposals.merge", "合并"),
        ("common_problems.merge", "合并为共性问题"),
        ("rulebooks.begin", "新建规则"),
        ("imports.begin", "开始写入"),
        ("enterprises.import", "导入"),
    ],
)
def test_the_same_verb_is_said_as_its_ledger_says_it(code: str, words: str) -> None:
    assert label_of(code) == words
