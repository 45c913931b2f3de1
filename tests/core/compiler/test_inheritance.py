"""A county's plan against the city's: taken over, lower, later, forgotten, cited."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.compiler.plan_maker import clause, goal, plan, task
from zhenxing.core.compiler.findings.inheritance import Inheritance, inherit


def kinds(found: Inheritance) -> dict[str, list[str]]:
    return {finding.kind: [item.text for item in finding.items] for finding in found.findings}


TOWNS = goal("到2025年，培育市级专业镇20个", "市级专业镇", 20, "个", "2025", clause="1")
JOBS = goal("带动就业5000人", "带动就业", 5000, "人", "2025")
RATE = goal("产值年均增长10%以上", "产值年均增速", "0.1", "%", "2025")
CITY = "清河市专业镇高质量发展实施方案"


def parent(*goals: Any) -> Any:
    return plan(clause("1", "一、", "目标"), *goals, title=CITY)


def child(*parts: Any, text: str = "") -> Any:
    return plan(*parts, text=text)


def test_what_nobody_took_over() -> None:
    mine = goal("培育市级专业镇3个", "培育市级专业镇", 3, "个", "2025")
    found = inherit(parent(TOWNS, JOBS), child(mine))
    assert [(link.parent, link.child) for link in found.inherited] == [(TOWNS, mine)]
    assert found.missing == (JOBS,)
    assert kinds(found)["not_inherited"] == ["带动就业5000人"]
    assert found.findings[0].items[0].note == "上级一、"
    assert found.findings[0].items[0].against_source == CITY


@pytest.mark.parametrize(
    ("above", "below", "share", "lower"),
    [
        # a rate is everybody's
        (RATE, goal("产值年均增长8%", "产值年均增速", "0.08", "%", "2025"), None, True),
        (RATE, goal("产值年均增长12%", "产值年均增速", "0.12", "%", "2025"), None, False),
        # a total is not, unless the part is known
        (TOWNS, goal("市级专业镇3个", "市级专业镇", 3, "个", "2025"), None, False),
        (TOWNS, goal("市级专业镇3个", "市级专业镇", 3, "个", "2025"), "0.2", True),
        (TOWNS, goal("市级专业镇4个", "市级专业镇", 4, "个", "2025"), "0.2", False),
        # what is asked of each is asked of this one
        (
            goal("每个县培育市级专业镇2个", "市级专业镇", 2, "个", "2025"),
            goal("市级专业镇1个", "市级专业镇", 1, "个", "2025"),
            None,
            True,
        ),
        # of a ceiling, more is worse
        (
            goal("能耗强度不超过5%", "能耗强度", "0.05", "%", "2025", op="<="),
            goal("能耗强度不超过6%", "能耗强度", "0.06", "%", "2025", op="<="),
            None,
            True,
        ),
        (
            goal("产值约100亿元", "产值", 10_000_000_000, "元", "2025", op="approx"),
            goal("产值1亿元", "产值", 100_000_000, "元", "2025"),
            "0.5",
            False,
        ),
    ],
)
def test_less_than_the_part(above: Any, below: Any, share: str | None, lower: bool) -> None:
    found = inherit(parent(above), child(below), Decimal(share) if share else None)
    assert [link.lower for link in found.inherited] == [lower]
    assert ("below_share" in kinds(found)) is lower


def test_later_than_the_parent() -> None:
    found = inherit(parent(TOWNS), child(goal("市级专业镇3个", "市级专业镇", 3, "个", "2026")))
    assert kinds(found)["inherited_later"] == ["市级专业镇3个"]
    assert found.findings[0].items[0].note == "上级期限2025，本级2026"


def test_another_grade_or_unit_takes_nothing_over() -> None:
    others = (
        goal("省级专业镇3个", "省级专业镇", 3, "个", "2025"),
        goal("就业8%", "带动就业", "0.08", "%", "2025"),
    )
    assert inherit(parent(TOWNS, JOBS), child(*others)).inherited == ()


def test_the_one_in_time_is_the_one() -> None:
    late, early = (goal(f"市级专业镇{n}个", "市级专业镇", n, "个", y) for n, y in ((5, "2027"), (3, "2025")))
    assert inherit(parent(TOWNS), child(late, early)).inherited[0].child == early


def test_who_names_the_parent() -> None:
    named = task("申报市级专业镇", text=f"按照《{CITY}》组织申报。")
    found = inherit(parent(TOWNS), child(named, task("其他")))
    assert found.citing == (named,) and found.cited
    assert kinds(found)["cites_parent"] == ["申报市级专业镇"]
    silent = inherit(parent(TOWNS), child(task("其他")))
    assert not silent.cited and silent.findings[-1].kind == "parent_not_cited"
    once = inherit(parent(TOWNS), child(text=f"根据《{CITY}》，制定本计划。"))
    assert once.cited and once.citing == ()


def test_a_notice_is_named_by_what_it_issues() -> None:
    above = plan(title="清河市人民政府关于印发清河市专业镇高质量发展实施方案的通知")
    assert inherit(above, child(text=f"根据《{CITY}》要求")).cited
