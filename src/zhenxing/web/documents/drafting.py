"""Plan → proposals: one draft for every thing a person has to confirm. Plain values only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from zhenxing.core.compiler import plan as compiled
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Span
from zhenxing.web.documents.kinds import HEADER_FIELDS
from zhenxing.web.documents.payloads import plain


@dataclass(frozen=True)
class Draft:
    """One proposal before it is stored. `span` is in the clean text; None where nothing stands."""

    kind: str
    item: str
    span: Span | None
    text: str
    certainty: str
    payload: dict[str, Any] = field(default_factory=dict)
    clause: str | None = None


def drafts(plan: Plan) -> list[Draft]:
    """Every proposal of a plan in review order: what blocks comes first.

    Whatever overlaps a place where the source lost characters is `unsure`, however the stage
    that read it felt.
    """
    found: list[Draft] = [
        *_suspicions(plan),
        *_units(plan),
        *_review_items(plan),
        *_header(plan),
        *_goals(plan),
        *_tasks(plan),
        *_milestones(plan),
        *_figures(plan),
        *_conditions(plan),
        *_people(plan),
        *_rosters(plan),
    ]
    lost = [suspicion.span for suspicion in plan.suspicions]
    return [_placed(_doubted(draft, lost), plan) for draft in found]


def _doubted(draft: Draft, lost: list[Span]) -> Draft:
    if draft.span is None or draft.kind == "unit":
        return draft
    span = draft.span
    return replace(draft, certainty="unsure") if any(span.overlaps(place) for place in lost) else draft


def _placed(draft: Draft, plan: Plan) -> Draft:
    if draft.clause is not None or draft.span is None:
        return draft
    clause = plan.clause_at(draft.span.start)
    return replace(draft, clause=clause.id) if clause else draft


def _suspicions(plan: Plan) -> Iterator[Draft]:
    for item in plan.suspicions:
        readings = [{"text": r.text, "reason": r.reason, "likely": r.likely} for r in item.readings]
        payload = {"kind": item.kind, "message": item.message, "readings": readings, "reading": item.reading}
        yield Draft("suspicion", item.id, item.span, item.text, "unsure", payload)


def _review_items(plan: Plan) -> Iterator[Draft]:
    for index, item in enumerate(plan.review, 1):
        payload = {"stage": item.stage, "message": item.message}
        yield Draft("review_item", f"review-{index}", item.span, item.text, "unsure", payload)


def _header(plan: Plan) -> Iterator[Draft]:
    for name in HEADER_FIELDS:
        found: compiled.Found | None = getattr(plan.header, name)
        if found is not None:
            yield Draft("header", name, found.span, found.value, found.certainty, {"value": found.value})


def _goals(plan: Plan) -> Iterator[Draft]:
    for item in plan.goals:
        payload = {
            **_value(item),
            "deadline": item.deadline,
            "scope": item.scope,
            "aspirational": item.aspirational,
            "increment": item.increment,
            "suspicion": item.suspicion,
            **_origin(item),
        }
        yield Draft("goal", item.id, item.span, item.text, item.certainty, payload, item.clause)


def _figures(plan: Plan) -> Iterator[Draft]:
    for item in plan.figures:
        payload = {**_value(item), "period": item.period, "suspicion": item.suspicion}
        yield Draft("figure", item.id, item.span, item.text, item.certainty, payload, item.clause)


def _value(item: compiled.Goal | compiled.Figure) -> dict[str, Any]:
    return {
        "indicator": item.indicator,
        "op": item.op,
        "value": as_text(item.value),
        "unit": item.unit,
    }


def _origin(item: compiled.Goal | compiled.Task | compiled.Condition) -> dict[str, str]:
    """Who proposed it, when no rule read it."""
    return {"origin": item.origin} if item.origin else {}


def as_text(value: Decimal | tuple[Decimal, ...] | None) -> str | list[str] | None:
    """A plan's value as stored texts, exact."""
    if value is None:
        return None
    return [plain(part) for part in value] if isinstance(value, tuple) else plain(value)


def _tasks(plan: Plan) -> Iterator[Draft]:
    for item in plan.tasks:
        payload = {
            "number": item.number,
            "heading": item.heading,
            "section": item.section,
            "lead": [mention.text for mention in item.lead],
            "support": [mention.text for mention in item.support],
            "actors": [mention.text for mention in item.actors],
            "leaders": list(item.leaders),
            "deadline": item.deadline,
            **_origin(item),
        }
        yield Draft("task", item.id, item.span, item.text, item.certainty, payload, item.clause)


def _milestones(plan: Plan) -> Iterator[Draft]:
    for item in plan.milestones:
        payload = {"text": item.text, "deadline": item.deadline}
        yield Draft("milestone", item.id, item.span, item.text, item.certainty, payload, item.clause)


def _conditions(plan: Plan) -> Iterator[Draft]:
    for item in plan.conditions:
        payload = {
            "subject": item.subject,
            "op": item.op,
            "value": as_text(item.value),
            "unit": item.unit,
            "award": item.award,
            "penalty": item.penalty,
            "alternative_group": item.alternative_group,
            **_origin(item),
        }
        yield Draft("condition", item.id, item.span, item.text, item.certainty, payload, item.clause)


def _people(plan: Plan) -> Iterator[Draft]:
    for index, item in enumerate(plan.people, 1):
        payload = {"name": item.name, "role": item.role, "post": item.post}
        text = plan.quote(item.span)
        yield Draft("person", f"person-{index}", item.span, text, "certain", payload, item.clause)


def _rosters(plan: Plan) -> Iterator[Draft]:
    for item in plan.rosters:
        members = [{"text": m.text, "role": m.role, "collective": m.collective} for m in item.members]
        payload = {"kind": item.kind, "members": members}
        yield Draft("roster", item.id, item.span, plan.quote(item.span), "certain", payload, item.clause)


@dataclass(frozen=True)
class _Mention:
    text: str
    span: Span
    key: str | None
    collective: bool


def _mentions(plan: Plan) -> Iterator[_Mention]:
    for task in plan.tasks:
        for unit in (*task.lead, *task.support, *task.actors):
            yield _Mention(unit.text, unit.span, unit.unit, unit.collective)
    for roster in plan.rosters:
        if roster.kind != "towns":
            for member in roster.members:
                yield _Mention(member.text, member.span, member.unit, member.collective)


def _units(plan: Plan) -> Iterator[Draft]:
    """One draft for each organisation, and one for each name that no organisation claims."""
    first: dict[str, _Mention] = {}
    printed: dict[str, list[str]] = {}
    for mention in _mentions(plan):
        key = mention.key or f"?{mention.text}"
        first.setdefault(key, mention)
        if mention.text not in printed.setdefault(key, []):
            printed[key].append(mention.text)
    named = {organisation.key: organisation for organisation in plan.organisations}
    for key, mention in first.items():
        organisation = named.get(key)
        names = _merge(printed[key], organisation.printed if organisation else ())
        yield _unit_draft(key, mention, organisation, names)


def _merge(ours: list[str], theirs: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*ours, *theirs]))


def _unit_draft(
    key: str, mention: _Mention, organisation: compiled.Organisation | None, names: list[str]
) -> Draft:
    payload = {
        "key": key,
        "name": organisation.name if organisation else mention.text,
        "level": organisation.level if organisation else "unknown",
        "collective": organisation.collective if organisation else mention.collective,
        "printed": names,
    }
    certainty = organisation.certainty if organisation else "unsure"
    return Draft("unit", key, mention.span, mention.text, certainty, payload)
