"""镇兴 from a terminal: the same calls the pages make.

Exit codes: 0 done · 1 the answer is no (a check failed, a score was missed) · 2 wrong use ·
3 a file could not be read or written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from zhenxing import __version__
from zhenxing.cli import rules
from zhenxing.web.operations import terminal

DONE, NO, WRONG_USE, UNREADABLE = 0, 1, 2, 3


class CommandError(Exception):
    """A command that cannot go on: what to say, and the exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except CommandError as problem:
        print(f"镇兴: {problem}", file=sys.stderr)
        return problem.code
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        return 130


def _compiling(name: str) -> Callable[[argparse.Namespace], int]:
    """A command of the compiler, which is only loaded when one of them is given."""

    def run(arguments: argparse.Namespace) -> int:
        from zhenxing.cli import compiling

        return compiling.run(name, arguments)

    return run


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zhenxing", description="镇兴:从文件到落实。 Runs a specialised-town programme end to end."
    )
    parser.add_argument("--version", action="version", version=f"zhenxing {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _compiler_commands(commands)
    rules.add(commands, _command)
    terminal.add(commands, _command)
    return parser


def _command(commands: Any, name: str, text: str, run: Callable[[argparse.Namespace], int]) -> Any:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _compiler_commands(commands: Any) -> None:
    command = _command(
        commands,
        "compile",
        "把文件编译成目标、任务和条款。 Compile documents into plans.",
        _compiling("compile"),
    )
    _file_arguments(command)
    command.add_argument(
        "--format", choices=("table", "json", "xlsx"), default="table", help="输出格式 output format"
    )
    command = _command(
        commands,
        "xray",
        "体检:责任、期限、目标之间的矛盾。 Examine accountability, dates and contradictions.",
        _compiling("xray"),
    )
    _file_arguments(command)
    command.add_argument(
        "--parent",
        type=Path,
        metavar="FILE",
        help="上级文件，对照承接情况 the plan above, to check the cascade",
    )
    command.add_argument(
        "--share",
        metavar="N",
        help="本级应承担上级总数的几成，如 0.2 this place's share of the parent's totals",
    )
    command.add_argument(
        "--baseline",
        action="append",
        default=[],
        metavar="指标=数值@年份",
        help="已知基数，可多次给出 a known figure, e.g. 产值=2.05亿元@2023; may be repeated",
    )
    _diff_command(commands)
    command = _command(
        commands,
        "evaluate",
        "按标注规则给编译结果打分。 Score the compiler against gold.",
        _compiling("evaluate"),
    )
    command.add_argument(
        "--pages", type=Path, required=True, metavar="DIR", help="原文文件夹 folder of pages"
    )
    command.add_argument("--gold", type=Path, required=True, metavar="DIR", help="标注文件夹 folder of gold")
    command.add_argument("--json", action="store_true", help="输出 JSON print JSON")
    command.add_argument("--brief", action="store_true", help="只看汇总 totals only")
    command.add_argument(
        "--minimum", type=float, metavar="F1", help="任何一类低于此分即返回 1 exit 1 below this F1"
    )
    _home_argument(command)


def _diff_command(commands: Any) -> None:
    command = _command(
        commands,
        "diff",
        "逐条比较新旧两份文件的要求。 Compare two plans obligation by obligation.",
        _compiling("diff"),
    )
    command.add_argument("old", type=Path, metavar="OLD", help="旧文件 the older document")
    command.add_argument("new", type=Path, metavar="NEW", help="新文件 the newer document")
    command.add_argument(
        "--format", choices=("table", "json", "xlsx"), default="table", help="输出格式 output format"
    )
    command.add_argument("-o", "--output", type=Path, help="写到文件 write to a file")
    _home_argument(command)


def _file_arguments(command: Any) -> None:
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="txt、html、docx、pdf、ofd 文件 documents"
    )
    command.add_argument("-o", "--output", type=Path, help="写到文件 write to a file")
    _home_argument(command)


def _home_argument(command: Any) -> None:
    command.add_argument("--home", metavar="CODE", help="本县区划代码 division code of the site's own county")
