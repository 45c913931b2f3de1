"""Which numbers are thresholds: eligibility, recognition, award, exit, and grades of an assessment."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.benefits import closes
from zhenxing.core.compiler.numbers.marks import is_band, is_bare_measure
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.phrases import after_numbering
from zhenxing.core.compiler.numbers.sentences import last_of
from zhenxing.core.compiler.numbers.settings import Setting
from zhenxing.core.compiler.numbers.shapes import has_quota, is_step, lends
from zhenxing.core.compiler.numbers.units import SHARE_UNITS, TIME_UNITS

#: 安排不少于10%的用地指标: the number is of what is set aside, not of who may have it
_SETS_ASIDE = re.compile(r"(?:安排|设立|统筹|投入|列支|拿出|落实|筹措|预留|保留)(?:了|出)?\s?$")
_HAS = frozenset({"拥有", "具有", "获得", "取得", "有"})
#: 补助比例不超过30%: how much is given, not to whom
_CAPPED = re.compile(
    r"(?:支持|补助|奖励|补贴|资助|奖补|贴息|扶持)(?:比例|额度|标准|金额|资金|总额)[^,。;]{0,14}$"
)
#: 下一年度预算压减20%以上: how much is taken away
_CUT = re.compile(r"(?:压减|核减|扣减|调减|削减|扣除|处以?)[^,。;\d]{0,8}$")
#: 授信额度不低于5亿元: what a bank or a fund holds ready for all
_LENT = re.compile(
    r"(?:授信(?:额度|规模|总额)?|(?:贷款|信贷|基金|担保|资金池)(?:投放|规模|余额|总额))[^,。;\d]{0,8}$"
)
#: 每年组织参展企业300家以上: what those who issue it will do
_EVERY_YEAR = re.compile(
    r"每年(?:再|至少|力争|争取|分别)?"
    r"(?:组织|举办|培育|培养|支持|扶持|引进|遴选|选派|认定|评选|培训|新增|新建|建设|推广|输送|储备|实施|改造)"
)
#: 担保费率降至1%以下: what was higher shall be lower, for everybody
_BROUGHT_DOWN = re.compile(r"(?:降低?|下降|下调|压降|压减|压缩|降低|缩短)(?:至|到|为)\s?$")
#: 打造景区,建设基地5个,年接待10万人次以上: a sentence that begins with what those who issue it will do
_UNDERTAKES = re.compile(
    r"[\s,、;]*(?:在[^,。;的]{1,16})?(?:规划|统筹|加快|高标准|积极|优先)?"
    r"(?:建设(?!用地|项目|单位)|保障|打造|建成|组建|设立|搭建|创办|投资(?=\d)|新建|举办)"
)
_POINT_VERB = re.compile(
    r"(?:[加扣计减]|(?<!考核)(?<!总)(?<!评)(?<!最终)(?<!综合)得|满分|各占?|每项|权重)\s?$"
)
_GRADED_AS = re.compile(
    r"优秀|良好|合格|优等|等次|达标|先进|[一二三四]类|[一二三]等|[ABCD]级|[ABCD]类|A{2,5}级?|[一二三四五1-5]星|星级|档"
)
#: 每月至少2次: how often, no threshold
_HOW_OFTEN = re.compile(r"每(?:个?月|季度?|年度?|周|旬|半年|学期)[^,。;]{0,16}$")
#: numbers of experts, copies and the like in procedures
_PROCEDURE = re.compile(r"专家组?成|组成|报送|提交|一式|份|评审")
#: how long somebody must have been at it
_STANDING = re.compile(r"满|成立|经营|注册|运营|投产|生产|年龄|毕业|离校|退役|从业|从事|工龄|登记|取得")
#: times that somebody may have to have been at it, or to have lived
_LONG = frozenset({"年", "个月", "周岁", "岁"})
#: ranks of the strong, and how long what is handed in may be
_NO_MEASURE = frozenset({"强", "页", "字"})
_TIMES = frozenset({"次", "场", "场次", "期"})


def is_condition(mention: Mention, setting: Setting) -> bool:
    """A threshold that somebody must meet for something to follow."""
    if mention.amount.unit == "分":
        return _is_grade(mention, setting)
    if not _can_bind(mention):
        return False
    if setting.listed:
        return _in_list(mention, open_list=setting.group is not None or setting.open)
    return _follows(mention, setting) or (setting.measure and _binds(mention, setting))


def _can_bind(mention: Mention) -> bool:
    """Whether a number may be a threshold at all: no step, quota, term or plain everyday one."""
    amount = mention.amount
    if amount.graded or amount.unit in _NO_MEASURE:
        return False
    if amount.unit is None and not is_bare_measure(mention):
        return False
    if mention.origin or mention.qualifies or is_step(mention) or lends(mention):
        return False
    if amount.unit in TIME_UNITS and not (
        mention.comparison.explicit and (amount.unit in _LONG or "逾期" in mention.before)
    ):
        return False
    if amount.chinese and amount.value == 1 and not mention.comparison.explicit:
        return False
    return not (_is_quota(mention) and not closes(mention)) and not cues.VALIDITY.search(mention.before)


def _follows(mention: Mention, setting: Setting) -> bool:
    """Whether something follows for whoever meets it, or the sentence speaks of whoever meets it."""
    amount = mention.amount
    follows = setting.consequence > amount.end
    if amount.unit in SHARE_UNITS and _SETS_ASIDE.search(mention.subject):
        return False
    if follows and cues.CLOSES.match(mention.sentence.text, amount.end):
        counts = mention.comparison.explicit or mention.carried or setting.addressed or is_band(mention)
        counts = counts or bool(mention.verb)
        return counts or bool(cues.RANK.search(mention.before))
    if follows and cues.RANK.search(mention.before) and _EACH_GETS.match(mention.sentence.text, amount.end):
        return True
    if follows and (setting.addressed or cues.FIRST.search(mention.before)) and not _told(setting):
        return mention.comparison.explicit or mention.carried
    if follows and mention.comparison.explicit and cues.MAY.match(mention.sentence.text, amount.end):
        return True
    if not setting.binding:
        return False
    if mention.comparison.explicit and _is_whoever(mention):
        return True
    return setting.addressed and bool(cues.LIMIT.search(mention.before))


#: 工业组前3名分别奖励…: who ranks so high, with no 的 behind it
_EACH_GETS = re.compile(
    r"(?:的?(?:企业|单位|乡镇|镇街|专业镇|镇\(街道\)))?,?(?:分别|各)(?:给予|奖励|奖补|补助|授予)"
)


def _told(setting: Setting) -> bool:
    """出口额首次突破1亿美元,受到通报表扬: a report tells of one that did, not of whoever may."""
    return setting.tells and setting.granted < 0 and not setting.section.conditional


def _is_whoever(mention: Mention) -> bool:
    """总投资超过5亿元的项目,实行…: who meets a threshold, unless it is what shall be brought about."""
    text = mention.sentence.text
    if not cues.WHOEVER.match(text, mention.amount.end) or mention.time is not None:
        return False
    return not cues.BRINGS.search(text, mention.sentence.clause_start(mention.start), mention.amount.start)


def _is_quota(mention: Mention) -> bool:
    """每家不超过50万元: a share of what is given; 单家营业收入3亿元以上 is a threshold."""
    return mention.comparison.op not in (">=", ">") and has_quota(mention.before)


def _in_list(mention: Mention, *, open_list: bool) -> bool:
    if cues.ASPIRES.search(mention.before) or "拟" in mention.before or mention.comparison.op == "approx":
        return False
    if mention.comparison.explicit or is_band(mention) or cues.RANK.search(mention.before):
        return True
    if mention.verb in _HAS:
        return not mention.amount.chinese
    return open_list and (bool(mention.verb) or mention.amount.unit in SHARE_UNITS)


def promises(mention: Mention, setting: Setting) -> bool:
    """保障供电35亿千瓦时左右: something shall be brought about, and nothing follows for whoever does it."""
    if _EVERY_YEAR.search(mention.governing) or _BROUGHT_DOWN.search(mention.before):
        return True
    if setting.consequence > mention.amount.end or closes(mention):
        return False
    start = after_numbering(mention.governing, 0, len(mention.governing))
    if cues.PROMISES.match(mention.governing, start) is not None:
        return True
    text = setting.sentence.text
    return not setting.addressed and _UNDERTAKES.match(text, after_numbering(text, 0, len(text))) is not None


def commits(mention: Mention, setting: Setting, *, ahead: bool, follows: bool) -> bool:
    """In a measure only public money, a promise, or words of the future make a number a goal.

    `ahead`: words of the future stand before it; `follows`: the number before it was a goal or a figure.
    """
    if ahead or promises(mention, setting):
        return True
    if follows and mention.sentence.text[mention.start - 1 : mention.start] == "、":
        # 培育百亿级企业3家、十亿级企业20家
        return True
    if mention.amount.unit in TIME_UNITS:
        # 审批时间压缩至30个工作日: none but these come so far
        return True
    return bool(cues.SET_ASIDE.search(mention.before + mention.after[:8]))


def _binds(mention: Mention, setting: Setting) -> bool:
    """In a measure a compared number binds, unless it speaks of public money, procedure or an aim."""
    ranged = isinstance(mention.amount.value, tuple) and cues.CLOSES.match(
        mention.sentence.text, mention.amount.end
    )
    if mention.comparison.op == "approx" or not (mention.comparison.explicit or ranged):
        return False
    if promises(mention, setting):
        return False
    if mention.amount.unit in TIME_UNITS and not _STANDING.search(mention.before):
        return False
    if mention.amount.unit in _TIMES and _HOW_OFTEN.search(mention.before):
        return False
    if mention.time is not None and mention.time.kind in {"point", "range", "within"}:
        return False
    around = mention.before + mention.after
    free = (
        cues.PUBLIC_MONEY.search(mention.before)
        or _PROCEDURE.search(around)
        or cues.ASPIRES.search(mention.before)
        or _CAPPED.search(mention.before)
        or _LENT.search(mention.before)
        or (mention.amount.unit in SHARE_UNITS and _CUT.search(mention.before))
    )
    return not free and not cues.VALIDITY.search(around)


def _is_grade(mention: Mention, setting: Setting) -> bool:
    """90分以上为优秀: a class of an assessment, not a step of its score."""
    if _POINT_VERB.search(mention.before) or is_step(mention):
        return False
    ranged = isinstance(mention.amount.value, tuple)
    follows = max(setting.consequence, last_of(_GRADED_AS, setting.sentence.text))
    listed = setting.open and (setting.list_penalty or setting.list_award)
    return (mention.comparison.explicit or ranged) and (bool(listed) or follows > mention.amount.end)
