"""Questions about imports: which a person sees, what is remembered, where a record's values came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.imports.models import Import, ImportedRow, RememberedColumn
from zhenxing.web.kit import scope
from zhenxing.web.kit.excel import keys_of
from zhenxing.web.kit.origins import Origin
from zhenxing.web.kit.register import Register
from zhenxing.web.organisations.models import Area


def seen(user: Any, permission: str = "view") -> QuerySet[Any]:
    """The imports of places the person may import into; `permission` is a verb on imports."""
    from zhenxing.web.registers import REGISTERS  # it reads every register, also this app's own

    mine = [one.key for one in REGISTERS if scope.permits(user, f"{one.key}.create")]
    rows = scope.visible(Import.objects.filter(register__in=mine), user, f"imports.{permission}")
    return rows.select_related("uploaded_by", "area", "unit")


def recent(register: Register[Any], user: Any, number: int = 5) -> list[Import]:
    """The newest imports into a register that the person sees."""
    return list(seen(user).filter(register=register.key).order_by("-uploaded_at", "-id")[:number])


def place_of(register: Register[Any], user: Any) -> tuple[int | None, int | None]:
    """The area and unit for which the person may make records there: (area id, unit id)."""
    for grant in user.grants():
        if f"{register.key}.create" in grant.permissions:
            area = Area.objects.filter(path=grant.area).values_list("pk", flat=True).first()
            return area, next(iter(grant.units), None)
    return None, None


def remembered(register: Register[Any], user: Any) -> dict[str, str]:
    """Heading → field ("" for a column to leave out), as the person's unit has taught the register."""
    area_id, unit_id = place_of(register, user)
    place = Import(area_id=area_id, unit_id=unit_id).place
    found = RememberedColumn.objects.filter(register=register.key, place=place)
    return dict(found.values_list("heading", "field"))


def origins(record: Any) -> dict[int, Origin]:
    """The record's version → the row of the workbook that made it so."""
    keys = _keys_of(type(record))
    if not keys:
        return {}
    rows = ImportedRow.objects.filter(record_id=record.pk, brought__register__in=keys)
    return {row.record_version: _origin(row) for row in rows.select_related("brought")}


def _keys_of(model: type[Any]) -> list[str]:
    from zhenxing.web.registers import REGISTERS  # it reads every register, also this app's own

    return [register.key for register in REGISTERS if register.model is model]


def _origin(row: ImportedRow) -> Origin:
    sheet = row.brought.mapping[row.sheet]["sheet"] if row.sheet < len(row.brought.mapping) else ""
    words = _("%(file)s · %(sheet)s 第 %(row)d 行") % {"file": row.brought, "sheet": sheet, "row": row.row}
    kind = "insert" if row.record_version == 1 else "update"
    url = reverse("imports:detail", kwargs={"pk": row.brought_id})
    return Origin(words, f"{url}?show={kind}&row={row.sheet}-{row.row}#rows")


def keys_needed(register: Register[Any]) -> list[tuple[str, ...]]:
    """Of every key the fields that a sheet must have: those a record may lack, a sheet may lack too."""
    meta = register.model._meta
    keys: Sequence[tuple[str, ...]] = keys_of(register)
    return [tuple(name for name in key if not meta.get_field(name).blank) or key for key in keys]
