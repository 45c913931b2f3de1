"""What a number is by its shape: noise, part of a benefit, or something counted."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.benefits import PART_OF_FUND, closes, is_unit_of_benefit
from zhenxing.core.compiler.numbers.idioms import is_given
from zhenxing.core.compiler.numbers.marks import is_bare_measure, is_procedure, is_weight
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.settings import Setting
from zhenxing.core.compiler.numbers.units import MEASURE_UNITS, MONEY_UNITS, SHARE_UNITS, TIME_UNITS

_LOST_UNIT = re.compile(r"(?:以上|以内|左右)(?:$|[,。;、])")
_EACH = re.compile(r"每(?:个|件|项|台|套|名|亩|村|镇|平方米)[^,。;]{0,14}$")
#: nouns that name an indicator, so that a bare number after them is its value
_INDICATOR = re.compile(
    r"(?:能力|规模|产量|产能|面积|总量|数量|人数|户数|家数|产值|收入|营收|税收|利润|销量|销售额|交易额|网络零售额|出口额|贸易额|"
    r"投资额?|总额|余额|容量|里程|率|比重|占比|增速|增幅|强度|价值|覆盖面|辐射|总数|积累|存量|增加值|工资|增收|量)(?::|为|约|近)?\s?$"
)
#: 年制棒3000万棒
_YEARLY = re.compile(r"(?<!\d)年[^\d,。;、年]{1,6}$")
#: 超5亿元的企业实现零的突破: a milestone
_ZERO = re.compile(r"[^,。;]{0,16}(?:零的?突破|破零|实现突破(?=$|[,。;、])|空白(?:$|[,。;、)]))")
#: 回收期68天, 同比缩短4天
_MEASURED = MONEY_UNITS | SHARE_UNITS | MEASURE_UNITS
_MEASURED_OR_PEOPLE = _MEASURED | {"人", "人次", "户"}
_LASTS = re.compile(
    r"(?:(?<!公示)(?<!有效)(?<!任)(?<!为)期|(?<!公示)时间|时限|周期|耗时|天数|工期|缩短|压减|压缩)(?:了|为|由|至|到|约)?$"
)
#: 下调费率40%的政策: the number is in the name of what is done
_NAMES_A_POLICY = re.compile(
    r"的(?:优惠|扶持|奖补|减免|阶段性)?(?:政策|规定|措施|办法)|(?:专项)?(?:行动|工程|计划)(?!面|率)"
)
#: 启动8万吨瓷套项目: how big the project is that is approved or begun
_SIZE_OF_PROJECT = re.compile(r"(?!以)[^,。;、\d]{1,24}(?:项目|工程)(?!个|数|达)")
#: 年产50万件箱包智能制造项目, whatever it is counted in
_YEARLY_SIZE = re.compile(r"年(?:产|加工|处理|屠宰|出栏|存栏|生产)\s?$")
_SIZES = MEASURE_UNITS - frozenset({"亩", "公里", "千米", "平方公里", "平方千米", "公顷", "米"})
#: 高于年初10%的目标6个百分点: what was aimed at, and the distance from it
_OLD_AIM = re.compile(r"的?(?:预期|预定|计划|既定)?(?:目标|任务|计划)\s?(?=\d)")
_FROM_OLD_AIM = re.compile(r"^的?(?:预期|预定|计划|既定)?(?:目标|任务|计划)\s?$")
#: 100%乡镇达到标准: a share of those who shall do it, or did
_OF_WHOM = re.compile(
    r"(?:的|以上的?)?[^,。;、\d]{2,24}?(?:达到|实现|建成|迈入|进入|完成|开展|建立|覆盖|通过)"
    r"|(?:以上)?的(?:受访|被访|参评|参保)?[^,。;、\d]{2,8}?(?:反映|表示|认为|选择|希望|存在|面临|遇到|满意|缺乏)"
)
#: 出口美国、德国等28个国家: how far a product goes, though some are named
_SOLD = re.compile(r"(?:出口|远销|销往|畅销|热销|行销|覆盖)[^。;]{0,40}等$")
#: 超额完成市定10户的任务: what was aimed at
_OUTDONE = re.compile(r"(?:超额|提前)完成[^,。;\d]{0,10}$")
_AN_AIM = re.compile(r"的?(?:年度|目标|预期|既定)?(?:任务|目标|计划)(?!的)")
#: 在11个市中排第一
_AMONG = re.compile(
    r"(?:地级|县级)?[市县区州镇乡省盟]{1,3}(?:\([^()]{0,8}\))?(?:中|里)|[^,。;\d]{2,24}分别(?=[达突实增完为])"
)
#: 按留成部分的40%扶持: how a benefit is reckoned
_BY_SHARE = re.compile(r"(?:按照?|依)[^,。;\d]{2,30}的$")
#: 验收合格后拨付40%; 按新造每亩1600元、改造每亩780元计算
_PAID_OUT = re.compile(
    r"(?:拨付|兑付|兑现|预付|支付)(?:剩余|余下|其余|首[期批])?(?:的?资金|的?补助|总额的?)?的?$"
)
#: 其中50%待企业升规后兑现
_PAID_LATER = re.compile(r"(?:待[^,。;]{1,16}|[^,。;]{1,16})后(?:再)?(?:予以)?(?:兑现|拨付|兑付|支付)")
_RECKONED = re.compile(r"[^,。;]{0,30}?(?:计算|测算|核算|计提)")
_AIM = re.compile(r"(?:的)?(?:目标任务|目标|任务)")
_BORROWED = re.compile(
    r"(?:可(?:以)?申请|可(?:以)?获得?|(?:贷款|授信|担保|借款|个人|每人)(?:总?额度?|金额)?)[^,。;\d]{0,8}$|额度?(?:最高)?(?:可达|为|不超过|最高)?$|总额不超过$"
)
_FIRMS = frozenset({"家", "户"})
_HEADS = frozenset({"人", "名", "户", "人次"})
#: people named for a procedure
_STAFF = re.compile(r"负责人|联络员|联系人|专干|人员|信息员|管理员|一式|字数|篇幅")
#: 100余人参加: who was present; 由县财政承担60%: who bears what
_PRESENT = re.compile(
    r"[^,。;]{0,6}(?:参加|出席|列席|到会|参会)(?:$|[,。;、了]|(?:[此这]次|本次)?(?:会议|大会|座谈|活动|仪式|观摩))"
)
_BORNE = re.compile(r"(?:承担|负担|分担)$")
#: 共五部分18条, 出台20条措施: what a document consists of
_ARTICLES = re.compile(
    r"(?:部分|[章节]|方面|大类|》[^,。;]{0,3}|共|[分含为]|提出|出台|推出|制定|细化|梳理|明确|实施|推动|发布|印发)(?:了|出)?\s?$"
)
#: 惠企政策十五条: so many articles are its name
_NAMED_BY_ARTICLES = re.compile(r"(?:政策|措施|意见|举措|规定|办法|条例)\s?$")
_OF_A_DOCUMENT = re.compile(
    r"(?:具体|支持|政策|惠企|重点|硬核|务实|创新|细化|工作)*(?:$|[,。;、)]|措施|政策|举措|意见|规定|内容|建议|办法)"
)
#: 标准放宽至1户: what a rule is eased to
_LOOSENED = re.compile(r"(?:放宽|调整|下调|上调)(?:至|到|为)\s?$")
#: 7大类400多个品种; 每10副眼镜就有4副: parts of a whole, said to impress
_LOOSENED_ENDS = frozenset("至到为 \t")
_SORTS = re.compile(r"(?:大类|门类|系列|品类|[个大]类)\s?$")
_ONE_IN = re.compile(r"每[^,。;]{1,14}(?:就|中|里)(?:便|约|近)?有\s?$")
#: 每出口4件就有一件: the first number of such a boast
_ONE_OF = re.compile(r"[^,。;\d]{0,8}(?:中|里)?就有")
#: 单个项目支持不超过200万元
_GRANTS_EACH = re.compile(
    r"(?:单个|单户|单家|每个|每家|每户)[^,。;]{0,8}(?:支持|补助|奖励|资助|补贴|奖补|扶持)[^,。;]{0,12}$"
)
#: 每县限报2个, 推荐名额不超过3个: how many may be put forward
_NOMINATES = re.compile(
    r"限(?:报|推荐?|申报|额)(?:数量)?(?:为|不超过|至多)?\s?$|名额[^,。;]{0,4}$|(?:推荐|申报|上报)数量?(?:最多|至多|不超过|不得超过)\s?$|(?:认定|评选|评定|遴选|命名|入围)(?:的?(?:数量|总数|名额|个数|专业镇|企业|[^,。;、\d]{0,6}示范[^,。;、\d]{1,4}))?(?:原则上|一般)?(?:最多|至多|不超过|不多于|控制在)\s?$"
)
QUOTA = re.compile(r"(?:每家|每户|每人|每展|每次|单个|单户|单家|单项(?!冠军)|同一)[^,。;]{0,14}$|限报?$")
#: 每家带动农户不少于200户: what a firm does for others is no share of what it gets
_LINKS = re.compile(r"(?:带动|吸纳|联结|联系|辐射|安置|惠及)[^,。;、\d]{0,8}$")
#: points, ranks of the strong
_OFTEN = re.compile(r"(?:全年|每年|年内|原则上)*(?:不少于|至少|不低于|不得少于)?")
_NO_TARGET = frozenset({"分", "强", "页", "字"})
_TIMES = frozenset({"次", "期", "场", "场次"})
_DEFINES = re.compile(
    r"[^,。“\"]{0,8}[“\"][^”\"]{1,20}[”\"]\s?[:,]?\s?(?:是|即|系|主要)?指|"
    r"\s*(?:注?[:\d.、]{0,4})?规模?以上[^,。;]{2,12}(?<![相等各效])(?:是|系|均)?指(?:年|主营)"
)
#: 首批10个, 认定的第一批9个: already named
_BATCH = re.compile(r"(?:首|第[一二三四五六七八九十])批$")
_RANK_ENDS = frozenset("前居列位名在末后数第")


def is_noise(mention: Mention, setting: Setting) -> bool:
    """List counts, ranks, points, frequencies, validity: numbers nobody answers for."""
    amount, before, after = mention.amount, mention.before, mention.after
    if amount.graded or (amount.unit is None and not _unit_lost(mention) and not is_bare_measure(mention)):
        return True
    if amount.unit in _NO_TARGET or mention.origin or mention.qualifies or is_step(mention):
        return True
    if is_unit_of_benefit(mention, setting) or lends(mention):
        return True
    if amount.unit == "%" and is_weight(mention, setting):
        return True
    if (
        before.endswith(("每", "一式"))
        or _ONE_OF.match(after)
        or _BORNE.search(before, max(0, len(before) - 2))
    ):
        return True
    if after and (_ZERO.match(after) or _PRESENT.match(after) or _describes(mention)):
        return True
    if _measures_from(mention, setting) or _means(setting):
        return True
    if _NOMINATES.search(before) or _is_quota(mention, setting) or ("对" in before and closes(mention)):
        return True
    if _ranks(before) and not _reaches(mention):
        return True
    if amount.unit in TIME_UNITS:
        return not _shortens(mention)
    if amount.unit in _TIMES and _is_frequency(mention):
        return True
    return is_procedure(mention) or is_given(mention) or _is_list_count(mention, before, after)


def _means(setting: Setting) -> bool:
    """“小升规”:指…年收入2000万元以上的…: what a word means; a measure's definition binds."""
    text = setting.sentence.text
    if "统计范围" in text and "以上" in text:
        # 规模以上工业统计范围为年主营业务收入2000万元及以上的工业企业
        return True
    return "指" in text and not setting.measure and _DEFINES.match(text) is not None


def _measures_from(mention: Mention, setting: Setting) -> bool:
    """在18万元基础上再奖励12万元(共30万元); 高于目标6个百分点; 累计次数不得超过3次."""
    before, unit = mention.before, mention.amount.unit
    if mention.after.startswith("基础上") or (before == "共" and setting.award_first >= 0):
        return True
    if unit in _TIMES:
        return "次数" in before and mention.comparison.op in {"<=", "<"}
    if unit == "%" and (_PAID_OUT.search(before) or (setting.binding and _BY_SHARE.search(before))):
        return True
    if (
        unit == "元"
        and ("按" in before or "每" in before)
        and _RECKONED.match(mention.sentence.text, mention.amount.end)
    ):
        return True
    if unit == "%" and setting.award_first >= 0 and _PAID_LATER.match(mention.after):
        return True
    if "完成" in before and _OUTDONE.search(before) and _AN_AIM.match(mention.after):
        return True
    if "距" in before and mention.after.startswith(("的目标", "目标", "的任务")):
        return True
    return unit == "个百分点" and _FROM_OLD_AIM.match(before) is not None


def _describes(mention: Mention) -> bool:
    """Whether a number only says of what is named after it how big it is, or what it was."""
    amount, after = mention.amount, mention.after
    if amount.unit in MONEY_UNITS:
        return not mention.subject.strip() and PART_OF_FUND.match(after) is not None
    if mention.comparison.explicit:
        return False
    if amount.unit == "%":
        return bool(_NAMES_A_POLICY.match(after) or _OLD_AIM.match(mention.sentence.text, amount.end))
    yearly = _YEARLY_SIZE.search(mention.sentence.text, max(0, amount.start - 5), amount.start)
    sized = amount.unit in _SIZES or yearly
    return bool(sized) and bool(_SIZE_OF_PROJECT.match(mention.sentence.text, amount.end))


def _is_quota(mention: Mention, setting: Setting) -> bool:
    """Where rules bind: 每个不超过, 每户限, an amount for each."""
    before = mention.before
    if not setting.binding:
        return mention.amount.unit in MONEY_UNITS and _GRANTS_EACH.search(before) is not None
    if mention.amount.unit in MONEY_UNITS and "每" in before and _EACH.search(before):
        return True
    return has_quota(before) and not _LINKS.search(before)


def has_quota(before: str) -> bool:
    """Whether the words before a number give each firm so many: 每家不超过, 限报."""
    return ("每" in before or "单" in before or "限" in before or "同一" in before) and (
        QUOTA.search(before) is not None
    )


def _ranks(before: str) -> bool:
    return before.rstrip()[-1:] in _RANK_ENDS and cues.RANK.search(before) is not None


def _unit_lost(mention: Mention) -> bool:
    """打造1-2“精品”品牌, 建设作坊50以上: the source has lost the unit, the sense stands."""
    if not mention.verb or mention.amount.chinese:
        return False
    if isinstance(mention.amount.value, tuple):
        return mention.after[:1] in {"“", '"', "「"}
    return bool(_LOST_UNIT.match(mention.after)) and mention.amount.value < 10000


def lends(mention: Mention) -> bool:
    """可申请额度不超过300万元的贷款: how much one may borrow."""
    comparison = mention.comparison
    if mention.amount.unit not in MONEY_UNITS or comparison.op != "<=" or not comparison.before:
        return False
    return _BORROWED.search(mention.before) is not None


def _reaches(mention: Mention) -> bool:
    return mention.amount.unit not in {"名", "位", "%", "强"} and not mention.before.rstrip().endswith("第")


def is_step(mention: Mention) -> bool:
    """每超1%加2分: a step of a score, not an amount to reach."""
    text, at = mention.sentence.text, mention.amount.start
    if "分" not in text and "扣完" not in text:
        return False
    clause = mention.sentence.clause_end(mention.amount.end)
    if cues.SCORING.search(text, at, clause):
        return True
    if cues.NO_POINTS.match(text, mention.amount.end):
        return True
    return bool(cues.STEP.search(text[max(0, at - 16) : at]) and cues.POINTS.search(text, at, at + 30))


def _shortens(mention: Mention) -> bool:
    if mention.amount.unit in {"年", "日"}:
        return False
    words = mention.governing if mention.carried else mention.before
    if mention.comparison.op in ("<=", "<") and cues.SHORTEN.search(words):
        return True
    return bool(_LASTS.search(mention.before))


def _is_frequency(mention: Mention) -> bool:
    clause = mention.before + mention.after[:16]
    text, at = mention.sentence.text, mention.amount.start
    near = text[max(0, at - 24) : at]
    # 每季度观摩,全年不少于4次
    bare = not mention.after.strip() and _OFTEN.fullmatch(mention.before) is not None
    if not cues.FREQUENCY.search(near if bare else clause):
        return False
    return bool(cues.EVERY.search(near) or cues.FREQUENCY.search(near))


def _is_list_count(mention: Mention, before: str, after: str) -> bool:
    amount = mention.amount
    if amount.unit in _MEASURED:
        return False
    if before[-1:] in _LOOSENED_ENDS and _LOOSENED.search(before):
        return True
    if _SORTS.search(before) and not mention.verb:
        return True
    if mention.comparison.explicit:
        return False
    if amount.unit == "条" and (
        _NAMED_BY_ARTICLES.search(before) or (_ARTICLES.search(before) and _OF_A_DOCUMENT.match(after))
    ):
        return True
    near = mention.sentence.text[max(0, amount.start - 24) : amount.start]
    if "每" in near and _ONE_IN.search(near):
        return True
    if _BATCH.search(before) and (mention.amount.chinese or not mention.verb):
        return True
    people = mention.amount.unit in {"人", "名", "人次"} and mention.verb
    if _AMONG.match(after):
        return True
    sold = amount.unit == "个" and _SOLD.search(before) is not None
    if (
        not people
        and not sold
        and not before.endswith("其中包括")
        and not amount.mult
        and cues.NAMED.search(before)
    ):
        return True
    # 解决了2.6万人的饮水问题
    helped = amount.unit in _HEADS and after[:1] == "的"
    # 完成80家企业喷涂环节改造: what is counted stands right behind
    helped = helped or (
        amount.unit in _FIRMS and after.startswith(("企业", "商户", "合作社", "作坊")) and bool(mention.verb)
    )
    if not helped and (cues.ABSTRACT.match(after) or cues.ABSTRACT_EXACT.match(after)):
        # 完成新培育企业3家目标: the aim is the number before it
        return not (mention.verb and amount.unit in _FIRMS and _AIM.fullmatch(after))
    if not mention.amount.chinese or (not after.strip() and _COUNTED.search(before)):
        return False
    listed = "、" in before[-30:]
    return mention.amount.value == 1 or listed or bool(cues.NAMED_CHINESE.search(before)) or not mention.verb


#: 9个未开工项目务必于9月20日前全部开工: all of them shall
_ALL_OF_THEM = re.compile(
    r"[^,。;、\d]{2,16}(?:务必|必须|须|要|应|确保)[^,。;]{0,14}(?:开工|投产|竣工|建成|完工|投用|办结|销号)"
)


def counts_something(mention: Mention, setting: Setting, *, follows: bool) -> bool:
    """Whether a target or a result is meant: it is compared, done, measured or goes on with one that is."""
    if mention.before.endswith("与") and setting.tells:
        return True
    if mention.before.endswith(("对", "为")) and setting.section.role == "tasks":
        return True
    if mention.comparison.explicit or mention.verb or (mention.carried and follows):
        return True
    whole = _OF_WHOM if mention.amount.unit == "%" else _ALL_OF_THEM
    if not mention.subject.strip() and whole.match(mention.sentence.text, mention.amount.end):
        return True
    if (
        _ends_clause(mention)
        or _INDICATOR.search(mention.before)
        or ("年" in mention.before and _YEARLY.search(mention.before))
        or mention.sentence.text[mention.amount.start] == "翻"
    ):
        return True
    if setting.section.role == "goals" or follows or mention.amount.unit in _MEASURED_OR_PEOPLE:
        return bool(mention.subject.strip())
    return False


def _ends_clause(mention: Mention) -> bool:
    """污水管网延伸8公里: words, then a number that closes the clause; 现有, which is a time, is one."""
    if mention.amount.chinese or mention.after.strip()[:1] not in {"", "("}:
        return False
    words = mention.before.strip()
    least = 2 if mention.time in mention.sentence.times and mention.time.kind == "now" else 3
    return len(words) >= least and not _STAFF.search(words)


#: 规上企业五家, 生产线六条: a number behind what it counts
_COUNTED = re.compile(
    r"(?:企业|基地|生产线|园区?|中心|大棚|车间|平台|合作社|工厂|示范[村点]|市场|[仓冷]库|门店|大户|站|集群)$"
)
