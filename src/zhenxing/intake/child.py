"""Untrusted files are read in a child process that can neither run for long nor grow without bound."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Final

from zhenxing.intake.errors import IntakeError, refusal
from zhenxing.intake.extract import Extract
from zhenxing.intake.limits import LIMITS, Limits

_SOURCES: Final = Path(__file__).parents[2]
_OUT_OF_TIME: Final = (-signal.SIGXCPU, -signal.SIGKILL)
_NO_MEMORY: Final = (
    "MemoryError",
    "bad_alloc",
    "Cannot allocate memory",
    "failed to map segment",
    "memory allocation of",
)
#: what the worker answers when it met the memory limit and could still say so
OUT_OF_MEMORY: Final = 77


def extract(data: bytes, kind: str, limits: Limits = LIMITS) -> Extract:
    """Read bytes of a kind in a child; raises `IntakeError` for whatever goes wrong there."""
    answer = run_worker(data, kind, limits)
    try:
        said = json.loads(answer)
        if "error" in said:
            error = said["error"]
            raise IntakeError(error["code"], error["message"], error["english"], error["detail"])
        return Extract(
            str(said["text"]),
            str(said["encoding"]),
            tuple(map(int, said["page_starts"])),
            tuple(said["notes"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise refusal("crashed", detail=f"unreadable answer: {error}") from error


def run_worker(data: bytes, kind: str, limits: Limits = LIMITS, memory: int = 0) -> bytes:
    """The worker's standard output, at most `limits.output_bytes`; raises when it fails."""
    with tempfile.TemporaryDirectory(prefix="zhenxing-") as folder, ExitStack() as files:
        given, output, errors = (files.enter_context(tempfile.TemporaryFile(dir=folder)) for _ in range(3))
        given.write(data)
        given.seek(0)
        code = _run(_command(kind, limits, memory), given, output, errors, limits, folder)
        if code != 0:
            raise _failure(code, _tail(errors), limits)
        output.seek(0)
        return output.read(limits.output_bytes)


def _command(kind: str, limits: Limits, memory: int) -> list[str]:
    figures = (memory or limits.memory, limits.seconds, limits.output_bytes)
    return [sys.executable, "-m", "zhenxing.intake.worker", kind, *map(str, figures)]


def _run(
    command: list[str], given: IO[bytes], output: IO[bytes], errors: IO[bytes], limits: Limits, folder: str
) -> int:
    environment = _environment(folder)
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        command,
        stdin=given,
        stdout=output,
        stderr=errors,
        env=environment,
        cwd=folder,
        start_new_session=True,
    )
    try:
        return process.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child with everything it started (LibreOffice starts children of its own)."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder: str) -> dict[str, str]:
    """No secrets of the server reach the child; a dead proxy keeps converters off the network."""
    dead = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, **dead, "TMPDIR": folder, "HOME": folder, "PYTHONPATH": str(_SOURCES)}


def _failure(code: int, detail: str, limits: Limits) -> IntakeError:
    if code in _OUT_OF_TIME:
        return refusal("too_slow", detail, seconds=limits.seconds)
    memory = code == OUT_OF_MEMORY or any(sign in detail for sign in _NO_MEMORY)
    return refusal("too_heavy" if memory else "crashed", detail)


def _tail(errors: IO[bytes]) -> str:
    size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, size - 2000))
    return errors.read().decode("utf-8", errors="replace")
