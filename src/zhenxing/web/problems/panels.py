"""The parts of the pages of problems, as plain values for their templates."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.ledger.queries import TONES, light_until
from zhenxing.web.problems import queries
from zhenxing.web.problems.models import AskerContact, CommonProblem, PlanClause, Problem
from zhenxing.web.problems.words import RATING_TONES, tone_of

LIGHT = "general"
_SHOWN = 100


def light(record: Any) -> Any:
    return light_until(record.until, LIGHT)


def light_text(record: Any) -> str:
    found = light(record)
    return found.reason if found else ""


def light_tone(record: Any) -> str:
    found = light(record)
    return TONES[found.colour] if found else ""


def light_rule(record: Any) -> str:
    found = light(record)
    return found.rule if found else ""


def asked(problem: Problem, user: Any) -> dict[str, Any]:
    """Who asked and how; how to reach them only for those whose work it is."""
    contact = AskerContact.objects.filter(problem=problem, archived_at__isnull=True).first()
    may = contact is not None and scope.holds(contact, user, "problem_contacts.view")
    return {
        "problem": problem,
        "channel": problem.get_channel_display(),
        "contact": contact if may else None,
        "kept_back": contact is not None and not may,
        "enterprise_url": url_of("enterprises", problem.enterprise, user),
        "visit_url": url_of("enterprise_visits", problem.visit, user),
    }


def handling(record: Any, user: Any) -> dict[str, Any]:
    """The slips, each with the day promised, signed and answered; the answer and what was said of it."""
    day = timezone.localdate()
    slips = record.referrals.filter(archived_at__isnull=True).select_related(
        "unit", "signed_by", "answered_by"
    )
    return {
        "record": record,
        "units": list(record.co_units.all()),
        "slips": [
            {"slip": one, "kept": one.kept(day), "url": url_of("referrals", one, user)}
            for one in slips.order_by("round", "pk")
        ],
        "common": getattr(record, "common", None),
        "common_url": url_of("common_problems", getattr(record, "common", None), user),
        "rating_tone": RATING_TONES.get(getattr(record, "rating", ""), ""),
    }


def members(common: CommonProblem, user: Any) -> dict[str, Any]:
    """The problems merged into it, with who asked; those the viewer may not see are counted."""
    rows = common.members.current().select_related("area", "enterprise")
    seen = scope.visible(rows, user, "problems.view").order_by("raised_on", "pk")
    about = list(common.members.current().order_by("raised_on").values_list("enterprise", "area"))
    shown = list(seen[:_SHOWN])
    return {
        "rows": [
            {"problem": one, "url": reverse("problems:detail", args=[one.pk]), "tone": tone_of(one)}
            for one in shown
        ],
        "total": len(about),
        "hidden": len(about) - len(shown),
        "firms": len({firm for firm, _area in about if firm is not None}),
        "places": len({area for _firm, area in about}),
    }


def complaints(common: CommonProblem, _user: Any) -> dict[str, Any]:
    """Problems of its kind by month before and after the solution, and what counts as the kind."""
    found = queries.before_after(common, timezone.localdate())
    return {
        "common": common,
        "found": found,
        "before": _said(found.before),
        "after": _said(found.after),
        "words": common.kind_words,
        "months": [
            {"month": one.month, "count": one.count, "part": one.part, "label": PARTS[one.part]}
            for one in found.months
        ],
        "url": f"{reverse('problems:list')}?kind={common.pk}",
    }


PARTS = {"before": _("解决前"), "solved": _("解决当月"), "after": _("解决后"), "running": _("本月未完")}


def _said(mean: Any) -> str:
    """An exact mean with one figure behind the point, or as it is when whole."""
    if mean is None:
        return ""
    return str(mean) if mean.denominator == 1 else f"{float(mean):.1f}"


def clauses(common: CommonProblem, user: Any) -> list[dict[str, Any]]:
    rows = common.clauses.current().select_related("town", "document")
    return [{"clause": one, "url": url_of("plan_clauses", one, user)} for one in rows]


def sources(clause: PlanClause, user: Any) -> list[dict[str, str]]:
    """What it was drafted from, each with its page for those who may open it."""
    from zhenxing.web.registers import register

    found = []
    for one in clause.sources:
        rows = register(one["kind"]).rows(user).filter(pk=one["pk"])
        url = reverse(f"{one['kind']}:detail", args=[one["pk"]]) if rows.exists() else ""
        found.append({"label": one["label"], "url": url})
    return found


def of_visit(visit: Any, user: Any) -> list[dict[str, Any]]:
    """The problems that came out of a visit."""
    rows = scope.visible(visit.problems.current(), user, "problems.view")
    return [
        {"problem": one, "url": reverse("problems:detail", args=[one.pk]), "tone": tone_of(one)}
        for one in rows.order_by("pk")
    ]


def url_of(key: str, record: Any, user: Any) -> str:
    """The page of a record; "" for whoever may not open it."""
    if record is None or not scope.holds(record, user, f"{key}.view"):
        return ""
    return reverse(f"{key}:detail", args=[record.pk])
