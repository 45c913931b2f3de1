"""The choices of projects, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.periods import Period

Choices = list[tuple[str, str | Promise]]

#: 产业结构调整指导目录: what is on none of its lists is allowed
POLICIES: Choices = [
    ("encouraged", _("鼓励类")),
    ("allowed", _("允许类")),
    ("restricted", _("限制类")),
    ("banned", _("淘汰类")),
]
ENVIRONMENTS: Choices = [
    ("report", _("环境影响报告书")),
    ("form", _("环境影响报告表")),
    ("registration", _("环境影响登记表")),
    ("exempt", _("不需要环评")),
]
IMPORTANCE: Choices = [
    ("landmark", _("标志性项目")),
    ("leading", _("引领性项目")),
    ("missing-link", _("补短板项目")),
]
RENOVATIONS: Choices = [
    ("base", _("产业基础再造")),
    ("smart", _("智能制造")),
    ("green", _("绿色制造")),
    ("chain", _("锻长补短")),
]
BONDS: Choices = [
    ("planned", _("拟申报")),
    ("applied", _("已申报")),
    ("listed", _("已入库")),
    ("issued", _("已发行")),
]
ELEMENTS: Choices = [
    ("land", _("用地")),
    ("energy", _("用能")),
    ("environment", _("环境容量")),
    ("finance", _("资金")),
    ("other", _("其他要素")),
]
#: kinds of suspicion
SUSPICIONS: Choices = [
    ("code", _("项目代码相同")),
    ("proof", _("同一佐证文件重复使用")),
    ("parcel", _("同一地块")),
    ("split", _("疑似拆分投资")),
    ("investor", _("同一投资方")),
]
VERDICTS: Choices = [("true", _("符合")), ("false", _("不符合")), ("unknown", _("缺数据"))]
VERDICT_TONES = {"true": "good", "false": "bad", "unknown": "muted"}


def is_month(text: str) -> bool:
    """Whether a canonical period is a month."""
    return Period.parse(text).grain == "month"


GROUP = _("项目")
