"""Follows a how-to page to the letter: its files are written, its edits made, its commands run.

A page speaks in fenced blocks. A ```python (or other language) block after a line that names a path in
backquotes is that file. An ```edit block after such a path is a place in that file: its lines without a
plus are looked for (spaces aside); those with a plus are put in, those with a minus taken out. A block
without a language is what to type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PATH = re.compile(r"^`([\w./-]+\.\w+)`")
_FENCE = re.compile(r"^```(\w*)$")


@dataclass(frozen=True)
class Block:
    language: str
    path: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    """The page's fenced blocks, each with the path last named at the beginning of a line."""
    path, language, lines = "", "", None
    for line in page.splitlines():
        fence = _FENCE.match(line)
        if lines is None:
            named = _PATH.match(line)
            path = named.group(1) if named else path
            if fence:
                language, lines = fence.group(1), []
        elif line == "```":
            yield Block(language, path, "\n".join(lines) + "\n")
            lines = None
        else:
            lines.append(line)


def edited(source: str, edit: str) -> str:
    """The source with the edit made. Raises LookupError unless its lines stand together in one place."""
    steps = [(line[:1] if line[:1] in "+-" else " ", line) for line in edit.splitlines() if line]
    wanted = [line.lstrip("-").strip() for sign, line in steps if sign != "+"]
    lines = source.splitlines()
    starts = [
        start
        for start in range(len(lines) - len(wanted) + 1)
        if [line.strip() for line in lines[start : start + len(wanted)]] == wanted
    ]
    if len(starts) != 1:
        raise LookupError(f"{len(starts)} places look like:\n{edit}")
    put, at = [], starts[0]
    for sign, line in steps:
        if sign == "+":
            put.append(line[1:])
        else:
            put += [lines[at]] if sign == " " else []
            at += 1
    return "\n".join([*lines[: starts[0]], *put, *lines[at:]]) + "\n"


def follow(page: str, root: Path) -> tuple[list[str], list[Path]]:
    """Do what the page says below `root`; returns the commands it says to type, and the files it touched."""
    commands: list[str] = []
    touched: list[Path] = []
    for block in blocks(page):
        if not block.language:
            commands += [line for line in block.text.splitlines() if line and not line.startswith("#")]
            continue
        target = root / block.path
        target.parent.mkdir(parents=True, exist_ok=True)
        old = target.read_text(encoding="utf-8") if block.language == "edit" else ""
        target.write_text(edited(old, block.text) if old else block.text, encoding="utf-8")
        touched.append(target)
    return commands, touched
