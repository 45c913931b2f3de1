"""The documents keep up with the code: glossary, commands, decisions, links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from zhenxing.cli import _parser
from zhenxing.web.registers import REGISTERS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
HAN = re.compile(r"[\u4e00-\u9fff]")


def terms(glossary: str) -> set[str]:
    """The Chinese words of a glossary: first cells of its tables, split at slashes and 、."""
    rows = [line.split("|")[1] for line in glossary.splitlines() if line.startswith("|")]
    return {term.strip() for row in rows for term in re.split(r" / |、", row)}


def labels(model: type[models.Model]) -> set[str]:
    """Every Chinese label of a model: its own and its fields'."""
    fields = [field.verbose_name for field in model._meta.fields]
    every = {str(label) for label in (model._meta.verbose_name, *fields)}
    return {label for label in every if HAN.search(label)}


def our_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("zhenxing") and not hasattr(model, "history_object")
    ]


def commands() -> list[str]:
    [subparsers] = [action for action in _parser()._actions if action.dest == "command"]
    choices: Any = subparsers.choices
    return list(choices)


def broken_links(page: Path) -> list[str]:
    """Relative links of a Markdown page that lead nowhere."""
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    return [target for target in targets if "://" not in target and not (page.parent / target).exists()]


def test_terms_are_the_first_cells_split() -> None:
    table = "| 中文 | id |\n|---|---|\n| 起 / 止 | start |\nnot | a row |"
    assert {"起", "止"} <= terms(table)
    assert "a row" not in terms(table)


def test_every_label_is_in_the_glossary() -> None:
    known = terms((DOCS / "glossary.md").read_text(encoding="utf-8"))
    with translation.override("zh-hans"):
        missing = {
            f"{label} ({model._meta.label})"
            for model in our_models()
            for label in labels(model)
            if label not in known
        }
    assert len(our_models()) > 10
    assert sorted(missing) == []


@pytest.mark.parametrize("command", commands())
def test_every_command_is_described(command: str) -> None:
    page = (DOCS / "reference/cli.md").read_text(encoding="utf-8")
    assert f"## zhenxing {command}\n" in page


def test_every_option_is_described() -> None:
    page = (DOCS / "reference/cli.md").read_text(encoding="utf-8")
    [subparsers] = [action for action in _parser()._actions if action.dest == "command"]
    parsers: Any = subparsers.choices
    options = {
        option
        for parser in parsers.values()
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    assert sorted(option for option in options if f"`{option}" not in page) == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_links_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("[a](page.md#x) [b](gone.md) [c](https://example.org/x)")
    assert broken_links(tmp_path / "page.md") == ["gone.md"]
    pages = [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]
    assert [f"{page.relative_to(ROOT)}: {link}" for page in pages for link in broken_links(page)] == []


def test_a_newcomer_finds_every_app_and_part() -> None:
    page = (DOCS / "how-to/find-your-way.md").read_text(encoding="utf-8")
    source = ROOT / "src/zhenxing"
    parts = {path.parent.name for path in source.glob("*/__init__.py")}
    apps_ = {path.parent.name for path in source.glob("web/*/__init__.py")}
    assert {name for name in parts if f"`{name}/`" not in page} == set()
    assert {name for name in apps_ if f"`{name}`" not in page} == set()


def unlisted(index: Path) -> list[str]:
    """Pages below the index's folder to which it has no link."""
    linked = re.findall(r"\]\(([^)#]+)", index.read_text(encoding="utf-8"))
    below = index.parent
    pages = (page.relative_to(below).as_posix() for page in below.rglob("*.md") if page != index)
    return sorted(page for page in pages if page not in linked)


def test_the_index_leads_to_every_page(tmp_path: Path) -> None:
    assert unlisted(DOCS / "README.md") == []
    (tmp_path / "README.md").write_text("[a](a.md#x)")
    (tmp_path / "a.md").touch()
    (tmp_path / "b.md").touch()
    assert unlisted(tmp_path / "README.md") == ["b.md"]


def test_every_shipped_rulebook_is_described() -> None:
    page = (DOCS / "reference/rule-packs.md").read_text(encoding="utf-8")
    keys = {path.stem for path in (ROOT / "src/zhenxing/packs/rules").glob("*.yaml")}
    assert keys
    assert {key for key in keys if f"\n| `{key}` |" not in page} == set()


def test_every_way_to_see_a_list_is_described() -> None:
    """Each register with layouts stands in the table of `layouts.md`, with exactly the ways it has."""
    page = (DOCS / "how-to/layouts.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line[:1] == "|"]
    ways = rows[0][1:]
    told = {
        name: {way for way, mark in zip(ways, row[1:], strict=True) if mark}
        for row in rows[2:]
        for name in row[0].split("、")
    }
    with translation.override("zh-hans"):
        has = {str(one.title): {str(way.title) for way in one.layouts} for one in REGISTERS if one.layouts}
    assert told == has
