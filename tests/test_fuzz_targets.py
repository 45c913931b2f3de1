"""The random search itself: seeds pass, its words cover any text, and its checks can fail."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fuzz import fuzz_compile, fuzz_intake, harness
from fuzz.words import WORDS, bytes_of, text_of
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.compiler import Knowledge, Span
from zhenxing.core.compiler.plan import ReviewItem
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.extract import Extract

ROOT = Path(__file__).resolve().parents[1]


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs",)), max_size=200))
def test_every_text_can_be_searched_from(text: str) -> None:
    assert text_of(bytes_of(text)) == text


@given(st.binary(max_size=300))
def test_every_byte_string_is_a_text_of_limited_length(data: bytes) -> None:
    text = text_of(data, most=50)
    assert len(text) <= 50
    text.encode("utf-8")


def test_there_is_a_byte_for_every_word() -> None:
    assert len(WORDS) < 255


@pytest.mark.parametrize("name", sorted(fuzz_compile.seeds()))
def test_the_compiler_s_seeds_pass(name: str) -> None:
    fuzz_compile.target(fuzz_compile.seeds()[name])


@pytest.mark.parametrize("name", sorted(fuzz_intake.seeds()))
def test_the_readers_seeds_pass(name: str) -> None:
    fuzz_intake.target(fuzz_intake.seeds()[name])


def test_sound_seeds_are_read_and_not_merely_refused() -> None:
    seeds = fuzz_intake.seeds()
    read = [fuzz_intake.READERS[data[0]](data[1:]).text for data in seeds.values() if data[1:] != b"PK\3\4"]
    assert sum("云岭县" in text for text in read) > len(read) * 0.7


def test_a_wild_span_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = harness.compile_source

    def wild(*arguments: object) -> object:
        plan = real(*arguments)  # type: ignore[arg-type]  # passed through
        return replace(plan, review=(ReviewItem("stage", Span(3, 99), "", ""),))

    monkeypatch.setattr(harness, "compile_source", wild)
    with pytest.raises(AssertionError, match=r"review\[0\]\.span .* outside"):
        harness.check_compile("云岭县方案", Knowledge())


def test_a_slow_text_is_found() -> None:
    with pytest.raises(AssertionError, match="took"):
        harness.check_compile("云岭县方案", Knowledge(), seconds=0)


@pytest.mark.parametrize(
    ("found", "said"),
    [(Extract("a\0"), "NUL"), (Extract("a", page_starts=(2,)), "outside"), (IntakeError("x", ""), "words")],
)
def test_a_reader_that_breaks_its_promise_is_found(found: Extract | Exception, said: str) -> None:
    def read(_: bytes) -> Extract:
        if isinstance(found, Exception):
            raise found
        return found

    with pytest.raises(AssertionError, match=said):
        harness.check_read(read, b"x")


def test_the_targets_work_without_a_fuzzer() -> None:
    code = (
        "import sys; sys.modules['atheris'] = None\n"
        "from fuzz import fuzz_compile, fuzz_intake\n"
        "fuzz_compile.target(b'\\x01'); fuzz_intake.target(b'\\x00abc'); fuzz_intake.target(b'')"
    )
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
