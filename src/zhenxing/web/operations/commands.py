"""Fits the operations to the terminal: parsed arguments in, words and an exit code out.

Exit codes as in `zhenxing.cli`: 0 done · 1 the answer is no · 2 wrong use · 3 a file or port failed.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from dataclasses import asdict
from pathlib import Path

from zhenxing.web.operations.bootstrap import start_django

DONE, NO, WRONG_USE, UNREADABLE = 0, 1, 2, 3
_SIGNS = {"ok": "✓", "warning": "!", "failed": "✗"}


def serve(arguments: argparse.Namespace) -> int:
    from zhenxing.web.operations import service

    if not arguments.no_prepare and (code := service.prepare()):
        return code
    return service.serve(arguments.host, arguments.port, with_worker=not arguments.no_worker)


def prepare(arguments: argparse.Namespace) -> int:
    from zhenxing.web.operations import prepare as steps

    return steps.main()


def work(arguments: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings

    from zhenxing.web.operations import worker

    try:
        worker.work(Path(settings.ZHENXING_HOME))
    except worker.WorkerRunningError as problem:
        return _refuse(f"已有一个后台任务进程在运行：{problem}", UNREADABLE)
    return DONE


def tick(arguments: argparse.Namespace) -> int:
    start_django()
    from zhenxing.web.ledger.ticking import tick as make_what_is_due

    report = make_what_is_due()
    if arguments.json:
        _say(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _say(report.said())
    return NO if report.unaddressed else DONE


def demo(arguments: argparse.Namespace) -> int:
    start_django()
    from zhenxing.web.operations.demo import DemoRefusedError, load_demo

    try:
        _say(load_demo())
    except DemoRefusedError as problem:
        return _refuse(str(problem), NO)
    return DONE


def areas(arguments: argparse.Namespace) -> int:
    start_django()
    from zhenxing.web.kit.actions import run_action
    from zhenxing.web.kit.refusals import ActionRefused
    from zhenxing.web.organisations.actions import PlantDivisions

    try:
        planted = run_action(PlantDivisions(arguments.home, arguments.all_townships), None).result
    except ActionRefused as refusal:
        return _refuse(str(refusal), NO)
    _say(f"新增 {planted.added} 个区划，原有 {planted.kept} 个未动。")
    for one in planted.renamed:
        _say(f"! {one.code} 这里叫“{one.here}”，名单上是“{one.listed}”：请核对后在页面上修改。")
    for gone in planted.gone:
        _say(f"! {gone} 不在名单上了：请核对后填写失效日。")
    return DONE


def doctor(arguments: argparse.Namespace) -> int:
    start_django()
    from django.utils import timezone

    from zhenxing.web.operations.doctor import doctor as examine

    checks = examine(deep=arguments.deep, audit=arguments.audit, today=timezone.localdate())
    if arguments.json:
        _say(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        for check in checks:
            _say(f"{_SIGNS[check.outcome]} {check.name}：{check.found}")
            if check.remedy:
                _say(f"    → {check.remedy}")
    return NO if any(check.outcome == "failed" for check in checks) else DONE


def createuser(arguments: argparse.Namespace) -> int:
    start_django()
    from zhenxing.web.operations.accounts import AccountError, create_user

    try:
        password = _password(arguments.password_file)
        user = create_user(
            arguments.username, arguments.name, arguments.role, password, place=arguments.unit or ""
        )
    except OSError as problem:
        return _refuse(f"口令文件读不出来：{problem}", UNREADABLE)
    except AccountError as problem:
        return _refuse(str(problem), WRONG_USE)
    _say(f"已建立账号 {user.username}（{user.display_name}），首次登录须改口令。")
    return DONE


def backup(arguments: argparse.Namespace) -> int:
    start_django()
    from django.utils import timezone

    from zhenxing.web.operations.archive import BackupError
    from zhenxing.web.operations.backup import back_up

    try:
        target, manifest = back_up(arguments.target, timezone.localtime())
    except BackupError as problem:
        return _refuse(str(problem), UNREADABLE)
    size = sum(member.size for member in manifest.members.values())
    _say(f"已备份到 {target}：{len(manifest.members)} 个文件，{size / 1024**2:.1f} MB，{manifest.database}")
    return DONE


def restore(arguments: argparse.Namespace) -> int:
    start_django()
    from zhenxing.web.operations.archive import BackupError
    from zhenxing.web.operations.backup import restore as put_back

    try:
        manifest = put_back(arguments.source, force=arguments.force)
    except BackupError as problem:
        return _refuse(str(problem), NO)
    _say(f"已恢复 {manifest.made_at} 的备份（版本 {manifest.version}）。请运行 zhenxing doctor --deep 核对。")
    return DONE


def _password(file: Path | None) -> str:
    """From a file's first line, else asked for, unseen; never from the command line, where others read it."""
    if file is not None:
        return file.read_text(encoding="utf-8").splitlines()[0] if file.stat().st_size else ""
    return getpass.getpass("口令 Password: ")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _refuse(message: str, code: int) -> int:
    sys.stderr.write(f"镇兴: {message}\n")
    return code
