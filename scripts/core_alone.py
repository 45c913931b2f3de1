"""Does `zhenxing.core` stand alone? Used by ./test in an environment that holds nothing else.

python scripts/core_alone.py requirements   the lock's entries for core's packages
python scripts/core_alone.py import         import every module of core; fail if Django is there
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: what core may use, as the lock names it; tests/architecture holds core to the same
PACKAGES = ("numpy", "opencc", "pyarrow", "pypinyin", "pyyaml", "rapidfuzz")


def entries(lock: str, names: tuple[str, ...]) -> str:
    """The lines of a lock that pin these packages, with their hashes. Raises KeyError for one it lacks."""
    blocks: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=[a-zA-Z0-9])", lock):
        if "==" in block:  # one name may be pinned twice, each for some versions of Python
            blocks.setdefault(block.split("==")[0].lower(), []).append(block)
    return "\n".join(block for name in names for block in blocks[name])


def import_all() -> int:
    """Import every module below zhenxing.core; returns how many."""
    import zhenxing.core

    modules = list(pkgutil.walk_packages(zhenxing.core.__path__, "zhenxing.core."))
    for module in modules:
        importlib.import_module(module.name)
    return len(modules)


def main(arguments: list[str]) -> None:
    if arguments == ["requirements"]:
        lock = (ROOT / "requirements/base.txt").read_text(encoding="utf-8")
        sys.stdout.write(entries(lock, PACKAGES) + "\n")
    elif arguments == ["import"]:
        if importlib.util.find_spec("django"):
            sys.exit("Django is installed here: this proves nothing.")
        sys.stdout.write(f"   {import_all()} modules of core imported without Django\n")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
