"""A page copied as one line: its paragraphs parted by blanks, or by nothing at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zhenxing.core.compiler import Source, compile_source
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.text.glued import glued_breaks
from zhenxing.core.compiler.text.single_line import lost_breaks

_LINES = (
    "云岭县人民政府办公室关于印发云岭县竹编专业镇发展方案的通知",
    "云政办发〔2024〕12号",
    "各乡镇人民政府,县直各有关部门:",
    "《云岭县竹编专业镇发展方案》已经县政府同意,现印发给你们,请抓好落实。",
    "云岭县人民政府办公室",
    "2024年3月18日",
    "云岭县竹编专业镇发展方案",
    "为推动竹编产业发展,制定本方案。",
    "一、发展目标",
    "到2026年,竹编产值达到30亿元,规上企业达到20家。",
    "二、重点任务",
    "(一)做强龙头企业。支持龙头企业技术改造。(县工信局牵头,县财政局配合)",
    "(二)推进集群招商。组织专题招商活动。(县商务局负责)",
    "(三)打响区域品牌。办好竹编文化节,推动竹编产品进景区、进商超、进网店。(县文旅局负责)",
    "三、保障措施",
    "(一)加强组织领导。成立工作专班,统筹推进各项工作,定期研究解决问题。(县政府办公室负责)",
)


def _header(plan: Plan) -> dict[str, str | None]:
    header = plan.header
    names = ("title", "doc_number", "issuer", "issued_on", "genre")
    return {name: found.value if (found := getattr(header, name)) else None for name in names}


def _compiled(text: str) -> Plan:
    return compile_source(Source(text), Knowledge())


@pytest.mark.parametrize("join", ["\n".join, " ".join, "  ".join, "\u3000".join, "".join])
def test_it_is_read_as_if_its_lines_were_there(join: Callable[[tuple[str, ...]], str]) -> None:
    whole, read = _compiled("\n".join(_LINES)), _compiled(join(_LINES))
    assert _header(read) == _header(whole)
    assert _header(read)["issued_on"] == "2024-03-18"
    tasks = [(task.number, task.heading, len(task.lead), len(task.support)) for task in read.tasks]
    assert tasks == [
        ("(一)", "做强龙头企业", 1, 1),
        ("(二)", "推进集群招商", 1, 0),
        ("(三)", "打响区域品牌", 1, 0),
        ("(一)", "加强组织领导", 1, 0),
    ]
    assert [(goal.value, goal.deadline) for goal in read.goals] == [
        (goal.value, goal.deadline) for goal in whole.goals
    ]


def test_spans_still_point_at_the_page() -> None:
    source = "".join(_LINES)
    plan = _compiled(source)
    for goal in plan.goals:
        span = plan.source_span(goal.span)
        assert source[span.start : span.end] == plan.quote(goal.span)


def test_the_text_is_taken_apart_though_the_page_holds_as_much_besides() -> None:
    paragraph = "　　二、建设园区。建好竹编产业园，引进企业三户，办好竹编节，带动农户增收。"
    line = "云岭县竹编专业镇发展方案" + paragraph * 12
    page = line + "\n" + "\n".join(f"网站栏目第{number}号的说明文字" for number in range(60))
    assert 400 < len(line) < 600 < 0.7 * len(page)
    assert len(list(lost_breaks(page))) == len(list(lost_breaks(line))) == 12
    cells = "　　".join(f"竹编企业{number}户" for number in range(60))
    assert list(lost_breaks(cells + page[len(line) :])) == []


@pytest.mark.parametrize(
    "text",
    [
        "全县竹编产业平稳运行,产值稳步增长。" * 40,  # a long paragraph without heads
        "会议议定:一、办好竹编节;二、建好竹编馆。" + "各项工作按计划推进,成效明显。" * 30,
        "短文一段。一、甲。二、乙。三、丙。",
    ],
)
def test_a_paragraph_is_not_taken_apart(text: str) -> None:
    assert list(glued_breaks(text)) == []
    assert list(lost_breaks(text)) == []


@pytest.mark.parametrize("piece", ["一、", "(一)", "第一条", "。", "的通知各", "局2024年3月1日", "1."])
def test_absurd_pages_are_read_in_linear_time(piece: str) -> None:
    assert len(list(glued_breaks(piece * 20_000))) <= len(piece) * 20_000
