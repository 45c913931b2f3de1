"""A table of rules read back from Excel: the book it says, or every fault with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.translation import gettext as _

from zhenxing.core.faults import Fault
from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import FactSpec, Rule, Rulebook
from zhenxing.core.rules.form import RuleFaults, dump, parse
from zhenxing.intake.workbooks import RawSheet, Workbook
from zhenxing.web.rules.builder_nodes import (
    ALL,
    COMPARE,
    GROUP,
    JUDGED,
    KEPT,
    MEASURES,
    RULE,
    SOME,
    Node,
    of_condition,
    walk,
)
from zhenxing.web.rules.builder_rules import Draft, declared, faults_of, rule_of, values_of
from zhenxing.web.rules.builder_table import ASKED_ROW, HEADINGS, HOWS, KEPT_ROW, OTHER_ROW, operator_names

_SEGMENT: Final = re.compile(r"(全部|任一|都不|至少(\d{1,2})项)(?:[-－—].{0,20})?")
_KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00:00)?")
_NUMBER: Final = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?[十百千万亿]{0,2}")
_LONGEST: Final = 5000
MOST_ROWS: Final = 2000


@dataclass
class _Row:
    """A row with its number in Excel, cell by heading."""

    number: int
    cells: dict[str, str]


@dataclass
class Read:
    """The book of a table; None with the faults that stand in the way."""

    book: Rulebook | None
    faults: list[Fault] = field(default_factory=list)


def read_table(workbook: Workbook, book: Rulebook, known: Mapping[str, FactSpec]) -> Read:
    """The book with the rules of the table in place of its own."""
    found = _headed(workbook)
    if found is None:
        first = workbook.sheets[0].name if workbook.sheets else ""
        said = _("找不到表头：要有“规则标识”“字段”“比较”“要求”这几列")
        return Read(None, [Fault(first, 0, "", "", HEADINGS[0], "rule", "", (("said", said),))])
    return _Table(found, book, known).read()


@dataclass
class _Found:
    """A sheet with the place of its headings: heading → index of the column."""

    sheet: RawSheet
    top: int
    places: dict[str, int]

    def rows(self) -> list[_Row]:
        rows = []
        for at in range(self.top + 1, self.sheet.height):
            texts = self.sheet.row(at)
            cells = {name: (texts[place] or "").strip()[:_LONGEST] for name, place in self.places.items()}
            if any(cells.values()):
                rows.append(_Row(at + 1, cells))
        return rows

    def letter(self, heading: str) -> str:
        at = self.places.get(heading, 0) + self.sheet.first_column
        return chr(65 + at) if at < 26 else f"{chr(64 + at // 26)}{chr(65 + at % 26)}"


def _headed(workbook: Workbook) -> _Found | None:
    needed = {"规则标识", "字段", "比较", "要求"}
    for sheet in workbook.sheets:
        for top in range(min(sheet.height, 20)):
            texts = [(text or "").strip() for text in sheet.row(top)]
            places: dict[str, int] = {name: texts.index(name) for name in HEADINGS if name in texts}
            if needed <= places.keys():
                return _Found(sheet, top, places)
    return None


class _Table:
    def __init__(self, found: _Found, book: Rulebook, known: Mapping[str, FactSpec]) -> None:
        self.found = found
        self.book = book
        self.known = known
        self.facts = {**known, **book.facts}
        self.faults: list[Fault] = []

    def read(self) -> Read:
        rows = self.found.rows()
        if len(rows) > MOST_ROWS:
            self._fault(rows[MOST_ROWS], "规则标识", _("最多%(most)s行") % {"most": MOST_ROWS})
            return Read(None, self.faults)
        if not rows:
            self._fault(_Row(self.found.top + 2, {}), "规则标识", _("表里没有规则"))
        rules = [self._rule(group) for group in _by_rule(rows)]
        if self.faults:
            return Read(None, self.faults)
        made = replace(self.book, facts=self.facts, rules=tuple(one for one in rules if one is not None))
        made = replace(made, facts=declared(made, set(self.book.facts)))
        for message in faults_of(made):
            self._fault(rows[0], "规则标识", message)
        return Read(None if self.faults else made, self.faults)

    def _rule(self, rows: Sequence[_Row]) -> Rule | None:
        first = rows[0]
        values = self._values(first)
        same = (one for one in self.book.rules if one.key == values["key"])
        old = next((one for one in same if _same_begin(one, values)), None)
        tree, places = self._tree(rows)
        base = values_of(old) if old else dict.fromkeys(values_of(Rule("", "")), "")
        base |= {name: text for name, text in values.items() if text or name in ("begins", "ends")}
        base["clause"] = _clauses(tree, rows, old)
        base["name"] = base["name"] or base["key"]
        if old is not None:
            _name_as_before(tree, old, self.book)
        draft = Draft(base, tree)
        rule = rule_of(draft, old, replace(self.book, facts=self.facts, rules=self._all_rules()))
        self._tell(draft, places, first)
        return rule

    def _all_rules(self) -> tuple[Rule, ...]:
        """Stand-ins for the rules of the table, so that one may refer to another further down."""
        keys = dict.fromkeys(row.cells.get("规则标识", "") for row in self.found.rows())
        unread = nodes.Judged("stand-in", "待读")
        return tuple(Rule(key, key, unread) for key in keys if _KEY.fullmatch(key))

    def _values(self, row: _Row) -> dict[str, str]:
        values = {"key": row.cells.get("规则标识", ""), "name": row.cells.get("规则名称", "")}
        for name, heading in (("begins", "起始日"), ("ends", "截止日")):
            text = row.cells.get(heading, "")
            day = _DAY.fullmatch(text)
            values[name] = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else text
        return values

    # ── conditions ──
    def _tree(self, rows: Sequence[_Row]) -> tuple[Node, dict[int, _Row]]:
        """The tree of a rule's rows, and which row each node came from."""
        root = Node(GROUP, {"how": ALL})
        groups: dict[str, Node] = {"": root}
        places: dict[int, _Row] = {id(root): rows[0]}
        for row in rows:
            group = self._group(row, groups, places)
            if not (row.cells.get("字段") or row.cells.get("比较")):
                continue
            node = self._node(row)
            places[id(node)] = row
            group.children.append(node)
        only = root.children[0] if len(root.children) == 1 else None
        return (only if only is not None and only.kind == GROUP else root), places

    def _group(self, row: _Row, groups: dict[str, Node], places: dict[int, _Row]) -> Node:
        path = ""
        for text in filter(None, row.cells.get("分组", "").replace("／", "/").split("/")):
            parent, path = groups[path], f"{path}/{text.strip()}"
            if path in groups:
                continue
            found = _SEGMENT.fullmatch(text.strip())
            if found is None:
                self._fault(
                    row, "分组", _("看不懂这个分组，应如“任一-1”“全部-2”“至少2项-1”，空着表示必须满足")
                )
            how = next((how for how, name in HOWS.items() if found and found[1] == name), SOME)
            groups[path] = Node(GROUP, {"how": how, "n": (found[2] if found else "") or ""})
            places[id(groups[path])] = row
            parent.children.append(groups[path])
        return groups[path]

    def _node(self, row: _Row) -> Node:
        cells = row.cells
        clause = {"clause": cells.get("条款", "")}
        compared = cells.get("比较", "")
        if compared == ASKED_ROW:
            said = {"question": cells.get("字段", ""), "proof": cells.get("要求", "")}
            return Node(JUDGED, {**said, "answer": self._answer(said["question"]), **clause})
        if compared == OTHER_ROW:
            return Node(RULE, {"rule": self._referred(cells.get("字段", "")), **clause})
        if compared == KEPT_ROW:
            return Node(KEPT, clause, kept=self._kept(row))
        return Node(COMPARE, {**self._compared(row), **clause})

    def _compared(self, row: _Row) -> dict[str, str]:
        cells = row.cells
        label = cells.get("字段", "")
        fact = next((key for key, spec in self.facts.items() if label in (key, spec.label)), "")
        for key, related in self.book.related.items():
            fact = fact or (f"count:{key}" if label == f"{related.label}数" else "")
        if not fact:
            self._fault(row, "字段", _("没有这个字段，请从“可填内容”里选"))
        measure = cells.get("取值", "") or str(MEASURES["0"])
        key = next((key for key, name in MEASURES.items() if measure == str(name)), "")
        if not key:
            self._fault(row, "取值", _("应为：%(all)s") % {"all": "、".join(map(str, MEASURES.values()))})
        compared = cells.get("比较", "")
        names = operator_names()
        op = next((op for op, name in names.items() if compared == name), "")
        if not op:
            self._fault(
                row, "比较", _("应为：%(all)s") % {"all": "、".join([*names.values(), ASKED_ROW, OTHER_ROW])}
            )
        return {
            "fact": fact,
            "measure": key or "0",
            "op": op,
            "value": _joined(cells.get("要求", ""), cells.get("单位", "")),
        }

    def _referred(self, said: str) -> str:
        """The key of a rule of the table, named by its key or its name."""
        named = {row.cells.get("规则名称", ""): row.cells.get("规则标识", "") for row in self.found.rows()}
        return said if said in named.values() else named.get(said, said)

    def _answer(self, question: str) -> str:
        """The key of a question the book has already: answers given to it stay."""
        trees = (rule.when for rule in self.book.rules if rule.when is not None)
        asked = (node for tree in trees for node in nodes.walk(tree) if isinstance(node, nodes.Judged))
        return next((node.answer for node in asked if node.question == question), "")

    def _kept(self, row: _Row) -> nodes.Condition | None:
        """A condition written whole: read by the reader of rules, as part of a book of nothing else."""
        text = " ".join(row.cells.get("高级条件", "").split())
        head = dump(replace(self.book, facts=self.facts, rules=self._all_rules()))
        probe = f"{head.rstrip()}\n- {{key: probe-of-table, name: 一行, when: {text}}}\n"
        probe = probe if "choose:" not in head else _before_choose(head, text)
        try:
            return parse(probe, "规则").rules[-1].when
        except RuleFaults as wrong:
            self._fault(row, "高级条件", "；".join(fault.message for fault in wrong.faults[:3]))
            return None

    # ── faults ──
    def _tell(self, draft: Draft, places: Mapping[int, _Row], first: _Row) -> None:
        fields = {"key": "规则标识", "name": "规则名称", "begins": "起始日", "ends": "截止日", "": "规则标识"}
        for name, told in draft.faults.items():
            for message in told:
                self._fault(first, fields.get(name, "规则标识"), message)
        for _place, node in walk(draft.tree):
            row = places.get(id(node), first)
            heading = {GROUP: "分组", JUDGED: "字段", RULE: "字段", KEPT: "高级条件"}.get(node.kind, "要求")
            told_already = {fault.row for fault in self.faults}
            if row.number not in told_already:
                for message in node.faults:
                    self._fault(row, heading, message)

    def _fault(self, row: _Row, heading: str, message: str) -> None:
        value = row.cells.get(heading, "")
        said = (("said", message.rstrip("。")),)
        column = self.found.letter(heading)
        self.faults.append(
            Fault(self.found.sheet.name, row.number, column, heading, heading, "rule", value, said)
        )


def _clauses(tree: Node, rows: Sequence[_Row], old: Rule | None) -> str:
    """The clause of the rule; a condition says its own only where it is another one."""
    told = {row.cells.get("条款", "") for row in rows}
    clause = old.clause if old else rows[0].cells.get("条款", "")
    if len(told) == 1 and clause:
        clause = told.pop()
    for _place, node in walk(tree):
        if node.said("clause") == clause:
            node.values["clause"] = ""
    return clause


def _name_as_before(tree: Node, old: Rule, book: Rulebook) -> None:
    """The table has no columns for what conditions are called: those that are as before keep it."""
    before: dict[tuple[str, ...], Node] = {}
    for place, node in walk(of_condition(old.when, book)):
        before.setdefault(_sign(place, node), node)
    for place, node in walk(tree):
        same = before.get(_sign(place, node))
        if same is not None:
            node.values |= {name: same.said(name) for name in ("key", "label", "answer")}
            if node.kind == GROUP:
                node.values["clause"] = same.said("clause")


def _sign(place: str, node: Node) -> tuple[str, ...]:
    """What a condition says, without its name; of a group, where it stands."""
    if node.kind == GROUP:
        return GROUP, place, node.said("how")
    if node.kind == KEPT or node.whole is not None:
        whole = node.kept or node.whole
        return KEPT, "" if whole is None else str(replace(whole, named=nodes.Named()))
    names = ("fact", "measure", "op", "value", "question", "rule")
    return node.kind, *(node.said(name) for name in names)


def _before_choose(head: str, text: str) -> str:
    """`choose` stands behind the rules: one more goes before it."""
    rules, _key, rest = head.rpartition("choose:")
    return f"{rules.rstrip()}\n- {{key: probe-of-table, name: 一行, when: {text}}}\nchoose:{rest}"


def _by_rule(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows of one rule: the same key and first day; a row without a key belongs to the one above."""
    groups: dict[tuple[str, str], list[_Row]] = {}
    last = ("", "")
    for row in rows:
        key = row.cells.get("规则标识", "")
        last = (key, row.cells.get("起始日", "")) if key else last
        groups.setdefault(last, []).append(row)
    return list(groups.values())


def _same_begin(rule: Rule, values: Mapping[str, str]) -> bool:
    return (rule.begins.isoformat() if rule.begins else "") == values["begins"]


def _joined(value: str, unit: str) -> str:
    """The value with the unit of its own column behind every number."""
    if not unit:
        return value
    parts = re.split(r"[、，,；;]", value)
    return "、".join(f"{part}{unit}" if _NUMBER.fullmatch(part.strip()) else part for part in parts)
