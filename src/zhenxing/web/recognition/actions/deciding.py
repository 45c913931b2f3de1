"""Decisions with their document number: recognition or refusal, withdrawal, the end of validity."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.ledger.clocks import add_months
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.organisations.queries import posts_of
from zhenxing.web.recognition import material
from zhenxing.web.recognition.actions.common import application
from zhenxing.web.recognition.flow import RESERVE
from zhenxing.web.recognition.models import Application, Decision, Delegation, Promotion
from zhenxing.web.recognition.steps import may, take
from zhenxing.web.recognition.words import LISTED, RESERVED
from zhenxing.web.towns.models import TownTier

_WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Authority:
    """By what somebody decides: the post they hold or were given the power of; both None without one."""

    post: Any = None
    delegation: Delegation | None = None


@dataclass(frozen=True)
class _Deciding(Action[Application], abstract=True):
    """A deed of whoever the scheme lets decide."""

    permission: ClassVar[str] = "applications.decide"

    application_id: int
    number: str

    def load(self) -> Application:
        return application(self.application_id)

    def check(self, deed: Deed) -> None:
        if not self.number.strip():
            raise Invalid({"number": (_("请填写决定的文号。"),)})
        authority(deed, deed.subject)

    def record(self, deed: Deed, kind: str, **fields: Any) -> Decision:
        found: Application = deed.subject
        by = authority(deed, found)
        made = Decision(
            application=found,
            kind=kind,
            number=self.number.strip(),
            decided_on=deed.day,
            decided_by=deed.actor,
            post=by.post,
            delegation=by.delegation,
            **fields,
        )
        deed.save(made)
        return made


@dataclass(frozen=True)
class DecideApplication(_Deciding):
    """Recognise the town, as the notice proposed, or refuse it with reasons."""

    code: ClassVar[str] = "applications.decide"

    recognised: bool = True
    reasons: str = ""
    document_id: int | None = None

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if not self.recognised and not self.reasons.strip():
            raise Invalid({"reasons": (_("不予认定须写明理由。"),)})
        may(deed, deed.subject, self._step, document_number=self.number.strip())
        if self.recognised:
            _free_day(deed.subject, deed.day)

    @property
    def _step(self) -> str:
        return "recognise" if self.recognised else "refuse"

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        deed.reason = deed.reason or self.reasons.strip()
        more = self._recognise(deed, found) if self.recognised else {}
        self.record(
            deed,
            self._step,
            reasons=self.reasons.strip(),
            grounds=grounds(found),
            document_id=self.document_id,
            **more,
        )
        if self.recognised or found.proposal == RESERVE:
            _list(deed, found, LISTED if self.recognised else RESERVED, self.number.strip())
        take(deed, found, self._step, document_number=self.number.strip())
        return found

    def _recognise(self, deed: Deed, found: Application) -> dict[str, Any]:
        scheme, day = found.call.scheme, deed.day
        years = scheme.valid_years
        tier = _tier(deed, found, scheme.tier, day, self.number.strip(), self.document_id)
        until = add_months(day, 12 * years) - timedelta(days=1) if years else None
        return {"tier": tier, "valid_until": until}


@dataclass(frozen=True)
class WithdrawRecognition(_Deciding):
    """Take the recognition back after a warning that was not heeded."""

    code: ClassVar[str] = "applications.withdraw"
    needs_reason: ClassVar[bool] = True

    def check(self, deed: Deed) -> None:
        super().check(deed)
        may(deed, deed.subject, "withdraw", document_number=self.number.strip())
        _free_day(deed.subject, deed.day)

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        gone = codes.get("town_tier", _WITHDRAWN)
        tier = _tier(deed, found, gone, deed.day, self.number.strip(), None)
        self.record(deed, "withdraw", reasons=deed.reason, grounds=grounds(found), tier=tier)
        take(deed, found, "withdraw", document_number=self.number.strip())
        return found


@dataclass(frozen=True)
class LapseRecognition(Action[Application]):
    """Strike a town off once its recognition has run out; by the number that gave it."""

    code: ClassVar[str] = "applications.lapse"
    permission: ClassVar[str] = "applications.recheck"

    application_id: int

    def load(self) -> Application:
        return application(self.application_id)

    def check(self, deed: Deed) -> None:
        may(deed, deed.subject, "lapse")

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        given = found.decisions.get(kind="recognise")
        day = given.valid_until + timedelta(days=1)
        later = TownTier.objects.filter(
            town=found.town, archived_at__isnull=True, begins__gt=given.decided_on
        )
        tier = None
        if not later.exists():  # a town renewed or promoted meanwhile keeps what it has
            tier = _tier(deed, found, codes.get("town_tier", _WITHDRAWN), day, given.number, None)
        made = Decision(
            application=found,
            kind="lapse",
            number=given.number,
            decided_on=deed.day,
            decided_by=deed.actor,
            reasons=_("认定有效期至 %(day)s，未获重新认定。") % {"day": given.valid_until},
            tier=tier,
        )
        deed.save(made)
        take(deed, found, "lapse")
        return found


def authority(deed: Deed, found: Application) -> Authority:
    """By what whoever does the deed may decide; refused when the scheme names a post they cannot act for."""
    post = found.call.scheme.deciding_post
    if post is None or deed.actor is None:
        return Authority()
    day = deed.day
    if post in posts_of(deed.actor, day):
        return Authority(post)
    given = Delegation.objects.filter(
        post=post, user=deed.actor, begins__lte=day, ends__gte=day, archived_at__isnull=True
    ).first()
    if given is None:
        raise ActionRefused(
            _("这项认定由“%(post)s”审定。您今天既不在任，也没有有效的授权委托。") % {"post": post}
        )
    return Authority(post, given)


def grounds(found: Application) -> list[dict[str, Any]]:
    """The judgement as it stands, rule by rule, as plain values."""
    return [
        {
            "rule": rule.name,
            "verdict": rule.verdict,
            "clause": rule.clause,
            "missing": list(rule.missing),
            "lines": [asdict(line) for line in rule.lines],
        }
        for rule in material.judged(found).rules
    ]


def _free_day(found: Application, day: date) -> None:
    """A town has one tier a day."""
    if TownTier.objects.filter(town=found.town, begins=day, archived_at__isnull=True).exists():
        raise ActionRefused(_("这个专业镇今天已有一条梯次记录，请先核对梯次登记。"))


def _tier(
    deed: Deed, found: Application, tier: Any, day: date, number: str, document_id: int | None
) -> TownTier:
    made = TownTier(
        town=found.town,
        tier=tier,
        begins=day,
        batch=found.call.batch,
        document_id=document_id,
        source=number,
    )
    deed.save(made)
    return made


def _list(deed: Deed, found: Application, kind: str, number: str) -> None:
    """A line in the lists of the year, unless it stands there already."""
    year = deed.day.year
    if Promotion.objects.filter(town=found.town, year=year, kind=kind, archived_at__isnull=True).exists():
        return
    line = Promotion(
        town=found.town,
        year=year,
        kind=kind,
        tier=found.call.scheme.tier,
        basis=number,
        application=found,
    )
    deed.save(line)
