"""The compiler against a careful reader: F1 per kind, pooled over each set of documents."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler.evaluation import KINDS, Score

from .reading import scores

#: what the product promises on documents nobody has shown it
LEAST = {
    "header": 0.95,
    "clean_text": 0.95,
    "goals": 0.92,
    "figures": 0.88,
    "tasks": 0.92,
    "pairs": 0.95,
    "conditions": 0.75,
}


def test_every_kind_has_its_bound() -> None:
    assert set(LEAST) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("which", ["golden", "holdout", "demo"])
def test_the_set_is_read_as_well_as_promised(which: str, kind: str) -> None:
    score = scores(which).kinds[kind]
    f1 = round(score.f1, 4)
    assert f1 >= LEAST[kind], _told(which, kind, score)


def _told(which: str, kind: str, score: Score) -> str:
    """What went wrong; of the hold-out only the figure, so that nobody mends by its sentences."""
    told = [f"{which} {kind}: F1 {score.f1:.3f} < {LEAST[kind]}"]
    if which != "holdout":
        told += [*(f"- {item}" for item in score.missed), *(f"+ {item}" for item in score.surplus)]
    return "\n".join(told)
