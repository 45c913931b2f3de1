"""What the pages of documents show. Reads only; every call takes a document the person may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from zhenxing.core.compiler.source import Span
from zhenxing.papers.plan_wording import KINDS as KINDS_OF_REPAIR
from zhenxing.web.documents.adoption import Blocker, Review
from zhenxing.web.documents.cards import Card, CardMaker, Form, Tab, form_of, tabs
from zhenxing.web.documents.drawing import Drawing, Mark, draw
from zhenxing.web.documents.kinds import KINDS, TABS
from zhenxing.web.documents.layout import clause_label, excerpt
from zhenxing.web.documents.models import CompiledPlan, CompileJob, Document, Proposal
from zhenxing.web.documents.states import PROPOSAL_STATES, proposal_states
from zhenxing.web.documents.steps import describe, latest_step
from zhenxing.web.documents.units import Directory, units_in_reach
from zhenxing.web.documents.unsure import waiting
from zhenxing.web.organisations.models import Area, LeadingGroup, Unit


@dataclass(frozen=True)
class Progress:
    """How much of a document has been decided."""

    decided: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.decided // self.total if self.total else 100

    @property
    def open(self) -> int:
        return self.total - self.decided


@dataclass(frozen=True)
class Undo:
    """The person's newest deed that can be taken back, in words."""

    step: int
    label: str


class ReviewPage:
    """The review of one document: the text on the left, the proposals on the right."""

    def __init__(
        self, document: Document, tab: str = "", only_open: bool = False, person: Any = None
    ) -> None:
        self.document = document
        self.person = person
        self.tab = tab if tab in TABS else ""
        self.only_open = only_open
        self.review = Review(document, list(document.proposals.select_related("decided_by")))
        self.layout: dict[str, Any] = document.plans.latest("id").layout
        self.maker = CardMaker(document, self.review, self.layout["clauses"])

    @cached_property
    def tabs(self) -> list[Tab]:
        return tabs(self.review.proposals)

    @cached_property
    def progress(self) -> Progress:
        open_ones = sum(tab.open for tab in self.tabs)
        total = sum(tab.total for tab in self.tabs)
        return Progress(total - open_ones, total)

    @cached_property
    def undo(self) -> Undo | None:
        """What 撤销 would take back for the person who looks."""
        step = latest_step(self.document, self.person) if self.person else None
        return Undo(step.pk, describe(step)) if step else None

    @property
    def certain(self) -> int:
        """How many proposals 全部接受 would take."""
        return sum(tab.certain for tab in self.tabs if not self.tab or tab.name == self.tab)

    @cached_property
    def blockers(self) -> list[Blocker]:
        return self.review.blockers()

    @cached_property
    def cards(self) -> list[Card]:
        """In the order of the tabs; each knows the one a person comes to next."""
        order = {name: place for place, name in enumerate(TABS)}
        cards = sorted(filter(self._shown, self.maker.cards()), key=lambda c: (order[c.tab], c.number))
        following = {one.number: other.number for one, other in pairwise(cards)}
        return [replace(card, following=following.get(card.number, card.number)) for card in cards]

    def replace(self, number: int, form: Form | None = None, notice: str = "") -> None:
        """Show one card with its correction form, or with what was wrong."""
        self.cards = [
            replace(card, form=form, notice=notice) if card.number == number else card for card in self.cards
        ]

    def edit(self, number: int) -> None:
        """Open the correction form of one card."""
        for proposal in self.review.proposals:
            if proposal.number == number and KINDS[proposal.kind].fields:
                self.replace(number, form_of(proposal))

    def _shown(self, card: Card) -> bool:
        return (not self.tab or card.tab == self.tab) and (not self.only_open or card.state.open)

    @cached_property
    def text(self) -> SafeString:
        states = {proposal.number: proposal.state for proposal in self.review.proposals}
        # what a person has placed is drawn where they placed it, not where the machine had it
        ours = [p for p in self.review.proposals if not p.item or _replaced(p)]
        placed = {p.number for p in ours}
        marks = [
            Mark(s, e, kind, n, states.get(n, ""))
            for s, e, kind, n in self.layout["marks"]
            if n not in placed
        ]
        marks += [
            Mark(p.start, p.end, p.kind, p.number, p.state)
            for p in ours
            if p.start is not None and p.end is not None
        ]
        source = self.document.source.text
        return draw(
            Drawing(
                self.layout["text"], self.layout["clauses"], marks, self.layout["repairs"], source, links=True
            )
        )

    @cached_property
    def unit_names(self) -> list[str]:
        """Every unit's name in reach, to choose from."""
        directory = self.maker.directory or Directory(self.document.area)
        return directory.names()

    @property
    def repairs(self) -> dict[str, int]:
        return _repairs(self.layout)


def _replaced(proposal: Proposal) -> bool:
    """Whether a person has changed the passage it stands at (moving it to a clause does not)."""
    was = proposal.placed
    return was is not None and (was["start"], was["end"]) != (proposal.start, proposal.end)


def one_card(document: Document, number: int, person: Any, **options: Any) -> tuple[Card, ReviewPage]:
    """One card with the page it belongs to; raises Proposal.DoesNotExist."""
    page = ReviewPage(document, person=person)
    for proposal in page.review.proposals:
        if proposal.number == number:
            return page.maker.card(proposal, **options), page
    raise Proposal.DoesNotExist


def versions(document: Document) -> dict[str, Any]:
    """What a page that is open asks for: every decided proposal's version, and the counts."""
    rows = list(document.proposals.values_list("number", "version", "state"))
    decided = sum(not PROPOSAL_STATES[state].open for _number, _version, state in rows)
    return {
        "versions": {str(number): version for number, version, _state in rows},
        "decided": decided,
        "total": len(rows),
        "state": document.state,
    }


@dataclass(frozen=True)
class SourceView:
    """The source around a passage, and what cleaning did there."""

    parts: list[tuple[str, str]]
    clean: str
    repaired: bool
    page: int | None


def source_view(document: Document, start: int, end: int, around: int = 120) -> SourceView:
    """The source behind a range of source characters; out of range is cut to what there is."""
    source = document.source
    length = len(source.text)
    span = Span(min(start, length), min(max(start, end), length))
    layout: dict[str, Any] = document.plans.latest("id").layout
    spots = [spot for spot in layout["repairs"] if spot[2] < span.end and spot[3] > span.start]
    pages = [number for number, at in enumerate(source.page_starts, 1) if at <= span.start]
    return SourceView(
        parts=excerpt(source.text, layout["repairs"], span, around),
        clean="",
        repaired=bool(spots),
        page=pages[-1] if pages else None,
    )


class ReadPage:
    """The adopted (or reviewed) document to read, one phrase pointed out."""

    def __init__(self, document: Document, at: tuple[int, int] | None = None) -> None:
        self.document = document
        self.layout: dict[str, Any] = document.plans.latest("id").layout
        self.review = Review.of(document)
        self.at = at

    @property
    def text(self) -> SafeString:
        return draw(
            Drawing(
                self.layout["text"],
                self.layout["clauses"],
                repairs=self.layout["repairs"],
                source=self.document.source.text,
                at=self.at,
                readings=self.review.readings(),
            )
        )

    @property
    def contents(self) -> Iterator[dict[str, Any]]:
        """The outline to the second level."""
        for clause in self.layout["clauses"]:
            if clause["level"] <= 2 and clause["heading"]:
                label = clause_label(self.layout["clauses"], clause["id"])
                yield {
                    "id": clause["id"],
                    "level": clause["level"],
                    "number": clause["number"],
                    "label": label,
                    "heading": clause["heading"][:40],
                }


@dataclass(frozen=True)
class AdoptPage:
    """What adoption would create, what stands in its way, and what it needs to be told."""

    blockers: list[Blocker]
    goals: int
    tasks: int
    without_lead: int
    undated: int
    units: list[Unit]
    office: Unit | None
    latest: date | None


def adopt_page(document: Document) -> AdoptPage:
    """The summary before adoption."""
    from zhenxing.web.documents.deadlines import due_on

    review = Review.of(document)
    goals, tasks = review.adopting("goal"), review.adopting("task")
    dates = [due for p in [*goals, *tasks] if (due := due_on(p.values.get("deadline")))]
    group = LeadingGroup.objects.filter(area=document.area, archived_at=None).exclude(office=None).first()
    return AdoptPage(
        blockers=review.blockers(),
        goals=len(goals),
        tasks=len(tasks),
        without_lead=sum(not p.values["lead"] for p in tasks),
        undated=sum(not p.values.get("deadline") for p in [*goals, *tasks]),
        units=list(units_in_reach(document.area).exclude(kind="collective").order_by("name")),
        office=group.office if group else None,
        latest=max(dates, default=None),
    )


def latest_job(document: Document) -> CompileJob | None:
    """The newest compilation of a document."""
    return document.jobs.first()


_STAGES = {
    "escapes": _("还原网页转义"),
    "scraps": _("清除残留代码"),
    "traditional": _("繁体转简体、去注音"),
    "spacing": _("整理空白"),
    "furniture": _("清除网页页眉页脚"),
    "duplicates": _("去除重复正文"),
    "losses": _("查找缺字"),
    "outline": _("划分条款"),
    "header": _("识别标题文号"),
    "goals": _("提取目标"),
    "figures": _("提取数据"),
    "milestones": _("提取节点"),
    "conditions": _("提取条件"),
    "tasks": _("提取任务分工"),
    "people": _("提取人员"),
    "rosters": _("提取名单"),
    "link": _("对应单位"),
}


def stage_label(stage: str) -> str:
    """What a stage of the compiler does, for the clerk who waits."""
    return str(_STAGES.get(stage, stage))


@dataclass(frozen=True)
class Summary:
    """The document's page: what was found, decided and registered."""

    tabs: list[Tab]
    progress: Progress
    goals: int
    tasks: int
    notes: list[str]
    repairs: dict[str, int]
    compiler: str
    earlier: Document | None
    later: list[Document]


def summary(document: Document) -> Summary:
    """Counts and connections of one document."""
    proposals = list(document.proposals.only("kind", "state", "certainty", "document"))
    counts = tabs(proposals)
    plan = document.plans.order_by("-id").first()
    open_ones = sum(tab.open for tab in counts)
    return Summary(
        tabs=counts,
        progress=Progress(len(proposals) - open_ones, len(proposals)),
        goals=document.goals.count(),
        tasks=document.tasks.count(),
        notes=[*document.source.notes, *_proposer_notes(plan)],
        repairs=_repairs(plan.layout) if plan else {},
        compiler=plan.compiler if plan else "",
        earlier=document.version_of,
        later=list(document.later_versions.all()),
    )


def _proposer_notes(plan: CompiledPlan | None) -> list[str]:
    """What became of what the site's own model proposed, where it has one."""
    trail = plan.plan["trail"] if plan else []
    return [record["note"] for record in trail if record["stage"] == "proposals"]


def _repairs(layout: dict[str, Any]) -> dict[str, int]:
    """What cleaning did, in words, and how often."""
    return {KINDS_OF_REPAIR.get(kind, kind): count for kind, count in layout["kinds"].items()}


def directory_of(area: Area) -> Directory:
    """The names of the units in reach of an area."""
    return Directory(area)


def unsure_count(user: Any) -> int:
    """How many items wait in the queue of what is unsure."""
    return waiting(user).count()


def counted(documents: Any) -> Any:
    """Documents with `open_count` and `total_count` of their proposals, for a list."""
    is_open = Q(proposals__state__in=proposal_states("open"))
    return documents.annotate(
        total_count=Count("proposals", distinct=True),
        open_count=Count("proposals", filter=is_open, distinct=True),
        last_number=Max("proposals__number"),
    )
