"""What a table's columns hold and how its rows hang together: the one description that a template,
an import, a page and an interface are made from.

    TableSpec("enterprises", "企业", (
        Field("credit_code", "统一社会信用代码", "uscc", required=True, key=True),
        Field("revenue", "营业收入", "money", aliases=("主营收入",), minimum=Decimal(0)),
    ), natural_key=("credit_code",))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

Kind = Literal[
    "text", "integer", "decimal", "money", "date", "year", "flag", "choice",
    "uscc", "division", "industry", "reference",
]  # fmt: skip

#: kinds whose values are amounts
NUMBERS: Final = frozenset({"integer", "decimal", "money"})
#: kinds whose values are codes made of digits and capitals
CODES: Final = frozenset({"uscc", "division", "industry"})

Bound = int | Decimal | date | None


@dataclass(frozen=True)
class Choice:
    """One value of a code table: what is stored, what people read, what else they write."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, self.value, *self.aliases)


@dataclass(frozen=True)
class Field:
    """One column.

    `unit` is the unit that values are kept in: money always in 元, a percentage as written (%).
    `places` are decimals kept of a `decimal`. `aliases` are other headings people give the column,
    `groups` the headings above it, outermost first. A `key` is locked in a template.
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    minimum: Bound = None
    maximum: Bound = None
    max_length: int | None = None
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    places: int = 6
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    key: bool = False
    help: str = ""

    def __post_init__(self) -> None:
        if self.kind == "choice" and not self.choices:
            raise ValueError(f"{self.name}: a choice needs its choices")
        if not 0 <= self.places <= 9:
            raise ValueError(f"{self.name}: 0 to 9 decimals can be kept, not {self.places}")

    @property
    def decimals(self) -> int:
        """Digits kept after the point: none of whole numbers, two of money."""
        return {"integer": 0, "money": 2}.get(self.kind, self.places)

    @property
    def stored_in(self) -> str:
        """The unit values are kept in."""
        return "元" if self.kind == "money" else self.unit

    @property
    def names(self) -> tuple[str, ...]:
        """Every heading the column goes by, its own first."""
        return (self.label, *self.aliases)


@dataclass(frozen=True)
class SumRule:
    """`total` equals the sum of `parts`, give or take `tolerance`, in every row that has them all."""

    total: str
    parts: tuple[str, ...]
    tolerance: Decimal = Decimal("0.01")

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class AtMostRule:
    """`part` is no more than `whole` in every row that has both: 其中 rows, an end before its beginning."""

    part: str
    whole: str

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.part, self.whole)


Rule = SumRule | AtMostRule


@dataclass(frozen=True)
class TableSpec:
    """A table: its columns, what must hold between them, and the columns that tell its rows apart."""

    key: str
    title: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    natural_key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.key}: two fields have one name")
        said = {name for rule in self.rules for name in rule.fields} | set(self.natural_key)
        if unknown := said - set(names):
            raise ValueError(f"{self.key}: no field is called {', '.join(sorted(unknown))}")

    def field(self, name: str) -> Field:
        """The field of a name; raises `KeyError`."""
        return next((field for field in self.fields if field.name == name), None) or _no_field(self, name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def labels(self, names: Sequence[str]) -> str:
        """The labels of some fields as one text."""
        return "、".join(self.field(name).label for name in names)


def _no_field(spec: TableSpec, name: str) -> Field:
    raise KeyError(f"{spec.key}.{name}")


#: columns of an exported workbook that say which record, in which version, a row came from
RECORD_ID: Final = Field("record_id", "记录编号", "integer", key=True, help="系统用来对应记录，请勿改动")
RECORD_VERSION: Final = Field("record_version", "记录版本", "integer", key=True, help="系统用来核对版本")
RECORD_FIELDS: Final = (RECORD_ID, RECORD_VERSION)


def column_letter(index: int) -> str:
    """Excel's name of a column counted from 0: A, Z, AA."""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters = chr(65 + letter) + letters
        index -= 1
    return letters


def column_index(letters: str) -> int:
    """The number, from 0, of a column by Excel's name."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
