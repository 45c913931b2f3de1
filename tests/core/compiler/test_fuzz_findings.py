"""Texts that random search found to hang or break the compiler, cut down to what did it."""

from __future__ import annotations

import time

import pytest

from zhenxing.core.compiler import Knowledge, Plan, Source, compile_source

NOTHING = Knowledge()


def compiled(text: str) -> Plan:
    return compile_source(Source(text), NOTHING)


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t"])
def test_a_line_of_blanks_takes_no_time(blank: str) -> None:
    """20,000 blanks took 24 seconds: two runs of blanks were tried against each other."""
    started = time.process_time()
    compiled("云岭县方案\n" + blank * 20_000 + "\n云岭县陶瓷专业镇\n")
    assert time.process_time() - started < 5
