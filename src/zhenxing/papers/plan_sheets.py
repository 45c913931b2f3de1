"""The smaller sheets of a plan's workbook: what the document is, its outline, dates, people and units."""

from __future__ import annotations

from collections.abc import Sequence

from zhenxing.core.compiler.plan import Clause, Found, Plan
from zhenxing.papers import plan_wording
from zhenxing.papers.sheets import Cell, Column, Sheet, Value

_LEVELS = {
    "national": "国家",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "township": "乡镇",
    "park": "园区",
    "unknown": "未定",
}
_UNTITLED = {"covering": "（印发通知）", "attachment": "（附件）"}


def about_sheet(plan: Plan, title: str, others: Sequence[Sheet]) -> Sheet:
    """What identifies the document, and a table of contents."""
    header = plan.header
    genre = plan_wording.found(header.genre)
    rows: list[Sequence[Value]] = [
        _field("标题", header.title),
        _field("发文字号", header.doc_number),
        _field("发文机关", header.issuer),
        _field("成文日期", header.issued_on),
        _field("发布日期", header.published_on),
        ["文种", plan_wording.GENRES.get(genre, genre), _sure(header.genre)],
        _field("区划代码", header.place),
        ["主送机关", "、".join(item.value for item in header.recipients), ""],
        ["引用文件", "\n".join(item.value for item in header.cited), ""],
        ["文件名", plan.source.name, ""],
        ["校验值", plan.source.sha256, ""],
        ["读取说明", "\n".join(plan.source.notes), ""],
    ]
    rows += [["本工作簿", Cell(sheet.name, goto=sheet.name), f"{len(sheet.rows)} 条"] for sheet in others]
    columns = [Column("项目", "text", 14), Column("内容", "long", 84), Column("备注", "text", 16)]
    return Sheet("文件信息", columns, rows, title=title)


def more_sheets(plan: Plan) -> list[Sheet]:
    """Only those that have something to show."""
    sheets = [_milestones(plan), _people(plan), _organisations(plan), _outline(plan)]
    return [sheet for sheet in sheets if sheet.rows]


def _milestones(plan: Plan) -> Sheet:
    columns = [
        Column("序号", "whole", 6),
        Column("成果", "long", 60),
        Column("完成时限", "text", 12),
        Column("依据条款", "text", 36),
    ]
    rows: list[list[Value]] = [
        [number, item.text, item.deadline or "文中未写明", plan_wording.clause_name(plan, item.clause)]
        for number, item in enumerate(plan.milestones, 1)
    ]
    return Sheet("节点", columns, rows, title="有时限的成果")


def _people(plan: Plan) -> Sheet:
    columns = [
        Column("名单", "text", 16),
        Column("姓名或单位", "text", 36),
        Column("角色", "text", 16),
        Column("职务", "text", 40),
        Column("依据条款", "text", 30),
    ]
    people = [
        ["人员", person.name, person.role, person.post, plan_wording.clause_name(plan, person.clause)]
        for person in plan.people
    ]
    members = [
        [
            plan_wording.ROSTERS.get(roster.kind, roster.kind),
            member.text,
            member.role,
            "集合称谓" if member.collective else "",
            plan_wording.clause_name(plan, roster.clause),
        ]
        for roster in plan.rosters
        for member in roster.members
    ]
    return Sheet("人员与名单", columns, [*people, *members], title="人员与名单")


def _organisations(plan: Plan) -> Sheet:
    columns = [
        Column("单位", "text", 36),
        Column("层级", "text", 10),
        Column("集合称谓", "text", 10),
        Column("文中写法", "long", 60),
        Column("把握", "text", 12),
    ]
    rows = [
        [
            item.name,
            _LEVELS[item.level],
            "是" if item.collective else "",
            "、".join(item.printed),
            plan_wording.CERTAINTY[item.certainty],
        ]
        for item in plan.organisations
    ]
    return Sheet("单位", columns, rows, title="文中单位及其写法")


def _outline(plan: Plan) -> Sheet:
    columns = [
        Column("条款编号", "text", 14),
        Column("层级", "whole", 8),
        Column("序号与标题", "long", 70),
        Column("原文位置", "text", 16),
    ]
    rows: list[list[Value]] = [
        [clause.id, clause.level, _indented(clause), plan_wording.place(plan, clause.span)]
        for clause in plan.clauses
    ]
    return Sheet("条款", columns, rows, title="条款结构")


def _indented(clause: Clause) -> Value:
    heading = plan_wording.one_line(f"{clause.number}{clause.heading}")
    if not heading:
        return Cell(_UNTITLED.get(clause.role, "（无标题）"), "muted")
    return "　" * (clause.level - 1) + heading


def _field(name: str, item: Found | None) -> list[Value]:
    value: Value = item.value if item else Cell("没有找到", "muted")
    return [name, value, _sure(item)]


def _sure(item: Found | None) -> Value:
    if item is None or item.certainty == "certain":
        return ""
    return Cell(plan_wording.CERTAINTY[item.certainty], "warn" if item.certainty == "unsure" else "")
