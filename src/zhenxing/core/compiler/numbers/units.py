"""The units this genre counts in."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONEY = "元人民币 元 美元 欧元 港元"
_SHARE = "个百分点 百分点 个基点 基点 % ‰ 倍"
_MEASURE = (
    "吨标准煤 吨标煤 吨 公斤 千克 斤 克 平方公里 平方千米 平方米 立方米 ㎡ 公里 千米 亩 公顷 "
    "千瓦小时 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 千伏安 度电 千升 升 蒸吨 "
    "流明 分贝 微米 毫米 厘米 纳米 毫克 微克 毫升 ℃ 摄氏度 米"
)
_PEOPLE = "人次 人天 人 名 位 户次 户 家次 家"
_COUNT = (
    "个 项 件套 件 台套 台 套 条 批次 批 场次 场 次 座 处 间 所 只 头 株 棵 羽 尾 匹 辆 架 艘 "
    "栋 幢 篇 部 款 种 类 支 张 份 宗 起 例 期 班 对 组 眼 枚 盏 盒 瓶 箱 双 片 朵 颗 粒 枝 盆 标箱 "
    "锭 筒 "
    "把 棒 幅 根 袋 桶 罐 块 面 床 顶 口 副 卷 筐 强"
)
_TIME = "个工作日 工作日 个月 个小时 小时 分钟 个自然日 日 天 年 周岁 岁"
_SCORE = "分"

#: counted things that a number may stand before without a target being meant
TIME_UNITS = frozenset(_TIME.split())
MONEY_UNITS = frozenset(_MONEY.split())
SHARE_UNITS = frozenset(_SHARE.split())
COUNT_UNITS = frozenset(_COUNT.split()) | frozenset(_PEOPLE.split())
MEASURE_UNITS = frozenset(_MEASURE.split())

UNITS = tuple(
    sorted(
        " ".join((_MONEY, _SHARE, _MEASURE, _PEOPLE, _COUNT, _TIME, _SCORE)).split(), key=len, reverse=True
    )
)
#: a unit followed by one of these is the beginning of another word: 10部门, 3项目, 一次性
_NOT_BEFORE = {
    "个": "季",
    "部": "门分级署",
    "种": "植子养苗业",
    "分": "钟之别局工类级管公",
    "天": "然",
    "台": "账阶",
    "项": "目",
    "人": "民均社力事才大口",
    "名": "优特单牌录",
    "场": "地所馆镇园",
    "座": "谈",
    "处": "理于",
    "条": "例件",
    "次": "性",
    "批": "准复",
    "期": "限间",
    "支": "持撑付",
    "组": "织建成",
    "对": "接口外标应",
    "所": "有在",
    "斤": "斤",
    "家": "庭",
    "件": "套",
    "日": "常",
    "只": "有",
    "类": "似",
    "起": "步",
    "款": "项",
    "元": "宝",
    "米": "粉面酒线业兰制醋糠",
    "筒": "子",
}


#: these begin nearly every unit in use, and are tried first
_FIRST = "家个元%亩项户人吨条年公"


def _pattern(units: Iterable[str]) -> str:
    """Units by their first character, the longer before the shorter, so that few are tried."""
    by_first: dict[str, list[str]] = {}
    for first in _FIRST:
        by_first[first] = []
    for unit in units:
        by_first.setdefault(unit[0], []).append(
            re.escape(unit[1:]) + (f"(?![{_NOT_BEFORE[unit]}])" if unit in _NOT_BEFORE else "")
        )
    groups = ((first, "|".join(rests)) for first, rests in by_first.items() if rests)
    return "|".join(re.escape(first) + (f"(?:{rests})" if rests else "") for first, rests in groups)


UNIT_PATTERN = _pattern(UNITS)
#: units that with a Chinese numeral are mostly parts of everyday words: 一期, 一面, 两部
_EVERYDAY = "% ‰ 克 升 度电 对 日 类 期 把 口 面 强 块 部 副 米 筒 ℃"
CHINESE_UNITS = tuple(unit for unit in UNITS if unit not in _EVERYDAY.split())
CHINESE_UNIT_PATTERN = _pattern(CHINESE_UNITS)
