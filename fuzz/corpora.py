"""Read every file of folders as an upload would be: collections of odd and broken files that office
software is tested with (Apache POI's `test-data`, qpdf's, PDFBox's).

    make corpora CORPORA="FOLDER …"
    python -m fuzz.corpora [--json] [--list FILE] [--without-office] FOLDER …

Every file goes to the reader of documents and, what it gives, to the compiler; a workbook also to
the reader of workbooks, with its table looked for. A file is read or it is refused in words;
anything else is a failure, and so is one that outlasts the limits. Says how often each ending came,
how long the slowest took, and fails when anything broke.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fuzz.harness import check_compile, home
from zhenxing.core.compiler import Knowledge
from zhenxing.core.fields import Field, TableSpec
from zhenxing.intake import IntakeError, read_path
from zhenxing.intake.kinds import kind_of
from zhenxing.intake.limits import LIMITS
from zhenxing.intake.workbooks import WORKBOOK_LIMITS, prepare, read_workbook

_SHEETS: Final = ("xlsx", "xls", "ods")
_TABLE: Final = TableSpec(
    "any", "任何表", (Field("name", "名称"), Field("code", "编号"), Field("note", "备注"))
)
#: reading once, converting once, and half a minute for all that comes after
PATIENCE: Final = 2 * max(LIMITS.seconds, WORKBOOK_LIMITS.seconds) + 30
BROKEN: Final = ("broke", "outlasted")


@dataclass(frozen=True)
class Ending:
    """How one reader ended with one file: `read`, a refusal's code, `broke` or `outlasted`."""

    reader: str
    how: str
    seconds: float
    path: Path
    detail: str = ""


def main(arguments: list[str] | None = None) -> int:
    given = _parse(arguments)
    knowledge = home()
    endings: list[Ending] = []
    for path in _files(given.folders):
        for ending in look(path, knowledge, office=given.office):
            endings.append(ending)
            if given.list:
                given.list.write(_line(ending) + "\n")
                given.list.flush()
            if ending.how in BROKEN:
                sys.stderr.write(_line(ending) + "\n")
    sys.stdout.write((json.dumps(summary(endings)) if given.json else report(endings)) + "\n")
    return int(any(ending.how in BROKEN for ending in endings))


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", type=argparse.FileType("w", encoding="utf-8"), help="a line for every file")
    parser.add_argument(
        "--without-office", dest="office", action="store_false", help="leave out what LibreOffice converts"
    )
    return parser.parse_args(arguments)


def _files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def look(path: Path, knowledge: Knowledge, office: bool = True) -> Iterator[Ending]:
    """What every reader that a file concerns makes of it."""
    converts, sheet = _concerns(path)
    if office or not converts:
        yield _ending("document", path, lambda: _document(path, knowledge))
    if sheet:
        yield _ending("workbook", path, lambda: _workbook(path))


def _concerns(path: Path) -> tuple[bool, bool]:
    """Whether LibreOffice would convert the file, and whether it is a workbook."""
    try:
        kind = kind_of(path.read_bytes(), path.name)
    except IntakeError:
        return False, False
    return bool(kind.converts_to), kind.key in _SHEETS


def _document(path: Path, knowledge: Knowledge) -> None:
    text = read_path(path).text
    check_compile(text, knowledge, seconds=max(2.0, len(text) / 10_000))


def _workbook(path: Path) -> None:
    prepare(read_workbook(path.read_bytes(), path.name), _TABLE)


def _ending(reader: str, path: Path, read: Callable[[], None]) -> Ending:
    began = time.monotonic()
    how, detail = "read", ""
    try:
        read()
    except IntakeError as refused:
        worded = refused.message and refused.english
        how, detail = (refused.code, refused.detail) if worded else ("broke", "a refusal without words")
    except Exception:  # whatever it is, it is what is looked for here
        how, detail = "broke", traceback.format_exc()
    seconds = time.monotonic() - began
    if seconds > PATIENCE:
        how = "outlasted"
    return Ending(reader, how, seconds, path, detail)


def _line(ending: Ending) -> str:
    detail = ending.detail.strip().replace("\n", " ⏎ ")
    return f"{ending.how}\t{ending.reader}\t{ending.seconds:.1f} s\t{ending.path}\t{detail[-1500:]}"


def _by_reader(endings: list[Ending]) -> dict[str, list[Ending]]:
    readers = dict.fromkeys(ending.reader for ending in endings)
    return {reader: [ending for ending in endings if ending.reader == reader] for reader in readers}


def summary(endings: list[Ending]) -> dict[str, object]:
    """How often each ending came and the slowest file's seconds, by reader."""
    return {
        reader: {
            "files": len(group),
            "endings": dict(Counter(ending.how for ending in group).most_common()),
            "slowest_seconds": round(max(ending.seconds for ending in group), 1),
        }
        for reader, group in _by_reader(endings).items()
    }


def report(endings: list[Ending]) -> str:
    """The same for people, with the five slowest files of each reader."""
    lines: list[str] = []
    for reader, group in _by_reader(endings).items():
        counts = Counter(ending.how for ending in group).most_common()
        lines.append(f"{reader}: {len(group)} files; " + ", ".join(f"{how} {count}" for how, count in counts))
        slowest = sorted(group, key=lambda ending: -ending.seconds)[:5]
        lines += [f"  {ending.seconds:6.1f} s  {ending.how:<10}  {ending.path}" for ending in slowest]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
