"""How big each of the ones is that another number counts: 10亿元企业2家, 五千亩基地2个."""

from __future__ import annotations

import re
from decimal import Decimal

from zhenxing.core.compiler.numbers.amounts import Amount
from zhenxing.core.compiler.numbers.units import MONEY_UNITS

_SIZED = re.compile(
    r"(?:级)?(?:的)?(?:以上)?(?:龙头|骨干|链主|链核|领军|重点|旗舰|标杆|头部)?(?:企业|项目|集群|产业链|园区|专业镇|强镇|大户)\s?(?:达到?|增加?到)?\s?\d"
)
#: 五千亩牛大力基地2个, 五十万袋示范村35个
_ROUND_SIZED = re.compile(
    r"(?:以上|级)?[^,、。;\d]{0,8}(?:基地|示范[村园区片点带]|[村园镇]|大户|企业|项目|合作社|农场|牧场)\s?\d"
)
_ROUND = 1000


def is_size(text: str, amount: Amount) -> bool:
    """培育10亿元企业2家, 五千亩基地2个: how big each is that the next number counts."""
    if amount.chinese and isinstance(amount.value, Decimal) and amount.value >= _ROUND:
        return _ROUND_SIZED.match(text, amount.end) is not None
    return amount.unit in MONEY_UNITS and _SIZED.match(text, amount.end) is not None
