"""What parsing a column of texts gives, and the small tools every parser uses."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
Details = tuple[tuple[str, str], ...]

#: what people put where they have nothing to say: no value, and not a zero
NOTHING: Final = frozenset(
    [
        "-",
        "—",
        "——",
        "–",
        "/",
        "\\",
        "//",
        "…",
        "……",
        ".",
        "无",
        "暂无",
        "没有",
        "空",
        "不详",
        "未知",
        "待定",
        "待补",
        "待填",
        "未填",
        "N/A",
        "NA",
        "n/a",
        "null",
        "NULL",
        "None",
    ]
)
#: no value even in a column of text
DASHES: Final = frozenset(["-", "—", "——", "–", "/", "\\", "//", "…", "……"])
#: how Excel shows a formula that went wrong
ERRORS: Final = r"^#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA|ERROR!)$"

_CONTROL: Final = np.zeros(256, bool)
_CONTROL[:32] = _CONTROL[127] = True
_CONTROL[[9, 10, 13]] = False

Result = TypeVar("Result")


@dataclass
class Parsed:
    """A column's values, null where a cell is empty or wrong.

    `bad` is row → (code of the fault, details); `number` the values as whole multiples of
    10**-places, for comparisons; `notes` are for the person who sent the file.
    """

    values: pa.Array
    bad: dict[int, tuple[str, Details]] = dataclasses.field(default_factory=dict)
    number: npt.NDArray[np.int64] | None = None
    notes: list[str] = dataclasses.field(default_factory=list)

    @property
    def valid(self) -> Mask:
        """Which rows have a value."""
        return as_mask(self.values.is_valid())


def as_mask(values: Any) -> Mask:
    """An Arrow array of booleans as NumPy's; null is False."""
    return np.asarray(values.fill_null(False).to_numpy(zero_copy_only=False), bool)


def trimmed(values: pa.Array) -> pa.Array:
    """Texts without white space at their ends; null where nothing is left."""
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    text = pc.utf8_trim_whitespace(values)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def error_rows(values: pa.Array) -> npt.NDArray[np.int64]:
    """The rows that hold an error of a formula."""
    if not as_mask(pc.starts_with(values, "#")).any():
        return np.zeros(0, np.int64)
    return np.flatnonzero(as_mask(pc.match_substring_regex(values, ERRORS)))


def each_once(
    values: pa.Array, rows: npt.NDArray[np.int64], parse: Callable[[str], Result]
) -> Iterable[tuple[int, Result]]:
    """`parse` of the texts at some rows, called once for each different text."""
    known: dict[str, Result] = {}
    texts = values.take(pa.array(rows)).to_pylist()
    for row, text in zip(rows.tolist(), texts, strict=True):
        if text not in known:
            known[text] = parse(text)
        yield row, known[text]


def has_control(texts: pa.Array) -> bool:
    """Whether any control character but tab and line ends is in a column."""
    data = np.frombuffer(texts.buffers()[2] or b"", np.uint8)
    return bool(_CONTROL[data].any())


def put(values: pa.Array, rows: Iterable[int], new: Iterable[Any]) -> pa.Array:
    """The array with other values in a few rows."""
    at = np.fromiter(rows, np.int64)
    if not at.size:
        return values
    order = np.argsort(at)
    given = list(new)
    mask = np.zeros(len(values), bool)
    mask[at] = True
    replacements = pa.array([given[index] for index in order], values.type)
    return pc.replace_with_mask(values, pa.array(mask), replacements)
