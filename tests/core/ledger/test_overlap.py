"""What is asked is held against what is known: the same field however it is written, nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.ledger.overlap import MOST_FIELDS, known_as, overlaps, plain, split_fields

KNOWN = known_as(
    [
        ("统一社会信用代码", "企业"),
        ("企业名称", "企业"),
        ("从业人员", "企业"),
        ("主营业务收入", "企业指标数据"),
    ]
)


def test_fields_are_read_as_people_paste_them() -> None:
    typed = "1.企业名称\n2、用工人数（人）\t联系电话，  企业名称\n\n3\n"
    assert split_fields(typed) == ("企业名称", "用工人数（人）", "联系电话")
    assert len(split_fields("、".join(f"字段{n}甲" for n in range(900)))) == MOST_FIELDS


def test_the_same_field_is_found_however_it_is_written() -> None:
    asked = (
        "（一）企业 名称",
        "名称",
        "统一社会信用代码(18位)",
        "从业人员数（人）",
        "本年主营业务收入",
        "用电量",
    )
    found = {one.field: (one.label, one.alike) for one in overlaps(asked, KNOWN)}
    assert found["统一社会信用代码(18位)"] == ("统一社会信用代码", 100.0)
    assert found["从业人员数（人）"] == ("从业人员", 100.0)
    assert found["本年主营业务收入"] == ("主营业务收入", 100.0)
    assert found["（一）企业 名称"] == ("企业名称", 100.0)
    assert "用电量" not in found


def test_nearly_the_same_long_name_is_said_to_be_alike() -> None:
    (one,) = overlaps(["统一社会信用代码证"], KNOWN)
    assert one.label == "统一社会信用代码" and 88 <= one.alike < 100
    # two short names that differ in one character are two things
    assert overlaps(["从业时间"], KNOWN) == ()


@given(st.lists(st.text(max_size=40), max_size=20))
def test_whatever_is_typed_every_field_is_found_in_a_form_that_holds_it(names: list[str]) -> None:
    fields = split_fields("\n".join(names))
    known = known_as((name, "表") for name in fields)
    found = {one.field for one in overlaps(fields, known)}
    assert found == {name for name in fields if len(plain(name)) >= 2}


def test_hostile_brackets_do_not_hang() -> None:
    assert len(split_fields("（" * 200_000 + "\n" * 200_000)) == 1
    assert plain("（" * 200_000) == "(" * 120
