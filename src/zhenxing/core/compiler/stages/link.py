"""One organisation and one division for every name the document prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.duties.merging import Merged, merge
from zhenxing.core.compiler.duties.organisations import Resolver
from zhenxing.core.compiler.duties.places import find_places, own_names
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, ReviewItem, Roster, Task, UnitMention
from zhenxing.core.compiler.source import Span

NAME = "link"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    place = plan.header.place.value if plan.header.place else None
    places = find_places(plan.text, knowledge, place)
    mentions = _printed(plan)
    if not mentions and not places:
        return Declined("没有单位和地名")
    resolver = Resolver(knowledge, place, own_names(plan.text, plan.header, place, places))
    merged = merge(Counter([text for text, _ in mentions]), resolver)
    return plan.changed(
        tasks=tuple(_linked_task(task, merged) for task in plan.tasks),
        rosters=tuple(_linked_roster(roster, merged) for roster in plan.rosters),
        organisations=merged.organisations,
        places=places,
        review=(*plan.review, *_review(merged, mentions)),
    )


def _printed(plan: Plan) -> list[tuple[str, Span]]:
    """Every name of a unit as printed, with where it stands."""
    found: list[tuple[str, Span]] = []
    for task in plan.tasks:
        for mentions in (task.lead, task.support, task.actors):
            found += [(mention.text, mention.span) for mention in mentions]
    for roster in plan.rosters:
        if roster.kind != "towns":
            found += [(member.text, member.span) for member in roster.members]
    return found


def _linked_task(task: Task, merged: Merged) -> Task:
    if not (task.lead or task.support or task.actors):
        return task
    return replace(
        task,
        lead=_linked(task.lead, merged),
        support=_linked(task.support, merged),
        actors=_linked(task.actors, merged),
    )


def _linked(mentions: Iterable[UnitMention], merged: Merged) -> tuple[UnitMention, ...]:
    return tuple([UnitMention(m.text, m.span, m.collective, merged.key_of(m.text)) for m in mentions])


def _linked_roster(roster: Roster, merged: Merged) -> Roster:
    if roster.kind == "towns":
        return roster
    members = tuple(replace(member, unit=merged.key_of(member.text)) for member in roster.members)
    return replace(roster, members=members)


def _review(merged: Merged, mentions: list[tuple[str, Span]]) -> Iterator[ReviewItem]:
    # each name where it stands first
    spans = dict(reversed(mentions)) if merged.doubts else {}
    for text, message in merged.doubts:
        yield ReviewItem(NAME, spans[text], text, message)
