"""What an administrator sees at the terminal, and the exit codes scripts rely on."""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from zhenxing.web.operations import (
    accounts,
    archive,
    backup,
    commands,
    demo,
    doctor,
    prepare,
    service,
    worker,
)
from zhenxing.web.operations.doctor import Check

pytestmark = pytest.mark.django_db


def asked(**values: Any) -> argparse.Namespace:
    return argparse.Namespace(**values)


@pytest.mark.parametrize(("outcomes", "code"), [(["ok"], 0), (["ok", "warning"], 0), (["ok", "failed"], 1)])
def test_only_a_failed_check_is_a_no(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], outcomes: list[Any], code: int
) -> None:
    checks = [Check("磁盘", outcome, "还剩", "清理" if outcome != "ok" else "") for outcome in outcomes]
    monkeypatch.setattr(doctor, "doctor", lambda **_asked: checks)
    assert commands.doctor(asked(deep=False, audit=False, json=False)) == code
    said = capsys.readouterr().out
    assert said.count("磁盘") == len(outcomes)
    assert ("→ 清理" in said) == (outcomes != ["ok"])


def test_the_doctor_speaks_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(doctor, "doctor", lambda **_asked: [Check("磁盘", "ok", "还剩")])
    assert commands.doctor(asked(deep=True, audit=False, json=True)) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"name": "磁盘", "outcome": "ok", "found": "还剩", "remedy": ""}
    ]


def test_an_account_is_made_with_a_password_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], django_user_model: Any
) -> None:
    secret = tmp_path / "password"
    secret.write_text("long-enough-谷雨\nand a second line\n", encoding="utf-8")
    wanted = asked(
        username="first", name="甲某", role="system_administrator", unit=None, password_file=secret
    )
    assert commands.createuser(wanted) == 0
    assert "首次登录须改口令" in capsys.readouterr().out
    assert django_user_model.objects.get().check_password("long-enough-谷雨")
    assert commands.createuser(wanted) == 2, "the same name twice"


def test_a_password_that_is_not_in_a_file_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands.getpass, "getpass", lambda prompt: "typed")
    assert commands._password(None) == "typed"


def test_an_empty_password_file_is_an_empty_password(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert commands._password(tmp_path / "empty") == ""


def test_a_password_file_that_is_missing_is_unreadable(tmp_path: Path) -> None:
    wanted = asked(username="a1", name="甲", role="office", unit=None, password_file=tmp_path / "none")
    assert commands.createuser(wanted) == 3


def test_a_refused_account_is_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise accounts.AccountError("没有角色 king")

    monkeypatch.setattr(commands, "_password", lambda file: "x")
    monkeypatch.setattr(accounts, "create_user", refuse)
    assert commands.createuser(asked(username="a", name="b", role="king", unit="", password_file=None)) == 2
    assert "没有角色 king" in capsys.readouterr().err


def test_a_demo_is_printed_or_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "load_demo", lambda: "账号")
    assert commands.demo(asked()) == 0
    assert "账号" in capsys.readouterr().out

    def refuse() -> str:
        raise demo.DemoRefusedError("这里已经有账号了")

    monkeypatch.setattr(demo, "load_demo", refuse)
    assert commands.demo(asked()) == 1


def test_a_second_worker_is_told_of_the_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(worker, "work", lambda home: None)
    assert commands.work(asked()) == 0

    def refuse(home: Path) -> None:
        raise worker.WorkerRunningError(str(home))

    monkeypatch.setattr(worker, "work", refuse)
    assert commands.work(asked()) == 3
    assert "已有一个后台任务进程" in capsys.readouterr().err


def test_serving_takes_its_worker_along_unless_told_not_to(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(
        service, "serve", lambda host, port, *, with_worker: seen.append((host, port, with_worker)) or 0
    )
    prepared: list[bool] = []
    monkeypatch.setattr(service, "prepare", lambda: prepared.append(True) or 0)
    assert commands.serve(asked(host="127.0.0.1", port=8123, no_worker=False, no_prepare=False)) == 0
    assert prepared == [True]
    assert commands.serve(asked(host="::1", port=8124, no_worker=True, no_prepare=True)) == 0
    assert seen == [("127.0.0.1", 8123, True), ("::1", 8124, False)]
    monkeypatch.setattr(service, "prepare", lambda: 3)
    assert commands.serve(asked(host="::1", port=8124, no_worker=True, no_prepare=False)) == 3
    monkeypatch.setattr(prepare, "main", lambda: 0)
    assert commands.prepare(asked()) == 0


def test_backup_and_restore_say_what_they_did(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = archive.Manifest("2025-01-01", "0.1", "sqlite", {"a": archive.Member(2_097_152, "")})
    monkeypatch.setattr(backup, "back_up", lambda target, now: (target, manifest))
    monkeypatch.setattr(backup, "restore", lambda source, *, force: manifest)
    assert commands.backup(asked(target=tmp_path / "b.zip")) == 0
    assert "1 个文件，2.0 MB" in capsys.readouterr().out
    assert commands.restore(asked(source=tmp_path / "b.zip", force=False)) == 0
    assert "已恢复 2025-01-01" in capsys.readouterr().out


def test_a_refused_restore_is_a_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as other:
        other.writestr("a", b"")
    assert commands.restore(asked(source=tmp_path / "b.zip", force=False)) == 1
    assert "不是镇兴的备份" in capsys.readouterr().err


def test_a_backup_that_cannot_be_written_is_unreadable(tmp_path: Path) -> None:
    assert commands.backup(asked(target=tmp_path / "none/b.zip")) == 3
