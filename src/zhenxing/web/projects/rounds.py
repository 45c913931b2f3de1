"""The lists of a round of 三个一批: live until the round is held, then the frozen text alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zhenxing.core.ledger import conversion
from zhenxing.core.ledger.conversion import RATES, Rate, StageFact
from zhenxing.web.projects import flow, queries
from zhenxing.web.projects.models import BatchRound, Project

#: 签约一批、开工一批、投产一批
BATCHES = ("signed", "started", "producing")


def period(one: BatchRound) -> tuple[date, date]:
    return queries.quarter(one.year, one.quarter)


def projects_of(one: BatchRound) -> QuerySet[Project]:
    """The projects of its place and all below it, those that have left the library among them."""
    return Project.objects.current().filter(area__path__startswith=one.area.path)


def content(one: BatchRound, day: date) -> dict[str, Any]:
    """Lists and rates as plain values, as of a day: what is shown, and what is frozen."""
    begins, ends = period(one)
    rows = projects_of(one)
    facts = queries.facts(rows)
    known = [fact for fact in facts if fact.day <= day]
    lists = {stage: conversion.events_of(known, stage, begins, ends) for stage in BATCHES}
    found = [conversion.conversion(rule, facts, begins, ends, day) for rule in RATES]
    left_out = [
        f for f in known if f.stage in BATCHES and f.standing != "evidenced" and begins <= f.day <= ends
    ]
    wanted = {f.project for f in (*(f for batch in lists.values() for f in batch), *left_out)}
    about = _about(rows.filter(pk__in=wanted))
    return {
        "round": str(one),
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "as_of": day.isoformat(),
        "lists": {stage: _rows(batch, about) for stage, batch in lists.items()},
        "left_out": [_row(f, about) | {"stage": f.stage, "why": f.standing} for f in left_out],
        "rates": [_rate(rate) for rate in found],
    }


def shown(one: BatchRound, day: date) -> dict[str, Any]:
    """What a page shows: the frozen text once there is one, else how it stands today."""
    if one.text:
        frozen: dict[str, Any] = json.loads(one.text)
        return frozen
    return content(one, day)


def canonical(plain: Any) -> str:
    """One text for one content."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _about(projects: QuerySet[Project]) -> dict[Any, dict[str, Any]]:
    return {
        one.pk: {
            "project": one.pk,
            "name": one.name,
            "code": one.code or "",
            "investor": one.investor,
            "township": one.area.name,
            "investment": None if one.investment is None else str(one.investment),
        }
        for one in projects.select_related("area")
    }


def _rows(batch: Iterable[StageFact], about: dict[Any, dict[str, Any]]) -> list[dict[str, Any]]:
    return [_row(fact, about) for fact in batch]


def _row(fact: StageFact, about: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    return {**about[fact.project], "day": fact.day.isoformat(), "event": fact.event}


def _rate(rate: Rate) -> dict[str, Any]:
    value = rate.value
    return {
        "key": rate.rule.key,
        "base": [fact.event for fact in rate.base],
        "reached": [fact.event for fact in rate.reached],
        "value": None if value is None else f"{value.numerator}/{value.denominator}",
    }


def batch_label(stage: str) -> Any:
    return flow.STAGE_LABELS[stage]
