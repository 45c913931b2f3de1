"""What a number measures, as a noun phrase: 竹编产业产值, 研发投入占比, 新增规上企业.

Verbs that only say that something is done (完成, 实现, 建成) are left out; those that name a flow
(新增, 引进, 签约) stay. Where a clause has no noun of its own (同比增长8%, 竣工19个), the topic of the
sentence is carried on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zhenxing.core.compiler.numbers.mentions import Mention

_MOST = 40
_LEADING = re.compile(
    r"(?:[\s、,;:]|和(?!谐|美|解|平)|及|与|并(?!购|联|网|轨)|且|力争|争取|确保|努力|力求|推动|推进|促进|加快|其中|同时|全力|积极|计划(?!生育|单列)|"
    r"要(?!素|求|点)|将|使|让|把|约|近|到时|届时|以及|进一步|每年|每季度|每月|全年|年内|年均(?!增|收|产|纯)|有望|预计|预期|目标|新的|"
    r"[一二三四五]是|已经?|共(?!享|建|同|用|富)|累计|截至|目前|当前|仍|还|再|约|各|均|鼓励|引导|支持(?=企业|银行|高校|各)|原则上|同意|"
    r"的|加强|强化|抓好|做好|深化|加大|全部|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十百\d]{1,5}[条款项]|【[^】]{0,20}】|"
    r"到(?!位|访|期|户|岗)|对(?=[^外口接东中])|答:|这里)+"
)
_TAIL = re.compile(
    r"(?:由|从|自|为|是|达|到|至|在|于|有|共|仅|只|可|将|要|须|应|均|各|约|近|超过?|突破|逾|保持|稳定|维持|做|完成|实现|建成|评估|"
    r"(?:平均)?每[年季月](?:度)?|累计|总计|合计|共计|分别|同比|环比|年均|平均|力争|争取|确保|至少|不少于|不低于|预计|预期|(?<!级)(?<!规模)以上|左右|"
    r"偏低|偏高|较低|较高|不高|不足|(?<![占可对])比|较|安排|拟(?:认定)?|每(?:百|千|万)?[人亩户]|的|了|再|已|[\s、,])+$"
)
#: only say that something is done
_DONE = (
    "统筹安排|培育|培植|建设|建成|打造|创建|创成|争创|举办|承办|组织|开展|实施|完成|实现|推动|推进|拥有|具有|建有|设有|获得|取得|获评|安排|"
    "设立|统筹|筹措|提供|建立|发放|兑现|遴选|评选|选派|选树|认定|评定|扶持|支持|发展|壮大|做强|推广|布局|达成|刊发|配建|修复|新建|搭建|组建|"
    "投入|投放|拿出|列支|出具|形成|集聚|产出|编制|选择|布设|构建|铺设|改造提升|指导|帮助|引导|新开(?!工|业|发|园)设?|开设"
)
#: these make the verb part of a noun: 完成率, 建成区, 建设用地
_NOT_VERB = (
    r"(?![率额性期者]|量(?!产|子|化)|度(?!假)|区(?!域)|数(?!字|控|据|智)|库(?!容)|用地|资金|改建|扩建|强度)"
)
_DOES = re.compile(rf"(?:合作|共同|联合|集中|统一|重点|规划|新|再|年)?(?:{_DONE}){_NOT_VERB}(?=[^\s]{{2}})")
_ONLY_DONE = re.compile(_DONE)
#: stand between who does something and what is done
_BETWEEN = re.compile(
    r"(?<=..)(?:每年|全年|年|再|已|将|可|累计|共|新|要|均|能)?(?:统筹安排|完成|实现|建成|拥有|设立|安排|取得|获得|举办|开展|建有|设有|达成|实施)(?:了)?"
    rf"{_NOT_VERB}(?=[^\s的]{{2}})|(?:累计|共|已|每年|全年)投入(?=[^\s的]{{2}})|(?<=[业镇县市区])[现共]?有(?=[^\s的效限机]{{2}})"
)
#: whose deed it is matters less than what is done
_AUTHORITY = re.compile(
    rf"^(?:[^,]{{0,14}}?(?:财政|政府|[县市区镇乡](?:里|委)|局|委员会|联社|农科院|研究院)|每[个家户][^,]{{1,8}}?(?:至少)?|在[^,]{{1,18}}?)"
    rf"(?:每年|全年|今年|将|计划)?(?=(?:合作|联合|集中|新)?(?:{_DONE}){_NOT_VERB})"
)
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
_RATIOS = re.compile(r"(?:占比|比重|完成率|进度|增速|增幅|缺口|权重)$")
_BARE_RATE = re.compile(r"[^,]{1,5}(?:率|比重|强度|覆盖面)$")
#: 总数达到30家: the comparison has taken up the noun
_TOTAL = re.compile(r"(总[数量额]|总规模|总家数)[^,。;\d]{0,4}$")
#: what a rise of a share is called
_POINTS = "个百分点"
_FLOW = re.compile(
    r"(?:新增|净增|竣工|开工|投产|签约|落地|入库|引进|退出|关停|关闭退出|培训|增加|减少|达产|投用|建成|通过|入选|获批)$"
)
_YEARLY = re.compile(
    r"^(?P<who>[^,]{0,12}?)年(?P<verb>产|加工|处理|出栏)(?!值|量|业|额|能|出)(?P<what>[^,]{2,16})$"
)
_YEARLY_NAMES = {"产": "年产量", "加工": "年加工量", "处理": "年处理量", "出栏": "年出栏量"}
_TRAINS = re.compile(r"^(?:新)?(?P<verb>培训|培养)(?P<whom>.{2,24}?)等?$")
#: nouns that are counted and may be followed by what they do
_ACTORS = (
    r"(?:[^,。;、]{0,12}?)(?:企业|农户|商户|作坊|专业镇|主体|合作社|乡镇|基地|大户|"
    r"加工户|工户|品种|药企|产品|单位|村)"
)
_ACTS = re.compile(
    rf"^(?P<who>{_ACTORS})(?P<act>(?:全部|抱团|整体|成功|先后|实行|签订|赴|取得|建立|参加|入选|通过|完成|进入|实现|搬迁|新上|申报|安装|开展|获得|获评|赋码|"
    r"营业收入|产值|年产值|主营|税收|应用|使用|接入|上云|转产|整合|入驻|纳入|达到|反映|注册|授权)[^,。;]{1,40})$"
)
_OBJECT_END = re.compile(r"(?:以上|以内|左右|以下|之内|等|的|以|并|入驻)+$")
_AFTER_MARK = re.compile(r"^(?:\(含\))?(?:及?以上|以内|左右|以下|之内|上下)?(?:的)?")
_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_SIZE = re.compile(r"(?:总投资|投资|规模|面积|占地)(?:额)?$")
_EACH = re.compile(
    r"^每(?:个|家|户|座|所|镇|村|县|乡|年|名|万)?[^,]{0,8}$|^(?:选择|选取|支持|对|组织|推动|剩余|余下|其余|首批|一期|二期)$"
)
_USED = re.compile(r"(?:用于|支持|建设|投向|奖励|作为|进行)[^,]{2,}$")
#: the measure at the end of a name
_MEASURE = re.compile(
    r"(?:工业|农业|种植|养殖|建筑|规划|主营业务|营业|销售|纳税|网络|出口)*(?:总产值|产值|增加值|营业收入|收入|税收|利润|面积|产量|销量|价格|出口额?|零售额|销售额|交易额|投资额?|能力)$"
)
_OVER = re.compile(r"^(?:[过超]|突破|达)(?=[\d一二三四五十百千万亿])")
_DERIVED = re.compile(r"(?:增速|降幅|涨幅|占比|比重|完成率|幅度|提高|降低)$")
_BALANCED = (("“", "”"), ("《", "》"), ("‘", "’"))


class Named(NamedTuple):
    """An indicator, and the noun that the rest of the sentence may go on with."""

    indicator: str
    topic: str


def name(mention: Mention, topic: str = "", heading: str = "") -> Named:
    """The noun phrase measured.

    `topic` is the noun last measured in the sentence, `heading` that of the part; they stand in
    where the clause has no noun of its own.
    """
    words = _clean(mention.subject)
    unit = mention.amount.unit
    relative = _relative(mention, words, topic) if unit in {"%", "倍", _POINTS} or _falls(mention) else None
    if relative is None:
        relative = _absolute(mention, words, topic, heading)
    return Named(_short(relative.indicator), relative.topic)


def _falls(mention: Mention) -> bool:
    return mention.amount.unit in {"天", "个工作日", "个月"}


# --- rates, shares, differences --------------------------------------------------------------


def _relative(mention: Mention, words: str, topic: str) -> Named | None:
    """Growth, shares and differences are named after what grows, and keep it as the topic."""
    unit = mention.amount.unit or ""
    growth = _GROWTH.search(words)
    if growth or (mention.dealt and _GROWTH.search(mention.verb)):
        verb = growth["verb"] if growth else mention.verb
        own = _noun(_SAME_PERIOD.sub("", words[: growth.start()] if growth else words))
        if own and _RATIOS.fullmatch(own):
            return Named(_rate(topic + own, verb, unit), topic)
        noun = own or topic
        return Named(_rate(noun, verb, unit), noun)
    if unit == "倍" and _SAME_PERIOD.search(_TAIL.sub("", words)):
        noun = _noun(_SAME_PERIOD.sub("", _TAIL.sub("", words))) or topic
        return Named(f"{noun}与上年同期之比", noun)
    if unit == "倍" or _falls(mention):
        return None
    return _related(words, topic)


def _related(words: str, topic: str) -> Named | None:
    """占…, 完成…任务的, 高于…, …的: a share of something, or a distance from it."""
    for pattern, named in _RELATIONS:
        match = pattern.search(words)
        if match:
            noun = _noun(words[: match.start()]) or topic
            return Named(noun + named(match), noun)
    whole = _noun(words) if words.endswith("的") else ""
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
    noun, thing = _noun(words, people=people), _object(mention)
    if mention.after.startswith("的") and thing:
        size = _SIZE.search(words)
        return _topical(thing + (size[0] if size else "占比" if mention.amount.unit == "%" else ""))
    noun = _with_thing(words, noun, thing)
    total = _TOTAL.search(mention.before) if topic and not noun else None
    if total:
        return Named(_stock(topic) + total[1], topic)
    if not noun or _EACH.match(noun):
        noun = thing or noun
        if mention.amount.unit == "%" and thing:
            noun = f"{_TAIL.sub('', thing)}占比"
        if not noun:
            return _carried(mention, words, topic, heading)
    if noun in _TOTALS:
        return Named(_stock(topic) + noun, topic) if topic else Named(noun, noun)
    if _RATIOS.fullmatch(noun):
        topic = topic or _clause_noun(mention)
        return Named(topic + noun, topic)
    if _FLOW.fullmatch(noun):
        return _flow(mention, noun, thing, topic)
    return _topical(_qualified(mention, noun, topic))


def _with_thing(words: str, noun: str, thing: str) -> str:
    """Put what stands before the number and what stands after it together, where both are needed."""
    if not thing:
        return noun
    yearly = _YEARLY_CAPACITY.search(words)
    if yearly:
        return thing + _YEARLY_NAMES[yearly["verb"]]
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
    if not topic or _FLOW.fullmatch(topic):
        return _topical(f"{verb}企业" if unit in {"家", "户"} else verb)
    base = _stock(topic)
    return Named(f"{base}{verb}数" if unit not in {"元", "%"} else f"{base}{verb}额", topic)


def _qualified(mention: Mention, noun: str, topic: str) -> str:
    """Add what a bare name leaves to the words before it."""
    if _OVER.match(noun):
        measure = _measure_before(mention) or topic.partition("超")[0]
        return measure + noun if "超" in topic or _MEASURE.search(measure) else noun
    if noun.endswith(("级", "级以上")) and "级" in topic:
        return noun + re.sub(r"^.*?级(?:以上)?", "", _stock(topic))
    if noun.endswith(("就业", "创业")) and mention.amount.unit in {"人", "名"}:
        return noun + "人数"
    if noun == "投资":
        return "完成投资"
    shared = _MEASURE.search(topic)
    if shared and not _MEASURE.search(noun) and _is_part(mention):
        return noun + shared[0]
    if _BARE_RATE.fullmatch(noun):
        return _before(mention) + noun
    return noun


def _is_part(mention: Mention) -> bool:
    """其中高效林18万亩: part of the measure before."""
    if mention.amount.unit in {"家", "户", "个", "项", "%", "人", "件"}:
        return False
    _, among, rest = mention.sentence.text[: mention.amount.start].rpartition("其中")
    return bool(among) and "," not in rest


_NUMBERED = re.compile(r"\d")
_USING = re.compile(
    r"(?:资源化|无害化|循环|高值化|规模化|集中|综合)*(?:利用|处置|处理|治理|改造|回收|加工|建设|推广|普及|转型|提升|升级|应用)$"
)


def _before(mention: Mention) -> str:
    """推进废弃菌棒资源化利用,综合利用率达到95%: whose rate it is, from a clause without a number."""
    sentence = mention.sentence
    clause = sentence.text[sentence.clause_start(max(mention.start - 1, 0)) : max(mention.start - 1, 0)]
    if _NUMBERED.search(clause) or len(clause) > 20:
        return ""
    words = _USING.search(clause)
    return _noun(_clean(clause[: words.start()])) if words else ""


def _measure_before(mention: Mention) -> str:
    before = mention.sentence.text[max(0, mention.start - 60) : mention.start]
    found = re.findall(r"(年?(?:主营业务|营业|销售)?(?:收入|产值|销售额|税收))(?=[过超]|突破|达)", before)
    return found[-1] if found else ""


def _carried(mention: Mention, words: str, topic: str, heading: str) -> Named:
    """No noun of its own: the topic of the sentence, the clause before, or the heading."""
    if topic:
        return _topical(topic)
    return _topical(_clause_noun(mention) or heading[:16] or _clean(words) or words)


def _clause_noun(mention: Mention) -> str:
    """种苗自给率偏低,仅为37%: the noun of the clause before, if it has no number of its own."""
    end = max(mention.start - 1, 0)
    before = mention.sentence.text[mention.sentence.clause_start(end) : end]
    return _noun(_clean(before)) if not _NUMBERED.search(before) else ""


# --- words -------------------------------------------------------------------------------------


def _clean(words: str) -> str:
    words = _BRACKETED.sub("", words).strip()
    leading = _LEADING.match(words)
    return words[leading.end() :] if leading else words


def _noun(words: str, *, people: bool = False) -> str:
    """The noun of a clause, without the verbs around it and the agent that does it."""
    words = _quoted(_TAIL.sub("", words).strip(" 、,"))
    trained = _TRAINS.match(words) if people else None
    if trained:
        return f"{trained['whom']}{trained['verb']}人次" if trained["verb"] == "培训" else trained["whom"]
    yearly = _YEARLY.match(words)
    if yearly:
        return f"{yearly['who']}{yearly['what']}{_YEARLY_NAMES[yearly['verb']]}"
    authority = _AUTHORITY.match(words)
    words = words[authority.end() :] if authority else words
    does = _DOES.match(words)
    words = _clean(words[does.end() :]) if does else words
    between = _BETWEEN.search(words)
    if between:
        words = words[: between.start()] + words[between.end() :]
    return "" if _ONLY_DONE.fullmatch(words) else words


def _object(mention: Mention) -> str:
    """What is counted, where it stands after the number; what it does goes before it with 的."""
    after = _AFTER_MARK.sub("", mention.after)
    counted = mention.amount.unit in {"家", "户", "个", "%"}
    if counted and _ACTS.match(after):
        sentence = mention.sentence
        after = sentence.text[mention.amount.end : sentence.clause_end(mention.amount.end)]
        after = _AFTER_MARK.sub("", after)
        after = re.split(r"、(?=\d)", after, maxsplit=1)[0]
    else:
        after = re.split(r"\d", after, maxsplit=1)[0]
    after = _BRACKETED.sub("", after).strip(" 、,")
    acts = _ACTS.match(after) if counted else None
    if acts:
        return f"{_OBJECT_END.sub('', acts['act'])}的{acts['who']}"
    after = _USED.sub("", after)
    return _quoted(_OBJECT_END.sub("", after))


def _quoted(words: str) -> str:
    """Drop the marks of a quotation that is cut in two."""
    for opening, closing in _BALANCED:
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words


def _short(words: str) -> str:
    return words if len(words) <= _MOST else words[-_MOST:]
