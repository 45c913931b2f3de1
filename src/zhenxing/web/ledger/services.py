"""What other apps call from inside their actions, in the same transaction: clocks, transits, notices.

Every function takes the `Deed` that is being done: what it changes is in that deed's audit row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.core.ledger.clocks import ClockRule, paused
from zhenxing.core.ledger.states import NotOpen, State, StateTable, Transition
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, NeedsReason, SelfApproval
from zhenxing.web.ledger import deadlines, noticing, queries
from zhenxing.web.ledger.deadlines import take_over
from zhenxing.web.ledger.models import Clock, ClockExtension, ClockPause, Notice, Transit
from zhenxing.web.ledger.queries import clocks_of, lights_of
from zhenxing.web.ledger.registry import Ledger, Responsible, ledger_of
from zhenxing.web.ledger.shown import transits
from zhenxing.web.ledger.tallies import lights_by, loads_by
from zhenxing.web.ledger.ticking import TickReport, tick
from zhenxing.web.ledger.timing import settle

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

__all__ = [
    "TickReport",
    "clocks_of",
    "extend",
    "lights_by",
    "lights_of",
    "loads_by",
    "notify",
    "pause",
    "resume",
    "start_clock",
    "stop_clock",
    "take_over",
    "tick",
    "transit",
    "transits",
]


def start_clock(
    deed: Deed,
    subject: Model,
    rule: ClockRule,
    *,
    unit: Any = None,
    post: Any = None,
    on: date | None = None,
    until: date | None = None,
) -> Clock:
    """Start a clock on a saved record; one of the same key that runs already is given back as it is.

    `on` is the day it starts (not counted; today if not said). `until`: a day set instead of the limit.
    Without `unit` and `post` the registered ledger says who answers. Raises `ActionRefused` when neither
    says where the record belongs.
    """
    running = queries.running(subject, rule.key)
    if running is not None:
        return running
    whose = _whose(subject, unit, post)
    ledger = ledger_of(subject)
    clock = Clock(
        **queries.about(subject),
        area=whose.area,
        key=rule.key,
        label=str(rule.label),
        limit=rule.limit,
        counted_in=rule.unit,
        until=until,
        rolls=rule.rolls,
        clause=rule.clause,
        document=rule.document,
        light_rule=ledger.light if ledger else "general",
        ladder=ledger.escalation if ledger else "",
        started_on=on or deed.day,
        unit=whose.unit,
        post=whose.post,
        leader=whose.leader,
    )
    settle(clock, queries.calendar(fresh=True))
    deed.save(clock)
    return clock


def stop_clock(deed: Deed, subject: Model, key: str, *, on: date | None = None) -> Clock | None:
    """Stop the running clock of a key; None when none runs. A pause that is on ends with it."""
    clock = queries.running(subject, key)
    if clock is None:
        return None
    day = max(on or deed.day, clock.started_on)
    moved = _end_pause(clock, day) and clock.until is not None
    if moved:
        settle(clock, queries.calendar(fresh=True))
    clock.stopped_on, clock.acts_on = day, None
    deed.save(clock)
    if moved:
        deadlines.follow(deed, clock, subject)
    return clock


def pause(deed: Deed, clock: Clock, *, reason: str, on: date | None = None) -> ClockPause:
    """Stop counting from a day (today) on. Refused for a clock that is stopped or paused already."""
    _still_runs(clock)
    deadlines.only_pausable(clock)
    day = on or deed.day
    if not reason.strip():
        raise NeedsReason
    if clock.pauses.filter(ends__isnull=True).exists() or paused(clock.run(), day):
        raise ActionRefused(_("这个时限已经暂停，恢复以后才能再次暂停。"))
    if clock.due_on is not None and clock.due_on < day:
        said = _("这个时限在 %(day)s 已经到期，不能暂停；确需更多时间，请办理延期。")
        raise ActionRefused(said % {"day": clock.due_on})
    if day < clock.started_on:
        raise ActionRefused(_("暂停日不能早于起算日 %(day)s。") % {"day": clock.started_on})
    made = ClockPause.objects.create(clock=clock, begins=day, reason=reason.strip()[:300], by=deed.actor)
    deed.changes["pause"] = ["", f"{day} {reason.strip()}"]
    _resettle(deed, clock)
    return made


def resume(deed: Deed, clock: Clock, *, on: date | None = None) -> Clock:
    """Count again from a day (today) on, which is counted."""
    _still_runs(clock)
    day = on or deed.day
    if not _end_pause(clock, day):
        raise ActionRefused(_("这个时限没有暂停，不需要恢复。"))
    deed.changes["pause"] = [_("暂停"), _("%(day)s 恢复") % {"day": day}]
    _resettle(deed, clock)
    return clock


def extend(
    deed: Deed, clock: Clock, *, days: int, reason: str, authority: str, on: date | None = None
) -> ClockExtension:
    """Give more time, with the authority that allows it; the new end is reminded of anew."""
    _still_runs(clock)
    if not 1 <= days <= 3650:
        raise ActionRefused(_("延长的天数请填 1 到 3650。"))
    if not reason.strip() or not authority.strip():
        raise ActionRefused(_("延期要写明理由和批准依据（谁批准的、什么文件）。"))
    made = ClockExtension.objects.create(
        clock=clock,
        days=days,
        reason=reason.strip()[:300],
        authority=authority.strip()[:200],
        granted_on=on or deed.day,
        by=deed.actor,
    )
    deed.changes["extension"] = ["", f"+{days} {authority.strip()}"]
    clock.round += 1
    if clock.until is not None:
        clock.until += timedelta(days)
    _resettle(deed, clock)
    return made


def transit(
    deed: Deed,
    subject: Any,
    table: StateTable,
    transition_key: str,
    *,
    proofs: Mapping[str, str] | Iterable[str] = (),
) -> State:
    """Move a record along its table and write it down; its clocks start and stop with its states.

    `proofs` maps what was attached to where it is (or just names it). Raises `ActionRefused` when the
    way is not open or a proof is missing, `NeedsReason`, `SelfApproval` for whoever did a deed of `not_by`.
    """
    before: str = subject.state
    try:
        state = table.next(before, transition_key)
    except NotOpen:
        raise ActionRefused(
            _("“%(state)s”状态下不能办理这一步，请刷新页面看最新状态。")
            % {"state": table.state(before).label}
        ) from None
    way = table.transition(transition_key)
    given = dict(proofs) if isinstance(proofs, Mapping) else dict.fromkeys(proofs, "")
    _may(deed, subject, way, given)
    subject.state = state.key
    deed.save(subject)
    Transit.objects.create(
        **queries.about(subject),
        ledger=table.key,
        transition=way.key,
        source=before,
        target=state.key,
        by=deed.actor,
        at=deed.at,
        reason=deed.reason,
        proofs=given,
    )
    ledger = ledger_of(subject)
    if ledger is not None:
        _follow(deed, subject, ledger, state.key)
    return state


def notify(
    deed: Deed | None,
    *,
    key: str,
    text: str,
    subject: Model,
    url: str = "",
    to_users: Iterable[User] = (),
    to_unit: Any = None,
    to_post: Any = None,
    kind: str = "other",
) -> int:
    """Put a notice into inboxes: once for each key and receiver, however often it is asked for.

    Returns how many are new.
    """
    at = deed.at if deed is not None else timezone.now()
    about, shared = queries.about(subject), {"kind": kind, "text": text[:500], "url": url, "made_at": at}
    rows = [Notice(key=f"{key}:user:{user.pk}", to_user=user, **about, **shared) for user in to_users]
    if to_unit is not None or to_post is not None:
        rows.append(Notice(key=key, to_unit=to_unit, to_post=to_post, **about, **shared))
    return noticing.post(rows)


def _may(deed: Deed, subject: Model, way: Transition, given: Mapping[str, str]) -> None:
    if way.needs_reason and not deed.reason:
        raise NeedsReason
    if missing := [proof for proof in way.proofs if proof not in given]:
        raise ActionRefused(_("还缺：%(proofs)s。请先附上再办理。") % {"proofs": "、".join(missing)})
    if deed.actor is None or not way.not_by:
        return
    about = {"subject_type": subject._meta.label_lower, "subject_id": subject.pk}
    if Transit.objects.filter(**about, by=deed.actor, transition__in=way.not_by).exists():
        raise SelfApproval


def _follow(deed: Deed, subject: Model, ledger: Ledger, state: str) -> None:
    """Stop the clocks that do not run in the new state, start those that do."""
    day = deed.day
    rules = {rule.key: rule for rule in ledger.clocks(subject, day) if rule.in_force(day)}
    for clock in Clock.objects.running().of(subject):
        rule = rules.get(clock.key)
        over = rule is not None and not rule.runs_in(state)
        if over or (ledger.table is not None and not _open(ledger.table, state)):
            stop_clock(deed, subject, clock.key)
    for rule in rules.values():
        if rule.runs_in(state) and (rule.on or ledger.table is None or _open(ledger.table, state)):
            start_clock(deed, subject, rule)


def _open(table: StateTable, state: str) -> bool:
    from zhenxing.core.ledger.states import Capability

    return table.can(state, Capability.OPEN)


def _whose(subject: Model, unit: Any, post: Any) -> Responsible:
    ledger = ledger_of(subject)
    known = ledger.responsible(subject) if ledger else None
    unit = unit or (post.unit if post is not None else known.unit if known else None)
    area = known.area if known else unit.area if unit is not None else getattr(subject, "area", None)
    if area is None:
        raise ActionRefused(_("这件事项没有登记责任单位，无法计时。请先指定责任单位。"))
    leader = known.leader if known else None
    return Responsible(area, unit, post or (known.post if known else None), leader)


def _still_runs(clock: Clock) -> None:
    if clock.stopped_on is not None:
        raise ActionRefused(_("这个时限已经停止，不能再暂停、恢复或延期。"))


def _end_pause(clock: Clock, day: date) -> bool:
    """End the pause that is on; whether there was one. A day that was set moves by the days it took."""
    running = clock.pauses.filter(ends__isnull=True).first()
    if running is None:
        return False
    running.ends = max(day, running.begins)
    running.save(update_fields=["ends"])
    getattr(clock, "_prefetched_objects_cache", {}).clear()
    if clock.until is not None:
        counted_from = max(running.begins, clock.started_on + timedelta(1))
        clock.until += max(running.ends - counted_from, timedelta())
    return True


def _resettle(deed: Deed, clock: Clock) -> None:
    getattr(clock, "_prefetched_objects_cache", {}).clear()  # what was fetched before this deed
    settle(clock, queries.calendar(fresh=True))
    deadlines.follow(deed, clock)
    deed.save(clock)  # after its record, so that the tick finds nothing newer than it
