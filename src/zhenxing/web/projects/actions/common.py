"""What the deeds on projects share."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.projects.models import Project


class OnProject(Action[Any], abstract=True):
    """A deed on one project, held for this transaction; an archived one is left alone."""

    project_id: int

    def load(self) -> Project:
        rows = Project.objects.select_for_update(of=("self",)).select_related("area", "unit", "industry")
        found: Project = rows.get(pk=self.project_id)
        return found

    def check(self, deed: Deed) -> None:
        if deed.subject.archived_at is not None:
            raise ActionRefused(_("这个项目已经归档，不能再办理。"))


def author_of(record: Any) -> Any:
    """The account that made a record; None when nobody did."""
    return record.history.order_by("history_id").values_list("history_user_id", flat=True).first()
