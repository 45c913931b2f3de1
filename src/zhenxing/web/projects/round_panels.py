"""What the page of a round of 三个一批 shows: its lists and rates, live or frozen."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

from zhenxing.web.kit import scope
from zhenxing.web.projects import flow, rounds
from zhenxing.web.projects.conversion_page import RATE_LABELS, RATE_WORDS, percent
from zhenxing.web.projects.models import BatchRound, Project
from zhenxing.web.projects.panels import STANDINGS, money


def lists(one: BatchRound, user: Any) -> dict[str, Any]:
    """The three batches, each row leading to its project where the viewer may see it."""
    plain = rounds.shown(one, timezone.localdate())
    seen = _seen(plain, user)
    return {
        "frozen": bool(one.text),
        "as_of": plain["as_of"],
        "sha256": one.sha256,
        "batches": [
            {"label": flow.STAGE_LABELS[stage], "rows": [_row(row, seen) for row in plain["lists"][stage]]}
            for stage in rounds.BATCHES
        ],
        "left_out": [
            {**_row(row, seen), "stage": flow.STAGE_LABELS[row["stage"]], "why": STANDINGS[row["why"]]}
            for row in plain["left_out"]
        ],
        "rates": [_rate(row) for row in plain["rates"]],
    }


def _seen(plain: dict[str, Any], user: Any) -> set[int]:
    rows = [row for batch in plain["lists"].values() for row in batch] + plain["left_out"]
    named = Project.objects.filter(pk__in={row["project"] for row in rows})
    return set(scope.visible(named, user, "projects.view").values_list("pk", flat=True))


def _row(row: dict[str, Any], seen: set[int]) -> dict[str, Any]:
    amount = Decimal(row["investment"]) if row["investment"] is not None else None
    return {**row, "investment": money(amount), "open": row["project"] in seen}


def _rate(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": RATE_LABELS[row["key"]],
        "words": RATE_WORDS[row["key"]],
        "percent": percent(Fraction(row["value"]) if row["value"] else None),
        "base": len(row["base"]),
        "reached": len(row["reached"]),
    }
