"""Ask the rules: `book("above-scale", on=day)`, `judge_town(town, key, day)`, `judge_all(key, day)`.

Everything takes many subjects at once with a fixed number of queries. Facts come from `facts.py`, which
reads registers alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from zhenxing.core.rules.book import Answer, Case
from zhenxing.core.rules.book import Rulebook as Book
from zhenxing.core.rules.evaluate import judge
from zhenxing.core.rules.judgement import BookJudgement
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.rules.facts import GONE, Facts, enterprise_facts, town_facts
from zhenxing.web.rules.models import CriterionAnswer, Rulebook
from zhenxing.web.rules.reading import read
from zhenxing.web.towns.models import Town

#: data older than this many years before the last complete one is not judged by
_STALE = 2


# ── books ────────────────────────────────────────────────────────────────────────────────────────
def book(key: str, on: date) -> Book | None:
    """The rulebook of a key in force on a day, read; None when there is none."""
    record = record_of(key, on)
    return read(record.text) if record else None


def record_of(key: str, on: date) -> Rulebook | None:
    """The record that holds a key's text of a day: of those in force, the one begun last."""
    return _latest(Rulebook.objects.filter(key=key, archived_at=None), on).get(key)


def records(subject: str, on: date) -> list[Rulebook]:
    """Every book about a kind of subject in force on a day, one of each key, by name."""
    rows = Rulebook.objects.filter(subject=subject, archived_at=None)
    return sorted(_latest(rows, on).values(), key=lambda one: (one.name, one.pk))


def _latest(rows: QuerySet[Rulebook], on: date) -> dict[str, Rulebook]:
    found: dict[str, Rulebook] = {}
    for one in sorted(rows, key=lambda row: (row.begins or date.min, row.pk)):
        if one.in_force(on):
            found[one.key] = one
    return found


# ── cases ────────────────────────────────────────────────────────────────────────────────────────
def enterprise_cases(
    enterprises: Iterable[Enterprise], day: date, *, year: int | None = None
) -> dict[int, Case]:
    """Primary key → case. `year` None: the last year with data (see `reference_year`)."""
    rows = list(enterprises)
    return {
        key: Case("enterprise", day, year or reference_year(facts, day), facts)
        for key, facts in enterprise_facts(rows, day).items()
    }


def town_cases(
    towns: Iterable[Town], day: date, *, book_key: str = "", year: int | None = None
) -> dict[int, Case]:
    """Primary key → case, with the enterprises of the town; judged answers are those given for the book."""
    rows = list(towns)
    keys = [one.pk for one in rows]
    facts, members = town_facts(rows, day), _members(keys, day)
    answers = answers_of(keys, day) if book_key else {}
    cases = {}
    for key in keys:
        base = year or reference_year(facts[key], day)
        own = tuple(Case("enterprise", day, base, one) for one in members[key]) if key in members else None
        case = Case("town", day, base, facts[key], {"enterprises": own})
        cases[key] = answered(case, answers.get(key, {}), book_key)
    return cases


def reference_year(facts: Facts, day: date) -> int:
    """The last complete year; where nothing is known of it yet, the newest of the two before that is.

    Pages say which year was judged.
    """
    last = day.year - 1
    known = {
        fact.period.year
        for values in facts.values()
        for fact in values
        if fact.period is not None and fact.period.grain == "year"
    }
    return max((year for year in known if last - _STALE <= year <= last), default=last)


def _members(towns: Sequence[int], day: date) -> dict[int, list[Facts]]:
    """The facts of each town's enterprises; a town for which nobody listed any is not there."""
    rows = Enterprise.objects.filter(town__in=towns, archived_at=None, merged_into=None)
    listed = list(
        rows.exclude(status__in=GONE).select_related("industry", "role", "kind", "size").order_by("pk")
    )
    facts = enterprise_facts(listed, day)
    found: dict[int, list[Facts]] = defaultdict(list)
    for one in listed:
        if one.town_id is not None:
            found[one.town_id].append(facts[one.pk])
    return dict(found)


# ── what people judged ───────────────────────────────────────────────────────────────────────────
Answers = Mapping[tuple[str, str], tuple[int, Answer]]


def answers_of(towns: Sequence[int], day: date) -> dict[int, Answers]:
    """Town → (book, criterion) → (year, newest answer)."""
    rows = CriterionAnswer.objects.filter(town__in=towns, archived_at=None, year__lte=day.year)
    found: dict[int, dict[tuple[str, str], tuple[int, Answer]]] = defaultdict(dict)
    for row in rows.order_by("year", "pk"):
        said = Answer(row.holds, row.judge or str(row.year), row.proof)
        found[row.town_id][row.book, row.criterion] = (row.year, said)
    return dict(found)


def answered(case: Case, answers: Answers, book_key: str) -> Case:
    """The case with what people answered for a book; an answer older than the reference year is none."""
    own = {
        criterion: answer
        for (book_name, criterion), (year, answer) in answers.items()
        if book_name == book_key and year >= case.year
    }
    return replace(case, judged=own) if own else case


# ── judging ──────────────────────────────────────────────────────────────────────────────────────
def judge_town(town: Town, key: str, day: date, *, year: int | None = None) -> BookJudgement | None:
    """A town held against a book; None when no such book is in force on the day."""
    found = book(key, day)
    return None if found is None else judge(found, town_cases([town], day, book_key=key, year=year)[town.pk])


def judge_all(
    key: str, day: date, subjects: Iterable[Town | Enterprise] | None = None
) -> dict[int, BookJudgement]:
    """Every subject of a book held against it (those given, else all in use); empty without such a book."""
    found = book(key, day)
    if found is None:
        return {}
    if found.subject == "town":
        towns = Town.objects.filter(archived_at=None).select_related("category", "industry")
        cases = town_cases(towns if subjects is None else subjects, day, book_key=key)  # type: ignore[arg-type]  # of one kind
    elif found.subject == "enterprise":
        rows = Enterprise.objects.filter(archived_at=None).select_related("industry", "role", "kind", "size")
        cases = enterprise_cases(rows if subjects is None else subjects, day)  # type: ignore[arg-type]  # of one kind
    else:
        return {}
    return {pk: judge(found, case) for pk, case in cases.items()}
