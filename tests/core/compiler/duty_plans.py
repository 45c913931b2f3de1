"""演示数据：plans of fictional places, compiled for the tests of tasks, people, rosters and links."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from zhenxing.core.compiler import Plan, Source, compile_source
from zhenxing.packs.loader import load_knowledge

SHARED = Path(__file__).parents[4] / "shared" / "documents"

PLAN = """云岭县人民政府办公室
关于印发云岭县陶瓷专业镇发展行动方案的通知

云政办发〔2024〕7号

各乡(镇)人民政府,县直各单位:
《云岭县陶瓷专业镇发展行动方案》已经县政府同意,现印发给你们,请抓好落实。

云岭县人民政府办公室
2024年3月5日

云岭县陶瓷专业镇发展行动方案

为做强陶瓷产业,制定本方案。

一、总体要求
(一)指导思想。坚持市场主导、政府引导。
(二)发展目标。到2026年,陶瓷产值达到30亿元。

二、重点任务
(一)做强龙头企业。支持龙头企业技术改造,2024年10月底前完成摸底。(县工信局牵头,县小微企业发展服务中心、县财政局分工负责落实)
(二)推进集群招商。各乡镇要主动对接企业。(县商务局牵头,县工业和信息化局、县经济技术开发区管委会、各乡镇人民政府分工负责落实)

三、政策措施
(一)强化资金支持。设立专项资金。(县财政局、县小微企业发展中心、云岭县银保监管组分工负责落实)
(二)强化用地保障。优先安排用地指标。(县自然资源局、银保监组分工负责落实)

四、保障措施
(一)加强组织领导。成立领导小组,统筹推进各项工作。
(二)严格督导考核。由县政府督查室负责督查。

附件:云岭县陶瓷专业镇发展领导小组组成人员名单

附件
云岭县陶瓷专业镇发展领导小组组成人员名单

组  长:周明远  县委副书记、县长
副组长:韩立文  县委常委、副县长
成  员:县工信局、县财政局、县商务局、县统计局、县民政局主要负责人;各乡镇人民政府主要负责人。

领导小组办公室设在县商务局,承担日常工作。
"""


@lru_cache(maxsize=64)
def compiled(text: str) -> Plan:
    """The plan of a text, with the packs' knowledge and no home."""
    return compile_source(Source(text), load_knowledge())


def plan_of(body: str) -> Plan:
    """A plan whose body is given: 一、总体要求 is put before it."""
    return compiled(f"云岭县陶瓷专业镇发展实施方案\n\n一、总体要求\n坚持市场主导。\n\n{body}\n")


def parts(plan: Plan) -> list[tuple[str, list[str], list[str]]]:
    """(heading, lead, support) of every task."""
    return [(t.heading, [u.text for u in t.lead], [u.text for u in t.support]) for t in plan.tasks]
