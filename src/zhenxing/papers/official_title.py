"""A title in several lines: words kept whole, lines of like length, in the shape of a trapezium.

No dictionary is asked: the places where a title may break are told by the words official titles are
made of. A title typed in lines keeps them.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from math import ceil
from typing import Final

from zhenxing.papers.width import width

#: characters of 二号 the core is wide enough for
LONGEST: Final = 20
#: before these a line may begin, after those it may end; the cost of the break
_BEGINS: Final = {"关于": 0, "《": 1, "（": 1, "和": 3, "及": 3, "与": 3, "暨": 1}
_ENDS: Final = {
    "人民政府办公室": 0,
    "人民政府": 0,
    "领导小组办公室": 0,
    "领导小组": 1,
    "委员会": 1,
    "办公室": 1,
    "》": 1,
    "、": 1,
    "的": 3,
    "局": 3,
}
#: what official titles are made of, the longer first; no line ends inside one of these
_WORD: Final = re.compile(
    "人民政府|领导小组|规模以上|龙头企业|中小企业|主导产业|工业园区|产业集群|特色产业|"
    "办公室|委员会|专业镇|产业链|高质量|示范区|开发区|国家级|第一批|第二批|第三批|"
    "进一步|中药材|信息化|乡镇|县级|市级|省级|年度|全县|全市|全镇|认定|评定|评审|"
    "评选|申报|推荐|复核|复审|培育|建设|发展|促进|推进|推动|加快|支持|开展|做好|"
    "印发|转发|公布|下达|调整|成立|表彰|奖励|扶持|组织|实施|落实|加强|规范|特色|"
    "产业|企业|工业|农业|项目|工作|任务|目标|责任|资金|政策|措施|方案|办法|细则|"
    "标准|规划|计划|行动|名单|名录|目录|清单|结果|情况|进展|进度|对象|单位|部门|"
    "人员|成员|督办|督查|通报|约谈|整改|撤销|考核|评估|统计|调度|会议|通知|决定|"
    "公告|公示|报告|请示|批复|意见|函件|纪要|若干|有关|事项|陶瓷|机械|食品|服装|"
    "纺织|家具|建材|蔬菜|制造|加工|经济|社会|科技|创新|品牌|市场"
)
_UNSURE: Final = 9
_BETWEEN_WORDS: Final = 4
#: kinds of document: 的通知 stays together and never stands alone
_LAST: Final = re.compile(
    r"的(?:通知|通报|决定|公告|公示|报告|请示|批复|意见|函|纪要|通告|议案|办法|方案)(?:书|表|单)?$"
)
_SHORTEST_LAST: Final = 4
#: kept whole: figures with what they count, Latin words, short quotations
_WHOLE: Final = re.compile(
    r"[0-9A-Za-z.%〔〕-]+(?:年度|[年月日号个家户批镇项级])?|《[^《》]{1,18}》|“[^“”]{1,12}”"
)
_NO_BEGIN: Final = frozenset("，。、；：？！）》”’】〕%％")


def title_lines(title: str) -> tuple[str, ...]:
    """The lines of a title, each at most as wide as the core."""
    typed = tuple(line.strip() for line in title.split("\n") if line.strip())
    if len(typed) > 1 or not typed:
        return typed
    text = typed[0]
    if _wide(text) <= LONGEST:
        return typed
    return _broken(text, ceil(_wide(text) / LONGEST))


def _wide(text: str) -> float:
    return width(text) / 2


def _broken(text: str, least: int) -> tuple[str, ...]:
    """The cheapest breaking into `least` lines, or into one more when words would be torn."""
    costs = _costs(text)
    tried = [
        (cost + 4 * (count - least), lines)
        for count in (least, least + 1)
        if (found := _best(text, costs, count)) is not None
        for cost, lines in [found]
    ]
    return min(tried)[1] if tried else _torn(text)


def _best(text: str, costs: dict[int, float], count: int) -> tuple[float, tuple[str, ...]] | None:
    aim = _wide(text) / count

    @cache
    def rest(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            line = text[start:]
            return (_off(_wide(line), aim), ()) if _wide(line) <= LONGEST else None
        options = []
        for end, cost in costs.items():
            if end <= start or _wide(text[start:end]) > LONGEST:
                continue
            after = rest(end, left - 1)
            if after is not None:
                total = cost + _off(_wide(text[start:end]), aim) + after[0]
                options.append((total, (end, *after[1])))
        return min(options, default=None)

    found = rest(0, count)
    if found is None:
        return None
    ends = [0, *found[1], len(text)]
    lines = tuple(text[a:b] for a, b in itertools.pairwise(ends))
    return found[0] + _shape(lines), lines


def _off(length: float, aim: float) -> float:
    return (length - aim) ** 2 / 4


def _shape(lines: tuple[str, ...]) -> float:
    """A waist (long, short, long) is neither trapezium nor rhombus; nor is a last line of two characters."""
    sizes = [_wide(line) for line in lines]
    waist = any(a > b < c for a, b, c in zip(sizes, sizes[1:], sizes[2:], strict=False))
    return (6.0 if waist else 0.0) + (8.0 if sizes[-1] < _SHORTEST_LAST else 0.0)


def _costs(text: str) -> dict[int, float]:
    """Where a line may end, and what it costs."""
    costs = {at: float(_UNSURE) for at in range(1, len(text)) if text[at] not in _NO_BEGIN}
    for found in _WORD.finditer(text):
        _cheaper(costs, found.start(), _BETWEEN_WORDS)
        _cheaper(costs, found.end(), _BETWEEN_WORDS)
        _forbid(costs, found.start(), found.end())
    for word, cost in _BEGINS.items():
        for found in re.finditer(re.escape(word), text):
            _cheaper(costs, found.start(), cost)
    for word, cost in _ENDS.items():
        for found in re.finditer(re.escape(word), text):
            _cheaper(costs, found.end(), cost)
    for found in _WHOLE.finditer(text):
        _forbid(costs, found.start(), found.end())
    last = _LAST.search(text)
    if last:
        _forbid(costs, last.start() - 1, len(text))
    return costs


def _cheaper(costs: dict[int, float], at: int, cost: float) -> None:
    if at in costs:
        costs[at] = min(costs[at], cost)


def _forbid(costs: dict[int, float], start: int, end: int) -> None:
    for at in range(start + 1, end):
        costs.pop(at, None)


def _torn(text: str) -> tuple[str, ...]:
    """A run that cannot be broken nicely is broken where the line is full."""
    lines, line = [], ""
    for character in text:
        if _wide(line + character) > LONGEST:
            lines.append(line)
            line = ""
        line += character
    return (*lines, line)
