"""What a record is joined to, both ways: the records it points to and those that point to it.

Read from the registers themselves, so that a new kind of record shows up on both pages by its foreign
key alone. Each register is looked at with the viewer's own permission and scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.register import Panel, Register, text

#: of each kind this many are named; the rest are in its own list
MOST = 10


@dataclass(frozen=True)
class Joined:
    """One record that is joined: its name, its page, and a word about it."""

    label: str
    url: str
    aside: str = ""


@dataclass(frozen=True)
class JoinedKind:
    """Records of one kind; `total` is how many there are."""

    title: str | Promise
    rows: tuple[Joined, ...]
    total: int
    url: str

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def inward(record: models.Model, user: Any, apart: frozenset[str] = frozenset()) -> tuple[JoinedKind, ...]:
    """The kinds of record that point to this one, each with its newest rows.

    `apart` are the keys of registers whose rows the page shows elsewhere.
    """
    from zhenxing.web.registers import REGISTERS

    return tuple(
        found
        for register in REGISTERS
        if register.key not in apart
        for name in _fields_to(register, type(record))
        if (found := _pointing(register, name, record, user)) is not None
    )


def _fields_to(register: Register[Any], model: type[models.Model]) -> list[str]:
    if register.role("detail") is None or register.model is model:
        return []
    meta = register.model._meta
    return [one.name for one in (*meta.concrete_fields, *meta.many_to_many) if one.related_model is model]


def _pointing(register: Register[Any], name: str, record: models.Model, user: Any) -> JoinedKind | None:
    if not scope.permits(user, f"{register.key}.view"):
        return None
    rows = in_use(register.rows(user)).filter(**{name: record}).order_by("-pk")
    shown = list(rows[: MOST + 1])
    if not shown:
        return None
    total = rows.count() if len(shown) > MOST else len(shown)
    title: Any = register.title
    fields = _fields_to(register, type(record))
    if len(fields) > 1:  # two ways to point here (上游, 下游): the field says which
        title = f"{title}：{_other_end(register, fields, name)}"
    here = str(record)
    lines = tuple(
        Joined(_without(str(one), here), register.url("detail", one.pk), _aside(one)) for one in shown[:MOST]
    )
    return JoinedKind(title, lines, total, register.url("list"))


def _other_end(register: Register[Any], fields: list[str], name: str) -> str:
    """Of two keys the other says it (pointing here as the supplier, rows name the buyers); else its own."""
    keys = {one.name for one in register.model._meta.concrete_fields}
    two = len(fields) == 2 and keys.issuperset(fields)
    return str(register.field_label(next(one for one in fields if one != name) if two else name))


def _without(label: str, here: str) -> str:
    """A row is not called by the record on whose page it stands: 云岭瓷厂 高新技术企业 → 高新技术企业."""
    return label.removeprefix(here).strip() or label


def _aside(record: Any) -> str:
    """The end of its validity or its state, whichever it has."""
    if getattr(record, "valid_to", None) is not None:
        return f"→ {text(record.valid_to)}"
    display = getattr(record, "get_stage_display", None)
    return str(display()) if display else ""


def outward(record: models.Model, user: Any) -> tuple[Joined, ...]:
    """The records this one points to that have a page the viewer may open; words of a code table are none."""
    found = []
    for field in record._meta.concrete_fields:
        target = getattr(record, field.name) if field.is_relation else None
        register = _register_of(field.related_model) if target is not None else None
        if register is not None and register.rows(user).filter(pk=target.pk).exists():
            found.append(Joined(str(target), register.url("detail", target.pk), str(field.verbose_name)))
    return tuple(found)


def _register_of(model: type[models.Model]) -> Register[Any] | None:
    from zhenxing.web.registers import REGISTERS

    known = (one for one in REGISTERS if one.model is model and one.role("detail") is not None)
    scoped = getattr(model, "scope_by", None)
    return next(known, None) if scoped is not None and scoped.area else None


#: panels for the page of any record: what it points to, and what points to it
JOINED_TO = Panel(_("相关记录"), template="kit/outward.html", load=outward)
JOINED_BY = Panel(_("名下记录"), template="kit/inward.html", load=inward)
