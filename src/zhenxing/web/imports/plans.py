"""What a dry run found would become of every row: kept whole in the store, read back a page at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhenxing.core.faults import Fault
from zhenxing.web.imports.staging import INSERT, UPDATE
from zhenxing.web.imports.store import FILES

Rows = npt.NDArray[np.int64]

UNCHANGED, REJECTED = 0, 3
#: what becomes of a row → its number in the plan
KINDS: Final = {"insert": INSERT, "update": UPDATE, "unchanged": UNCHANGED, "rejected": REJECTED}
_OPTIONS: Final = pa.ipc.IpcWriteOptions(compression="zstd")


@dataclass(frozen=True)
class Plan:
    """The rows of a workbook and their fate.

    `rows` has for every record of the file `_sheet` (its place among the mapped sheets), `_row` (Excel's),
    `_kind` (`KINDS`), `_target` and `_version` (the record it met, null for none), and the final value of
    every carried field. `was` has the earlier values of the carried fields for the rows that change a
    record, in the order of these; `carried` are the fields' names, those kept beside the sheet last.
    """

    rows: pa.Table
    was: pa.Table
    faults: tuple[Fault, ...]
    carried: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def kinds(self) -> npt.NDArray[np.int8]:
        return np.asarray(self.rows["_kind"].to_numpy())

    def at(self, kind: str) -> Rows:
        """The rows of a fate, by their place in the plan."""
        return np.flatnonzero(self.kinds == KINDS[kind])

    @property
    def counts(self) -> dict[str, int]:
        """Rows by fate, named as an import's columns are."""
        number = {name: int((self.kinds == code).sum()) for name, code in KINDS.items()}
        return {
            "total": len(self.kinds),
            "inserts": number["insert"],
            "updates": number["update"],
            "unchanged": number["unchanged"],
            "rejected": number["rejected"],
        }

    def packed(self) -> bytes:
        """The plan as bytes: two Arrow streams, what goes with them in the first one's metadata."""
        about = {
            "faults": [asdict(fault) for fault in self.faults],
            "carried": self.carried,
            "notes": self.notes,
        }
        sink = pa.BufferOutputStream()
        for table, said in ((self.rows, about), (self.was, {})):
            schema = table.schema.with_metadata({"about": json.dumps(said, ensure_ascii=False)})
            with pa.ipc.new_stream(sink, schema, options=_OPTIONS) as stream:
                stream.write_table(table.replace_schema_metadata(schema.metadata))
        packed: bytes = sink.getvalue().to_pybytes()
        return packed


def keep(plan: Plan) -> str:
    """Store a plan; returns the name it is found by."""
    return FILES.keep(plan.packed())


def load(name: str) -> Plan:
    """The plan of that name."""
    source = pa.BufferReader(FILES.read(name))
    tables = []
    for _part in range(2):
        stream = pa.ipc.open_stream(source)
        tables.append(stream.read_all())
    about = json.loads(tables[0].schema.metadata[b"about"])
    return Plan(
        tables[0],
        tables[1],
        tuple(_fault(said) for said in about["faults"]),
        tuple(about["carried"]),
        tuple(about["notes"]),
    )


def _fault(said: dict[str, Any]) -> Fault:
    details: Sequence[Sequence[str]] = said.pop("details")
    return Fault(**said, details=tuple((name, text) for name, text in details))
