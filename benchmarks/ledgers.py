"""How long the pages of a ledger take over 100,000 items, beside plain Django pages; and how long a tick.

    python benchmarks/ledgers.py [--size 100000] [--rounds 4] [--no-tick] [--json]

A county's tasks, each with the units that lead and support it, a third with parts, those under way with
clocks. Pages are asked for by the whole path of a request in this process (session, permission, filters,
frame, rows): the list, the board, the timeline, the calendar, the map and the to-do page, each over varied
filters, words, orders and places, by a person of the county's office and one of a department.

- zhenxing   the page as it is served
- plain      the same rows by Django's ORM as its documentation shows it (Paginator, select_related,
             prefetch_related) in a loop of a template; no frame, session, permission or filters' choices

Milliseconds are CPU milliseconds of this process (the machine may be shared), SQLite working in it; p50 and
p95 over all requests of a page. A tick is what `zhenxing tick` calls, in CPU and wall seconds: the first
one, which issues every letter that is late; that of the next morning, with a plan of 1,000 tasks adopted
in between; and one with nothing to do.
"""

from __future__ import annotations

import argparse
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

SIZE = 100_000
#: p95 of these pages is to stay below this many milliseconds
GOAL, HELD = 300, ("list", "board", "todo")


def main(arguments: list[str] | None = None) -> None:
    given = _parse(arguments)
    if given.inside:
        _inside(given)
        return
    with tempfile.TemporaryDirectory(prefix="zhenxing-ledgers-") as home:
        environment = {
            **os.environ,
            "ZHENXING_HOME": home,
            "DJANGO_SETTINGS_MODULE": "zhenxing.web.settings.test",
        }
        environment.pop("ZHENXING_DATABASE_URL", None)
        script = [sys.executable, str(Path(__file__).resolve()), "--inside", *(arguments or sys.argv[1:])]
        sys.exit(subprocess.run(script, env=environment, cwd=ROOT, check=False).returncode)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=lambda text: int(text.replace(",", "")), default=SIZE)
    parser.add_argument("--rounds", type=int, default=4, help="how often every address is asked for")
    parser.add_argument("--no-tick", action="store_true", help="leave out the ticks, which take longest")
    parser.add_argument("--json", action="store_true", help="one JSON line for each page and tick")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _inside(given: argparse.Namespace) -> None:
    import django

    django.setup()
    from benchmarks import ledgers_race
    from benchmarks.ledgers_table import Table

    table = Table.of(given.size)
    for result in ledgers_race.race(table, given.rounds, ticks=not given.no_tick):
        print(json.dumps(result, ensure_ascii=False) if given.json else _said(result), flush=True)


def _said(result: dict[str, Any]) -> str:
    """A result for people."""
    if "p95_ms" not in result:
        counted = f"  {result['report']}" if result["report"] else ""
        return f"{result['name']}: {result['seconds']:.2f} s CPU, {result['wall']:.2f} s wall{counted}"
    page = result["name"].removeprefix("ledgers-")
    goal = f" (goal {GOAL})" if page in HELD else ""
    lines = [
        f"\n{page}, {result['size']:,} items, {result['requests']} requests:"
        f" p50 {result['p50_ms']:.0f} ms, p95 {result['p95_ms']:.0f} ms{goal}"
    ]
    if result["peers"]:
        peer = result["peers"]["plain"]
        ratio = result["ratios"]["plain"]
        lines.append(
            f"  plain Django: p50 {peer['p50_ms']:.0f} ms, p95 {peer['p95_ms']:.0f} ms  ×{ratio:.2f}"
        )
    lines.append(f"  slowest {result['slowest']}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
