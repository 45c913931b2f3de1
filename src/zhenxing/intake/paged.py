"""Pages of text from formats that keep only what is printed where: PDF and OFD."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from zhenxing.intake.errors import refusal
from zhenxing.intake.extract import Extract, without_nul

_UNMAPPED: Final = re.compile(r"\(cid:\d{1,6}\)|[\ue000-\uf8ff\ufffd]")
#: shapes that fonts often stand for the ordinary character: Kangxi radicals, compatibility forms
_STAND_INS: Final = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
#: from so many hundredths of unmapped characters on, the text is not worth reading
_UNREADABLE: Final = 30
#: a page with fewer letters holds at most its number
_THIN_PAGE: Final = 2


def joined(pages: list[str], kind: str, broken: Sequence[int] = ()) -> Extract:
    """The pages as one text; `kind` (PDF, OFD) names the file, `broken` pages are told in a note.

    Raises `scanned`, `print_fonts`.
    """
    thin = [number for number, page in enumerate(pages, 1) if sum(map(str.isalpha, page)) < _THIN_PAGE]
    thin = [number for number in thin if number not in broken]
    if len(thin) + len(broken) == len(pages):
        raise refusal("scanned", pages=len(pages), kind=kind)
    text = "\n".join(pages)
    marked, unmapped = _UNMAPPED.subn("?", text)
    if unmapped * 100 > _UNREADABLE * len("".join(marked.split())):
        raise refusal("print_fonts", kind=kind)
    text, stand_ins = _ordinary(text)
    text, nul = without_nul(text)
    notes = [*_damaged(broken, len(pages)), *_notes(thin, len(pages), unmapped, stand_ins, kind)]
    return Extract(text, page_starts=_starts(pages), notes=(*notes, *nul))


def _damaged(broken: Sequence[int], pages: int) -> list[str]:
    if not broken:
        return []
    return [
        f"共 {pages} 页，其中第 {page_numbers(broken)} 页已损坏，没有读到，其余各页照常读入。"
        "请打开原件看看这几页，能看到的话另存一份再上传。"
    ]


def _starts(pages: list[str]) -> tuple[int, ...]:
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    return tuple(starts)


def _notes(thin: list[int], pages: int, unmapped: int, stand_ins: int, kind: str) -> list[str]:
    notes = []
    if thin:
        notes.append(
            f"共 {pages} 页，其中第 {page_numbers(thin)} 页几乎没有文字，可能是扫描的图片，"
            "其中的内容没有读到。"
        )
    if unmapped:
        notes.append(f"有 {unmapped} 个字符因 {kind} 字体缺少文字对照而没有读出，请对照原件。")
    if stand_ins:
        notes.append(f"{kind} 字体以部首或兼容字形代替的 {stand_ins} 个字已还原为通行字。")
    return notes


def page_numbers(numbers: Sequence[int]) -> str:
    """`2、5—9、12`: runs of pages are drawn together, and a long list is cut short."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    shown = "、".join("—".join(map(str, run)) for run in runs[:20])
    return shown + ("等" if len(runs) > 20 else "")


def _ordinary(text: str) -> tuple[str, int]:
    """Stand-ins → the character they are drawn as, one for one, so that page starts stay right."""
    count = 0

    def ordinary(match: re.Match[str]) -> str:
        nonlocal count
        folded = unicodedata.normalize("NFKC", match.group())
        usable = len(folded) == 1 and folded != match.group()
        count += usable
        return folded if usable else match.group()

    return _STAND_INS.sub(ordinary, text), count
