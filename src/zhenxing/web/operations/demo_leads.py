"""Investment promotion in the demo county: registers in one deed, leads by the deeds people use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone

from zhenxing.packs.demo_leads import load_demo_leads
from zhenxing.web.accounts.models import User
from zhenxing.web.codetables.models import Code
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.leads import actions, models
from zhenxing.web.leads.steps import note_due
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.queries import calendar
from zhenxing.web.ledger.timing import settle
from zhenxing.web.organisations.models import Area, Post, Unit
from zhenxing.web.proofs.services import Upload
from zhenxing.web.towns.models import Town

_Row = Mapping[str, Any]
_WHY = "演示数据"
_CLERK, _SECOND = "bangongshi", "bangongshi2"
_NUMBERS = ("investment", "fixed_investment", "land", "energy", "output", "tax")


@dataclass(frozen=True)
class LoadDemoLeads(Action[int]):
    """Make the plans, chains, targets, teams, enclaves and drafts of leads of the demo county."""

    code: ClassVar[str] = "demo.load-leads"
    permission: ClassVar[str] = "leads.create"
    by_system: ClassVar[bool] = True

    home: str

    def execute(self, deed: Deed) -> int:
        content, known = load_demo_leads(), _Known(self.home)
        made = [*self._chains(deed, content, known), *self._plans(deed, content, known)]
        made += self._teams(deed, content, known)
        made += deed.create_many(models.TargetFirm, [known.target(row) for row in content["targets"]])
        known.targets = {one.name: one for one in models.TargetFirm.objects.all()}
        made += deed.create_many(models.Lead, [known.lead(row) for row in content["leads"]])
        made += self._enclaves(deed, content, known)
        deed.batch(len(made))
        return len(made)

    def _chains(self, deed: Deed, content: _Row, known: _Known) -> list[Any]:
        rows = [{**row, "town": known.towns[row["town"]]} for row in content["links"]]
        links = deed.create_many(models.ChainLink, [models.ChainLink(**row) for row in rows])
        known.links = {(one.town.name, one.name): one for one in links}
        flows = [
            models.ChainFlow(source=known.links[town, one], target=known.links[town, other], goods=goods)
            for town, one, other, goods in content["flows"]
        ]
        places = [
            models.ChainPlace(
                link=known.links[row["town"], row["link"]],
                enterprise=Enterprise.objects.get(name=row["enterprise"]),
                stands=row["stands"],
                source=row["source"],
            )
            for row in content["places"]
        ]
        return [
            *links,
            *deed.create_many(models.ChainFlow, flows),
            *deed.create_many(models.ChainPlace, places),
        ]

    def _plans(self, deed: Deed, content: _Row, known: _Known) -> list[Any]:
        year = timezone.localdate().year
        plans = [
            models.LeadPlan(
                area=known.home,
                year=year,
                **{**row, "unit": known.units[row["unit"]], "town": known.towns.get(row.get("town", ""))},
            )
            for row in content["plans"]
        ]
        return deed.create_many(models.LeadPlan, plans)

    def _teams(self, deed: Deed, content: _Row, known: _Known) -> list[Any]:
        made: list[Any] = []
        for row in content["portfolios"]:
            team = models.Portfolio(
                area=known.home, name=row["name"], unit=known.units[row["unit"]], post=known.post(row["post"])
            )
            deed.save(team)
            team.links.set(one for (_town, name), one in known.links.items() if name in row["links"])
            made.append(team)
            for member in row["members"]:
                person = models.PortfolioMember(
                    portfolio=team, person=member["person"], duty=member["duty"], unit=team.unit
                )
                deed.save(person)
                person.skills.set(known.codes["portfolio_skill", code] for code in member["skills"])
                made.append(person)
        known.portfolios = {one.name: one for one in made if isinstance(one, models.Portfolio)}
        brought = [known.referrer(row) for row in content["referrers"]]
        known.referrers = {one.name: one for one in deed.create_many(models.Referrer, brought)}
        return [*made, *brought]

    def _enclaves(self, deed: Deed, content: _Row, known: _Known) -> list[Any]:
        made: list[Any] = []
        for row in content["enclaves"]:
            plain = {name: value for name, value in row.items() if name not in ("terms", "settlements")}
            plain["unit"] = known.units[row["unit"]]
            agreement = models.EnclaveAgreement(area=known.home, **plain)
            deed.save(agreement)
            made.append(agreement)
            for kind, part in ((models.EnclaveTerm, "terms"), (models.EnclaveSettlement, "settlements")):
                made += deed.create_many(kind, [kind(agreement=agreement, **one) for one in row[part]])
        return made


class _Known:
    """The records that rows name."""

    def __init__(self, home: str) -> None:
        self.home = Area.objects.get(code=home)
        self.units = {unit.key: unit for unit in Unit.objects.all()}
        self.towns = {town.name: town for town in Town.objects.all()}
        self.codes = {(code.table.key, code.code): code for code in Code.objects.select_related("table")}
        self.links: dict[tuple[str, str], models.ChainLink] = {}
        self.portfolios: dict[str, models.Portfolio] = {}
        self.referrers: dict[str, models.Referrer] = {}
        self.targets: dict[str, models.TargetFirm] = {}

    def post(self, key: str) -> Post | None:
        """The deputy who looks after a team: the demo county has one post of that title."""
        unit, title = {"post-fuxianzhang": ("yl-gov", "副县长")}[key]
        found: Post | None = Post.objects.filter(unit__key=unit, title=title).first()
        return found

    def target(self, row: _Row) -> models.TargetFirm:
        return models.TargetFirm(**{**row, **self._named(row)})

    def referrer(self, row: _Row) -> models.Referrer:
        named = self._named(row)
        if "enterprise" in row:
            named["enterprise"] = Enterprise.objects.get(name=row["enterprise"])
        return models.Referrer(area=self.home, **{**row, **named})

    def lead(self, row: _Row) -> models.Lead:
        apart = ("by", "ago", "silent", "steps", "dispute")
        plain = {name: value for name, value in row.items() if name not in apart}
        plain |= {name: Decimal(plain[name]) for name in _NUMBERS if name in plain}
        unit, reporter = self.units["yl-zhaoshang"], self.units[row["reported_by"]]
        plain |= {**self._named(row), "unit": unit, "reported_by": reporter}
        return models.Lead(area=self.home, **plain)

    def _named(self, row: _Row) -> dict[str, Any]:
        """Names and codes as the records they mean."""
        named: dict[str, Any] = {}
        for field, table in (("region", "transfer_region"), ("method", "lead_method")):
            if field in row:
                named[field] = self.codes[table, row[field]]
        for field, records in (("portfolio", self.portfolios), ("referrer", self.referrers)):
            if field in row:
                named[field] = records[row[field]]
        if "town" in row:
            named["town"] = self.towns[row["town"]]
        if "link" in row:
            named["link"] = self.links[row["town"], row["link"]]
        if "target" in row:
            named["target"] = self.targets[row["target"]]
        if "unit" in row:
            named["unit"] = self.units[row["unit"]]
        return named


def load_leads(home: str) -> None:
    """The registers, then every lead as far as its data goes; its days are moved to where they belong."""
    run_action(LoadDemoLeads(home), None)
    content = load_demo_leads()
    for row in content["leads"]:
        lead = models.Lead.objects.get(investor=row["investor"])
        for step in row["steps"]:
            _take(step, lead, row, content["words"])
        if "dispute" in row:
            _do(actions.FileDispute(lead.pk, row["dispute"]), row["by"])
        if row["steps"]:
            _in_the_past(lead, row)


def _take(step: str, lead: models.Lead, row: _Row, words: _Row) -> None:
    paper = Upload("投资协议（演示数据）.pdf", f"%PDF-1.4\n%演示数据 {lead}\n".encode())
    today = timezone.localdate()
    deeds: dict[str, tuple[Action[Any], str]] = {
        "report": (actions.ReportLead(lead.pk), row["by"]),
        "reply": (actions.ReplyLead(lead.pk), _CLERK),
        "judge": (actions.JudgeLead(lead.pk, True), _CLERK),
        "decline": (actions.JudgeLead(lead.pk, False), _CLERK),
        "feedback": (actions.GiveFeedback(lead.pk, words["feedback"]), _CLERK),
        "progress": (actions.ReportProgress(lead.pk, words["progress"], words["next_step"]), _CLERK),
        "sign": (actions.SignLead(lead.pk, today, paper), _CLERK),
        "hand": (actions.HandLead(lead.pk), _SECOND),
    }
    deed, who = deeds[step]
    _do(deed, who, words.get(step, _WHY))


def _in_the_past(lead: models.Lead, row: _Row) -> None:
    """A lead cannot be reported in the past; the demo county's was, by the time it is loaded."""
    today, lead = timezone.localdate(), models.Lead.objects.get(pk=lead.pk)
    moved: dict[str, Any] = {"first_reported_on": today - timedelta(days=row["ago"])}
    if lead.signed_on is not None:
        moved["signed_on"] = today - timedelta(days=row["ago"] // 3)
    if "silent" in row:
        back = timedelta(days=row["silent"])
        moved["progress_on"] = today - back
        for clock in Clock.objects.running().of(lead):
            clock.started_on -= back
            settle(clock, calendar())
            moved_back = {name: getattr(clock, name) for name in ("started_on", "due_on", "acts_on")}
            Clock.objects.filter(pk=clock.pk).update(**moved_back)
    models.Lead.objects.filter(pk=lead.pk).update(**moved)
    note_due(lead)


def _do(deed: Action[Any], name: str, reason: str = _WHY) -> Any:
    return run_action(deed, User.objects.get(username=name), reason=reason).result
