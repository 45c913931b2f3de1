"""Entry screening: a project held against the rulebook of its day, criterion by criterion."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from zhenxing.core.rules import explain, form
from zhenxing.core.rules.book import Case, Fact, Rulebook
from zhenxing.core.rules.evaluate import judge
from zhenxing.core.rules.judgement import Judgement
from zhenxing.core.truth import Evidence, Truth
from zhenxing.web.projects.models import Project
from zhenxing.web.rules import queries as rules

#: the rulebook of entry, and the outcome of its rule that sums up the others
BOOK, OUTCOME = "project-screening", "admit"
#: facts of a project by the name a rulebook calls them
FACTS = (
    "investment", "fixed_investment", "land", "output", "tax", "energy", "electricity", "policy",
    "environment", "heavy",
)  # fmt: skip
_VERDICTS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "unknown"}


@dataclass(frozen=True)
class Line:
    """One condition beside one value; `verdict` is true, false or unknown."""

    label: str
    value: str
    required: str
    gap: str
    verdict: str


@dataclass(frozen=True)
class Criterion:
    """One rule of entry with its verdict, its conditions, what is missing, and its margin in words."""

    name: str
    verdict: str
    clause: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Screened:
    """What the rules say: `verdict` of the whole, each criterion, and the hash of the text they stand in."""

    verdict: str
    criteria: tuple[Criterion, ...]
    rulebook: str
    rules_sha256: str

    @property
    def failed(self) -> list[str]:
        return [one.name for one in self.criteria if one.verdict == "false"]

    @property
    def missing(self) -> list[str]:
        """What would settle the criteria not settled, once each."""
        return list(dict.fromkeys(name for one in self.criteria for name in one.missing))

    def plain(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self.criteria]


def screen(project: Project, day: date) -> Screened | None:
    """The project judged by the rules of a day; None where no rulebook of entry is in force."""
    book = rules.book(BOOK, on=day)
    return judged(book, project, day) if book is not None else None


def judged(book: Rulebook, project: Project, day: date) -> Screened:
    found = judge(book, case_of(project, day)).judgements
    decisive = next((one for one in found.values() if one.rule.outcome == OUTCOME), None)
    shown = [one for one in found.values() if not one.rule.outcome]
    verdict = decisive.verdict if decisive else Truth.all([one.verdict for one in shown])
    text = hashlib.sha256(form.dump(book).encode()).hexdigest()
    return Screened(_VERDICTS[verdict], tuple(_criterion(book, one) for one in shown), book.name, text)


def case_of(project: Project, day: date) -> Case:
    """The project's own facts; what nobody has filled in is missing, never zero or no."""
    named = {name: getattr(project, name) for name in FACTS}
    known = {name: value for name, value in named.items() if value not in (None, "")}
    facts = {name: (Fact(value, None, "项目登记"),) for name, value in known.items()}
    if project.industry is not None:
        facts["industry"] = (Fact(project.industry.code, None, "项目登记"),)
    return Case("project", day, day.year - 1, facts)


def _criterion(book: Rulebook, one: Judgement) -> Criterion:
    return Criterion(
        name=one.rule.name,
        verdict=_VERDICTS[one.verdict],
        clause=one.rule.clause,
        lines=tuple(_line(book, each) for each in one.evidence),
        missing=explain.missing_said(book, one.missing) if one.verdict is Truth.UNKNOWN else (),
        note=one.rule.note,
    )


def _line(book: Rulebook, one: Evidence) -> Line:
    """A condition with its margin; a choice by its label."""
    row = explain.row(one)
    choices = dict(book.facts[one.field].choices) if one.field in book.facts else {}
    value = choices.get(one.value, row.value) if isinstance(one.value, str) else row.value
    return Line(row.label, value, row.required, row.gap, _VERDICTS[one.verdict])
