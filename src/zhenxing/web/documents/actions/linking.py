"""Which unit a printed name means; remembered, so that the next document need not ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.documents.actions.deciding import Decision, settle
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.states import ACCEPTED, EDITED
from zhenxing.web.documents.steps import Trail
from zhenxing.web.documents.units import Directory, new_unit
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.organisations.models import Unit, UnitAlias

#: ways to say what a printed name means
WAYS_TO_LINK = SUGGESTED, EXISTING, NEW, COLLECTIVE = "suggested", "existing", "new", "collective"


@dataclass(frozen=True)
class LinkUnit(Decision):
    """Tie a printed name to a unit: the suggested one, a named one, a new one, or a collective."""

    code: ClassVar[str] = "proposals.link"

    how: str = SUGGESTED
    name: str = ""

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if deed.subject.kind != "unit":
            raise ActionRefused(_("这一条不是单位。"))
        if self.how not in WAYS_TO_LINK:
            raise ActionRefused(_("请选择链接、新建或集合称谓。"))
        if len(self.name.strip()) > 100:
            raise Invalid({"name": (_("单位名称太长，最多 100 字"),)})

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        proposal: Proposal = deed.subject
        trail.touch(proposal)
        unit = self._unit(proposal, Directory(proposal.document.area), deed, trail)
        learn([(unit, proposal.payload["printed"])], proposal.document, deed, trail)
        agreed = self.how == SUGGESTED
        settle(proposal, ACCEPTED if agreed else EDITED, deed, {"unit": unit.pk, "unit_name": unit.name})
        deed.save(proposal)
        return proposal

    def _unit(self, proposal: Proposal, directory: Directory, deed: Deed, trail: Trail) -> Unit:
        name = self.name.strip() or proposal.payload["name"]
        if self.how == EXISTING:
            unit = directory.named(name)
            if unit is None:
                raise Invalid(
                    {"name": (_("没有叫“%(name)s”的单位。请从列表中选，或点“新建”") % {"name": name},)}
                )
            return unit
        found = directory.suggest(proposal.payload) if self.how == SUGGESTED else directory.named(name)
        if found is not None:
            return found
        collective = True if self.how == COLLECTIVE else None if self.how == SUGGESTED else False
        unit = new_unit(proposal.payload, proposal.document.area, name, collective)
        deed.save(unit)
        trail.made("units", [unit.pk])
        return unit


def link_all(
    proposals: list[Proposal], document: Document, deed: Deed, trail: Trail
) -> dict[int, dict[str, Any]]:
    """Tie many certain names at once, making the units that are missing; proposal id → decision."""
    directory = Directory(document.area) if proposals else None
    linked: dict[int, Unit] = {}
    missing: dict[tuple[int, str], Unit] = {}
    for proposal in proposals:
        assert directory is not None
        unit = directory.suggest(proposal.payload)
        if unit is None:
            fresh = new_unit(proposal.payload, document.area)
            unit = missing.setdefault((fresh.area.pk, fresh.name), fresh)
        linked[proposal.pk] = unit
    known = [unit for unit in missing.values() if not unit._state.adding]
    for unit in known:
        deed.save(unit)
    fresh_ones = [unit for unit in missing.values() if unit._state.adding]
    made = [*deed.create_many(Unit, fresh_ones), *known]
    trail.made("units", [unit.pk for unit in made])
    saved = {(unit.area_id, unit.name): unit for unit in made}
    result = {pk: saved.get((unit.area_id, unit.name), unit) for pk, unit in linked.items()}
    learn([(result[p.pk], p.payload["printed"]) for p in proposals], document, deed, trail)
    return {pk: {"unit": unit.pk, "unit_name": unit.name} for pk, unit in result.items()}


def learn(pairs: Iterable[tuple[Unit, list[str]]], document: Document, deed: Deed, trail: Trail) -> None:
    """Remember every printed form as an alias of its unit; what is known already teaches nothing."""
    wanted = {
        (unit.pk, text): unit
        for unit, printed in pairs
        for text in printed
        if text and len(text) <= 100 and text not in (unit.name, unit.short_name)
    }
    known = UnitAlias.objects.filter(unit__in={pk for pk, _text in wanted})
    forgotten = [a for a in known if a.archived_at is not None and (a.unit_id, a.text) in wanted]
    for alias in forgotten:
        alias.archived_at = None
        alias.version += 1
    deed.update_many(UnitAlias, forgotten, ["archived_at", "version"])
    old = {(alias.unit_id, alias.text) for alias in known}
    fresh = [
        UnitAlias(unit=unit, text=text, learnt_from=document.title[:300])
        for (pk, text), unit in wanted.items()
        if (pk, text) not in old
    ]
    made = deed.create_many(UnitAlias, fresh)
    trail.made("aliases", [alias.pk for alias in (*forgotten, *made)])
