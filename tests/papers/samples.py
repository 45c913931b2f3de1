"""A plan of a fictional county with one of everything, for what is written from plans."""

from __future__ import annotations

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
from zhenxing.core.compiler.source import Source, Span, TracedText

TEXT = (
    "云岭县陶瓷专业镇培育方案\n一、发展目标\n到2026年，主导产业产值达到8亿元，力争增长10%。\n"
    "二、重点任务\n（一）做强龙头。培育规模以上企业。（县发展局牵头，县财政局配合）\n"
    "（二）打造品牌。=举办展会。（责任单位：县商务局）\n"
)


def at(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text))


def unit(name: str) -> UnitMention:
    return UnitMention(name, at(name))


def clause(key: str, number: str, heading: str, parent: str | None = None) -> Clause:
    span = at(f"{number}{heading}")
    return Clause(key, number, heading, key.count(".") + 1, span, span, parent)


def a_plan() -> Plan:
    whole = Span(0, len(TEXT))
    return Plan(
        Source(
            TEXT, "方案.pdf", "application/pdf", "ab" * 32, page_starts=(0, 20), notes=("第 3 页没有文字。",)
        ),
        TracedText.of(TEXT),
        Header(
            title=Found("云岭县陶瓷专业镇培育方案", at("云岭县陶瓷专业镇培育方案")),
            doc_number=Found("云政办发〔2025〕5号", Span(0, 1), "unsure"),
            issuer=Found("云岭县人民政府办公室", Span(0, 1), "likely"),
            genre=Found("plan", Span(0, 1)),
            recipients=(Found("各乡镇人民政府", Span(0, 1)),),
        ),
        clauses=(
            clause("1", "一、", "发展目标"),
            clause("2", "二、", "重点任务"),
            clause("2.1", "（一）", "做强龙头", "2"),
            clause("2.2", "（二）", "打造品牌", "2"),
        ),
        goals=(
            Goal(
                "g1",
                "主导产业产值达到8亿元",
                at("主导产业产值达到8亿元"),
                "主导产业产值",
                ">=",
                Decimal(800_000_000),
                "元",
                "2026",
                "1",
            ),
            Goal(
                "g2",
                "力争增长10%",
                at("力争增长10%"),
                "产值增速",
                "=",
                Decimal("0.1"),
                "%",
                None,
                "1",
                aspirational=True,
                increment=True,
            ),
            Goal(
                "g3",
                "增长10%",
                at("增长10%"),
                "展会",
                "range",
                (Decimal(2), Decimal(3)),
                "场",
                certainty="unsure",
            ),
            Goal("g4", "增长", at("增长"), "名称", "=", None, "家", suspicion="s1"),
        ),
        figures=(Figure("f1", "产值", at("产值"), "产值", "approx", Decimal("129.5"), "吨", "2024", "1"),),
        milestones=(Milestone("m1", "举办展会", at("举办展会"), None, "2.2"),),
        tasks=(
            Task(
                "t1",
                "（一）",
                "做强龙头",
                "培育规模以上企业。",
                at("培育规模以上企业。"),
                "2.1",
                "二",
                (unit("县发展局"),),
                (unit("县财政局"),),
                deadline="2026-06",
                leaders=("副县长",),
            ),
            Task(
                "t2",
                "（二）",
                "打造品牌",
                "=举办展会。",
                at("=举办展会。"),
                "2.2",
                "二",
                (),
                (unit("县商务局"),),
            ),
        ),
        conditions=(
            Condition(
                "c1",
                "产值",
                whole,
                "主导产业产值",
                ">=",
                Decimal(100_000_000),
                "元",
                "奖10万元",
                "取消称号",
                "甲",
                "2.1",
            ),
            Condition("c2", "产值", whole, "骗取资金", None, None, None),
        ),
        people=(Person("周明远", "组长", Span(0, 2), "副县长", "2"),),
        rosters=(
            Roster("r1", "leading_group", Span(0, 2), (RosterMember("各乡镇", Span(0, 2), "成员", True),)),
            Roster("r2", "volunteers", Span(0, 2), ()),
        ),
        organisations=(Organisation("fzj", "县发展局", "county", printed=("县发展局", "发展局")),),
        repairs=(
            Repair("pinyin", Span(1, 3), "镇(zhèn)", "镇", count=2),
            Repair("layout", Span(1, 3), "", ""),
            Repair("strange", Span(1, 3), "x", ""),
        ),
        suspicions=(
            Suspicion(
                "s1",
                "digits",
                at("2026"),
                "2026",
                "缺一个字",
                (Reading("2026年", "上下文", True), Reading("2016年", "笔误")),
            ),
        ),
        review=(ReviewItem("goals", at("力争增长10%"), "力争增长10%", "没有读懂"),),
    )
