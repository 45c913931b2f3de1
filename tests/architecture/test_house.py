"""The repository keeps its own rules."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from architecture import checks

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src/zhenxing"
WEB = SRC / "web"
SHARED_DOCUMENTS = ROOT.parent / "shared/documents"
#: the ways out, both off by default: the optional model on the site's own network (at an address inside or
#: none), and the outbox for mail and robots (at the addresses the site has written down) → who may use them
DOORS_OUT = {
    SRC / "intake/model_connection.py": [SRC / "intake/local_model.py"],
    SRC / "web/ledger/way_out.py": [SRC / "web/ledger/delivery.py"],
}
TEXT = {
    ".py",
    ".md",
    ".txt",
    ".html",
    ".yaml",
    ".yml",
    ".json",
    ".po",
    ".csv",
    ".toml",
    ".js",
    ".css",
    ".sh",
    "",
}


@cache
def tracked() -> tuple[Path, ...]:
    """The files git knows; of an unpacked archive, every file that is not made by a tool."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())
    made = {".venv", "node_modules", "var", "vendor", "__pycache__"}
    return tuple(path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.parts))


def sources(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def findings(paths: list[Path], check: Callable[[str], list[str]]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{found}"
        for path in paths
        for found in check(path.read_text(encoding="utf-8"))
    ]


def code() -> list[Path]:
    """Our Python: the package, its tests, the scripts, the benchmarks and the fuzz targets."""
    folders = ("src", "tests", "scripts", "benchmarks", "fuzz")
    return [path for name in folders for path in sources(ROOT / name)]


def test_no_function_is_over_sixty_lines() -> None:
    # tests may lay out a long sample in one piece; their modules are held to 400 lines like all others
    product = [path for path in code() if ROOT / "tests" not in path.parents]
    assert findings(product, checks.long_functions) == []


def test_no_module_is_over_four_hundred_lines() -> None:
    long = [
        str(path.relative_to(ROOT))
        for path in code()
        if checks.module_too_long(path.read_text(encoding="utf-8"))
    ]
    assert long == []


def test_half_of_all_functions_have_ten_lines_or_fewer() -> None:
    lengths = [
        function.length
        for path in sources(SRC)
        for function in checks.functions(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert len(lengths) > 100
    assert statistics.median(lengths) <= 10


def test_core_asks_no_clock() -> None:
    assert findings(sources(SRC / "core"), checks.clocks) == []


def test_core_uses_three_packages_and_no_other() -> None:
    stdlib = frozenset(sys.stdlib_module_names)
    core = SRC / "core"
    found = [
        f"{path}: {line}"
        for path in sources(core)
        for line in checks.foreign_to_core(
            path.read_text(encoding="utf-8"), stdlib, path.relative_to(core).as_posix()
        )
    ]
    assert found == []


def test_nothing_phones_out() -> None:
    others = [path for path in sources(SRC) if path not in DOORS_OUT]
    assert findings(others, checks.network_imports) == []


def imported(path: Path) -> list[str]:
    """The dotted names a file imports."""
    return [name for _line, name in checks.imports(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("door", DOORS_OUT, ids=lambda door: door.stem)
def test_a_door_out_is_used_by_its_one_client_alone(door: Path) -> None:
    name = ".".join(door.relative_to(SRC.parent).with_suffix("").parts)
    users = [
        path
        for path in sources(SRC)
        if any(one == name or one.startswith(f"{name}.") for one in imported(path))
    ]
    assert users == DOORS_OUT[door]


def test_apps_stay_out_of_each_other() -> None:
    apps = [path.name for path in sorted(WEB.iterdir()) if (path / "__init__.py").is_file()]
    found = [
        finding
        for app in apps
        if app not in checks.SHARED
        for finding in findings(sources(WEB / app), partial(checks.trespasses, app=app))
    ]
    assert "documents" in apps
    assert found == []


def test_every_silenced_check_says_why() -> None:
    others = [path for path in code() if path.name != "test_checks.py"]
    assert findings(others, checks.unexplained) == []


def test_no_exception_is_swallowed() -> None:
    assert findings(code(), checks.swallowed) == []


def test_locks_name_no_host() -> None:
    locks = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]
    assert len(locks) >= 4
    assert findings(locks, checks.hosts) == []


def test_every_requirement_is_pinned_by_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = [line for line in lock.read_text().splitlines() if line and line[0].isalnum()]
        assert entries
        assert all("==" in line and line.endswith("\\") for line in entries), lock.name


def test_no_sentence_of_a_real_document_is_repeated() -> None:
    pages = sorted(SHARED_DOCUMENTS.glob("*.txt"))
    if not pages:
        pytest.skip(f"没有 {SHARED_DOCUMENTS}：the real documents are not beside this checkout")
    real = set().union(
        *(checks.han_grams(page.read_text(encoding="utf-8", errors="replace")) for page in pages)
    )
    repeated = [
        f"{path.relative_to(ROOT)}: {min(shared)}"
        for path in tracked()
        if path.suffix in TEXT and path.stat().st_size < 2_000_000
        if (shared := checks.han_grams(path.read_text(encoding="utf-8", errors="replace")) & real)
    ]
    assert repeated == []
