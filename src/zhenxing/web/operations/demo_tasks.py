"""Some months of the demo county's tasks: reported, late, divided, handed on, closed, as people would."""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from zhenxing.packs.demo_tasks import load_demo_tasks
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.organisations.models import Post, Unit
from zhenxing.web.proofs.services import Upload
from zhenxing.web.tasks import actions
from zhenxing.web.tasks.actions import Filled
from zhenxing.web.tasks.models import Subtask, Task, TaskReport

_Row = Mapping[str, Any]
_WHY = "演示数据"
_CLERK, _SECOND = "bangongshi", "bangongshi2"


def load_tasks() -> int:
    """Take the tasks of the adopted plan through the months up to this one; returns how many moved."""
    content, today = load_demo_tasks(), timezone.localdate()
    months = _months(today, content["months"])
    tasks = [(row, found) for row in content["tasks"] if (found := _task(row["task"])) is not None]
    ordered = timezone.now() - timedelta(days=31 * (len(months) + 1))
    Task.objects.filter(pk__in=[task.pk for _row, task in tasks]).update(created_at=ordered)
    for row, task in tasks:
        for part in row.get("parts", ()):
            _divide(part, task, today)
    _report(tasks, months)
    for row, task in tasks:
        if "done" in row:
            _done(row["done"], task)
        if "hand_on" in row:
            _hand_on(row["hand_on"], task)
    return len(tasks)


def _months(today: date, count: int) -> list[str]:
    """The months up to this one, oldest first."""
    found, day = [], today
    for _number in range(count):
        found.append(day.isoformat()[:7])
        day = day.replace(day=1) - timedelta(days=1)
    return found[::-1]


def _task(heading: str) -> Task | None:
    """The task of the adopted plan whose heading begins so; a plan read otherwise has none."""
    found: Task | None = Task.objects.current().filter(heading__startswith=heading).first()
    return found


def _divide(row: _Row, task: Task, today: date) -> None:
    unit = Unit.objects.get(key=row["unit"])
    post = Post.objects.filter(unit=unit).first() if row.get("post") else None
    due = today + timedelta(days=row["due"])
    due = min(due, task.due_on) if task.due_on else due
    key = post.pk if post is not None else None
    _do(actions.DivideTask(task.pk, row["content"], unit.pk, key, due, row.get("weight", 1)), _CLERK)


def _report(tasks: list[tuple[_Row, Task]], months: list[str]) -> None:
    """The units' months, each on one page; all but this one's are confirmed."""
    pages: dict[tuple[str, str], list[Filled]] = defaultdict(list)
    for row, task in tasks:
        for report in row.get("reports", ()):
            for month, said in zip(months, report["months"], strict=True):
                if said is not None:  # a month in which the unit did not report
                    pages[month, report["unit"]].append(_line(said, task))
    units = {unit.key: unit.pk for unit in Unit.objects.filter(key__in=[key for _month, key in pages])}
    for (month, key), lines in pages.items():
        _do(actions.FillReports(units[key], month, tuple(lines)), _CLERK)
    earlier = TaskReport.objects.filter(month__in=months[:-1])
    _do(actions.ConfirmReports(tuple(earlier.values_list("pk", flat=True))), _SECOND)
    for month in months[:-1]:
        day = date.fromisoformat(f"{month}-25")
        TaskReport.objects.filter(month=month).update(submitted_on=day)


def _line(said: _Row, task: Task) -> Filled:
    parts = {
        Subtask.objects.get(task=task, content=content).pk: percent
        for content, percent in said.get("parts", {}).items()
    }
    return Filled(task.pk, said.get("percent"), said["text"], said.get("difficulties", ""), parts)


def _done(row: _Row, task: Task) -> None:
    unit = Unit.objects.get(key=row["unit"])
    proof = Upload(f"{row['proof']}.png", _picture(f"{_WHY}:{row['proof']}"))
    _do(actions.ReportDone(task.pk, row["text"], (proof,), unit.pk), _CLERK, row["text"])
    if row.get("closed"):
        _do(actions.CloseTask(task.pk), row["closed"])


def _hand_on(row: _Row, task: Task) -> None:
    units = [Unit.objects.get(key=row[name]) for name in ("from", "to")]
    asked = _do(actions.AskToHandOn(task.pk, units[1].pk, units[0].pk), _CLERK, row["reason"])
    if "accepted" in row:
        _do(actions.DecideHandOn(asked.pk, row["accepted"], row["answer"]), _SECOND, row["answer"])


def _picture(words: str) -> bytes:
    """A grey square as PNG with words in it, so that no two are the same file."""
    rows = b"".join(b"\0" + b"\xd0" * 32 for _row in range(32))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0)),
        (b"iTXt", b"Comment\0\0\0\0\0" + words.encode()),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def _do(deed: Action[Any], who: str, reason: str = _WHY) -> Any:
    return run_action(deed, User.objects.get(username=who), reason=reason).result
