"""Ranking the applications of a call, and putting what follows on public notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger.queries import calendar
from zhenxing.web.recognition import material, scoring
from zhenxing.web.recognition.actions.common import application
from zhenxing.web.recognition.actions.reviewing import computed_marks
from zhenxing.web.recognition.flow import RECOGNISE, REFUSE
from zhenxing.web.recognition.models import Application, Call, PublicNotice
from zhenxing.web.recognition.steps import take

#: states in which an application may still join the ranking: it waits for them
_UNDER_WAY = ("submitted", "in_review", "reviewed")
_RANKED, _UNMET = ("scored",), ("unmet",)


@dataclass(frozen=True)
class _OnCall(Action[Any], abstract=True):
    call_id: int

    def load(self) -> Call:
        found: Call = (
            Call.objects.select_for_update(of=("self",)).select_related("scheme__area").get(pk=self.call_id)
        )
        return found


@dataclass(frozen=True)
class RankCall(_OnCall):
    """Rank what was scored, and propose for each application what follows from its place."""

    code: ClassVar[str] = "applications.rank"
    permission: ClassVar[str] = "applications.rank"

    def check(self, deed: Deed) -> None:
        waiting = deed.subject.applications.filter(state__in=_UNDER_WAY, archived_at__isnull=True).count()
        if waiting:
            raise ActionRefused(_("还有 %(n)s 份申报没有走完受理、初审或评分，不能排序。") % {"n": waiting})
        if not _ids(deed.subject, (*_RANKED, *_UNMET)):
            raise ActionRefused(_("没有等待排序的申报。"))

    def execute(self, deed: Deed) -> Call:
        call: Call = deed.subject
        waiting = {one.pk: one for one in map(application, _ids(call, (*_RANKED, *_UNMET)))}
        placed = scoring.ranking(
            map(_contender, waiting.values()), quota=_left(call), pass_mark=call.scheme.pass_mark
        )
        for one in placed:
            found = waiting[one.key]
            found.place, found.proposal, found.proposal_reason = one.place, one.proposal, one.why
            if found.state in _RANKED:
                take(deed, found, "rank")
            else:
                deed.save(found)
        deed.batch(len(placed))
        return call


@dataclass(frozen=True)
class PublishNotice(_OnCall):
    """Put everything that is ranked on public notice for the working days the scheme gives."""

    code: ClassVar[str] = "public_notices.publish"
    permission: ClassVar[str] = "applications.notice"

    title: str
    begins_on: date
    channel: str
    contact: str

    def check(self, deed: Deed) -> None:
        if self.begins_on < deed.day:
            raise Invalid({"begins_on": (_("公示不能从过去的日子开始。"),)})
        if not self._waiting(deed.subject):
            raise ActionRefused(_("没有等待公示的申报：请先排序。"))

    def execute(self, deed: Deed) -> PublicNotice:
        call: Call = deed.subject
        found = [application(pk) for pk in self._waiting(call)]
        found.sort(key=lambda one: (one.place is None, one.place or 0, one.pk))
        days = calendar()
        ends = days.add(self.begins_on, call.scheme.notice_days)
        notice = PublicNotice(
            call=call,
            title=self.title,
            begins_on=self.begins_on,
            ends_on=ends,
            provisional=days.provisional(ends),
            channel=self.channel,
            contact=self.contact,
            entries=[_entry(one) for one in found],
        )
        _clean(notice)
        deed.save(notice)
        for one in found:
            one.notice = notice
            take(deed, one, "notice")
        deed.batch(len(found))
        return notice

    def _waiting(self, call: Call) -> list[int]:
        rows = call.applications.filter(state__in=("ranked", "unmet"), archived_at__isnull=True)
        return list(rows.exclude(proposal="").order_by("pk").values_list("pk", flat=True))


def _ids(call: Call, states: tuple[str, ...]) -> list[int]:
    rows = call.applications.filter(state__in=states, archived_at__isnull=True, proposal="")
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _contender(found: Application) -> scoring.Contender:
    marks = [one for one in computed_marks(found).values() if one is not None]
    return scoring.Contender(
        found.pk, found.score, material.judged(found).verdict, sum(marks, Decimal(0)) if marks else None
    )


def _left(call: Call) -> int | None:
    """Places left: those proposed in an earlier ranking of the call have theirs."""
    if call.places is None:
        return None
    taken = call.applications.filter(proposal=RECOGNISE, archived_at__isnull=True)
    gone = taken.exclude(state__in=("abandoned", "refused", "withdrawn")).count()
    return max(call.places - gone, 0)


def _entry(one: Application) -> dict[str, Any]:
    """A line of the notice, as printed. Scores of what is not proposed are not shown in public."""
    well = one.proposal != REFUSE
    return {
        "town": str(one.town),
        "unit": str(one.unit),
        "proposal": one.proposal,
        "place": one.place if well else None,
        "score": str(one.score) if well and one.score is not None else None,
    }


def _clean(notice: PublicNotice) -> None:
    try:
        notice.full_clean()
    except ValidationError as error:
        raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error
