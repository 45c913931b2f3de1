"""A fictional county's plan, compiled by hand, so that these tests do not hang on the compiler's stages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from zhenxing.core.compiler.plan import (
    Clause,
    Condition,
    Figure,
    Found,
    Goal,
    Header,
    Milestone,
    Organisation,
    Person,
    Plan,
    Reading,
    Repair,
    ReviewItem,
    Roster,
    RosterMember,
    Suspicion,
    Task,
    UnitMention,
)
from zhenxing.core.compiler.serialise import plan_to_dict
from zhenxing.core.compiler.source import Edit, Source, Span, TracedText
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import FinishCompile, ReceiveDocument
from zhenxing.web.documents.actions.compiling import BeginCompile
from zhenxing.web.documents.drafting import drafts
from zhenxing.web.documents.jobs import row_of
from zhenxing.web.documents.layout import layout
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.storage import digest
from zhenxing.web.kit.actions import run_action
from zhenxing.web.organisations.models import Area

RAW = """演示数据
云岭县专业镇发展行动方案&nbsp;
云政办发〔2025〕3号
一、总体目标
到2026年,规上企业达到50户以上,产值突破2亿元。
二、重点任务
(一)培育龙头企业。新增省级龙头1-2家。(县工信局牵头,县财政局、各乡镇配合)
(二)打造区域品牌。组织参展。(县商务局、县市场监管局分工负责)
(三)完善工作机制。定期调度。
三、组织领导
组长:赵云山 副县长。成员单位:县工信局、县统计局。
评选条件为年营收达到500万元,编制规划。上年产值1.8亿元。
"""
_CLEANED = RAW.replace("&nbsp;", "").replace("演示数据\n", "")


def span_of(text: str, start: int = 0) -> Span:
    at = _CLEANED.index(text, start)
    return Span(at, at + len(text))


def unit(text: str, key: str | None = None, collective: bool = False, after: str = "") -> UnitMention:
    start = _CLEANED.index(after) if after else 0
    return UnitMention(text, span_of(text, start), collective, key)


def clause(number: str, heading: str, key: str, level: int, end: str, parent: str | None = None) -> Clause:
    heading_span = span_of(f"{number}{heading}")
    stop = _CLEANED.index(end) if end else len(_CLEANED)
    return Clause(key, number, heading, level, Span(heading_span.start, stop), heading_span, parent)


def sample_plan(data: bytes = b"") -> Plan:
    """Goals, three tasks (led, unled, unassigned), damage inside a task, one roster, one of everything."""
    raw = data.decode() or RAW
    source = Source(raw, name="方案.txt", sha256=digest(raw.encode()))
    traced = TracedText.of(raw).edit(
        [Edit(0, len("演示数据\n"), ""), Edit(raw.index("&nbsp;"), raw.index("&nbsp;") + 6, "")]
    )
    assert traced.text.startswith(_CLEANED)
    plan = Plan(source=source, traced=traced, repairs=(Repair("escape", Span(17, 23), "&nbsp;", ""),))
    return replace(_with_parts(plan), organisations=_organisations())


def _organisations() -> tuple[Organisation, ...]:
    return (
        Organisation("industry", "县工业和信息化局", "county", printed=("县工信局",)),
        Organisation("finance", "县财政局", "county", printed=("县财政局",)),
        Organisation("townships", "各乡镇", "township", True, printed=("各乡镇",)),
        Organisation("trade", "县商务局", "county", printed=("县商务局",), certainty="likely"),
        Organisation("market", "县市场监管局", "county", printed=("县市场监管局", "市场监管局")),
        Organisation("statistics", "县统计局", "county", printed=("县统计局",)),
    )


def _with_parts(plan: Plan) -> Plan:
    return replace(
        plan,
        header=Header(
            title=Found("云岭县专业镇发展行动方案", span_of("云岭县专业镇发展行动方案")),
            doc_number=Found("云政办发〔2025〕3号", span_of("云政办发〔2025〕3号")),
            issued_on=Found("2025-03-01", span_of("2025")),
            genre=Found("plan", span_of("方案"), "likely"),
        ),
        clauses=(
            clause("一、", "总体目标", "1", 1, "二、重点"),
            clause("二、", "重点任务", "2", 1, "三、组织"),
            clause("(一)", "培育龙头企业", "2.1", 2, "(二)打造", "2"),
            clause("(二)", "打造区域品牌", "2.2", 2, "(三)完善", "2"),
            clause("(三)", "完善工作机制", "2.3", 2, "三、组织", "2"),
            clause("三、", "组织领导", "3", 1, ""),
        ),
        goals=(
            Goal("g1", "规上企业达到50户以上", span_of("规上企业达到50户以上"), "规上企业", ">=",
                 Decimal(50), "户", "2026", "1"),
            Goal("g2", "产值突破2亿元", span_of("产值突破2亿元"), "产值", ">",
                 Decimal(200_000_000), "元", None, "1"),
            Goal("g3", "新增省级龙头1-2家", span_of("新增省级龙头1-2家"), "省级龙头", "range",
                 (Decimal(1), Decimal(2)), "家", None, "2.1", increment=True, suspicion="s1"),
        ),
        figures=(Figure("f1", "上年产值1.8亿元", span_of("上年产值1.8亿元"), "产值", "=",
                        Decimal(180_000_000), "元", "2024", "3"),),
        milestones=(Milestone("m1", "编制规划", span_of("编制规划"), "2025"),),
        conditions=(Condition("c1", "年营收达到500万元", span_of("年营收达到500万元"), "年营收", ">=",
                              Decimal(5_000_000), "元"),),
        tasks=_tasks(),
        people=(Person("赵云山", "组长", span_of("组长:赵云山"), "副县长", "3"),),
        rosters=(
            Roster("r1", "member_units", span_of("县工信局、县统计局"), (
                RosterMember("县工信局", span_of("县工信局、县统计局"), unit="industry"),
                RosterMember("县统计局", span_of("县统计局"), unit="statistics"),
            )),
        ),
        suspicions=(
            Suspicion("s1", "range", span_of("1-2家"), "1-2家", "这里可能缺字",
                      (Reading("1至2家", "与上下文一致", True), Reading("12家", "可能缺顿号"))),
            Suspicion("s2", "mark", span_of("云政办发"), "云政办发", "可能缺字", ()),
        ),
        review=(ReviewItem("tasks", span_of("定期调度"), "定期调度", "没有写明由谁办"),),
    )  # fmt: skip


def _tasks() -> tuple[Task, ...]:
    first = _CLEANED[_CLEANED.index("培育龙头") : _CLEANED.index("\n(二)打造")]
    second = _CLEANED[_CLEANED.index("打造区域品牌") : _CLEANED.index("\n(三)完善")]
    third = _CLEANED[_CLEANED.index("完善工作机制") : _CLEANED.index("\n三、组织")]
    return (
        Task("t1", "(一)", "培育龙头企业", "新增省级龙头1-2家。", span_of(first), "2.1", "2",
             (unit("县工信局", "industry"),),
             (unit("县财政局", "finance"), unit("各乡镇", "townships", True)), deadline="2026-06"),
        Task("t2", "(二)", "打造区域品牌", second, span_of(second), "2.2", "2", (),
             (unit("县商务局", "trade"), unit("县市场监管局", "market"))),
        Task("t3", "(三)", "完善工作机制", third, span_of(third), "2.3", "2"),
    )  # fmt: skip


def received(clerk: User, where: Area, raw: str = RAW) -> Document:
    """A document that has come in; its job waits."""
    data = raw.encode()
    source = Source(raw, name="方案.txt", sha256=digest(data))
    return run_action(ReceiveDocument(where.pk, source, data, "方案.txt"), clerk).result


def in_review(clerk: User, where: Area, raw: str = RAW) -> Document:
    """A document whose compilation gave the sample plan."""
    document = received(clerk, where, raw)
    plan = sample_plan(raw.encode())
    found = drafts(plan)
    job = document.jobs.get()
    run_action(BeginCompile(job.pk), None)
    header = {"title": "云岭县专业镇发展行动方案", "doc_number": "云政办发〔2025〕3号", "genre": "plan"}
    rows = tuple(row_of(number, draft, plan) for number, draft in enumerate(found, 1))
    finish = FinishCompile(job.pk, "zhenxing test", plan_to_dict(plan), layout(plan, found), rows, header)
    assert run_action(finish, None).result
    document.refresh_from_db()
    return document


def number_of(document: Document, kind: str, item: str = "") -> int:
    """The number of the one proposal of a kind (and item)."""
    found = document.proposals.filter(kind=kind, **({"item": item} if item else {}))
    return found.values_list("number", flat=True).get()
