"""The house's own checks see what they should and nothing else."""

from __future__ import annotations

import pytest

from architecture import checks


def body(lines: int) -> str:
    return "def f():\n" + "    x = 1\n" * (lines - 1)


def test_a_function_of_sixty_lines_passes_and_one_more_does_not() -> None:
    assert checks.long_functions(body(60)) == []
    assert checks.long_functions(body(61)) == ["1 f: 61 lines"]


def test_methods_and_coroutines_count_as_functions() -> None:
    source = "class A:\n    async def g(self):\n" + "        x = 1\n" * 60
    assert checks.long_functions(source) == ["2 g: 61 lines"]


def test_a_module_of_four_hundred_lines_passes_and_one_more_does_not() -> None:
    assert not checks.module_too_long("x = 1\n" * 400)
    assert checks.module_too_long("x = 1\n" * 401)


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now()",
        "datetime.datetime.now(tz)",
        "date.today()",
        "time.time()",
        "from time import time",
        "x = [dt.datetime.utcnow() for _ in y]",
    ],
)
def test_a_clock_is_seen(source: str) -> None:
    assert len(checks.clocks(source)) == 1


@pytest.mark.parametrize(
    "source", ["now(day)", "datetime(2024, 1, 1)", "date.fromisoformat(s)", "runtime.time_of(x)"]
)
def test_a_date_is_no_clock(source: str) -> None:
    assert checks.clocks(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "import requests",
        "from urllib.request import urlopen",
        "import urllib.request",
        "import http.client",
        "import socket",
    ],
)
def test_a_way_to_phone_out_is_seen(source: str) -> None:
    assert len(checks.network_imports(source)) == 1


@pytest.mark.parametrize(
    "source", ["from urllib.parse import quote", "import http", "from django.http import Http404"]
)
def test_parsing_an_address_is_no_phoning_out(source: str) -> None:
    assert checks.network_imports(source) == []


def test_core_may_use_its_three_packages_and_no_fourth() -> None:
    stdlib = frozenset({"re"})
    assert (
        checks.foreign_to_core("import re, opencc\nfrom rapidfuzz import fuzz\nimport zhenxing.core", stdlib)
        == []
    )
    assert checks.foreign_to_core("from django.db import models", stdlib) == ["1 django.db.models"]


def test_apps_meet_through_their_doors() -> None:
    door = "from zhenxing.web.goals.queries import goals_of"
    inside = "from zhenxing.web.goals.pages import GoalPage"
    assert checks.trespasses(door, "documents") == []
    assert checks.trespasses(inside, "documents") == ["1 zhenxing.web.goals.pages.GoalPage"]


def test_an_app_may_import_its_own_inside_and_the_kit() -> None:
    assert checks.trespasses("from zhenxing.web.goals.pages import GoalPage", "goals") == []
    assert checks.trespasses("from zhenxing.web.kit.pages import Page", "goals") == []


def test_a_lock_with_an_address_is_seen() -> None:
    assert checks.hosts("a==1 --hash=sha256:00\n") == []
    assert checks.hosts('"resolved": "https://registry.example.org/a.tgz"') == [
        "https://registry.example.org"
    ]
    assert checks.hosts("--index-url something") == ["--index-url"]


def test_han_runs_are_found_across_punctuation() -> None:
    assert checks.han_grams("一二三，四 五", 5) == {"一二三四五"}
    assert checks.han_grams("一二三四", 5) == set()


@pytest.mark.parametrize(
    "line", ["x = 1  # noqa", "x = 1  # noqa: E501", "x = 1  # type: ignore", "x  # type: ignore[a]"]
)
def test_silence_needs_a_reason(line: str) -> None:
    assert len(checks.unexplained(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # noqa: S603 - no shell",
        "x = 1  # noqa: E402, F403 — settings",
        "x  # type: ignore[attr-defined]  # set by the library",
        "# the library sets it\nx  # type: ignore[attr-defined]",
    ],
)
def test_a_reasoned_silence_passes(line: str) -> None:
    assert checks.unexplained(line) == []


def test_a_swallowed_exception_is_seen() -> None:
    assert checks.swallowed("try:\n    f()\nexcept OSError:\n    pass\n") == ["3 except: pass"]
    assert checks.swallowed("try:\n    f()\nexcept OSError:\n    log()\n") == []
