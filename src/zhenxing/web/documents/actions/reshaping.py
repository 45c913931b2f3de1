"""Where the machine cut wrongly: several items that are one, one that is two, one in the wrong clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Span
from zhenxing.web.documents.actions.adding import find_quote
from zhenxing.web.documents.actions.asking import next_number
from zhenxing.web.documents.actions.deciding import Decision, set_open, settle
from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.rereading import reread
from zhenxing.web.documents.sources import place_of, plan_of
from zhenxing.web.documents.states import ACCEPTED, EDITED, MERGED
from zhenxing.web.documents.steps import Trail
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, StaleVersion

#: passages this near to each other are one passage when they are merged
_NEAR = 10
_PLACE = ("text", "clause", "start", "end", "source_start", "source_end")


@dataclass(frozen=True)
class _Reshaping(Decision, abstract=True):
    def check(self, deed: Deed) -> None:
        super().check(deed)
        if not KINDS[deed.subject.kind].reshaped:
            raise ActionRefused(_("这一类条目不能合并、拆分或移动。"))
        if deed.subject.merged_into_id is not None:
            raise ActionRefused(_("这一条已经并入另一条，请先撤回。"))


@dataclass(frozen=True)
class MergeProposals(_Reshaping):
    """Make several proposals of one kind one: this one stays, the others point to it.

    `others` maps the number of each to the version the person saw.
    """

    code: ClassVar[str] = "proposals.merge"

    others: Mapping[int, int] = field(default_factory=dict)

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        target: Proposal = deed.subject
        others = self._others(target)
        trail.touch(target, *others)
        _join_places(target, others)
        united = _united(target, others)
        settle(target, EDITED if united else ACCEPTED, deed, united or None)
        deed.save(target)
        for other in others:
            settle(other, MERGED, deed)
            other.merged_into = target
            deed.save(other)
        return target

    def _others(self, target: Proposal) -> list[Proposal]:
        numbers = set(self.others) - {target.number}
        # the lock is for the proposals alone: PostgreSQL refuses one on who may not have decided
        rows = Proposal.objects.select_for_update(of=("self",)).filter(document=target.document_id)
        found = list(rows.filter(number__in=numbers).select_related("decided_by"))
        if not found or len(found) < len(numbers):
            raise Invalid({"others": (_("请勾选要并进来的条目"),)})
        for other in found:
            if other.kind != target.kind or other.merged_into_id is not None:
                raise Invalid({"others": (_("只能合并同一类、还没有并入别处的条目"),)})
            if other.version != self.others[other.number]:
                who = str(other.decided_by or "")
                raise StaleVersion((), expected=self.others[other.number], current=other.version, by=who)
        return found


@dataclass(frozen=True)
class SplitProposal(Decision):
    """Make one goal or task two: its passage divided at `at`, or `quote` as the second one's passage.

    `at` counts characters of the proposal's text. Both wait for a person; the second is returned.
    """

    code: ClassVar[str] = "proposals.split"

    at: int | None = None
    quote: str = ""

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if not KINDS[deed.subject.kind].adopts:
            raise ActionRefused(_("只有目标和任务可以拆分。"))
        if deed.subject.merged_into_id is not None:
            raise ActionRefused(_("这一条已经并入另一条，请先撤回。"))

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        first: Proposal = deed.subject
        trail.touch(first)
        plan = plan_of(first.document)
        if self.quote.strip():
            place = find_quote(plan, self.quote)
        else:
            place = self._second_half(first, plan)
            _shorten(first, plan, place.start)
        set_open(first, deed, first.decided)
        deed.save(first)
        part = _part(first, plan, place)
        deed.save(part)
        trail.new(part)
        return part

    def _second_half(self, first: Proposal, plan: Plan) -> Span:
        start, text, at = where(first, plan.text), first.text, self.at or 0
        if start is None or not (text[:at].strip() and text[at:].strip()):
            raise Invalid({"at": (_("请选择从哪里断开，或写出第二条的原话"),)})
        return Span(start + at, start + len(text))


@dataclass(frozen=True)
class MoveProposal(_Reshaping):
    """Put an obligation under another clause of the outline; what it says stays as decided."""

    code: ClassVar[str] = "proposals.move"

    clause: str = ""

    def check(self, deed: Deed) -> None:
        super().check(deed)
        layout = deed.subject.document.plans.latest("id").layout
        if self.clause not in {clause["id"] for clause in layout["clauses"]}:
            raise Invalid({"clause": (_("请从提纲里选一个条款"),)})
        if self.clause == deed.subject.clause:
            raise Invalid({"clause": (_("它已经在这个条款之下"),)})

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        proposal: Proposal = deed.subject
        trail.touch(proposal)
        _keep_place(proposal)
        proposal.clause = self.clause
        deed.save(proposal)
        return proposal


def where(proposal: Proposal, text: str) -> int | None:
    """Where a proposal's words begin in the clean text; None where they are not one passage of it."""
    if proposal.start is None or not proposal.text:
        return None
    at = text.find(proposal.text, proposal.start, proposal.end)
    return at if at >= 0 else None


def _keep_place(proposal: Proposal) -> None:
    """Remember where the machine had it, the first time a person says otherwise."""
    if proposal.placed is None:
        proposal.placed = {name: getattr(proposal, name) for name in _PLACE}


def _join_places(target: Proposal, others: Iterable[Proposal]) -> None:
    """One passage where all stand near each other, else the target's place with all the words."""
    _keep_place(target)
    ones = sorted([target, *others], key=lambda one: (one.start is None, one.start or 0, one.number))
    spans = [(one.start, one.end) for one in ones if one.start is not None and one.end is not None]
    near = len(spans) == len(ones) and all(right[0] - left[1] <= _NEAR for left, right in pairwise(spans))
    if not near:
        target.text = "\n".join(dict.fromkeys(one.text for one in ones))
        return
    plan = plan_of(target.document)
    span = Span(spans[0][0], max(end for _start, end in spans))
    _stand(target, plan, span)


def _stand(proposal: Proposal, plan: Plan, span: Span) -> None:
    """Let a proposal stand at a passage, in the clause it has."""
    place = place_of(plan, span)
    for name in ("start", "end", "source_start", "source_end"):
        setattr(proposal, name, place[name])
    proposal.text = plan.quote(span).strip()


def _shorten(proposal: Proposal, plan: Plan, end: int) -> None:
    """Let a proposal end before its second half; a task keeps its heading before its words."""
    _keep_place(proposal)
    words = where(proposal, plan.text)
    start = proposal.start or 0
    text = plan.text[words if words is not None else start : end]
    _stand(proposal, plan, Span(start, end))
    proposal.text = text.strip()


def _united(target: Proposal, others: list[Proposal]) -> dict[str, Any]:
    """What the merged one says over the machine's reading: all units, and what only another knew."""
    values = dict(target.values)
    for other in others:
        for name, value in other.values.items():
            if values.get(name) in (None, "", []) and value not in (None, "", []):
                values[name] = value
    if target.kind == "task":
        ones = [target, *others]
        for name in ("lead", "support", "actors", "leaders"):
            values[name] = list(dict.fromkeys(unit for one in ones for unit in one.values.get(name) or ()))
        values["support"] = [unit for unit in values["support"] if unit not in values["lead"]]
    return {name: value for name, value in values.items() if target.payload.get(name) != value}


def _part(first: Proposal, plan: Plan, span: Span) -> Proposal:
    document: Document = first.document
    text = plan.quote(span).strip()
    return Proposal(
        document=document,
        number=next_number(document),
        kind=first.kind,
        text=text,
        certainty="unsure",
        payload=reread(first.kind, text, first.values),
        split_from=first,
        **place_of(plan, span),
    )
