"""What a part of a plan is for, by the words of its heading."""

from __future__ import annotations

import re

from zhenxing.core.compiler.plan import ClauseRole

_OVERVIEW = re.compile(
    r"总体要求|总体思路|总体考虑|指导思想|基本原则|基本思路|工作原则|总则|附则|背景|现状|基础|意义|形势|问题|适用范围|名词解释|有关说明|回顾|概况|情况|"
    r"主要职责|组成人员|工作机构|成员"
)
_RULES: tuple[tuple[ClauseRole, re.Pattern[str]], ...] = (
    (
        "goals",
        re.compile(
            r"(?:目标|指标)(?:要求|体系|和原则)?$|^(?:工作|总体|发展|主要|行动)?目标|目标任务$|预期目标|发展指标"
        ),
    ),
    (
        "conditions",
        re.compile(
            r"(?:认定|申报|申请|入选|评定|支持|准入|遴选|推荐|奖励|基本|享受|培育|创建|评价|考核|评选|退出|入库)(?:条件|标准|资格|要求|范围|对象)|"
            r"^(?:认定|申报|条件|准入|退出)|条件$|认定程序|动态管理|考核办法|评分"
        ),
    ),
    (
        "safeguards",
        re.compile(
            r"保障(?:措施|机制)?$|保障措施|组织保障|组织实施|组织领导|工作保障|实施保障|^(?:强化|加强|健全|完善|落实)?(?:组织|服务|要素)?保障|工作要求|有关要求"
        ),
    ),
    ("mechanism", re.compile(r"机制$|工作机制|调度机制|协调机制")),
    (
        "policies",
        re.compile(
            r"(?:政策|支持|扶持|奖励|激励|奖补|优惠)(?:措施|政策|举措|办法|标准|内容|方式)|政策支持|支持专业镇发展|扶持$|奖励$|奖补"
        ),
    ),
    (
        "tasks",
        re.compile(
            r"任务|(?:重点|主要|行动|工作|具体|推进)(?:措施|举措|工作|行动|内容|项目)|工作重点|实施内容|实施步骤|方法步骤|职责分工|部门职责|主要做法|下一步"
        ),
    ),
)


def role_of(heading: str) -> ClauseRole:
    """The role that a heading's words give, `body` when they give none."""
    for role, words in _RULES:
        if words.search(heading):
            return role
    return "body"


def is_overview(heading: str) -> bool:
    """Whether a heading introduces rather than orders (总体要求, 总则, 基本原则)."""
    return bool(_OVERVIEW.search(heading))


_ORDERS = re.compile(r"(?:方案|计划|要点|意见|规划|清单|任务分解|责任分解|工作安排)")
_GIVES = re.compile(r"(?:措施|政策|办法|规定)")


def default_role(title: str) -> ClauseRole:
    """What the items of a document are for when none of its headings says so."""
    tail = title[-16:]
    if _GIVES.search(tail):
        return "policies"
    return "tasks" if _ORDERS.search(tail) else "body"
