"""What a person may do today, and where: the roles they hold, resolved to plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhenxing.web.kit.scope import Reach


@dataclass(frozen=True)
class Grant:
    """One role held in one place. `area` is the area's tree path, `unit` the unit's id."""

    role: str
    permissions: Mapping[str, Reach]
    area: str | None = None
    unit: int | None = None
    #: length of one level of an area path
    step: int = 4
