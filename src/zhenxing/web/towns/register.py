"""The registers of towns and of what is kept about each."""

from __future__ import annotations

from typing import Any

from zhenxing.web.kit.register import Register

REGISTERS: tuple[Register[Any], ...] = ()
