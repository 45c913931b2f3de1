"""A rulebook as a table for Excel, one row a condition; `builder_sheet` reads it back.

The column 分组 says where a condition stands: empty at the top (all must hold), `任一-1` in the first group
of which one is enough, `任一-1/全部-2` in a group inside it. What the table has no columns for stands whole
in 高级条件. Amounts, points and outcomes of a rule stay those of the book.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import FactSpec, Rulebook
from zhenxing.core.rules.writing import condition as plain
from zhenxing.papers.sheets import Column, Sheet, workbook
from zhenxing.web.rules.builder_nodes import (
    ALL,
    ANY,
    GROUP,
    JUDGED,
    KEPT,
    MEASURES,
    NONE,
    OPERATORS,
    RULE,
    SOME,
    STANDARD,
    Node,
    of_condition,
)
from zhenxing.web.rules.builder_rules import values_of

SHEET: Final = "规则表"
HEADINGS: Final = (
    "规则标识", "规则名称", "分组", "字段", "取值", "比较",
    "要求", "单位", "条款", "起始日", "截止日", "高级条件",
)  # fmt: skip
_GROUPINGS: Final = ("（空）", "全部-1", "任一-1", "至少2项-1", "都不-1", "任一-1/全部-2")
_WIDTHS: Final = (16, 24, 14, 26, 12, 14, 22, 8, 18, 12, 12, 40)
HOWS: Final = {ALL: "全部", ANY: "任一", SOME: "至少{n}项", NONE: "都不"}
_NUMBER: Final = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?[十百千万亿]{0,2}")
ASKED_ROW: Final = "人工判断"
OTHER_ROW: Final = "符合规则"
KEPT_ROW: Final = "见高级条件"


# ── out ──────────────────────────────────────────────────────────────────────────────────────────
def table_workbook(book: Rulebook, *, demo: bool = False) -> bytes:
    """The rules of a book, a condition a row, with a sheet that says what may stand in which column."""
    columns = [Column(name, "long", width) for name, width in zip(HEADINGS, _WIDTHS, strict=True)]
    rules = Sheet(SHEET, columns, list(_rows(book)), freeze_columns=2)
    help_rows = [["取值", str(label)] for label in MEASURES.values()]
    help_rows += [["比较", label] for label in operator_names().values()]
    help_rows += [["比较", ASKED_ROW], ["比较", OTHER_ROW], ["比较", KEPT_ROW]]
    help_rows += [["字段", label] for label in _labels(book.facts)]
    help_rows += [["要求", f"{STANDARD}{one.label}"] for one in book.parameters.values()]
    help_rows += [["分组", text] for text in _GROUPINGS]
    guide = Sheet("可填内容", [Column("列名"), Column("可填", "long", 50)], help_rows)
    return workbook([rules, guide], title=book.name, demo=demo)


def operator_names() -> dict[nodes.Op, str]:
    """Operators as they stand in a cell: without the sign in brackets."""
    return {op: str(label).partition("（")[0] for op, label in OPERATORS.items()}


def _labels(facts: Mapping[str, FactSpec]) -> list[str]:
    return [spec.label for spec in facts.values()]


def _rows(book: Rulebook) -> Iterator[list[str | None]]:
    for rule in book.rules:
        tree = of_condition(rule.when, book)
        values = values_of(rule)
        top = tree.said("how") or ALL
        path = "" if top == ALL and not tree.said("label") else _segment(tree, 1)
        listed = list(_conditions(tree, path, book)) or [[None] * 8]
        for cells in listed:
            clause = cells[6] or rule.clause
            begins, ends = values["begins"] or None, values["ends"] or None
            yield [rule.key, rule.name, *cells[:6], clause or None, begins, ends, cells[7]]


def _segment(node: Node, number: int) -> str:
    return f"{HOWS[node.said('how') or ALL].format(n=node.said('n'))}-{number}"


def _conditions(group: Node, path: str, book: Rulebook) -> Iterator[list[str | None]]:
    """Cells from 分组 to 单位, then 条款 and 高级条件."""
    groups = 0
    for node in group.children:
        if node.kind == GROUP:
            groups += 1
            inside = "/".join(filter(None, (path, _segment(node, groups))))
            yield from _conditions(node, inside, book)
        else:
            yield [path or None, *_cells(node, book)]


def _cells(node: Node, book: Rulebook) -> list[str | None]:
    clause = node.said("clause") or None
    if node.kind == JUDGED:
        return [node.said("question"), None, ASKED_ROW, node.said("proof") or None, None, clause, None]
    if node.kind == RULE:
        return [_called(node.said("rule"), book), None, OTHER_ROW, None, None, clause, None]
    if node.kind == KEPT or node.left is not None:
        return [node.said("words"), None, KEPT_ROW, None, None, clause, _written(node)]
    op = next(label for op, label in operator_names().items() if op == node.said("op"))
    value, unit = _split(node.said("value"))
    fact = node.said("fact")
    related = fact.partition(":")[2]
    label = f"{book.related[related].label}数" if related else book.facts[fact].label
    measure = None if node.said("measure") == "0" else str(MEASURES[node.said("measure")])
    return [label, measure, op, value or None, unit, clause, None]


def _called(key: str, book: Rulebook) -> str:
    """A rule by its name, or by its key where another rule has the same name."""
    name = next((rule.name for rule in book.rules if rule.key == key), key)
    return name if len({rule.key for rule in book.rules if rule.name == name}) == 1 else key


def _written(node: Node) -> str:
    """A condition without columns of its own, on one line."""
    whole = node.kept or node.whole
    return "" if whole is None else _one_line(whole)


def _one_line(condition: nodes.Condition) -> str:
    """JSON, which is YAML on one line."""
    return json.dumps(plain(condition), ensure_ascii=False, default=str)


def _split(text: str) -> tuple[str, str | None]:
    """2000万元 → 2000万, 元; several values only where all have one unit."""
    parts = text.split("、") if text else []
    found = [_NUMBER.match(part) for part in parts]
    units = {part[match.end() :] for part, match in zip(parts, found, strict=True) if match}
    if not parts or None in found or len(units) != 1 or units == {""}:
        return text, None
    return "、".join(match[0] for match in found if match), units.pop()
