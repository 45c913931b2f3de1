"""Compiles a text through the text stages only, with a few fictional divisions known."""

from __future__ import annotations

from types import MappingProxyType

from zhenxing.core.compiler import Division, Knowledge, Plan, Source, compile_source
from zhenxing.core.compiler.contract import Stage
from zhenxing.core.compiler.pipeline import STAGES
from zhenxing.core.compiler.stages import header

_ALL = (
    Division("990000", "岭北省", "province"),
    Division("990100", "江原市", "city", "990000"),
    Division("990122", "云岭县", "county", "990100"),
    Division("990123", "清河县", "county", "990100"),
    Division("990102", "新城区", "county", "990100"),
    Division("980000", "岭南省", "province"),
    Division("980100", "海原市", "city", "980000"),
    Division("980102", "新城区", "county", "980100"),
)
_SHORT = {
    "江原市": "江原",
    "海原市": "海原",
    "岭北省": "岭北",
    "岭南省": "岭南",
    "新城区": "新城",
    "云岭县": "云岭",
    "清河县": "清河",
}


def _names() -> dict[str, tuple[Division, ...]]:
    table: dict[str, tuple[Division, ...]] = {}
    for division in _ALL:
        for name in (division.name, _SHORT[division.name]):
            table[name] = (*table.get(name, ()), division)
    return table


KNOWLEDGE = Knowledge(divisions=MappingProxyType(_names()))
#: every stage that cleans, divides and identifies
TEXT_STAGES: tuple[Stage, ...] = STAGES[: STAGES.index(header) + 1]


def read(text: str, *, pages: tuple[int, ...] = (), stages: tuple[Stage, ...] = TEXT_STAGES) -> Plan:
    return compile_source(Source(text, page_starts=pages), KNOWLEDGE, stages=stages)


def kinds(plan: Plan) -> set[str]:
    """The kinds of repair that cleaning made, white space aside."""
    return {repair.kind for repair in plan.repairs} - {"layout"}


PLAN = """云岭县人民政府办公室
关于印发云岭县竹编专业镇培育方案的通知

云政办发〔2024〕12号

各乡镇人民政府，县直各有关单位：

《云岭县竹编专业镇培育方案》已经县人民政府同意，现予印发，请认真组织实施。

云岭县人民政府办公室

2024年3月18日

云岭县竹编专业镇培育方案

为推动竹编产业发展，结合我县实际，制定本方案。

一、总体要求

（一）指导思想。坚持市场主导、政府引导，推动竹编产业集聚发展。

（二）发展目标。到2026年，竹编企业达到60家，产值突破3亿元。

二、重点任务

（一）培育龙头企业。支持竹编企业扩大规模，培育龙头企业5家。（县工信局牵头，县财政局分工负责）

（二）建设公共平台。建设检测平台1个，服务全县竹编企业。（县市场监管局牵头）

三、保障措施

（一）加强领导。成立领导小组，统筹推进各项工作。

（二）强化考核。将任务落实情况纳入年度考核。

附件：云岭县竹编专业镇领导小组组成人员名单

附件

云岭县竹编专业镇领导小组组成人员名单

一、组成人员

组长：林树青
"""
