"""How fast a document is compiled: `python benchmarks/compile.py --stages`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks import stages  # noqa: E402 - run as a script, the folder above is not on the path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stages", action="store_true", help="milliseconds a document for every stage")
    parser.add_argument("--size", type=int, default=100)
    given = parser.parse_args()
    stages.report(given.size)


if __name__ == "__main__":
    main()
