"""Taking one step: the ledger moves the record, its clock is set, its slip written, the next one told."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.core.ledger.states import StateTable
from zhenxing.web.kit.actions import Deed
from zhenxing.web.ledger import services
from zhenxing.web.ledger.models import Clock
from zhenxing.web.organisations.models import Area, LeadingGroup, Unit
from zhenxing.web.problems.flow import COMMON_TABLE, TABLE
from zhenxing.web.problems.models import CommonProblem, Problem, Referral
from zhenxing.web.problems.words import COMMON_STATES, STATES

#: state → the key and the words of the clock that runs in it
CLOCKS = {
    "reported": ("triage", gettext_lazy("分办")),
    "assigned": ("handle", gettext_lazy("办理")),
    "redo": ("redo", gettext_lazy("重办")),
}


def key_of(record: Problem | CommonProblem) -> str:
    """The key of the register that keeps it."""
    return "problems" if isinstance(record, Problem) else "common_problems"


def table_of(record: Problem | CommonProblem) -> StateTable:
    return TABLE if isinstance(record, Problem) else COMMON_TABLE


def take(deed: Deed, record: Problem | CommonProblem, step: str, proofs: Any = ()) -> None:
    """Move it, keep its clock and tell whoever acts next. Fields it changes are set before: one save."""
    if record._state.adding:
        deed.save(record)
    services.transit(deed, record, table_of(record), step, proofs=proofs)
    set_clock(deed, record)
    tell(deed, record)


def set_clock(deed: Deed, record: Problem | CommonProblem) -> None:
    """Stop what ran in another state; run until the day the present one should end by, if one is set."""
    key, label = CLOCKS.get(record.state, ("", ""))
    about = {"subject_type": record._meta.label_lower, "subject_id": record.pk}
    for clock in Clock.objects.running().filter(**about).exclude(key=key):
        services.stop_clock(deed, record, clock.key)
    if key and record.until is not None:
        rule = ClockRule(key, label, 0, document=str(_("服务规则")))
        services.start_clock(deed, record, rule, until=record.until)


def restart_clock(deed: Deed, record: Problem | CommonProblem) -> None:
    """A new clock for the state it is in: another unit, another day."""
    services.stop_clock(deed, record, CLOCKS[record.state][0])
    set_clock(deed, record)


def take_over_day(deed: Deed, record: Problem | CommonProblem, clock: Clock) -> None:
    """Show where its clock ends now: on the record, and on the slip by which its unit was given it."""
    if clock.key == "triage":
        services.take_over(deed, record, "triage_by", clock)
        return
    if clock.stopped_on is not None:
        if record.state == "answered":
            services.take_over(deed, record, "due_on", clock)
        return
    services.take_over(deed, record, "due_on", clock)
    slip = slip_of(record)
    if slip is not None:
        services.take_over(deed, slip, "due_on", clock)


def refer(deed: Deed, record: Problem | CommonProblem) -> Referral:
    """Write the slip by which the record's unit is given it now."""
    which = {"problem": record} if isinstance(record, Problem) else {"common": record}
    made = Referral(
        **which,
        area=record.area,
        unit=record.unit,
        round=record.referrals.count() + 1,
        sent_on=deed.day,
        due_on=record.due_on,
        measures=record.measures,
        sent_by=deed.actor,
    )
    deed.save(made)
    _charge(deed, made)
    return made


def _charge(deed: Deed, slip: Referral) -> None:
    """A slip asks a unit for an answer: counted as asking of the office, where the burden is counted."""
    if not apps.is_installed("zhenxing.web.burden"):
        return
    from zhenxing.web.burden.services import asked  # an app that may be deleted

    office = office_of(slip.area)
    if office is None or office.pk == slip.unit_id:
        return
    what = _("问题办理答复：%(what)s") % {"what": slip.about}
    asked(
        deed, by_unit=office, of_unit=slip.unit, what=what, fields=1, subject=slip.about, due_on=slip.due_on
    )


def slip_of(record: Problem | CommonProblem) -> Referral | None:
    """The slip that waits for an answer now."""
    rows = record.referrals.filter(answered_on__isnull=True, ended_on__isnull=True, archived_at__isnull=True)
    found: Referral | None = rows.order_by("-round", "-pk").first()
    return found


def end_slip(deed: Deed, record: Problem | CommonProblem) -> None:
    """Take the running slip back: it counts for nobody."""
    slip = slip_of(record)
    if slip is not None:
        slip.ended_on = deed.day
        deed.save(slip)


def office_of(area: Area) -> Unit | None:
    """The office of the leading group of a place, or of the nearest place above that has one."""
    return offices({area.path}).get(area.path)


def offices(paths: set[str]) -> dict[str, Unit]:
    """For each path of an area the office that sorts its problems; two statements however many."""
    if not paths:
        return {}
    above = {path[:end] for path in paths for end in range(Area.steplen, len(path) + 1, Area.steplen)}
    groups = LeadingGroup.objects.filter(
        Q(office__isnull=False), area__path__in=above, archived_at__isnull=True
    ).select_related("area", "office")
    by_path = {one.area.path: one.office for one in groups.order_by("-pk")}
    found: dict[str, Unit] = {}
    for path in paths:
        ends = range(len(path), 0, -Area.steplen)
        office = next((by_path[path[:end]] for end in ends if path[:end] in by_path), None)
        if office is not None:
            found[path] = office
    return found


def tell(deed: Deed, record: Problem | CommonProblem) -> None:
    """Into the inbox of whoever acts next: the unit that works on it, else the office."""
    words = dict(STATES if isinstance(record, Problem) else COMMON_STATES)
    unit = record.unit if record.state in ("assigned", "redo") else office_of(record.area)
    if unit is None or record.state in ("merged", "closed"):
        return
    text = _("%(what)s：%(state)s") % {"what": record, "state": words[record.state]}
    if deed.reason:
        text = _("%(text)s。理由：%(reason)s") % {"text": text, "reason": deed.reason}
    services.notify(
        deed,
        key=f"{key_of(record)}:{record.pk}:{record.state}:{deed.at.isoformat()}",
        text=text,
        subject=record,
        url=reverse(f"{key_of(record)}:detail", kwargs={"pk": record.pk}),
        to_unit=unit,
    )
