"""A start does what is missing, once; a second start does nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from zhenxing.web.operations import prepare
from zhenxing.web.settings import environment


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in order, in a folder of its own; the steps themselves are stood in for."""
    done: list[str] = []

    def migrate() -> None:
        (tmp_path / "zhenxing.sqlite3").touch()
        done.append("migrate")

    def load_demo(home: Path) -> str:
        done.append("demo")
        return "loaded"

    monkeypatch.setattr(environment, "home", lambda: tmp_path)
    monkeypatch.delenv("ZHENXING_DATABASE_URL", raising=False)
    monkeypatch.setattr(prepare, "_migrate", migrate)
    monkeypatch.setattr(prepare, "_load_rules", lambda: done.append("rules"))
    monkeypatch.setattr(prepare, "_collect_static", lambda: done.append("static"))
    monkeypatch.setattr(prepare, "_load_demo", load_demo)
    monkeypatch.setattr(prepare, "_rebuild_search_keys", lambda: done.append("search"))
    return done


def test_the_first_start_does_all_and_the_second_nothing(steps: list[str]) -> None:
    assert prepare.main() == 0
    assert steps == ["migrate", "rules", "static", "demo", "search"]
    assert prepare.main() == 0
    assert steps == ["migrate", "rules", "static", "demo", "search"]


def test_a_step_that_was_cut_off_is_done_again_and_those_before_it_are_not(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off() -> None:
        raise KeyboardInterrupt

    collect = prepare._collect_static
    monkeypatch.setattr(prepare, "_collect_static", cut_off)
    with pytest.raises(KeyboardInterrupt):
        prepare.main()
    monkeypatch.setattr(prepare, "_collect_static", collect)
    prepare.main()
    assert steps == ["migrate", "rules", "static", "demo", "search"]


def test_new_migrations_are_run_and_keys_looked_at_and_nothing_else(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare.main()
    monkeypatch.setattr(prepare, "_migrations_print", lambda home: "changed")
    prepare.main()
    assert steps[5:] == ["migrate", "search"]


def test_without_its_database_the_folder_is_begun_anew(steps: list[str], tmp_path: Path) -> None:
    prepare.main()
    (tmp_path / "zhenxing.sqlite3").unlink()
    prepare.main()
    assert steps[5:] == ["migrate", "rules", "static", "demo", "search"]


def test_a_broken_stamp_file_costs_a_repeat_and_no_more(steps: list[str], tmp_path: Path) -> None:
    prepare.main()
    (tmp_path / "prepared.json").write_text("{half")
    prepare.main()
    assert steps[5:] == ["migrate", "rules", "static", "demo", "search"]


def test_on_a_database_server_migrations_are_always_looked_at(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENXING_DATABASE_URL", "postgresql://u@h/d")
    prepare.main()
    prepare.main()
    assert steps == ["migrate", "rules", "static", "demo", "search", "migrate"]


def test_prints_change_with_what_they_cover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = tmp_path / "app"
    (app / "migrations").mkdir(parents=True)
    (app / "static/deep").mkdir(parents=True)
    (app / "migrations/0001.py").write_text("a")
    (app / "static/deep/a.css").write_text("a")
    monkeypatch.setattr(environment, "WEB", tmp_path)
    before = prepare._migrations_print(tmp_path), prepare._static_print()
    assert before == (prepare._migrations_print(tmp_path), prepare._static_print())
    (app / "migrations/0001.py").write_text("b")
    os.utime(app / "static/deep/a.css", ns=(1, 1))
    assert before[0] != prepare._migrations_print(tmp_path)
    assert before[1] != prepare._static_print()


def test_asked_not_to_the_demo_is_not_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZHENXING_DEMO", "0")
    assert prepare._load_demo(tmp_path) == "declined"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_an_installation_in_use_gets_no_demo(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, django_user_model: Any
) -> None:
    monkeypatch.delenv("ZHENXING_DEMO", raising=False)
    django_user_model.objects.create_user("somebody")
    assert prepare._load_demo(tmp_path) == "in use"
    assert list(tmp_path.iterdir()) == []
