"""How long a page of a list takes out of a million rows, beside the plain page and the raw query.

    python benchmarks/pages.py [--sizes 1000000] [--databases sqlite,postgresql] [--json]

A page of 100 rows of the register of enterprises, filtered by status, at its beginning and at row
500,000 of what the filter leaves. The sides take turns in one process, on the same table, asked for
the same columns of the same rows for the same person:

- zhenxing   the register's list: rows by cursor, written by a compiled plan, no count
- plain      model instances with their related rows, by a slice, in a loop of a Django template; no count
- paginator  the same with Django's Paginator, which counts: the page as its documentation shows it
- raw        the one SQL query by the database's own driver, its rows fetched and thrown away

SQLite is a file in a temporary folder; PostgreSQL a throw-away cluster where the server is installed.
Seconds are medians of CPU seconds of this process and, for PostgreSQL, of wall seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# run as a script, the folder above this one is not where Python looks
sys.path.insert(0, str(ROOT))

SIZE = 1_000_000
DATABASES = ("sqlite", "postgresql")


def main(arguments: list[str] | None = None) -> None:
    given = _parse(arguments)
    if given.inside:
        _inside(given)
        return
    for database in given.databases:
        for size in given.sizes:
            _outside(database, size, given)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=_numbers, default=(SIZE,), help="rows in the table, with commas")
    parser.add_argument("--databases", type=lambda text: tuple(text.split(",")), default=DATABASES)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", action="store_true", help="one JSON line for each page measured")
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.replace("_", "").split(","))


def _outside(database: str, size: int, given: argparse.Namespace) -> None:
    """A fresh process with a database of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="zhenxing-pages-") as home:
        environment = {
            **os.environ,
            "ZHENXING_HOME": home,
            "DJANGO_SETTINGS_MODULE": "zhenxing.web.settings.test",
            "PY": sys.executable,
            "STATE": home,
        }
        environment.pop("ZHENXING_DATABASE_URL", None)
        script = [sys.executable, str(Path(__file__).resolve()), "--inside", database]
        script += ["--sizes", str(size), "--rounds", str(given.rounds), *(["--json"] if given.json else [])]
        if database == "postgresql":
            around = f'say() {{ :; }}; . "{ROOT}/scripts/system.sh"; find_postgres >/dev/null || exit 77'
            script = ["bash", "-c", f'{around}; with_postgres "$@"', "bash", *script]
        done = subprocess.run(script, env=environment, cwd=ROOT, check=False)
    if done.returncode == 77:
        print("没有 PostgreSQL，跳过 PostgreSQL is not installed here: left out", file=sys.stderr)
    elif done.returncode:
        sys.exit(done.returncode)


def _inside(given: argparse.Namespace) -> None:
    import django

    django.setup()
    from benchmarks import pages_race
    from benchmarks.pages_table import Table
    from benchmarks.sides import peak_memory

    (size,) = given.sizes
    table = Table.of(size)
    forget_peak()  # filling the table took room that the pages do not
    for result in pages_race.race(table, given.inside, given.rounds):
        result["memory_mb"] = round(peak_memory(), 1)
        print(json.dumps(result, ensure_ascii=False) if given.json else _said(result), flush=True)


def forget_peak() -> None:
    """Let the most memory held be counted from now on, where the system can."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _said(result: dict[str, Any]) -> str:
    """A page's result for people."""
    lines = [f"\n{result['name']}, {result['size']:,} rows: {result['seconds'] * 1000:.2f} ms"]
    for peer, spent in result["peers"].items():
        lines.append(f"  {peer:<28} {spent * 1000:>9.2f} ms  ×{result['ratios'][peer]:.2f}")
    lines.append(f"  {result['limit_ratio']:.1f} times the raw query")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
