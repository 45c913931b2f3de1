"""Conditions sentence by sentence: thresholds with what follows from them, benefits, penalties, ladders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.amounts import Amount, amounts
from zhenxing.core.compiler.numbers.document import Document
from zhenxing.core.compiler.numbers.phrases import beneficiaries, subject_of, text_span
from zhenxing.core.compiler.numbers.reading import Reading, Role
from zhenxing.core.compiler.numbers.roles import read
from zhenxing.core.compiler.numbers.sentences import Sentence
from zhenxing.core.compiler.numbers.settings import Setting
from zhenxing.core.compiler.plan import Certainty, Operator, Value
from zhenxing.core.compiler.source import Span
from zhenxing.core.quantities import chinese_numeral

_NEVER = re.compile(
    r"(?:(?:近|最近|过去|连续|[前在](?=[\d一二两三四五])|(?=[\d一二两三四五]个?年(?:内|以来)))(?P<years>\d|[一二两三四五])(?:个)?年(?:内|来|以来|度)?"
    r"|[上本]一?年度?(?:内)?|(?:19|20)\d\d年(?:1月)?(?:度|以来|至今|内)*),?"
    r"(?:[^,。;]{2,20},)?[^,。;]{0,12}?(?:未|没有|无)(?P<what>[^,。;]{0,30}(?:事故|事件|案件|问题|行为|处罚))"
)
_IN_A_ROW = re.compile(
    r"连续(?P<years>\d|[一二两三四五])(?:个)?(?P<unit>年|季度|个?月|次)(?:度)?(?!(?:每[年月])?(?:给予|补助|奖励|安排|支持|补贴))[^,。;]{0,30}?的?(?=[,、;。]|$|予以|取消|撤销|给予|再?奖励|再?补助)"
)
_GRADED = re.compile(r"(?<!\d)\d{1,6}(?:\.\d{1,4})?[百千万亿]{1,2}级")
_CHINESE_RUNG = re.compile(r"(?<=[、和及])([一二两三五]?[十百千]亿)(?=级)")
_CAP = re.compile(r"(?:最高|不超过|上限|累计|总额|封顶|以内|以下)")
#: a cap on all benefits together grants none
_OVERALL = re.compile(
    r"\s*(?:第[一二三四五六七八九十\d]{1,4}条\s*|\([一二三四五六七八九十\d]{1,3}\))?(?:同一|单个|单家|单户|每家|每户|每个(?:企业|项目|平台|单位|主体)|累计|各项|上述|以上|(?:年度|全年|每年)?(?:补助|奖励|补贴|奖补|扶持)(?:资金)?总额)"
)
_STRONG = re.compile(
    r"取消|撤销|摘牌|收回|追回|除名|移出|不得(?:再)?(?:申报|申请|参评|推荐|享受|参加)|一票否决|(?<!有序)退出(?!机制|办法|情况)"
)
#: 弄虚作假的,(由…)取消 …; 对弄虚作假的企业,取消 …
_WHOEVER = re.compile(
    r"的(?:企业|单位|个人|专业镇|乡镇|村|机构|主体|项目|申报单位|情形)?,[^,。]{0,24}$|的(?:一律|应当?|予以|由[^,]{2,16})?$"
)
#: relief, not a penalty: 取消反担保要求
_RELIEF = re.compile(r"取消[^,。;]{0,12}(?:要求|限制|收费|费用|证明|门槛|环节|审批|事项)")
_OPENING = re.compile(
    r"^\s*(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|第[一二三四五六七八九十百\d]{1,5}条)\s*"
)
_ITEM_END = re.compile(r"的$")


@dataclass(slots=True)
class Found:
    """One condition before it gets its number."""

    at: int
    span: Span
    subject: str
    op: Operator | None
    value: Value | None
    unit: str | None
    award: str | None = None
    penalty: str | None = None
    group: str | None = None
    clause: str | None = None
    certainty: Certainty = "certain"


def found_conditions(document: Document) -> Iterator[Found]:
    """Every condition of the document."""
    for sentence in read(document).readings:
        setting = sentence.setting
        thresholds, benefits = _bound(sentence.readings) if setting.may_bind else ([], [])
        found = [*_thresholds(thresholds, benefits, setting)] if thresholds else []
        text = setting.sentence.text
        if "级" in text:
            found += _ladders(setting)
        if "年" in text:
            found += _absences(setting)
        if "连续" in text:
            found += _rows(setting, found)
        if benefits:
            found += _benefits(min((item.at for item in found), default=None), benefits, setting)
        yield from found or _penalties(setting)


def _bound(items: Sequence[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The thresholds and the benefits among the numbers of a sentence."""
    return (
        [item for item in items if item.role is Role.CONDITION],
        [item for item in items if item.role is Role.AWARD],
    )


def _thresholds(items: list[Reading], benefits: list[Reading], setting: Setting) -> Iterator[Found]:
    awards = _dealt_awards(items, benefits, setting) if len(items) > 1 else []
    for index, item in enumerate(items):
        mention = item.mention
        yield Found(
            mention.position,
            _whole_span(setting) if len(items) == 1 or awards else text_span(mention),
            subject_of(mention),
            _operator(item),
            mention.amount.value,
            mention.amount.unit,
            awards[index] if awards else _award_text(setting, mention.amount.end),
            _penalty_text(setting, mention.amount.end),
            setting.group or _either(items, index, setting.sentence),
            item.section.clause,
            "certain" if mention.comparison.explicit else "likely",
        )


def _operator(item: Reading) -> Operator:
    if isinstance(item.mention.amount.value, tuple):
        return "range"
    if cues.RANK.search(item.mention.before):
        return "<="
    # 连续2次排名末位
    bare = item.mention.comparison.op == "=" and item.mention.before.endswith(("连续", "累计"))
    return ">=" if bare else item.mention.comparison.op


def _dealt_awards(items: list[Reading], benefits: list[Reading], setting: Setting) -> list[str]:
    """首次突破A、B、C的,分别给予a、b、c: each threshold its own award."""
    after = [benefit for benefit in benefits if benefit.mention.amount.start > items[-1].mention.amount.end]
    after = [benefit for benefit in after if not _CAP.search(benefit.mention.before)]
    if len(after) != len(items):
        return []
    text = setting.sentence.text
    return [f"给予{text[benefit.mention.amount.start : benefit.mention.amount.end]}" for benefit in after]


def _either(items: list[Reading], index: int, sentence: Sentence) -> str | None:
    """Two thresholds with 或 between them are alternatives."""
    pairs = ((items[k], items[k + 1]) for k in (index - 1, index) if 0 <= k < len(items) - 1)
    for one, other in pairs:
        between = sentence.text[one.mention.amount.end : other.mention.amount.start]
        if "或" in between:
            return f"或{sentence.start}"
    return None


def _award_text(setting: Setting, at: int) -> str | None:
    return setting.list_award if setting.award_last < at else _clause_from(setting, at, cues.AWARD)


def _penalty_text(setting: Setting, at: int) -> str | None:
    return setting.list_penalty if setting.penalty_last < at else _clause_from(setting, at, cues.PENALTY)


def _clause_from(setting: Setting, at: int, cue: re.Pattern[str]) -> str | None:
    """From the clause that holds the first such word after `at` to the sentence's end."""
    match = cue.search(setting.sentence.text, at)
    if match is None:
        return None
    start = max(setting.sentence.clause_start(match.start()), at)
    return setting.sentence.text[start:].lstrip(" 的,、").rstrip() or None


def _whole_span(setting: Setting) -> Span:
    sentence = setting.sentence
    lead = len(sentence.text) - len(sentence.text.lstrip())
    return Span(sentence.start + lead, sentence.start + len(sentence.text.rstrip()))


def _ladders(setting: Setting) -> Iterator[Found]:
    """向10亿级、20亿级、50亿级规模迈进."""
    text = setting.sentence.text
    if text.count("级") < 2 or len(_GRADED.findall(text)) < 2:
        return
    for rungs in _ladder_runs(text, sorted([*_rungs(text)], key=lambda rung: rung.start)):
        start = setting.sentence.clause_start(rungs[0].start)
        end = setting.sentence.clause_end(rungs[-1].end)
        yield Found(
            setting.sentence.start + rungs[0].start,
            Span(setting.sentence.start + start, setting.sentence.start + end),
            text[start : rungs[0].start].strip(),
            "tiers",
            tuple(rung.value for rung in rungs if isinstance(rung.value, Decimal)),
            "元",
            clause=setting.section.clause,
        )


def _rungs(text: str) -> Iterator[Amount]:
    """10亿级, and 百亿级 in a row with it."""
    yield from (amount for amount in amounts(text) if amount.graded)
    for match in _CHINESE_RUNG.finditer(text):
        value = chinese_numeral(match[1])
        if value is not None:
            yield Amount(match.start(1), match.end(1), value, None, graded=True)


def _ladder_runs(text: str, graded: list[Amount]) -> Iterator[list[Amount]]:
    run: list[Amount] = []
    for amount in graded:
        if run and not re.fullmatch(r"(?:元)?级?[、和及,/]\s?", text[run[-1].end : amount.start]):
            if len(run) > 1:
                yield run
            run = []
        run.append(amount)
    if len(run) > 1:
        yield run


def _absences(setting: Setting) -> Iterator[Found]:
    """近三年未发生较大事故: none may have happened."""
    if not (setting.listed or setting.binding or setting.consequence >= 0):
        return
    for match in _NEVER.finditer(setting.sentence.text):
        yield Found(
            setting.sentence.start + match.start(),
            Span(setting.sentence.start + match.start(), setting.sentence.start + match.end()),
            match["what"].removeprefix("发生").removeprefix("出现") or match["what"],
            "=",
            Decimal(0),
            "起",
            penalty=setting.list_penalty,
            group=setting.group,
            clause=setting.section.clause,
        )


def _rows(setting: Setting, found: list[Found]) -> list[Found]:
    """连续两年考核不合格的,取消…: so many periods in a row."""
    rows = []
    for match in _IN_A_ROW.finditer(setting.sentence.text):
        at = setting.sentence.start + match.start()
        follows = max(setting.penalty_last, setting.eligible_last, setting.award_last) > match.start()
        clause = setting.sentence.start + setting.sentence.clause_end(match.start())
        joined = setting.sentence.text.find("且", match.start())
        if joined >= 0:
            # 连续两年在库且增速不低于10%: two conditions
            clause = min(clause, setting.sentence.start + joined)
        near = any(at <= item.at < clause for item in found)
        if near or not (follows or setting.list_penalty):
            continue
        rows.append(
            Found(
                at,
                _whole_span(setting),
                match[0].rstrip("的"),
                ">=",
                chinese_numeral(match["years"]) or Decimal(match["years"]),
                "个月" if match["unit"].endswith("月") else match["unit"],
                _award_text(setting, match.start()),
                _penalty_text(setting, match.start()),
                setting.group,
                setting.section.clause,
            )
        )
    return rows


def _benefits(first: int | None, benefits: list[Reading], setting: Setting) -> Iterator[Found]:
    """A benefit without a threshold: 对新认定的…给予50万元奖励; `first` is where a threshold stands."""
    if _OVERALL.match(setting.sentence.text):
        return
    free = [item for item in benefits if first is None or item.mention.position < first]
    bases = [item for item in free if not _is_cap(item, free)] or free[:1]
    subjects = beneficiaries(bases[0].mention, len(bases)) if bases else []
    for item, subject in zip(bases, subjects, strict=True):
        mention = item.mention
        yield Found(
            mention.position,
            _whole_span(setting) if len(bases) == 1 else text_span(mention),
            subject,
            None,
            None,
            None,
            _award_text(setting, 0) if len(bases) == 1 else _phrase(item),
            None,
            None,
            item.section.clause,
        )


def _is_cap(item: Reading, free: list[Reading]) -> bool:
    mention = item.mention
    return item is not free[0] and bool(
        _CAP.search(mention.before) or mention.after.startswith(("以内", "以下"))
    )


def _phrase(item: Reading) -> str:
    text = item.mention.sentence.text
    return text[item.mention.start : item.mention.end].strip(" ,、")


def _penalties(setting: Setting) -> Iterator[Found]:
    """A penalty without a number, where the document binds: 提供虚假材料的,取消资格."""
    barred = setting.open and setting.list_penalty
    if not (setting.binding or setting.section.conditional or setting.addressed or barred):
        return
    text = setting.sentence.text
    strong = None if _RELIEF.search(text) else _STRONG.search(text)
    if setting.list_penalty and not setting.opens and _ITEM_END.search(text.rstrip(" ,、")):
        penalty, subject = setting.list_penalty, text.strip()
    elif strong and not setting.opens and _WHOEVER.search(text[: strong.start()]):
        penalty = text[setting.sentence.clause_start(strong.start()) :].strip()
        subject = text[: strong.start()].rpartition("的,")[0] or text[: strong.start()]
    else:
        return
    subject = _OPENING.sub("", subject).strip(" ,、的")[:60]
    yield Found(
        setting.sentence.start, _whole_span(setting), subject, None, None, None, None,
        penalty, setting.group, setting.section.clause, "likely",
    )  # fmt: skip
