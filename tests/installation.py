"""An installation in a folder of its own, worked by the commands an administrator would use."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

#: where the tests put a stored file, below `files/`
FILE = "documents/ab/abcd"


_MAKE_TABLES = """
from zhenxing.web.operations.bootstrap import start_django
start_django()
from zhenxing.web.operations.tables import bring_up
bring_up()
"""


@dataclass(frozen=True)
class Installation:
    """A data folder, and the commands run on it. On SQLite, whatever database the suite itself uses."""

    home: Path

    def environment(self, **variables: str) -> dict[str, str]:
        own = {
            "ZHENXING_HOME": str(self.home),
            "ZHENXING_DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "zhenxing.web.settings.dev",
        }
        inherited = {name: value for name, value in os.environ.items() if name != "ZHENXING_DATABASE_URL"}
        return inherited | own | variables

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self._python("-m", *command, **variables)

    def make_tables(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """All tables at once, as a first start makes them."""
        return self._python("-c", _MAKE_TABLES, **variables)

    def _python(self, *given: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *given],
            env=self.environment(**variables),
            capture_output=True,
            text=True,
            check=False,
        )

    def zhenxing(self, *command: str) -> subprocess.CompletedProcess[str]:
        return self.run("zhenxing.cli", *command)

    def add_user(self, name: str) -> None:
        secret = self.home / "password"
        secret.write_text("long-enough-谷雨\n", encoding="utf-8")
        role = ("--name", "甲某", "--role", "system_administrator")
        done = self.zhenxing("createuser", name, *role, "--password-file", str(secret))
        assert done.returncode == 0, done.stderr

    def users(self) -> list[str]:
        with closing(sqlite3.connect(self.home / "zhenxing.sqlite3")) as connection:
            return [row[0] for row in connection.execute("SELECT username FROM accounts_user ORDER BY 1")]

    @property
    def file(self) -> Path:
        return self.home / "files" / FILE
