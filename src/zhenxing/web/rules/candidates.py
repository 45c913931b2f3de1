"""Who is below the line of their trade, by how much, and when they reach it at last year's growth."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django.db import transaction

from zhenxing.core.periods import Period
from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Case, Rule, Rulebook
from zhenxing.core.rules.evaluate import evaluate
from zhenxing.core.rules.margin import Margin, margins
from zhenxing.core.truth import Truth
from zhenxing.web.rules.models import ScaleCandidate

#: beyond this many years a line drawn on from one year says nothing
_REACH = 10
_TRADE = nodes.FactRef("industry")
_WRITTEN = ("standard", "clause", "year", "revenue", "required", "gap", "growth", "reached")


def refresh(keys: Iterable[int], below: dict[int, Case], book: Rulebook | None) -> None:
    """Make the rows of these enterprises anew: three queries, and none written that stays the same."""
    wanted = {
        key: row for key, case in below.items() if book is not None and (row := candidate(key, case, book))
    }
    here = {one.enterprise_id: one for one in ScaleCandidate.objects.filter(enterprise__in=list(keys))}
    gone = [one.pk for key, one in here.items() if key not in wanted]
    new = [row for key, row in wanted.items() if key not in here]
    changed = [
        _taken(here[key], row) for key, row in wanted.items() if key in here and _differs(here[key], row)
    ]
    if not (gone or new or changed):
        return
    with transaction.atomic():
        ScaleCandidate.objects.filter(pk__in=gone).delete()
        ScaleCandidate.objects.bulk_create(new, ignore_conflicts=True)
        ScaleCandidate.objects.bulk_update(changed, _WRITTEN)


def candidate(key: int, case: Case, book: Rulebook) -> ScaleCandidate | None:
    """The gap of an enterprise that is of a trade with a line and below it; None for any other."""
    found = line_of(case, book)
    if found is None:
        return None
    rule, margin = found
    growth = _growth(case)
    return ScaleCandidate(
        enterprise_id=key,
        standard=rule.name,
        clause=margin.clause,
        year=case.year,
        revenue=margin.value,
        required=margin.threshold,
        gap=-margin.distance,
        growth=growth,
        reached=reached(margin.value, margin.threshold, growth, case.year),
    )


def line_of(case: Case, book: Rulebook) -> tuple[Rule, Margin] | None:
    """The rule whose other conditions all hold, and how far the one number of it is below its line."""
    trade = next((str(fact.value) for fact in case.facts.get("industry", ())), "")
    for rule in book.in_force(case.day):
        if not trade.startswith(_trades(rule)):
            continue
        judgement = evaluate(rule, case, book)
        failing = [one for one in judgement.evidence if one.verdict is not Truth.TRUE]
        if judgement.verdict is not Truth.FALSE or len(failing) != 1:
            continue
        for margin in margins(rule, case, book):
            if margin.field == failing[0].field and margin.direction == "up" and margin.distance < 0:
                return rule, margin
    return None


@lru_cache(maxsize=256)
def _trades(rule: Rule) -> tuple[str, ...]:
    """The beginnings of industry codes a rule asks for; ("",) when it asks for none."""
    whole = rule.when
    for node in whole.of if isinstance(whole, nodes.AllOf) else (whole,):
        if isinstance(node, nodes.Compare) and (node.op, node.of) == ("starts_with", _TRADE):
            return tuple(str(part.value) for part in node.to if isinstance(part, nodes.Literal))
    return ("",)


def _growth(case: Case) -> Decimal | None:
    values = {fact.period: fact.value for fact in case.facts.get("revenue", ())}
    now, before = values.get(Period(case.year)), values.get(Period(case.year - 1))
    if not isinstance(now, Decimal) or not isinstance(before, Decimal) or before <= 0:
        return None
    return round(now / before - 1, 6)


def reached(value: Decimal, line: Decimal, growth: Decimal | None, year: int) -> int | None:
    """The first year at or over the line if each year grows by `growth` (a fraction); None if not soon."""
    if growth is None or growth <= 0:
        return None
    for ahead in range(1, _REACH + 1):
        value *= 1 + growth
        if value >= line:
            return year + ahead
    return None


def _differs(here: ScaleCandidate, row: ScaleCandidate) -> bool:
    return any(getattr(here, name) != getattr(row, name) for name in _WRITTEN)


def _taken(here: ScaleCandidate, row: ScaleCandidate) -> ScaleCandidate:
    for name in _WRITTEN:
        setattr(here, name, getattr(row, name))
    return here
