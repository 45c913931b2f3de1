"""Numbers that belong to a way of speaking: which two is known, stairs, slogans, copies of the paper."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.mentions import GIVEN, OF_THEM, Mention
from zhenxing.core.compiler.numbers.units import MEASURE_UNITS

#: 共印30份: how many copies of the paper were made; 连跨6个台阶: a figure of speech
_COPIES = re.compile(r"(?:共|加)?印(?:发|制)?\s?$")
_STAIRS = re.compile(r"[^,。;\d]{0,8}台阶")
_NAMED_KIND = re.compile(r"(?:特色)?(?:专业镇|乡镇|镇|村|县|市|街道|园区|集群|产业|片区|基地)")
_PLACES = frozenset({"镇", "村", "乡", "县"})
_AND = re.compile(r"[、和及与]")
#: 调研组走访企业26家、召开座谈会5场: how a paper came about
_SURVEYED = re.compile(
    r"(?:调研|课题|考察|督查|检查|评估|视察)组[^。;]{0,40}(?:走访|座谈|察看|踏访|考察|深入|问卷)[^。;]{0,16}$"
)
#: 实现“三个翻番、两个突破”: a slogan counts its own parts
_SLOGAN = re.compile(r"(?:翻番|突破|倍增|全覆盖|领先|率先|提升|跨越|新高)[”\"、,。]")

#: 涵盖箱包、童鞋、假发3个专业镇: they were named
_COMPRISES = re.compile(r"(?:涵盖|包括|包含|囊括|所辖|下辖|涉及)[^,。;\d]{2,60}、[^,。;、\d]{1,16}$")
#: “一主六双”, “三高四新”: the name of a strategy
_STRATEGY = re.compile(r"[“\"](?:[一二三四五六七八九十两][\u4e00-\u9fff]{1,3}){1,3}$")
_STRATEGY_ENDS = re.compile(
    r"(?:[\u4e00-\u9fff]{0,2}[一二三四五六七八九十两][\u4e00-\u9fff]{1,3}){0,3}[\u4e00-\u9fff]{0,3}[”\"]"
)
#: 统筹推进全县6个专业镇建设: how many there are
_ALL_THERE_ARE = re.compile(r"(?:推进|推动|统筹|加快|抓好|指导)(?:全[县市区省镇]|我[县市区])$")
#: 对新认定的30个专业镇
_NAMED_ONES = re.compile(r"对(?:新|已|首批)?(?:认定|公布|入选|确定|命名)的$")
_TO_BUILD = re.compile(r"(?:专业镇|园区|产业|集群|产业链)(?:的)?(?:建设|发展|培育|工作)")
_LISTED_UNITS = frozenset({"个", "家", "户", "项", "种", "类", "镇", "村"})


def _is_stairs(mention: Mention) -> bool:
    """连跨6个十亿元台阶: neither the stairs nor how high each is; 共印30份: copies; 两位数增长: digits."""
    text, amount = mention.sentence.text, mention.amount
    if amount.unit == "位":
        return text.startswith("数", amount.end)
    if amount.unit == "份":
        return _COPIES.search(mention.before) is not None
    if "台阶" not in text:
        return False
    counted = amount.unit == "个" or text[amount.start - 1 : amount.start] == "个"
    return counted and _STAIRS.match(text, amount.end) is not None


def _sums_up(mention: Mention) -> bool:
    """做强冰糖橙、电子信息2个专业镇: how many were named before."""
    value = mention.amount.value
    if (
        isinstance(value, tuple)
        or mention.amount.unit != "个"
        or mention.comparison.explicit
        or not _NAMED_KIND.match(mention.after)
    ):
        return False
    # 和 may stand within a name
    least = mention.before.count("、") + 1
    return 1 < least <= value <= len(_AND.findall(mention.before)) + 1


def is_given(mention: Mention) -> bool:
    """力争两个专业镇营业收入突破80亿元: which two is known; “两个突破”: what a slogan counts."""
    text, amount = mention.sentence.text, mention.amount
    if _is_stairs(mention) or _sums_up(mention):
        return True
    if amount.unit in _PLACES and mention.after.startswith("的"):
        # 3镇的产值
        return True
    if "组" in text and _SURVEYED.search(text, 0, amount.start):
        return True
    if amount.chinese and amount.value == 1 and mention.before.endswith(("钱", "块", "元")):
        # 三毛钱一斤
        return True
    if text.startswith("翻", amount.start):
        return text[amount.start - 1 : amount.start] == "个"
    if (amount.chinese and _SLOGAN.match(text, amount.end)) or (
        amount.unit == "类" and "、" in mention.before
    ):
        # 制造业、特优农业2类 were named
        return True
    if amount.chinese and _STRATEGY.search(text, max(0, amount.start - 12), amount.start):
        return _STRATEGY_ENDS.match(text, amount.end) is not None
    if amount.unit in MEASURE_UNITS and text.startswith("级", amount.end):
        # 10万吨级分选中心: of what class something is
        return True
    if _NAMED_ONES.search(mention.before) or (
        mention.before == "共" and text[mention.start - 1 : mention.start] == "("
    ):
        return True
    if amount.unit == "个" and _ALL_THERE_ARE.search(mention.before):
        return _TO_BUILD.match(text, amount.end) is not None
    if "、" in mention.before and amount.unit in _LISTED_UNITS and _COMPRISES.search(mention.before):
        return True
    return mention.amount.chinese and bool(GIVEN.search(mention.before) and OF_THEM.match(mention.after))
