"""How a number is compared: 达到, 不少于, 以上, 以内, 左右 … and what the words around it say."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhenxing.core.compiler.plan import Operator


class Comparison(NamedTuple):
    """The operator, whether words (not a bare number) say it, and how much of each side they take."""

    op: Operator
    explicit: bool
    before: int = 0
    after: int = 0


#: verbs that may stand between 至少 and the number
_HOLDS = (
    "(?:拥有|具有|建有|设有|有|培育|新增|引进|建成|建设|举办|完成|入选|"
    "达到|达|获得|开展|组织|创建|打造|形成|为)?"
)
_RISES = "提高|提升|增加|增长|扩大|发展|上升|攀升|增|升|扩|达|稳定|保持|巩固|维持|累计达|总数达|总量达"
_FALLS = "压缩|压减|压降|缩短|降低|下降|减少|降|控制|压|缩|精简"
_BEFORE: tuple[tuple[Operator, re.Pattern[str]], ...] = tuple(
    (
        op,
        re.compile(
            rf"(?:{words})(?:了|到了)?\s?(?P<about>约|近|大约|接近|将近)?(?:每[亩户人家]|人均|亩均)?\s?$"
        ),
    )  # type: ignore[misc]  # mypy widens the literals of a tuple in a comprehension to str
    for op, words in (
        ("<=", f"不得?(?:超过|高于|大于|多于|超){_HOLDS}|不突破|最多|至多|最高|上限为?|低于等于|未超过"),
        (
            ">=",
            f"(?:不得?(?:少于|低于|小于|下于)|至少|最少){_HOLDS}|最低|起码|下限为?|大于等于|力争达到|未低于|不少|≥|>=",
        ),
        (
            ">",
            "超过|超出|突破|高于|大于|多于|逾|(?<!不)超|>|(?<![超通经不度渡胜])过|(?<!突)破|(?<=[值税入收资额])上",
        ),
        (
            "<",
            r"低于|少于|小于|不足|不到|不满|(?:未能?|没有?)(?:达到?|完成)(?:[^,。;\d]{0,6}(?:目标|任务|计划|指标)(?:任务|值|数)?的?)?|达不到|<",
        ),
        # 脱贫县可降低至500万元: less is asked, but it is asked
        (">=", "[县区市镇乡村业方的]可以?(?:适当|相应|酌情)?(?:降低?|下调|放宽)(?:至|到|为)"),
        ("<=", f"(?:{_FALLS})(?:至|到|在|为)|≤|<="),
        (">=", f"(?:{_RISES})(?:到|至|在)|(?<![传表转送直])达(?:到|成|至)?|满|力争"),
        ("approx", "(?<![签节预合公履违])约|近|大约|大概|接近|将近"),
    )
)
_AFTER: tuple[tuple[Operator, re.Pattern[str]], ...] = tuple(
    (
        op,
        re.compile(rf"(?:\(?[不]?含\)?)?(?:{words})(?!级|(?:机关|部门|单位|政府|党委|企业技术))"),
    )  # type: ignore[misc]  # as above: mypy widens the literals to str
    for op, words in (
        ("approx", "左右|上下(?!游|联|班|功|贯|一)"),
        ("<=", "以内|之内|以下|及以下|内(?=[,;)、]|$)"),
        (">=", r"(?:\(含[^()]{0,6}\))?(?:及?以上|之上|\+)|起(?=[,;)]|$)"),
    )
)
_AFTER_OBJECT = re.compile(r"(以上|左右|以内|以下|之内)(?=$|[,、)])")
_OBJECT_OPS: dict[str, Operator] = {"以上": ">=", "左右": "approx", "以内": "<=", "以下": "<=", "之内": "<="}


#: 不低于…标准的70%: the comparison stands before what the share is of
_DISTANT = re.compile(r"(?P<op>不(?:低于|少于|高于|超过|大于))[^,。\d]{1,48}的$")
_DISTANT_SHARE = re.compile(
    r"(?P<op>不(?:低于|少于|高于|超过|大于)|达到(?=[^,。\d]{2,48}(?:总数|人数|总量|总额|户数|总收入|总产值|总面积)的?$)"
    r"|(?:低于|不足|不到|高于|超过)(?=[^,。;、\d]{2,20}(?:额|值|数|标准|水平|计划|目标|收入|总量|投资|任务|指标|规模)的?$))[^,。\d]{1,48}$"
)
#: 至少选派科技特派员2名: the object stands between
_AT_LEAST = re.compile(r"(?:至少|不少于|不低于)[^,。;、\d的]{2,14}$")
_DISTANT_OPS: dict[str, Operator] = {
    **dict.fromkeys(("不低于", "不少于", "达到"), ">="),
    **dict.fromkeys(("不高于", "不超过", "不大于"), "<="),
    **dict.fromkeys(("低于", "不足", "不到"), "<"),
    **dict.fromkeys(("高于", "超过"), ">"),
}


def compare(before: str, after: str, *, more: bool = False, share: bool = False) -> Comparison:
    """Read the operator from the words that end `before` and those that begin `after`.

    `more`: the number is written 30余; `share`: it is a percentage, whose whole may stand between.
    """
    tail_op, tail = _tail(after)
    head = _head(before)
    if head and head.op in _FIRM and tail_op != "approx":
        return Comparison(head.op, True, head.before, tail)
    if head and (tail_op is None or (tail_op == ">=" and head.op != "approx")):
        return Comparison(head.op, True, head.before, tail)
    if tail_op:
        return Comparison(tail_op, True, head.before if head else 0, tail)
    if "不" in before or (share and ("达到" in before or "于" in before or "超过" in before)):
        distant = (_DISTANT_SHARE if share else _DISTANT).search(before[-60:])
        if distant:
            return Comparison(_DISTANT_OPS[distant["op"]], True, len(before) - before.rindex(distant["op"]))
    if ("不" in before or "至少" in before) and _AT_LEAST.search(before[-18:]):
        return _AT_LEAST_OF
    return _MORE if more else _BARE


#: 专利10件(其中发明专利1件)以上
_BRACKET = re.compile(r"\([^()]{1,30}\)(?=及?以[上下内]|左右)")


def behind_bracket(text: str, at: int) -> Comparison | None:
    """The comparison that stands behind a bracket opened at a place, if one does."""
    bracket = _BRACKET.match(text, at)
    return compare("", text[bracket.end() : bracket.end() + 4])._replace(after=0) if bracket else None


_FIRM = frozenset({"<", "<=", ">"})
_AT_LEAST_OF = Comparison(">=", True)
_MORE, _BARE = Comparison(">", True), Comparison("=", False)


#: with one of these every comparison before a number ends
_LAST = frozenset(
    "过于多超破高限为等少低小下上最起码度≥=逾出>足到满<至在≤达成争约近概似户亩人家均了有设建育增进办获展织造得入选创标务划值数的"
)


#: after these, which may follow any of them, every one is looked for
_ANY = frozenset("了约近似户亩人家均")
#: how the words of each line of `_BEFORE` can end
_ENDINGS = (
    "过于超破多高限为有育增进成设办选到达得展织建造",
    "于少低码限为到≥=有育增进成设办选达得展织建造",
    "过出破于逾超>上",
    "于少足到满达成标务划值数的<",
    "到至为",
    "到至在为≤=",
    "到至在达成满争",
    "约近概",
)
_BY_ENDING: dict[str, tuple[int, ...]] = {
    char: tuple(index for index, endings in enumerate(_ENDINGS) if char in _ANY or char in endings)
    for char in _LAST
}


def _head(before: str) -> Comparison | None:
    window = before[-12:]
    last = window[-1:]
    if last.isspace():
        last = window.rstrip()[-1:]
    for index in _BY_ENDING.get(last, ()):
        op, pattern = _BEFORE[index]
        match = pattern.search(window)
        if match:
            about = match["about"]
            return Comparison("approx" if about and op == ">=" else op, True, len(window) - match.start())
    return None


_TAIL_BEGINS = frozenset("(不含左上以之及内起+")


def _tail(after: str) -> tuple[Operator | None, int]:
    window = after[:14]
    if window[:1].isspace():
        window = window.lstrip()
    if window[:1] in _TAIL_BEGINS:
        for op, pattern in _AFTER:
            match = pattern.match(window)
            if match:
                return op, match.end()
    if "以" in after or "左右" in after or "之内" in after:
        match = _AFTER_OBJECT.search(after[:30]) if len(after) > 1 else None
        return (_OBJECT_OPS[match[1]], 0) if match else (None, 0)
    return None, 0
