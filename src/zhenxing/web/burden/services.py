"""What the ledgers call whenever they ask somebody to report: the asking is counted in the same deed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from zhenxing.web.burden import holdings
from zhenxing.web.burden.flow import ADMITTED
from zhenxing.web.burden.models import TIMES, Ask, Asking
from zhenxing.web.kit.actions import Deed
from zhenxing.web.ledger import queries


@dataclass(frozen=True)
class Request:
    """One addressee of an asking: a unit or an enterprise, and the record that asks."""

    of_unit: Any = None
    of_enterprise: Any = None
    subject: Model | None = None

    def __post_init__(self) -> None:
        if (self.of_unit is None) == (self.of_enterprise is None):
            raise ValueError("an asking is of one unit or of one enterprise")


def asked(
    deed: Deed,
    *,
    by_unit: Any,
    what: str,
    fields: int | Sequence[str],
    of_unit: Any = None,
    of_enterprise: Any = None,
    repeats: str = "once",
    notice_workdays: int | None = None,
    subject: Model | None = None,
    due_on: date | None = None,
    period: str = "",
    on: date | None = None,
) -> Asking:
    """Count one asking, charged to `by_unit`, the department that asks.

    `fields` is how many are asked for, or their names (which are then held against what the product
    holds). Without `notice_workdays` they are counted from today to `due_on`; with neither, the notice is
    not known. Raises `ValueError` unless exactly one of `of_unit` and `of_enterprise` is given.
    """
    one = Request(of_unit, of_enterprise, subject)
    return asked_many(
        deed,
        [one],
        by_unit=by_unit,
        what=what,
        fields=fields,
        repeats=repeats,
        notice_workdays=notice_workdays,
        due_on=due_on,
        period=period,
        on=on,
    )[0]


def asked_many(
    deed: Deed,
    requests: Iterable[Request],
    *,
    by_unit: Any,
    what: str,
    fields: int | Sequence[str],
    repeats: str = "once",
    notice_workdays: int | None = None,
    due_on: date | None = None,
    period: str = "",
    on: date | None = None,
) -> list[Asking]:
    """The same asked of many at once, in a few statements. `on`: the day it was asked (today)."""
    if repeats not in TIMES:
        raise ValueError(f"repeats is one of {', '.join(TIMES)}")
    day = on or deed.day
    names = () if isinstance(fields, int) else tuple(fields)
    if notice_workdays is None and due_on is not None:
        notice_workdays = queries.calendar().between(day, due_on)
    shared = {
        "by_unit": by_unit,
        "what": what[:150],
        "repeats": repeats,
        "fields": fields if isinstance(fields, int) else len(names),
        "held": len(holdings.held(names)),
        "asked_on": day,
        "due_on": due_on,
        "notice_workdays": notice_workdays,
        "period": period[:20],
        "ask": Ask.objects.current().filter(by_unit=by_unit, name=what, state=ADMITTED).first(),
    }
    return deed.create_many(Asking, (_asking(one, shared) for one in requests))


def _asking(one: Request, shared: dict[str, Any]) -> Asking:
    firm = one.of_enterprise
    return Asking(
        **shared,
        area=one.of_unit.area if one.of_unit is not None else getattr(firm, "area", shared["by_unit"].area),
        of_unit=one.of_unit,
        enterprise_id=firm.pk if firm is not None else None,
        enterprise_label=str(firm)[:150] if firm is not None else "",
        **(queries.about(one.subject) if one.subject is not None else {}),
    )
