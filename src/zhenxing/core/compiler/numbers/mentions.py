"""Each amount with what is said of it: subject, verb, comparison and time.

Inside a sentence the words that govern one number are carried to the next (产值达到50亿元、60亿元;
到2025年,…,…), and 分别 deals the numbers out to the subjects before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from zhenxing.core.compiler.numbers.amounts import Amount
from zhenxing.core.compiler.numbers.changes import UNTO, is_origin
from zhenxing.core.compiler.numbers.comparators import Comparison, behind_bracket, compare
from zhenxing.core.compiler.numbers.sentences import Sentence
from zhenxing.core.compiler.numbers.sizes import is_size
from zhenxing.core.compiler.numbers.time_kinds import is_present, is_this_year, remark_end, was_counted
from zhenxing.core.compiler.numbers.times import Time
from zhenxing.core.compiler.numbers.units import MEASURE_UNITS, MONEY_UNITS
from zhenxing.core.compiler.numbers.verbs import last_verb

#: how far before a number its subject and verb may stand
_WINDOW = 90
_CONNECTOR = re.compile(r"[\s、和及与或,]*(?:以及)?(?:分别|各)?$")
#: with these the words between two numbers of one list begin
_CONNECTS = frozenset("、和及与或,以分各")
_LISTS = frozenset("、,和及或")
_SPLIT = re.compile(
    r"[、以并和及](?:(?<=、)|(?<=及)(?!以[上下])|(?<=以)及|(?<=并)(?![购联网轨])|(?<=和)(?<![总调缓中饱平温祥共]和)(?![谐美解睦平]))"
)
#: 超50亿元、超30亿元的专业镇
_LISTED_SIZE = re.compile(r"(?:以上)?[、和及](?:超过?|过|突破)")
#: 2家企业营业收入超10亿元: what the counted ones have
_WHOSE = re.compile(
    r"(?:以上)?(?:企业|专业镇|产业|集群|园区|项目|乡镇|村|合作社|品牌)[^,、。;]{0,12}(?:超|突破|达到|超过|达|过)$"
)
#: 力争两个专业镇营业收入突破80亿元: which ones is known, and the number that follows is theirs
GIVEN = re.compile(r"(?:力争|确保|争取|推动|实现)$")
OF_THEM = re.compile(r"(?:专业镇|产业|集群|园区|乡镇|品牌|行业)[^,、。;]{0,12}(?:超|突破|达到|超过|达)$")
_OTHER_KIND = re.compile(r"(?:以上|以下)?\([^()\d,]{1,10}(?:类|型|地区|县|区|镇|村|行业|领域)")
#: 35户10亿元以上企业
_OF_SIZE = re.compile(
    r"(?:以上|以下|及以上)[^,、。;\d]{0,8}(?:企业|项目|主体|专业镇|产业|集群|园区|大户|合作社|基地|品牌|产品)"
)
_DESCRIBED = re.compile(
    r"(?:以上|以下)?的[^,、。;\d]{0,14}$|(?:以上|以下)?(?:\(不?含[^()]{0,8}\))?(?!且|并|或)[^,、。;\d(]{0,12}?(?:企业|[茶药酒陶车鞋粮农民工商外]企|项目|主体|专业镇|产业|集群|园区|大户|工户|合作社|商户|农户|镇|村|平台|基地|品牌|产品|强镇|[锅电高转窑]炉|窑|设备|装置|机组|生产线|矿井|规模场|养殖场|牧场|小区)"
    r"[^,、。;\d]{0,8}$"
)
#: 超过10亿元的企业奖励50万元: the next number is what they get
_GRANTED = re.compile("奖|给予|予以|补助|补贴|资助|贴息")
#: 一般公共预算收入:, 种植面积(万亩): before its value
_LABELS_AMOUNT = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff“”、和]{0,20}(?:产值|收入|面积|产量|产能|销量|总量|数量|投资额?|总额|[销交出]易?[售口]?额|税收|利润|增加值|余额|比重"
    r"|占比|增[速幅长]|率|强度|规模|企业数?|人数|户数|家数|里程|资金)(?:\([^()]{1,8}\))?:$"
)
#: words that may stand between such a label and its number: 不低于, 力争达到
_LABEL_GAP = 8
#: a measure that closes a list of what is measured
_MEASURED = re.compile(
    r"(?P<noun>总?产值|营业收入|税收|出口额?|(?:收购|销售|批发)?价格|销[量售]额?|产量|面积)(?:同比|年均)?$"
)
#: what may describe the ones that another number counts
_AGES = frozenset({"岁", "周岁"})
_DESCRIBED_UNITS = (
    MONEY_UNITS | MEASURE_UNITS | _AGES | {"人", "名", "袋", "头", "只", "羽", "株", "棒", "张"}
)
#: times that stay among the words of a number
_KEPT = frozenset({"recurring", "duration"})
#: 二期厂房9月交付: the number stands before the time it is for
_HANDED_OVER = re.compile(
    r"(?:将|可|即|就|正式|全面|陆续)*(?:建成|竣工|投产|投用|完工|交付|交工|开业|启用|投入(?:使用|运营))"
)


@dataclass(slots=True)
class Mention:
    """One number in its sentence. Offsets are within the sentence."""

    sentence: Sentence
    amount: Amount
    comparison: Comparison
    #: where the words that belong to this number alone begin and end
    start: int
    end: int
    #: the words before and after the number, within that stretch
    before: str
    after: str
    subject: str
    #: the words in which its verb stands: its own, or those of the number it goes on with
    governing: str
    #: the time that governs it: its own, or carried within the sentence
    time: Time | None = None
    #: a time that says in which year the sentence is, for months without a year
    year_time: Time | None = None
    #: continues the previous number's construction
    carried: bool = False
    #: set out by 分别
    dealt: bool = False
    #: where the construction it goes on with began (its own start when it goes on with none)
    head: int = 0
    #: 由50亿元提高到80亿元: the first of the two, where the change begins
    origin: bool = False
    #: 产值超5亿元企业3家: says which enterprises are counted
    qualifies: bool = False

    @property
    def position(self) -> int:
        """Where the number stands in the clean text."""
        return self.sentence.start + self.amount.start

    @property
    def verb(self) -> str:
        """What is done; looked for only where it decides, for most numbers say it otherwise."""
        return last_verb(self.governing)


@dataclass(slots=True)
class _State:
    time: Time | None = None
    year_time: Time | None = None
    pending: list[Time] = field(default_factory=list)
    last: Mention | None = None
    #: what divides the words between the last number and this one
    split: re.Match[str] | None = None
    dealt: list[str] = field(default_factory=list)
    #: a date stands in this very sentence
    dated: bool = False
    #: the time outside the brackets that a dated remark stands in, and where they close
    outer: Time | None = None
    closed: int = -1
    #: or in one before a semicolon, with which this one goes on
    goes_on: bool = False


def mentions(
    sentence: Sentence, found: list[Amount], carried: Time | None, *, goes_on: bool = False
) -> list[Mention]:
    """Read a sentence's amounts from left to right; `carried` is the time of the sentence before.

    `goes_on`: a semicolon parts the two.
    """
    state = _State(carried, carried, list(sentence.times), goes_on=goes_on)
    read = []
    last_index = len(found) - 1
    for index, amount in enumerate(found):
        following = found[index + 1].start if index < last_index else None
        mention = _read(sentence, amount, following, state)
        state.last = mention
        read.append(mention)
    if last_index > 0:
        _share_description(read)
        _share_bracket(sentence.text, read)
        if found[0].unit == "分":
            _share_comparison(sentence.text, read)
    return read


def _share_description(read: list[Mention]) -> None:
    """产值超40亿元和50亿元企业各1家: what describes goes for each of its list."""
    for index in range(len(read) - 1, 0, -1):
        mention, before = read[index], read[index - 1]
        if not mention.qualifies or mention.amount.unit != before.amount.unit:
            continue
        between = mention.sentence.text[before.amount.end : mention.amount.start]
        if mention.carried or _LISTED_SIZE.fullmatch(between):
            before.qualifies = True


def _share_bracket(text: str, read: list[Mention]) -> None:
    """达到10亿元(农业类5亿元): what is asked of one kind is asked the same way of the other."""
    for before, mention in pairwise(read):
        if mention.comparison.explicit or not before.comparison.explicit:
            continue
        end = mention.amount.end
        if mention.amount.unit == before.amount.unit and text[end : end + 1] == ")":
            between = text[before.amount.end : mention.amount.start]
            # 专利10件(其中发明专利1件)以上: what stands behind the bracket goes for both
            both = between.startswith("(") and behind_bracket(text, before.amount.end)
            if both or _OTHER_KIND.fullmatch(between):
                mention.comparison = before.comparison._replace(before=0, after=0)


def _share_comparison(text: str, read: list[Mention]) -> None:
    """得分70分、80分、90分以上: the comparison of a list of scores is that of each."""
    for index in range(len(read) - 2, -1, -1):
        mention, following = read[index], read[index + 1]
        between = text[mention.amount.end : following.amount.start]
        listed = between in _LISTS and mention.amount.unit == following.amount.unit
        if listed and following.comparison.explicit and not mention.comparison.explicit:
            mention.comparison = following.comparison


def _read(sentence: Sentence, amount: Amount, following: int | None, state: _State) -> Mention:
    text, last = sentence.text, state.last
    clause = sentence.clause_start(amount.start)
    start = _own_start(text, clause, amount, state)
    end = _own_end(text, amount.end, sentence.clause_end(amount.end), following, state)
    after = text[amount.end : end]
    if state.pending or state.closed >= 0:
        _advance_time(state, amount, text)
    own = _without_times(sentence, start, amount.start)
    comparison = compare(own, after, more=amount.more, share=amount.unit == "%")
    if not comparison.explicit and text.startswith("(", amount.end):
        comparison = behind_bracket(text, amount.end) or comparison
    carried = last is not None and last.end >= clause - 1 and _connects(own)
    # the next cell of a row goes on with none
    carried = carried and text[clause - 1 : clause] != "\t"
    if carried and last and not comparison.explicit and last.amount.unit == amount.unit:
        comparison = last.comparison._replace(before=0, after=0)
    subject, governing, dealt = _governors(own, comparison, state, carried)
    origin = following is not None and is_origin(text, start, amount)
    if last and last.origin and start == last.amount.end and (comparison.explicit or own[:1] in UNTO):
        start, subject = last.start, last.subject
    return Mention(
        sentence,
        amount,
        comparison,
        start,
        end,
        own,
        after,
        subject,
        governing,
        _own_time(text, end, state) if state.pending else state.time,
        state.year_time,
        carried,
        dealt,
        last.head if carried and last else start,
        origin,
        (comparison.explicit or isinstance(amount.value, tuple) or is_size(text, amount))
        and amount.unit in _DESCRIBED_UNITS
        and _qualifies(sentence, amount, last, own=own, following=following),
    )


def _connects(own: str) -> bool:
    """Whether nothing but 、 or 和 stands before a number, so that it goes on with the one before."""
    return not own or ((own[0] in _CONNECTS or own[0].isspace()) and _CONNECTOR.fullmatch(own) is not None)


def _qualifies(
    sentence: Sentence,
    amount: Amount,
    last: Mention | None,
    *,
    own: str,
    following: int | None,
) -> bool:
    """Whether another number counts what this one describes: 产值超5亿元企业3家, 2家企业产值超5亿元."""
    if last and last.amount.chinese and GIVEN.search(last.before) and OF_THEM.match(last.after):
        return False
    if (
        last
        and last.end == amount.start
        and last.amount.unit in {"家", "户", "个"}
        and (last.verb or last.before.endswith("其中"))
    ):
        onward = sentence.text[amount.end : amount.end + 4]
        if "且" not in own and (onward.startswith(("的", "以上的")) or _WHOSE.match(own)):
            return True
        if not own and _OF_SIZE.match(sentence.text, amount.end):
            return True
    if following is None or following >= sentence.clause_end(amount.end):
        return False
    described = _DESCRIBED.match(sentence.text, amount.end, following)
    return amount.unit in _AGES or (described is not None and not _GRANTED.search(described[0]))


def _own_start(text: str, clause: int, amount: Amount, state: _State) -> int:
    start, last = max(clause, amount.start - _WINDOW), state.last
    if start == clause and text[start - 1 : start] == ":" and amount.start - start <= _LABEL_GAP:
        start = _label_start(text, start)
    if last is None or last.amount.end <= start:
        return start
    if last.qualifies and last.end == amount.start:
        return last.start
    # between two numbers of one clause the end of the first was looked for already
    split = state.split or _SPLIT.search(text, last.amount.end, amount.start)
    return split.end() if split else last.amount.end


def _label_start(text: str, start: int) -> int:
    """总产值:12亿元: what stands before the colon is what is measured."""
    label = _LABELS_AMOUNT.search(text, max(0, start - 30), start)
    return label.start() if label else start


def _own_end(text: str, at: int, clause_end: int, following: int | None, state: _State) -> int:
    state.split = None
    end = min(clause_end, at + _WINDOW)
    if following is None or following >= end:
        return end
    state.split = _SPLIT.search(text, at, following)
    return state.split.start() if state.split else following


def _advance_time(state: _State, amount: Amount, text: str) -> None:
    """Take up every time before the number; one that measures (比2020年) governs only its clause."""
    if 0 <= state.closed < amount.start:
        # 260家(2022年为142家),…: what stands in brackets dates no more than that
        state.time, state.closed = state.outer, -1
    while state.pending and state.pending[0].end <= amount.start:
        time = state.pending.pop(0)
        if state.dated and state.time and time.year and (closed := remark_end(time, text)) > 0:
            state.outer, state.closed = state.time, closed
        if (time.year or time.offset is not None) and not time.origin:
            state.year_time = time if not time.base else state.year_time
        if time.base or (time.origin and not time.since) or time.kind == "duration":
            continue
        if time.kind == "recurring" and (state.dated or _is_rate(time, state)):
            continue
        if _is_year_of(time, state):
            continue
        if (
            time.kind == "now"
            and not is_present(text, time)
            and text[time.start - 1 : time.start] != "("
            and (state.dated or state.goes_on)
            and was_counted(state.time)
        ):
            # 截至2023年底,面积40万亩;现有企业96家
            continue
        state.dated = state.dated or time.kind != "recurring"
        state.time = time


def _is_year_of(time: Time, state: _State) -> bool:
    """截至5月4日,今年已采挖…: 今年 right behind a day of it says no other time."""
    before = state.time
    return (
        state.dated
        and before is not None
        and before.month is not None
        and is_this_year(time)
        and time.month is None
        and 0 <= time.start - before.end <= 1
    )


def _is_rate(time: Time, state: _State) -> bool:
    """到2027年,…;收入年均增长8%: a yearly rate is due when what it goes on with is."""
    return time.rate and state.time is not None and state.time.by


def _own_time(text: str, end: int, state: _State) -> Time | None:
    """A time in brackets right after the number is its own; else the one in force."""
    following = state.pending[0]
    if following.base:
        return state.time
    if following.start <= end + 4 and "(" in text[end : following.start]:
        return state.time if following.kind == "now" else following
    if following.end > end:
        return state.time
    if following.kind == "point" and _HANDED_OVER.match(text, following.end):
        return replace(following, by=True)
    return following if following.by else state.time


def _without_times(sentence: Sentence, start: int, end: int) -> str:
    """The words before a number, without the times among them (they are known already)."""
    text, kept, at = sentence.text, "", start
    for time in sentence.times:
        if time.start < start or time.kind in _KEPT:
            continue
        if time.end > end:
            break
        kept += text[at : time.start]
        at = time.end + text.startswith("的", time.end)
    return kept + text[at:end]


def _governors(own: str, comparison: Comparison, state: _State, carried: bool) -> tuple[str, str, bool]:
    """The subject, the words that hold the verb, and whether 分别 dealt the number out."""
    last = state.last
    if carried and last:
        if state.dealt:
            return state.dealt.pop(0), last.governing, True
        return last.subject, last.governing, last.dealt
    words = own[: len(own) - comparison.before] if comparison.before else own
    if "分别" in own:
        state.dealt = _listed(words.partition("分别")[0])
        return (state.dealt.pop(0) if state.dealt else words), own, True
    state.dealt = []
    words = words.rstrip(":")
    if last and own == "的":
        # 实施总投资18亿元的45个项目: what is done stands before the size
        return words, last.governing, False
    return words, own, False


def _listed(words: str) -> list[str]:
    """The parts of a list; what is measured of the last is measured of all: 金属扣、贝壳扣产值."""
    parts = [part for part in re.split("[、和及与]", words) if part]
    measure = _MEASURED.search(parts[-1]) if len(parts) > 1 else None
    if measure and measure.start() and not any(_MEASURED.search(part) for part in parts[:-1]):
        parts[:-1] = [part + measure["noun"] for part in parts[:-1]]
    return parts
