"""The noun of a clause: the words without the verbs around them, and what stands after a number."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.mentions import Mention

_LEADING = re.compile(
    r"(?:[\s、,;:]|和(?!谐|美|解|平)|及|与|并(?!购|联|网|轨)|且|力争|争取|确保|努力|力求|推动|推进|促进|加快|其中|同时|全力|积极|计划(?!生育|单列)|"
    r"要(?!素|求|点)|将|使|让|把|约|近|到时|届时|以及|进一步|每年|每季度|每月|全年|年内|年均(?!增|收|产|纯)|有望|预计|预期|目标|新的|"
    r"[一二三四五]是|已经?|共(?!享|建|同|用|富)|累计|截至|目前|当前|仍|还|再|约|各|均|鼓励|引导|支持(?=企业|银行|高校|各)|原则上|同意|"
    r"的|加强|强化|抓好|做好|深化|加大|全部|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十百\d]{1,5}[条款项]|【[^】]{0,20}】|"
    r"到(?!位|访|期|户|岗)|对(?=[^外口接东中])|答:|这里)+"
)
#: how words of `_LEADING` can begin
_LEADING_BEGINS = frozenset(
    " \t、,;:和及与并且力争确努推促加其同全积计要将使让把约近到届以进每年有预目新一二三四五已共累截"
    "当仍还再各均鼓引支原的强抓做深(六七八九十第【对答这0123456789"
)
_TAIL = re.compile(
    r"(?:由|从|自|为|是|达|到|至|在|于|有|共|仅|只|可|将|要|须|应|均|各|(?<!签)约|近|超过?|突破|逾|保持|稳定|维持|做|完成|实现|建成|评估|"
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
#: how words of `_TAIL` can end
_TAIL_ENDS = frozenset(
    "由从自为是达到至在于有共仅只可将要须应均各约近超过破逾持定做成现估年季月度计别比期争取保少上右低高足较排拟"
    "人亩户的了再已、,"
)
#: a chain of them is hardly longer
_TAIL_REACH = 24
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
_YEARLY = re.compile(
    r"^(?P<who>[^,]{0,12}?)年(?P<verb>产|加工|处理|出栏)(?!值|量|业|额|能|出)(?P<what>[^,]{2,16})$"
)
YEARLY_NAMES = {"产": "年产量", "加工": "年加工量", "处理": "年处理量", "出栏": "年出栏量"}
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
_MARK_BEGINS = frozenset("(及以左之上的")
_AFTER_MARK = re.compile(r"^(?:\(含\))?(?:及?以上|以内|左右|以下|之内|上下)?(?:的)?")
_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_USED = re.compile(r"(?:用于|支持|建设|投向|奖励|作为|进行)[^,]{2,}$")
_BALANCED = (("“", "”"), ("《", "》"), ("‘", "’"))
NUMBERED = re.compile(r"\d")
_LISTED_NUMBER = re.compile(r"、(?=\d)")


def clean(words: str) -> str:
    if "(" in words:
        words = _BRACKETED.sub("", words)
    words = words.strip()
    leading = _LEADING.match(words) if words[:1] in _LEADING_BEGINS else None
    return words[leading.end() :] if leading else words


def without_tail(words: str) -> str:
    """Leave out what leads from a noun to its number: 达到, 约, 累计."""
    last = words[-1:]
    if last not in _TAIL_ENDS and not last.isspace():
        return words
    near = max(0, len(words) - _TAIL_REACH)
    tail = _TAIL.search(words, near)
    if tail and near and tail.start() == near:
        tail = _TAIL.search(words)
    return words[: tail.start()] if tail else words


def noun_of(words: str, *, people: bool = False) -> str:
    """The noun of a clause, without the verbs around it and the agent that does it."""
    words = _quoted(without_tail(words).strip(" 、,"))
    trained = _TRAINS.match(words) if people else None
    if trained:
        return f"{trained['whom']}{trained['verb']}人次" if trained["verb"] == "培训" else trained["whom"]
    yearly = _YEARLY.match(words) if "年" in words else None
    if yearly:
        return f"{yearly['who']}{yearly['what']}{YEARLY_NAMES[yearly['verb']]}"
    done = _ONLY_DONE.search(words) is not None
    if done:
        authority = _AUTHORITY.match(words)
        words = words[authority.end() :] if authority else words
        does = _DOES.match(words)
        words = clean(words[does.end() :]) if does else words
    between = _BETWEEN.search(words) if done or "有" in words else None
    if between:
        words = words[: between.start()] + words[between.end() :]
    return "" if done and _ONLY_DONE.fullmatch(words) else words


def object_of(mention: Mention) -> str:
    """What is counted, where it stands after the number; what it does goes before it with 的."""
    if not mention.after:
        return ""
    after = _after_mark(mention.after)
    counted = mention.amount.unit in {"家", "户", "个", "%"}
    if counted and _ACTS.match(after):
        sentence = mention.sentence
        after = sentence.text[mention.amount.end : sentence.clause_end(mention.amount.end)]
        after = _LISTED_NUMBER.split(_after_mark(after), maxsplit=1)[0]
    else:
        after = NUMBERED.split(after, maxsplit=1)[0]
    if "(" in after:
        after = _BRACKETED.sub("", after)
    after = after.strip(" 、,")
    if not after:
        return ""
    acts = _ACTS.match(after) if counted else None
    if acts:
        return f"{_OBJECT_END.sub('', acts['act'])}的{acts['who']}"
    after = _USED.sub("", after)
    return _quoted(_OBJECT_END.sub("", after))


def _after_mark(after: str) -> str:
    """Leave out 以上, 左右 and 的 after a number."""
    return _AFTER_MARK.sub("", after) if after[:1] in _MARK_BEGINS else after


def _quoted(words: str) -> str:
    """Drop the marks of a quotation that is cut in two."""
    for opening, closing in _BALANCED:
        if (opening in words or closing in words) and words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words
