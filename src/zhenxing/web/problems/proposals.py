"""Problems that may be one: proposed with counts and reasons, for a person to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhenxing.core import similar
from zhenxing.packs.problem_topics import problem_topics
from zhenxing.web.problems.flow import MERGEABLE
from zhenxing.web.problems.models import CommonProblem, Problem

#: the newest so many are compared
MOST_COMPARED = 3000
_SHOWN = 40


@dataclass(frozen=True)
class Alike:
    """One problem of a proposal, and why it is like the one in the middle ("" for that one itself)."""

    problem: Problem
    why: str


@dataclass(frozen=True)
class Proposal:
    """Problems that may be one, the words they use, what they would be called; `common` to put them to."""

    alike: tuple[Alike, ...]
    matters: tuple[str, ...]
    words: tuple[str, ...]
    title: str
    firms: int
    places: tuple[str, ...]
    common: CommonProblem | None = None

    @property
    def ids(self) -> str:
        return ",".join(str(one.problem.pk) for one in self.alike)


@dataclass(frozen=True)
class Proposals:
    found: tuple[Proposal, ...]
    #: how many were compared, and whether there are more
    compared: int
    cut: bool
    total: int


def proposals(rows: QuerySet[Problem], commons: QuerySet[CommonProblem]) -> Proposals:
    """Groups among the problems still to be merged, with the open common problem they belong to."""
    fields = rows.filter(state__in=MERGEABLE, archived_at__isnull=True).order_by("-raised_on", "-pk")
    found = list(
        fields.select_related("area", "industry", "town__industry", "enterprise", "unit")[: MOST_COMPARED + 1]
    )
    compared = {one.pk: one for one in found[:MOST_COMPARED]}
    # a common problem stands among them under the negative of its number
    open_ones = commons.filter(state__in=("open", "assigned", "redo"))
    related = open_ones.select_related("area", "industry", "town__industry")
    there = {-one.pk: one for one in related}
    said = [*map(_said, compared.values()), *(_said_common(one) for one in there.values())]
    made = [_proposal(group, compared, there) for group in similar.groups(said, problem_topics())]
    kept = [one for one in made if one is not None]
    kept.sort(key=lambda one: (-len(one.alike), one.alike[0].problem.pk))
    return Proposals(tuple(kept[:_SHOWN]), len(compared), len(found) > MOST_COMPARED, len(kept))


def _said(one: Problem) -> similar.Said:
    return similar.Said(one.pk, f"{one.title}\n{one.text}", _industry(one), _place(one))


def _industry(one: Problem | CommonProblem) -> str:
    """Its industry, else its town's: who reports by telephone is seldom asked for one."""
    known = one.industry or (one.town.industry if one.town else None)
    return known.code[:3] if known else ""


def _place(one: Problem | CommonProblem) -> str:
    """Its town, else its township."""
    return f"town {one.town_id}" if one.town_id else one.area.path


def _said_common(one: CommonProblem) -> similar.Said:
    text = f"{one.title}\n{one.words}\n{one.text}"
    return similar.Said(-one.pk, text, _industry(one), _place(one))


def _proposal(
    group: similar.Group, problems: dict[int, Problem], commons: dict[int, CommonProblem]
) -> Proposal | None:
    reasons = dict(group.members)
    chosen = [key for key in group.keys if key in problems]
    common = next((commons[key] for key in group.keys if key in commons), None)
    if len(chosen) < (1 if common else 2):
        return None
    keys = {key for why in reasons.values() for key in why.matters}
    texts = [f"{problems[key].title} {problems[key].text}" for key in chosen]
    labels = tuple(one.label for one in problem_topics() if one.key in keys)
    rows = [problems[key] for key in chosen]
    return Proposal(
        alike=tuple(Alike(problems[key], said_why(reasons[key]) if key in reasons else "") for key in chosen),
        matters=labels,
        words=similar.words_used(texts, problem_topics(), keys),
        title=common.title if common else title_of(rows, labels),
        firms=len({one.enterprise_id or one.asker or one.pk for one in rows}),
        places=tuple(sorted({str(one.area) for one in rows})),
        common=common,
    )


def said_why(why: similar.Likeness) -> str:
    """The reasons in words."""
    labels = {one.key: one.label for one in problem_topics()}
    parts = []
    if why.matters:
        named = "、".join(labels[key] for key in why.matters)
        parts.append(_("都说到：%(matters)s") % {"matters": named})
    if why.share:
        parts.append(_("相同字句 %(n)s%%") % {"n": round(why.share * 100)})
    if why.industry:
        parts.append(_("同一行业"))
    if why.place:
        parts.append(_("同一专业镇或乡镇"))
    return "；".join(parts)


def title_of(rows: Sequence[Any], labels: Sequence[str]) -> str:
    """What they would be called: place and matter, else the words of the first."""
    towns = {str(one.town) for one in rows if one.town_id}
    where = towns.pop() if len(towns) == 1 else _("部分企业")
    if labels:
        return _("%(where)s%(matter)s问题") % {"where": where, "matter": "、".join(labels[:2])}
    return str(rows[0].title)[:100]
