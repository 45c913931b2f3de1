"""What a number measures, as a noun phrase: 竹编产业产值, 研发投入占比, 新增规上企业.

Verbs that only say that something is done (完成, 实现, 建成) are left out; those that name a flow
(新增, 引进, 签约) stay. Where a clause has no noun of its own (同比增长8%, 竣工19个), the topic of the
sentence is carried on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.nouns import (
    NUMBERED,
    YEARLY_NAMES,
    clean,
    noun_of,
    object_of,
    without_tail,
)

_MOST = 40
#: what a rise of a share is called
_POINTS = "个百分点"
#: what money is set aside for stands after it: 县财政设立3000万元发展资金
_GIVES = re.compile(r"(?:安排|设立|拿出|统筹|筹措|列支|建立|提供|组建|发行|投入|整合|[拥具现共]?有)$")
_REACHES = re.compile(r"(?:远销|销往|出口到?|覆盖)$")
_SCOPE = frozenset({"全县", "全市", "全区", "全镇", "全省", "全乡", "我县", "我市", "我区"})
_SAME_PERIOD = re.compile(r"(?:[比较是为])?(?:上年|去年)?同期(?:水平)?$")
_YEARLY_CAPACITY = re.compile(r"(?:^|建成|形成|新增)年(?P<verb>产|加工|处理)$")
_GROWTH = re.compile(
    r"(?:同比|环比|年均|平均|每年|逐年|累计|较快|再|实际|可比口径)*"
    r"(?P<verb>增长|增加|提高|提升|上升|上涨|增幅|扩大|加快|下降|削减|降低|减少|压减|压降|缩短|下滑|回落|减|涨|升|降)(?:到|至|了)?$"
)
#: a number in one of these tells of a share, of growth or of a difference
_RELATIVE = frozenset({"%", "倍", _POINTS, "天", "个工作日", "个月"})
_FALL = frozenset({"下降", "削减", "降低", "减少", "压减", "压降", "缩短", "下滑", "回落", "减", "降"})
_PRICE = frozenset({"上涨", "涨"})
_SHARE = re.compile(
    r"占(?!比|有|地|用|道)(?P<whole>[^,。;]{0,24}?)的?(?:比重|比例|份额)?(?:为|达|达到|约|近|超过?|到)?$"
)
_FULFILS = re.compile(
    r"(?:完成|达到|占)(?P<what>[^,。;]{0,12}?(?:目标|任务|计划|预算|进度|指标))(?:任务|数)?的?$"
)
_EXCEEDS = re.compile(r"(?:比|较)?(?P<side>高于|低于|高出|快于|慢于)(?P<what>[^,。;]{2,14})$")
_HIGHER = re.compile(r"比(?P<what>[^,。;]{2,14}?)(?P<side>高|低|快|慢)(?:出)?$")
_TOTALS = frozenset({"总数", "总量", "总额", "数量", "规模", "总规模", "累计", "总数量", "存量", "总家数"})
_RATIOS = frozenset(("占比", "比重", "完成率", "进度", "增速", "增幅", "缺口", "权重"))
_BARE_RATE = re.compile(r"[^,]{1,5}(?:率|比重|强度|覆盖面)$")
#: 总数达到30家: the comparison has taken up the noun
_TOTAL = re.compile(r"(总[数量额]|总规模|总家数)[^,。;\d]{0,4}$")
_FLOW = frozenset(
    (
        *("新增", "净增", "竣工", "开工", "投产", "签约", "落地", "入库", "引进", "退出", "关停", "关闭退出"),
        *("培训", "增加", "减少", "达产", "投用", "建成", "通过", "入选", "获批"),
    )
)
_SIZE = re.compile(r"(?:总投资|投资|规模|面积|占地)(?:额)?$")
_EACH_BEGINS = frozenset("每选支对组推剩余其首一二")
_EACH = re.compile(
    r"^每(?:个|家|户|座|所|镇|村|县|乡|年|名|万)?[^,]{0,8}$|^(?:选择|选取|支持|对|组织|推动|剩余|余下|其余|首批|一期|二期)$"
)
#: the measure at the end of a name
_MEASURE_ENDS = frozenset("值入收润积量格价额口资力")
_MEASURE = re.compile(
    r"(?:工业|农业|种植|养殖|建筑|规划|主营业务|营业|销售|纳税|网络|出口)*(?:总产值|产值|增加值|营业收入|收入|税收|利润|面积|产量|销量|价格|出口额?|零售额|销售额|交易额|投资额?|能力)$"
)
_OVER_BEGINS = frozenset("过超突达")
_OVER = re.compile(r"^(?:[过超]|突破|达)(?=[\d一二三四五十百千万亿])")
_DERIVED = re.compile(r"(?:增速|降幅|涨幅|占比|比重|完成率|幅度|提高|降低)$")


class Named(NamedTuple):
    """An indicator, and the noun that the rest of the sentence may go on with."""

    indicator: str
    topic: str


def name(mention: Mention, topic: str = "", heading: str = "") -> Named:
    """The noun phrase measured.

    `topic` is the noun last measured in the sentence, `heading` that of the part; they stand in
    where the clause has no noun of its own.
    """
    words = clean(mention.subject)
    unit = mention.amount.unit
    relative = _relative(mention, words, topic) if unit in _RELATIVE else None
    if relative is None:
        relative = _absolute(mention, words, topic, heading)
    if len(relative.indicator) <= _MOST:
        return relative
    return Named(relative.indicator[-_MOST:], relative.topic)


def _falls(mention: Mention) -> bool:
    return mention.amount.unit in {"天", "个工作日", "个月"}


# --- rates, shares, differences --------------------------------------------------------------


def _relative(mention: Mention, words: str, topic: str) -> Named | None:
    """Growth, shares and differences are named after what grows, and keep it as the topic."""
    unit = mention.amount.unit or ""
    growth = _GROWTH.search(words)
    if growth or (mention.dealt and _GROWTH.search(mention.verb)):
        verb = growth["verb"] if growth else mention.verb
        own = noun_of(_SAME_PERIOD.sub("", words[: growth.start()] if growth else words))
        if own in _RATIOS:
            return Named(_rate(topic + own, verb, unit), topic)
        noun = own or topic
        return Named(_rate(noun, verb, unit), noun)
    if unit == "倍" and _SAME_PERIOD.search(without_tail(words)):
        noun = noun_of(_SAME_PERIOD.sub("", without_tail(words))) or topic
        return Named(f"{noun}与上年同期之比", noun)
    if unit == "倍" or _falls(mention):
        return None
    return _related(words, topic)


def _related(words: str, topic: str) -> Named | None:
    """占…, 完成…任务的, 高于…, …的: a share of something, or a distance from it."""
    for pattern, named in _RELATIONS:
        match = pattern.search(words)
        if match:
            noun = noun_of(words[: match.start()]) or topic
            return Named(noun + named(match), noun)
    whole = noun_of(words) if words.endswith("的") else ""
    return Named(f"{whole}占比", whole) if whole else None


def _part(match: re.Match[str]) -> str:
    whole = match["whole"].strip()
    return f"占{whole}比重" if whole else "占比"


_RELATIONS = (
    (_FULFILS, lambda match: f"{match['what']}完成率"),
    (_EXCEEDS, lambda match: f"{match['side']}{match['what']}幅度"),
    (_HIGHER, lambda match: f"比{match['what']}{match['side']}幅度"),
    (_SHARE, _part),
)


def _rate(noun: str, verb: str, unit: str) -> str:
    """产值 that grows by 10% is measured by 产值增速; a share that rises by 2 points, by its rise."""
    fall = verb in _FALL
    if unit == _POINTS or unit in {"天", "个工作日", "个月"}:
        return noun + (("缩短" if verb == "缩短" else "降低") if fall else "提高")
    suffix = "降幅" if fall else "涨幅" if verb in _PRICE else "增速"
    return noun if noun.endswith(suffix) else noun.removesuffix("增速") + suffix


# --- levels and counts --------------------------------------------------------------------------


def _absolute(mention: Mention, words: str, topic: str, heading: str) -> Named:
    people = mention.amount.unit in {"人", "人次", "名"}
    noun, thing = noun_of(words, people=people), object_of(mention)
    if mention.after.startswith("的") and thing:
        size = _SIZE.search(words)
        return _topical(thing + (size[0] if size else "占比" if mention.amount.unit == "%" else ""))
    noun = _with_thing(words, noun, thing)
    total = _TOTAL.search(mention.before) if topic and not noun else None
    if total:
        return Named(_stock(topic) + total[1], topic)
    if not noun or (noun[0] in _EACH_BEGINS and _EACH.match(noun)):
        noun = thing or noun
        if mention.amount.unit == "%" and thing:
            noun = f"{without_tail(thing)}占比"
        if not noun:
            return _carried(mention, words, topic, heading)
    if noun in _TOTALS:
        return Named(_stock(topic) + noun, topic) if topic else Named(noun, noun)
    if noun in _RATIOS:
        topic = topic or _clause_noun(mention)
        return Named(topic + noun, topic)
    if noun in _FLOW:
        return _flow(mention, noun, thing, topic)
    return _topical(_qualified(mention, noun, topic))


def _with_thing(words: str, noun: str, thing: str) -> str:
    """Put what stands before the number and what stands after it together, where both are needed."""
    if not thing:
        return noun
    yearly = _YEARLY_CAPACITY.search(words)
    if yearly:
        return thing + YEARLY_NAMES[yearly["verb"]]
    if _REACHES.search(words):
        return words + thing
    if _GIVES.search(words):
        return thing
    return noun + thing if noun in _SCOPE or "、" in noun else noun


def _topical(noun: str) -> Named:
    return Named(noun, noun)


def _stock(topic: str) -> str:
    """新增规上企业6家,总数达到30家: the total is of 规上企业."""
    return re.sub(r"^(?:全年)?(?:新增|净增|新认定|引进|新签约)|(?:净增|增加)数?$", "", topic)


def _flow(mention: Mention, verb: str, thing: str, topic: str) -> Named:
    """竣工19个, 培训360人: a bare verb needs what it is done to."""
    unit = mention.amount.unit or ""
    if thing and unit != "%":
        return _topical(verb + thing)
    if verb == "培训":
        return Named(f"培训{'人次' if unit == '人次' else '人数' if unit in {'人', '名'} else '场次'}", topic)
    if not topic or topic in _FLOW:
        return _topical(f"{verb}企业" if unit in {"家", "户"} else verb)
    base = _stock(topic)
    return Named(f"{base}{verb}数" if unit not in {"元", "%"} else f"{base}{verb}额", topic)


def _qualified(mention: Mention, noun: str, topic: str) -> str:
    """Add what a bare name leaves to the words before it."""
    if noun[:1] in _OVER_BEGINS and _OVER.match(noun):
        measure = _measure_before(mention) or topic.partition("超")[0]
        return measure + noun if "超" in topic or _measure(measure) else noun
    if noun.endswith(("级", "级以上")) and "级" in topic:
        return noun + re.sub(r"^.*?级(?:以上)?", "", _stock(topic))
    if noun.endswith(("就业", "创业")) and mention.amount.unit in {"人", "名"}:
        return noun + "人数"
    if noun == "投资":
        return "完成投资"
    shared = _measure(topic)
    if shared and not _measure(noun) and _is_part(mention):
        return noun + shared
    if noun.endswith(("率", "比重", "强度", "覆盖面")) and _BARE_RATE.fullmatch(noun):
        return _before(mention) + noun
    return noun


def _measure(name: str) -> str:
    """The measure with which a name ends: 产值, 面积."""
    found = _MEASURE.search(name) if name[-1:] in _MEASURE_ENDS else None
    return found[0] if found else ""


def _is_part(mention: Mention) -> bool:
    """其中高效林18万亩: part of the measure before."""
    if mention.amount.unit in {"家", "户", "个", "项", "%", "人", "件"}:
        return False
    _, among, rest = mention.sentence.text[: mention.amount.start].rpartition("其中")
    return bool(among) and "," not in rest


_USING = re.compile(
    r"(?:资源化|无害化|循环|高值化|规模化|集中|综合)*(?:利用|处置|处理|治理|改造|回收|加工|建设|推广|普及|转型|提升|升级|应用)$"
)


def _before(mention: Mention) -> str:
    """推进废弃菌棒资源化利用,综合利用率达到95%: whose rate it is, from a clause without a number."""
    sentence = mention.sentence
    clause = sentence.text[sentence.clause_start(max(mention.start - 1, 0)) : max(mention.start - 1, 0)]
    if NUMBERED.search(clause) or len(clause) > 20:
        return ""
    words = _USING.search(clause)
    return noun_of(clean(clause[: words.start()])) if words else ""


def _measure_before(mention: Mention) -> str:
    before = mention.sentence.text[max(0, mention.start - 60) : mention.start]
    found = re.findall(r"(年?(?:主营业务|营业|销售)?(?:收入|产值|销售额|税收))(?=[过超]|突破|达)", before)
    return found[-1] if found else ""


def _carried(mention: Mention, words: str, topic: str, heading: str) -> Named:
    """No noun of its own: the topic of the sentence, the clause before, or the heading."""
    if topic:
        return _topical(topic)
    return _topical(_clause_noun(mention) or heading[:16] or clean(words) or words)


def _clause_noun(mention: Mention) -> str:
    """种苗自给率偏低,仅为37%: the noun of the clause before, if it has no number of its own."""
    end = max(mention.start - 1, 0)
    before = mention.sentence.text[mention.sentence.clause_start(end) : end]
    return noun_of(clean(before)) if not NUMBERED.search(before) else ""
