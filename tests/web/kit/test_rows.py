"""Rows written by a plan: the same words whether from values or from records, and nothing unescaped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from zhenxing.web.kit.lists import list_page
from zhenxing.web.kit.register import Column, Register
from zhenxing.web.kit.rows import plain
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.organisations.models import Incumbency, Post, Unit

pytestmark = pytest.mark.django_db
_EVIL = "<script>\"'&%s%"


def body(register: Register[Any], pick: bool = False) -> str:
    rows = register.model._default_manager.select_related(*register.select_related)
    return str(list_page(register, RequestFactory().get("/"), rows, pick).body)


def test_values_and_records_give_the_same_rows() -> None:
    where = area()
    unit(where, _EVIL, short_name="", valid_from=date(2024, 1, 1), kind="office"), unit(where, "甲局")
    columns = ("name", "short_name", "area", "kind", "valid_from", "successor", "version")
    fast = Register(Unit, key="units", columns=columns)
    whole = Register(Unit, key="units", columns=(*columns, Column("x", "x", lambda _unit: "", sort="")))
    said = body(fast, pick=True)
    assert said == body(whole, pick=True).replace('<td class="zx-start" data-label="x">—</td>', "")
    assert "<script>" not in said
    assert "&lt;script&gt;&quot;&#x27;&amp;%s%" in said
    assert 'data-label="类别">办公室</td>' in said
    assert 'data-label="简称">—</td>' in said


def test_labels_with_a_percent_sign_and_colours_are_no_format() -> None:
    unit(area(), "甲局")
    badge = Column("kind", '占比 100% "', badge=lambda one: '"x' if one.kind else "", reads=("kind",))
    said = body(Register(Unit, key="units", columns=("name", badge)))
    assert 'data-label="占比 100% &quot;"' in said
    assert '<span class="zx-badge zx-badge-&quot;x">部门</span>' in said


def test_a_row_is_named_by_its_first_cell_also_when_that_is_a_badge() -> None:
    one = unit(area(), "甲局")
    name = Column("name", badge=lambda _one: "good", reads=("name",))
    assert f'aria-label="选择 {one.pk}"' in body(Register(Unit, key="units", columns=(name,)), pick=True)
    assert 'aria-label="选择 甲局"' in body(Register(Unit, key="units", columns=("name",)), pick=True)


def test_a_column_that_says_what_it_reads_costs_no_query_a_row() -> None:
    where = area()
    for number in range(5):
        post = Post.objects.create(unit=unit(where, f"第{number}局"), title="局长")
        Incumbency.objects.create(post=post, person="孙明", begins=date(2024, 1, 1))
    reads = Column("who", "职务与姓名", lambda one: f"{one.post} {one.person}", reads=("post", "person"))
    register = Register(
        Incumbency, key="incumbencies", columns=("post", reads), select_related=("post__unit",)
    )
    with CaptureQueriesContext(connection) as asked:
        said = body(register)
    assert said.count("局长 孙明") == 5
    assert len(asked) == 2


def test_what_stands_where_there_is_nothing() -> None:
    unit(area(), "甲局")
    columns = ("name", Column("successor", blank="没有"), Column("short_name", blank="没有"), Column("level"))
    assert body(Register(Unit, key="units", columns=columns)).count(">没有<") == 2
    computed = Column("size", "规模", lambda _one: None, blank="待计算")
    assert ">待计算<" in body(Register(Unit, key="units", columns=("name", computed)))


def test_a_plan_is_made_for_each_language() -> None:
    unit(area(), "甲局")
    register = Register(Unit, key="units", columns=("name", "kind"))
    assert "部门" in body(register)
    with translation.override("en"):
        english = body(register)
    assert english
    assert "部门" in body(register)


def test_plain_text_is_escaped_unless_it_is_letters_alone() -> None:
    assert [plain(value) for value in ("甲", "", None, "a<b", 7, True)] == [
        "甲",
        "—",
        "—",
        "a&lt;b",
        "7",
        "是",
    ]


def test_columns_in_another_order_than_the_models_fields_read_the_right_ones() -> None:
    """A record is made of what was fetched, and takes its values in the model's own order."""
    unit(area(), "甲局", short_name="甲", kind="office", valid_from=date(2024, 1, 1))
    said = Column("said", "说", lambda one: f"{one.kind}/{one.name}/{one.valid_from}/{one.short_name}")
    reads = Column("said", "说", said.value, reads=("valid_from", "name", "kind", "short_name"))
    for column in (said, reads):
        columns = ("valid_from", "short_name", column, "name")
        assert ">office/甲局/2024-01-01/甲<" in body(Register(Unit, key="units", columns=columns))
