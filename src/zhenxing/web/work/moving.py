"""What hangs on a unit or a post and is still open, kind by kind; and moving it to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.models import Record
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.registry import HandedOver, hand_overs, ledger_of
from zhenxing.web.organisations.models import Post, Unit

#: rows of a kind that are offered one by one; the rest go together
OFFERED = 100
Holder = Unit | Post


@dataclass(frozen=True)
class Item:
    pk: int
    label: str
    url: str


@dataclass(frozen=True)
class Kind:
    """Open records of one kind that name the holder; `more` beyond those offered one by one."""

    key: str
    title: str | Promise
    items: tuple[Item, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.items)


@dataclass(frozen=True)
class Choice:
    """What somebody ticked: of each kind the records named, and whether those not shown go too."""

    picked: frozenset[tuple[str, int]] = frozenset()
    shown: frozenset[tuple[str, int]] = frozenset()
    rest: frozenset[str] = frozenset()

    def of(self, key: str, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of a kind that were chosen."""
        chosen = Q(pk__in=[pk for kind, pk in self.picked if kind == key])
        if key in self.rest:
            chosen |= ~Q(pk__in=[pk for kind, pk in self.shown if kind == key])
        return rows.filter(chosen)


def sources(holder: Holder) -> tuple[HandedOver, ...]:
    """The fields that may name this kind of holder."""
    return tuple(one for one in hand_overs() if _named_by(one) is type(holder))


def key_of(source: HandedOver) -> str:
    return f"{source.model._meta.label_lower}.{source.field}"


def open_rows(source: HandedOver, holder: Holder, user: Any) -> QuerySet[Any]:
    """The open records of a kind that name the holder and that the person may see."""
    rows = source.rows().filter(**{source.field: holder})
    if source.subject:
        rows = rows.select_related(source.subject)
    return _seen(source, rows, user)


def open_kinds(holder: Holder, user: Any) -> tuple[Kind, ...]:
    """Everything open that names the holder, kind by kind; kinds without any are left out."""
    found = []
    for source in sources(holder):
        rows = open_rows(source, holder, user)
        items = tuple(_item(source, row) for row in rows[:OFFERED])
        if items:
            total = len(items) if len(items) < OFFERED else rows.count()
            found.append(Kind(key_of(source), title_of(source), items, total))
    return tuple(found)


def title_of(source: HandedOver) -> str | Promise:
    """What a kind is called: “任务（牵头单位）”."""
    if source.title:
        return source.title
    meta: Any = source.model._meta
    return f"{meta.verbose_name}（{meta.get_field(source.field).verbose_name}）"


def subject_of(source: HandedOver, row: Any) -> Any:
    """The record whose page and clocks a row is part of: its own, or the one it belongs to."""
    return getattr(row, source.subject) if source.subject else row


def clashing(source: HandedOver, rows: list[Any], to: Holder) -> list[Any]:
    """The rows that cannot move because the receiver stands there already (a constraint of the model)."""
    found: list[Any] = []
    meta: Any = source.model._meta
    for names in _unique_with(source):
        others = [name for name in names if name != source.field]
        taken = set(source.model._default_manager.filter(**{source.field: to}).values_list(*others))
        attributes = [meta.get_field(name).attname for name in others]
        found += [row for row in rows if tuple(getattr(row, name) for name in attributes) in taken]
    return found


def move(deed: Deed, source: HandedOver, rows: list[Any], to: Holder) -> None:
    """Let the rows name another holder, with their history; their clocks follow."""
    holder = getattr(rows[0], source.field)
    for row in rows:
        setattr(row, source.field, to)
    subjects = list({subject.pk: subject for row in rows for subject in [subject_of(source, row)]}.values())
    if issubclass(source.model, Record):
        _raised(deed, rows, source.field)
    else:
        source.model._default_manager.bulk_update(rows, [source.field], batch_size=500)
        if isinstance(subjects[0], Record):
            _raised(deed, subjects)  # what changed is a part of it: its history leads to this deed
    _move_clocks(deed, subjects, holder, to)


def _raised(deed: Deed, rows: list[Any], *fields: str) -> None:
    for row in rows:
        row.version += 1
    deed.update_many(type(rows[0]), rows, [*fields, "version"])


def _move_clocks(deed: Deed, subjects: list[Any], holder: Holder, to: Holder) -> None:
    """Running clocks that name the holder name the receiver, unless their ledger still says the holder."""
    label = subjects[0]._meta.label_lower
    names = ("unit",) if isinstance(holder, Unit) else ("post", "leader")
    named = Q()
    for name in names:
        named |= Q(**{name: holder})
    pks = [subject.pk for subject in subjects]
    clocks = list(Clock.objects.running().filter(named, subject_type=label, subject_id__in=pks))
    if not clocks:
        return
    answer = _answering({clock.subject_id for clock in clocks}, subjects)
    for clock in clocks:
        whose = answer.get(clock.subject_id)
        for name in names:
            still = whose is not None and getattr(getattr(whose, name), "pk", None) == holder.pk
            if getattr(clock, f"{name}_id") == holder.pk and not still:
                setattr(clock, name, to)
        if isinstance(to, Post) and clock.post_id == to.pk:
            clock.unit = to.unit
    _raised(deed, clocks, "unit", "post", "leader")


def _answering(pks: Iterable[int], subjects: list[Any]) -> dict[int, Any]:
    """Who answers for each subject now that the rows have moved."""
    ledger = ledger_of(subjects[0])
    if ledger is None:
        return {}
    wanted = set(pks)
    fresh = list(type(subjects[0])._default_manager.filter(pk__in=wanted))
    if ledger.dated is not None:
        return dict(ledger.dated.owners(fresh))
    return {subject.pk: ledger.responsible(subject) for subject in fresh}


def _named_by(source: HandedOver) -> Any:
    return source.model._meta.get_field(source.field).related_model


def _seen(source: HandedOver, rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Those the person may see: the record itself, or the one it is part of."""
    model: Any = source.model
    if source.subject:
        model = source.model._meta.get_field(source.subject).related_model
        seen = scope.visible(model._default_manager.all(), user, permission_to_see(model))
        return rows.filter(**{f"{source.subject}__in": seen.order_by().values("pk")})
    return scope.visible(rows, user, permission_to_see(model))


def permission_to_see(model: type[models.Model]) -> str:
    """The permission of the register of a kind; "" (nobody has it) when it has none."""
    from zhenxing.web.registers import REGISTERS

    return next((f"{register.key}.view" for register in REGISTERS if register.model is model), "")


def _item(source: HandedOver, row: Any) -> Item:
    subject, label = subject_of(source, row), str(row)
    if source.subject:
        holder = str(getattr(row, source.field))
        label = f"{subject}（{label.replace(holder, '').strip(' ·') or title_of(source)}）"
    return Item(row.pk, label, queries.url_of(subject._meta.label_lower, subject.pk))


def _unique_with(source: HandedOver) -> list[tuple[str, ...]]:
    meta = source.model._meta
    named = [
        tuple(one.fields)
        for one in meta.constraints
        if isinstance(one, models.UniqueConstraint) and one.condition is None
    ]
    together = [tuple(one) for one in meta.unique_together]
    return [names for names in (*named, *together) if source.field in names]


def grouped(rows: Iterable[tuple[HandedOver, Any]]) -> dict[str, list[str]]:
    """What moved, by what it is called: for the audit row and the record's page."""
    found: dict[str, list[str]] = defaultdict(list)
    for source, row in rows:
        found[str(title_of(source))].append(str(subject_of(source, row)))
    return found
