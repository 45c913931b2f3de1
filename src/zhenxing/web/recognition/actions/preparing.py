"""Writing an application: begun with what is known already, changed, proven, handed in or given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.organisations.models import Unit
from zhenxing.web.recognition import material, prefill
from zhenxing.web.recognition.actions.common import application
from zhenxing.web.recognition.dossiers import dossier
from zhenxing.web.recognition.flow import is_editable
from zhenxing.web.recognition.models import TEXTS, Application, Call, Proof
from zhenxing.web.recognition.steps import take
from zhenxing.web.recognition.store import FILES
from zhenxing.web.towns.models import Town

#: a proof is a scan or a table; more is several files
MOST_BYTES = 20 * 1024 * 1024
_MOST_PROOFS = 200


@dataclass(frozen=True)
class StartApplication(Action[Application]):
    """Put a town forward under a call: a draft, filled with what earlier applications and registers know."""

    code: ClassVar[str] = "applications.create"
    permission: ClassVar[str] = "applications.create"

    call_id: int
    town_id: int
    unit_id: int

    def check(self, deed: Deed) -> None:
        call, town, unit = self._parts()
        wrong: dict[str, tuple[str, ...]] = {}
        if deed.day > call.closes_on:
            wrong["call"] = (_("这次申报已于 %(day)s 截止。") % {"day": call.closes_on},)
        below = call.scheme.area.path
        if not town.area.path.startswith(below):
            wrong["town"] = (_("这个专业镇不在“%(scheme)s”的适用地区内。") % {"scheme": call.scheme},)
        if not unit.area.path.startswith(below):
            wrong["unit"] = (_("这个单位不在“%(scheme)s”的适用地区内。") % {"scheme": call.scheme},)
        elif not _answers_for(unit, town):
            wrong["unit"] = (_("申报单位应是专业镇的牵头单位，或者所属县、覆盖乡镇的单位。"),)
        elif deed.actor is not None and not _acts_for(deed, unit, self.permission):
            wrong["unit"] = (_("您不能替这个单位申报，请选本单位。"),)
        if call.applications.filter(town=town, archived_at__isnull=True).exclude(state="abandoned").exists():
            wrong["town"] = (_("这个专业镇在本批已经有一份申报。"),)
        if wrong:
            raise Invalid(wrong)

    def execute(self, deed: Deed) -> Application:
        call, town, unit = self._parts()
        filled = prefill.fill(town, call)
        made = Application(
            call=call,
            town=town,
            unit=unit,
            answers=filled.answers,
            filled_from=filled.sources,
            **filled.texts,
        )
        deed.save(made)
        if deed.actor is not None:
            made.authors.add(deed.actor)
        return made

    def _parts(self) -> tuple[Call, Town, Unit]:
        call = Call.objects.select_related("scheme__area").get(pk=self.call_id)
        town = Town.objects.select_related("area", "industry", "plan", "policy").get(pk=self.town_id)
        return call, town, Unit.objects.select_related("area").get(pk=self.unit_id)


def _answers_for(unit: Unit, town: Town) -> bool:
    """Whether the unit has anything to do with the town: it leads it, or is of its county or townships."""
    places = {town.area_id, *town.covers.values_list("pk", flat=True)}
    return unit.pk == town.lead_unit_id or unit.area_id in places


def _acts_for(deed: Deed, unit: Unit, permission: str) -> bool:
    assert deed.actor is not None  # asked before
    return scope.visible(Unit.objects.filter(pk=unit.pk), deed.actor, permission).exists()


class _Editing(Action[Any], abstract=True):
    """A deed on an application that is still being written."""

    application_id: int

    def load(self) -> Application:
        return application(self.application_id)

    def check(self, deed: Deed) -> None:
        if not is_editable(dossier(deed.subject)):
            raise ActionRefused(_("材料已经提交或冻结，不能再改。需要更正的，请由受理单位退回补正。"))

    def wrote(self, deed: Deed) -> None:
        """Whoever changes it is one of its authors from now on."""
        if deed.actor is not None:
            deed.subject.authors.add(deed.actor)


@dataclass(frozen=True)
class EditApplication(_Editing):
    """Change what an application says. `answers`: criterion → {"holds": bool | None, "text": why}."""

    code: ClassVar[str] = "applications.edit"
    permission: ClassVar[str] = "applications.edit"

    application_id: int
    texts: Mapping[str, str]
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    own_marks: Mapping[str, str] = field(default_factory=dict)

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        for name in TEXTS:
            if name in self.texts:
                setattr(found, name, self.texts[name].strip())
        asked = {one.key for one in material.questions_of(found)}
        found.answers = {
            key: {"holds": one.get("holds"), "text": str(one.get("text", "")).strip()}
            for key, one in {**found.answers, **self.answers}.items()
            if key in asked
        }
        found.own_marks = {**found.own_marks, **_marks(found, self.own_marks)}
        deed.save(found)
        self.wrote(deed)
        return found


def _marks(found: Application, given: Mapping[str, str]) -> dict[str, str]:
    """The applicant's own marks, each within the full mark of its criterion."""
    full = {one.key: one.full_mark for one in found.call.scheme.criteria.filter(archived_at__isnull=True)}
    marks, wrong = {}, {}
    for key, text in given.items():
        if not str(text).strip():
            continue
        try:
            mark = Decimal(str(text).strip())
        except InvalidOperation:
            wrong[f"mark_{key}"] = (_("请填数字。"),)
            continue
        if key not in full or not 0 <= mark <= full[key]:
            wrong[f"mark_{key}"] = (_("自评分应在 0 和 %(full)s 之间。") % {"full": full.get(key, 0)},)
        marks[key] = str(mark)
    if wrong:
        raise Invalid(wrong)
    return marks


@dataclass(frozen=True)
class AttachProof(_Editing):
    """Attach a file that proves something."""

    code: ClassVar[str] = "applications.attach"
    permission: ClassVar[str] = "applications.edit"

    application_id: int
    criterion: str
    name: str
    file_name: str
    data: bytes = field(repr=False)

    def body(self) -> Mapping[str, Any]:
        return {**super().body(), "data": self.data}

    def check(self, deed: Deed) -> None:
        super().check(deed)
        wrong: list[str] = []
        if not self.data:
            wrong.append(_("文件是空的，没有任何内容。请确认选对了文件。"))
        if len(self.data) > MOST_BYTES:
            wrong.append(_("文件超过 20 MB。请压缩扫描件，或者分成几份上传。"))
        if deed.subject.proofs.filter(archived_at__isnull=True).count() >= _MOST_PROOFS:
            wrong.append(_("一份申报最多附 200 份材料。"))
        if wrong:
            raise Invalid({"file": tuple(wrong)})

    def execute(self, deed: Deed) -> Proof:
        proof = Proof(
            application=deed.subject,
            criterion=self.criterion,
            name=(self.name or self.file_name)[:150],
            file_name=self.file_name[-200:],
            sha256=FILES.keep(self.data),
            size=len(self.data),
        )
        try:
            proof.full_clean()
        except ValidationError as error:
            raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error
        deed.save(proof)
        self.wrote(deed)
        return proof


@dataclass(frozen=True)
class RemoveProof(_Editing):
    """Take a proof out of the application; the file itself stays in the store."""

    code: ClassVar[str] = "applications.remove-proof"
    permission: ClassVar[str] = "applications.edit"

    application_id: int
    proof_id: int

    def execute(self, deed: Deed) -> Proof:
        proof: Proof | None = deed.subject.proofs.filter(pk=self.proof_id, archived_at__isnull=True).first()
        if proof is None:
            raise ActionRefused(_("这份材料已经移除。"))
        proof.archived_at = timezone.now()
        deed.save(proof)
        self.wrote(deed)
        return proof


@dataclass(frozen=True)
class SubmitApplication(Action[Application]):
    """Hand an application in, or in again after it was returned."""

    code: ClassVar[str] = "applications.submit"
    permission: ClassVar[str] = "applications.submit"

    application_id: int

    def load(self) -> Application:
        return application(self.application_id)

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        found.submitted_on = found.submitted_on or deed.day
        take(deed, found, "submit")
        return found


@dataclass(frozen=True)
class AbandonApplication(Action[Application]):
    """The applicant takes it back, before it is put on public notice."""

    code: ClassVar[str] = "applications.abandon"
    permission: ClassVar[str] = "applications.submit"
    needs_reason: ClassVar[bool] = True

    application_id: int

    def load(self) -> Application:
        return application(self.application_id)

    def execute(self, deed: Deed) -> Application:
        take(deed, deed.subject, "abandon")
        found: Application = deed.subject
        return found
