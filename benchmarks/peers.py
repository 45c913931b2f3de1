"""Where JioNLP can be run: an environment of its own under var, made at the first need.

Its helper `jiojio` is under the GPL. It is measured as a program beside Zhenxing, never imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "bench.txt"
_INSTALLING_MAY_TAKE = 600


class PeerMissingError(Exception):
    """JioNLP cannot be installed here; the message says what failed."""


def jionlp_python() -> Path:
    """The interpreter that can import JioNLP. Raises `PeerMissingError`."""
    place = Path(os.environ.get("ZHENXING_HOME") or ROOT / "var") / "bench"
    python, stamp = place / "venv" / "bin" / "python", place / "installed"
    lock = LOCK.read_text(encoding="utf-8")
    if python.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == lock:
        return python
    print(f"安装对比用的 JioNLP Installing JioNLP to compare with ({place})", file=sys.stderr)
    place.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "venv", "--clear", str(place / "venv")])
    _run([str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)])
    stamp.write_text(lock, encoding="utf-8")
    return python


def _run(command: list[str]) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}
    try:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            timeout=_INSTALLING_MAY_TAKE,
            env=environment,
        )
    except subprocess.CalledProcessError as error:
        raise PeerMissingError(_last_line(error.stderr) or f"exit code {error.returncode}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerMissingError(str(error)) from error


def _last_line(text: str | None) -> str:
    lines = [line for line in (text or "").splitlines() if line.strip()]
    return lines[-1] if lines else ""
