"""Numbers as the standard writes them; titles broken between words, in lines of like length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.papers.official_number import document_number, proper_number
from zhenxing.papers.official_title import LONGEST, title_lines
from zhenxing.papers.width import width


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("云政发[2026]第05号", "云政发〔2026〕5号"),
        ("云政发（2026）12号", "云政发〔2026〕12号"),
        ("云政办发【２０２６】００３号", "云政办发〔2026〕3号"),
        ("云 政 发 〔2026〕 5 号", "云政发〔2026〕5号"),
        ("云政发〔2026年〕5号", "云政发〔2026〕5号"),
        ("云政发〔2026〕0号", "云政发〔2026〕0号"),
        ("第七号", "第七号"),
        ("", ""),
    ],
)
def test_a_number_is_written_as_the_standard_has_it(typed: str, wanted: str) -> None:
    assert proper_number(typed) == wanted


@pytest.mark.parametrize("given_", [("", 2026, 1), ("云政发", 26, 1), ("云政发", 2026, 0)])
def test_what_is_no_number_is_refused(given_: tuple[str, int, int]) -> None:
    with pytest.raises(ValueError, match="发文字号要有"):
        document_number(*given_)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("督办单", ("督办单",)),
        (
            "云岭县人民政府办公室关于印发《云岭县推进专业镇高质量发展行动方案（2026—2028年）》的通知",
            (
                "云岭县人民政府办公室关于印发",
                "《云岭县推进专业镇高质量发展",
                "行动方案（2026—2028年）》的通知",
            ),
        ),
        ("清河县人民政府\n关于认定县级专业镇的决定", ("清河县人民政府", "关于认定县级专业镇的决定")),
        (
            "清河县工业和信息化局关于2026年第一批拟认定县级专业镇名单的公示",
            ("清河县工业和信息化局关于2026年", "第一批拟认定县级专业镇名单的公示"),
        ),
    ],
)
def test_titles(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


@given(st.text(alphabet="关于印发认定县级专业镇的通知决定《》（）、2026年，", max_size=70))
def test_nothing_is_lost_and_every_line_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(0 < width(line) / 2 <= LONGEST for line in lines)


def test_a_run_that_cannot_be_broken_is_broken_where_the_line_is_full() -> None:
    assert [len(line) for line in title_lines("9" * 100)] == [40, 40, 20]
