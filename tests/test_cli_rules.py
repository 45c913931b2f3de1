"""`zhenxing rules` from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenxing.cli import main
from zhenxing.core.rules.form import dump, parse

BOOK = (
    "key: demo\nname: 示范\nsubject: town\ncitation: {document: 示范办法}\n"
    "facts: {x: {label: 甲, unit: 元}}\n"
    "rules: [{key: main, name: 主, when: {of: x, above: 10000000元}}]\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "demo.yaml").write_text(BOOK, encoding="utf-8")
    return tmp_path / "demo.yaml"


def test_check_says_yes_or_tells_every_fault(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", str(book)]) == 0
    assert "没有问题" in capsys.readouterr().out
    book.write_text(BOOK.replace("of: x", "of: y"), encoding="utf-8")
    assert main(["rules", "check", str(book)]) == 1
    assert "第6行:“y”既不是声明过的事实" in capsys.readouterr().out


def test_format_prints_the_canonical_form(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "format", str(book)]) == 0
    printed = capsys.readouterr().out
    assert printed == dump(parse(BOOK, "demo.yaml"))
    assert "above: 1000万元" in printed
    book.write_text("key: demo", encoding="utf-8")
    assert main(["rules", "format", str(book)]) == 1
    assert "缺少“rules”" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", str(tmp_path / "none.yaml")]) == 3
    assert "none.yaml" in capsys.readouterr().err
