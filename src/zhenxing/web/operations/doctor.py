"""Is this installation healthy? Each check says what it saw, and when it is not well, what to do."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max, Model
from django.utils import timezone

from zhenxing.packs.workday_calendar import load_calendar
from zhenxing.web.kit.write_once import Store

Outcome = Literal["ok", "warning", "failed"]
#: below this much free disk a backup or an import may not fit, in bytes
_LOW_DISK = 2 * 1024**3
_SHORT_DISK = 200 * 1024**2


@dataclass(frozen=True)
class Check:
    """What one look found. `remedy` is empty when all is well."""

    name: str
    outcome: Outcome
    found: str
    remedy: str = ""


def doctor(*, deep: bool, today: date, audit: bool = False) -> list[Check]:
    """All checks in the order to mend them; `audit` walks the audit chain, `deep` reads every file too."""
    checks = [python(), *database(), static_files(), folder(), disk(), calendar(today), ways_out()]
    if (deep or audit) and not any(check.outcome == "failed" for check in checks[:3]):
        checks += [audit_chain(), *([stored_files()] if deep else [])]
    return checks


def python() -> Check:
    return Check("Python", "ok", ".".join(str(part) for part in sys.version_info[:3]))


# --- the database ------------------------------------------------------------------------------------


def database() -> list[Check]:
    """Reachable, keeping its promises, and migrated; the later ones only when the first is well."""
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        return [Check("数据库", "failed", str(problem).strip(), "请检查数据库是否启动、地址和口令是否正确。")]
    reached = Check("数据库", "ok", connection.vendor)
    promises = [sqlite_promises()] if connection.vendor == "sqlite" else []
    return [reached, migrations(), *promises]


def sqlite_promises() -> Check:
    """WAL and synchronous=FULL: a receipt is a promise, so a power cut must not take it back."""
    journal, synchronous = _pragma("journal_mode"), _pragma("synchronous")
    found = f"journal_mode={journal}, synchronous={synchronous}"
    if journal == "wal" and synchronous in {"2", "3"}:
        return Check("SQLite 可靠性", "ok", found)
    remedy = "请用自带的设置启动(WAL，synchronous=FULL)；数据文件夹不要放在网络盘上。"
    return Check("SQLite 可靠性", "failed", found, remedy)


def _pragma(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0])


def migrations() -> Check:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not missing:
        return Check("数据库结构", "ok", "与程序一致")
    found = f"还有 {len(missing)} 步没有更新"
    return Check("数据库结构", "failed", found, "请执行 zhenxing prepare。")


# --- files -------------------------------------------------------------------------------------------


def static_files() -> Check:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    try:
        paths = json.loads(manifest.read_text(encoding="utf-8"))["paths"]
    except (OSError, ValueError, KeyError):
        return Check("静态文件", "failed", f"没有 {manifest}", "请执行 zhenxing prepare。")
    return Check("静态文件", "ok", f"{len(paths)} 个")


def folder() -> Check:
    """Can files be stored, and the lake be written?"""
    roots = (Path(settings.MEDIA_ROOT), Path(settings.LAKE_ROOT))
    for root in roots:
        probe = root / ".doctor"
        try:
            root.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as problem:
            remedy = "请把该文件夹的写权限给运行镇兴的账号。"
            return Check("文件夹", "failed", f"{root}：{problem.strerror}", remedy)
    return Check("文件夹", "ok", "、".join(str(root) for root in roots))


def disk() -> Check:
    free = shutil.disk_usage(Path(settings.ZHENXING_HOME)).free
    found = f"还剩 {free / 1024**3:.1f} GB"
    if free >= _LOW_DISK:
        return Check("磁盘", "ok", found)
    remedy = "请清理磁盘，或把数据文件夹(ZHENXING_HOME)移到更大的盘。"
    return Check("磁盘", "failed" if free < _SHORT_DISK else "warning", found, remedy)


def calendar(today: date) -> Check:
    """Deadlines in working days need this year's holidays."""
    if not load_calendar().provisional(today) or _announced_here(today.year):
        return Check("工作日历", "ok", f"含 {today.year} 年")
    remedy = "请更新程序，或在“工作日历”和“已公布年份”中补录国务院办公厅公布的放假安排。"
    return Check("工作日历", "warning", f"没有 {today.year} 年的放假安排，到期日按法定节假日推算", remedy)


def _announced_here(year: int) -> bool:
    """Whether the site keeps that year's holidays itself."""
    from zhenxing.web.ledger.models import AnnouncedYear

    try:
        return AnnouncedYear.objects.current().filter(year=year).exists()
    except DatabaseError:
        return False  # the database's own check says what is wrong with it


def ways_out() -> Check:
    """Can the file of mail and robots be read, if there is one?"""
    from zhenxing.web.ledger.channels import OutboxFault, outbox

    try:
        channels = outbox().channels
    except OutboxFault as fault:
        return Check("外发渠道", "failed", str(fault), "请改正 outbox.yaml；站内的函件和通知不受影响。")
    return Check("外发渠道", "ok", "、".join(one.key for one in channels) or "没有配置，不向外发送")


# --- deep --------------------------------------------------------------------------------------------


def audit_chain() -> Check:
    """Whether every sealed row is as it was written; the first that is not is named."""
    from zhenxing.web.kit.audit import verify_audit
    from zhenxing.web.kit.models import AuditEntry

    broken = verify_audit()
    if broken is None:
        sealed = AuditEntry.objects.filter(position__isnull=False).count()
        return Check("审计链", "ok", f"{sealed} 条，完整")
    at = timezone.localtime(broken.at).strftime("%Y-%m-%d %H:%M:%S")
    found = f"第 {broken.position} 条与前后不符：编号 {broken.pk}，{at} {broken.actor_label} {broken}"
    return Check("审计链", "failed", found, "记录可能被改动：请保留现场，从备份核对。")


def stored_files() -> Check:
    """Every file kept as it came, of whatever kind of record, still has the hash it came with."""
    total, wrong = 0, []
    for label, path, digest in _stored():
        total += 1
        if _sha256(path) != digest:
            wrong.append(label())
    if not wrong:
        return Check("原始文件", "ok", f"{total} 份，逐字节一致")
    found = f"{len(wrong)} 份缺失或被改动：{'、'.join(wrong[:5])}"
    return Check("原始文件", "failed", found, "请从备份恢复这些文件。")


def _stored() -> Iterator[tuple[Callable[[], str], Path, str]]:
    """(what it belongs to, path, SHA-256) of each file that records name (`stored` of their model), once."""
    for model in apps.get_models():
        stores: Mapping[str, Store] = getattr(model, "stored", {})
        for field, store in stores.items():
            # the newest record that names a file speaks for it
            rows = model._base_manager.exclude(**{field: ""}).order_by().values(field)
            for digest, newest in rows.annotate(newest=Max("pk")).values_list(field, "newest").iterator(500):
                yield partial(_called, model, newest), store.path_of(digest), digest


def _called(model: type[Model], key: Any) -> str:
    return f"{model._meta.verbose_name}“{model._base_manager.get(pk=key)}”"


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
