"""A firm is looked for to fill a gap; it lands: an enterprise here, standing in that link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.leads.models import ChainLink, ChainPlace, TargetFirm


@dataclass(frozen=True)
class SeekTarget(Action[ChainLink]):
    """Put a firm on the list of those looked for to fill a link."""

    code: ClassVar[str] = "chain_links.seek"
    permission: ClassVar[str] = "chain_links.seek"

    link_id: int
    values: Mapping[str, Any]

    def load(self) -> ChainLink:
        found: ChainLink = ChainLink.objects.select_related("town__area").get(pk=self.link_id)
        return found

    def execute(self, deed: Deed) -> ChainLink:
        link: ChainLink = deed.subject
        target = TargetFirm(town=link.town, link=link, **self.values)
        try:
            target.full_clean()
        except ValidationError as error:
            raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error
        deed.save(target)
        return link


@dataclass(frozen=True)
class LandTarget(Action[TargetFirm]):
    """Say which enterprise a target became, and since when."""

    code: ClassVar[str] = "target_firms.land"
    permission: ClassVar[str] = "target_firms.land"

    target_id: int
    enterprise_id: int
    landed_on: date

    def load(self) -> TargetFirm:
        rows = TargetFirm.objects.select_for_update(of=("self",)).select_related("town__area", "link")
        found: TargetFirm = rows.get(pk=self.target_id)
        return found

    def check(self, deed: Deed) -> None:
        target: TargetFirm = deed.subject
        if target.enterprise_id is not None:
            raise ActionRefused(_("这家目标企业已经登记落地。"))
        if self.landed_on > deed.day:
            raise Invalid({"landed_on": (_("落地日期不能晚于今天。"),)})
        found = Enterprise.objects.current().filter(pk=self.enterprise_id)
        if deed.actor is not None and not scope.visible(found, deed.actor, "enterprises.view").exists():
            raise OutOfScope

    def execute(self, deed: Deed) -> TargetFirm:
        target: TargetFirm = deed.subject
        firm = Enterprise.objects.get(pk=self.enterprise_id)
        target.enterprise, target.landed_on = firm, self.landed_on
        deed.save(target)
        known = ChainPlace.objects.current().filter(link=target.link, enterprise=firm)
        if target.link is not None and not known.exists():
            source = _("目标企业“%(name)s”落地") % {"name": target.name}
            deed.save(ChainPlace(link=target.link, enterprise=firm, stands=True, source=source[:200]))
        return target
