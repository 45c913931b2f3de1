"""What a person may do today, and where: the roles they hold, resolved to plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhenxing.web.kit.scope import Reach


@dataclass(frozen=True)
class Grant:
    """One role held in one place. `area` is the area's tree path, `units` are ids.

    `units` holds the unit the role was given for, the units of the posts the person is in office of,
    and the units those replaced: the clearance is given by the security administrator, the seat moves it.
    """

    role: str
    permissions: Mapping[str, Reach]
    area: str | None = None
    units: tuple[int, ...] = ()
    #: length of one level of an area path
    step: int = 4
