"""A tick killed anywhere, and run again, leaves the same letters as one that was left alone: each once.

The drill forks a process for every kill: it works on its own SQLite file, as in an office, and is ended by
SIGKILL at its n-th statement, so nothing of it is tidied up.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from web.ledger.ledger_samples import at, clock_on, office_of
from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.ledger import ticking

START, TODAY = date(2026, 3, 2), date(2026, 4, 20)
CLOCKS = 12
#: clocks of one transaction in the drill: several batches, so that a kill falls between and inside them
BATCH = 5
Rows = list[tuple[Any, ...]]


def rows(file: Path, query: str) -> Rows:
    """What stands in the file, read by another program."""
    with sqlite3.connect(file) as other:
        return other.execute(query).fetchall()


def outcome(file: Path) -> dict[str, Rows]:
    """Everything a tick makes, without keys that depend on the order of attempts."""
    return {
        "steps": rows(file, "select clock_id, round, step from ledger_escalated order by 1, 2, 3"),
        "letters": rows(file, "select clock_id, step, number, title from ledger_letter order by 1, 2"),
        "numbers": rows(file, "select year, number from ledger_letter order by 1, 2"),
        "told": rows(file, "select text, to_unit_id, to_post_id from ledger_notice order by 1, 2, 3"),
        "last": rows(file, "select organ, year, last from ledger_letterseries"),
    }


def in_a_child(file: Path, work: Callable[[], None]) -> int:
    """Do it in a forked process that works on that file; how it ended (negative: by which signal)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        connection.connection = None  # the parent's: not ours to close
        connection.in_atomic_block, connection.savepoint_ids = False, []
        connection.settings_dict["NAME"] = str(file)
        ticking.BATCH = BATCH
        work()
        connection.close()
        code = 0
    finally:
        os._exit(code)


def killed_at(n: int) -> Callable[..., Any]:
    """Ends the process at its n-th statement, before or after it is carried out."""
    counted = 0

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal counted
        counted += 1
        if counted == n:
            if n % 2:
                execute(sql, params, many, context)
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return wrapper


def tick_killed_at(n: int) -> None:
    with connection.execute_wrapper(killed_at(n)):
        ticking.tick(at(TODAY))


class KilledTick(TransactionTestCase):
    """On a file of its own, copied from the test's database for every kill."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path) -> Iterator[None]:
        self.folder_ = tmp_path
        yield

    def setUp(self) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("the drill copies a SQLite file; on PostgreSQL the server keeps the same promise")
        where = area()
        office_of(where)
        for limit in range(1, CLOCKS + 1):
            clock_on(unit(where), on=START, rule=ClockRule("handle", "办理", limit * 2))

    def copy(self, name: str) -> Path:
        target = self.folder_ / name / "zhenxing.sqlite3"
        target.parent.mkdir()
        connection.ensure_connection()
        with sqlite3.connect(target) as other:
            connection.connection.backup(other)
        return target

    def test_killed_anywhere_and_run_again_the_letters_are_the_same(self) -> None:
        whole = self.copy("whole")
        assert in_a_child(whole, lambda: ticking.tick(at(TODAY)) and None) == 0
        wanted = outcome(whole)
        assert len(wanted["letters"]) > CLOCKS
        assert [number for _year, number in wanted["numbers"]] == list(range(1, len(wanted["letters"]) + 1))
        step = 3 if os.environ.get("ZHENXING_THOROUGH") else 7
        kills = self.kill_all(wanted, step)
        assert kills >= 5

    def kill_all(self, wanted: dict[str, Rows], step: int) -> int:
        """Kill at every `step`-th statement until the tick ends by itself; how many kills there were."""
        for kill, n in enumerate(range(1, 2000, step)):
            file = self.copy(f"killed-at-{n}")
            ended = in_a_child(file, lambda n=n: tick_killed_at(n))
            if ended == 0:
                return kill
            assert ended == -signal.SIGKILL
            # half-made batches are gone: what stands is whole
            seen = outcome(file)
            assert len(seen["letters"]) == len([one for one in seen["steps"] if one[2] != "remind"])
            assert in_a_child(file, lambda: ticking.tick(at(TODAY)) and None) == 0
            assert outcome(file) == wanted
        raise AssertionError("the tick never ended")

    def test_the_command_itself_finishes_what_a_killed_one_began(self) -> None:
        whole, file = self.copy("whole"), self.copy("command")
        in_a_child(whole, lambda: ticking.tick() and None)
        assert in_a_child(file, lambda: tick_killed_at(30)) == -signal.SIGKILL
        environment = {**os.environ, "ZHENXING_HOME": str(file.parent), "PYTHONPATH": "src"}
        environment["DJANGO_SETTINGS_MODULE"] = "zhenxing.web.settings.dev"
        command = [sys.executable, "-m", "zhenxing.cli", "tick", "--json"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["letters"] > 0
        steps = "select clock_id, round, step from ledger_escalated order by 1, 2, 3"
        assert rows(file, steps) == rows(whole, steps)
        again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert set(json.loads(again.stdout).values()) == {0}
