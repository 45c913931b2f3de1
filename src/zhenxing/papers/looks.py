"""The few looks a workbook uses; each is made once."""

from __future__ import annotations

from typing import Any, Final, Literal

Tone = Literal["", "strong", "muted", "warn", "alert", "good", "group", "total", "link"]

_INK: Final = "#1F2937"
_LINE: Final = "#B8C0CC"
_BASE: Final = {"font_name": "宋体", "font_size": 10.5, "font_color": _INK, "valign": "vcenter"}
_TONES: Final[dict[str, dict[str, object]]] = {
    "": {},
    "strong": {"bold": True},
    "muted": {"font_color": "#6B7280"},
    "warn": {"bg_color": "#FEF3C7"},
    "alert": {"bg_color": "#FDE2E1"},
    "good": {"bg_color": "#E3F4E6"},
    "group": {"bold": True, "bg_color": "#F1F5F9", "text_wrap": True},
    "total": {"bold": True, "bg_color": "#E8EEF5"},
    "link": {"font_color": "#0B57A4", "underline": 1},
}
_KINDS: Final[dict[str, dict[str, object]]] = {
    "text": {"text_wrap": True, "align": "left"},
    "long": {"text_wrap": True, "align": "left"},
    "whole": {"align": "center", "num_format": "#,##0"},
    "number": {"align": "right", "num_format": "#,##0.########"},
    "date": {"align": "center", "num_format": "yyyy-mm-dd"},
    "mark": {"align": "center"},
}


class Looks:
    """xlsxwriter's formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str, str], Any] = {}
        self.title = book.add_format(
            {**_BASE, "font_name": "黑体", "font_size": 16, "align": "center", "text_wrap": True}
        )
        self.note = book.add_format({**_BASE, "font_color": "#4B5563", "align": "left", "text_wrap": True})
        self.demo = book.add_format({**_BASE, "bold": True, "font_color": "#B42318", "align": "left"})

    def heading(self, upright: bool) -> Any:
        return self._look("heading", "upright" if upright else "", "")

    def cell(self, kind: str, tone: str = "", number_format: str = "") -> Any:
        return self._look(kind, tone, number_format)

    def _look(self, kind: str, tone: str, number_format: str) -> Any:
        key = (kind, tone, number_format)
        if key not in self._made:
            self._made[key] = self._book.add_format(_properties(*key))
        return self._made[key]


def _properties(kind: str, tone: str, number_format: str) -> dict[str, object]:
    framed = {**_BASE, "border": 1, "border_color": _LINE}
    if kind == "heading":
        head = {"font_name": "黑体", "align": "center", "text_wrap": True, "bg_color": "#DCE6F1"}
        return {**framed, **head, **({"rotation": 270} if tone == "upright" else {})}
    own = {"num_format": number_format} if number_format else {}
    return {**framed, **_KINDS[kind], **_TONES[tone], **own}
