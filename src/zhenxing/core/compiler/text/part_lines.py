"""Lines that head a part without a number: 2021年工作回顾, 下一步工作打算, 2022年工作安排."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhenxing.core.compiler.text.lines import AtLines

_HINT = re.compile(
    "怎么|这样|这么|成绩单|任务书|施工图|如何|会议|议定|回顾|总结|成效|安排|打算|计划|思路|建议|展望|工作|部分"
)
_LINE = AtLines(
    r"[ \t\u3000]*(?P<heading>(?:会议)?(?:经[^。，,\s]{1,12}[，,]?)?(?:一致)?"
    r"(?:议定|研究决定|研究确定|确定|决定|明确)(?:了)?(?:以下|如下)?(?:事项|意见|几点|工作)?(?:如下)?[:：]|"
    r"[^\s。，；,;:：?？]{0,8}(?:怎么干|如何干|怎么做|怎么办)[?？][—─-]{0,4}|"
    r"[^\w\s]{0,3}[“\"]?20\d\d年?[”\"]?[,，]?(?:我们|咱们)?(?:是?(?:这样|这么)(?:走过|走来|干|做|拼|过)的?|[“\"]?(?:成绩单|任务书|施工图|路线图)[”\"]?)[^\w\s]{0,3}|"
    r"第[一二三四五六]部分[:：、 \u3000]{0,3}[^\s。，；,;]{2,30}|"
    r"(?:第?[一二三四五六]部分[:：、 \u3000]{0,2})?"
    r"(?:(?:20\d\d年|[一二三四五六七八九]年来|过去的?[一两三五]年|(?:今年|去年)?上半年|(?:今年)?下半年|今年以来|今年|去年|明年|"
    r"今后[一三五]年|未来[一三五]年|下一?步|下阶段|下一阶段|[“\"]十[三四五]五[”\"](?:时期)?)(?:的|主要|重点|全镇|全县|全市|我[镇县市])*"
    r"(?:工作)?(?:主要)?(?:回顾|总结|成效|情况|安排|打算|计划|谋划|思路|建议|展望|工作|重点工作|主要任务|目标任务)(?:及目标|建议|意见|安排|回顾|和打算)?))"
    r"[ \t\u3000]*$"
)


class PartLine(NamedTuple):
    """An unnumbered heading, and where its line begins and ends."""

    start: int
    end: int
    heading: str


def part_lines(text: str) -> Iterator[PartLine]:
    """Every line that is nothing but such a heading, in order."""
    if not _HINT.search(text):
        return
    for found in _LINE.finditer(text):
        yield PartLine(found.start("heading"), found.end("heading"), found["heading"])
