"""What the reference page of rulebooks says can be written can be written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhenxing.core.rules.examples import disagreements, parse_examples
from zhenxing.core.rules.form import RuleFaults, dump, parse

PAGE = (Path(__file__).resolve().parents[3] / "docs/reference/rules.md").read_text(encoding="utf-8")
BOOK, CASES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
HEAD = """\
key: page
name: 示范
subject: town
citation: {document: 示范办法}
facts:
  revenue: {label: 营业收入, unit: 元}
  tax: {label: 税收, unit: 元}
  debt_ratio: {label: 资产负债率, unit: '%'}
  staff: {label: 人数, unit: 人}
  industry: {label: 行业, kind: text}
  size: {label: 规模, kind: choice, choices: {small: 小型, large: 大型}}
  open: {label: 在营, kind: yesno}
  since: {label: 设立日期, kind: date}
  sales: {label: 销售额, unit: 元}
parameters: {floor: {label: 下限, unit: 元, values: [{begins: 2020-01-01, value: 5亿元}]}}
related: {enterprises: {label: 企业, subject: enterprise, unit: 户}}
rules:
  - {key: size, name: 规模, when: {of: open, equals: true}}
"""


def section(title: str) -> list[str]:
    """The code in the first cells of a section's table."""
    body = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    cells = [line.split(" | ")[0] for line in body.splitlines() if line.startswith("| `")]
    return [code for cell in cells for code in re.findall(r"`([^`]+)`", cell)]


def test_the_complete_example_is_a_book_in_canonical_form_and_its_cases_pass() -> None:
    book = parse(BOOK, "rules.md")
    assert parse(dump(book), "rules.md") == book
    examples = parse_examples(CASES, "rules.md", book)
    assert [told for example in examples for told in disagreements(book, example)] == []


@pytest.mark.parametrize("code", section("条件"))
def test_every_condition_of_the_page_can_be_written(code: str) -> None:
    parse(f"{HEAD}  - {{key: main, name: 主, when: {code}}}\n", "rules.md")


@pytest.mark.parametrize("code", section("算式"))
def test_every_expression_of_the_page_can_be_written(code: str) -> None:
    try:
        parse(f"{HEAD}  - {{key: main, name: 主, when: {{of: {code}, known: true}}}}\n", "rules.md")
    except RuleFaults as faults:
        pytest.fail(str(faults))


def test_the_page_names_every_form() -> None:
    assert len(section("条件")) > 15
    assert len(section("算式")) > 25
