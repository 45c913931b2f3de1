"""What the papers of recognition say: the shipped words, and the fields a site's own words may name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTICE, RECOGNISE, REFUSE, WITHDRAW = "notice", "recognise", "refuse", "withdraw"
PAPERS: Final[list[tuple[str, str | Promise]]] = [
    (NOTICE, _("公示")),
    (RECOGNISE, _("认定通知")),
    (REFUSE, _("不予认定通知")),
    (WITHDRAW, _("撤销认定通知")),
]
_DECISION: Final = frozenset(
    ("专业镇", "申报单位", "认定办法", "批次", "梯次", "文号", "决定日", "有效期至", "理由", "认定机关")
)
#: kind of paper → the fields its words may name
FIELDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        NOTICE: frozenset(
            ("认定办法", "批次", "公示开始日", "公示截止日", "工作日", "公示渠道", "受理电话", "认定机关")
        ),
        RECOGNISE: _DECISION,
        REFUSE: _DECISION,
        WITHDRAW: _DECISION,
    }
)
SHIPPED: Final[Mapping[str, str]] = MappingProxyType(
    {
        NOTICE: (
            "根据《{{ 认定办法 }}》，经申报、初审、评审，现将{{ 批次 }}拟定结果予以公示。"
            "公示期为{{ 公示开始日 }}至{{ 公示截止日 }}（{{ 工作日 }}个工作日）。\n"
            "对公示内容有异议的，请在公示期内书面提出，写明事实、理由和联系方式。"
            "{% if 公示渠道 %}公示渠道：{{ 公示渠道 }}。{% endif %}受理电话：{{ 受理电话 }}。"
        ),
        RECOGNISE: (
            "根据《{{ 认定办法 }}》，经申报、初审、评审和公示，决定认定{{ 专业镇 }}为{{ 梯次 }}专业镇"
            "{% if 有效期至 %}，有效期至{{ 有效期至 }}{% endif %}。\n"
            "请按照发展规划抓好建设，按时报送发展情况，接受年度复核。"
        ),
        REFUSE: (
            "你单位申报的{{ 专业镇 }}，根据《{{ 认定办法 }}》，经初审、评审和公示，"
            "决定不予认定为{{ 梯次 }}专业镇。\n"
            "理由：{{ 理由 }}\n逐项评判依据见附件。"
        ),
        WITHDRAW: (
            "根据《{{ 认定办法 }}》，经年度复核和限期整改，"
            "决定撤销{{ 专业镇 }}的{{ 梯次 }}专业镇认定，移出名录。\n"
            "理由：{{ 理由 }}"
        ),
    }
)
