"""What follows from rows that were typed, imported or moved: assignments, progress, and what may not be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.documents.queries import Directory, directory_of
from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.tasks.flow import REPORT_TABLE, SUBTASK_TABLE, TASK_TABLE
from zhenxing.web.tasks.models import Subtask, Task, TaskAssignment, TaskReport
from zhenxing.web.tasks.progress import Progress, weighted
from zhenxing.web.tasks.states import LEAD, SUPPORT

#: what a document said; changed by a new version of it, never by hand
_WRITTEN = (
    "area_id", "document_id", "heading", "content", "number", "clause", "clause_label",
    "lead_words", "support_words",
)  # fmt: skip
_LISTED = re.compile(r"[、，,；;\n\r\t]+")
_COUNTED = frozenset({*REPORT_TABLE.holding(Capability.REVIEWABLE), "confirmed"})
_WIDE = frozenset({scope.Reach.SITE, scope.Reach.AREA})


def names_in(text: str) -> tuple[str, ...]:
    """The units written in a line, as people separate them; each once."""
    return tuple(dict.fromkeys(name for part in _LISTED.split(text) if (name := part.strip())))


def acts_for(user: Any, unit_id: int | None, permission: str) -> bool:
    """Whether a person may speak for a unit: it is theirs, or their permission is the whole place's."""
    return bool(scope.reaches(user, permission) & _WIDE) or unit_id in user.unit_ids()


def theirs_to_judge(rows: QuerySet[Any], user: Any, permission: str) -> QuerySet[Any]:
    """Of what units say on tasks: what a person may judge. All of it where the permission is the whole
    place's; else what others say on the tasks their units lead.
    """
    if acts_for(user, None, permission):
        return rows
    led = TaskAssignment.objects.filter(role=LEAD, unit__in=user.unit_ids()).values("task")
    return rows.filter(task__in=led).exclude(unit__in=user.unit_ids())


# -- tasks -------------------------------------------------------------------------------------------------


def tasks_written(deed: Deed, rows: QuerySet[Task]) -> None:
    """Give tasks made by hand their units; refuse a change of what a document said."""
    tasks = list(rows.select_related("area", "document").prefetch_related("assignments"))
    before = _before({task.pk: task for task in tasks})
    for task in tasks:
        if task.proposal_id is not None and task.pk in before:
            _keep_words(task, before[task.pk])
    by_hand = [task for task in tasks if task.proposal_id is None]
    assign_as_written([task for task in by_hand if _other_units(task, before.get(task.pk))])
    place(by_hand)


def _other_units(task: Task, before: Any) -> bool:
    """Whether its units are written anew, or written where none stand."""
    if before is None or not task.assignments.all():
        return bool(task.lead_words or task.support_words)
    return (task.lead_words, task.support_words) != (before.lead_words, before.support_words)


def assign_as_written(tasks: list[Task]) -> None:
    """Assignments from the written names; a name nobody goes by stays as printed, without a unit."""
    directories: dict[int, Directory] = {}
    parts = []
    for task in tasks:
        directory = directories.setdefault(task.area_id, directory_of(task.area))
        leads = names_in(task.lead_words)
        supports = [name for name in names_in(task.support_words) if name not in leads]
        parts += _parts(task, LEAD, leads, directory) + _parts(task, SUPPORT, supports, directory)
    TaskAssignment.objects.filter(task__in=tasks, role__in=(LEAD, SUPPORT)).delete()
    TaskAssignment.objects.bulk_create(parts, batch_size=500)


def _parts(task: Task, role: str, names: Iterable[str], directory: Directory) -> list[TaskAssignment]:
    return [
        TaskAssignment(task=task, unit=directory.named(name), role=role, printed=name[:200], order=order)
        for order, name in enumerate(names)
    ]


def place(tasks: list[Task], *, save: bool = True) -> None:
    """New ones stand after those their document has."""
    unplaced = [task for task in tasks if not task.position]
    documents = {task.document_id for task in unplaced}
    last = dict(
        Task.objects.filter(document__in=documents)
        .order_by()
        .values_list("document")
        .annotate(last=Max("position"))
    )
    for task in unplaced:
        last[task.document_id] = task.position = last.get(task.document_id, 0) + 1
    if save:
        Task.objects.bulk_update(unplaced, ["position"], batch_size=500)


def _keep_words(task: Task, before: Any) -> None:
    """Raise when a text that its document has was changed."""
    changed = [name for name in _WRITTEN if getattr(before, name) != getattr(task, name)]
    if changed:
        said = _("“%(task)s”的这一项以文件和分工为准：内容随文件新版本变化，单位请用“改分工”。")
        raise Invalid({changed[0].removesuffix("_id"): (said % {"task": task},)})


def _before(records: Mapping[int, Any]) -> dict[int, Any]:
    """The last version but one of each record that has one."""
    if not records:
        return {}
    history = type(next(iter(records.values()))).history.model
    versions: dict[int, list[Any]] = defaultdict(list)
    for version in history.objects.filter(id__in=records).order_by("id", "-history_id"):
        if len(versions[version.id]) < 2:
            versions[version.id].append(version)
    return {pk: pair[1] for pk, pair in versions.items() if len(pair) == 2}


# -- sub-tasks and reports ---------------------------------------------------------------------------------


def subtasks_written(deed: Deed, rows: QuerySet[Subtask]) -> None:
    """A post is one of the unit's; the task is still to be done; its progress is reckoned anew."""
    parts = list(rows.select_related("post", "task"))
    leads = leads_of({part.task_id for part in parts})
    for part in parts:
        _of_the_lead(deed, part, leads[part.task_id])
        if wrong := wrong_with_part(part):
            raise Invalid({name: (said,) for name, said in wrong.items()})
    settle_progress({part.task_id for part in parts})


def wrong_with_part(part: Subtask) -> dict[str, str]:
    """Field → what does not hold, whoever wrote it."""
    if part.post is not None and part.post.unit_id != part.unit_id:
        return {"post": _("“%(post)s”不在这个责任单位。") % {"post": part.post}}
    if not TASK_TABLE.can(part.task.state, Capability.OPEN):
        return {"task": _("“%(task)s”已经不在推进中，不能再分解。") % {"task": part.task}}
    if not SUBTASK_TABLE.can(part.state, Capability.OPEN):
        return {"content": _("“%(part)s”已经结束，不能再改。") % {"part": part}}
    return {}


def _of_the_lead(deed: Deed, part: Subtask, leads: set[int]) -> None:
    if deed.actor is None or acts_for(deed.actor, None, "subtasks.create"):
        return
    if not leads & set(deed.actor.unit_ids()):
        said = _("“%(task)s”由牵头单位或领导小组办公室分解。")
        raise Invalid({"task": (said % {"task": part.task},)})


def reports_written(deed: Deed, rows: QuerySet[TaskReport]) -> None:
    """A draft is of a unit that has a part in the task, by somebody who speaks for the unit."""
    reports = list(rows.select_related("task", "unit"))
    sharing = partners_of({report.task_id for report in reports})
    for report in reports:
        if wrong := wrong_with_report(report, sharing[report.task_id]):
            raise Invalid({name: (said,) for name, said in wrong.items()})
        if deed.actor is not None and not acts_for(deed.actor, report.unit_id, "task_reports.create"):
            raise Invalid({"unit": (_("只能填报本单位的进展。"),)})


def wrong_with_report(report: TaskReport, partners: set[int]) -> dict[str, str]:
    """Field → what does not hold, whoever wrote it; `partners` are the units that have a part in the task."""
    if not report.can(Capability.EDITABLE):
        said = _("“%(report)s”已经报送，不能再改。需要更正时请牵头单位退回。")
        return {"task": said % {"report": report}}
    if report.unit_id not in partners:
        return {"unit": _("“%(unit)s”不是这项任务的牵头、配合或分任务单位。") % {"unit": report.unit}}
    return {}


def partners_of(pks: Iterable[int]) -> dict[int, set[int]]:
    """Task → the units that lead it, support it, or have a part of it."""
    found: dict[int, set[int]] = defaultdict(set)
    roles = TaskAssignment.objects.filter(task__in=pks, role__in=(LEAD, SUPPORT), unit__isnull=False)
    parts = Subtask.objects.current().filter(task__in=pks)
    for task, unit in [*roles.values_list("task", "unit"), *parts.values_list("task", "unit")]:
        found[task].add(unit)
    return found


def leads_of(pks: Iterable[int]) -> dict[int, set[int]]:
    """Task → the units that lead it."""
    found: dict[int, set[int]] = defaultdict(set)
    roles = TaskAssignment.objects.filter(task__in=pks, role=LEAD, unit__isnull=False)
    for task, unit in roles.values_list("task", "unit"):
        found[task].add(unit)
    return found


# -- progress ----------------------------------------------------------------------------------------------


def progress_from(pks: Iterable[int]) -> dict[int, Progress]:
    """Task → its progress: from its parts when it has some, else from the newest confirmed report.

    What was closed, with proof and by another, is whole.
    """
    asked = set(pks)
    closed = TASK_TABLE.holding(Capability.COUNTED)
    whole = set(Task.objects.filter(pk__in=asked, state__in=closed).values_list("pk", flat=True))
    wanted = asked - whole
    parts: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    rows = Subtask.objects.current().filter(task__in=wanted).exclude(state="withdrawn")
    for task, weight, state, percent in rows.values_list("task", "weight", "state", "percent"):
        done = SUBTASK_TABLE.can(state, Capability.COUNTED)
        parts[task].append((weight, 100 if done else percent))
    said = _newest(wanted - parts.keys())
    found = {pk: weighted(parts.get(pk) or [(1, said.get(pk))]) for pk in wanted}
    return found | dict.fromkeys(whole, weighted([(1, 100)]))


def _newest(pks: set[int]) -> dict[int, int]:
    """Task → the per cent last confirmed: of a unit that leads it, where it is led by any."""
    leads, found = leads_of(pks), dict[int, int]()
    rows = TaskReport.objects.current().filter(task__in=pks, state="confirmed", percent__isnull=False)
    for task, unit, percent in rows.order_by("month", "pk").values_list("task", "unit", "percent"):
        if not leads.get(task) or unit in leads[task]:
            found[task] = percent
    return found


def settle_progress(pks: Iterable[int]) -> None:
    """Write down what follows from reports and parts; derived, so it makes no version of its own."""
    wanted = set(pks)
    found, months = progress_from(wanted), _months(wanted)
    tasks = list(Task.objects.filter(pk__in=wanted).only("pk"))
    for task in tasks:
        task.percent, task.at_least = found[task.pk].percent, found[task.pk].at_least
        task.reported_month = months.get(task.pk, "")
    Task.objects.bulk_update(tasks, ["percent", "at_least", "reported_month"], batch_size=200)


def _months(pks: set[int]) -> dict[int, str]:
    """Task → the newest month its lead (any unit, where none leads it) has reported."""
    leads, found = leads_of(pks), dict[int, str]()
    rows = TaskReport.objects.current().filter(task__in=pks, state__in=_COUNTED)
    for task, unit, month in rows.values_list("task", "unit", "month"):
        if not leads.get(task) or unit in leads[task]:
            found[task] = max(month, found.get(task, ""))
    return found
