"""Deadlines that stand after what they are for: …，9月底前完成; the last cell of a row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.phrases import after_numbering
from zhenxing.core.compiler.numbers.sentences import Sentence
from zhenxing.core.compiler.numbers.time_kinds import is_loose
from zhenxing.core.compiler.numbers.times import Anchor, Time, resolve
from zhenxing.core.compiler.source import Span

#: the kinds of time by which something is due
_DUE = frozenset({"point", "running", "range"})
#: 长期坚持推进 with the marks around it is no longer
_SHORT = 40
#: 完成时限: takes no more
_LABEL_ROOM = 12
#: a flattened row has at most so many cells between its goal and its deadline
_ROW = 8
#: what may follow the verb before the clause ends; an object of its own (投产检测中心) may not
_ENDS = (
    r"(?:到(?:企业|户|位|人|镇|村|项目))?(?:并?(?:投产|投用|使用|运营|运行|达产|达效|达标|验收|到位|见效|营业|完毕|落实))?(?:以上|上述|全部|年度|全年|所有)?"
    r"(?:任务|目标|工作|建设|改造|整改|指标)?\s?(?=[,。;、)]|$)"
)
_DONE = re.compile(
    r"[^,。;]{0,6}?(?:完成(?![^,。;、\d]{0,3}(?:规划|方案|设计|选址|立项|可研|前期|编制|申报|认定|招标|审批|征地|备案|评审|论证|遴选))"
    r"[^,。;、\d]{0,5}(?=[,。;、)]|$)|(?:完成|建成|到位|拨付|兑现|发放|竣工|投产|落实|见效|达标|投用|投入(?:使用|运行|运营)|启用|开园|开业|运行)"
    + _ENDS
    + ")"
)
#: these say that something is finished even without 前
_FINISHED = re.compile(r"[^,。;]{0,6}?(?:建成|竣工|投产|投用|完工|交付|投入(?:使用|运行|运营))" + _ENDS)
_DUTY = re.compile(r"[^,;]{1,200}(?:牵头|配合|负责|参与|协助|落实)[,;、]")
_LABEL = re.compile(r"(?:完成|办结|实施|推进|整改|工作)?(?:时限|时间|期限|节点)(?:要求)?[:为]?\s?$")
#: 责任单位:甲局 完成时限:6月底前, in a line below what is to be done
_DUTY_LABEL = re.compile(r"\s*(?:责任|牵头|配合|主办|承办|分管|包联)(?:领导|单位|部门|人)\s?[:]")
_DUTY_OPENS = re.compile(r"\s{0,8}[(\[【〔]?\s?(?:责任|牵头|配合|主办|承办|分管|包联|完成)")
_NO_SUBJECT = re.compile(r"[\s、]*(?:均|全部|要|须|应|于|确保|力争|并|务必|必须|争取|上述任务|以上任务)*")
ALWAYS = re.compile(r"[\s|]*(?:长期|持续|全年|常年)(?:坚持|推进|实施)?[\s|]*")
#: nothing is counted yet, the aims as a whole are named
_OUTLOOK = re.compile(
    r"^\D{0,2}\d{4}年[^\d]*(?:目标|体系|格局|水平|能力|实力|进展|成效|提升|增强|实现|形成|建成)[^\d]*$"
)
_AROUND = re.compile(r"(?:[\s|:;,。()|\[\]【】〔〕]|完成|办结|整改|时限|时间|期限|要求)*")


@dataclass(slots=True)
class Completion:
    """A time by which what stands before it is due."""

    at: int
    paragraph: int
    #: None ends a row without a date: 长期坚持
    when: str | None
    #: the whole line is the time: a cell of a flattened table
    alone: bool
    #: the sentence speaks of nothing else, so that the date is that of the sentences before it
    whole: bool = True
    #: it stands with who is responsible, in brackets that close the line: of the line above, too
    closing: bool = False


def completion_of(
    sentence: Sentence, found: Sequence[Time], anchor: Anchor, year: int | None
) -> Completion | None:
    """The completion date a sentence states after its subject, if it states one."""
    text = sentence.text
    if len(text) <= _SHORT and ALWAYS.fullmatch(text):
        return Completion(sentence.start, sentence.paragraph, None, True)
    for time in reversed(found):
        if time.base or time.origin or time.kind not in _DUE:
            continue
        labelled = _labelled(text, time.start)
        alone = (time.day is None or time.by or labelled) and _stands_alone(text, time)
        words = _DONE if time.by else _FINISHED
        done = words.match(text, time.end) and _opens_clause(sentence, time)
        if not (alone or labelled or done or _fills_cell(sentence, time)):
            continue
        if text.endswith("每年", 0, time.start):
            # 每年12月底: comes round again, and ends the row all the same
            return Completion(sentence.start + time.start, sentence.paragraph, None, True)
        when = resolve(time, anchor, year)
        if when:
            whole = alone or labelled or not done or _opens_sentence(sentence, time)
            closing = labelled and (text.rstrip().endswith(")") or _DUTY_LABEL.match(text) is not None)
            return Completion(sentence.start + time.start, sentence.paragraph, when, alone, whole, closing)
    return None


def _stands_alone(text: str, time: Time) -> bool:
    """Whether nothing but marks and 完成时限 stands around the time."""
    return bool(_AROUND.fullmatch(text, 0, time.start) and _AROUND.fullmatch(text, time.end))


def _labelled(text: str, at: int) -> bool:
    """Whether 完成时限: stands right before."""
    before = text[max(0, at - 8) : at]
    return ("时" in before or "限" in before or "节点" in before) and bool(_LABEL.search(before))


def _fills_cell(sentence: Sentence, time: Time) -> bool:
    """Whether the time is a whole cell of a row set with tabs or bars."""
    text = sentence.text
    if "\t" not in text and "|" not in text:
        return False
    before = text[: time.start].rstrip(" ")
    after = text[time.end :].lstrip(" ")
    return before[-1:] in {"\t", "|"} and after[:1] in {"\t", "|", ""}


def _opens_clause(sentence: Sentence, time: Time) -> bool:
    """Whether nothing of its own stands before the time: 综合楼10月底前投用 speaks of itself alone."""
    return bool(_NO_SUBJECT.fullmatch(sentence.text, sentence.clause_start(time.start), time.start))


def _opens_sentence(sentence: Sentence, time: Time) -> bool:
    """Whether only who is responsible stands before the time: 甲局牵头,乙局配合,9月底前完成."""
    start = after_numbering(sentence.text, 0, time.start)
    while (duty := _DUTY.match(sentence.text, start, time.start)) is not None:
        start = duty.end()
    return bool(_NO_SUBJECT.fullmatch(sentence.text, start, time.start))


def opens_outlook(time: Time, sentence: Sentence) -> bool:
    """Whether a paragraph begins by saying by when all of what it goes on to say shall be."""
    if not time.by or time.year is None or time.month is not None or len(sentence.times) > 1:
        return False
    return time.start <= 1 and _OUTLOOK.search(sentence.text) is not None


class DueRow(NamedTuple):
    """A row of a table of tasks; `when` is None where its time is no date (长期坚持) or not printed."""

    span: Span
    when: str | None


class Completions:
    """All completion dates of a document, asked for by place."""

    def __init__(self, found: list[Completion], row: Callable[[int], DueRow | None], text: str) -> None:
        self._found = found
        self._row = row
        self._text = text
        self._starts = [item.at for item in found]

    def after(self, mention: Mention) -> str | None:
        """The date of a number's row, or stated after it, in its paragraph or as a later cell."""
        row = self._row(mention.position)
        if row is not None or not is_loose(mention.time):
            return row.when if row else None
        index = bisect_right(self._starts, mention.position)
        if index == len(self._found):
            return None
        item = self._found[index]
        if item.at >= mention.sentence.end and not item.whole:
            return None
        rows = item.paragraph - mention.sentence.paragraph
        if rows and item.alone and not self._begins_line(item.at):
            # …。责任部门:甲局;完成时限:2026年12月。 is of its own paragraph
            return None
        reaches = rows == 0 or (item.alone and rows <= _ROW) or (item.closing and rows == 1)
        return item.when if reaches else None

    def _begins_line(self, at: int) -> bool:
        """Whether hardly more than a label or who is responsible stands before a time on its line."""
        start = self._text.rfind("\n", 0, at) + 1
        return at - start <= _LABEL_ROOM or _DUTY_OPENS.match(self._text, start) is not None


def dealt_times(found: list[Mention], sentence: Sentence) -> list[Mention]:
    """2023年、2024年分别达到40亿元、46亿元: each amount gets its own year."""
    if len(sentence.times) < 2 or len(found) < 2:
        return found
    group = _listed_times(sentence.times, sentence.text)
    if len(group) < 2:
        return found
    dealt = [index for index, item in enumerate(found) if item.dealt and item.amount.start > group[-1].end]
    if len(dealt) < len(group) or dealt[len(group) - 1] - dealt[0] != len(group) - 1:
        return found
    sizes = sum(item.qualifies for item in found[dealt[0] : dealt[-1]])
    again = len(dealt) % len(group) == 0 and dealt[-1] - dealt[0] - sizes == len(dealt) - 1
    for place, index in enumerate(dealt):
        # 年均增速分别不低于10%、13%: what is dealt out next goes by the same years
        if place < len(group) or again:
            found[index].time = group[place % len(group)]
    return found


def _listed_times(times: Sequence[Time], text: str) -> list[Time]:
    group: list[Time] = []
    for time in times:
        if group and text[group[-1].end : time.start] not in {"、", "和", "及", "与"}:
            if len(group) > 1:
                break
            group = []
        group.append(time)
    return group
