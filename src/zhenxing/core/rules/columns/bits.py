"""Truths of many rows as two packed bit-vectors: true and known (Kleene's logic, eight rows a byte)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhenxing.core.rules.columns.numbers import Flags
from zhenxing.core.truth import Truth

Packed = NDArray[np.uint8]


@dataclass(frozen=True)
class Answers:
    """The truth of every row: bit `row % 8` of byte `row // 8`. What is true is known; spare bits are 0."""

    true: Packed
    known: Packed
    rows: int

    @classmethod
    def of(cls, true: Flags, known: Flags) -> Answers:
        return cls(packed(true & known), packed(known), len(known))

    @classmethod
    def same(cls, truth: Truth, rows: int) -> Answers:
        known = np.full(rows, truth is not Truth.UNKNOWN)
        return cls.of(np.full(rows, truth is Truth.TRUE), known)

    @property
    def false(self) -> Packed:
        return self.known & ~self.true

    def is_true(self) -> Flags:
        return unpacked(self.true, self.rows)

    def is_known(self) -> Flags:
        return unpacked(self.known, self.rows)

    def truths(self) -> list[Truth]:
        """Row by row, for tests and small tables."""
        pairs = zip(self.is_true().tolist(), self.is_known().tolist(), strict=True)
        return [Truth.of(true if known else None) for true, known in pairs]

    def __and__(self, other: Answers) -> Answers:
        true = self.true & other.true
        return Answers(true, true | self.false | other.false, self.rows)

    def __or__(self, other: Answers) -> Answers:
        true = self.true | other.true
        return Answers(true, true | (self.false & other.false), self.rows)

    def __invert__(self) -> Answers:
        return Answers(self.false, self.known, self.rows)


def at_least_of(n: int, answers: Sequence[Answers]) -> Answers:
    """True where `n` hold for certain, false where they no longer can."""
    rows = answers[0].rows
    certain = np.zeros(rows, dtype=np.int64)
    possible = np.zeros(rows, dtype=np.int64)
    for answer in answers:
        certain += answer.is_true()
        possible += ~unpacked(answer.false, rows)
    return Answers.of(certain >= n, (certain >= n) | (possible < n))


def packed(flags: Flags) -> Packed:
    return np.packbits(flags, bitorder="little")


def unpacked(bits: Packed, rows: int) -> Flags:
    return np.unpackbits(bits, count=rows, bitorder="little").view(np.bool_)
