"""Pages of leads beyond the plain ones: deeds, the chain of a town, the gaps of all, what methods brought."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.packs.lead_rules import LeadRules
from zhenxing.web.kit import scope
from zhenxing.web.kit.deed_pages import ReasonForm, deed_role
from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer
from zhenxing.web.leads import actions, forms, queries
from zhenxing.web.leads.actions.handling import steps_open
from zhenxing.web.leads.chain import Held, Standing
from zhenxing.web.leads.chain_models import POSITIONS
from zhenxing.web.leads.drawing import Shown, draw
from zhenxing.web.leads.panels import shown_firms
from zhenxing.web.leads.rules import rules_on
from zhenxing.web.leads.words import HOW, STANDINGS, TONES
from zhenxing.web.towns.models import Town


def _open(step: str) -> Any:
    return lambda lead: step in steps_open(lead)


LEAD_STEPS = (
    deed_role(
        "report",
        verb="report",
        label=_("报送线索"),
        form=forms.ReportForm,
        icon="upload",
        build=lambda lead, _said: actions.ReportLead(lead.pk),
        when=_open("report"),
        done=_("线索已报送，承办单位会在规定时限内答复。"),
    ),
    deed_role(
        "dispute",
        verb="report",
        label=_("提出首报争议"),
        form=forms.DisputeForm,
        icon="flag",
        build=lambda lead, said: actions.FileDispute(lead.pk, said["grounds"]),
        when=_open("report"),
        done=_("争议已提出，由办公室裁定。"),
    ),
    deed_role(
        "reply",
        verb="reply",
        label=_("答复"),
        form=forms.ReplyForm,
        icon="check",
        build=lambda lead, _said: actions.ReplyLead(lead.pk),
        when=_open("reply"),
    ),
    deed_role(
        "return",
        verb="reply",
        label=_("退回补充"),
        form=ReasonForm,
        icon="undo",
        build=lambda lead, _said: actions.ReturnLead(lead.pk),
        when=_open("return"),
        done=_("已退回报送单位补充。"),
    ),
    deed_role(
        "judge",
        verb="judge",
        label=_("研判"),
        form=forms.JudgeForm,
        icon="check",
        build=lambda lead, said: actions.JudgeLead(lead.pk, said["outcome"] == "yes"),
        when=_open("judge"),
    ),
    deed_role(
        "feedback",
        verb="negotiate",
        label=_("反馈并转入洽谈"),
        form=forms.FeedbackForm,
        icon="check",
        build=lambda lead, said: actions.GiveFeedback(lead.pk, said["text"]),
        when=_open("feedback"),
    ),
    deed_role(
        "progress",
        verb="negotiate",
        label=_("报送进展"),
        form=forms.ProgressForm,
        build=lambda lead, said: actions.ReportProgress(lead.pk, said["text"], said["next_step"]),
        when=lambda lead: lead.state in ("negotiating", "signed"),
        done=_("进展已报送，下次报送的时限重新起算。"),
    ),
    deed_role(
        "sign",
        verb="negotiate",
        label=_("登记签约"),
        form=forms.SignForm,
        icon="check",
        build=lambda lead, said: actions.SignLead(lead.pk, said["signed_on"], said["proof"]),
        when=_open("sign"),
        done=_("签约已登记。由另一人核对后转为项目。"),
    ),
    deed_role(
        "hand",
        verb="hand",
        label=_("转为项目"),
        form=forms.HandForm,
        icon="box",
        build=lambda lead, _said: actions.HandLead(lead.pk),
        when=_open("hand"),
        done=_("已转入项目库，由项目库办理准入评审和签约核实。"),
    ),
    deed_role(
        "drop",
        verb="drop",
        label=_("终止"),
        form=ReasonForm,
        icon="cross",
        build=lambda lead, _said: actions.DropLead(lead.pk),
        when=_open("drop"),
        done=_("线索已终止，首报保护同时结束。"),
    ),
)
DECIDE = deed_role(
    "decide",
    verb="decide",
    label=_("裁定"),
    form=forms.DecideForm,
    icon="check",
    build=lambda dispute, said: actions.DecideDispute(dispute.pk, said["outcome"] == "yes"),
    when=lambda dispute: dispute.state == "filed",
    done=_("裁定已记下，双方单位已收到通知。"),
)
SEEK = deed_role(
    "seek",
    verb="seek",
    label=_("列目标企业"),
    form=forms.SeekForm,
    icon="target",
    build=lambda link, said: actions.SeekTarget(link.pk, said),
    done=_("已列入目标企业。"),
)
LAND = deed_role(
    "land",
    verb="land",
    label=_("登记落地"),
    form=forms.LandForm,
    icon="check",
    build=lambda target, said: actions.LandTarget(target.pk, said["enterprise"].pk, said["landed_on"]),
    when=lambda target: target.enterprise_id is None,
    done=_("落地已登记，企业已列入要补的环节。"),
)


def _towns(register: Register[Any], request: HttpRequest) -> list[Town]:
    """The towns whose links the person may see."""
    links = in_use(register.rows(request.user)).order_by().values("town")
    return list(Town.objects.filter(pk__in=links, archived_at__isnull=True).order_by("area__path", "name"))


def chain_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """The chain of one town, drawn and as a table; the first town unless one is named."""
    towns = _towns(register, request)
    asked = request.GET.get("town", "")
    town = next((one for one in towns if str(one.pk) == asked), None)
    if asked and town is None:
        raise Http404
    town = town or (towns[0] if towns else None)
    context: dict[str, Any] = {"title": _("产业链图谱"), "towns": towns, "town": town}
    if town is not None:
        context |= _chain(register, request, town)
    return answer(register, "chain", request, context)


def _chain(register: Register[Any], request: HttpRequest, town: Town) -> dict[str, Any]:
    found = queries.town_chain(town)
    records = {one.pk: one for one in found.links}
    feeds: dict[int, list[str]] = {}
    for flow in found.flows:
        said = f"{flow.target.name}（{flow.goods}）" if flow.goods else flow.target.name
        feeds.setdefault(flow.source_id, []).append(said)
    rows = [
        {
            "link": records[held.link.pk],
            "url": register.url("detail", held.link.pk),
            "held": held,
            "standing": STANDINGS[held.standing],
            "tone": TONES[held.standing],
            "feeds": feeds.get(held.link.pk, []),
            **shown_firms(held, request.user),
        }
        for held in found.chain.links
    ]
    return {
        "rows": rows,
        "gaps": sum(one["held"].is_gap for one in rows),
        "drawing": _drawing(found, rows),
        "how": HOW,
        "unplaced": len(found.chain.unplaced),
        "source": rules_today().documents["chain"],
    }


def rules_today() -> LeadRules:
    return rules_on(timezone.localdate())


def _drawing(found: queries.TownChain, rows: list[dict[str, Any]]) -> Any:
    columns = {key: str(label) for key, label in POSITIONS}
    shown = [
        Shown(
            one["link"].pk,
            one["link"].position,
            one["link"].name,
            _aside(one["held"]),
            one["tone"],
        )
        for one in rows
    ]
    return draw(columns, shown, [(flow.source_id, flow.target_id) for flow in found.flows])


def _aside(held: Held) -> str:
    """How a link is held, and by how many."""
    if held.standing is Standing.NEARBY:
        return str(_("镇内缺 · 县内 %(n)d 家") % {"n": len(held.nearby)})
    return str(
        _("%(standing)s · 镇内 %(n)d 家") % {"standing": STANDINGS[held.standing], "n": len(held.here)}
    )


def gaps_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """Every missing and thin link of the towns in sight, the widest gaps first, with whom we look for."""
    lines = []
    for town in _towns(register, request):
        found = queries.town_chain(town)
        records = {one.pk: one for one in found.links}
        lines += [
            {"town": town, "link": records[held.link.pk], "held": held}
            for held in found.chain.links
            if held.is_gap
        ]
    targets = _targets(request, [one["link"].pk for one in lines])
    order = list(STANDINGS)
    for one in lines:
        one |= {
            "url": register.url("detail", one["link"].pk),
            "standing": STANDINGS[one["held"].standing],
            "tone": TONES[one["held"].standing],
            "targets": targets.get(one["link"].pk, []),
        }
    lines.sort(key=lambda one: order.index(one["held"].standing))
    context = {
        "title": _("缺链清单"),
        "lines": lines,
        "may_add": scope.permits(request.user, "chain_links.seek"),
    }
    return answer(register, "gaps", request, context)


def _targets(request: HttpRequest, links: list[int]) -> dict[int, list[Any]]:
    """Link → the firms in sight that are looked for to fill it and have not landed."""
    from zhenxing.web.registers import register  # it imports this app's register

    rows = in_use(register("target_firms").rows(request.user)).filter(link__in=links, landed_on__isnull=True)
    found: dict[int, list[Any]] = {}
    for one in rows.order_by("name", "pk"):
        found.setdefault(one.link_id, []).append(one)
    return found


def effect_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """What each method brought, of the leads in sight, in all or by year of the first report."""
    rows = register.rows(request.user)
    years = sorted({one.year for one in _reported(rows)}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    lines = queries.effectiveness(rows, year)
    context = {
        "title": _("方式成效"),
        "years": years,
        "year": year,
        "lines": lines,
        "below": rules_today().small_below,
        "has_projects": all(one.started is not None for one in lines),
    }
    return answer(register, "effect", request, context)


def _reported(rows: Any) -> Any:
    return rows.filter(first_reported_on__isnull=False).order_by().dates("first_reported_on", "year")


CHAIN = PageRole("chain", "chain/", "view", chain_page, label=_("产业链图谱"), icon="link")
GAPS = PageRole("gaps", "gaps/", "view", gaps_page, label=_("缺链清单"), icon="search")
EFFECT = PageRole("effect", "effect/", "view", effect_page, label=_("方式成效"), icon="chart")
