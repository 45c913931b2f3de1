"""Everything an isolated machine needs, in one folder that travels on a disk.

    python scripts/dist.py [--output dist]       the folder and a .tar of it
    python scripts/dist.py --wheel FOLDER        only the wheel, checked

In the folder: `wheelhouse/` with the product's own wheel (front end and English inside) and the wheel of
every locked dependency, each fetched by its hash; the lock itself; what a PostgreSQL site needs for
containers; `SHA256SUMS` over all of it. It fits machines of this kind: same system, processor and Python.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements/base.txt"
PACKAGE = "src/zhenxing"
#: made by scripts, never committed, and needed by whoever has no Node and no checkout
MADE = ("web/static/vendor/tabler/tabler.min.css", "web/locale/en/LC_MESSAGES/django.mo")
#: what stands beside the wheelhouse
BESIDE = ("LICENSE", "deploy/compose.yaml", "deploy/Containerfile", "docs/how-to/sites.md")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    parser.add_argument("--wheel", type=Path, metavar="FOLDER", help="only the wheel, into this folder")
    given = parser.parse_args(arguments)
    if given.wheel:
        print(build_wheel(given.wheel))
        return
    print(distribution(given.output))


def distribution(output: Path) -> Path:
    """Make the folder and its tar; the path of the tar."""
    wheel = build_wheel(output / "wheel")
    folder = output / f"zhenxing-{wheel.name.split('-')[1]}-{kind_of_machine()}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "wheelhouse").mkdir(parents=True)
    shutil.move(wheel, folder / "wheelhouse" / wheel.name)
    wheel.parent.rmdir()
    shutil.copy(LOCK, folder / "requirements.txt")
    fetch(folder / "wheelhouse")
    for name in BESIDE:
        shutil.copy(ROOT / name, folder / Path(name).name)
    write_sums(folder)
    target = folder.with_name(folder.name + ".tar")  # wheels are compressed already
    with tarfile.open(target, "w") as tar:
        tar.add(folder, folder.name)
    return target


def build_wheel(folder: Path) -> Path:
    """The product's wheel, with the front end inside; exits when anything would be missing from it."""
    _run(sys.executable, "scripts/messages.py", "compile")
    _run(sys.executable, "scripts/assets.py")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), quiet=True)
    (wheel,) = folder.glob("zhenxing-*.whl")
    if lacking := missing(wheel, tracked()):
        sys.exit("轮子里缺少文件 missing from the wheel:\n" + "\n".join(lacking))
    return wheel


def tracked() -> list[str]:
    """Every file of the package that git knows; of an unpacked archive, every file that no tool made."""
    listed = subprocess.run(  # noqa: S603 - our own command line, no shell
        ["git", "ls-files", "-z", "--", PACKAGE],  # noqa: S607 - git from the path, as the developer's
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    if listed.returncode:
        made = {"__pycache__", "vendor"}
        every = (ROOT / PACKAGE).rglob("*")
        paths = [path for path in every if path.suffix != ".mo" and not made & set(path.parts)]
    return [path.relative_to(ROOT / PACKAGE).as_posix() for path in paths if path.is_file()]


def missing(wheel: Path, needed: list[str]) -> list[str]:
    """What of the needed and the made files the wheel does not hold."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name.removeprefix("zhenxing/") for name in archive.namelist()}
    return sorted({*needed, *MADE} - held)


def fetch(wheelhouse: Path) -> None:
    """The wheel of every locked dependency for this machine, each checked against its hash."""
    how = ("--require-hashes", "--only-binary=:all:", "--no-deps", "--quiet")
    _run(sys.executable, "-m", "pip", "download", *how, "-d", str(wheelhouse), "-r", str(LOCK))


def write_sums(folder: Path) -> None:
    """`SHA256SUMS` as `sha256sum --check` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def kind_of_machine() -> str:
    """`linux-x86_64-py3.11`: the wheels fit no other."""
    return f"{platform.system()}-{platform.machine()}-py{sys.version_info[0]}.{sys.version_info[1]}".lower()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _run(*command: str, quiet: bool = False) -> None:
    # the same sources give the same bytes, whenever they are built
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _epoch()}
    output = subprocess.DEVNULL if quiet else None
    subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=output, stderr=output)  # noqa: S603 - likewise


def _epoch() -> str:
    """When the sources were last committed, in seconds; 1980 where there is no history."""
    found = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607 - likewise
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    return found.stdout.strip() or "315532800"


if __name__ == "__main__":
    main(sys.argv[1:])
