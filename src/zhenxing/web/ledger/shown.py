"""What the pages of clocks and letters show beyond their fields: plain values for templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.ledger.lights import INPUTS, SIGNS, LightRule
from zhenxing.core.workdays import Calendar
from zhenxing.packs.workday_calendar import law_in_force
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, Letter, Transit
from zhenxing.web.ledger.registry import ledger_of
from zhenxing.web.ledger.states import LETTERS
from zhenxing.web.ledger.timing import ladder_of

LEVELS: dict[str, str | Promise] = {
    "doer": gettext_lazy("承办人"),
    "unit_head": gettext_lazy("单位负责人"),
    "leader": gettext_lazy("分管领导"),
    "office": gettext_lazy("办公室"),
}


@dataclass(frozen=True)
class LightShown:
    """A light with the rule it comes from, step by step, and what it was reckoned from."""

    reason: str
    tone: str
    rule: str
    steps: tuple[str, ...]
    document: str
    url: str
    subject: str
    provisional: str


@dataclass(frozen=True)
class StepShown:
    label: str
    when: str
    to: str | Promise
    done_on: Any = None
    url: str = ""
    letter: str = ""
    skipped: bool = False


@dataclass(frozen=True)
class TransitShown:
    at: Any
    who: str
    what: str | Promise
    reason: str
    proofs: tuple[str, ...]


def light_text(clock: Any) -> str:
    """What stands in the list; nothing for a clock that was stopped."""
    if clock.stopped_on is not None:
        return ""
    return _("暂停计时") if clock.due_on is None else queries.light_of(clock).reason


def light_tone(clock: Any) -> str:
    if clock.stopped_on is not None or clock.due_on is None:
        return "muted"
    return queries.TONES[queries.light_of(clock).colour]


def light_rule(clock: Any) -> str:
    """The sentence a colour comes from, and the document that sets it."""
    if clock.stopped_on is not None or clock.due_on is None:
        return ""
    rule = queries.rule_of(clock)
    return f"{queries.light_of(clock).rule}（{rule.document}）" if rule else ""


def light_panel(clock: Clock, user: Any) -> LightShown:
    rule = queries.rule_of(clock)
    light = queries.light_of(clock)
    return LightShown(
        reason=light_text(clock) or _("已停止计时"),
        tone=light_tone(clock),
        rule=light.rule,
        steps=_printed(rule) if rule else (),
        document=rule.document if rule else "",
        url=queries.url_of(clock.subject_type, clock.subject_id),
        subject=clock.subject_label,
        provisional=_provisional(clock, queries.calendar()),
    )


def _printed(rule: LightRule) -> tuple[str, ...]:
    """The rule's sentences with their conditions: “超过时限为红灯（剩余工作日＜0）”."""
    lines = []
    for step in rule.steps:
        said = "、".join(
            f"{INPUTS[one.of]}{SIGNS[one.operator]}{INPUTS.get(str(one.bound), str(one.bound))}"
            for one in step.when
        )
        lines.append(f"{step.text}（{said}）" if said else step.text)
    return tuple(lines)


def _provisional(clock: Clock, calendar: Calendar) -> str:
    """A word of warning when the end lies in a year nobody has announced."""
    if clock.due_on is None or not calendar.provisional(clock.due_on):
        return ""
    year = clock.due_on.year
    return _("%(year)s年放假安排尚未公布，到期日按%(law)s推算，为暂定。") % {
        "year": year,
        "law": law_in_force(year) or _("周末"),
    }


def moves(clock: Clock, user: Any) -> dict[str, Any]:
    return {"pauses": list(clock.pauses.all()), "extensions": list(clock.extensions.all())}


def steps(clock: Clock, user: Any) -> tuple[StepShown, ...]:
    """The ladder from the mildest step up: when each is due, to whom, and what was done in this round."""
    ladder = ladder_of(clock)
    if ladder is None:
        return ()
    done = {one.step: one for one in clock.steps.filter(round=clock.round)}
    made = {one.step: one for one in clock.letters.filter(round=clock.round)}
    shown = []
    for step in ladder.steps:
        entry, letter = done.get(step.key), made.get(step.key)
        shown.append(
            StepShown(
                step.label,
                when(step.after),
                LEVELS[step.to],
                entry.done_on if entry else None,
                queries.url_of(Letter._meta.label_lower, letter.pk) if letter else "",
                letter.reference if letter else "",
                entry.skipped if entry else False,
            )
        )
    return tuple(shown)


def when(after: int) -> str:
    if after < 0:
        return _("到期前 %(n)s 个工作日") % {"n": -after}
    return _("超期 %(n)s 个工作日") % {"n": after} if after else _("到期当日")


def letter_panel(letter: Letter, user: Any) -> dict[str, Any]:
    return {
        "title": letter.title,
        "lines": letter.text.splitlines(),
        "subject": letter.subject_label,
        "url": queries.url_of(letter.subject_type, letter.subject_id),
        "clock_url": queries.url_of(Clock._meta.label_lower, letter.clock_id),
    }


def transits(record: Any, user: Any) -> tuple[TransitShown, ...]:
    """Every change of state of a record, oldest first."""
    about = {"subject_type": record._meta.label_lower, "subject_id": record.pk}
    rows = Transit.objects.filter(**about).select_related("by")
    ledger = ledger_of(record)
    table = LETTERS if isinstance(record, Letter) else ledger.table if ledger else None
    return tuple(
        TransitShown(
            one.at,
            str(one.by or _("系统")),
            str(table.transition(one.transition).label) if table else one.transition,
            one.reason,
            tuple(f"{name}：{where}" if where else name for name, where in one.proofs.items()),
        )
        for one in rows
    )
