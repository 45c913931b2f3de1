"""Bring the data up to the code: migrate, collect static files, load the demo once, keys for searching.

    python -m zhenxing.web.operations.prepare

Each step is done only when what it depends on has changed, so that a second start is quick:
with nothing to do Django is not even loaded. `ZHENXING_DEMO=0` starts without the demo county.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from zhenxing.web.operations.bootstrap import start_django
from zhenxing.web.settings import environment

_STAMP = "prepared.json"
DEMO_ACCOUNTS = "demo.txt"


def main() -> int:
    home = environment.home()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    done = _read_stamps(home)
    for name, state, act in (
        ("migrations", _migrations_print(home), _migrate),
        ("rules", _rules_print(), _load_rules),
        ("static", _static_print(), _collect_static),
    ):
        if done.get(name) != state:
            act()
            _record(home, done, name, state)
    if "demo" not in done:
        _record(home, done, "demo", _load_demo(home))
    if done.get("search") != (state := _search_print(home)):
        _rebuild_search_keys()
        _record(home, done, "search", state)
    return 0


def _record(home: Path, done: dict[str, str], name: str, state: str) -> None:
    """Note that a step is complete, whole or not at all."""
    done[name] = state
    partial = home / (_STAMP + ".partial")
    partial.write_text(json.dumps(done, indent=1), encoding="utf-8")
    partial.replace(home / _STAMP)


def _read_stamps(home: Path) -> dict[str, str]:
    """What was done for the data in `home`: nothing when its SQLite file is gone.

    A database server may have been emptied behind our back, so there migrations always run.
    """
    database = environment.database(os.environ.get("ZHENXING_DATABASE_URL"), home)
    on_server = not database["ENGINE"].endswith("sqlite3")
    if not on_server and not Path(database["NAME"]).is_file():
        return {}
    try:
        stamps: dict[str, str] = json.loads((home / _STAMP).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {name: state for name, state in stamps.items() if not (on_server and name == "migrations")}


def _migrations_print(home: Path) -> str:
    files = environment.WEB.glob("*/migrations/*.py")
    where = os.environ.get("ZHENXING_DATABASE_URL", str(home))
    return _digest([*_packages(), where, *(_content(path) for path in sorted(files))])


def _static_print() -> str:
    files = [path for path in environment.WEB.rglob("static/**/*") if path.is_file()]
    return _digest([*_packages(), *(_shape(path) for path in sorted(files))])


def _search_print(home: Path) -> str:
    """Keys are made anew when a name may give another one, or a table has just got the column."""
    return _digest([_content(environment.WEB.parent / "core" / "spelling.py"), _migrations_print(home)])


def _rules_print() -> str:
    """Shipped rules are taken over when one changed; what the site changed is left as it is."""
    files = (environment.WEB.parent / "packs" / "rules").rglob("*.yaml")
    return _digest(_content(path) for path in sorted(files))


def _packages() -> list[str]:
    return sorted(f"{item.name}=={item.version}" for item in metadata.distributions())


def _content(path: Path) -> str:
    return f"{path}:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _shape(path: Path) -> str:
    status = path.stat()
    return f"{path}:{status.st_size}:{status.st_mtime_ns}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _migrate() -> None:
    _say("更新数据库结构 Migrating the database")
    start_django()
    from zhenxing.web.operations import tables

    tables.bring_up()


def _load_rules() -> None:
    start_django()
    from zhenxing.web.rules.classify import classify_all
    from zhenxing.web.rules.loading import load, shipped

    load(shipped())
    classify_all()


def _collect_static() -> None:
    from django.core.management import call_command

    _say("整理静态文件 Collecting static files")
    start_django()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def _rebuild_search_keys() -> None:
    start_django()
    from zhenxing.web.kit.search import rebuild_search_keys

    if rebuilt := rebuild_search_keys():
        _say(f"已重建 {rebuilt} 条检索键 Rebuilt {rebuilt} search keys")


def _load_demo(home: Path) -> str:
    """Load the demo county into an empty installation; says whether it did, for the stamp."""
    if os.environ.get("ZHENXING_DEMO") == "0":
        return "declined"
    start_django()
    from django.contrib.auth import get_user_model
    from django.db import transaction

    if get_user_model()._default_manager.exists():
        return "in use"
    from zhenxing.web.operations.demo import load_demo

    _say("装入演示县 Loading the demo county")
    accounts = home / DEMO_ACCOUNTS
    accounts.touch(mode=0o600)  # it names passwords
    with transaction.atomic():
        accounts.write_text(load_demo(), encoding="utf-8")
    return "loaded"


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
