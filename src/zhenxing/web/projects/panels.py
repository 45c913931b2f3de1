"""What a project's page shows beyond its fields: plain values for templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.conversion import STAGES, spans
from zhenxing.core.quantities import display
from zhenxing.web.kit import scope
from zhenxing.web.kit.layouts import Mark, Span
from zhenxing.web.ledger.queries import TONES, light_until, url_of
from zhenxing.web.projects import flow, queries, screening, words
from zhenxing.web.projects.models import ElementRequest, Project, Screening, StageEvent, Suspicion
from zhenxing.web.proofs.services import proofs_of

#: the rule that colours the light of a project's next stage, and of a request
LIGHT = "general"
SPAN_LABELS = {
    "landing": _("早落地（签约到落地）"),
    "starting": _("早开工（落地到开工）"),
    "producing": _("早投产（开工到投产）"),
    "effect": _("早达效（投产到达效）"),
}
_SPAN_VERDICTS = {
    "early": (_("提前"), "good"),
    "on_time": (_("按期"), "good"),
    "late": (_("超期"), "bad"),
    "running": (_("进行中"), "info"),
    "unknown": (_("无法比较"), "muted"),
}
STANDINGS = {
    "evidenced": (_("计入"), "good"),
    "unproven": (_("没有佐证，不计入"), "warn"),
    "suspected": (_("有疑点，不计入"), "bad"),
}


def money(amount: Decimal | None) -> str:
    """An amount for people: 1.4亿元; "" where nobody has said."""
    return "" if amount is None else display(amount, "元")


def light(record: Any) -> Any:
    """Of what is still to be done: by its day alone."""
    table = flow.ELEMENTS if isinstance(record, ElementRequest) else flow.PROJECTS
    open_now = table.can(record.state, flow.Can.OPEN)
    return light_until(record.due_on, LIGHT) if open_now else None


def light_text(record: Any) -> str:
    found = light(record)
    return found.reason if found else ""


def light_tone(record: Any) -> str:
    found = light(record)
    return TONES[found.colour] if found else ""


def light_rule(record: Any) -> str:
    found = light(record)
    return found.rule if found else ""


# ── stages ───────────────────────────────────────────────────────────────────────────────────────
def stages(project: Project, user: Any) -> dict[str, Any]:
    """The six stages with their planned and actual days, and the four 早."""
    today = timezone.localdate()
    known = queries.progress([project])[project.pk]
    standing = queries.standing_of(known.events.values())
    proofs = queries.proofs_of_events([one.pk for one in known.events.values()])
    rows = []
    for step in flow.STEPS:
        event = known.events.get(step.stage)
        off = _off(known.planned.get(step.stage), known.done.get(step.stage), today)
        rows.append(
            {
                "label": step.stage_label,
                "planned": known.planned.get(step.stage),
                "done": known.done.get(step.stage),
                "event": event,
                "proofs": proofs.get(event.pk, 0) if event else 0,
                "standing": STANDINGS[standing[event.pk]] if event else None,
                "off": off,
                "days": None if off is None else abs(off),
            }
        )
    found = spans(known.planned, known.done, today)
    return {
        "rows": rows,
        "spans": [
            {"label": SPAN_LABELS[one.key], "verdict": _SPAN_VERDICTS[one.verdict], "span": one}
            for one in found
        ],
        "undone": list(project.events.filter(undone_on__isnull=False).order_by("undone_on")),
        "sees": scope.permits(user, "stage_events.view"),
    }


def _off(planned: date | None, done: date | None, today: date) -> int | None:
    """Days late (negative: early); of a stage not reached, days past its planned day."""
    if planned is None:
        return None
    if done is not None:
        return (done - planned).days
    return (today - planned).days if today > planned else None


# ── screening ────────────────────────────────────────────────────────────────────────────────────
def screened(project: Project, user: Any) -> dict[str, Any]:
    """The decisions made on entry; before one, how the project stands by the rules of today."""
    made = [
        {"made": one, "criteria": [_criterion(each) for each in one.lines]}
        for one in project.screenings.filter(archived_at__isnull=True).select_related("decided_by")
    ]
    now = screening.screen(project, timezone.localdate()) if project.state == flow.PROPOSED else None
    return {
        "made": made,
        "now": now,
        "criteria": [_criterion(asdict(one)) for one in now.criteria] if now else [],
        "label": dict(words.VERDICTS)[now.verdict] if now else "",
        "tone": words.VERDICT_TONES[now.verdict] if now else "",
        "waits": project.state == flow.PROPOSED,
    }


def screening_lines(one: Screening, _user: Any) -> list[dict[str, Any]]:
    """The criteria as they stood on the day of the decision."""
    return [_criterion(each) for each in one.lines]


def _criterion(one: Mapping[str, Any]) -> dict[str, Any]:
    verdicts = dict(words.VERDICTS)
    lines = [
        {**line, "said": verdicts[line["verdict"]], "tone": _line_tone(line["verdict"], one["verdict"])}
        for line in one["lines"]
    ]
    return {
        **one,
        "lines": lines,
        "label": verdicts[one["verdict"]],
        "tone": words.VERDICT_TONES[one["verdict"]],
    }


def _line_tone(verdict: str, of_rule: str) -> str:
    """A condition that did not have to hold raises no alarm."""
    return "muted" if of_rule == "true" and verdict != "true" else words.VERDICT_TONES[verdict]


# ── money, elements, suspicions ──────────────────────────────────────────────────────────────────
def invested(project: Project, user: Any) -> dict[str, Any]:
    """What was invested by month, the sum, and its part of the whole, exactly."""
    rows = list(project.investments.filter(archived_at__isnull=True).order_by("month"))
    total = sum((one.amount for one in rows), Decimal(0)) if rows else None
    running, shown = Decimal(0), []
    for one in rows:
        running += one.amount
        shown.append({"row": one, "amount": money(one.amount), "sum": money(running)})
    share = None
    if total is not None and project.investment:
        share = total * 100 / project.investment
    return {
        "rows": shown,
        "total": money(total),
        "whole": money(project.investment),
        "share": share,
        "width": min(share, Decimal(100)) if share is not None else None,
        "more": share is not None and share > 100,
        "may": project.archived_at is None and scope.holds(project, user, "investments.create"),
        "pk": project.pk,
    }


def elements(project: Project, user: Any) -> dict[str, Any]:
    """What it needs from others, each with its state and light."""
    rows = project.elements.filter(archived_at__isnull=True).select_related("unit").order_by("due_on", "pk")
    seen = scope.permits(user, "project_elements.view")
    return {
        "rows": [
            {
                "request": one,
                "tone": flow.ELEMENTS.state(one.state).tone,
                "light": light_text(one),
                "light_tone": light_tone(one),
            }
            for one in rows
        ],
        "sees": seen,
        "may": scope.permits(user, "project_elements.create") and project.archived_at is None,
        "pk": project.pk,
    }


def suspicions(project: Project, user: Any) -> dict[str, Any]:
    """What is suspected of it, and through it of others, as far as the viewer may see."""
    rows = Suspicion.objects.current().filter(Q(project=project) | Q(other=project))
    mine = rows.select_related("project", "other").order_by("state", "-pk")
    seen = scope.visible(Suspicion.objects.filter(pk__in=rows.values("pk")), user, "suspicions.view")
    visible = set(seen.values_list("pk", flat=True))
    return {
        "rows": [suspicion_row(one, user) for one in mine if one.pk in visible],
        "hidden": sum(1 for one in mine if one.pk not in visible),
    }


def suspicion_row(one: Suspicion, user: Any) -> dict[str, Any]:
    """One suspicion; the other project is named to those who may see it, and the reasons with it."""
    other = one.other
    sees = other is not None and scope.holds(other, user, "projects.view")
    return {
        "one": one,
        "tone": flow.SUSPICIONS.state(one.state).tone,
        "reasons": one.reasons if sees else [],
        "other": other if sees else None,
        "other_url": reverse("projects:detail", args=[other.pk]) if other is not None and sees else "",
        "counts": not one.grave or one.state in ("cleared", "gone"),
    }


def suspicion_events(one: Suspicion, user: Any) -> dict[str, Any]:
    """The two stage events a suspicion is about, side by side with their proofs; by sight of each project."""
    pairs = ((one.event, one.project), (one.other_event, one.other))
    found = [_event_row(event, project, user) for event, project in pairs if event is not None]
    return {**suspicion_row(one, user), "events": [row for row in found if row is not None]}


def _event_row(event: StageEvent, project: Any, user: Any) -> dict[str, Any] | None:
    if not scope.holds(project, user, "projects.view"):
        return None
    return {"event": event, "project": project, "proofs": list(proofs_of(event))}


def origin(project: Project, user: Any) -> dict[str, Any]:
    """The lead it came from, where there is one with a page."""
    url = url_of(project.lead_type, project.lead_id) if project.lead_type and project.lead_id else ""
    return {"label": project.lead_label, "url": url}


# ── the timeline ─────────────────────────────────────────────────────────────────────────────────
def timeline_spans(projects: Sequence[Project]) -> dict[int, list[Span]]:
    """Each stage to the next as planned and as it went."""
    known = queries.progress(projects)
    return {pk: [*_bars(one.planned, False), *_bars(one.done, True)] for pk, one in known.items()}


def _bars(days: Mapping[str, date], actual: bool) -> Iterable[Span]:
    known = [stage for stage in STAGES if stage in days]
    for begins, ends in pairwise(known):
        tone = "good" if actual else "muted"
        yield Span(days[begins], days[ends], flow.STAGE_LABELS[begins], actual, tone)


def timeline_marks(projects: Sequence[Project]) -> dict[int, list[Mark]]:
    """The stages reached, each on its day."""
    known = queries.progress(projects)
    return {
        pk: [Mark(day, flow.STAGE_LABELS[stage], "good") for stage, day in one.done.items()]
        for pk, one in known.items()
    }
