"""A solved common problem drafts a clause for the plan of a town (一镇一策)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.problems.actions.common import OnOne
from zhenxing.web.problems.models import CommonProblem, PlanClause
from zhenxing.web.towns.models import Town


@dataclass(frozen=True)
class DraftClause(OnOne):
    """Draft the clause from what was reported, what was done and what came of it; people edit the text."""

    town: Town

    deed = "draft-clause"
    verb = "clause"

    def check(self, deed: Deed) -> None:
        found: CommonProblem = deed.subject
        if not (found.measures or found.answer):
            raise ActionRefused(_("还没有解决措施和结果，等解决以后再起草条款。"))
        if not self.town.area.path.startswith(found.area.path) and not found.area.path.startswith(
            self.town.area.path
        ):
            raise Invalid({"town": (_("这个专业镇不在问题所在的地区。"),)})
        if found.clauses.current().filter(town=self.town).exists():
            raise Invalid({"town": (_("这个共性问题已经为这个专业镇起草过条款。"),)})

    def execute(self, deed: Deed) -> CommonProblem:
        found: CommonProblem = deed.subject
        made = PlanClause(
            common=found,
            town=self.town,
            text=draft(found),
            sources=sources(found),
            drafted_on=deed.day,
        )
        deed.save(made)
        return found


def draft(common: CommonProblem) -> str:
    """The clause in the words of the ledger: nothing is in it that stands in no record."""
    members = list(common.members.current().select_related("area"))
    firms = len({one.enterprise_id for one in members if one.enterprise_id})
    places = sorted({str(one.area) for one in members})
    days = sorted(one.raised_on for one in members)
    said = f"针对“{common.title}”"
    if members:
        firms_said = f"，其中登记企业{firms}家" if firms else ""
        since, until = (f"{one.year}年{one.month}月" for one in (days[0], days[-1]))
        said += f"（{since}至{until}反映{len(members)}件{firms_said}，涉及{'、'.join(places)}）"
    parts = [said]
    if common.unit:
        helped = "、".join(str(one) for one in common.co_units.all())
        parts.append(f"由{common.unit}牵头" + (f"、{helped}配合" if helped else ""))
    body = "，".join(parts)
    measures, answer = common.measures.strip().rstrip("。"), common.answer.strip().rstrip("。")
    if measures:
        body += f"，{measures}"
    if answer and answer != measures:
        body += f"。已采取的做法：{answer}"
    return body[:1900] + "。"


def sources(common: CommonProblem) -> list[dict[str, str | int]]:
    """The records it was drafted from."""
    return [
        {"kind": "common_problems", "pk": common.pk, "label": str(common)},
        *(
            {"kind": "problems", "pk": one.pk, "label": f"{one.number} {one.title}"}
            for one in common.members.current().order_by("raised_on", "pk")
        ),
    ]
