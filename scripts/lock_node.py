"""Make `package-lock.json` anew: exact versions and hashes, no addresses of any host.

python scripts/lock_node.py
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from assets import ROOT, find_npm


def without_addresses(lock: dict[str, object]) -> dict[str, object]:
    """The lock less `resolved` and `funding`, which name hosts and pin nothing."""
    packages = lock["packages"]
    if not isinstance(packages, dict):
        raise TypeError("package-lock.json: packages is not an object")
    for package in packages.values():
        package.pop("resolved", None)
        package.pop("funding", None)
    return lock


def main() -> None:
    npm = find_npm()
    if npm is None:
        sys.exit("npm not found")
    subprocess.run([npm, "install", "--package-lock-only"], cwd=ROOT, check=True)  # noqa: S603 - no shell
    path = ROOT / "package-lock.json"
    lock = without_addresses(json.loads(path.read_text(encoding="utf-8")))
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
