"""The parts of the pages around applications: seats, notices, calls, schemes, decisions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.recognition import flow
from zhenxing.web.recognition.models import Application, PublicNotice, Seat
from zhenxing.web.recognition.panels import (
    VERDICT_TONES,
    VERDICTS,
    is_told,
    judgement,
    outcome,
    texts,
    tone_of_line,
    url_of,
)
from zhenxing.web.recognition.wordings import FIELDS, SHIPPED
from zhenxing.web.recognition.words import PROPOSALS, tone_of


def conflict_hint(seat: Seat, user: Any) -> dict[str, Any]:
    """What the registers say that may be an interest."""
    same = seat.expert.unit_id is not None and seat.expert.unit_id == seat.application.unit_id
    return {"hint": _("登记的工作单位就是申报单位，应当回避。") if same else ""}


def seat_material(seat: Seat, user: Any) -> dict[str, Any]:
    """What an expert reads: the frozen material; nothing once they said they are concerned."""
    if seat.conflict:
        return {"concerned": True}
    found = seat.application
    url = reverse("seats:proof-file", kwargs={"pk": seat.pk})
    return {
        "texts": texts(found, user),
        "judgement": judgement(found, user),
        "proofs": [(one, f"{url}?proof={one.pk}") for one in found.proofs.filter(archived_at__isnull=True)],
    }


def seat_state(seat: Seat, user: Any) -> dict[str, Any]:
    """Declaration and marks of a seat, with the ways to give them."""
    found = seat.application
    own = seat.expert.user_id is None or seat.expert.user_id == user.pk
    scoring_open = found.can(flow.Can.SCORABLE)
    declare = scoring_open and own and seat.scored_on is None and scope.holds(seat, user, "seats.declare")
    score = scoring_open and own and seat.conflict is False and scope.holds(seat, user, "seats.score")
    return {
        "seat": seat,
        "marks": list(seat.marks.select_related("criterion")),
        "declare_url": reverse("seats:declare", kwargs={"pk": seat.pk}) if declare else "",
        "score_url": reverse("seats:score", kwargs={"pk": seat.pk}) if score else "",
    }


def notice_entries(notice: PublicNotice, user: Any) -> dict[str, Any]:
    """The notice as printed, and whether objections are taken today."""
    day = timezone.localdate()
    over = day > notice.ends_on
    may = not over and day >= notice.begins_on and scope.holds(notice, user, "public_notices.object")
    labels = dict(PROPOSALS)
    return {
        "entries": [{**one, "label": labels[one["proposal"]]} for one in notice.entries],
        "over": over,
        "object_url": reverse("public_notices:object", kwargs={"pk": notice.pk}) if may else "",
    }


def call_applications(call: Any, user: Any) -> dict[str, Any]:
    """The applications of a call in the order of their places, as far as this person may see them."""
    from zhenxing.web.registers import register  # it imports this app's register

    rows = register("applications").rows(user).filter(call=call, archived_at__isnull=True)
    sees = scope.holds(call, user, "applications.rank") or scope.holds(call, user, "applications.decide")
    ordered = sorted(rows, key=_place) if sees else rows.order_by("pk")
    day = timezone.localdate()
    open_ = call.opens_on <= day <= call.closes_on
    may = open_ and scope.permits(user, "applications.create")
    return {
        "rows": [
            {
                "application": one,
                "url": reverse("applications:detail", kwargs={"pk": one.pk}),
                "tone": tone_of(one.state),
                **(outcome(one) if sees or is_told(one) else {}),
            }
            for one in ordered
        ],
        "start_url": f"{reverse('applications:start')}?call={call.pk}" if may else "",
        "open": open_,
    }


def _place(one: Application) -> tuple[bool, int, int]:
    return one.place is None, one.place or 0, one.pk


def criteria(scheme: Any, user: Any) -> dict[str, Any]:
    """The criteria of a scheme with their full marks."""
    rows = list(scheme.criteria.filter(archived_at__isnull=True))
    may = scope.holds(scheme, user, "schemes.edit") and bool(scheme.rulebook)
    return {
        "rows": [(one, url_of("criteria", one, user)) for one in rows],
        "total": sum((one.full_mark for one in rows), Decimal(0)),
        "take_url": reverse("schemes:take", kwargs={"pk": scheme.pk}) if may else "",
        "add_url": f"{reverse('criteria:create')}?scheme={scheme.pk}" if may else "",
    }


def grounds(decision: Any, user: Any) -> dict[str, Any]:
    """Why: the judgement as it was when it was decided."""
    return {
        "rules": [_as_decided(rule) for rule in decision.grounds],
        "application_url": url_of("applications", decision.application, user),
    }


def _as_decided(rule: dict[str, Any]) -> dict[str, Any]:
    lines = [
        {**line, "tone": tone_of_line(line["verdict"], rule["verdict"]), "said": VERDICTS[line["verdict"]]}
        for line in rule["lines"]
    ]
    verdict = rule["verdict"]
    return {
        **rule,
        "name": rule["rule"],
        "label": VERDICTS[verdict],
        "tone": VERDICT_TONES[verdict],
        "lines": lines,
    }


def call_beside(call: Any, user: Any) -> dict[str, Any]:
    """The applications of a call beside a form."""
    return {"applications": call_applications(call, user)}


def wording_fields(wording: Any, user: Any) -> dict[str, Any]:
    """The fields the words of a paper may name, and the shipped words."""
    return {"fields": sorted(FIELDS[wording.kind]), "shipped": SHIPPED[wording.kind]}


def may_rank(call: Any) -> bool:
    """Whether something of the call waits to be ranked."""
    waiting = call.applications.filter(state__in=("scored", "unmet"), proposal="", archived_at__isnull=True)
    return bool(waiting.exists())


def may_notice(call: Any) -> bool:
    """Whether something of the call is ranked and waits for its notice."""
    ranked = call.applications.filter(state__in=("ranked", "unmet"), archived_at__isnull=True)
    return bool(ranked.exclude(proposal="").exists())
