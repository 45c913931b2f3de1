"""What the deeds on tasks share: the record held, the day, the proofs, and whose turn it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, SelfApproval
from zhenxing.web.ledger import services
from zhenxing.web.organisations.models import LeadingGroup, Unit
from zhenxing.web.proofs.services import Upload, attach, proofs_of
from zhenxing.web.tasks.flow import PROOF
from zhenxing.web.tasks.models import Subtask, Task


def task_held(pk: int) -> Task:
    """A task, held for this transaction."""
    found: Task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("area", "document", "reported_unit")
        .get(pk=pk)
    )
    return found


def subtask_held(pk: int) -> Subtask:
    """A part of a task, held for this transaction."""
    found: Subtask = (
        Subtask.objects.select_for_update(of=("self",))
        .select_related("task__area", "unit", "reported_unit")
        .get(pk=pk)
    )
    return found


def prove(deed: Deed, subject: Any, files: Iterable[Upload], unit: Unit | None) -> Mapping[str, str]:
    """Attach what was sent; the proofs the step may lean on: these, else those the record has already."""
    area = subject.area if isinstance(subject, Task) else subject.task.area
    made = [attach(deed, subject, file, kind="done", area=area, unit=unit) for file in files]
    found = made or list(proofs_of(subject))
    return {PROOF: "、".join(str(one) for one in found)[:500]} if found else {}


def sent(files: Iterable[Upload]) -> list[tuple[str, str]]:
    """Files as part of a submission's body: names and hashes."""
    return [(one.file_name, hashlib.sha256(one.data).hexdigest()) for one in files]


def not_their_own(deed: Deed, subject: Task | Subtask) -> None:
    """Whoever acts for the unit that said it is done does not check it. Raises `SelfApproval`."""
    if deed.actor is None:
        raise SelfApproval
    if subject.reported_unit_id is not None and subject.reported_unit_id in deed.actor.unit_ids():
        said = _("“%(unit)s”报的完成，须由其他单位核验销号；请分管领导或上一级办公室办理。")
        raise ActionRefused(said % {"unit": subject.reported_unit})


def office_of(area: Any) -> Unit | None:
    """The unit that is the office of the place's leading group; None when none is registered."""
    group = LeadingGroup.objects.filter(area=area, archived_at=None).exclude(office=None).first()
    return group.office if group is not None else None


def tell(deed: Deed, subject: Any, step: str, text: str, units: Iterable[Any]) -> None:
    """Into the inboxes of units, once each: what was done to a record."""
    key = f"{subject._meta.label_lower}:{subject.pk}:{step}:{deed.at.isoformat()}"
    register = {"task": "tasks", "subtask": "subtasks", "handon": "hand_ons", "taskreport": "task_reports"}
    url = reverse(f"{register[subject._meta.model_name]}:detail", kwargs={"pk": subject.pk})
    said = _("%(text)s。理由：%(reason)s") % {"text": text, "reason": deed.reason} if deed.reason else text
    for unit in {one.pk: one for one in units if one is not None}.values():
        services.notify(deed, key=f"{key}:{unit.pk}", text=said, subject=subject, url=url, to_unit=unit)


def partners(task: Task) -> list[Unit]:
    """The units that lead or support a task."""
    return list(
        Unit.objects.filter(assignments__task=task, assignments__role__in=("lead", "support")).distinct()
    )
