"""A stored text as a rulebook, read once."""

from __future__ import annotations

from functools import lru_cache

from zhenxing.core.rules.book import Rulebook
from zhenxing.core.rules.form import parse


@lru_cache(maxsize=256)
def read(text: str) -> Rulebook:
    """The rulebook of a text. Raises RuleFaults; a stored text was checked when it was saved."""
    return parse(text, "规则")
