"""Shipped rulebooks are read, checked and asked of columns with the same answers as one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from zhenxing.core.periods import Period
from zhenxing.core.rules import Answer, Case, Fact, FactSpec, Rulebook, evaluate
from zhenxing.core.rules import nodes as n
from zhenxing.core.rules.columns import ask_all, compile_rule
from zhenxing.core.rules.examples import parse_examples
from zhenxing.core.rules.extent import trees
from zhenxing.core.rules.form import dump, parse
from zhenxing.core.rules.units import decimal, terminates
from zhenxing.core.truth import Value
from zhenxing.packs import rules_loader
from zhenxing.packs.rules_loader import check, load_rulebooks, main, shipped_cases, shipped_texts

BOOKS = load_rulebooks()
YEAR = 2024
ROWS = 24


def test_every_file_is_a_book_of_its_name() -> None:
    assert {key: book.key for key, book in BOOKS.items()} == {key: key for key in shipped_texts()}


@pytest.mark.parametrize("key", sorted(BOOKS))
def test_every_book_has_a_canonical_form(key: str) -> None:
    text = dump(BOOKS[key])
    assert parse(text, key) == BOOKS[key]
    assert dump(parse(text, key)) == text


# ── parity, rule by rule ──
@pytest.mark.parametrize("key", sorted(BOOKS))
def test_every_rule_says_of_rows_what_it_says_of_cases(key: str) -> None:
    """On written-out cases and on random ones around the book's own thresholds, with holes."""
    book = BOOKS[key]
    written = parse_examples(shipped_cases(key) or "- {}", f"{key}.yaml", book)[:ROWS]
    days = sorted({example.case.day for example in written})[:2]
    for day in days:
        cases = [replace(example.case, day=day, year=YEAR) for example in written]
        cases += list(random_cases(book, day))
        rules = book.in_force(day)
        reads = replace_when(book, day)
        batch = compile_rule(reads.rules[-1], reads).batch(cases, day, YEAR)
        for rule_key, answers in ask_all(rules, book, batch, day, YEAR).items():
            rule = book.rule(rule_key, day)
            assert rule is not None
            assert answers.truths() == [evaluate(rule, case, book).verdict for case in cases], rule_key


def replace_when(book: Rulebook, day: date) -> Rulebook:
    """The book with a last rule that reads whatever any of its rules in force reads."""
    conditions = tuple(rule.when for rule in book.in_force(day) if rule.when is not None)
    every = replace(book.rules[0], key="every", when=n.AllOf(conditions), begins=None, ends=None)
    return replace(book, rules=(*book.rules, every))


def random_cases(book: Rulebook, day: date) -> Iterator[Case]:
    random = Random(f"{book.key} {day}")  # the same cases in every run
    amounts = sorted({value for rule in book.rules for tree in trees(rule) for value in _amounts(tree, book)})
    for at in range(ROWS):
        related = {key: _members(random, book, key, amounts, day) for key in book.related}
        judged = {answer: Answer(random.choice([True, False, None])) for answer in _answers(book)}
        facts = _facts(random, book.facts, amounts, day)
        yield Case(f"第{at}例", day, YEAR, facts, related, judged)


def _amounts(tree: n.Node, book: Rulebook) -> Iterator[Decimal]:
    for node in n.walk(tree):
        values: list[object] = [node.value] if isinstance(node, n.Literal) else []
        if isinstance(node, n.ParameterRef):
            values = [span.value.value for span in book.parameters[node.name].values]
        for value in values:
            if isinstance(value, Fraction) and terminates(value):
                yield from (decimal(value) + step for step in (0, 1, -1, Decimal("0.01")))


def _answers(book: Rulebook) -> set[str]:
    found = (node for rule in book.rules for tree in trees(rule) for node in n.walk(tree))
    return {node.answer for node in found if isinstance(node, n.Judged)}


def _members(
    random: Random, book: Rulebook, key: str, amounts: list[Decimal], day: date
) -> tuple[Case, ...] | None:
    if random.random() < 0.2:
        return None
    declared = {**book.facts, **book.related[key].facts}
    size = random.randrange(12)
    return tuple(Case("成员", day, YEAR, _facts(random, declared, amounts, day)) for _ in range(size))


def _facts(
    random: Random, declared: object, amounts: list[Decimal], day: date
) -> dict[str, tuple[Fact, ...]]:
    assert isinstance(declared, dict) or hasattr(declared, "items")
    return {
        name: tuple(
            Fact(_value(random, spec, amounts, day), Period(YEAR - back) if spec.kind == "number" else None)
            for back in (range(5) if spec.kind == "number" else range(1))
            if random.random() < 0.8
        )
        for name, spec in declared.items()  # type: ignore[union-attr]  # it has items, as just asserted
    }


def _value(random: Random, spec: FactSpec, amounts: list[Decimal], day: date) -> Value:
    match spec.kind:
        case "number":
            return random.choice([*amounts, Decimal(0), Decimal(1)])
        case "yesno":
            return random.random() < 0.5
        case "date":
            return day - timedelta(days=random.choice([0, 364, 365, 366, 730, 731, 1096, 5000]))
        case "choice":
            return random.choice([value for value, _ in spec.choices])
        case _:
            return random.choice(["C13", "C3074", "F51", "G54", "I63", "K70", "L72", "O80", "E47"])


# ── checking files ──
GOOD = (
    "key: good\nname: 示范\nsubject: town\ncitation: {document: 示范办法}\nfacts: {x: {label: 甲}}\n"
    "rules: [{key: main, name: 主, when: {of: x, above: 1}}]\n"
)


def write(folder: Path, text: str, cases: str = "", name: str = "good.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    if cases:
        (folder / "cases").mkdir(exist_ok=True)
        (folder / "cases" / name).write_text(cases, encoding="utf-8")
    return folder / name


def test_a_file_without_faults_has_none(tmp_path: Path) -> None:
    assert check(write(tmp_path, GOOD)) == []
    case = "- {name: 一, day: 2025-01-01, facts: {x: 2}, expect: {main: true}}"
    assert check(write(tmp_path, GOOD, case)) == []


def test_faults_of_the_book_and_of_its_cases_are_told_with_their_place(tmp_path: Path) -> None:
    assert "第6行:不认识“abov”,是不是“above”?" in check(write(tmp_path, GOOD.replace("above", "abov")))[0]
    assert "文件名应与标识一致" in check(write(tmp_path, GOOD, name="other.yaml"))[0]
    wrong = "- {name: 一, day: 2025-01-01, facts: {y: 2}, expect: {main: true}}"
    assert "第1行:没有声明事实“y”" in check(write(tmp_path, GOOD, wrong))[0]
    failing = "# 说明\n- {name: 一, day: 2025-01-01, facts: {x: 1}, expect: {main: true}}"
    assert "第2行:一:main 应为 true,得到 false" in check(write(tmp_path, GOOD, failing))[0]


def test_a_file_that_is_no_utf_8_says_so(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_bytes("名称".encode("gb18030"))
    assert "请另存为UTF-8" in check(tmp_path / "good.yaml")[0]


def test_the_command_tells_and_answers_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write(tmp_path, GOOD))]) == 0
    assert capsys.readouterr().out == "1个文件没有问题\n"
    assert main([str(write(tmp_path, GOOD.replace("above", "abov")))]) == 1
    assert "不认识“abov”" in capsys.readouterr().out


def test_a_book_without_cases_has_none() -> None:
    assert rules_loader.shipped_cases("no-such-book") is None
