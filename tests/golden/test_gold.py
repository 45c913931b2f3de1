"""The gold itself: well formed, of its text, about places that do not exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from zhenxing.core.compiler.evaluation import fold

from .reading import SETS, gold_of, names, text_of

CASES = [(which, name) for which in SETS for name in names(which)]
#: the stored text is in other characters or torn, so quotations cannot be found by searching it
_TORN = re.compile(r"[\u00e0-\u01dc]\)|&[a-z]+;|[\uff10-\uff19]")
OPERATORS = {">=", ">", "=", "<=", "<", "approx", "range", "tiers", "+"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
REAL = Path(__file__).parents[2].parent / "shared" / "documents"


def test_the_sets_are_wide() -> None:
    assert len(names("golden")) >= 30
    assert len(names("holdout")) >= 10


def test_the_sets_share_no_document() -> None:
    every = [name for which in SETS for name in names(which)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(("which", "name"), CASES)
def test_every_text_of_the_gold_stands_in_its_document(which: str, name: str) -> None:
    text, gold = text_of(which, name), gold_of(which, name)
    if _TORN.search(text):
        text = _rejoined(text)
    stored = fold(text)
    quoted = [item["text"] for kind in ("goals", "figures", "conditions") for item in gold[kind]]
    headings = [item["heading"] for item in gold["tasks"]]
    units = [unit for item in gold["tasks"] for unit in (*item["lead"], *item["support"])]
    missing = [quote for quote in (*quoted, *headings, *units) if fold(quote) not in stored]
    assert not missing


@pytest.mark.parametrize(("which", "name"), CASES)
def test_every_item_of_the_gold_is_well_formed(which: str, name: str) -> None:
    gold = gold_of(which, name)
    for goal in gold["goals"]:
        assert goal["op"] in OPERATORS
        assert _is_time(goal["deadline"])
    for figure in gold["figures"]:
        assert figure["op"] in OPERATORS
        assert _is_time(figure["period"])
    for condition in gold["conditions"]:
        assert condition["op"] in OPERATORS | {None}
        assert condition["op"] is not None or condition["value"] is None
        assert condition["value"] is not None or condition.keys() & {"award", "penalty", "optional"}


@pytest.mark.parametrize(("which", "name"), CASES)
def test_percentages_are_fractions(which: str, name: str) -> None:
    gold = gold_of(which, name)
    for item in (*gold["goals"], *gold["figures"], *gold["conditions"]):
        if item["unit"] == "%":
            values = item["value"] if isinstance(item["value"], list) else [item["value"]]
            assert all(0 < value <= 3 for value in values), item["text"]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents lie beside the repository, not in it")
@pytest.mark.parametrize(("which", "name"), CASES)
def test_no_sentence_is_taken_from_a_real_document(which: str, name: str) -> None:
    assert not _runs(text_of(which, name)) & _real_runs()


def _rejoined(text: str) -> str:
    """The text as the compiler cleans it; only for documents stored damaged."""
    from .reading import compiled

    return compiled(text).text


def _is_time(value: Any) -> bool:
    return value is None or bool(re.fullmatch(r"20\d\d(?:-(?:0[1-9]|1[0-2]))?", value))


def _runs(text: str, length: int = 18) -> set[str]:
    han = "".join(_HAN.findall(text))
    return {han[at : at + length] for at in range(len(han) - length + 1)}


def _real_runs() -> set[str]:
    return set().union(*(_runs(path.read_text(encoding="utf-8")) for path in REAL.glob("*.txt")))
