"""A judgement as people read it: plain Chinese, and a table.

规模以上工业:不满足。
不满足 营业收入1800万元(2024年),要求≥2000万元,还差200万元(第一条)
未知 从业人员没有数据,要求≥20人
补上以下数据就能判定:…
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import Rulebook
from zhenxing.core.rules.judgement import Finding, Judgement
from zhenxing.core.rules.words import said
from zhenxing.core.truth import Evidence, Truth

_INDENT = "  "


@dataclass(frozen=True)
class Row:
    """One condition as a row of a table; every cell is ready to print."""

    label: str
    value: str
    required: str
    gap: str
    verdict: Truth
    clause: str
    source: str


def explain(judgement: Judgement) -> str:
    """A judgement in plain Chinese, one condition a line, indented as the rule is built."""
    lines = [f"{judgement.rule.name}:{judgement.verdict.label}。"]
    if judgement.tree is not None:
        lines += _tree(judgement.tree, 0)
    if judgement.amount is not None:
        lines.append(f"可得{said(judgement.amount, '元')}。")
    elif judgement.rule.amount is not None and judgement.verdict is Truth.TRUE:
        lines.append("金额还算不出来。")
    return "\n".join(lines)


def table(judgement: Judgement) -> tuple[Row, ...]:
    """The evidence as rows, in the order of the rule."""
    return tuple(row(evidence) for evidence in judgement.evidence)


def row(evidence: Evidence) -> Row:
    source = " ".join(filter(None, (evidence.period, evidence.source)))
    return Row(
        label=evidence.label,
        value=value_said(evidence),
        required=evidence.required,
        gap=gap_said(evidence),
        verdict=evidence.verdict,
        clause=evidence.clause,
        source=source,
    )


def value_said(evidence: Evidence) -> str:
    """The value, or why there is none."""
    if evidence.value is None:
        return evidence.note or "没有数据"
    return said(evidence.value, evidence.unit, evidence.gap)


def gap_said(evidence: Evidence) -> str:
    """What is missing to the threshold, in words: 还差200万元, 超出3户; empty when nothing is."""
    if evidence.gap is None or evidence.verdict is not Truth.FALSE:
        return ""
    if evidence.gap == 0:
        return "正好在界上,须再多一点" if evidence.required.startswith(">") else "正好在界上,须再少一点"
    word = "超出" if evidence.required.startswith(("≤", "<")) else "还差"
    points = evidence.unit == units.PERCENT
    amount = Decimal(100) * evidence.gap if points else evidence.gap
    return f"{word}{said(amount, '个百分点' if points else evidence.unit, amount)}"


def _tree(finding: Finding, depth: int) -> Iterator[str]:
    indent = _INDENT * depth
    if finding.evidence is not None:
        yield indent + sentence(finding.evidence)
        return
    yield f"{indent}{finding.verdict.label} {finding.label}:"
    if finding.note:
        yield f"{indent}{_INDENT}{finding.note}"
    for part in finding.parts:
        yield from _tree(part, depth + 1)


def sentence(evidence: Evidence) -> str:
    """One line of evidence."""
    place = f"({evidence.clause})" if evidence.clause else ""
    begin = f"{evidence.verdict.label} {evidence.label}"
    if evidence.field.startswith("judged:"):
        answer = {None: "还没有人判断", True: "经判断为“是”", False: "经判断为“否”"}[_yes(evidence)]
        by = f",{evidence.source}" if evidence.source else ""
        note = f",{evidence.note}" if evidence.note else ""
        return f"{begin}:{answer}{by}{note}{place}"
    when = f"({evidence.period})" if evidence.period and evidence.value is not None else ""
    gap = gap_said(evidence)
    return f"{begin}:{value_said(evidence)}{when},要求{evidence.required}{f',{gap}' if gap else ''}{place}"


def _yes(evidence: Evidence) -> bool | None:
    return evidence.value if isinstance(evidence.value, bool) else None


def missing_said(book: Rulebook, missing: tuple[str, ...]) -> tuple[str, ...]:
    """Names of missing facts (`Judgement.missing`) in words: 营业收入(上年), 判断:有规划, 镇内企业的税收."""
    return tuple(_missing(book, name) for name in missing)


def _missing(book: Rulebook, name: str) -> str:
    kind, colon, key = name.partition(":")
    if colon:
        return _said_of_kind(book, kind, key)
    related, dot, own = name.rpartition(".")
    fact, _, year = own.partition("@")
    label = book.spec(fact, related or None).label
    when = f"(基准年前{year.removeprefix('-')}年)" if year else ""
    return f"{book.related[related].label}的{label}{when}" if dot else f"{label}{when}"


def _said_of_kind(book: Rulebook, kind: str, key: str) -> str:
    match kind:
        case "judged":
            return f"判断:{_question(book, key)}"
        case "parameter":
            return f"标准:{book.parameters[key].label}"
        case "related":
            return f"{book.related[key].label}名单"
    return f"条文:{next((rule.name for rule in book.rules if rule.key == key), key)}"


def _question(book: Rulebook, key: str) -> str:
    trees = (
        tree for rule in book.rules for tree in (rule.when, rule.amount, rule.points) if tree is not None
    )
    asked = (node for tree in trees for node in nodes.walk(tree) if isinstance(node, nodes.Judged))
    return next((node.question for node in asked if node.answer == key), key)
