"""What the surroundings decide: where state lives, the key, the database."""

from __future__ import annotations

import importlib
import stat
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from zhenxing.web.settings import environment


def test_state_lives_where_told_or_beside_the_sources_or_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    assert environment.home() == tmp_path.resolve()
    monkeypatch.delenv("ZHENXING_HOME")
    assert environment.home().name == "var"
    monkeypatch.setattr(environment, "_REPOSITORY", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert environment.home() == tmp_path / "var"


def test_the_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    key = environment.secret_key(folder)
    assert len(key) >= 50
    assert environment.secret_key(folder) == key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600


def test_two_processes_that_start_at_once_have_one_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def other_process_first(*_args: object, **_options: object) -> None:
        (tmp_path / "secret-key").write_text("the other's key")

    monkeypatch.setattr(Path, "mkdir", other_process_first)
    assert environment.secret_key(tmp_path) == "the other's key"


def test_sqlite_keeps_its_promises(tmp_path: Path) -> None:
    for url in (None, f"sqlite:///{tmp_path}/zhenxing.sqlite3"):
        database = environment.database(url, tmp_path)
        assert Path(database["NAME"]) == tmp_path / "zhenxing.sqlite3"
        assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_the_password_of_a_database_may_lie_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "password"
    monkeypatch.setenv("ZHENXING_DATABASE_PASSWORD_FILE", str(path))
    with pytest.raises(ImproperlyConfigured):
        environment.database("postgresql://clerk@database/zhenxing", tmp_path)
    path.write_text("p@ss\n", encoding="utf-8")
    assert environment.database("postgresql://clerk@database/zhenxing", tmp_path)["PASSWORD"] == "p@ss"
    assert environment.database("postgresql://clerk:own@database/zhenxing", tmp_path)["PASSWORD"] == "own"


def test_a_postgresql_address_is_taken_apart(tmp_path: Path) -> None:
    database = environment.database("postgresql://clerk:p%40ss@127.0.0.1:5433/zhenxing", tmp_path)
    assert [database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "zhenxing",
        "clerk",
        "p@ss",
        "127.0.0.1",
        "5433",
    ]
    local = environment.database("postgres:///zhenxing", tmp_path)
    assert [local[name] for name in ("USER", "PASSWORD", "HOST", "PORT")] == ["", "", "", ""]


def test_another_kind_of_database_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        environment.database("mysql://localhost/zhenxing", tmp_path)


def test_words_are_split_and_trimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENXING_HOSTS", " a.example , ,b.example")
    assert environment.words("ZHENXING_HOSTS") == ["a.example", "b.example"]


def test_a_server_others_reach_names_its_hosts_and_speaks_https(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "zhenxing.web.settings.production"
    monkeypatch.setattr("zhenxing.web.settings.base.ZHENXING_HOME", tmp_path)
    monkeypatch.delenv("ZHENXING_HOSTS", raising=False)
    monkeypatch.delitem(sys.modules, name, raising=False)
    with pytest.raises(ImproperlyConfigured, match="ZHENXING_HOSTS"):
        importlib.import_module(name)
    monkeypatch.setenv("ZHENXING_HOSTS", "zhenxing.example")
    production = importlib.import_module(name)
    assert production.SESSION_COOKIE_SECURE
    assert production.SECURE_SSL_REDIRECT
    assert production.CSRF_TRUSTED_ORIGINS == ["https://zhenxing.example"]
    assert not production.DEBUG


def test_one_machine_serves_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("zhenxing.web.settings.base.ZHENXING_HOME", tmp_path)
    monkeypatch.delitem(sys.modules, "zhenxing.web.settings.dev", raising=False)
    dev = importlib.import_module("zhenxing.web.settings.dev")
    assert "127.0.0.1" in dev.ALLOWED_HOSTS
    assert (tmp_path / "secret-key").read_text() == dev.SECRET_KEY


def test_the_public_address_is_a_whole_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENXING_ADDRESS", " https://zhenxing.example.gov.cn/ ")
    assert environment.address() == "https://zhenxing.example.gov.cn"
    monkeypatch.delenv("ZHENXING_ADDRESS")
    assert environment.address() == ""
    for wrong in ("zhenxing.example.gov.cn", "ftp://zhenxing.example", "https://", "https://a.example/?b"):
        monkeypatch.setenv("ZHENXING_ADDRESS", wrong)
        with pytest.raises(ImproperlyConfigured, match="ZHENXING_ADDRESS"):
            environment.address()
