"""The limited child: whatever a file does there, the caller gets one kind error, soon."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from intake import files
from zhenxing.intake import child, worker
from zhenxing.intake.child import extract, run_worker
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.limits import MB, Limits

QUICK = Limits(seconds=2)


def stand_in(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Run some other Python in the worker's place."""
    monkeypatch.setattr(child, "_command", lambda *_: [sys.executable, "-c", code])


def refusal_of(monkeypatch: pytest.MonkeyPatch, code: str, limits: Limits = QUICK) -> IntakeError:
    stand_in(monkeypatch, code)
    with pytest.raises(IntakeError) as refused:
        extract(b"data", "docx", limits)
    return refused.value


def test_an_endless_reader_is_stopped_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mark = tmp_path / "alive"
    grandchild = f"import time; time.sleep(3); open({str(mark)!r}, 'w')"
    start_it = f"subprocess.Popen([sys.executable, '-c', {grandchild!r}])"
    code = f"import subprocess, sys, time; {start_it}; time.sleep(60)"
    start = time.monotonic()
    refused = refusal_of(monkeypatch, code, Limits(seconds=1))
    assert refused.code == "too_slow"
    assert "1 秒" in refused.message
    assert time.monotonic() - start < 10
    time.sleep(3)
    assert not mark.exists()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crashed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too_slow"),
        ("import sys; sys.exit(77)", "too_heavy"),
        ("raise MemoryError", "too_heavy"),
        ("raise ValueError('broken')", "crashed"),
        ("print('no json')", "crashed"),
        ("print('{}')", "crashed"),
        ("print('{\"error\": {}}')", "crashed"),
    ],
)
def test_every_way_to_fail_has_its_message(monkeypatch: pytest.MonkeyPatch, code: str, expected: str) -> None:
    assert refusal_of(monkeypatch, code).code == expected


def test_what_went_wrong_is_kept_for_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ValueError: broken" in refusal_of(monkeypatch, "raise ValueError('broken')").detail


def test_the_child_is_told_nothing_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENXING_SECRET_KEY", "secret")
    stand_in(monkeypatch, "import os, json; print(json.dumps(dict(os.environ)))")
    environment = json.loads(run_worker(b"", "docx"))
    assert "ZHENXING_SECRET_KEY" not in environment
    assert environment["http_proxy"] == "http://127.0.0.1:9"
    assert not Path(environment["TMPDIR"]).exists()


def limited(code: str, limits: Limits) -> subprocess.CompletedProcess[str]:
    figures = f"{limits.memory}, {limits.seconds}, {limits.output_bytes}"
    head = f"from zhenxing.intake.worker import limit; limit({figures})\n"
    environment = {**os.environ, "PYTHONPATH": str(Path(worker.__file__).parents[2])}
    return subprocess.run(
        [sys.executable, "-c", head + code], capture_output=True, text=True, check=False, env=environment
    )


def test_memory_processor_time_and_output_are_limited() -> None:
    limits = Limits(memory=300 * MB, seconds=1, output_bytes=1 * MB)
    assert "MemoryError" in limited("b'x' * (400 * 1024 * 1024)", limits).stderr
    assert limited("while True: pass", limits).returncode == -signal.SIGXCPU
    flooding = "import tempfile; tempfile.TemporaryFile().write(b'x' * (2 * 1024 * 1024))"
    assert limited(flooding, limits).returncode != 0
    raised = "import resource; resource.setrlimit(resource.RLIMIT_AS, (10**12, 10**12))"
    assert "Error" in limited(raised, limits).stderr or os.geteuid() == 0


def test_a_file_that_needs_too_much_memory_is_refused_in_words() -> None:
    large = files.docx("".join(files.p(f"第{number * 7919}项") for number in range(300_000)))
    with pytest.raises(IntakeError) as refused:
        extract(large, "docx", Limits(memory=150 * MB))
    assert refused.value.code == "too_heavy"


def test_a_page_that_unpacks_without_end_is_refused_in_words() -> None:
    with pytest.raises(IntakeError) as refused:
        extract(files.pdf_bomb(600 * MB), "pdf", Limits(memory=400 * MB))
    assert refused.value.code == "too_heavy"


def test_start_up_imports_only_what_a_format_needs() -> None:
    code = (
        "import sys; from zhenxing.intake import worker; worker.read(sys.stdin.buffer.read(), 'docx');"
        "heavy = {'pdfplumber', 'zhenxing.core.compiler', 'django', 'lxml.html'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(worker.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], input=files.docx(files.p("文")), capture_output=True,
                          check=True, env=environment)  # fmt: skip
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("docx", files.docx(files.p("文字"))),
        ("pdf", files.pdf([["文字"]])),
        ("html", "<p>文字</p>".encode()),
        ("mhtml", "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>文字</p>".encode()),
    ],
    ids=files.short,
)
def test_the_worker_reads_each_kind(kind: str, data: bytes) -> None:
    assert json.loads(worker.as_json(data, kind))["text"].strip() == "文字"


def test_the_worker_answers_errors_and_memory_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no reader"):
        worker.read(b"", "xlsx")
    assert json.loads(worker.as_json(b"PK", "docx"))["error"]["code"] == "damaged"
    monkeypatch.setattr(worker, "limit", lambda *_: None)
    output = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(files.docx(files.p("文字")))))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=output))
    assert worker.main(["docx", "1", "1", "1"]) == 0
    assert json.loads(output.getvalue())["text"] == "文字"

    def exhausted(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(worker, "as_json", exhausted)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"x")))
    assert worker.main(["docx", "1", "1", "1"]) == child.OUT_OF_MEMORY
