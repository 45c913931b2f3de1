"""What the difference page shows: entries by kind, each with both clauses and the words that changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.compiler.difference import STATUSES, Change, Difference, Entry, Side, Status
from zhenxing.core.compiler.terms import KINDS
from zhenxing.papers.difference import STATUS_MARKS
from zhenxing.web.documents.kinds import KINDS as PROPOSAL_KINDS
from zhenxing.web.documents.matrix import place_url
from zhenxing.web.documents.models import Document

_LABELS: dict[Status, str | Promise] = {
    "changed": gettext_lazy("变更"),
    "orphaned": gettext_lazy("无人承担"),
    "dropped": gettext_lazy("取消"),
    "added": gettext_lazy("新增"),
    "unchanged": gettext_lazy("未变"),
}
#: terms of `core.compiler.terms` in words
FIELDS: dict[str, str | Promise] = {
    "indicator": gettext_lazy("指标"),
    "direction": gettext_lazy("要求"),
    "value": gettext_lazy("数值"),
    "unit": gettext_lazy("计量单位"),
    "deadline": gettext_lazy("期限"),
    "increment": gettext_lazy("总数或新增"),
    "firmness": gettext_lazy("约束"),
    "scope": gettext_lazy("范围"),
    "wording": gettext_lazy("文字"),
    "heading": gettext_lazy("任务名称"),
    "lead": gettext_lazy("牵头单位"),
    "support": gettext_lazy("配合单位"),
    "leaders": gettext_lazy("牵头领导"),
    "figures": gettext_lazy("文中数字"),
    "subject": gettext_lazy("对象"),
    "award": gettext_lazy("奖励"),
    "penalty": gettext_lazy("处罚"),
}
#: longer passages are shown whole, without marking the words
_MARKED = 1200
_SHORT = 420
#: a number changes as a whole, everything else character by character
_WORD = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)


@dataclass(frozen=True)
class ShownChange:
    """One term that changed; units that came and went are listed apart."""

    label: str | Promise
    was: str
    now: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        return bool(self.added or self.removed)


@dataclass(frozen=True)
class Half:
    """One document's half: the clause's number, a link to it, its own words with the changes marked.

    `long` words in which nothing is marked stay folded on the screen.
    """

    label: str
    heading: str
    url: str
    text: SafeString
    long: bool


@dataclass(frozen=True)
class Row:
    """One obligation: its mark and name, both halves, what changed."""

    status: str
    mark: str
    label: str | Promise
    old: Half | None
    new: Half | None
    changes: tuple[ShownChange, ...]
    note: str


@dataclass(frozen=True)
class Group:
    """The rows of one kind that differ, and the unchanged ones."""

    kind: str
    label: str | Promise
    differing: tuple[Row, ...]
    same: tuple[Row, ...]


@dataclass(frozen=True)
class Tile:
    """How many of one status there are."""

    status: str
    mark: str
    label: str | Promise
    count: int


class DifferencePage:
    """Two documents side by side."""

    def __init__(self, difference: Difference, older: Document, document: Document) -> None:
        self.difference, self.older, self.document = difference, older, document

    @property
    def tiles(self) -> list[Tile]:
        """Every status with its number of goals, tasks and conditions."""
        return [
            Tile(status, STATUS_MARKS[status], _LABELS[status], self.difference.count(status))
            for status in STATUSES
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """Goals, tasks, conditions; kinds that neither document has are left out."""
        return [group for kind in KINDS if (group := self._group(kind)).differing or group.same]

    def _group(self, kind: str) -> Group:
        entries = [entry for entry in self.difference.entries if entry.kind == kind]
        return Group(
            kind,
            PROPOSAL_KINDS[kind].label,
            tuple(self._row(entry) for entry in entries if entry.status != "unchanged"),
            tuple(self._row(entry) for entry in entries if entry.status == "unchanged"),
        )

    def _row(self, entry: Entry) -> Row:
        old, new = marked(entry)
        return Row(
            entry.status,
            STATUS_MARKS[entry.status],
            _("仅改文字") if entry.wording_only else _LABELS[entry.status],
            self._half(self.older, entry.old, old),
            self._half(self.document, entry.new, new),
            tuple(_change(change) for change in entry.changes if change.field != "wording"),
            self._note(entry),
        )

    def _half(self, document: Document, side: Side | None, text: SafeString) -> Half | None:
        if side is None:
            return None
        url = place_url(document, side.span.start if side.span.end else None, side.span.end)
        return Half(side.label, side.heading, url, text, len(side.text) > _SHORT and "<" not in text)

    def _note(self, entry: Entry) -> str:
        if entry.status == "orphaned":
            names = {each.new.id: each.new.text for each in self.difference.of("goal") if each.new}
            goals = "；".join(names[goal] for goal in entry.goals)
            return _("任务取消了，它所服务的目标还在，新文件没有任务来承担：%(goals)s") % {"goals": goals}
        return ""


def _change(change: Change) -> ShownChange:
    return ShownChange(FIELDS[change.field], change.was, change.now, change.added, change.removed)


def marked(entry: Entry) -> tuple[SafeString, SafeString]:
    """Both texts; of a changed pair with the words that went as <del> and those that came as <ins>."""
    old, new = (side.text if side else "" for side in (entry.old, entry.new))
    if entry.status != "changed" or max(len(old), len(new)) > _MARKED:
        return format_html("{}", old), format_html("{}", new)
    words = [_WORD.findall(text) for text in (old, new)]
    before, after = [], []
    for tag, i, j, k, m in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        before.append(("" if tag == "equal" else "del", "".join(words[0][i:j])))
        after.append(("" if tag == "equal" else "ins", "".join(words[1][k:m])))
    return _tagged(before), _tagged(after)


def _tagged(parts: list[tuple[str, str]]) -> SafeString:
    forms = {"": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}
    return format_html_join("", "{}", ((format_html(forms[tag], text),) for tag, text in parts if text))
