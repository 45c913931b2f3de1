"""Problems come in: through a printed code, out of a visit; how to reach whoever asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.problems import photos, steps
from zhenxing.web.problems.actions.common import OnOne
from zhenxing.web.problems.models import AskerContact, IntakePoint, Problem, Visit
from zhenxing.web.problems.visit_models import rule_for
from zhenxing.web.problems.words import FORM
from zhenxing.web.proofs.services import Upload, attach

_TITLE = 40


@dataclass(frozen=True)
class ReportByForm(Action[Problem]):
    """Somebody scanned a town's code and wrote what is wrong; without a name, nothing of them is kept."""

    code: ClassVar[str] = "problems.report"
    permission: ClassVar[str] = "problems.create"
    by_system: ClassVar[bool] = True

    intake_id: int
    text: str
    asker: str = ""
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    anonymous: bool = False
    photo: Upload | None = None

    def check(self, deed: Deed) -> None:
        point = IntakePoint.objects.get(pk=self.intake_id)
        if not point.is_open or point.archived_at is not None:
            raise ActionRefused(_("这个受理点已经停止受理，请拨打张贴处的电话。"))
        since = timezone.now() - timedelta(hours=1)
        if Problem.objects.filter(intake=point, created_at__gte=since).count() >= point.hourly:
            raise ActionRefused(_("现在反映的人太多，请过一小时再试，或拨打张贴处的电话。"))
        if not self.text.strip():
            raise Invalid({"text": (_("请写一写遇到了什么问题。"),)})

    def execute(self, deed: Deed) -> Problem:
        point = IntakePoint.objects.select_related("area", "town").get(pk=self.intake_id)
        day = deed.day
        rule = rule_for(point.area.path, day)
        made = Problem(
            area=point.area,
            town=point.town,
            title=title_of(self.text),
            text=self.text.strip(),
            asker="" if self.anonymous else (self.asker or self.name).strip()[:100],
            anonymous=self.anonymous,
            channel=FORM,
            intake=point,
            raised_on=day,
            triage_by=rule.triage_until(day) if rule else None,
        )
        deed.save(made)
        steps.set_clock(deed, made)
        if not self.anonymous and (self.name.strip() or self.phone.strip()):
            # beside the audit row: whoever may read what was done need not learn the number
            deed.create_many(AskerContact, [_contact(made, self.name, self.phone)])
        if self.photo is not None:
            self._attach(deed, made, self.photo)
        steps.tell(deed, made)
        return made

    def _attach(self, deed: Deed, made: Problem, photo: Upload) -> None:
        """A photo of somebody without a name is kept without what the telephone wrote into it."""
        try:
            kept = photos.nameless(photo) if self.anonymous else photos.plain(photo)
        except photos.NotAPhoto as refusal:
            raise Invalid({"photo": (str(refusal),)}) from None
        attach(deed, made, kept, kind="report", name=str(_("反映时的照片")))


def title_of(text: str) -> str:
    """The first sentence, cut to a heading."""
    plain = " ".join(text.split())
    ends = [place for mark in "。！？；\n!?;" if (place := plain.find(mark)) >= 3]
    first = plain[: min(ends)] if ends else plain
    return first if len(first) <= _TITLE else first[: _TITLE - 1] + "…"


def _contact(problem: Problem, name: str, phone: str) -> AskerContact:
    return AskerContact(problem=problem, name=name.strip()[:50], phone=phone.strip()[:20])


@dataclass(frozen=True)
class FromVisit(Action[Problem]):
    """Put what a firm said on a visit into the ledger as a problem of its own."""

    code: ClassVar[str] = "enterprise_visits.to-problem"
    permission: ClassVar[str] = "enterprise_visits.edit"

    visit_id: int
    title: str
    text: str

    def load(self) -> Visit:
        found: Visit = Visit.objects.select_related("enterprise__area", "area", "unit").get(pk=self.visit_id)
        return found

    def execute(self, deed: Deed) -> Problem:
        visit: Visit = deed.subject
        day = deed.day
        rule = rule_for(visit.area.path, day)
        made = Problem(
            area=visit.area,
            town=visit.enterprise.town,
            enterprise=visit.enterprise,
            industry=visit.enterprise.industry,
            asker=str(visit.enterprise)[:100],
            title=self.title.strip() or title_of(self.text),
            text=self.text.strip(),
            channel="visit",
            source_unit=visit.unit,
            visit=visit,
            raised_on=visit.visited_on,
            triage_by=rule.triage_until(day) if rule else None,
        )
        deed.save(made)
        steps.set_clock(deed, made)
        steps.tell(deed, made)
        return made


@dataclass(frozen=True)
class KeepContact(OnOne):
    """Write down how to reach whoever asked; never of somebody who asked without a name."""

    name: str = field(repr=False)
    phone: str = field(repr=False)

    deed = "contact"
    verb = "contact"

    def check(self, deed: Deed) -> None:
        if deed.subject.anonymous:
            raise ActionRefused(_("这是匿名反映的问题，不登记联系方式。"))
        if not (self.name.strip() or self.phone.strip()):
            raise Invalid({"phone": (_("请填写联系人或联系电话。"),)})

    def execute(self, deed: Deed) -> Problem:
        found: Problem = deed.subject
        before = AskerContact.objects.filter(problem=found).first()
        if before is None:
            deed.create_many(AskerContact, [_contact(found, self.name, self.phone)])
        else:
            before.name, before.phone = self.name.strip()[:50], self.phone.strip()[:20]
            before.version += 1
            deed.update_many(AskerContact, [before], ["name", "phone", "version"])
        return found
