"""Amounts of a benefit: what is given, for one measure of what, and what a fund is beside it."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.marks import is_band
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.settings import Setting
from zhenxing.core.compiler.numbers.units import MONEY_UNITS, SHARE_UNITS

_MONEY_OR_SHARE = MONEY_UNITS | SHARE_UNITS
#: 其中:1000万元为贷款贴息: a part of the money just named
PART_OF_FUND = re.compile(r"(?:为|是|作为|用于)[^,。;、\d]{2,}")
#: 每家最高150万元: the benefit itself, not what one measure of it is for
_OF_BENEFIT = re.compile("最高|不超过|上限|给予|奖励|补助|补贴|资助")
#: 首次突破1000万元的奖励5万元
_THEN_GIVEN = re.compile(r"(?:以上)?的,?(?:再|分别)?(?:一次性)?(?:奖励|给予|补助|补贴|奖补)[^,。;\d]{0,10}\d")
#: 奖励用地指标30亩、资金200万元
_ALSO_GIVEN = re.compile(r"(?:奖励|给予|奖补)[^,。;]{1,24}[、和及](?:资金|现金|奖金|经费)$")
#: 各奖励用地指标100亩
_LAND_GIVEN = re.compile(r"(?:奖励|给予|奖补)[^,。;、\d]{0,8}(?:用地|土地)[^,。;、\d]{0,6}$")
#: 2024年安排不超过600万元: what a fund is for a year, behind what each firm gets
_FUND = re.compile(
    r"(?:安排|列支|投入|筹措|统筹|预算)(?:专项|奖补|补助|扶持)?(?:资金|经费)?(?:总额|规模)?"
    r"(?:不超过|不低于|不少于|控制在|最高|约)?\s?$"
)


def closes(mention: Mention) -> bool:
    """Whether the number's clause ends in 的 or 的企业, as a threshold's does."""
    return mention.comparison.explicit and bool(cues.CLOSES.match(mention.sentence.text, mention.amount.end))


def _given(mention: Mention) -> str:
    """The words before a number, or before the list it goes on with: 用地指标100亩、60亩."""
    return mention.governing if mention.carried else mention.before


def is_unit_of_benefit(mention: Mention, setting: Setting) -> bool:
    """每新增1名,奖励5万元: what one measure of the benefit is for; land that is the benefit."""
    text, at = mention.sentence.text, mention.amount.start
    if mention.amount.unit == "亩" and setting.award_first >= 0 and _LAND_GIVEN.search(_given(mention)):
        return True
    step = cues.STEP.search(text, max(0, at - 16), at) if setting.award_last > at else None
    return step is not None and not _OF_BENEFIT.search(step[0])


def is_award(mention: Mention, setting: Setting) -> bool:
    """An amount of a benefit: 给予10万元奖励, 按投资额的10%补助, 最高不超过50万元."""
    amount = mention.amount
    if amount.unit == "亩" and setting.addressed and setting.award_first < 0:
        return cues.LAND_SET_ASIDE.search(mention.before) is not None
    if setting.award_first < 0 or amount.unit not in _MONEY_OR_SHARE or "争取" in mention.before:
        return False
    if is_unit_of_benefit(mention, setting) and mention.before.rstrip()[-2:] not in {"补助", "奖励", "补贴"}:
        return False
    if not mention.subject.strip() and PART_OF_FUND.match(mention.after) and mention.before[:1] in ":、":
        return False
    granted = cues.BENEFIT_AFTER.match(mention.after)
    if granted and mention.comparison.explicit and _THEN_GIVEN.match(mention.sentence.text, amount.end):
        # 首次突破1000万元的奖励5万元: the next number is the benefit
        return False
    if not granted and setting.consequence > amount.end and (closes(mention) or is_band(mention)):
        return False
    set_aside = cues.SET_ASIDE.search(mention.before)
    if granted:
        return setting.addressed or not set_aside or "按" in mention.before
    begun = setting.award_first < amount.start
    if begun and set_aside and mention.time in mention.sentence.times and _FUND.search(mention.before):
        return False
    # 【建厂补贴】 only names the article
    before = mention.before.rpartition("】")[2]
    listed = begun and _ALSO_GIVEN.search(mention.sentence.text, max(0, mention.start - 30), amount.start)
    if not cues.BENEFIT_BEFORE.search(before) and not (mention.carried and begun) and not listed:
        return False
    return begun or setting.addressed or not (set_aside or setting.award_first > amount.end + 30)
