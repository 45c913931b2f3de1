"""Deeds on an enterprise: a new name, and one record made of two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.refusals import ActionRefused, Invalid

#: what the surviving record takes from the merged one where it knows nothing itself
_FILLED = (
    "code",
    "short_name",
    "kind",
    "status",
    "industry",
    "town",
    "role",
    "main_products",
    "established_on",
    "registered_capital",
    "address",
    "business_scope",
)


@dataclass(frozen=True)
class RenameEnterprise(Action[Enterprise]):
    """The enterprise is called otherwise from a day on; it is still found by its former name."""

    code: ClassVar[str] = "enterprises.rename"
    permission: ClassVar[str] = "enterprises.edit"
    needs_reason: ClassVar[bool] = True

    pk: int
    name: str
    since: date

    def load(self) -> Enterprise:
        return Enterprise.objects.select_for_update().get(pk=self.pk)

    def check(self, deed: Deed) -> None:
        if deed.subject.archived_at is not None:
            raise ActionRefused(_("这条记录已经归档，不能修改。"))
        if self.name.strip() == deed.subject.name:
            raise Invalid({"name": (_("这就是现在的名称。"),)})
        if self.since > timezone.localdate():
            raise Invalid({"since": (_("日期还没有到，到那天再登记。"),)})

    def execute(self, deed: Deed) -> Enterprise:
        enterprise: Enterprise = deed.subject
        until = self.since - timedelta(days=1)
        enterprise.former_names = with_former(enterprise.former_names, f"{enterprise.name}（至{until}）")
        enterprise.name = self.name.strip()
        deed.save(enterprise)
        return enterprise


@dataclass(frozen=True)
class MergeEnterprises(Action[Enterprise]):
    """Two records are one enterprise: `pk` goes into `survivor_id`, with everything that hangs on it.

    The merged record is archived and points to the survivor; its own history stays. What the survivor
    does not know it takes over; what both have, each keeps.
    """

    code: ClassVar[str] = "enterprises.merge"
    permission: ClassVar[str] = "enterprises.merge"
    needs_reason: ClassVar[bool] = True

    pk: int
    survivor_id: int

    def load(self) -> Enterprise:
        return Enterprise.objects.select_for_update().get(pk=self.pk)

    def check(self, deed: Deed) -> None:
        if deed.subject.archived_at is not None:
            raise ActionRefused(_("这条记录已经归档或合并。"))
        survivor = Enterprise.objects.select_for_update().filter(pk=self.survivor_id).first()
        seen = survivor is not None and (
            deed.actor is None or scope.holds(survivor, deed.actor, self.permission)
        )
        if survivor is None or not seen or survivor.archived_at is not None:
            raise Invalid({"survivor": (_("没有这家企业，或者它已经归档。"),)})
        if survivor.pk == self.pk:
            raise Invalid({"survivor": (_("不能并入它自己，请写另一条记录。"),)})

    def execute(self, deed: Deed) -> Enterprise:
        merged: Enterprise = deed.subject
        survivor = Enterprise.objects.get(pk=self.survivor_id)
        merged.archived_at, merged.merged_into = timezone.now(), survivor
        deed.save(merged)
        _fill(survivor, merged)
        deed.save(survivor)
        moved, kept = _move_everything(merged, survivor, deed)
        for name, counts in (("moved", moved), ("kept", kept)):
            if counts:
                deed.changes[name] = ["", "、".join(f"{label} {count}" for label, count in counts)]
        return survivor


def with_former(names: str, name: str) -> str:
    """The former names with one more; the oldest fall off where there is no more room."""
    listed = [one for one in names.split("、") if one]
    if name not in listed:
        listed.append(name)
    while len("、".join(listed)) > 500:
        listed.pop(0)
    return "、".join(listed)


def _fill(survivor: Enterprise, merged: Enterprise) -> None:
    for name in _FILLED:
        if getattr(survivor, name) in (None, ""):
            setattr(survivor, name, getattr(merged, name))
    if survivor.longitude is None:
        survivor.longitude, survivor.latitude = merged.longitude, merged.latitude
    for name in (*merged.former_names.split("、"), merged.name):
        if name and name != survivor.name:
            survivor.former_names = with_former(survivor.former_names, name)


Counts = list[tuple[str, int]]


def _move_everything(merged: Enterprise, survivor: Enterprise, deed: Deed) -> tuple[Counts, Counts]:
    """Rows of every kind that point to the merged record now point to the survivor, but for doublets."""
    moved: dict[str, int] = {}
    kept: dict[str, int] = {}
    for model, field in pointing_here():
        rows = list(model._base_manager.filter(**{field: merged}))
        label = str(model._meta.verbose_name)
        taken = _own_keys(model, field, survivor)
        going = [row for row in rows if not _doublet(row, field, taken, survivor)]
        _repoint(going, model, field, survivor, deed)
        moved[label] = moved.get(label, 0) + len(going)
        kept[label] = kept.get(label, 0) + len(rows) - len(going)
    return _counted(moved), _counted(kept)


def _counted(counts: dict[str, int]) -> Counts:
    return [(label, count) for label, count in counts.items() if count]


def pointing_here() -> Iterator[tuple[type[models.Model], str]]:
    """(model, field name) of every foreign key to an enterprise, in whatever app; histories stay."""
    for relation in Enterprise._meta.get_fields(include_hidden=True):
        if not relation.auto_created or not (relation.one_to_many or relation.one_to_one):
            continue
        model = relation.related_model
        if getattr(model, "derived", False):
            continue  # reckoned anew from what is merged
        if not hasattr(model, "instance_type") and model is not Enterprise.history.model:
            yield model, relation.field.name


def _own_keys(model: type[models.Model], field: str, survivor: Enterprise) -> dict[tuple[str, ...], set[Any]]:
    """The survivor's rows by each unique constraint that the field stands in: names → values taken."""
    rows = model._base_manager.filter(**{field: survivor})
    found = {}
    for constraint in model._meta.total_unique_constraints + _conditional(model):
        names = tuple(name for name in constraint.fields if name != field)
        if field in constraint.fields:
            found[names] = set(rows.values_list(*names))
    return found


def _conditional(model: type[models.Model]) -> list[models.UniqueConstraint]:
    unique = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    return [one for one in unique if one.condition is not None]


def _doublet(
    row: models.Model, field: str, taken: dict[tuple[str, ...], set[Any]], survivor: Enterprise
) -> bool:
    """Whether the survivor has this very row already, or the row would join the survivor to itself."""
    others = [one for one in row._meta.concrete_fields if one.related_model is Enterprise]
    if any(one.name != field and getattr(row, one.attname) == survivor.pk for one in others):
        return True
    return any(
        tuple(row._meta.get_field(name).value_from_object(row) for name in names) in values
        for names, values in taken.items()
    )


def _repoint(
    rows: list[Any], model: type[models.Model], field: str, survivor: Enterprise, deed: Deed
) -> None:
    """Set-based: one update and one insert of history for all rows of a kind."""
    if not rows:
        return
    if not issubclass(model, Record):
        model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**{field: survivor})
        return
    for row in rows:
        setattr(row, field, survivor)
        row.version += 1
    deed.update_many(model, rows, [field, "version"])
