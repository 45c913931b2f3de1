"""python -m benchmarks [NAME…]: run all measurements, or those named."""

from __future__ import annotations

import importlib
import pkgutil
import platform
import sys

import benchmarks

HELPERS = {"__main__", "measure"}


def main(wanted: list[str]) -> None:
    names = [
        module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name not in HELPERS
    ]
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(names)}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    for name in wanted or names:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n{module.NAME}")
        for row in module.rows():
            print(row.line(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
