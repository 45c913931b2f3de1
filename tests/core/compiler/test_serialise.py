"""The Plan's JSON form: exact there and back, described by a schema that cannot grow stale."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenxing.core.compiler.plan import Found, Goal, Header, Plan, Repair, Suspicion
from zhenxing.core.compiler.schema import plan_schema, schema_text
from zhenxing.core.compiler.serialise import PlanFormatError, canonical, plan_from_dict, plan_to_dict
from zhenxing.core.compiler.source import Edit, Source, Span, TracedText

SCHEMA_FILE = Path(__file__).parents[3] / "docs/reference/plan.schema.json"
RAW = "云岭县〔2024〕 三号:到2025年,省级专业镇达到1.50个。"


def values(hint: Any, length: int) -> st.SearchStrategy[Any]:
    """Any value of a field's type, spans within the text."""
    origin, args = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: values(hints[field.name], length) for field in fields(hint)})
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(values(args[0], length), max_size=2).map(tuple)
    if origin in (Union, UnionType):
        return st.one_of([values(arg, length) for arg in args])
    if hint is Span:
        return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda at: Span(*sorted(at)))
    return {
        str: st.text(max_size=4),
        int: st.integers(0, 99),
        bool: st.booleans(),
        type(None): st.none(),
        Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=3),
    }[hint]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    text = draw(st.text(max_size=30))
    traced = TracedText.of(text)
    if text:
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        traced = traced.edit([Edit(start, end, draw(st.text(max_size=3)), draw(st.booleans()))])
    hints = get_type_hints(Plan)
    names = [field.name for field in fields(Plan) if field.name not in ("source", "traced")]
    parts = {name: draw(values(hints[name], len(traced.text))) for name in names}
    source = replace(draw(values(Source, len(text))), text=text)
    return Plan(source=source, traced=traced, **parts)


def a_plan() -> Plan:
    text = TracedText.of(RAW)
    at = RAW.index(" ")
    traced = text.edit([Edit(at, at + 1, "")])
    start = traced.text.index("省级")
    goal = Goal(
        "g1",
        "省级专业镇达到1.50个",
        Span(start, len(traced.text) - 1),
        "省级专业镇",
        ">=",
        Decimal("1.50"),
        "个",
    )
    repair = Repair("space", Span(at, at + 1), " ", "")
    return Plan(Source(RAW, name="云岭县方案.txt"), traced, goals=(goal,), repairs=(repair,))


@given(plans())
@settings(max_examples=60, deadline=None)
def test_every_plan_survives_json_and_keeps_the_schema(plan: Plan) -> None:
    written = json.loads(json.dumps(plan_to_dict(plan), ensure_ascii=False))
    jsonschema.Draft202012Validator(plan_schema()).validate(written)
    assert plan_from_dict(written, plan.source) == plan


def test_spans_have_twins_in_the_source() -> None:
    plan = a_plan()
    goal = plan_to_dict(plan)["goals"][0]
    start, end = goal["source_span"]
    assert RAW[start:end] == plan.quote(plan.goals[0].span)
    assert goal["span"] != goal["source_span"]
    assert plan_to_dict(plan)["repairs"][0]["source_span"] == [RAW.index(" "), RAW.index(" ") + 1]


def test_a_value_that_stands_only_in_the_source_shows_its_place_there() -> None:
    plan = replace(a_plan(), header=Header(title=Found("云岭县", Span(0, 0), source_span=Span(3, 7))))
    written = plan_to_dict(plan)["header"]["title"]
    assert written["source_span"] == written["own_source_span"] == [3, 7]
    assert plan_from_dict(plan_to_dict(plan), plan.source) == plan


def test_decimals_are_written_one_way() -> None:
    assert plan_to_dict(a_plan())["goals"][0]["value"] == "1.5"
    texts = ["1.50", "1E+3", "-0.00", "0.10", "1000"]
    assert [canonical(Decimal(text)) for text in texts] == ["1.5", "1000", "0", "0.1", "1000"]
    with pytest.raises(ValueError, match="finite"):
        canonical(Decimal("NaN"))


def test_the_source_text_is_not_written_and_must_be_the_same() -> None:
    plan = a_plan()
    written = plan_to_dict(plan)
    assert "text" not in written["source"]
    with pytest.raises(PlanFormatError, match="another source"):
        plan_from_dict(written, replace(plan.source, text=RAW + "。"))


def test_a_plan_stored_before_a_field_existed_can_be_read() -> None:
    written = plan_to_dict(a_plan())
    del written["milestones"], written["goals"][0]["scope"]
    assert plan_from_dict(written, a_plan().source) == a_plan()


SPOILERS: dict[str, tuple[Any, str]] = {
    "format": ("zhenxing-plan/0", "format"),
    "text": (RAW, "pieces"),
    "pieces": ([[0, 9, 0, 9]], r"pieces\[0\]"),
    "goals": ([{"id": "g1"}], r"goals\[0\]"),
    "header": ([], "header"),
    "figures": ({}, "figures"),
    "surplus": (1, "surplus"),
}


@pytest.mark.parametrize("key", SPOILERS)
def test_what_is_not_a_plan_is_refused_with_its_place(key: str) -> None:
    spoiled, where = SPOILERS[key]
    with pytest.raises(PlanFormatError, match=where):
        plan_from_dict({**plan_to_dict(a_plan()), key: spoiled}, a_plan().source)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "many"),
        ("value", "Infinity"),
        ("value", 1.5),
        ("value", ["1", 2]),
        ("span", [1]),
        ("span", [-1, 2]),
        ("span", "1-2"),
        ("op", "≥"),
        ("text", None),
        ("increment", 1),
        ("level", 1),
    ],
)
def test_a_goal_of_the_wrong_shape_is_refused_with_its_place(field: str, value: Any) -> None:
    written = plan_to_dict(a_plan())
    written["goals"][0][field] = value
    with pytest.raises(PlanFormatError, match=rf"goals\[0\].*{field}"):
        plan_from_dict(written, a_plan().source)


def test_pieces_that_leave_a_gap_are_refused() -> None:
    written = plan_to_dict(a_plan())
    written["pieces"][1][0] += 1
    with pytest.raises(PlanFormatError, match="follow one another"):
        plan_from_dict(written, a_plan().source)


def test_a_plan_cannot_hold_what_json_cannot_say() -> None:
    # a float where text belongs is the point
    spoiled = replace(a_plan(), suspicions=(Suspicion("s1", "digits", Span(0, 1), 1.5, ""),))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="float"):
        plan_to_dict(spoiled)


def test_the_published_schema_is_current_and_sound() -> None:
    assert SCHEMA_FILE.read_text("utf-8") == schema_text(), (
        "python -m zhenxing.core.compiler.schema > the file"
    )
    jsonschema.Draft202012Validator.check_schema(plan_schema())


def test_every_title_is_bilingual() -> None:
    titles = [line for line in schema_text().splitlines() if '"title": "' in line]
    assert len(titles) > 150
    assert all(" · " in line for line in titles)
