"""What a plan leaves open or contradicts: its division of work, its dates, its targets.

The checks of the matrix stand here; those of targets and dates in `findings`; this module puts them
together in the order in which a reader needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhenxing.core.compiler.findings import dates, growth, targets
from zhenxing.core.compiler.findings.dates import Notice
from zhenxing.core.compiler.findings.finding import Finding, Item
from zhenxing.core.compiler.findings.indicators import Baseline
from zhenxing.core.compiler.matrix import Matrix, Row, build_matrix
from zhenxing.core.compiler.plan import Organisation, Plan, RosterMember, Task
from zhenxing.core.compiler.source import Span

__all__ = ["Baseline", "Finding", "Item", "Notice", "Xray", "examine", "render_findings", "render_text"]

_BUSIEST = 10
#: these genres order nothing: the dates they tell of are not deadlines they set
_TELLING = frozenset({"news", "report", "meeting"})


@dataclass(frozen=True)
class Xray:
    """Counts of the responsibility matrix, and what it leaves open."""

    title: str
    tasks: int
    assigned: int
    pairs: int
    without_lead: int
    unassigned: int
    findings: tuple[Finding, ...]
    matrix: Matrix

    def finding(self, kind: str) -> Finding | None:
        return next((each for each in self.findings if each.kind == kind), None)


def examine(plan: Plan, baselines: tuple[Baseline, ...] = (), notice: Notice | None = None) -> Xray:
    """Examine a compiled plan. Findings that do not occur are left out.

    `baselines` are numbers a site knows beside those of the document; `notice` is how many days before
    its deadline a target counts as late.
    """
    matrix = build_matrix(plan)
    assigned = [task for task in plan.tasks if task.lead or task.support]
    unassigned = [task for task in plan.tasks if not (task.lead or task.support)]
    leaderless = [task for task in assigned if not task.lead]
    findings = (
        _tasks("unassigned", "没有责任分工的任务", unassigned),
        _tasks("without_lead", "有责任分工但没有牵头单位的任务", leaderless),
        _members_without_task(plan, matrix),
        _outside_group(plan, matrix),
        _variants(plan),
        _unsure(plan),
        *_targets(plan, baselines, notice),
        _busiest(matrix, len(assigned)),
        _collectives(matrix),
        _tasks(
            "without_deadline", "没有写明完成时限的任务", [task for task in plan.tasks if not task.deadline]
        ),
    )
    return Xray(
        title=plan.header.title.value if plan.header.title else "",
        tasks=len(plan.tasks),
        assigned=len(assigned),
        pairs=len(matrix.pairs),
        without_lead=len(leaderless),
        unassigned=len(unassigned),
        findings=tuple(finding for finding in findings if finding),
        matrix=matrix,
    )


def _targets(plan: Plan, baselines: tuple[Baseline, ...], notice: Notice | None) -> Iterator[Finding | None]:
    """Contradictions first, then what is late, then what needs no doing."""
    yield targets.conflicts(plan)
    yield targets.falls(plan)
    yield growth.growths(plan, baselines)
    yield growth.increments(plan, baselines)
    genre = plan.header.genre.value if plan.header.genre else ""
    if genre not in _TELLING:
        yield dates.past_goals(plan)
        yield dates.near_goals(plan, notice)
        yield dates.past_tasks(plan)
        yield targets.met(plan, baselines)


def _tasks(kind: str, what: str, tasks: list[Task]) -> Finding | None:
    if not tasks:
        return None
    items = tuple(Item(f"{_number(task)}{task.heading}", task.span) for task in tasks)
    return Finding(kind, f"{what}：{len(tasks)}项", items)


def _number(task: Task) -> str:
    section = f"{task.section}、" if task.section and not (task.number or "").startswith("第") else ""
    return f"{section}{task.number or ''}"


def _members(plan: Plan) -> dict[str, RosterMember]:
    """Unit key → first mention, over the lists of members."""
    found: dict[str, RosterMember] = {}
    for roster in plan.rosters:
        if roster.kind != "towns":
            for member in roster.members:
                found.setdefault(member.unit or member.text, member)
    return found


def _members_without_task(plan: Plan, matrix: Matrix) -> Finding | None:
    busy = {row.unit for row in matrix.rows}
    idle = [member for key, member in _members(plan).items() if key not in busy]
    if not idle or not matrix.pairs:
        return None
    items = tuple(Item(m.text, m.span, "集合名称" if m.collective else "") for m in idle)
    return Finding("member_without_task", f"列为成员单位却没有任务：{len(idle)}个", items)


def _outside_group(plan: Plan, matrix: Matrix) -> Finding | None:
    members = _members(plan)
    if not members:
        return None
    outside = [row for row in matrix.rows if row.unit not in members and not row.collective]
    if not outside:
        return None
    items = tuple(Item(row.name, _first(matrix, row), f"{row.tasks}项任务") for row in outside)
    return Finding("outside_group", f"承担任务但不在成员单位之列：{len(outside)}个", items)


def _variants(plan: Plan) -> Finding | None:
    several = [each for each in plan.organisations if len(each.printed) > 1 and not each.collective]
    if not several:
        return None
    items = tuple(Item(" / ".join(each.printed), None, _certainty(each)) for each in several)
    return Finding("name_variants", f"同一单位有不同写法：{len(several)}个", items)


def _unsure(plan: Plan) -> Finding | None:
    unsure = [item for item in plan.review if item.stage == "link"]
    if not unsure:
        return None
    items = tuple(Item(item.text, item.span, item.message) for item in unsure)
    return Finding("unsure_units", f"名称待确认的单位：{len(unsure)}个", items)


def _certainty(organisation: Organisation) -> str:
    return {"certain": "", "likely": "推断", "unsure": "待确认"}[organisation.certainty]


def _busiest(matrix: Matrix, assigned: int) -> Finding | None:
    rows = sorted(
        (row for row in matrix.rows if not row.collective), key=lambda row: (-row.tasks, -row.leads)
    )
    if not rows:
        return None
    items = tuple(
        Item(row.name, _first(matrix, row), f"{row.tasks}项，牵头{row.leads}项") for row in rows[:_BUSIEST]
    )
    first = rows[0]
    message = f"任务最多的单位：{first.name}，{assigned}项中的{first.tasks}项（牵头{first.leads}项）"
    return Finding("busiest_units", message, items)


def _collectives(matrix: Matrix) -> Finding | None:
    rows = [row for row in matrix.rows if row.collective]
    if not rows:
        return None
    items = tuple(Item(row.name, _first(matrix, row), f"{row.tasks}项任务") for row in rows)
    return Finding("collective_units", f"只写集合名称、没有点名的责任单位：{len(rows)}个", items)


def _first(matrix: Matrix, row: Row) -> Span | None:
    return next((pair.span for pair in matrix.pairs if pair.unit == row.unit), None)


def render_text(xray: Xray) -> str:
    """The X-ray as plain text for a terminal, one finding a paragraph."""
    head = [xray.title] if xray.title else []
    return "\n".join([*head, _summary(xray), *_paragraphs(xray)])


def _summary(xray: Xray) -> str:
    if not xray.tasks:
        return "没有找到任务条目。"
    return (
        f"任务{xray.tasks}项：{xray.assigned}项有责任分工（{xray.pairs}个“单位—任务”对，"
        f"其中{xray.without_lead}项没有牵头单位），{xray.unassigned}项没有责任分工。"
    )


def _paragraphs(xray: Xray) -> Iterator[str]:
    for finding in xray.findings:
        yield ""
        if finding.kind == "without_deadline" and len(finding.items) == xray.tasks:
            yield f"{finding.message}（全部）"
            continue
        yield finding.message
        for item in finding.items:
            yield item_text(item)


def render_findings(findings: tuple[Finding, ...]) -> str:
    """Findings as plain text, one a paragraph."""
    return "\n\n".join(
        "\n".join([each.message, *(item_text(item) for item in each.items)]) for each in findings
    )


def item_text(item: Item) -> str:
    """One line of a finding; a note of a sentence follows a colon, a word stands in brackets."""
    if not item.note:
        return f"  · {item.text}"
    return f"  · {item.text}：{item.note}" if len(item.note) > 14 else f"  · {item.text}（{item.note}）"
