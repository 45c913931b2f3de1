"""A round of 三个一批 held: its lists are frozen as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.projects import rounds
from zhenxing.web.projects.models import BatchRound


@dataclass(frozen=True)
class FreezeRound(Action[BatchRound]):
    """Write down the lists and rates of a round; once, and never again."""

    code: ClassVar[str] = "project_rounds.freeze"
    permission: ClassVar[str] = "project_rounds.freeze"

    round_id: int

    def load(self) -> BatchRound:
        rows = BatchRound.objects.select_for_update(of=("self",)).select_related("area")
        found: BatchRound = rows.get(pk=self.round_id)
        return found

    def check(self, deed: Deed) -> None:
        found: BatchRound = deed.subject
        if found.frozen_on is not None:
            raise ActionRefused(_("这一轮清单已经在 %(day)s 定稿。") % {"day": found.frozen_on})
        if rounds.period(found)[0] > deed.day:
            raise ActionRefused(_("这个季度还没有开始，没有可以定稿的清单。"))

    def execute(self, deed: Deed) -> BatchRound:
        found: BatchRound = deed.subject
        found.frozen_on = deed.day
        found.text = rounds.canonical(rounds.content(found, found.frozen_on))
        found.sha256 = rounds.digest(found.text)
        deed.save(found)
        return found
