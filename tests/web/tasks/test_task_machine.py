"""Random people try random deeds on a task and what moves on it; what must not happen does not."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from web.tasks.task_samples import County, county, picture
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.ledger.models import Transit
from zhenxing.web.tasks import actions
from zhenxing.web.tasks.actions import Filled
from zhenxing.web.tasks.flow import HAND_ON_TABLE, PROOF, REPORT_TABLE, SUBTASK_TABLE, TASK_TABLE
from zhenxing.web.tasks.models import HandOn, Subtask, Task, TaskReport
from zhenxing.web.tasks.settling import progress_from

pytestmark = pytest.mark.django_db
THOROUGH = bool(os.environ.get("ZHENXING_THOROUGH"))
TABLES = {Task: TASK_TABLE, Subtask: SUBTASK_TABLE, TaskReport: REPORT_TABLE, HandOn: HAND_ON_TABLE}
#: the way through without detours; every other pick is any deed by anybody
WAY = (
    ("fill", 2), ("confirm", 0), ("divide", 2), ("part-report", 3), ("part-confirm", 2), ("report", 2),
    ("return", 0), ("hand-on", 2), ("decide", 1), ("report", 4), ("close", 1), ("reopen", 0),
)  # fmt: skip
NAMES = sorted(
    {name for name, _who in WAY} | {"withdraw", "part-return", "part-withdraw", "fill-part", "refuse"}
)
PICKS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(NAMES), st.integers(0, 5)), max_size=16)


def deeds(place: County, pk: int) -> dict[str, Callable[[User], Any]]:
    """Every deed by name; `who` may be anybody."""

    def newest(model: Any, **fields: Any) -> int:
        return getattr(model.objects.filter(**fields).order_by("-pk").first(), "pk", 0)

    def fill(who: User, **line: Any) -> Any:
        own = who.unit_ids() or (place.industry.pk,)
        month = timezone.localdate().isoformat()[:7]
        return actions.FillReports(own[0], month, (Filled(pk, 40, "有进展", **line),))

    part, waiting = {"task": pk}, {"task": pk, "state": "submitted"}
    return {
        "fill": fill,
        "fill-part": lambda who: fill(who, parts={newest(Subtask, task=pk): 70}),
        "confirm": lambda _who: actions.ConfirmReports((newest(TaskReport, **waiting),)),
        "divide": lambda _who: actions.DivideTask(pk, f"分任务{Subtask.objects.count()}", place.trade.pk),
        "part-report": lambda _who: actions.ReportPart(newest(Subtask, **part), "好了", (picture(),)),
        "part-confirm": lambda _who: actions.ConfirmPart(newest(Subtask, **part)),
        "part-return": lambda _who: actions.ReturnPart(newest(Subtask, **part)),
        "part-withdraw": lambda _who: actions.WithdrawPart(newest(Subtask, **part)),
        "report": lambda _who: actions.ReportDone(pk, "好了", (picture(),)),
        "return": lambda _who: actions.ReturnTask(pk),
        "close": lambda _who: actions.CloseTask(pk),
        "withdraw": lambda _who: actions.WithdrawTask(pk),
        "reopen": lambda _who: actions.ReopenTask(pk),
        "hand-on": lambda _who: actions.AskToHandOn(pk, place.finance.pk),
        "decide": lambda _who: actions.DecideHandOn(newest(HandOn, task=pk, state="asked"), True, "同意"),
        "refuse": lambda _who: actions.DecideHandOn(newest(HandOn, task=pk), False, "不同意"),
    }


@settings(
    max_examples=40 if THOROUGH else 3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking walks through a database takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(picks=PICKS, after=st.integers(0, len(WAY)))
def test_no_walk_leads_where_none_may(picks: list[tuple[int, str, int]], after: int) -> None:
    with transaction.atomic():
        place = county()
        people = [place.clerk, place.second, *place.people.values(), place.leader]
        task = place.task(
            place.industry, place.trade, place.office, due_on=timezone.localdate() + timedelta(days=30)
        )
        known = deeds(place, task.pk)
        strays = [(name, who) for times, name, who in picks for _again in range(times + 1)]
        steps = [*WAY[:after], *strays]
        for name, who in steps:
            _try(place, known[name], people[who], task)
        _sound(task)
        transaction.set_rollback(True)


def _try(place: County, build: Callable[[User], Any], who: User, task: Task) -> None:
    """A deed is done whole or leaves no trace."""
    before = _picture_of(task)
    try:
        place.do(build(who), who, "走一步")
    except ActionRefused:
        assert _picture_of(task) == before
    _sound(task)


def _picture_of(task: Task) -> list[Any]:
    rows = [
        Task.objects.filter(pk=task.pk),
        *(one.objects.filter(task=task) for one in TABLES if one != Task),
    ]
    return [list(found.order_by("pk").values()) for found in rows] + [Transit.objects.count()]


def _sound(task: Task) -> None:
    """What must always hold, whoever did what before."""
    task.refresh_from_db()
    for model, table in TABLES.items():
        rows = [task] if model is Task else list(model.objects.filter(task=task))
        for row in rows:
            _followed(row, table)
    ways = list(Transit.objects.filter(subject_type="tasks.task", subject_id=task.pk).order_by("pk"))
    reporters = set()
    for one in ways:
        assert one.transition != "report" or one.proofs.get(PROOF)
        assert one.transition not in ("close", "return") or one.by_id not in reporters
        reporters |= {one.by_id} if one.transition == "report" else set()
    closed = [one for one in ways if one.transition == "close"]
    if task.state == "done":
        assert task.reported_unit_id not in closed[-1].by.unit_ids()
        assert not Subtask.objects.filter(task=task, state__in=("open", "reported")).exists()
    assert (task.state in ("reported", "done")) == (
        task.reported_unit_id is not None
    ) or task.state == "withdrawn"
    found = progress_from([task.pk])[task.pk]
    assert (task.percent, task.at_least) == (found.percent, found.at_least)
    assert found.percent is None or 0 <= found.percent <= 100


def _followed(row: Any, table: Any) -> None:
    """The state is where its recorded way leads, each step from where the one before ended."""
    state = table.initial
    for one in Transit.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk).order_by("pk"):
        assert one.source == state
        state = table.next(state, one.transition).key
        assert one.target == state
    assert row.state == state
