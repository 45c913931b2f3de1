"""The parts of the pages of recognition, as plain values for their templates."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.ledger import queries as ledger
from zhenxing.web.ledger.services import clocks_of
from zhenxing.web.recognition import flow, material, scoring
from zhenxing.web.recognition.actions.reviewing import computed_marks, scored_criteria
from zhenxing.web.recognition.dossiers import dossier, who
from zhenxing.web.recognition.dossiers import missing as what_is_missing
from zhenxing.web.recognition.models import TEXTS, Application, Seat
from zhenxing.web.recognition.steps import APPLICANTS
from zhenxing.web.recognition.words import REASONS, STEPS, said, tone_of

VERDICTS = {"true": _("满足"), "false": _("不满足"), "unknown": _("缺数据，无法判断")}
VERDICT_TONES = {"true": "good", "false": "bad", "unknown": "warn"}
#: the way of an application as people know it, with the states in which each part is under way
_STAGES = (
    (_("申报"), ("draft", "returned")),
    (_("受理"), ("submitted",)),
    (_("初审"), ("in_review",)),
    (_("评分"), ("reviewed",)),
    (_("排序"), ("scored", "unmet")),
    (_("公示"), ("ranked", "noticed", "objected")),
    (_("决定"), ()),
)
#: fields that say what the ranking made of an application
OUTCOME = ("score", "place", "proposal", "proposal_reason")
#: step → (register, page) where it is taken; several steps may share a page
_PAGES = {
    "submit": ("applications", "submit"),
    "abandon": ("applications", "abandon"),
    "return": ("applications", "return"),
    "accept": ("applications", "accept"),
    "review_pass": ("applications", "review"),
    "review_fail": ("applications", "review"),
    "close_scoring": ("applications", "close-scoring"),
    "rank": ("calls", "rank"),
    "notice": ("calls", "notice"),
    "recognise": ("applications", "decide"),
    "refuse": ("applications", "decide"),
    "warn": ("applications", "recheck"),
    "rectify": ("applications", "rectify"),
    "restore": ("applications", "restore"),
    "withdraw": ("applications", "withdraw"),
    "lapse": ("applications", "lapse"),
}
_SHARED = {"review": _("初审"), "decide": _("作出决定"), "recheck": _("年度复核")}


def progress(found: Application, user: Any) -> dict[str, Any]:
    """How far it is, whose turn, until when, and what this person may do or what stands against it."""
    day = timezone.localdate()
    running = [one for one in clocks_of(found) if one.stopped_on is None]
    lights = [(one, ledger.light_of(one, day)) for one in running]
    steps = open_steps(found, user)
    return {
        "stages": _stages(found.state),
        "state": found.get_state_display(),
        "tone": tone_of(found.state),
        "since": found.state_since,
        "turn": _turn(found),
        "lights": [
            {
                "label": one.label,
                "due": one.due_on,
                "tone": ledger.TONES[light.colour],
                "reason": light.reason,
            }
            for one, light in lights
        ],
        "steps": [one for one in steps if not one["against"]],
        "blocked": [one for one in steps if one["against"]],
        "missing": what_is_missing(found) if flow.is_editable(dossier(found)) else [],
        "edit_url": _edit_url(found, user),
    }


def _edit_url(found: Application, user: Any) -> str:
    may = flow.is_editable(dossier(found)) and scope.holds(found, user, "applications.edit")
    return reverse("applications:edit", kwargs={"pk": found.pk}) if may else ""


def _turn(found: Application) -> str:
    if flow.TABLE.can(found.state, flow.Can.FINAL) or found.state == "recognised":
        return ""
    return str(found.unit if found.state in APPLICANTS else found.call.scheme.organ)


def _stages(state: str) -> list[dict[str, Any]]:
    here = next((n for n, (_label, states) in enumerate(_STAGES) if state in states), len(_STAGES) - 1)
    return [
        {"label": label, "done": n < here, "here": n == here} for n, (label, _states) in enumerate(_STAGES)
    ]


def open_steps(found: Application, user: Any) -> list[dict[str, Any]]:
    """The pages this person's roles open from here, each with what stands against it now."""
    case, person, day = dossier(found, document_number="—"), who(user), timezone.localdate()
    pages: dict[tuple[str, str], dict[str, Any]] = {}
    for way in flow.TABLE.open_to(found.state):
        place = _PAGES.get(way.key)
        if place is None or not scope.holds(found, user, f"applications.{way.verb}"):
            continue
        against = tuple(said(one) for one in flow.obstacles(case, way.key, person, day))
        before = pages.get(place)
        if before is None or (before["against"] and not against):
            pages[place] = _step(found, place, way.key, against)
    return list(pages.values())


def _step(found: Application, place: tuple[str, str], step: str, against: tuple[str, ...]) -> dict[str, Any]:
    register, page = place
    pk = found.pk if register == "applications" else found.call_id
    label = _SHARED.get(page, STEPS[step])
    return {
        "label": label,
        "url": reverse(f"{register}:{page}", kwargs={"pk": pk}),
        "against": against,
        "quiet": step in ("abandon", "return", "withdraw"),
    }


def texts(found: Application, user: Any) -> list[dict[str, Any]]:
    """What the application says: of the frozen material once there is some."""
    frozen = found.frozen
    said_ = material.content(frozen)["texts"] if frozen else {name: getattr(found, name) for name in TEXTS}
    return [
        {
            "label": found._meta.get_field(name).verbose_name,
            "text": said_[name],
            "source": found.filled_from.get(name, ""),
        }
        for name in TEXTS
    ]


def judgement(found: Application, user: Any) -> dict[str, Any]:
    """Every condition beside its value: what is met, what is not and by how much, what is not known."""
    frozen = found.frozen
    judged = material.judged(found)
    return {
        "rules": [_rule(one) for one in judged.rules],
        "verdict": VERDICTS.get(judged.verdict, ""),
        "tone": VERDICT_TONES.get(judged.verdict, "muted"),
        "failed": [one.name for one in judged.failed if one.verdict == "false"],
        "unknown": [one.name for one in judged.failed if one.verdict == "unknown"],
        "document": judged.document,
        "day": found.call.judged_on,
        "year": found.call.reference_year,
        "frozen": frozen,
        "reviewed": bool(material.findings(found)) if frozen else False,
    }


def _rule(one: Any) -> dict[str, Any]:
    shown = asdict(one)
    shown["label"] = VERDICTS[one.verdict]
    shown["tone"] = VERDICT_TONES[one.verdict]
    for line in shown["lines"]:
        line["tone"] = tone_of_line(line["verdict"], one.verdict)
        line["said"] = VERDICTS[line["verdict"]]
    return shown


def tone_of_line(verdict: str, of_rule: str) -> str:
    """A condition that did not have to hold for the rule to be met raises no alarm."""
    return "muted" if of_rule == "true" and verdict != "true" else VERDICT_TONES[verdict]


def judgement_beside(found: Application, user: Any) -> dict[str, Any]:
    """The judgement beside a form."""
    return {"judgement": judgement(found, user)}


def missing(found: Application, user: Any) -> dict[str, Any]:
    """What the completeness check still asks for, beside a form."""
    return {"missing": what_is_missing(found) if found.frozen is None else []}


def proofs(found: Application, user: Any) -> dict[str, Any]:
    """The files, by what they prove; with a way to add while it is being written."""
    names = {one.key: one.name for one in found.call.scheme.criteria.all()}
    rows = found.proofs.filter(archived_at__isnull=True)
    may = bool(_edit_url(found, user))
    return {
        "rows": [
            {
                "proof": one,
                "for": names.get(one.criterion, _("综合材料")),
                "url": f"{reverse('applications:proof-file', kwargs={'pk': found.pk})}?proof={one.pk}",
            }
            for one in rows
        ],
        "may": may,
        "pk": found.pk,
    }


def reviews(found: Application, user: Any) -> dict[str, Any]:
    """The initial reviews, the seats, and the marks with their spread."""
    sees = scope.holds(found, user, "applications.review") or scope.holds(found, user, "applications.decide")
    seats = [_seat(one, user) for one in found.seats.select_related("expert")] if sees else []
    may = sees and found.can(flow.Can.SCORABLE) and scope.holds(found, user, "applications.review")
    return {
        "reviews": list(found.reviews.select_related("reviewer")),
        "seats": seats,
        "marks": marks(found) if sees else [],
        **(outcome(found) if sees_outcome(found, user) else {}),
        "may": may,
        "pk": found.pk,
    }


def sees_outcome(found: Application, user: Any) -> bool:
    """Whether the person may know what the ranking made of it: those who judge, and all once it is public."""
    judges = (scope.holds(found, user, f"applications.{verb}") for verb in ("review", "decide"))
    return is_told(found) or any(judges)


def is_told(found: Application) -> bool:
    """Whether score, place and proposal have been made public: on the notice, not before."""
    return found.notice_id is not None


def outcome(found: Application) -> dict[str, Any]:
    """What the ranking made of it."""
    return {
        "score": found.score,
        "place": found.place,
        "proposal": found.get_proposal_display(),
        "why": REASONS.get(found.proposal_reason, ""),
    }


def _seat(seat: Seat, user: Any) -> dict[str, Any]:
    may = scope.holds(seat, user, "seats.view")
    return {"seat": seat, "url": reverse("seats:detail", kwargs={"pk": seat.pk}) if may else ""}


def marks(found: Application) -> list[dict[str, Any]]:
    """Criterion by criterion: computed, the applicant's own, the experts' mean and how far they lie apart."""
    given: dict[int, list[Decimal]] = {}
    seats = found.seats.filter(conflict=False, scored_on__isnull=False, archived_at__isnull=True)
    for seat in seats.prefetch_related("marks"):
        for mark in seat.marks.all():
            given.setdefault(mark.criterion_id, []).append(mark.mark)
    criteria = scored_criteria(found)
    computed = computed_marks(found) if criteria else {}
    return [
        {
            "criterion": one,
            "computed": computed.get(one.key),
            "own": found.own_marks.get(one.key, ""),
            "spread": scoring.spread(given.get(one.pk, []), one.full_mark),
        }
        for one in criteria
    ]


def before_reviewing(found: Application, user: Any) -> dict[str, Any]:
    """The judgement, and what stands against reviewing."""
    return {"judgement": judgement(found, user), "against": _against(found, user, "review")}


def before_deciding(found: Application, user: Any) -> dict[str, Any]:
    """The judgement, and what stands against deciding."""
    return {"judgement": judgement(found, user), "against": _against(found, user, "decide")}


def before_closing(found: Application, user: Any) -> dict[str, Any]:
    """The marks, and what stands against ending the scoring."""
    return {"marks": marks(found), "against": _against(found, user, "close-scoring")}


def _against(found: Application, user: Any, page: str) -> tuple[str, ...]:
    """What stands against the step of a page, before anybody has filled it in."""
    url = reverse(f"applications:{page}", kwargs={"pk": found.pk})
    return next((one["against"] for one in open_steps(found, user) if one["url"] == url), ())


def notices(found: Application, user: Any) -> dict[str, Any]:
    """Its public notice and every objection with its answer; who objected only for those who handle it."""
    names = scope.holds(found, user, "applications.answer")
    return {
        "notice": found.notice,
        "notice_url": url_of("public_notices", found.notice, user),
        "objections": [_objection(one, names, user) for one in found.objections.all()],
    }


def _objection(one: Any, names: bool, user: Any) -> dict[str, Any]:
    may = names and one.upheld is None and scope.holds(one, user, "objections.answer")
    return {
        "objection": one,
        "who": one.objector if names else "",
        "answer_url": reverse("objections:answer", kwargs={"pk": one.pk}) if may else "",
    }


def decisions(found: Application, user: Any) -> list[dict[str, Any]]:
    """What was decided, by what number, and why."""
    return [
        {
            "decision": one,
            "url": url_of("decisions", one, user),
            "failed": [rule for rule in one.grounds if rule["verdict"] != "true"],
            "verdicts": VERDICTS,
        }
        for one in found.decisions.select_related("decided_by", "post", "delegation", "tier")
    ]


def afterwards(found: Application, user: Any) -> dict[str, Any]:
    """Re-checks and rectifications of a recognised town."""
    return {
        "rechecks": [_recheck(one) for one in found.rechecks.select_related("snapshot", "checked_by")],
        "rectifications": list(found.rectifications.select_related("entered_by", "accepted_by")),
    }


def _recheck(one: Any) -> dict[str, Any]:
    """A re-check beside what the facts frozen for it say: by the conditions, and by the rule of leaving."""
    judged = material.judged_snapshot(one.snapshot)
    return {
        "recheck": one,
        "verdict": VERDICTS.get(judged.verdict, ""),
        "leaves": _("按规则，已经达到退出条件。") if judged.leaves == "true" else "",
    }


def url_of(key: str, record: Any, user: Any) -> str:
    if record is None or not scope.holds(record, user, f"{key}.view"):
        return ""
    return reverse(f"{key}:detail", kwargs={"pk": record.pk})
