"""Killed at any moment and taken up again, an import is whole or not there: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from installation import Installation
from web.imports.conftest import book, brought
from zhenxing.web.accounts.models import User
from zhenxing.web.imports import jobs
from zhenxing.web.imports.actions import ConfirmImport
from zhenxing.web.imports.models import Import, ImportedRow
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.organisations.register import UNITS

ROWS = 5000
#: seconds for a worker to get somewhere; the machine may be loaded
PATIENCE = 240


class KilledError(BaseException):
    """The process ends here."""


@contextmanager
def killed_at(number: int) -> Iterator[list[int]]:
    """The n-th statement to the database is the last."""
    count = [0]

    def counting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        count[0] += 1
        if count[0] == number:
            raise KilledError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        yield count


def state() -> tuple[Any, ...]:
    units = sorted(Unit.objects.values_list("name", "short_name", "version"))
    return units, Unit.history.count(), AuditEntry.objects.filter(action="units.import").count()


@pytest.mark.django_db(transaction=True)
def test_whichever_statement_is_the_last_all_is_written_once(
    county: Area, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit(county, "云岭县统计局", short_name="统计局")
    data = book(
        ["名称", "简称", "行政区划"],
        ["云岭县林业局", "林业局", "云岭县"],
        ["云岭县统计局", "县统计局", "云岭县"],
    )
    made = brought(UNITS, clerk, data)
    monkeypatch.setattr(type(jobs.write_rows), "enqueue", lambda *inputs, **options: None)
    run_action(ConfirmImport("units", made.pk), clerk)
    before = state()
    number, deaths = 1, 0
    while True:
        try:
            with killed_at(number) as count:
                jobs.write_rows.func(made.pk)
        except KilledError:
            deaths += 1
            connection.connection.rollback()  # what an open transaction wrote dies with its process
            made.refresh_from_db()
            # the statement that would have told of the end may be the last: then all of it stands
            assert state() == before or made.can.done
            if made.can.done:
                break
            number += 1
            continue
        break
    assert deaths > 20, count
    jobs.write_rows.func(made.pk)  # taken up once more, there is nothing to do
    units, _versions, entries = state()
    assert units == [("云岭县林业局", "林业局", 1), ("云岭县统计局", "县统计局", 2)]
    assert entries == 1
    assert Unit.history.filter(history_change_reason="名单.xlsx").count() == 2
    assert ImportedRow.objects.count() == 2
    assert Import.objects.get().can.done


SET_UP = """
import sys, django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.kit.actions import run_action
from zhenxing.web.imports.actions import BringWorkbook, ConfirmImport, MapColumns
from zhenxing.web.imports.jobs import check_workbook
from zhenxing.web.imports.known import vocabulary
from zhenxing.web.imports.layouts import described, mapping_of
from zhenxing.web.organisations.register import UNITS
from zhenxing.intake.workbooks import prepare, read_workbook
county = area()
clerk = person("office", county)
unit(county, "单位 0 号", short_name="旧名")
rows = "".join(f"单位 {n} 号,简称 {n},云岭县\\n" for n in range(int(sys.argv[1])))
data = ("名称,简称,行政区划\\n" + rows).encode()
workbook = read_workbook(data, "名单.csv")
layout = described(workbook, prepare(workbook, vocabulary(UNITS, clerk).spec))
made = run_action(BringWorkbook("units", data, "名单.csv", layout), clerk).result
run_action(MapColumns("units", made.pk, mapping_of(layout)), clerk)
check_workbook.func(made.pk, clerk.pk)
run_action(ConfirmImport("units", made.pk), clerk)
"""


class Site(Installation):
    def ask(self, question: str) -> Any:
        path = self.home / "zhenxing.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as found:
            return found.execute(question).fetchone()[0]

    def worker(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "zhenxing.cli", "work"]
        return subprocess.Popen(command, env=self.environment(), stderr=subprocess.DEVNULL)

    def wait_until(self, question: str, worker: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.ask(question):
            assert worker.poll() is None, "the worker ended by itself"
            assert time.monotonic() < deadline, question
            time.sleep(0.005)


@pytest.mark.drill
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process as only an operating system can")
def test_a_worker_killed_while_it_writes_is_followed_by_one_that_ends_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    script = tmp_path / "set_up.py"
    script.write_text(SET_UP, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(script), str(ROWS)],
        env=site.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    worker = site.worker()
    try:
        site.wait_until("SELECT state = 'applying' FROM imports_import", worker)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        written = site.ask("SELECT count(*) FROM organisations_unit")
        assert written in {1, ROWS}
        worker = site.worker()
        site.wait_until("SELECT state = 'applied' FROM imports_import", worker)
    finally:
        worker.kill()
        worker.wait()
    assert site.ask("SELECT count(*) FROM organisations_unit") == ROWS
    assert site.ask("SELECT count(DISTINCT name) FROM organisations_unit") == ROWS
    assert site.ask("SELECT count(*) FROM organisations_historicalunit") == ROWS + 1
    assert site.ask("SELECT version FROM organisations_unit WHERE name = '单位 0 号'") == 2
    assert site.ask("SELECT count(*) FROM kit_auditentry WHERE action = 'units.import'") == 1
    assert site.ask("SELECT count(*) FROM imports_importedrow") == ROWS
