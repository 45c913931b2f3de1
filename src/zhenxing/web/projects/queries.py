"""Questions about projects: which stages count, the rates they give, how far each has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from zhenxing.core.ledger import conversion
from zhenxing.core.ledger.conversion import RATES, Rate, StageFact, Standing
from zhenxing.core.ledger.states import Capability
from zhenxing.web.projects import flow
from zhenxing.web.projects.models import Investment, Project, StageEvent, Suspicion
from zhenxing.web.proofs.queries import count_by_subject

#: suspicions in these states take what they are about out of the count
_IN_DOUBT = ("open", "confirmed")
_BATCH = 10_000
EVENT = "projects.stageevent"


def open_projects(area: Any = None) -> QuerySet[Project]:
    """Projects on their way, from 拟入库 to 投产; of a place and all below it if one is named."""
    rows = Project.objects.current().filter(state__in=flow.PROJECTS.holding(Capability.OPEN))
    return rows if area is None else rows.filter(area__path__startswith=area.path)


def events(projects: QuerySet[Project]) -> QuerySet[StageEvent]:
    """The stage events that stand, of projects that are not archived; those of projects that left, too."""
    rows = StageEvent.objects.current().filter(undone_on__isnull=True, project__archived_at__isnull=True)
    return rows.filter(project__in=projects.order_by().values("pk"))


def standing_of(rows: Iterable[StageEvent]) -> dict[int, Standing]:
    """Whether each event counts: it has a proof, and nothing grave is suspected of it or its project."""
    found = list(rows)
    proven = proofs_of_events([one.pk for one in found])
    doubtful = _doubtful({one.project_id for one in found})
    return {
        one.pk: (
            "unproven"
            if not proven.get(one.pk)
            else "suspected"
            if (one.project_id, None) in doubtful or (one.project_id, one.pk) in doubtful
            else "evidenced"
        )
        for one in found
    }


def proofs_of_events(pks: Sequence[int]) -> dict[int, int]:
    """How many proofs each event has, in as few statements as the database allows."""
    found: dict[int, int] = {}
    for start in range(0, len(pks), _BATCH):
        found |= count_by_subject(EVENT, pks[start : start + _BATCH])
    return found


def _doubtful(projects: set[int]) -> set[tuple[int, int | None]]:
    """(project, event) of grave suspicions that nobody has cleared; event None: the whole project."""
    rows = Suspicion.objects.current().filter(grave=True, state__in=_IN_DOUBT)
    pairs = rows.values_list("project_id", "event_id")
    return {pair for pair in pairs if pair[0] in projects}


def facts(projects: QuerySet[Project]) -> list[StageFact]:
    """Every stage these projects are said to have reached, with whether it counts."""
    rows = list(events(projects).only("pk", "project_id", "stage", "happened_on"))
    standing = standing_of(rows)
    return [StageFact(one.project_id, one.stage, one.happened_on, standing[one.pk], one.pk) for one in rows]


def rates(projects: QuerySet[Project], begins: date, ends: date, as_of: date) -> tuple[Rate, ...]:
    """开工率、投产率、达效率 of the projects whose base stage falls into a period, as of a day."""
    known = facts(projects)
    return tuple(conversion.conversion(rule, known, begins, ends, as_of) for rule in RATES)


def quarter(year: int, number: int) -> tuple[date, date]:
    """The first and the last day of a quarter."""
    first = date(year, number * 3 - 2, 1)
    after = date(year + 1, 1, 1) if number == 4 else date(year, number * 3 + 1, 1)
    return first, after - timedelta(days=1)


def invested(pks: Iterable[int]) -> dict[int, Decimal]:
    """What has been invested in each project so far, 元; one of which nothing is known is not there."""
    rows = Investment.objects.current().filter(project__in=list(pks)).order_by()
    found: dict[int, Decimal] = defaultdict(Decimal)
    for pk, amount in rows.values_list("project_id", "amount"):  # SQLite would add them as floats
        found[pk] += amount
    return dict(found)


@dataclass(frozen=True)
class Progress:
    """The days of a project's stages: planned and done, with the event of each stage done."""

    planned: dict[str, date]
    done: dict[str, date]
    events: dict[str, StageEvent]


def progress(projects: Sequence[Project]) -> dict[int, Progress]:
    """Planned and actual days of many projects, in one statement."""
    found: dict[int, dict[str, StageEvent]] = defaultdict(dict)
    rows = StageEvent.objects.current().filter(undone_on__isnull=True, project__in=projects)
    for one in rows:
        found[one.project_id][one.stage] = one
    return {
        one.pk: Progress(
            {stage: day for stage, name in flow.PLAN_FIELDS.items() if (day := getattr(one, name))},
            {stage: event.happened_on for stage, event in found[one.pk].items()},
            found[one.pk],
        )
        for one in projects
    }


def open_suspicions(project: Project) -> QuerySet[Suspicion]:
    """What is suspected of a project, or through it of another, and not cleared."""
    mine = Q(project=project) | Q(other=project)
    return Suspicion.objects.current().filter(mine, state__in=_IN_DOUBT)
