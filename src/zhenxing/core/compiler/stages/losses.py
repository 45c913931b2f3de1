"""Places where the source lost characters: each a suspicion, with a reading when one survives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, Suspicion
from zhenxing.core.compiler.text import damage_dates, damage_figures, damage_marks
from zhenxing.core.compiler.text.damage import Evidence, Loss
from zhenxing.core.compiler.text.dates import dates_in, first_date
from zhenxing.core.compiler.text.lines import Line, lines_of, squeezed
from zhenxing.core.compiler.text.metadata import fields
from zhenxing.core.compiler.text.parts import parts_of

NAME = "losses"

#: of one kind; what goes beyond is told in the last one's message
_MOST = 200
#: a text with more than this of one damage is not a damaged document
_LOOKED_AT = 2000
#: damage that already tells of the brackets inside it
_WHOLE = frozenset({"doc_number", "garbled"})


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    lines = lines_of(plan.text)
    found = _apart(sorted(_losses(plan, lines), key=lambda loss: (loss.span.start, -loss.span.end)))
    if not found:
        return Declined("没有发现缺字的地方")
    suspicions = tuple(
        Suspicion(f"s{number}", loss.kind, loss.span, plan.quote(loss.span), loss.message, loss.readings)
        for number, loss in enumerate(_limited(found), start=1)
    )
    return plan.changed(suspicions=(*plan.suspicions, *suspicions))


def _losses(plan: Plan, lines: tuple[Line, ...]) -> Iterator[Loss]:
    text = plan.text
    evidence = cache(lambda: _evidence(plan))
    titles = frozenset(squeezed(part.title) for part in parts_of(text) if part.title)
    every = (
        damage_dates.number_losses(text, lines, evidence),
        damage_dates.date_losses(text, lines, evidence),
        damage_figures.unit_losses(text),
        damage_figures.digit_losses(text),
        damage_figures.line_losses(text, lines),
        damage_marks.pair_losses(text, lines, titles),
        damage_marks.mask_losses(text),
        damage_marks.garbled_losses(text),
    )
    return chain.from_iterable(islice(losses, _LOOKED_AT) for losses in every)


def _evidence(plan: Plan) -> Evidence:
    whole = {found.day for found in dates_in(plan.text)}
    published = None
    for field in fields(plan.repairs):
        found = first_date(field.value)
        if found and field.name == "published_on":
            published = found.day
        elif found and field.name == "issued_on":
            whole.add(found.day)
    years = {str(day.year) for day in whole} | ({str(published.year)} if published else set())
    return Evidence(frozenset(whole), published, frozenset(years))


def _apart(losses: Iterable[Loss]) -> list[Loss]:
    """One suspicion a place: the first and widest wins, one with a reading before one without."""
    kept: list[Loss] = []
    for loss in losses:
        if kept and loss.kind == "unpaired" and kept[-1].kind in _WHOLE and loss.span.overlaps(kept[-1].span):
            continue
        other = bool(kept) and (loss.kind == "unpaired") != (kept[-1].kind == "unpaired")
        if not kept or other or not loss.span.overlaps(kept[-1].span):
            kept.append(loss)
        elif loss.readings and not kept[-1].readings and kept[-1].span.start == loss.span.start:
            kept[-1] = loss
    return kept


def _limited(losses: list[Loss]) -> Iterator[Loss]:
    totals = Counter(loss.kind for loss in losses)
    seen: Counter[str] = Counter()
    for loss in losses:
        seen[loss.kind] += 1
        if seen[loss.kind] == _MOST and totals[loss.kind] > _MOST:
            rest = totals[loss.kind] - _MOST
            yield loss._replace(message=f"{loss.message}（同类的至少还有{rest}处，未逐一列出）")
        elif seen[loss.kind] <= _MOST:
            yield loss
