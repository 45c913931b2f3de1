"""Lists the document establishes: the leading group, its member units, the towns."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.duties.groups import Group, groups_of
from zhenxing.core.compiler.duties.town_lists import TownList, member_unit_lists, town_lists
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, ReviewItem, Roster, RosterMember
from zhenxing.core.compiler.source import Span

NAME = "rosters"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    found: list[Roster] = []
    for group in groups_of(plan):
        members = _members(group)
        if members:
            found.append(_roster(plan, len(found), group.kind, group.span, members))
    covered = [roster.span for roster in found]
    for span, mentions in member_unit_lists(plan.text):
        if not any(span.overlaps(other) for other in covered):
            units = tuple(RosterMember(m.text, m.span, "成员单位", m.collective) for m in mentions)
            found.append(_roster(plan, len(found), "member_units", span, units))
    towns = town_lists(plan)
    for listed in towns:
        names = tuple(RosterMember(plan.quote(span), span) for span in listed.names)
        found.append(_roster(plan, len(found), "towns", listed.span, names))
    if not found:
        return Declined("没有成员名单和专业镇名单")
    review = tuple(
        _miscounted(plan, listed) for listed in towns if listed.announced not in (None, len(listed.names))
    )
    return plan.changed(rosters=tuple(found), review=(*plan.review, *review))


def _members(group: Group) -> tuple[RosterMember, ...]:
    return tuple(
        RosterMember(unit.text, unit.span, seat.role, unit.collective)
        for seat in group.seats
        for unit in seat.units
    )


def _roster(plan: Plan, index: int, kind: str, span: Span, members: tuple[RosterMember, ...]) -> Roster:
    clause = plan.clause_at(span.start)
    return Roster(f"r{index + 1}", kind, span, members, clause.id if clause else None)


def _miscounted(plan: Plan, listed: TownList) -> ReviewItem:
    message = f"文中说有{listed.announced}个，实际列出{len(listed.names)}个，请核对名单"
    return ReviewItem(NAME, listed.span, plan.quote(listed.span), message)
