"""The whole import of a workbook, a process of its own: `python -m benchmarks.excel_import FILE --count N`.

Into a SQLite file of a site's own settings that holds half of the rows already: read in the limited child,
columns found, every cell checked, compared with the records, kept as a plan, confirmed, and written by the
job with its history, the way back to every cell, and the audit. Prints one JSON line: CPU seconds, child
processes included, the rows rejected, the peak of memory, and how long the one writing transaction took.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.excel_sides import cpu
from benchmarks.sides import peak_memory
from benchmarks.workbooks import AMOUNTS, COLUMNS, DIVISIONS, INDUSTRIES, existing

_KEY = "bench"
_WHOLE = ("people", "researchers", "patents")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, required=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhenxing-bench-") as home:
        os.environ |= {"ZHENXING_HOME": home, "DJANGO_SETTINGS_MODULE": "zhenxing.web.settings.dev"}
        print(json.dumps(_measured(given.file.read_bytes(), given.count)))


def _measured(data: bytes, count: int) -> dict[str, Any]:
    register, clerk = _site(count)
    spent: dict[str, float] = {}
    begun, clock = cpu(), time.perf_counter()
    made = _import(register, clerk, data, spent)
    seconds, wall = cpu() - begun, time.perf_counter() - clock
    stands = register.model.objects.count()
    assert made.can.done, made.error
    assert register.model.history.count() == made.inserts + made.updates
    return {
        "seconds": round(seconds, 4),
        "wall_seconds": round(wall, 4),
        "write_seconds": round(spent["write"], 4),
        "wrong": made.rejected,
        "inserts": made.inserts,
        "updates": made.updates,
        "rows": stands,
        "memory_mb": peak_memory(),
    }


def _import(register: Any, clerk: Any, data: bytes, spent: dict[str, float]) -> Any:
    """What the pages and the two jobs do, one after the other."""
    from zhenxing.intake.workbooks import prepare, read_workbook
    from zhenxing.web.imports import jobs
    from zhenxing.web.imports.actions import BringWorkbook, ConfirmImport, MapColumns
    from zhenxing.web.imports.known import vocabulary
    from zhenxing.web.imports.layouts import described, mapping_of
    from zhenxing.web.imports.reading import remember
    from zhenxing.web.kit.actions import run_action

    workbook = read_workbook(data, "a.xlsx")
    remember(data, workbook)
    layout = described(workbook, prepare(workbook, vocabulary(register, clerk).spec))
    made = run_action(BringWorkbook(_KEY, data, "a.xlsx", layout), clerk).result
    run_action(MapColumns(_KEY, made.pk, mapping_of(layout)), clerk)
    jobs.check_workbook.func(made.pk, clerk.pk)
    run_action(ConfirmImport(_KEY, made.pk, partly=True), clerk)
    with _timed(jobs, spent):
        jobs.write_rows.func(made.pk)
    made.refresh_from_db()
    return made


@contextmanager
def _timed(jobs: ModuleType, spent: dict[str, float]) -> Iterator[None]:
    """How long the writer's lock is held."""
    run = jobs.run_action

    def timed(action: Any, *inputs: Any, **options: Any) -> Any:
        begun = time.perf_counter()
        done = run(action, *inputs, **options)
        if type(action).__name__ == "ApplyImport":
            spent["write"] = time.perf_counter() - begun
        return done

    jobs.run_action = timed
    yield
    jobs.run_action = run


def _site(count: int) -> tuple[Any, Any]:
    """A site of its own with a register of the workbook's table, half of it filled, and its clerk."""
    import django

    django.setup()
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    model = _model()
    call_command("migrate", run_syncdb=True, verbosity=0)
    missing = set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        for one in (model, model.history.model):
            if one._meta.db_table not in missing:
                editor.create_model(one)
    rows = ({**row, "note": row["note"] or "", "special": row["special"] == "是"} for row in existing(count))
    model.objects.bulk_create([model(**row) for row in rows], batch_size=500)
    return _register(model), _clerk()


def _model() -> Any:
    from django.db import models

    from zhenxing.web.kit.models import Record
    from zhenxing.web.kit.scope import ScopePaths

    def code(kind: str, label: str, length: int) -> models.CharField[Any, Any]:
        made: models.CharField[Any, Any] = models.CharField(label, max_length=length)
        made.column_kind = kind  # type: ignore[attr-defined]  # as the site's own fields say it
        return made

    fields: dict[str, Any] = {}
    for name, label in COLUMNS:
        if name in _WHOLE:
            fields[name] = models.PositiveIntegerField(label)
        elif name in AMOUNTS:
            fields[name] = models.DecimalField(f"{label}（元）", max_digits=18, decimal_places=2)
        elif name == "founded":
            fields[name] = models.DateField(label)
        elif name == "special":
            fields[name] = models.BooleanField(label)
        elif name in ("code", "division", "industry"):
            kind = {"code": "uscc"}.get(name, name)
            fields[name] = code(kind, label, 18)
        else:
            fields[name] = models.CharField(label, max_length=60, blank=name == "note")

    meta = type(
        "Meta",
        (),
        {
            "app_label": "imports",
            "verbose_name": "企业",
            "constraints": [models.UniqueConstraint(fields=["code"], name="bench_one_code")],
        },
    )
    body = {**fields, "scope_by": ScopePaths(), "Meta": meta, "__module__": "zhenxing.web.imports.models"}
    return type("BenchEnterprise", (Record,), body)


def _register(model: Any) -> Any:
    from zhenxing.core.fields import AtMostRule, SumRule
    from zhenxing.web import registers
    from zhenxing.web.kit.excel import Excel
    from zhenxing.web.kit.register import Register

    lowest = {name: {"minimum": 0} for name in AMOUNTS if name != "profit"}
    excel = Excel(
        rules=(SumRule("revenue", ("main", "other")), AtMostRule("researchers", "people")),
        change=lowest,
        divisions=lambda: {code: code for code in DIVISIONS},
        industries=lambda: {code: code for code in INDUSTRIES},
    )
    names = tuple(name for name, _ in COLUMNS)
    made = Register(model, key=_KEY, columns=names[:3], fields=names, natural_key=("code",), excel=excel)
    registers.REGISTERS = (*registers.REGISTERS, made)
    return made


def _clerk() -> Any:
    from zhenxing.web.accounts.grants import Grant
    from zhenxing.web.accounts.models import User
    from zhenxing.web.kit.scope import Reach

    permissions = {f"{_KEY}.{verb}": Reach.SITE for verb in ("view", "create", "edit")}
    User.grants = lambda self: (Grant("clerk", permissions),)  # type: ignore[method-assign]  # a role of its own
    return User.objects.create(username="bench", display_name="甲某")


if __name__ == "__main__":
    main()
