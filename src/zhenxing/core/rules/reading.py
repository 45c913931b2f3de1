"""YAML text → marked nodes, with every fault told where it stands, all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

import yaml

MAX_DEPTH = 40
MAX_CHARACTERS = 2_000_000
KEY = re.compile(r"[a-z][a-z0-9_-]{0,63}")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: characters of a message: what is quoted in it may be endless
_LONGEST = 300
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
T = TypeVar("T")
Word = TypeVar("Word", bound=str)


@dataclass(frozen=True)
class RuleFault:
    """What is wrong, and where: `line` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行:{self.message}"


class RuleFaults(ValueError):  # noqa: N818 - it is the list of what is wrong, not one error
    """Everything that is wrong with one text."""

    def __init__(self, faults: Collection[RuleFault]) -> None:
        # in the order of the file; of one line, as they were found
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line)))
        super().__init__("\n".join(map(str, self.faults)))


class Reader:
    """Reads marked nodes of one file and collects faults; a node that cannot be read gives a default."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[RuleFault] = []

    def fault(self, node: yaml.Node, message: str) -> None:
        told = message if len(message) <= _LONGEST else message[:_LONGEST] + "…"
        self.faults.append(RuleFault(self.file, node.start_mark.line + 1, told))

    def compose(self, text: str) -> yaml.Node | None:
        """The marked tree of a text; None, with a fault, when it is not plain YAML."""
        try:
            problem = None if len(text) <= MAX_CHARACTERS else (1, "文件太大")
            problem = problem or _unsafe(text)
            if problem is None:
                root = yaml.compose(text, Loader=_LOADER)
                if root is not None:
                    return root
                problem = (1, "文件是空的")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            told = error.problem or error.context
            hint = f"不是合格的YAML,请看这里的缩进、引号、括号和冒号({told})"
            problem = (mark.line + 1 if mark else 1, hint)
        except yaml.YAMLError:
            problem = (1, "不是合格的YAML:含有不允许的字符")
        self.faults.append(RuleFault(self.file, *problem))
        return None

    def mapping(
        self, node: yaml.Node, required: Collection[str], optional: Collection[str] = ()
    ) -> dict[str, yaml.Node] | None:
        """The entries of a mapping with closed keys; None, with a fault, when it is no mapping."""
        entries = self.entries(node)
        if entries is None:
            return None
        known = [*required, *optional]
        for key, (marked, _) in entries.items():
            if key not in known:
                self.fault(marked, f"不认识“{key}”{_meant(key, known)}")
        for key in required:
            if key not in entries:
                self.fault(node, f"缺少“{key}”")
        return {key: value for key, (_, value) in entries.items() if key in known}

    def entries(self, node: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]] | None:
        """Key → (marked key, value) of a mapping with any keys."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, "这里应为“名称: 内容”的映射")
            return None
        found: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(key, "名称应为一个词")
            elif key.value in found:
                self.fault(key, f"“{key.value}”写了两次")
            else:
                found[key.value] = (key, value)
        return found

    def items(self, node: yaml.Node, *, empty: bool = False) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, "这里应为列表")
            return []
        if not node.value and not empty:
            self.fault(node, "列表不能是空的")
        return list(node.value)

    def text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and not is_null(node):
            return str(node.value)
        self.fault(node, "这里应为文字")
        return ""

    def key(self, node: yaml.Node) -> str:
        """An identifier: small letters, digits, _ and -."""
        text = self.text(node)
        if text and not KEY.fullmatch(text):
            self.fault(node, f"“{text}”不能作标识:应为小写字母开头,含小写字母、数字、_、-,不超过64个字符")
        return text

    def whole(self, node: yaml.Node, least: int, most: int) -> int:
        text = self.text(node)
        if re.fullmatch(r"-?\d{1,6}", text) and least <= int(text) <= most:
            return int(text)
        self.fault(node, f"“{text}”应为{least}至{most}的整数")
        return least

    def flag(self, node: yaml.Node) -> bool:
        text = self.text(node)
        if text not in {"true", "false"}:
            self.fault(node, f"“{text}”应为 true 或 false")
        return text == "true"

    def day(self, node: yaml.Node) -> date | None:
        text = self.text(node)
        found = as_date(text)
        if found is None:
            self.fault(node, f"“{text}”不是日期:应如 2024-03-15")
        return found

    def one_of(self, node: yaml.Node, allowed: Collection[Word], default: Word) -> Word:
        """One of a few words; the default, with a fault, when it is none of them."""
        text = self.text(node)
        found = next((word for word in allowed if word == text), None)
        if found is not None:
            return found
        self.fault(node, f"“{text}”应为{'、'.join(allowed)}之一")
        return default


def optional(entries: dict[str, yaml.Node], key: str, read: Callable[[yaml.Node], T], default: T) -> T:
    """What `read` makes of an entry, or the default where there is none."""
    return read(entries[key]) if key in entries else default


def is_null(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def as_date(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def meant(word: str, known: Collection[str]) -> str:
    """What somebody may have meant, as the end of a message."""
    return _meant(word, list(known))


def _meant(word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, n=1)
    return f",是不是“{close[0]}”?" if close else f":这里可以写 {'、'.join(known)}" if known else ""


def _unsafe(text: str) -> tuple[int, str] | None:
    """Anchors (they can stand for endless text) and nesting beyond reason, with their line."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return line, "不能用 & 和 * 引用"
        depth += _nesting(event)
        if depth > MAX_DEPTH:
            return line, f"嵌套超过{MAX_DEPTH}层"
    return None


def _nesting(event: Any) -> int:
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0
