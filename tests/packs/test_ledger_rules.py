"""The rules of lights and the ladders can be read, cite where they are from, and give way to a site's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zhenxing.core.ledger.lights import light
from zhenxing.packs.ledger_rules import (
    LedgerPackError,
    ladder,
    light_rule,
    load_ladders,
    load_lights,
    load_wordings,
)
from zhenxing.papers.wording import faults

DAY = date(2026, 3, 2)


def test_every_shipped_rule_cites_and_says_how_far_it_goes() -> None:
    for rule in (*load_lights(), *load_ladders()):
        assert rule.document
        assert rule.begins is not None
        assert rule.status in {"verified", "to-verify", "example"}


def test_every_shipped_rule_says_a_colour_for_every_day() -> None:
    for rule in load_lights():
        for left in range(-30, 60):
            inputs = {"left": left, "nodes_done": 1, "nodes_total": 2, "elapsed": 0}
            assert light(rule, inputs).colour in {"red", "yellow", "green"}


def test_rules_are_found_by_key_and_day() -> None:
    found, climbed = light_rule("tasks", DAY), ladder("general", DAY)
    assert found is not None
    assert climbed is not None
    assert [step.key for step in climbed.steps][-1] == "interview"
    assert light_rule("nothing", DAY) is None
    assert ladder("general", date(1999, 1, 1)) is None


def test_wordings_name_fields_alone() -> None:
    allowed = frozenset(
        {"发文单位", "文号", "主送", "事项", "时限", "到期日", "超期天数", "责任单位"}
        | {"签收期限", "反馈期限", "依据文件", "颜色"}
    )
    assert set(load_wordings()) == {"督办单", "通报", "约谈通知书"}
    for title, body in load_wordings().values():
        assert faults(title, allowed) == faults(body, allowed) == ()


def test_a_site_s_own_file_comes_first(tmp_path: Path) -> None:
    (tmp_path / "lights.yaml").write_text(
        "lights:\n  - key: general\n    label: 本县\n    steps:\n"
        "      - {colour: red, when: {elapsed: {above: 0.5}}, text: 过半为红灯}\n",
        encoding="utf-8",
    )
    mine = light_rule("general", DAY, tmp_path)
    assert mine is not None
    assert (mine.label, mine.status) == ("本县", "site")
    assert light(mine, {"elapsed": 1}).colour == "red"
    assert light_rule("tasks", DAY, tmp_path) == light_rule("tasks", DAY)
    assert ladder("general", DAY, tmp_path) == ladder("general", DAY)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lights.yaml", "lights: [{label: 没有标识}]"),
        ("lights.yaml", "- a list"),
        (
            "lights.yaml",
            "lights: [{key: x, label: x, steps: [{colour: red, when: {mood: {above: 1}}, text: x}]}]",
        ),
        ("ladders.yaml", "ladders: [{key: x, label: x, steps: []}]"),
        ("ladders.yaml", "ladders: [{key: x, label: x, steps: [{key: blue}]}]"),
    ],
)
def test_a_wrong_file_of_a_site_is_told(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(LedgerPackError):
        light_rule("x", DAY, tmp_path) if name == "lights.yaml" else ladder("x", DAY, tmp_path)
