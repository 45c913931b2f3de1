"""The words people read for states, steps and what stands in their way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenxing.web.recognition.flow import RECOGNISE, REFUSE, RESERVE, TABLE, Obstacle

STATES: list[tuple[str, str | Promise]] = [
    ("draft", _("草稿")),
    ("submitted", _("已提交，待受理")),
    ("returned", _("退回补正")),
    ("in_review", _("已受理，待初审")),
    ("unmet", _("初审不符合")),
    ("reviewed", _("初审通过，待评分")),
    ("scored", _("评分完成，待排序")),
    ("ranked", _("已排序，待公示")),
    ("noticed", _("公示中")),
    ("objected", _("有异议，待答复")),
    ("recognised", _("已认定")),
    ("refused", _("未予认定")),
    ("warned", _("复核警示")),
    ("rectifying", _("整改中")),
    ("withdrawn", _("已撤销认定")),
    ("lapsed", _("有效期满")),
    ("abandoned", _("申报单位撤回")),
]
STEPS: dict[str, str | Promise] = {
    "submit": _("提交申报"),
    "abandon": _("撤回申报"),
    "return": _("退回补正"),
    "accept": _("受理并冻结材料"),
    "review_pass": _("初审符合"),
    "review_fail": _("初审不符合"),
    "close_scoring": _("结束评分"),
    "rank": _("排序"),
    "notice": _("公示"),
    "object": _("提出异议"),
    "settle": _("异议全部答复"),
    "uphold": _("异议成立，重新初审"),
    "recognise": _("认定"),
    "refuse": _("不予认定"),
    "warn": _("警示"),
    "rectify": _("报送整改方案"),
    "restore": _("整改验收合格"),
    "withdraw": _("撤销认定"),
    "lapse": _("期满退出"),
}
PROPOSALS: list[tuple[str, str | Promise]] = [
    (RECOGNISE, _("拟认定")),
    (RESERVE, _("拟列入储备")),
    (REFUSE, _("拟不予认定")),
]
#: why the ranking proposes no recognition
WHY: list[tuple[str, str | Promise]] = [
    ("unmet", _("不符合申报条件")),
    ("below-pass-mark", _("低于最低得分")),
    ("beyond-quota", _("超出名额")),
    ("unknown", _("有条件因缺少数据无法判断")),
]
REASONS = dict(WHY)
DECISIONS: list[tuple[str, str | Promise]] = [
    ("recognise", _("认定")),
    ("refuse", _("不予认定")),
    ("withdraw", _("撤销认定")),
    ("lapse", _("期满退出")),
]
FINDINGS: list[tuple[str, str | Promise]] = [("pass", _("合格")), ("warn", _("警示"))]
PROMOTE, LISTED, RESERVED = "promote", "recognise", "reserve"
LISTS: list[tuple[str, str | Promise]] = [
    (PROMOTE, _("提升一批")),
    (LISTED, _("认定一批")),
    (RESERVED, _("储备一批")),
]
_OBSTACLES: dict[str, str | Promise] = {
    "not-now": _("现在的状态是“%(value)s”，还不能办这一步"),
    "own": _("您是填报人，或者与申报单位同属一个单位，须由别人办理"),
    "had-a-hand": _("您经办过这份申报的前面环节，这一步须由另一位同事办理"),
    "missing": _("还缺 %(value)s 项必填内容或证明材料"),
    "not-open": _("申报从 %(value)s 开始"),
    "closed": _("申报已于 %(value)s 截止"),
    "not-frozen": _("材料还没有冻结"),
    "undeclared": _("还有 %(value)s 位专家没有声明利益关系"),
    "few-experts": _("已评分的专家不足 %(value)s 人"),
    "unscored": _("还有 %(value)s 位专家没有评分"),
    "no-proposal": _("还没有排序，没有拟定结果"),
    "no-notice": _("还没有公示"),
    "notice-runs": _("公示到 %(value)s 结束，期满才能决定"),
    "notice-over": _("公示已于 %(value)s 结束，不再接受异议"),
    "open-objections": _("还有 %(value)s 条异议没有答复"),
    "upheld": _("有 %(value)s 条异议成立，须重新初审"),
    "none-upheld": _("没有成立的异议，不必重新初审"),
    "not-proposed": _("公示的拟定结果不是“拟认定”，不能认定"),
    "proposed-well": _("公示的拟定结果是“拟认定”；不予认定须先有成立的异议并重新初审、公示"),
    "no-number": _("没有填写文号"),
    "still-valid": _("认定有效期未满（%(value)s）"),
}


def said(obstacle: Obstacle) -> str:
    """What stands in the way, in words."""
    value = dict(STATES)[str(obstacle.value)] if obstacle.key == "not-now" else obstacle.value
    return str(_OBSTACLES[obstacle.key]) % {"value": gettext("长期") if value is None else value}


def tone_of(state: str) -> str:
    """The colour of a state."""
    return TABLE.state(state).tone


def answers_said(answers: Mapping[str, Mapping[str, Any]]) -> str:
    """How many criteria were answered which way, as a history says it."""
    held = Counter(one.get("holds") for one in answers.values())
    return gettext("答“是”%(yes)s项，答“否”%(no)s项，未答%(open)s项") % {
        "yes": held[True],
        "no": held[False],
        "open": held[None],
    }


def findings_said(findings: Mapping[str, bool | None]) -> str:
    """How many criteria were found to hold, as a history says it."""
    return answers_said({key: {"holds": held} for key, held in findings.items()})


def marks_said(marks: Mapping[str, str]) -> str:
    return gettext("已自评%(n)s项") % {"n": sum(1 for mark in marks.values() if mark)}


def sources_said(sources: Mapping[str, str]) -> str:
    """The registers the first words came from, each once."""
    return "；".join(dict.fromkeys(sources.values()))


def entries_said(entries: Iterable[Mapping[str, Any]]) -> str:
    """What a notice listed, line by line."""
    labels = dict(PROPOSALS)
    return "；".join(f"{one['town']}：{labels.get(one['proposal'], '')}" for one in entries)
