"""What the rules of a step look at, gathered from the records of one application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from zhenxing.web.ledger.models import Transit
from zhenxing.web.recognition import flow, material
from zhenxing.web.recognition.models import TEXTS, Application, Decision

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User


def who(user: User) -> flow.Who:
    """The person as the rules of a step see them."""
    return flow.Who(user.pk, frozenset(user.unit_ids()))


def dossier(application: Application, *, document_number: str = "") -> flow.Dossier:
    """Everything about it that some step asks for."""
    call, scheme = application.call, application.call.scheme
    frozen = application.frozen
    seats = [one for one in application.seats.all() if one.archived_at is None and one.conflict is not True]
    objections = list(application.objections.all())
    return flow.Dossier(
        state=application.state,
        authors=frozenset(application.authors.values_list("pk", flat=True)),
        unit=application.unit_id,
        organ=scheme.organ_id,
        doers=doers(application),
        missing=() if frozen is not None else tuple(missing(application)),
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        snapshot=frozen.sha256 if frozen is not None else "",
        seats=len(seats),
        undeclared=sum(one.conflict is None for one in seats),
        scored=sum(one.scored_on is not None for one in seats),
        fewest=scheme.fewest_experts,
        proposal=application.proposal,
        notice_ends=application.notice.ends_on if application.notice is not None else None,
        open_objections=sum(one.upheld is None for one in objections),
        upheld=sum(one.upheld is True and one.notice_id == application.notice_id for one in objections),
        document_number=document_number,
        valid_until=_valid_until(application.decisions.all()),
    )


def doers(application: Application) -> Mapping[str, frozenset[int]]:
    """Step → the accounts that took it."""
    rows = Transit.objects.filter(
        subject_type=application._meta.label_lower, subject_id=application.pk, by__isnull=False
    )
    found: dict[str, set[int]] = {}
    for step, person in rows.values_list("transition", "by"):
        found.setdefault(step, set()).add(person)
    return {step: frozenset(people) for step, people in found.items()}


def _valid_until(decisions: Iterable[Decision]) -> date | None:
    return next((one.valid_until for one in decisions if one.kind == "recognise"), None)


def missing(application: Application) -> list[str]:
    """What the completeness check asks for, in words: parts not written, questions and proofs open."""
    asked = [str(_field(application, name)) for name in TEXTS if not getattr(application, name).strip()]
    asked += [
        _("自评：%(question)s") % {"question": one.text}
        for one in material.questions_of(application)
        if application.answers.get(one.key, {}).get("holds") is None
    ]
    given = set(application.proofs.filter(archived_at__isnull=True).values_list("criterion", flat=True))
    asked += [
        _("证明材料：%(proof)s（%(name)s）") % {"proof": one.proof, "name": one.name}
        for one in application.call.scheme.criteria.filter(archived_at__isnull=True)
        if one.proof and one.key not in given
    ]
    return asked


def _field(application: Application, name: str) -> Any:
    return application._meta.get_field(name).verbose_name
