"""What no document of the genre holds so much of is read up to a bound, and a person is told where."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler import Knowledge, Source, compile_source
from zhenxing.core.compiler.duties import finding
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.stages import outline, tasks
from zhenxing.core.compiler.text import mending


def _plan(text: str) -> Plan:
    return compile_source(Source(text), Knowledge())


def test_what_follows_too_many_clauses_is_not_divided_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outline, "_MOST_CLAUSES", 3)
    text = "\n".join(
        f"{number}、发展{name}产业" for number, name in zip("一二三四五", "甲乙丙丁戊", strict=True)
    )
    plan = _plan(text)
    assert [clause.number for clause in plan.clauses] == ["一、", "二、", "三、"]
    (item,) = (item for item in plan.review if item.stage == "outline")
    assert item.text == "四、发展丁产业" == plan.quote(item.span)
    assert plan.clauses[-1].span.end == len(plan.text)


def test_what_follows_too_many_responsibility_lines_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (finding, tasks):
        monkeypatch.setattr(module, "MOST_LINES", 2)
    plan = _plan("一、重点任务\n" + "".join(f"建设第{at}个园区。\n责任单位:县工信局\n" for at in range(4)))
    told = [item.message for item in plan.review if "责任分工达到2处" in item.message]
    assert len(told) == 1


def test_mended_lines_beyond_a_bound_are_counted_in_one_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"第{at}段<b>文字</b>\n" for at in "甲乙丙丁戊")
    whole = _plan(text)
    monkeypatch.setattr(mending, "_MOST", 2)
    plan = _plan(text)
    assert plan.text == whole.text
    *lines, rest = (repair for repair in plan.repairs if repair.kind == "tag")
    assert [repair.before for repair in lines] == ["<b>文字</b>"] * 2
    assert (rest.count, rest.before, rest.after) == (6, "", "")
    assert text[rest.source_span.start : rest.source_span.end].count("<b>") == 3
