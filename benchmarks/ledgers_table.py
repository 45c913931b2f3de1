"""The county of `ledgers.py`: a plan's tasks with their units and parts, made in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from zhenxing.web.documents.models import Document
from zhenxing.web.ledger.levelling import dated_ledgers
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.queries import about, calendar
from zhenxing.web.ledger.registry import Ledger
from zhenxing.web.ledger.timing import settle
from zhenxing.web.organisations.models import Area, Post, Unit
from zhenxing.web.tasks.models import Subtask, Task, TaskAssignment

TOWNSHIPS, UNITS, DOCUMENTS, POSTS = 20, 60, 40, 10
_BATCH = 2_000
#: tasks of one document
_EACH = 2_500
#: of ten tasks
_STATES = ("open",) * 6 + ("done",) * 3 + ("reported",)
_VERBS = ("培育", "建设", "改造", "引进", "推广", "完善", "编制", "申报")
_THINGS = ("龙头企业", "检测中心", "公共平台", "区域品牌", "特色园区", "技改项目", "人才队伍", "原料基地")
_Any = TypeVar("_Any", bound=Model)


@dataclass(frozen=True)
class Table:
    """The tables in place, and two people who look at them."""

    size: int
    office: Any
    clerk: Any
    areas: tuple[Area, ...]
    units: tuple[Unit, ...]
    documents: tuple[Document, ...]
    posts: tuple[Post, ...]
    today: date

    @classmethod
    def of(cls, size: int) -> Table:
        """Make the tables, fill them, and let the database know how much there is."""
        from zhenxing.web.kit.testing import area, person, unit
        from zhenxing.web.operations import tables

        tables.bring_up()
        county = area("云岭县")
        townships = [area(f"第{number}乡", county, "township") for number in range(TOWNSHIPS)]
        units = [unit(county, f"云岭县第{number}局") for number in range(UNITS)]
        office = person("office", unit(county, "云岭县人民政府办公室"))
        documents = list(_documents(county, office))
        posts = [Post.objects.create(unit=units[0], title=f"第{number}副县长") for number in range(POSTS)]
        today = timezone.localdate()
        areas = [county, *townships]
        with _in_memory():
            _fill(range(size), areas, units, documents, posts, today)
            _clocks(today)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        clerk = person("liaison", units[1])
        return cls(size, office, clerk, tuple(areas), tuple(units), tuple(documents), tuple(posts), today)

    def adopt(self, number: int) -> None:
        """So many tasks more, as a plan that comes into force brings them: without clocks yet."""
        numbers = range(self.size, self.size + number)
        _fill(numbers, self.areas, self.units, self.documents, self.posts, self.today)


def _documents(county: Area, office: Any) -> Iterator[Document]:
    for number in range(DOCUMENTS):
        yield Document.objects.create(
            area=county,
            title=f"云岭县专业镇高质量发展第{number}号方案（演示数据）",
            sha256=f"{number:064x}",
            uploaded_by=office,
            adopted_by=office,
            adopted_at=timezone.now(),
        )


@contextmanager
def _in_memory() -> Iterator[None]:
    """The tables stand on disk once, at the end: nobody waits for every thousand of them."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")


def _fill(
    numbers: range,
    areas: Sequence[Area],
    units: Sequence[Unit],
    documents: Sequence[Document],
    posts: Sequence[Post],
    today: date,
) -> None:
    last = Task.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    _in_batches(Task, (_task(n, areas, documents, posts, today) for n in numbers))
    made = Task.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "due_on")
    tasks = list(zip(numbers, made, strict=True))
    _in_batches(
        TaskAssignment,
        (
            TaskAssignment(
                task_id=pk,
                unit=(unit := units[(n * 7 + order * 11) % UNITS]),
                role="support" if order else "lead",
                printed=unit.name,
                order=order,
            )
            for n, (pk, _due) in tasks
            for order in range(1 + n % 3)
        ),
    )
    _in_batches(
        Subtask,
        (
            Subtask(task_id=pk, content=f"第{part}步", unit=units[(n + part) % UNITS], due_on=due)
            for n, (pk, due) in tasks
            if n % 6 == 0
            for part in (1, 2)
        ),
    )


def _clocks(today: date) -> None:
    """What the ticks of the past have left: a clock on everything under way that has a day."""
    for one in dated_ledgers():
        assert one.dated is not None
        rows = list(one.dated.rows().filter(due_on__isnull=False))
        owners = {}
        for at in range(0, len(rows), _BATCH):
            owners |= one.dated.owners(rows[at : at + _BATCH])
        _in_batches(Clock, (_clock(one, row, owners[row.pk], today) for row in rows))


def _clock(one: Ledger, row: Any, whose: Any, today: date) -> Clock:
    assert one.dated is not None
    clock = Clock(
        **about(row),
        area=whose.area,
        key=one.dated.key,
        label=str(one.dated.label),
        counted_in="day",
        until=row.due_on,
        light_rule=one.light,
        ladder=one.escalation,
        started_on=today,
        unit=whose.unit,
        post=whose.post,
        leader=whose.leader,
    )
    settle(clock, calendar(), set())
    return clock


def _task(
    n: int, areas: Sequence[Area], documents: Sequence[Document], posts: Sequence[Post], today: date
) -> Task:
    """One of ten has no day; of those under way one in 200 is late, the rest lie in two years ahead."""
    state = _STATES[n % 10]
    behind = state == "done" or n % 200 == 0
    due = today + timedelta(days=-(n * 13 % 500) if behind else n * 31 % 730)
    return Task(
        document=documents[n // _EACH % DOCUMENTS],  # a plan's tasks come into force together
        area=areas[n * 17 % len(areas)],
        heading=f"{_VERBS[n % 8]}{_THINGS[n // 8 % 8]}（第{n}项）",
        content=f"{_VERBS[n % 8]}{_THINGS[n // 8 % 8]}，" * 6,
        number=f"{n % _EACH + 1}.",
        section=f"第{n % 9}部分",
        position=n % _EACH,
        clause_label=f"第{n % 30}条",
        due_on=None if n % 10 == 7 else due,
        state=state,
        accountable_post=posts[n % POSTS],
    )


def _in_batches(model: type[_Any], rows: Iterator[_Any]) -> None:
    while batch := list(islice(rows, _BATCH)):
        model._default_manager.bulk_create(batch)
