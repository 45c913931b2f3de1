"""`zhenxing rules`: check rulebooks and the cases beside them, or write one in its canonical form."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

DONE, NO, UNREADABLE = 0, 1, 3


def add(commands: Any, command: Callable[..., Any]) -> None:
    """Add the commands to a parser; `command(commands, name, text, run)` makes one."""
    group = commands.add_parser("rules", help="检查规则集和算例。 Check rulebooks and their cases.")
    inner = group.add_subparsers(dest="rules_command", required=True, metavar="COMMAND")
    check = command(inner, "check", "逐条指出规则集和算例的问题。 Tell every fault, with its line.", _check)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    form = command(inner, "format", "按规范格式写出一个规则集。 Print the canonical form.", _format)
    form.add_argument("file", type=Path, metavar="FILE")


def _check(arguments: argparse.Namespace) -> int:
    from zhenxing.packs import rules_loader

    return _reading(lambda: rules_loader.main([str(file) for file in arguments.files]))


def _format(arguments: argparse.Namespace) -> int:
    from zhenxing.core.rules.form import RuleFaults, dump, parse

    def write() -> int:
        try:
            print(dump(parse(arguments.file.read_text(encoding="utf-8"), str(arguments.file))), end="")
        except RuleFaults as faults:
            print(faults, file=sys.stderr)
            return NO
        return DONE

    return _reading(write)


def _reading(run: Callable[[], int]) -> int:
    try:
        return run()
    except OSError as error:
        print(f"镇兴: 读不了 {error.filename}:{error.strerror}", file=sys.stderr)
        return UNREADABLE
