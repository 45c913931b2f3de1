"""Two plans side by side: for a terminal, and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhenxing.core.compiler.difference import STATUSES, Change, Difference, Entry, Side
from zhenxing.core.compiler.terms import KINDS
from zhenxing.papers import plan_wording
from zhenxing.papers.looks import Tone
from zhenxing.papers.sheets import Cell, Column, Sheet, Value, workbook
from zhenxing.papers.table import text_table
from zhenxing.papers.width import cut

STATUS_NAMES: Final = {
    "added": "新增",
    "dropped": "取消",
    "changed": "变更",
    "orphaned": "无人承担",
    "unchanged": "未变",
}
#: a mark beside the colour: a copy in black and white says the same
STATUS_MARKS: Final = {"added": "＋", "dropped": "－", "changed": "≠", "orphaned": "！", "unchanged": "＝"}
KIND_NAMES: Final = {"goal": "目标", "task": "任务", "condition": "条件"}
FIELD_NAMES: Final = {
    "indicator": "指标",
    "direction": "要求",
    "value": "数值",
    "unit": "计量单位",
    "deadline": "期限",
    "increment": "总数或新增",
    "firmness": "约束",
    "scope": "范围",
    "wording": "文字",
    "heading": "任务名称",
    "lead": "牵头单位",
    "support": "配合单位",
    "leaders": "牵头领导",
    "figures": "文中数字",
    "subject": "对象",
    "award": "奖励",
    "penalty": "处罚",
}
_TONES: Final[dict[str, Tone]] = {
    "added": "good",
    "dropped": "alert",
    "changed": "warn",
    "orphaned": "alert",
    "unchanged": "",
}
_LONG: Final = 60


def status_name(entry: Entry) -> str:
    """新增, 取消, 变更, 仅改文字, 无人承担 or 未变, with its mark."""
    name = "仅改文字" if entry.wording_only else STATUS_NAMES[entry.status]
    return f"{STATUS_MARKS[entry.status]}{name}"


def change_text(change: Change) -> str:
    """数值：2.4亿元 → 3亿元; 配合单位：增加县发改局，减去县税务局."""
    name = FIELD_NAMES[change.field]
    if change.field == "wording":
        return "只有文字不同，请对照原话"
    if change.added or change.removed:
        parts = [
            f"{verb}{'、'.join(units)}"
            for verb, units in (("增加", change.added), ("减去", change.removed))
            if units
        ]
        return f"{name}：{'，'.join(parts)}"
    return f"{name}：{change.was} → {change.now}"


def entry_note(entry: Entry) -> str:
    """What is to be said about an entry beside its two texts."""
    if entry.status == "orphaned":
        return "任务取消了，它所服务的目标还在，新文件没有任务来承担"
    notes = [change_text(change) for change in entry.changes]
    if entry.moved and entry.old and entry.new:
        notes.append(f"移到{entry.new.label.rstrip('、') or '文首'}")
    return "；".join(notes)


def summary(difference: Difference) -> str:
    """One sentence with the counts of each kind that there is."""
    parts = []
    for kind in KINDS:
        counts = [
            f"{STATUS_NAMES[status]}{number}"
            for status in STATUSES
            if (number := difference.count(status, kind))
        ]
        if counts:
            parts.append(f"{KIND_NAMES[kind]}：{'、'.join(counts)}")
    return f"{'；'.join(parts)}。" if parts else "两份文件都没有目标、任务和条件。"


def difference_table(difference: Difference, *, columns: int = 120) -> str:
    """What differs, for a terminal; what did not change is only counted."""
    head = f"旧：{difference.old_title}\n新：{difference.new_title}\n{summary(difference)}"
    rows = [_text_row(entry) for entry in difference.entries if entry.status != "unchanged"]
    if not rows:
        return f"{head}\n两份文件的要求没有差别。"
    headings = ["变化", "类别", "旧文件", "新文件", "说明"]
    return f"{head}\n\n{text_table(headings, rows, columns=columns)}"


def _text_row(entry: Entry) -> list[str]:
    return [
        status_name(entry),
        KIND_NAMES[entry.kind],
        _short(entry.old),
        _short(entry.new),
        entry_note(entry),
    ]


def _short(side: Side | None) -> str:
    return cut(plan_wording.one_line(f"{side.label} {side.title}".strip()), _LONG) if side else ""


def difference_workbook(difference: Difference, *, demo: bool = False) -> bytes:
    """Sheets 差异 and 未变: both clauses in their own words, what changed, and where each stands."""
    differing = [entry for entry in difference.entries if entry.status != "unchanged"]
    same = [entry for entry in difference.entries if entry.status == "unchanged"]
    title = f"{difference.new_title}与旧文件的差异"
    notes = [
        f"旧文件：{_named(difference.old_title, difference.old_number)}",
        f"新文件：{_named(difference.new_title, difference.new_number)}",
        summary(difference),
        "　".join(f"{STATUS_MARKS[status]} {STATUS_NAMES[status]}" for status in STATUSES),
    ]
    sheets = [
        Sheet(
            "差异",
            _columns(),
            list(_rows(differing)),
            title=title,
            notes=notes,
            freeze_columns=3,
            empty="两份文件的要求没有差别。",
        ),
        Sheet("未变", _columns(), list(_rows(same)), title="没有变化的要求", freeze_columns=3),
    ]
    return workbook(sheets, title=title, demo=demo)


def _named(title: str, number: str) -> str:
    return f"{title}（{number}）" if number else title


def _columns() -> list[Column]:
    return [
        Column("序号", "whole", 6),
        Column("变化", "text", 11),
        Column("类别", "text", 7),
        Column("条款", "text", 11, ("旧文件",)),
        Column("原话", "long", 42, ("旧文件",)),
        Column("条款", "text", 11, ("新文件",)),
        Column("原话", "long", 42, ("新文件",)),
        Column("说明", "long", 38, optional=True),
    ]


def _rows(entries: list[Entry]) -> Iterator[list[Value]]:
    for number, entry in enumerate(entries, 1):
        yield [
            number,
            Cell(status_name(entry), _TONES[entry.status]),
            KIND_NAMES[entry.kind],
            *_half(entry.old),
            *_half(entry.new),
            entry_note(entry),
        ]


def _half(side: Side | None) -> list[Value]:
    return [side.label, plan_wording.shortened(side.text)] if side else [None, None]
