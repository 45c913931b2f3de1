"""Dated deliverables without a number: 规划编制, 出台办法, 破零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.numbers.amounts import amounts
from zhenxing.core.compiler.numbers.document import Document, document_of
from zhenxing.core.compiler.numbers.phrases import after_numbering
from zhenxing.core.compiler.numbers.roles import read
from zhenxing.core.compiler.numbers.sentences import Sentence
from zhenxing.core.compiler.numbers.suspicions import suspicion_at
from zhenxing.core.compiler.numbers.times import Time, resolve, year_of
from zhenxing.core.compiler.plan import Milestone, Plan
from zhenxing.core.compiler.source import Span

NAME = "milestones"

_DELIVERED = re.compile(
    r"完成|出台|制定|编制|印发|建成|建立|启动|开工|投产|投用|投入使用|运营|上线|挂牌|竣工|达效|开园|成立|发布|"
    r"全覆盖|取得|通过|入统|形成|组建|落地|创建|搭建"
)
_ZERO_BROKEN = re.compile(r"(?:实现)?[^,。;、]{0,20}破零|零的?突破")
_NOT_A_DEADLINE = re.compile(r"报送|上报|报至|申报|反馈|报名|施行|废止|有效|^印发")
#: only says that what stands before is due then; the goals and tasks there take it as their deadline
_ONLY_DONE = re.compile(
    r"(?:全部|全面|如期|确保|力争)*(?:完成|建成|投产|竣工|落实到位)?(?:投用|投产|年度任务)?$"
)


@dataclass(slots=True)
class _Clause:
    """A stretch between commas, in offsets of the clean text."""

    span: Span
    deadline: str | None


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    """Add every dated deliverable and every 破零 of a document that sets aims."""
    document = document_of(plan)
    if document.tells:
        return Declined("新闻和报告不设节点任务")
    found = sorted({clause.span: clause for clause in _clauses(document)}.items())
    if not found:
        return Declined("文中没有带时限的节点任务")
    milestones = tuple(
        _milestone(plan, document, clause, number) for number, (_, clause) in enumerate(found, 1)
    )
    return plan.changed(milestones=milestones)


def _milestone(plan: Plan, document: Document, clause: _Clause, number: int) -> Milestone:
    return Milestone(
        id=f"m{number}",
        text=plan.quote(clause.span),
        span=clause.span,
        deadline=clause.deadline,
        clause=document.section(clause.span.start).clause,
        certainty="unsure" if suspicion_at(plan, clause.span) else "likely",
    )


def _clauses(document: Document) -> Iterator[_Clause]:
    known = read(document)
    for sentence in known.sentences:
        if known.stopped is not None and sentence.end > known.stopped:
            return
        if "破" in sentence.text or "零" in sentence.text:
            yield from _zero_broken(document, sentence)
        if sentence.times:
            yield from _dated(document, sentence)


def _zero_broken(document: Document, sentence: Sentence) -> Iterator[_Clause]:
    match = _ZERO_BROKEN.search(sentence.text)
    if match is None:
        return
    year = document.section(sentence.start).year or document.anchor.title_year
    known = [time for time in sentence.times if time.year and time.end <= match.start()]
    deadline = resolve(known[-1], document.anchor) if known else (str(year) if year else None)
    yield _Clause(_trimmed(sentence, match.start(), match.end()), deadline)


def _dated(document: Document, sentence: Sentence) -> Iterator[_Clause]:
    year: int | None = document.section(sentence.start).year
    found = sentence.times
    for index, time in enumerate(found):
        if time.year and not time.base:
            year = year_of(time, document.anchor)
        start, end = _stretch(sentence, time)
        if index + 1 < len(found):
            end = min(end, found[index + 1].start)
        if not _delivers(sentence.text[time.end : end], time):
            continue
        if amounts(sentence.text[start:end], [(time.start - start, time.end - start)]):
            continue
        yield _Clause(_trimmed(sentence, start, end), resolve(time, document.anchor, year))


def _stretch(sentence: Sentence, time: Time) -> tuple[int, int]:
    """From the time's clause to its end; a clause that is only the time takes in the next."""
    start, end = sentence.clause_start(time.start), sentence.clause_end(time.end)
    if end < len(sentence.text) and not sentence.text[time.end : end].strip():
        end = sentence.clause_end(end + 1)
    return start, end


def _delivers(words: str, time: Time) -> bool:
    if time.base or time.origin or time.kind not in {"point", "running", "range", "within"}:
        return False
    due = (time.by or time.year is not None) and not _ONLY_DONE.match(words.strip())
    return due and bool(_DELIVERED.search(words)) and not _NOT_A_DEADLINE.search(words)


def _trimmed(sentence: Sentence, start: int, end: int) -> Span:
    start = after_numbering(sentence.text, start, end)
    words = sentence.text[start:end]
    return Span(sentence.start + start, sentence.start + start + len(words.rstrip(" \t、,:(")))
