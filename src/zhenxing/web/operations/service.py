"""The web server: one granian process, and the worker beside it.

    python -m zhenxing.web.operations.service HOST PORT

does what `zhenxing serve --no-worker` does, without loading the compiler first: `./run` takes it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

_STOP_SECONDS = 30
#: before a worker that died is started again
_AGAIN_SECONDS = 2.0


def serve(host: str = "127.0.0.1", port: int = 8000, *, with_worker: bool = True, workers: int = 1) -> int:
    """Serve until told to stop (SIGINT, SIGTERM). More than one worker process only on PostgreSQL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenxing.web.settings.dev")
    worker = TendedWorker() if with_worker else None
    try:
        _granian(host, port, workers)
    finally:
        if worker is not None:
            worker.stop()
    return 0


def _granian(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "zhenxing.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads(),
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        log_level=LogLevels.warning,
    ).serve()


def threads() -> int:
    """How many requests run at once: enough to fill the processors while others wait for the disk."""
    return (os.cpu_count() or 1) * 2 + 1


def prepare() -> int:
    """Bring the data up to the code, in a process of its own that leaves nothing behind; its exit code."""
    command = [sys.executable, "-m", "zhenxing.web.operations.prepare"]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own command line, no shell


class TendedWorker:
    """The worker's process, started again whenever it dies: nobody in a county's office would do it."""

    def __init__(self) -> None:
        self.process = _start_worker()
        self._ending = threading.Event()
        self._tender = threading.Thread(target=self._tend, name="worker tender", daemon=True)
        self._tender.start()

    def _tend(self) -> None:
        while True:
            self.process.wait()
            if self._ending.wait(_AGAIN_SECONDS):
                return
            self.process = _start_worker()

    def stop(self) -> None:
        """End the worker, and start no other."""
        self._ending.set()
        _stop(self.process)
        self._tender.join(_STOP_SECONDS)


def _start_worker() -> subprocess.Popen[bytes]:
    # A process group of its own, so that Ctrl-C reaches it once, through us.
    command = [sys.executable, "-m", "zhenxing.cli", "work"]
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own command line, no shell


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the worker to finish its job; end it when it does not."""
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1], int(sys.argv[2]), with_worker=False))
