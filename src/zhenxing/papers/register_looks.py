"""The looks of a register's workbook; each is made once."""

from __future__ import annotations

from typing import Any, Final

from zhenxing.core.fields import Field

_INK: Final = "#1F2937"
_LINE: Final = "#B8C0CC"
_BASE: Final = {"font_name": "宋体", "font_size": 10.5, "font_color": _INK, "valign": "vcenter"}
_FRAMED: Final = {**_BASE, "border": 1, "border_color": _LINE}
_HEADING: Final = {
    **_FRAMED,
    "font_name": "黑体",
    "align": "center",
    "text_wrap": True,
    "bg_color": "#DCE6F1",
}
_LOCKED: Final = {"bg_color": "#EEF1F5", "font_color": "#4B5563"}


class RegisterLooks:
    """xlsxwriter's formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}
        self.title = book.add_format({**_BASE, "font_name": "黑体", "font_size": 16, "align": "center"})
        self.note = book.add_format({**_BASE, "text_wrap": True, "valign": "top"})
        self.strong = book.add_format({**_BASE, "bold": True})
        self.framed = book.add_format({**_FRAMED, "text_wrap": True, "valign": "top"})
        self.plain_heading = book.add_format(_HEADING)

    def heading(self, field: Field | None) -> Any:
        """A heading: of a group, of a column, of one that must be filled in or that is locked."""
        required = field is not None and field.required
        locked = field is not None and field.key
        key = ("heading", required, locked)
        if key not in self._made:
            ink = {"font_color": "#9F1239"} if required else {}
            self._made[key] = self._book.add_format(
                {**_HEADING, **ink, **({"bg_color": "#D5DBE5"} if locked else {})}
            )
        return self._made[key]

    def cell(self, field: Field, *, open_: bool = False, quoted: bool = False) -> Any:
        """A cell of a field; `quoted` text stays text however it begins, when it is edited too."""
        key = (field.kind, field.places if field.kind == "decimal" else 0, open_, quoted)
        if key not in self._made:
            look: dict[str, object] = {**_FRAMED, **_kind(field), "locked": not open_}
            if not open_:
                look.update(_LOCKED)
            if quoted:
                look["quote_prefix"] = True
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _kind(field: Field) -> dict[str, object]:
    if field.kind == "money":
        return {"num_format": "#,##0.00", "align": "right"}
    if field.kind == "integer":
        return {"num_format": "#,##0", "align": "right"}
    if field.kind == "decimal":
        return {"num_format": "#,##0." + "#" * field.places if field.places else "#,##0", "align": "right"}
    if field.kind == "date":
        return {"num_format": "yyyy-mm-dd", "align": "center"}
    if field.kind == "year":
        return {"num_format": "0", "align": "center"}
    # as text, so that a code typed in keeps its zeros and all its digits
    return {"num_format": "@", "align": "center" if field.kind in ("flag", "uscc", "division") else "left"}
