"""Every shipped rulebook is cited and dated, and its cases try every rule and every threshold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from zhenxing.core.dated import Dated
from zhenxing.core.rules.book import Rulebook, Threshold
from zhenxing.core.rules.evaluate import judge
from zhenxing.core.rules.examples import Example, disagreements, parse_examples
from zhenxing.core.rules.form import dump, parse
from zhenxing.core.rules.margin import margins
from zhenxing.core.truth import Truth
from zhenxing.packs.demo_rules import demo_cases, demo_texts
from zhenxing.packs.rules_loader import load_rulebooks, shipped_cases

#: numbers for the thresholds no document gives, as a site might set them, and cases about them
FILLED: Mapping[str, tuple[Mapping[str, Fraction], str]] = {
    "upper-town-recognition": (
        {
            "city_output": Fraction(10**9),
            "city_share": Fraction(3, 10),
            "province_output": Fraction(5 * 10**9),
            "province_above_scale": Fraction(10),
        },
        """
- {name: 市级正好, day: 2025-06-30, facts: {output: 10亿元, output_share: 30%, above_scale: 10户},
   expect: {city: true, province-output: false, province-above-scale: true, province: false}}
- {name: 省级略高, day: 2025-06-30, facts: {output: 51亿元, output_share: 31%, above_scale: 11户},
   expect: {city-output: true, city-share: true, province-output: true, province: true}}
- {name: 省级正好, day: 2025-06-30, facts: {output: 50亿元}, expect: {province-output: true}}
- {name: 都略低, day: 2025-06-30, facts: {output: 999999999元, output_share: 29.9%, above_scale: 9户},
   expect: {city-output: false, city-share: false, city: false, province-above-scale: false}}
""",
    ),
    "energy-lanes": (
        {"benchmark": Fraction(10), "advanced": Fraction(15)},
        """
- {name: 标杆正好, day: 2025-06-30, facts: {unit_energy: 10吨标准煤}, judged: {on-positive-list: false},
   expect: {benchmark: true, advanced: true}, outcome: 标杆性审批}
- {name: 标杆略高, day: 2025-06-30, facts: {unit_energy: 10.1吨标准煤}, judged: {on-positive-list: false},
   expect: {benchmark: false, advanced: true}, outcome: 先进性审批}
- {name: 先进正好, day: 2025-06-30, facts: {unit_energy: 15吨标准煤}, expect: {advanced: true}}
- {name: 先进略高, day: 2025-06-30, facts: {unit_energy: 15.1吨标准煤}, judged: {on-positive-list: false},
   expect: {advanced: false}, outcome: none}
- {name: 略低, day: 2025-06-30, facts: {unit_energy: 9.9吨标准煤}, expect: {benchmark: true}}
""",
    ),
    "quality-sme-2026": (
        {
            "specialised_years": Fraction(2),
            "specialised_rd_share": Fraction(3, 100),
            "specialised_revenue": Fraction(10**7),
            "giant_years": Fraction(3),
            "giant_rd_share": Fraction(6, 100),
        },
        """
- {name: 正好, day: 2026-06-30, facts: {niche_years: 2年, revenue: 1000万元, rd_spending: 30万元},
   judged: {specialised-rest: true}, expect: {specialised: true}}
- {name: 小巨人正好, day: 2026-06-30, facts: {niche_years: 3年, revenue: 1001万元, rd_spending: 600600元},
   judged: {specialised-rest: true, giant-rest: true}, expect: {specialised: true, little-giant: true}}
- {name: 略低, day: 2026-06-30, facts: {niche_years: 1年, revenue: 9999999元, rd_spending: 1万元},
   judged: {specialised-rest: true, giant-rest: true}, expect: {specialised: false, little-giant: false}}
- {name: 略高, day: 2026-06-30, facts: {niche_years: 4年, revenue: 1001万元, rd_spending: 70万元},
   judged: {giant-rest: true}, expect: {little-giant: true}}
""",
    ),
}


def _books() -> dict[str, tuple[Rulebook, str]]:
    shipped = {key: (book, shipped_cases(key) or "") for key, book in load_rulebooks().items()}
    demo = {key: (parse(text, key), demo_cases(key)) for key, text in demo_texts().items()}
    return {**shipped, **demo}


def _filled(book: Rulebook) -> Rulebook:
    numbers = FILLED[book.key][0]
    own = {
        name: replace(book.parameters[name], values=Dated([(date(2000, 1, 1), Threshold(value))]))
        for name, value in numbers.items()
    }
    return replace(book, parameters={**book.parameters, **own})


def _tried(key: str) -> list[tuple[Rulebook, Example]]:
    book, cases = _books()[key]
    found = [(book, example) for example in parse_examples(cases, f"{key}.yaml", book)]
    if key in FILLED:
        set_by_site = _filled(book)
        found += [(set_by_site, one) for one in parse_examples(FILLED[key][1], key, set_by_site)]
    return found


@pytest.mark.parametrize("key", _books())
def test_every_case_comes_out_as_it_says(key: str) -> None:
    tried = _tried(key)
    assert tried
    assert [line for book, example in tried for line in disagreements(book, example)] == []


@pytest.mark.parametrize("key", _books())
def test_every_rule_is_seen_to_hold_to_fail_and_to_be_unknown(key: str) -> None:
    seen: dict[str, set[Truth]] = defaultdict(set)
    for book, example in _tried(key):
        for rule, judgement in judge(book, example.case).judgements.items():
            seen[rule].add(judgement.verdict)
    rules = {rule.key for rule in _books()[key][0].rules}
    assert {rule: seen[rule] for rule in rules if seen[rule] != set(Truth)} == {}


@pytest.mark.parametrize("key", load_rulebooks())
def test_every_threshold_has_cases_below_it_and_above_it(key: str) -> None:
    """At it too, but for shares and growths, where `at` may be no round number."""
    sides: dict[tuple[str, str], set[int]] = defaultdict(set)
    for book, example in _tried(key):
        for rule in book.in_force(example.case.day):
            for margin in margins(rule, example.case, book):
                side = (margin.distance > 0) - (margin.distance < 0)
                sides[margin.label, margin.required].add(side)
    assert {place: found for place, found in sides.items() if not {-1, 1} <= found} == {}
    at = [0 in found for found in sides.values()]
    assert sum(at) >= 0.8 * len(at)


@pytest.mark.parametrize("key", _books())
def test_a_book_names_its_document_its_days_and_what_is_doubtful(key: str) -> None:
    book, _cases = _books()[key]
    assert book.citation.document
    assert all(rule.begins and rule.clause for rule in book.rules)
    if book.status == "verified":
        assert book.citation.number
        assert book.citation.issued
    else:
        assert book.note, "what is to verify, or to be set by the site, is said"
    unset = [one for one in book.parameters.values() if any(span.value.value is None for span in one.values)]
    assert not unset or book.status == "site"


@pytest.mark.parametrize("key", _books())
def test_the_canonical_form_says_the_same(key: str) -> None:
    book, _cases = _books()[key]
    assert parse(dump(book), key) == book


def test_a_case_is_judged_by_the_text_of_its_day() -> None:
    books = load_rulebooks()
    old, new = books["quality-sme-2022"], books["quality-sme-2026"]
    last, first = date(2026, 1, 16), date(2026, 1, 17)
    assert old.in_force(last) and not old.in_force(first)
    assert new.in_force(first) and not new.in_force(last)
    review = books["energy-review"].parameters["province_floor"].values
    before, after = review.at(date(2023, 5, 31)), review.at(date(2023, 6, 1))
    assert before is not None and after is not None
    assert (before.value, after.value) == (Decimal(5000), Decimal(10000))
