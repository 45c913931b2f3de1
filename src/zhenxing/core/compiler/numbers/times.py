"""Times in running text: 到2025年, 2024年底前, 5月底前, 上半年, 今年, “十四五”末, 三年内, 1-8月.

A time is found once (`times`) and resolved later (`resolve`), because 年底 or 5月底 mean nothing
without the year of the sentence, the title or the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhenxing.core.quantities import chinese_numeral

Kind = Literal["point", "running", "range", "duration", "recurring", "within", "now", "span"]

#: a year may be set with blanks between its digits: 2 0 2 5 年
_YEAR = r"(?:1[ ]{0,2}9|2[ ]{0,2}0)[ ]{0,2}\d[ ]{0,2}\d"
_SEASON = r"上半年|下半年|前三季度|[前一二三四1234]{1,2}季度"
#: with these every time begins, and these may stand second where the first is no digit
_FIRST = (
    r"元前头上下一二两三四五六七八九十“\"‘'过今明后去当本年全目如截现此之以每逐月近连满已最未用力在"
    "规计方行实建培创"
)
_SECOND = r"\d至到\-~—–一二两三四五六七八九十年月前今后明去至有已在个季周旬半均来近续争底末终内划案动施设育建"
#: where a time may begin: none is missed, and most places are passed over before anything is tried;
#: begins with one class, so that the engine skips to it
_MAYBE = re.compile(
    rf"[{_FIRST}\d](?:(?<=\D)(?=[{_SECOND}])|(?:(?<![\d.]\d)|(?<=^\d\.\d))(?<=\d)(?=\d{{0,3}}[年月个季\s\-~—–至到]))"
)
_TIME = re.compile(
    rf"""(?<!\d)(?:(?<!\.)|(?=\D)|(?<=^\d\.))(?:
      (?P<from>{_YEAR})年?\s?[-~—–至到]{{1,2}}\s?(?P<to>{_YEAR})年?
    | (?P<year>{_YEAR})\s{{0,2}}年度?\s?
        (?:(?P<m1>\d{{1,2}})\s?月?(?:[上中下]旬|[初底])?[-~—–至到]{{1,2}}(?P<m2>\d{{1,2}})月
          |(?P<month>\d{{1,2}})\s?月(?:份|\s?(?P<day>\d{{1,2}})\s?[日号]|)
          |(?P<season>{_SEASON})|)
    | (?<!提)[前头](?P<months>\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})个?月
    | (?P<n1>\d{{1,2}}|(?<![万亿千百多余\d美欧港])元)月?(?:[上中下]旬|[初底])?
        [-~—–至到]{{1,2}}(?P<n2>\d{{1,2}})月(?:份|[上中下]旬)?
    | (?P<onlymonth>\d{{1,2}})月(?:份|(?P<onlyday>\d{{1,2}})[日号]|)
    | [“"‘']?十(?P<plan>[二三四五六])五[”"’']?+(?!规划目标|规划任务|规划纲要|规划编
        |的?(?:开局|收官|起步|承上启下|关键)|第[一二三四五]年)(?:规划)?(?:时期|期间)?(?:[前头](?P<pfirst>[一两二三四])年)?
    | (?P<term>(?:规划|计划|方案|行动|实施|建设|培育|创建)期(?:末|满|内|限内|结束))
    | (?P<pastyear>过去的?一年|一年来)
    | (?P<pair>今明[两后]?[两三]?年)
    | (?P<relative>今年|明年|(?<![产效用营工成])后年|去年
        |(?<![以新再线网])上年(?!产能|产\d)|(?<![以之此])前年|本年度|当年|(?<![成基资])本年|年内)(?:度|全年)?
        \s?(?:(?P<r1>\d{{1,2}})月?[-~—–至到]{{1,2}}(?P<r2>\d{{1,2}})月
          |(?P<rmonth>\d{{1,2}})月(?:份|(?P<rday>\d{{1,2}})[日号]|)
          |(?P<rseason>{_SEASON})
          |[前头](?P<rfirst>\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})个?月|)
    | (?P<onlyseason>{_SEASON})
    | (?P<yearend>年(?=[底末终])|全年(?!龄|级|(?:目标|任务|计划)(?![是为:]))
        |(?<=锚定|紧盯|盯紧|瞄准|对照|围绕|聚焦|冲刺)全年(?=目标|任务))
    | (?P<now>目前|当前|如今|(?<![出体表实呈])现在|截至目前|现有|现已)
    | (?P<hence>此后|之后|以后|)(?P<recurring>每个?(?:年度?|季度?|月份?|半年|周|旬)|逐年
        |[年月]均(?!工资|收入|可支配|纯收|产|营|销|效益|利润|用工|税|接待|出栏))
    | (?P<back>近|过去|连续|前|满|已|截至|)(?P<ahead>未来|今后|用|力争用|在|)
        (?P<length>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})(?P<span>年|个月)(?P<tail>时间|以?内|之内|左右|的?努力)
    | (?P<ago>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})年
        (?:前(?=[的,，、我全镇这还])|间(?!隔|歇)|来(?![自到源]))
    | (?P<spanned>[一二两三四五2-5])年(?=累计|共|合计|新增|盘活|完成|培育|建设|实施|投入|新建
        |整合|投放|发放|撬动|带动|吸引|建成|转化|攻克|推广|争取|攻关|制定|翻番|翻一番|提高\d|增长\d
        |安排|筹措|组织|统筹|列支|引进|引育|招引|改造|打造|净增|创建|力争)
    | (?P<back2>近|过去|连续|最近)(?P<length2>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})(?:个?年度?|个月)
    | (?P<ahead2>未来|今后)(?P<length3>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})
        (?:-\d|[至到][一二三四五六七八九十])?年
    )""",
    re.VERBOSE,
)
_END = re.compile(r"(?:底|末|终|[上中下]旬)?(?:之?前|以前)?")
_LEADS = re.compile(
    r"(?:(?<![排延拖等推直开回签长高加升大展少降缩达])到|至|截至|截止|截(?=$)|截止到|截至到|力争到|争取到|在|(?<![低高少多大小优])于|(?<![理事自缘])由|自|从|比|较|是|与|同|以)$"
)
#: how a word before a time, and one after it, can end and begin
_LEAD_ENDS, _TAIL_BEGINS = frozenset("到至截止在于由自从比较是与同以"), frozenset("底末终之前以上中下")
_BASE_BEFORE = re.compile(r"(?:[比较是为与同在]|超过|[高低]于)$")
#: 到, 至; 自, 从; 比, 较; the year just named
_UNTIL, _FROM, _AGAINST = frozenset("到至"), frozenset("由自从"), frozenset("比较")
#: 2022年入选省级名单以来
_DEED_SINCE = re.compile(r"(?:[入获被列创]|认定|启动|实施|开展|[组建成][建成立]|投用)[^,。;]{0,20}以来")
_COUNTED_FROM = re.compile(r"[^,。;]{0,20}?(?:算起|起步|以来|至今)")
_RATES = frozenset({"年均", "逐年", "月均"})
_SAME_YEAR = frozenset({"当年", "年内"})
_REST_OF_BASE = ("基础上", "的基础上", "同期", "水平", "的水平")
_BASE_ENDS = frozenset("比较是为与同过于在")
#: 不低于上年度税收的1%: last year is the measure
_SINCE = re.compile(
    r"(?:毕业|离校|成立|注册|登记|退役|取得[^,。;]{0,3}证书?|获证|年龄|工龄|退休)(?:时间)?(?:不超过|未满|满|在)?$"
)
#: 短短四年时间, 仅用三年: how long something took
_TOOK = re.compile(r"[^。;,]{0,40}?(?:做|实现|达|完成|建|走|翻|增长|提高|增|跃升|发展)[到成至完过起]?了")
_SPENT = re.compile(r"(?:短短的?|[仅只]用(?:了)?|用了|历时|历经|不到)\s?$")
_STANDARD = re.compile(r"(?:不低于|不少于|不高于|不超过|按照?|占)$")
_BASE_AFTER = re.compile(
    r"(?:的?基础上|的?水平|基数|同期|相比|增长|翻|的?[\d.]{1,8}倍|的?[一二两三四五六七八九十]倍)"
)
_ORIGIN_AFTER = re.compile(
    r"起|开始|以来|[^,。;]{0,20}?(?:算起|起步|以来)|的?[\d.]|[^,。;]{0,20}?(?:提高|增加|增长|提升|扩大|下降|降|发展|上升|减少|缩减|压减|跃升|攀升)(?:到|至|为)"
)
_LATE = 10
_SEASONS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_RELATIVE = dict.fromkeys(("今年", "本年", "本年度", "当年", "年内"), 0) | {
    "明年": 1,
    "后年": 2,
    "去年": -1,
    "上年": -1,
    "前年": -2,
}
_PLAN_YEARS = 5
_PLAN_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_PLAIN_KINDS: tuple[tuple[str, Kind], ...] = (
    ("spanned", "span"),
    ("hence", "span"),
    ("ago", "span"),
    ("yearend", "point"),
    ("recurring", "recurring"),
    ("now", "now"),
)
#: 8月24日讯: when a report was sent, not when what it tells was
_SENT = ("讯", "电(", "电 ", "消息")
#: kinds that name no date of their own
_TIMELESS = {"duration", "recurring", "now", "span"}
#: cheap test that a text can hold a time at all
HINT = re.compile(
    "[年月季五目当如现期](?:(?<=期)[末满内限结]|(?<=[年月季五])|(?<=[目当])前|(?<=如)今|(?<=现)[有已])"
)


@dataclass(slots=True)
class Time:
    """One time as written, with what of it is known without its surroundings."""

    start: int
    end: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    #: years from the document's own year: 明年 is 1
    offset: int | None = None
    length: int | None = None
    #: 到…, …底, …前: something is due by then
    by: bool = False
    #: 比…, 在…基础上: the year something is measured against
    base: bool = False
    #: 从2021年: where a change began
    origin: bool = False
    #: 当年, 年内: the year just named, not the one of writing
    same: bool = False
    #: 年均, 逐年: how fast, whenever it is due
    rate: bool = False
    #: 2022年以来, 从2018年建园算起: when it began
    since: bool = False


def times(text: str) -> list[Time]:
    """Every time in a folded sentence, in order, with its 到 and its 底前."""
    found: list[Time] = []
    if not HINT.search(text):
        return found
    at = 0
    for candidate in _MAYBE.finditer(text):
        start = candidate.start()
        match = _TIME.match(text, start) if start >= at else None
        if match:
            at = match.end()
            read = None if text[at - 1] == "日" and text.startswith(_SENT, at) else _read(match)
            if read:
                found.append(_with_edges(text, match, *read))
    return found


def _read(match: re.Match[str]) -> tuple[Kind, dict[str, int | None]] | None:
    if match["to"]:
        year = _digits(match["to"])
        return ("range", {"year": year}) if year >= _digits(match["from"]) else None
    if match["year"]:
        return _dated(match, "m1", "m2", "month", "day", "season", {"year": _digits(match["year"])})
    if match["relative"]:
        # 当年 is the year just named, which may be none
        named = match["relative"] == "当年"
        known: dict[str, int | None] = {} if named else {"offset": _RELATIVE[match["relative"]]}
        if match["rfirst"]:
            return _first_months(match["rfirst"], known)
        return _dated(match, "r1", "r2", "rmonth", "rday", "rseason", known)
    if match["n2"] or match["onlymonth"] or match["onlyseason"]:
        return _dated(match, "n1", "n2", "onlymonth", "onlyday", "onlyseason", {})
    if match["months"]:
        return _first_months(match["months"], {})
    if match["term"]:
        # known where the title names the plan's years
        return "within", {}
    if match["plan"]:
        return _of_plan(match)
    return _plain(match)


def _of_plan(match: re.Match[str]) -> tuple[Kind, dict[str, int | None]]:
    """“十四五”末 is its last year; its 前两年 end with the second; “十四五”以来 ends with no known year."""
    end = _PLAN_END[match["plan"]]
    if match["pfirst"]:
        return "point", {"year": end - _PLAN_YEARS + (_count(match["pfirst"]) or 0)}
    return ("span", {}) if match.string.startswith("以来", match.end()) else ("range", {"year": end})


def _digits(text: str) -> int:
    return int(text.replace(" ", ""))


def _plain(part: re.Match[str]) -> tuple[Kind, dict[str, int | None]] | None:
    """What needs no numbers of its own: 年底, 目前, 每年, 此后每年, 过去一年."""
    if part["pastyear"]:
        return "point", {"offset": -1}
    if part["pair"]:
        return "range", {"offset": 2 if "后" in part["pair"] else 1}
    for name, kind in _PLAIN_KINDS:
        if part[name]:
            return kind, {"length": _count(part[name])} if name == "spanned" else {}
    return _lengthy(part)


def _first_months(count: str, known: dict[str, int | None]) -> tuple[Kind, dict[str, int | None]] | None:
    """前10个月 ends with the tenth."""
    number = _count(count)
    return ("running", known | {"month": number}) if number and number <= 12 else None


def _dated(
    part: re.Match[str],
    first: str,
    last: str,
    month: str,
    day: str,
    season: str,
    known: dict[str, int | None],
) -> tuple[Kind, dict[str, int | None]] | None:
    if part[last]:
        ends = int(part[last])
        return ("running", known | {"month": ends}) if 1 <= _month(part[first]) < ends <= 12 else None
    if part[season]:
        return "running", known | {"month": _season_end(part[season])}
    if not part[month]:
        return "point", known
    number = int(part[month])
    if not 1 <= number <= 12:
        return None
    return "point", known | {"month": number, "day": int(part[day]) if part[day] else None}


def _month(written: str) -> int:
    """元至9月 begins with the first month."""
    return 1 if written == "元" else int(written)


def _season_end(season: str) -> int:
    if season.endswith("半年"):
        return 6 if season[0] == "上" else 12
    return _SEASONS.get(season[-3], 9)


def _lengthy(part: re.Match[str]) -> tuple[Kind, dict[str, int | None]] | None:
    length = _count(part["length"] or part["length2"] or part["length3"])
    if length is None:
        return None
    if part["back"] or part["back2"]:
        return "duration", {"length": length}
    if part["ahead2"] or (part["span"] == "年" and part["tail"] != "左右"):
        if _SPENT.search(part.string, max(0, part.start() - 4), part.start()) or (
            part["ahead"] == "用" and _TOOK.match(part.string, part.end())
        ):
            return "duration", {"length": length}
        return None if _measures(part) else ("within", {"length": length})
    return "duration", {"length": length}


def _measures(part: re.Match[str]) -> bool:
    """毕业5年以内: how long ago something was, a number to be compared and no time."""
    at = part.start()
    return part["tail"] is not None and _SINCE.search(part.string, max(0, at - 6), at) is not None


def _count(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    value = chinese_numeral(text)
    return None if value is None else int(value)


def _with_edges(text: str, match: re.Match[str], kind: Kind, known: dict[str, int | None]) -> Time:
    start, end = match.span()
    before, after = text[max(0, start - 4) : start], text[end : end + 12]
    tail = ""
    if after[:1] in _TAIL_BEGINS:
        ending = _END.match(after)
        tail = ending[0] if ending else ""
    word = ""
    if before[-1:] in _LEAD_ENDS:
        lead = _LEADS.search(before)
        word = lead[0] if lead else ""
    rest = after[len(tail) :] if tail else after
    relative = match["relative"]
    same = (relative is not None and relative in _SAME_YEAR) or match["pastyear"] is not None
    due = bool(tail) and _is_due(tail, known)
    return Time(
        start - len(word),
        end + len(tail),
        kind,
        known.get("year"),
        known.get("month"),
        known.get("day"),
        known.get("offset"),
        known.get("length"),
        (due or kind == "within" or relative == "年内" or word[-1:] in _UNTIL) and word[:1] != "截",
        _is_base(before, word, tail, rest, relative=relative is not None),
        rest.startswith("起") or (word in _FROM and bool(_ORIGIN_AFTER.match(rest))),
        same,
        kind == "recurring" and match["recurring"] in _RATES,
        rest.startswith(("以来", "至今"))
        or (word in _FROM and bool(_COUNTED_FROM.match(rest)))
        or (not tail and text.find("以来", end, end + 26) > 0 and bool(_DEED_SINCE.match(text, end))),
    )


def _is_due(tail: str, known: dict[str, int | None]) -> bool:
    """A year's end is a deadline; a month's end only with 前, since reports take stock at it."""
    return "前" in tail or known.get("month") is None


def _is_base(before: str, word: str, tail: str, rest: str, *, relative: bool) -> bool:
    """比2020年, 在2023年基础上, 以2021年为基数, 不低于上年度…的: a year to measure against."""
    if before[-1:] in _BASE_ENDS and _BASE_BEFORE.search(before) and _BASE_AFTER.match(rest):
        return True
    if rest.startswith(_REST_OF_BASE):
        return True
    if word and (
        word in _AGAINST or (not tail and word in "同与") or (word == "以" and rest.startswith("为基"))
    ):
        return True
    return relative and bool(_STANDARD.search(before))


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a document says of its own time: `issued` (year, month) and the year its title names."""

    issued_year: int | None = None
    issued_month: int | None = None
    title_year: int | None = None
    #: the last month of the part of the year its title names: 6 of 上半年
    title_month: int | None = None
    #: the last year of a plan for several years: 2025 of (2023—2025年)
    last_year: int | None = None
    first_year: int | None = None

    @property
    def year(self) -> int | None:
        return self.title_year or self.issued_year


def resolve(time: Time, anchor: Anchor, carried_year: int | None = None) -> str | None:
    """The canonical text (`2025`, `2024-05`, `2024-03-15`), or None when the year is not known.

    A running time (1-8月, 上半年) is its last month. `carried_year` is the year last named.
    """
    year = year_of(time, anchor, carried_year)
    if year is None or time.kind in _TIMELESS:
        return None
    if time.month is None:
        return f"{year}"
    return f"{year}-{time.month:02d}" + (f"-{time.day:02d}" if time.day else "")


def year_of(time: Time, anchor: Anchor, carried_year: int | None = None) -> int | None:
    """The year a time falls in (of a span of years, its last)."""
    if time.year:
        return time.year
    if time.offset is not None:
        named = carried_year if time.offset == 0 else None
        own = anchor.issued_year or named or anchor.title_year
        if time.same and time.offset < 0 and (anchor.issued_month or 0) >= _LATE:
            # 一年来, said as the year ends
            return own
        if time.same and time.offset < 0 and anchor.issued_year is None and carried_year:
            # 过去的一年, under a heading that names it
            return carried_year
        return None if own is None else own + time.offset
    if time.kind == "within":
        if anchor.last_year:
            return anchor.last_year
        return None if anchor.year is None or time.length is None else anchor.year + time.length
    if time.kind in _TIMELESS:
        return None
    return carried_year or anchor.year
