"""Places, units and clocks for the tests of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.ledger import services
from zhenxing.web.ledger.models import Clock
from zhenxing.web.organisations.models import Area, LeadingGroup, Unit

CHINA = ZoneInfo("Asia/Shanghai")
TEN_DAYS = ClockRule("handle", "办理", 10)


def at(day: date) -> datetime:
    """The small hours of a day, when a nightly tick runs."""
    return datetime(day.year, day.month, day.day, 1, 30, tzinfo=CHINA)


@dataclass(frozen=True)
class Do(Action[Any]):
    """Any call of the services, as a deed of the system or of a person."""

    code: ClassVar[str] = "tests.do"
    permission: ClassVar[str] = "clocks.view"
    by_system: ClassVar[bool] = True

    call: Any

    def execute(self, deed: Deed) -> Any:
        return self.call(deed)

    def body(self) -> dict[str, Any]:
        return {}


def do(call: Any, actor: Any = None, **options: Any) -> Any:
    """What the call returns, done inside a deed."""
    return run_action(Do(call), actor, **options).result


def office_of(where: Area) -> Unit:
    """The office of the place's leading group, which issues letters."""
    office: Unit = Unit.objects.create(area=where, name=f"{where}专业镇办公室", kind="office")
    LeadingGroup.objects.create(name=f"{where}专业镇建设领导小组", area=where, office=office)
    return office


def clock_on(unit: Unit, *, on: date, rule: ClockRule = TEN_DAYS, ladder: str = "general") -> Clock:
    """A clock on a record (here: the unit itself), climbing a ladder."""
    clock: Clock = do(lambda deed: services.start_clock(deed, unit, rule, unit=unit, on=on))
    if ladder:
        clock.ladder = ladder
        from zhenxing.web.ledger import queries
        from zhenxing.web.ledger.timing import settle

        settle(clock, queries.calendar())
        clock.save()
    return clock


def audit_rows() -> int:
    return AuditEntry.objects.count()
