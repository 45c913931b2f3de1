"""The web server: one granian process, and the worker beside it.

    python -m zhenxing.web.operations.service HOST PORT

does what `zhenxing serve --no-worker` does, without loading the compiler first: `./run` takes it.
"""

from __future__ import annotations

import os
import subprocess
import sys

_STOP_SECONDS = 30


def serve(host: str = "127.0.0.1", port: int = 8000, *, with_worker: bool = True, workers: int = 1) -> int:
    """Serve until told to stop (SIGINT, SIGTERM). More than one worker process only on PostgreSQL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenxing.web.settings.dev")
    worker = _start_worker() if with_worker else None
    try:
        _granian(host, port, workers)
    finally:
        if worker is not None:
            _stop(worker)
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
