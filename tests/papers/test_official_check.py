"""What is not as the standard has it is told in the words of the one who has to mend it."""

from __future__ import annotations

import io
import zipfile

import pytest

from papers.official_samples import a_paper
from zhenxing.papers.official import official_docx
from zhenxing.papers.official_check import departures
from zhenxing.papers.read_back import read_back


def changed(part: str, *swaps: tuple[str, str]) -> bytes:
    """The sample paper with some of its XML changed by somebody's hand."""
    source = zipfile.ZipFile(io.BytesIO(official_docx(a_paper())))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            for old, new in swaps if name == part else ():
                assert old in text, old
                text = text.replace(old, new)
            archive.writestr(name, text)
    return output.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        ("word/document.xml", 'w:w="11906"', 'w:w="12240"', "应为A4"),
        ("word/document.xml", 'w:top="2098"', 'w:top="1440"', "上边距是25.4毫米"),
        ("word/document.xml", 'w:linePitch="579"', 'w:linePitch="312"', "应为22行、28字"),
        ("word/document.xml", '<w:docGrid w:type="linesAndChars"', "<w:docGrid", "每行0字"),
        ("word/document.xml", "〔2026〕5号", "[2026]05号", "应写成“清政发〔2026〕5号”"),
        ("word/document.xml", 'w:color="FF0000"', 'w:color="000000"', "没有红色分隔线"),
        ("word/document.xml", '<w:color w:val="FF0000"/>', '<w:color w:val="00B050"/>', "不是红色"),
        ("word/document.xml", "县直各有关单位：", "县直各有关单位", "末尾用全角冒号"),
        ("word/document.xml", 'w:rightChars="400"', 'w:rightChars="0"', "右空四字"),
        ("word/document.xml", "2026年3月5日", "2026年03月05日", "不编虚位"),
        (
            "word/document.xml",
            'w:eastAsia="黑体"',
            'w:eastAsia="宋体"',
            "一级标题“一、认定结果”用的是宋体16磅",
        ),
        ("word/styles.xml", 'w:firstLineChars="200"', 'w:firstLineChars="0"', "没有左空二字"),
        ("word/settings.xml", "<w:evenAndOddHeaders/>", "", "没有分单双页"),
        ("word/footer1.xml", '<w:jc w:val="right"/>', '<w:jc w:val="center"/>', "单页码应居右"),
        ("word/footer2.xml", " PAGE ", " DATE ", "双页没有页码"),
        ("word/footer2.xml", "—", "", "没有一字线"),
        ("word/footer1.xml", 'w:sz w:val="28"', 'w:sz w:val="18"', "应为宋体14磅"),
        (
            "word/document.xml",
            '<w:insideH w:val="single" w:sz="6"',
            '<w:insideH w:val="single" w:sz="18"',
            "中间分隔线",
        ),
        ("word/document.xml", '<w:sz w:val="28"/>', '<w:sz w:val="20"/>', "应为仿宋14磅"),
        ("word/fontTable.xml", "Noto Serif CJK SC", "", ""),
        ("word/fontTable.xml", 'w:name="仿宋_GB2312"', 'w:name="另一种"', "没有声明替代字体"),
    ],
)
def test_each_departure_is_told(part: str, old: str, new: str, told: str) -> None:
    found = departures(read_back(changed(part, (old, new))))
    assert bool(found) == bool(told)
    assert any(told in text for text in found) or not told


def test_a_grid_may_be_missing() -> None:
    layout = read_back(changed("word/document.xml", ("<w:docGrid", "<w:noGrid")))
    assert (layout.lines, layout.characters) == (0, 0)
