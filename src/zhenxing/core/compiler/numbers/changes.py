"""Changes from one number to another: 由50亿元提高到80亿元, 27家企业整合为9家."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.amounts import Amount

_FROM = re.compile(
    r"(?:由|从|自)(?:(?:\d{4}|去|上|前|今|本|当|[一二三四五六七八九十\d]{1,2})年(?:前|初|[底末]|同期)?的?|"
    r"(?:目前|现在|原来|原先|过去|当初|起初|最初|年初|期初|建镇初|创建前|认定前)的?)?(?:不足|不到|仅|约|近)?\s?$|(?:由|从)(?:\d{4}年)?[^,。;、\d]{1,8}$"
)
_ONWARD = re.compile(
    r"[^,。;]{0,8}?(?:提高|增加|提升|涨|回升|增长|扩大|下降|降低|降|压缩|压减|减少|上升|发展|做|缩短|增|升|跃升|攀升|扩展|拓展|扩|跃|调整)(?:到|至|为)"
    r"|[^,。;\d]{0,2}翻[一两二]?番(?:达到|达|到|至|为)\s?\d|(?:到|至)\s?\d"
)
#: with one of these the words between the two numbers may begin
#: 较2021年的8.4万亩增长48.8%: what there was before
_BASELINE = re.compile(r"[比较](?:20\d\d年|上年|去年|前年|基期|目前)[^,。;\d]{0,6}$")
_GROWS = re.compile(r"\)?[^,。;\d]{0,4}(?:增长|增加|提高|提升|下降|减少|翻|净增|新增|增)")
UNTO = frozenset("到至翻")
#: 27家企业整合为9家
_MERGED = re.compile(r"[^,。;、]{0,16}?(?:整合|重组|合并|归并|压减|精简|优化)(?:为|成|至|到)")


def is_origin(text: str, start: int, amount: Amount) -> bool:
    """由50亿元提高到, 27家企业整合为: the change begins with this number."""
    end = amount.end
    if _MERGED.match(text, end, end + 24):
        return True
    before = text[start : amount.start]
    if ("较" in before or "比" in before) and _BASELINE.search(before) and _GROWS.match(text, end):
        return True
    from_it = "由" in before or "从" in before or "自" in before
    return from_it and bool(_FROM.search(before) and _ONWARD.match(text, end, end + 24))
