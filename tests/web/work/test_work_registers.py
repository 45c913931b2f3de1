"""The register of hand-overs behaves as every register does."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhenxing.web.kit.testing import RegisterTests, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.work.models import HandOver
from zhenxing.web.work.register import HAND_OVERS


class TestHandOvers(RegisterTests):
    register = HAND_OVERS

    def record(self, where: Area) -> Any:
        return HandOver.objects.create(
            area=where,
            from_unit=unit(where),
            to_unit=unit(where),
            on=date(2026, 3, 2),
            reason="机构改革",
            count=1,
            moved=[{"kind": "任务", "type": "tasks.task", "id": 1, "label": "建一条中试线"}],
        )
