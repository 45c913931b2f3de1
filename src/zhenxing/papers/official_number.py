"""发文字号: 云政发〔2026〕5号 — hexagonal brackets, the full year, no 第, no leading zeros."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(
    r"(?P<code>[^\s〔〕\[\]［］()（）【】0-9]{1,20})[〔\[［(（【](?P<year>[12]\d{3})年?[〕\]］)）】]"
    r"第?(?P<order>\d{1,6})号"
)
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def document_number(code: str, year: int, order: int) -> str:
    """`document_number("云政发", 2026, 5)` → 云政发〔2026〕5号. Raises ValueError for what is no number."""
    if not code.strip() or order < 1 or not 1000 <= year <= 9999:
        raise ValueError(f"发文字号要有机关代字、四位年份和从1起的顺序号：{code!r}，{year}，{order}")
    return f"{code.strip()}〔{year}〕{order}号"


def proper_number(text: str) -> str:
    """A number somebody typed, as the standard writes it: 云政发[2026]第05号 → 云政发〔2026〕5号.

    What is not of that form (an older or foreign numbering) stays as it was typed.
    """
    typed = "".join(text.translate(_FULL_WIDTH).split())
    found = _NUMBER.fullmatch(typed)
    if found is None or int(found["order"]) == 0:
        return text.strip()
    return document_number(found["code"], int(found["year"]), int(found["order"]))
