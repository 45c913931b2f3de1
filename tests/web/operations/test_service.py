"""The whole service starts, answers, and goes away when told to, taking its worker along."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from installation import Installation
from zhenxing.web.operations import service

#: seconds; the machine may be loaded
WAIT = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(port: int) -> int | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for children in Linux's /proc")
def test_server_and_worker_start_together_and_stop_together(tmp_path: Path) -> None:
    office, port = Installation(tmp_path), free_port()
    assert office.run("zhenxing.web.operations.prepare").returncode == 0
    command = [sys.executable, "-m", "zhenxing.cli", "serve", "--port", str(port)]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, env=office.environment(), stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + WAIT
            while (answer := status(port)) is None and time.monotonic() < deadline:
                assert server.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.1)
            assert answer in {200, 302}
            family = children(server.pid)
            assert len(family) >= 2
            server.send_signal(signal.SIGTERM)
            server.wait(WAIT)
        finally:
            server.kill()
    assert [pid for pid in family if Path(f"/proc/{pid}/cmdline").exists()] == []


def test_a_worker_that_will_not_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_STOP_SECONDS", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    stubborn = deaf + "; print(1, flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", stubborn], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"1\n"
    service._stop(process)
    assert process.returncode == -signal.SIGKILL


def test_without_a_worker_none_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, int, int]] = []
    monkeypatch.setitem(os.environ, "DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    monkeypatch.setattr(service, "_granian", lambda *arguments: called.append(arguments))
    monkeypatch.setattr(service, "_start_worker", lambda: pytest.fail("a worker was started"))
    assert service.serve("127.0.0.1", 8123, with_worker=False) == 0
    assert called == [("127.0.0.1", 8123, 1)]


def test_a_worker_that_died_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        return started[-1]

    monkeypatch.setattr(service, "_start_worker", start)
    monkeypatch.setattr(service, "_AGAIN_SECONDS", 0.01)
    tended = service.TendedWorker()
    started[0].kill()
    deadline = time.monotonic() + WAIT
    while len(started) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    tended.stop()
    assert len(started) == 2
    assert [process.poll() is not None for process in started] == [True, True]
