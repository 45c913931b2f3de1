"""Where a Word file departs from GB/T 9704-2012, in the words of the one who has to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhenxing.papers.official_number import proper_number
from zhenxing.papers.read_back import Layout, ReadParagraph

_PAGE: Final = (210.0, 297.0)
_MARGINS: Final = (("上", 37.0), ("右", 26.0), ("下", 35.0), ("左", 28.0))
_FACES: Final = {
    "Title": ("标题", "小标宋", 22.0),
    "BodyText": ("正文", "仿宋", 16.0),
    "Heading1": ("一级标题", "黑体", 16.0),
    "Heading2": ("二级标题", "楷体", 16.0),
    "Heading3": ("三级标题", "仿宋", 16.0),
    "Heading4": ("四级标题", "仿宋", 16.0),
    "Addressee": ("主送机关", "仿宋", 16.0),
    "AttachmentMark": ("附件序号", "黑体", 16.0),
    "Organ": ("发文机关标志", "小标宋", 0.0),
}
_BRACKETS: Final = re.compile(r"[\[（(【［]\d{4}[\]）)】］]")


def departures(layout: Layout) -> tuple[str, ...]:
    """Everything that is not as the standard has it; empty for a paper that keeps it."""
    return (
        *_page(layout),
        *_faces(layout),
        *_head(layout),
        *_signature(layout),
        *_page_numbers(layout),
        *_imprint(layout),
        *_fonts(layout),
    )


def _page(layout: Layout) -> Iterator[str]:
    if any(abs(is_ - wanted) > 1 for is_, wanted in zip(layout.page, _PAGE, strict=True)):
        yield f"纸张是{layout.page[0]:.0f}×{layout.page[1]:.0f}毫米，应为A4。"
    for (name, wanted), is_ in zip(_MARGINS, layout.margins, strict=True):
        if abs(is_ - wanted) > 1:
            yield f"{name}边距是{is_:.1f}毫米，应为{wanted:.0f}±1毫米。"
    if (layout.lines, layout.characters) != (22, 28):
        yield f"文档网格是每面{layout.lines}行、每行{layout.characters}字，应为22行、28字。"


def _faces(layout: Layout) -> Iterator[str]:
    for found in layout.paragraphs:
        name, face, size = _FACES.get(found.style, ("", "", 0.0))
        if name and found.runs and (face not in found.font or size not in (0.0, found.size)):
            wanted = f"{face}{size:g}磅" if size else face
            yield f"{name}“{found.text[:12]}”用的是{found.font}{found.size:g}磅，应为{wanted}。"
        if found.style == "BodyText" and found.align == "both" and found.first_line != 2:
            yield f"正文段落“{found.text[:12]}”没有左空二字。"


def _head(layout: Layout) -> Iterator[str]:
    for organ in layout.styled("Organ"):
        if organ.runs and organ.runs[0].colour != "FF0000":
            yield "发文机关标志不是红色。"
    for number in layout.styled("Number"):
        text = number.text.split("\t")[0]
        if not number.red_line:
            yield "发文字号之下没有红色分隔线。"
        if _BRACKETS.search(text) or proper_number(text) != text:
            yield f"发文字号“{text}”应写成“{proper_number(text)}”。"
    for addressee in layout.styled("Addressee"):
        if addressee.first_line or not addressee.text.endswith("："):
            yield f"主送机关“{addressee.text[:12]}”应顶格，末尾用全角冒号。"


def _signature(layout: Layout) -> Iterator[str]:
    for day in layout.styled("Date"):
        if day.align != "right" or day.right < 2:
            yield f"成文日期“{day.text}”应靠右，右空四字。"
        if re.search(r"(?<!\d)0\d|[〇零一二三四五六七八九十]", day.text):
            yield f"成文日期“{day.text}”应用阿拉伯数字，月、日不编虚位。"


def _page_numbers(layout: Layout) -> Iterator[str]:
    if not layout.odd_and_even:
        yield "没有分单双页编排页码。"
    for kind, name, side in (("default", "单", "right"), ("even", "双", "left")):
        footer = layout.footers.get(kind)
        if footer is None or not footer.page_field:
            yield f"{name}页没有页码。"
        else:
            yield from _page_number(footer, name, side)


def _page_number(footer: ReadParagraph, name: str, side: str) -> Iterator[str]:
    if footer.align != side:
        yield f"{name}页码应居{'右' if side == 'right' else '左'}。"
    if not (footer.text.startswith("—") and footer.text.endswith("—")):
        yield f"{name}页码两边没有一字线。"
    if footer.size != 14 or "宋体" not in footer.font:
        yield f"{name}页码用的是{footer.font}{footer.size:g}磅，应为宋体14磅。"


def _imprint(layout: Layout) -> Iterator[str]:
    if not layout.boxed:
        return
    for edge, name, wanted in (("top", "首条", 1.0), ("bottom", "末条", 1.0), ("insideH", "中间", 0.75)):
        if abs(layout.rules.get(edge, 0) - wanted) > 0.2:
            yield f"版记{name}分隔线粗{layout.rules.get(edge, 0):g}磅，应为{wanted:g}磅。"
    for found in layout.boxed:
        if found.runs and (found.size != 14 or "仿宋" not in found.font):
            yield f"版记“{found.text[:12]}”用的是{found.font}{found.size:g}磅，应为仿宋14磅。"


def _fonts(layout: Layout) -> Iterator[str]:
    used = {run.font for found in (*layout.paragraphs, *layout.boxed) for run in found.runs}
    for name in sorted(used):
        if not layout.fonts.get(name):
            yield f"字体“{name}”没有声明替代字体。"
