"""Named people with their role."""

from __future__ import annotations

from dataclasses import replace

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.duties.groups import Group, groups_of, task_leaders
from zhenxing.core.compiler.duties.reports import appointed_people, named_people
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Person, Plan, ReviewItem

NAME = "people"
_HEADS = ("组长", "指挥", "主任", "召集人", "会长", "链长")


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    groups = groups_of(plan)
    people = tuple(person for group in groups for person in _seated(plan, group))
    review = tuple(item for group in groups for item in _unread(plan, group))
    people = (*people, *_leaders(plan), *_appointed(plan, {person.name for person in people}))
    if not groups and _is_report(plan):
        people = named_people(plan.text)
    if not people and not review:
        return Declined("没有写明姓名的人员")
    return plan.changed(people=people, review=(*plan.review, *review))


def _seated(plan: Plan, group: Group) -> list[Person]:
    return [
        Person(
            post.name, seat.role, post.span, post.post, getattr(plan.clause_at(post.span.start), "id", None)
        )
        for seat in group.seats
        for post in seat.people
    ]


def _leaders(plan: Plan) -> tuple[Person, ...]:
    """The 牵头领导 of tasks, each once."""
    found: dict[str, Person] = {}
    for post in task_leaders(plan.text):
        clause = plan.clause_at(post.span.start)
        person = Person(post.name, post.post or "", post.span, None, clause.id if clause else None)
        found.setdefault(post.name, person)
    return tuple(found.values())


def _appointed(plan: Plan, known: set[str]) -> tuple[Person, ...]:
    found = {person.name: person for person in appointed_people(plan.text) if person.name not in known}
    return tuple(
        replace(person, clause=getattr(plan.clause_at(person.span.start), "id", None))
        for person in found.values()
    )


def _unread(plan: Plan, group: Group) -> list[ReviewItem]:
    """A chair without a name that could be read."""
    return [
        ReviewItem(NAME, span, plan.quote(span), f"“{seat.role}”后面的内容没有认出姓名或单位，请核对")
        for seat in group.seats
        for span in seat.unread
        if any(word in seat.role for word in _HEADS) or seat.role.startswith("成员")
    ]


def _is_report(plan: Plan) -> bool:
    if plan.header.genre:
        return plan.header.genre.value in ("news", "meeting")
    return not any(clause.number for clause in plan.clauses)
