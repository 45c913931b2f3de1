"""The years a document is for: what its title, its day and its opening say of them."""

from __future__ import annotations

import re
from dataclasses import replace

from zhenxing.core.compiler.numbers.times import Anchor

_YEAR = re.compile(r"(?<![\d/])((?:19|20)\d\d)(?!\d|-\d{3})")
#: 到2025年 in a headline is when something is due, not the year the paper is for
_DUE_YEAR = re.compile(r"[到至](?:19|20)\d\d(?!\d)")
#: the year in a document's number is not that of its plan
_BRACKETED = re.compile(r"〔[^〕]*〕")
#: what a report was written about stands within so many characters
_OPENING = 250
_YEAR_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年?\s?[-~—–至到]{1,2}\s?((?:19|20)\d\d)(?!\d)")
_SPELLED_YEAR = re.compile("二[〇○零Oo0]([〇○零一二三四五六七八九]{2})(?=年)")
#: (2 0 2 4—2 0 2 6年)
_SPACED_DIGITS = re.compile(r"(?<=\d)[ \u3000](?=\d)")
#: (20232025年), its dash lost
_LOST_DASH = re.compile(r"(?<!\d)(20\d\d)(20\d\d)(?=年)")
#: …行动计划(2023—2025年), alone on the line below a covering notice that names no years
_OWN_SPAN = re.compile(
    r"^[^\n。,;:《]{4,60}(?:计划|方案|意见|措施|规划|行动|纲要|要点)\s{0,4}"
    r"\((20\d\d)年?[-~—–至到]{1,2}(20\d\d)年?\)[^\S\n]*$",
    re.M,
)
_FIGURES = "〇一二三四五六七八九"
_ZEROS = str.maketrans("○零", "〇〇")
_FIVE_YEARS = re.compile(r"十([三四五六])五")
_FIVE_YEAR_END = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}
#: 冲刺上半年目标 is not what a report tells of
_SEASON = re.compile("(?:上半年|前三季度|一季度|三季度)(?!目标|任务|双过半)")
#: 1-5月运行情况分析
_MONTHS = re.compile(r"(?<!\d)(?:1|一|元)月?[-—–~至到](\d{1,2})月")
_SEASON_END = {"上半年": 6, "前三季度": 9, "一季度": 3, "三季度": 9}
_DATE = re.compile(r"(\d{4})-(\d{2})")
#: 部署2024年重点工作: the year that has begun
_NEW_YEAR = re.compile(r"(?:部署|安排|谋划)(?:了)?(20\d\d)年(?:度)?[^,。]{0,8}(?:工作|任务)")
#: 完成好2021年各项工作任务
_YEAR_ORDERED = re.compile(
    r"(?<![到至])(20\d\d)年(?:度|全年)?[^,。;:\d《》]{0,10}?(?:各项|重点|目标|主要|发展|建设|年度)[^,。;:\d《》]{0,6}(?:任务|工作|目标)"
)
_ORDERED_WITHIN = 500
_DAY = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月\d{1,2}日")
#: 2024年第12期
_ISSUE_OF_YEAR = re.compile(r"(?<!\d)(20\d\d)年第\s?\d{1,3}\s?期")
#: 云岭县发展和改革局  2023年11月, below a title
_MONTH_LINE = re.compile(
    r"^[^\S\n]*(?:[^\n。,;:\d]{2,30}[^\S\n]+)?\(?(20\d\d)年(\d{1,2})月\)?[^\S\n]*$", re.MULTILINE
)


def _in_figures(year: re.Match[str]) -> str:
    """二〇二三年 as 2023年."""
    return "20" + "".join(str(_FIGURES.index(char)) for char in year[1].translate(_ZEROS))


def anchor_of(name: str, issued: str | None) -> tuple[Anchor, bool]:
    """(what a title and the day of issue say, whether the title is of a single year)."""
    date = _DATE.match(issued or "")
    name = _LOST_DASH.sub(r"\1-\2", _SPELLED_YEAR.sub(_in_figures, _SPACED_DIGITS.sub("", name)))
    span, five = _YEAR_SPAN.search(name), _FIVE_YEARS.search(name)
    last = int(span[2]) if span else _FIVE_YEAR_END[five[1]] if five else None
    years = {int(year) for year in _YEAR.findall(_BRACKETED.sub("", name))}
    single = last is None and len(years) == 1 and not _DUE_YEAR.search(name)
    title_year = years.pop() if single else None
    season = _SEASON.search(name)
    year, month = (int(date[1]), int(date[2])) if date else (None, None)
    first = int(span[1]) if span else last - 4 if last else None
    running = _MONTHS.search(name)
    told = _SEASON_END[season[0]] if season else int(running[1]) if running else None
    return Anchor(year, month, title_year, told if told and told <= 12 else None, last, first), single


def planned_for(anchor: Anchor, folded: str) -> Anchor:
    """The years that a plan's own title names, where its covering notice does not."""
    own = _OWN_SPAN.search(_LOST_DASH.sub(r"\1-\2", folded[: 3 * _ORDERED_WITHIN]))
    if own is None or int(own[2]) <= int(own[1]):
        return anchor
    return replace(anchor, first_year=int(own[1]), last_year=int(own[2]))


def ordered_for(anchor: Anchor, folded: str) -> Anchor:
    """确定的2021年各项工作任务: the year whose work a paper deals out, where its title names none."""
    ordered = _YEAR_ORDERED.search(folded, 0, _ORDERED_WITHIN)
    if ordered is None or int(ordered[1]) != (anchor.issued_year or int(ordered[1])):
        return anchor
    return replace(anchor, title_year=int(ordered[1]))


def dated_by_event(anchor: Anchor, folded: str) -> Anchor:
    """A report without a date was written about when the day it opens with came."""
    day = _DAY.search(folded, 0, _OPENING)
    planned = _NEW_YEAR.search(folded, 0, _OPENING) if day is None else None
    planned = planned or (_ISSUE_OF_YEAR.search(folded, 0, _OPENING) if day is None else None)
    if planned:
        return replace(anchor, issued_year=int(planned[1]))
    day = day or _MONTH_LINE.search(folded, 0, _OPENING)
    if day is None or not 1 <= int(day[2]) <= 12:
        return anchor
    return replace(anchor, issued_year=int(day[1]), issued_month=int(day[2]))
