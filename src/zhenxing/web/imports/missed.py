"""What could not be written in the end: which row, why, and what the record held and holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from zhenxing.web.imports.models import Import
from zhenxing.web.imports.plans import Plan
from zhenxing.web.imports.staging import ROWS_A_SHEET, Refusal
from zhenxing.web.kit import differences
from zhenxing.web.kit.register import Register

#: rows told with what changed in them; of the others only that they were left out
_TOLD = 200


def missed_rows(
    register: Register[Any], brought: Import, plan: Plan, refusals: Sequence[Refusal]
) -> list[dict[str, Any]]:
    """Plain values for the page: sheet, row, code, message, who changed it, and the changes."""
    numbers = plan.rows["_sheet"].to_numpy().astype(np.int64) * ROWS_A_SHEET + plan.rows["_row"].to_numpy()
    place = {int(number): at for at, number in enumerate(numbers.tolist())}
    records = _records(register, plan, [place[one.row] for one in refusals[:_TOLD]])
    told = []
    for order, one in enumerate(refusals):
        at = place[one.row]
        sheet, row = divmod(one.row, ROWS_A_SHEET)
        said: dict[str, Any] = {
            "sheet": brought.mapping[sheet]["sheet"],
            "row": row,
            "code": one.code,
            "message": str(one.message),
            "fields": list(one.fields),
        }
        record = records.get(plan.rows["_target"][at].as_py()) if order < _TOLD else None
        if record is not None:
            changed, by = differences.since(record, plan.rows["_version"][at].as_py())
            said |= {"by": by, "title": str(record)}
            said["changes"] = [[str(each.label), each.was, each.now] for each in changed]
        told.append(said)
    return told


def _records(register: Register[Any], plan: Plan, rows: list[int]) -> dict[int, Any]:
    targets = [pk for at in rows if (pk := plan.rows["_target"][at].as_py()) is not None]
    return register.model._base_manager.in_bulk(targets)
