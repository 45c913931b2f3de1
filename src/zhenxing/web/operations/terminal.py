"""The service's commands as the terminal knows them; each is imported only when it is called."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[[argparse.Namespace], int]
#: (all commands, name, help, what runs it) → the command's own parser
CommandOf = Callable[[Any, str, str, Run], Any]


def _operation(name: str) -> Run:
    """A command of `web.operations`, imported only when called: compiling needs no Django."""

    def run(arguments: argparse.Namespace) -> int:
        from zhenxing.web.operations import commands

        code: int = getattr(commands, name)(arguments)
        return code

    return run


def add(commands: Any, command_of: CommandOf) -> None:
    """The commands of the service, put among the others by `command_of`."""
    command = command_of(
        commands, "serve", "启动网站和后台任务。 Serve the site and its worker.", _operation("serve")
    )
    command.add_argument("--host", default="127.0.0.1", help="监听地址 address")
    command.add_argument("--port", type=int, default=8000, help="端口 port")
    command.add_argument("--no-worker", action="store_true", help="不带后台任务 without the worker")
    command.add_argument("--no-prepare", action="store_true", help="不先更新数据 without preparing first")
    command_of(
        commands,
        "prepare",
        "更新数据库结构和静态文件。 Bring the data up to the code.",
        _operation("prepare"),
    )
    command_of(commands, "work", "只运行后台任务。 Run the worker alone.", _operation("work"))
    command = command_of(
        commands,
        "tick",
        "办理到期的事：提醒、督办函、期限。 Make what is due: reminders, letters, deadlines.",
        _operation("tick"),
    )
    command.add_argument("--json", action="store_true", help="输出 JSON print JSON")
    command_of(commands, "demo", "装入虚构的演示县。 Load the fictional demo county.", _operation("demo"))
    command = command_of(
        commands,
        "areas",
        "装入本地的行政区划。 Load the divisions of the site's own province and county.",
        _operation("areas"),
    )
    command.add_argument(
        "home", metavar="CODE", help="本县（市、区）的区划代码 division code of the site's own county"
    )
    command.add_argument(
        "--all-townships",
        action="store_true",
        help="全省的乡镇都装 the townships of the whole province",
    )
    command = command_of(
        commands, "doctor", "检查本机安装是否健康。 Check this installation.", _operation("doctor")
    )
    command.add_argument(
        "--deep", action="store_true", help="逐个核对文件与审计链 verify files and audit chain"
    )
    command.add_argument(
        "--audit", action="store_true", help="只另核对审计链，指出被改动的一条 verify the audit chain alone"
    )
    command.add_argument("--json", action="store_true", help="输出 JSON print JSON")
    _keeping(commands, command_of)


def _keeping(commands: Any, command_of: CommandOf) -> None:
    """Accounts and backups."""
    command = command_of(commands, "createuser", "新建账号。 Create an account.", _operation("createuser"))
    command.add_argument("username", help="登录名 sign-in name")
    command.add_argument("--name", required=True, help="姓名 display name")
    command.add_argument("--role", required=True, help="角色 role")
    command.add_argument("--unit", help="所在单位 unit")
    command.add_argument("--password-file", type=Path, help="从文件读密码 read the password from a file")
    command = command_of(
        commands, "backup", "备份数据库和文件。 Back up database and files.", _operation("backup")
    )
    command.add_argument("target", type=Path, help="备份文件 backup file")
    command = command_of(commands, "restore", "从备份恢复。 Restore from a backup.", _operation("restore"))
    command.add_argument("source", type=Path, help="备份文件 backup file")
    command.add_argument("--force", action="store_true", help="覆盖现有数据 replace what is there")
