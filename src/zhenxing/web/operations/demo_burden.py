"""The asks of the demo county, taken through the same deeds people use; and a season of askings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django.apps import apps
from django.utils import timezone

from zhenxing.packs.demo_burden import load_demo_burden
from zhenxing.web.accounts.models import User
from zhenxing.web.burden import services
from zhenxing.web.burden.actions import JudgeAsk, SubmitAsk
from zhenxing.web.burden.models import Ask, Asking
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.organisations.models import Area, Unit

_Row = Mapping[str, Any]
_WHY = "演示数据"
_CLERK, _SECOND = "bangongshi", "bangongshi2"
_PLAIN = ("name", "whom", "repeats", "notice_workdays", "addressees", "basis_kind", "basis")


@dataclass(frozen=True)
class LoadDemoBurden(Action[int]):
    """Draft the standing asks, and count the askings of the last months."""

    code: ClassVar[str] = "demo.load-burden"
    permission: ClassVar[str] = "asks.create"
    by_system: ClassVar[bool] = True

    home: str

    def execute(self, deed: Deed) -> int:
        content, area = load_demo_burden(), Area.objects.get(code=self.home)
        units = {unit.key: unit for unit in Unit.objects.filter(key__startswith="yl-").select_related("area")}
        asks = {row["name"]: _ask(row, area, units) for row in content["asks"]}
        deed.create_many(Ask, asks.values())
        towns = [unit for unit in units.values() if unit.level == "township"]
        made = [one for row in content["askings"] for one in _askings(deed, row, asks, units, towns)]
        made += [one for row in content["firms"] for one in _of_firms(deed, row, asks)]
        deed.batch(len(asks) + len(made))
        return len(made)


def load_burden(home: str) -> None:
    """Asks drafted, submitted by one clerk and judged by the other; askings counted."""
    run_action(LoadDemoBurden(home), None)
    clerk, second = (User.objects.get(username=name) for name in (_CLERK, _SECOND))
    for row in load_demo_burden()["asks"]:
        ask = Ask.objects.get(name=row["name"])
        run_action(SubmitAsk(ask.pk), clerk, reason=_WHY)
        if row["goes"] != "submitted":
            reason = row.get("reason", "系统里没有按月的数据（演示数据）")
            run_action(JudgeAsk(ask.pk, row["goes"] == "admitted"), second, reason=reason)


def _ask(row: _Row, area: Area, units: Mapping[str, Unit]) -> Ask:
    plain = {name: row[name] for name in _PLAIN if name in row}
    return Ask(area=area, by_unit=units[row["by"]], field_names="\n".join(row["fields"]), **plain)


def _askings(
    deed: Deed, row: _Row, asks: Mapping[str, Ask], units: Mapping[str, Unit], towns: list[Unit]
) -> list[Asking]:
    of = towns if row["of"] == "all" else [units[key] for key in row["of"]]
    requests = [services.Request(of_unit=unit) for unit in of]
    return _counted(deed, row, asks, requests, units.get(row.get("by", "")))


def _of_firms(deed: Deed, row: _Row, asks: Mapping[str, Ask]) -> list[Asking]:
    if not apps.is_installed("zhenxing.web.enterprises"):
        return []
    firms = apps.get_model("enterprises.Enterprise")._default_manager.order_by("pk")[: row["first"]]
    return _counted(deed, row, asks, [services.Request(of_enterprise=firm) for firm in firms], None)


def _counted(
    deed: Deed, row: _Row, asks: Mapping[str, Ask], requests: list[services.Request], by: Unit | None
) -> list[Asking]:
    """The askings of a line of the data, each on its day."""
    ask = asks.get(row["what"])
    fields = row["fields"] if ask is None or "fields" in row else ask.fields
    given = {"by_unit": by or (ask.by_unit if ask else None), "what": row["what"], "fields": fields}
    rhythm, today = ask.repeats if ask else "once", timezone.localdate()
    return [
        one
        for days in row["days"]
        for one in services.asked_many(
            deed,
            requests,
            **given,
            repeats=rhythm,
            notice_workdays=row["notice"],
            on=today + timedelta(days=days),
        )
    ]
