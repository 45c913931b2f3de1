"""The golden documents copied as one line each: every line break a blank, or nothing at all."""

from __future__ import annotations

import re
from functools import cache

import pytest

from zhenxing.core.compiler.evaluation import KINDS, Evaluation, evaluate

from .reading import compiled, gold_of, names, text_of

#: what is kept when the breaks became blanks, and when nothing was left of them (docs/accuracy.md)
LEAST = {
    " ": dict(zip(KINDS, (0.96, 0.96, 0.94, 0.96, 0.91, 0.90, 0.97), strict=True)),
    "": dict(zip(KINDS, (0.52, 0.88, 0.77, 0.69, 0.70, 0.66, 0.93), strict=True)),
}


@cache
def _scores(gap: str) -> Evaluation:
    stems = names("golden")
    plans = {name: compiled(re.sub(r"\s*\n\s*", gap, text_of("golden", name))) for name in stems}
    return evaluate(plans, {name: gold_of("golden", name) for name in stems})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gap", LEAST)
def test_most_of_it_is_still_read(gap: str, kind: str) -> None:
    assert round(_scores(gap).kinds[kind].f1, 4) >= LEAST[gap][kind]
