"""Parts of pages that say what the rules say: an enterprise's classes with evidence, a book in print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.core.rules.book import Case
from zhenxing.core.rules.evaluate import judge
from zhenxing.core.rules.explain import Row, missing_said, table
from zhenxing.core.rules.judgement import BookJudgement, Judgement
from zhenxing.core.truth import Truth
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit import scope
from zhenxing.web.kit.register import Label
from zhenxing.web.rules import queries
from zhenxing.web.rules.classify import ABOVE
from zhenxing.web.rules.models import SCALE, SIZE, STATUSES, TONES, Rulebook, ScaleCandidate
from zhenxing.web.rules.printing import PrintedBook, printed
from zhenxing.web.rules.reading import read
from zhenxing.web.towns.models import Town

VERDICT_TONES = {Truth.TRUE: "good", Truth.FALSE: "bad", Truth.UNKNOWN: "warn"}
_OF_TRADE = "industry"


@dataclass(frozen=True)
class JudgedRule:
    """One rule that was asked, with a row a condition; `tone` colours the verdict."""

    name: str
    verdict: str
    tone: str
    rows: tuple[tuple[Row, str], ...]


@dataclass(frozen=True)
class Judged:
    """What one book says of one enterprise, and why."""

    title: Label
    answer: Label
    tone: str
    book: str
    url: str
    status: str
    status_tone: str
    year: int
    stale: bool
    rules: tuple[JudgedRule, ...]
    missing: tuple[str, ...]
    note: Label = ""


def classes(enterprise: Enterprise, user: Any) -> dict[str, Any]:
    """Size class and 四上 status, judged now by the rules in force; None for whoever may not see values."""
    if not scope.permits(user, "attributes.view"):
        return {"judged": None}
    day = timezone.localdate()
    case = queries.enterprise_cases([enterprise], day)[enterprise.pk]
    found = [_judged(key, case, title) for key, title in ((SIZE, _("规模类型")), (SCALE, _("四上企业")))]
    candidate = ScaleCandidate.objects.filter(enterprise=enterprise).first()
    return {"judged": [one for one in found if one], "candidate": candidate, "enterprise": enterprise}


def classes_of_candidate(candidate: ScaleCandidate, user: Any) -> dict[str, Any]:
    return classes(candidate.enterprise, user)


def _judged(key: str, case: Case, title: Label) -> Judged | None:
    record = queries.record_of(key, case.day)
    if record is None:
        return None
    found = judge(read(record.text), case)
    answer, tone = _answer(key, found)
    relevant = [one for one in found.judgements.values() if _of_its_trade(one)]
    known_trade = bool(case.facts.get(_OF_TRADE))
    missing = (
        tuple(dict.fromkeys(name for one in relevant for name in one.missing))
        if known_trade
        else (_OF_TRADE,)
    )
    return Judged(
        title,
        answer,
        tone,
        record.name,
        _url("rulebooks", record.pk),
        str(dict(STATUSES)[record.status]),
        TONES[record.status],
        case.year,
        case.year < case.day.year - 1,
        tuple(_rule(one) for one in relevant) if known_trade else (),
        missing_said(read(record.text), missing) if answer == _("未知") else (),
        "" if relevant else _("所属行业不在这项标准的范围内。"),
    )


def _answer(key: str, found: BookJudgement) -> tuple[Label, str]:
    outcome = found.outcome
    if outcome is None or (outcome.label is None and outcome.possible):
        return _("未知"), "warn"
    if key == SCALE:
        return (_("是"), "good") if outcome.label == ABOVE else (_("否"), "muted")
    names = {one.code: one.name for one in codes.of("enterprise_size")}
    return (names.get(outcome.label, outcome.label), "info") if outcome.label else (_("不划型"), "muted")


def _of_its_trade(judgement: Judgement) -> bool:
    return all(one.verdict is not Truth.FALSE for one in judgement.evidence if one.field == _OF_TRADE)


def _rule(judgement: Judgement) -> JudgedRule:
    rows = tuple(
        (row, VERDICT_TONES[row.verdict])
        for row, evidence in zip(table(judgement), judgement.evidence, strict=True)
        if evidence.field != _OF_TRADE
    )
    return JudgedRule(judgement.rule.name, judgement.verdict.label, VERDICT_TONES[judgement.verdict], rows)


def towns_of_candidates(rows: QuerySet[Any]) -> Sequence[tuple[str, str | Promise]]:
    """The towns that have enterprises among the rows."""
    held = rows.order_by().values("enterprise__town")
    return [(str(pk), name) for pk, name in Town.objects.filter(pk__in=held).values_list("pk", "name")]


# ── a book ───────────────────────────────────────────────────────────────────────────────────────
def in_print(record: Rulebook, user: Any) -> dict[str, PrintedBook | Rulebook]:
    """The book as people read it."""
    return {"book": printed(read(record.text), timezone.localdate()), "record": record}


def _url(key: str, pk: int) -> str:
    from zhenxing.web.registers import register  # it imports this app's register

    return register(key).url("detail", pk)
