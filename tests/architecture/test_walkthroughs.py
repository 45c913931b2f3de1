"""The how-to pages for newcomers work exactly as written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.walkthrough import blocks, edited, follow

ROOT = Path(__file__).resolve().parents[2]
PAGE = """
`a.py`

```python
x = 1
```

```
.venv/bin/pytest a.py
```
"""


def copy_of_the_sources(target: Path) -> Path:
    """What a page may speak of: sources, tests and their settings."""
    ignore = shutil.ignore_patterns("__pycache__", "vendor", "*.mo")
    for folder in ("src", "tests", "docs", "scripts"):
        shutil.copytree(ROOT / folder, target / folder, ignore=ignore)
    for file in ("pyproject.toml", "manage.py", "CHANGELOG.md"):
        shutil.copy(ROOT / file, target / file)
    return target


def run(command: str, root: Path) -> None:
    """One line of the page, with this environment's programs, on the copy."""
    words = command.split()
    program = Path(sys.executable).parent / Path(words[0]).name
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "ZHENXING_HOME": str(root / "var")}
    for name in [name for name in environment if name.startswith(("COV_", "COVERAGE_", "PYTEST_"))]:
        del environment[name]
    done = subprocess.run(
        [str(program), *words[1:]], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def test_a_page_is_its_blocks() -> None:
    assert [(block.language, block.path) for block in blocks(PAGE)] == [("python", "a.py"), ("", "a.py")]


def test_following_writes_the_files_and_returns_the_commands(tmp_path: Path) -> None:
    assert follow(PAGE, tmp_path) == ([".venv/bin/pytest a.py"], [tmp_path / "a.py"])
    assert (tmp_path / "a.py").read_text() == "x = 1\n"


def test_an_edit_goes_where_its_lines_are() -> None:
    assert edited("a\n  b\nc\n", "a\nb\n+  new\nc\n") == "a\n  b\n  new\nc\n"
    assert edited("a\nb\nc\n", "+new\n-b\n") == "a\nnew\nc\n"


@pytest.mark.parametrize("source", ["x\n", "a\na\n"])
def test_an_edit_whose_place_is_missing_or_not_the_only_one_fails(source: str) -> None:
    with pytest.raises(LookupError):
        edited(source, "a\n+new\n")


@pytest.mark.drill
@pytest.mark.parametrize("name", ["add-a-stage", "add-a-record-kind"])
def test_the_page_works_as_written(name: str, tmp_path: Path) -> None:
    root = copy_of_the_sources(tmp_path / "copy")
    commands, touched = follow((ROOT / f"docs/how-to/{name}.md").read_text(encoding="utf-8"), root)
    assert commands
    for command in commands:
        run(command, root)
    run(" ".join([".venv/bin/ruff check", *(str(path.relative_to(root)) for path in touched)]), root)
