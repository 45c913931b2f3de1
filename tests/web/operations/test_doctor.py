"""Each check sees the illness it is for, and says what to do."""

from __future__ import annotations

import os
from collections import namedtuple
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection

from zhenxing.web.documents import storage
from zhenxing.web.documents.models import Document
from zhenxing.web.imports import store as imports
from zhenxing.web.imports.models import Import
from zhenxing.web.kit.audit import seal_audit
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area
from zhenxing.web.ledger.models import AnnouncedYear
from zhenxing.web.operations import doctor
from zhenxing.web.operations.accounts import create_user

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 1)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.ZHENXING_HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LAKE_ROOT = tmp_path / "lake"
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


def test_what_is_well_has_no_remedy(home: Path) -> None:
    (home / "static").mkdir()
    (home / "static/staticfiles.json").write_text('{"paths": {"a": "a.1"}}')
    checks = doctor.doctor(deep=True, today=TODAY)
    # the suite's own SQLite lives in memory and does not keep the promise of WAL
    others = [check for check in checks if check.name != "SQLite 可靠性"]
    assert [(check.name, check.outcome) for check in others if check.outcome != "ok"] == []
    assert all(not check.remedy for check in others)
    assert {"审计链", "原始文件"} <= {check.name for check in checks}


def test_a_quick_look_leaves_the_chain_and_the_files(home: Path) -> None:
    assert "审计链" not in {check.name for check in doctor.doctor(deep=False, today=TODAY)}


def test_a_database_that_does_not_answer_ends_the_database_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    [check] = doctor.database()
    assert (check.outcome, check.found) == ("failed", "connection refused")


@pytest.mark.parametrize(
    ("journal", "synchronous", "outcome"),
    [("wal", "2", "ok"), ("wal", "3", "ok"), ("wal", "1", "failed"), ("delete", "2", "failed")],
)
def test_sqlite_must_keep_its_promises(
    monkeypatch: pytest.MonkeyPatch, journal: str, synchronous: str, outcome: str
) -> None:
    values = {"journal_mode": journal, "synchronous": synchronous}
    monkeypatch.setattr(doctor, "_pragma", values.__getitem__)
    assert doctor.sqlite_promises().outcome == outcome


def test_migrations_not_run_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [1, 2])
    assert "2 步" in doctor.migrations().found


def test_static_files_that_were_never_collected_are_missed() -> None:
    assert doctor.static_files().outcome == "failed"


def test_a_folder_that_cannot_be_written_is_said(home: Path) -> None:
    (home / "files").write_text("a file where the folder should be")
    check = doctor.folder()
    assert check.outcome == "failed"
    assert "写权限" in check.remedy
    (home / "files").unlink()
    (home / "lake").write_text("likewise")
    assert "lake" in doctor.folder().found


@pytest.mark.parametrize(("free", "outcome"), [(10**11, "ok"), (10**9, "warning"), (10**6, "failed")])
def test_little_disk_warns_and_none_fails(monkeypatch: pytest.MonkeyPatch, free: int, outcome: str) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: Usage(10**12, 0, free))
    assert doctor.disk().outcome == outcome


def test_a_year_without_holidays_is_a_warning() -> None:
    assert doctor.calendar(TODAY).outcome == "ok"
    check = doctor.calendar(date(2099, 1, 1))
    assert (check.outcome, "2099" in check.found) == ("warning", True)
    AnnouncedYear.objects.create(year=2027, document="演示放假通知")
    assert doctor.calendar(date(2027, 1, 1)).outcome == "ok"


def test_a_calendar_is_known_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(AnnouncedYear.objects, "current", broken)
    assert doctor.calendar(date(2027, 1, 1)).outcome == "warning"


def test_a_wrong_outbox_is_told(settings: Any, tmp_path: Path) -> None:
    settings.ZHENXING_OUTBOX = tmp_path / "outbox.yaml"
    assert "不向外发送" in doctor.ways_out().found
    settings.ZHENXING_OUTBOX.write_text("channels: [{kind: fax}]")
    assert doctor.ways_out().outcome == "failed"


def test_an_altered_audit_row_is_named() -> None:
    for number in range(4):
        create_user(f"user-{number}", f"甲某{number}", "system_administrator", "long-enough-谷雨")
    seal_audit()
    assert doctor.audit_chain().outcome == "ok"
    altered = AuditEntry.objects.order_by("position")[2]
    AuditEntry.objects.filter(pk=altered.pk).update(reason=altered.reason + "。")
    check = doctor.audit_chain()
    assert check.outcome == "failed"
    assert f"第 {altered.position} 条" in check.found
    assert f"编号 {altered.pk}" in check.found
    assert altered.subject_label in check.found


def test_the_chain_is_walked_when_asked_for_alone() -> None:
    names = [check.name for check in doctor.doctor(deep=False, audit=True, today=TODAY)]
    assert "原始文件" not in names
    assert doctor.doctor(deep=False, today=TODAY)[-1].name == "外发渠道"


def test_a_file_that_is_gone_or_changed_is_named_with_its_record(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    where, who = area(), create_user("clerk", "甲某", "system_administrator", "long-enough-谷雨")
    for title in ("甲文件", "乙文件"):
        digest = storage.keep(title.encode())
        Document.objects.create(area=where, title=title, sha256=digest, file_name="a.txt", uploaded_by=who)
    workbooks = {name: imports.FILES.keep(name.encode()) for name in ("名册.xlsx", "产值.xlsx", "核对")}
    Import.objects.create(register="x", sha256=workbooks["名册.xlsx"], file_name="旧.xlsx", uploaded_by=who)
    Import.objects.create(register="x", sha256=workbooks["名册.xlsx"], file_name="名册.xlsx", uploaded_by=who)
    sheet = Import(register="x", sha256=workbooks["产值.xlsx"], file_name="产值.xlsx", uploaded_by=who)
    sheet.plan = workbooks["核对"]
    sheet.save()
    assert doctor.stored_files().found == "5 份，逐字节一致"
    changed = storage.path_of(storage.digest("乙文件".encode()))
    changed.chmod(0o600)
    changed.write_bytes(b"x")
    for name in ("名册.xlsx", "核对"):
        imports.FILES.path_of(workbooks[name]).unlink()
    check = doctor.stored_files()
    assert check.outcome == "failed"
    assert "3 份" in check.found
    assert all(f"“{name}”" in check.found for name in ("乙文件", "名册.xlsx", "产值.xlsx"))
    assert "甲文件" not in check.found and "旧.xlsx" not in check.found


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_file_that_cannot_be_read_has_no_hash(tmp_path: Path) -> None:
    assert doctor._sha256(tmp_path) is None
