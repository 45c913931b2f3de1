"""Deeds on many chosen rows of a list at once: one audit row, every version checked, refusals named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import differences, scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.refusals import ActionRefused, Message, OutOfScope

#: rows that may be chosen at once
MOST = 500

_GONE = _("没有找到，或者不在您的管理范围内")
_STALE = _("您打开之后已经被别人改过，请看过再改")
_ARCHIVED = _("已经归档")


@dataclass(frozen=True)
class Pick:
    """A chosen row and the version it had on the page it was chosen on."""

    pk: int
    version: int


@dataclass(frozen=True)
class RefusedRow:
    """A chosen row that was left as it is, and why."""

    pk: int
    title: str
    why: Message


@dataclass(frozen=True)
class BulkResult:
    done: tuple[int, ...]
    #: rows that had the value already: nothing to do
    unchanged: int
    refused: tuple[RefusedRow, ...]


class NothingDone(ActionRefused):
    """Every chosen row was refused."""

    def __init__(self, refused: tuple[RefusedRow, ...]) -> None:
        super().__init__(_("所选的记录都没有改动，原因见下。"))
        self.refused = refused


class _BulkAction(Action[BulkResult], abstract=True):
    """Its code and permission follow from the register's key. Rows refused are told, the rest is done."""

    key: str
    model: type[Record]
    picks: tuple[Pick, ...]
    verb: ClassVar[str] = ""

    @property
    def code(self) -> str:
        return f"{self.key}.bulk-{self.verb}"

    @property
    def permission(self) -> str:
        return f"{self.key}.{self.verb}"

    def body(self) -> Mapping[str, Any]:
        return {**super().body(), "model": self.model._meta.label_lower}

    def values(self, deed: Deed) -> dict[str, Any]:
        """What is set on every row."""
        raise NotImplementedError

    def check(self, deed: Deed) -> None:
        if not self.picks:
            raise ActionRefused(_("请先在列表里勾选要办理的记录。"))
        if len(self.picks) > MOST:
            raise ActionRefused(_("一次最多办理 %(most)s 条，请分几次。") % {"most": MOST})

    def execute(self, deed: Deed) -> BulkResult:
        values = self.values(deed)
        known = {record.pk: record for record in self._locked(deed)}
        refused: list[RefusedRow] = []
        changed: list[Record] = []
        for pick in self.picks:
            record = known.get(pick.pk)
            why = _refusal(record, pick, values)
            if record is None or why is not None:
                refused.append(RefusedRow(pick.pk, str(record) if record else f"#{pick.pk}", why or _GONE))
            elif any(getattr(record, name) != value for name, value in values.items()):
                changed.append(record)
        unchanged = len(self.picks) - len(refused) - len(changed)
        if not changed and refused:
            raise NothingDone(tuple(refused))
        self._write(deed, changed, values)
        return BulkResult(tuple(record.pk for record in changed), unchanged, tuple(refused))

    def _locked(self, deed: Deed) -> Iterator[Record]:
        rows = self.model._default_manager.select_for_update(of=("self",)).order_by("pk")
        assert deed.actor is not None
        yield from scope.visible(rows, deed.actor, self.permission).filter(
            pk__in={one.pk for one in self.picks}
        )

    def _write(self, deed: Deed, records: list[Record], values: Mapping[str, Any]) -> None:
        noted: dict[str, Any] = {}
        for record in records:
            before = differences.snapshot(record)
            for name, value in values.items():
                setattr(record, name, value)
            record.version += 1
            record.updated_at = deed.at
            noted[f"{record._meta.label_lower}:{record.pk}"] = differences.changed(
                before, differences.snapshot(record)
            )
        _save(deed, self.model, records, [*values, "version", "updated_at"])
        self._still_in_scope(deed, records)
        deed.changes["others"] = noted
        deed.batch(len(records))

    def _still_in_scope(self, deed: Deed, records: list[Record]) -> None:
        """A deed may not put rows where its doer has no say."""
        mine = self.model._default_manager.filter(pk__in=[record.pk for record in records])
        assert deed.actor is not None
        if scope.visible(mine, deed.actor, self.permission).count() != len(records):
            raise OutOfScope


def _refusal(record: Record | None, pick: Pick, values: Mapping[str, Any]) -> Message | None:
    if record is None:
        return _GONE
    if record.version != pick.version:
        return _STALE
    if record.archived_at is not None:
        return _ARCHIVED
    return _invalid(record, values)


def _invalid(record: Record, values: Mapping[str, Any]) -> Message | None:
    """What does not hold once the values are set, in words; the record itself stays as it was."""
    before = {name: getattr(record, name) for name in values}
    for name, value in values.items():
        setattr(record, name, value)
    try:
        # relations were chosen from what exists: checking each again would be a query a row
        others = {one.name for one in record._meta.fields if one.name not in values or one.is_relation}
        record.clean_fields(exclude=others)
        record.clean()
        _hold(record, values)
    except ValidationError as error:
        return "；".join(error.messages)
    finally:
        for name, value in before.items():
            setattr(record, name, value)
    return None


def _hold(record: Record, values: Mapping[str, Any]) -> None:
    """The model's constraints that the changed fields may break."""
    for model, constraints in record.get_constraints():
        for one in constraints:
            unique = isinstance(one, models.UniqueConstraint) and one.fields and one.condition is None
            if not unique or set(one.fields) & set(values):
                one.validate(model, record)


def _save(deed: Deed, model: type[Record], records: list[Record], names: list[str]) -> None:
    """Rows and their history in a few statements; the history bears the time of the deed."""
    try:
        with transaction.atomic():
            deed.update_many(model, records, names)
    except IntegrityError:
        raise ActionRefused(_("这样改会使所选的几条记录互相重复，什么都没有改动。")) from None


@dataclass(frozen=True)
class BulkEdit(_BulkAction):
    """Set one field of the chosen rows to one value."""

    key: str
    model: type[Record]
    picks: tuple[Pick, ...]
    name: str
    value: Any

    verb: ClassVar[str] = "edit"

    def values(self, deed: Deed) -> dict[str, Any]:
        return {self.name: self.value}


@dataclass(frozen=True)
class BulkArchive(_BulkAction):
    """Take the chosen rows out of use."""

    key: str
    model: type[Record]
    picks: tuple[Pick, ...] = field(default=())

    verb: ClassVar[str] = "archive"
    needs_reason: ClassVar[bool] = True

    def values(self, deed: Deed) -> dict[str, Any]:
        return {"archived_at": deed.at}
