"""Looking for doubtful projects: gathers what is compared, and keeps the suspicions level with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.ledger import services
from zhenxing.web.ledger.models import Mark
from zhenxing.web.organisations.models import Area
from zhenxing.web.projects import flow
from zhenxing.web.projects.models import Project, StageEvent, Suspicion
from zhenxing.web.projects.verification import Doubt, Known, Use, doubts
from zhenxing.web.proofs.models import ProofFile

_EVENT = "projects.stageevent"
_MARK = "projects.verified"


def look(deed: Deed, project: Project) -> list[Suspicion]:
    """Hold a project against those it may be: raise new suspicions, end open ones that no longer hold."""
    alike = Q(pk=project.pk) | Q(investor=project.investor)
    for name in ("code", "investor_code", "parcel"):
        if value := getattr(project, name):
            alike |= Q(**{name: value})
    own = _uses(StageEvent.objects.filter(project=project))
    same = ProofFile.objects.current().filter(subject_type=_EVENT, sha256__in={one.sha256 for one in own})
    others = StageEvent.objects.filter(pk__in=same.values("subject_id"))
    found = doubts(_known(Project.objects.current().filter(alike)), _uses(others))
    concerned = [one for one in found if project.pk in (one.project, one.other)]
    return _level(deed, concerned, Suspicion.objects.filter(Q(project=project) | Q(other=project)))


def look_at_all(deed: Deed) -> list[Suspicion]:
    """The same for every project, in a few statements."""
    found = doubts(_known(Project.objects.current()), _uses(StageEvent.objects.all()))
    return _level(deed, found, Suspicion.objects.all())


def changed_since_last_look() -> bool:
    """Whether anything that is compared was written since all projects were last looked at."""
    return Mark.objects.filter(key=_MARK).values_list("value", flat=True).first() != _print()


def remember_look() -> None:
    Mark.objects.update_or_create(key=_MARK, defaults={"value": _print()})


def _print() -> str:
    rows = (Project.objects.all(), StageEvent.objects.all(), ProofFile.objects.filter(subject_type=_EVENT))
    return " ".join(str(one.aggregate(at=Max("updated_at"))["at"]) for one in rows)[:200]


def _known(projects: QuerySet[Project]) -> list[Known]:
    signed = dict(_standing_events().filter(stage="signed").values_list("project", "happened_on"))
    names = ("pk", "area__path", "area__level", "code", "investor", "investor_code", "parcel", "investment")
    return [
        Known(pk, _county(path, level), code or "", by, uscc or "", parcel, amount, signed.get(pk))
        for pk, path, level, code, by, uscc, parcel, amount in projects.values_list(*names)
    ]


def _county(path: str, level: str) -> str:
    """The path of the county a place lies in: one step above a township, else the place itself."""
    return path[: -Area.steplen] if level in ("township", "village", "park") else path


def _standing_events() -> QuerySet[StageEvent]:
    return StageEvent.objects.current().filter(undone_on__isnull=True, project__archived_at__isnull=True)


def _uses(events: QuerySet[StageEvent]) -> list[Use]:
    """The files that prove these events, those that still stand."""
    whose = {
        pk: (project, stage)
        for pk, project, stage in _standing_events()
        .filter(pk__in=events.values("pk"))
        .values_list("pk", "project_id", "stage")
    }
    files = ProofFile.objects.current().filter(subject_type=_EVENT, subject_id__in=events.values("pk"))
    return [
        Use(pk, event, *whose[event], sha256)
        for pk, event, sha256 in files.values_list("pk", "subject_id", "sha256")
        if event in whose
    ]


def _level(deed: Deed, found: list[Doubt], known: QuerySet[Suspicion]) -> list[Suspicion]:
    by_print = {one.print: one for one in found}
    there = set(Suspicion.objects.filter(print__in=by_print).values_list("print", flat=True))
    new = [one for key, one in by_print.items() if key not in there]
    for old in known.filter(state="open").exclude(print__in=by_print):
        services.transit(deed, old, flow.SUSPICIONS, "vanish")
    rows = _records(new, deed.day)
    made: list[Suspicion] = Suspicion.objects.bulk_create(rows, batch_size=500)
    if made:
        deed.changes["raised"] = ["", len(made)]
    _tell(deed, made)
    return made


def _records(new: Iterable[Doubt], day: date) -> list[Suspicion]:
    return [
        Suspicion(
            project_id=one.project,
            other_id=one.other,
            event_id=one.event,
            other_event_id=one.other_event,
            kind=one.kind,
            grave=one.grave,
            reasons=list(one.reasons),
            print=one.print,
            found_on=day,
        )
        for one in new
    ]


def _tell(deed: Deed, made: list[Suspicion]) -> None:
    """The department that answers for a project hears of a grave suspicion at once."""
    rows = Suspicion.objects.filter(pk__in=[one.pk for one in made], grave=True, project__unit__isnull=False)
    for one in rows.select_related("project__unit"):
        services.notify(
            deed,
            key=f"suspicion:{one.pk}",
            text=_("%(project)s 有疑点待核验：%(kind)s。核验以前不计入三个一批。")
            % {"project": one.project, "kind": one.get_kind_display()},  # type: ignore[attr-defined]  # made by Django
            subject=one.project,
            url=reverse("suspicions:detail", args=[one.pk]),
            to_unit=one.project.unit,
        )
