"""A rule that is being written, held against the enterprises or towns a person may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse

from zhenxing.core.rules.book import Case, Rule, Rulebook
from zhenxing.core.rules.evaluate import evaluate
from zhenxing.core.rules.explain import missing_said, sentence
from zhenxing.core.rules.judgement import Judgement
from zhenxing.core.truth import Truth
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit import scope
from zhenxing.web.rules.queries import enterprise_cases, town_cases
from zhenxing.web.towns.models import Town

#: so many are judged for one page; more are told, not hidden
MOST: Final = 5000
PAGE: Final = 20
VERDICTS: Final[dict[str, Truth]] = {"true": Truth.TRUE, "false": Truth.FALSE, "unknown": Truth.UNKNOWN}
_REASONS: Final = 4


@dataclass(frozen=True)
class Shown:
    """One subject with its verdict: the conditions that decide it, what would settle it."""

    label: str
    url: str
    verdict: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """How many hold, do not, and cannot be told; and one page of them."""

    total: int
    judged: int
    counts: Mapping[str, int]
    rows: tuple[Shown, ...]
    page: int
    pages: int
    day: date


def can_preview(book: Rulebook) -> bool:
    return book.subject in ("enterprise", "town")


def preview(book: Rulebook, rule: Rule, user: Any, day: date, *, only: str = "", page: int = 1) -> Preview:
    """Everybody in the person's scope, up to MOST, in the order of their names."""
    subjects, total = _subjects(book, user)
    cases = _cases(book, subjects, day)
    judged = {pk: evaluate(rule, case, book) for pk, case in cases.items()}
    counts = Counter(_name(one.verdict) for one in judged.values())
    wanted = [one for one in subjects if not only or _name(judged[one.pk].verdict) == only]
    pages = max(1, -(-len(wanted) // PAGE))
    page = min(max(page, 1), pages)
    part = wanted[(page - 1) * PAGE : page * PAGE]
    rows = tuple(_shown(one, judged[one.pk], book) for one in part)
    known = {name: counts.get(name, 0) for name in VERDICTS}
    return Preview(total, len(subjects), known, rows, page, pages, day)


def _subjects(book: Rulebook, user: Any) -> tuple[list[Any], int]:
    if book.subject == "town":
        rows: Any = Town.objects.filter(archived_at=None).select_related("category", "industry")
        seen = scope.visible(rows, user, "towns.view")
    else:
        rows = Enterprise.objects.filter(archived_at=None, merged_into=None)
        rows = rows.select_related("industry", "role", "kind", "size")
        seen = scope.visible(rows, user, "enterprises.view")
    return list(seen.order_by("name", "pk")[:MOST]), seen.count()


def _cases(book: Rulebook, subjects: list[Any], day: date) -> dict[int, Case]:
    if book.subject == "town":
        return town_cases(subjects, day, book_key=book.key)
    return enterprise_cases(subjects, day)


def _name(verdict: Truth) -> str:
    return next(name for name, one in VERDICTS.items() if one is verdict)


def _shown(subject: Any, judgement: Judgement, book: Rulebook) -> Shown:
    """What decides it first: the conditions that fail, then those not known, then those that hold."""
    order = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}
    evidence = sorted(judgement.evidence, key=lambda one: order[one.verdict])
    register = "towns" if book.subject == "town" else "enterprises"
    return Shown(
        str(subject),
        reverse(f"{register}:detail", args=[subject.pk]),
        _name(judgement.verdict),
        tuple(sentence(one) for one in evidence[:_REASONS]),
        missing_said(book, judgement.missing),
    )
