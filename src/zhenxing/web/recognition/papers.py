"""The records of recognition as papers: what each says, laid out by `zhenxing.papers`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from zhenxing.papers import recognition as paper
from zhenxing.papers.official import OfficialPaper, chinese_date, official_docx
from zhenxing.papers.wording import render
from zhenxing.web.kit.demo import is_demo
from zhenxing.web.recognition import material, panels
from zhenxing.web.recognition.models import TEXTS, Application, Decision, PublicNotice, Scheme
from zhenxing.web.recognition.roll import RollPart
from zhenxing.web.recognition.wordings import FIELDS, RECOGNISE, SHIPPED
from zhenxing.web.recognition.words import PROPOSALS

_TITLES = {
    "recognise": "关于认定{town}为{tier}专业镇的通知",
    "refuse": "关于不予认定{town}为{tier}专业镇的通知",
    "withdraw": "关于撤销{town}{tier}专业镇认定的通知",
    "lapse": "关于{town}{tier}专业镇认定期满的通知",
}


def application_docx(found: Application) -> bytes:
    """申报书, of the frozen material once there is some."""
    frozen = found.frozen
    call, town = found.call, found.town
    said = material.content(frozen)["texts"] if frozen else {name: getattr(found, name) for name in TEXTS}
    form = paper.ApplicationForm(
        scheme=f"{call.scheme.tier}专业镇",
        call=call.batch,
        town=town.name,
        applicant=str(found.unit),
        facts=(
            ("专业镇名称", town.name),
            ("所属县", str(town.area)),
            ("主导产业", str(town.industry or "")),
            ("主导产品", town.product),
            ("申报梯次", str(call.scheme.tier)),
            ("参考年度", str(call.reference_year)),
        ),
        texts=tuple((str(found._meta.get_field(name).verbose_name), said[name]) for name in TEXTS),
        grounds=_grounds(material.judged(found).rules),
        marks=tuple(map(_mark, panels.marks(found))),
        proofs=_proofs(found),
        submitted=found.submitted_on,
        frozen=frozen.sha256 if frozen else "",
        demo=is_demo(),
    )
    return official_docx(paper.application_paper(form))


def review_docx(found: Application) -> bytes | None:
    """初审意见书 of the newest review; None before one."""
    review = found.reviews.select_related("reviewer").order_by("-pk").first()
    if review is None:
        return None
    opinion = paper.ReviewOpinion(
        organ=str(found.call.scheme.organ),
        town=found.town.name,
        applicant=str(found.unit),
        scheme=found.call.scheme.name,
        call=found.call.batch,
        conclusion=str(review.get_passed_display()),
        opinion=review.opinion,
        reviewer=str(review.reviewer),
        reviewed=review.reviewed_on,
        grounds=_grounds(material.judged(found).rules),
        frozen=found.frozen.sha256 if found.frozen else "",
    )
    return official_docx(paper.review_paper(opinion))


def notice_docx(notice: PublicNotice) -> bytes:
    """公示, as it was published."""
    call = notice.call
    days = str(call.scheme.notice_days)
    fields = {
        "认定办法": call.scheme.name,
        "批次": call.batch,
        "公示开始日": chinese_date(notice.begins_on),
        "公示截止日": chinese_date(notice.ends_on),
        "工作日": days,
        "公示渠道": notice.channel,
        "受理电话": notice.contact,
        "认定机关": str(call.scheme.organ),
    }
    made = paper.NoticePaper(
        organ=str(call.scheme.organ),
        title=notice.title,
        scheme=call.scheme.name,
        call=call.batch,
        entries=tuple(map(_listed, notice.entries)),
        begins=notice.begins_on,
        ends=notice.ends_on,
        working_days=call.scheme.notice_days,
        contact=notice.contact,
        channel=notice.channel,
        text=_worded(call.scheme, "notice", fields),
    )
    return official_docx(paper.notice_paper(made))


def decision_docx(decision: Decision) -> bytes:
    """The decision with its number and, behind it, what it rests on."""
    return official_docx(_decision_paper(decision))


def _decision_paper(decision: Decision) -> OfficialPaper:
    found = decision.application
    scheme = found.call.scheme
    names = {"town": found.town.name, "tier": str(scheme.tier)}
    kind = decision.kind if decision.kind in FIELDS else "withdraw"
    return paper.decision_paper(
        paper.DecisionPaper(
            organ=str(scheme.organ),
            number=decision.number,
            title=_TITLES[decision.kind].format(**names),
            addressees=(str(found.unit),),
            text=_worded(scheme, kind, _decision_fields(decision)),
            decided=decision.decided_on,
            grounds=() if kind == RECOGNISE else tuple(_kept_grounds(decision.grounds)),
        )
    )


def _decision_fields(decision: Decision) -> dict[str, str]:
    found = decision.application
    scheme = found.call.scheme
    return {
        "专业镇": found.town.name,
        "申报单位": str(found.unit),
        "认定办法": scheme.name,
        "批次": found.call.batch,
        "梯次": str(scheme.tier),
        "文号": decision.number,
        "决定日": chinese_date(decision.decided_on),
        "有效期至": chinese_date(decision.valid_until) if decision.valid_until else "",
        "理由": decision.reasons,
        "认定机关": str(scheme.organ),
    }


def roll_docx(title: str, parts: Iterable[RollPart], day: date) -> bytes:
    """名录 as it stands on a day."""
    entries = tuple(
        paper.RollEntry(
            town=one.town,
            area=one.area,
            industry=one.industry or one.product,
            tier=f"{part.tier}专业镇",
            batch=one.batch,
            number=one.number,
            since=one.begins,
            until=one.valid_until,
        )
        for part in parts
        for one in part.lines
    )
    return official_docx(paper.roll_paper(paper.RollPaper(title, day, entries)))


def _worded(scheme: Scheme, kind: str, fields: dict[str, str]) -> str:
    """The site's words of this paper, else the shipped ones, with their fields."""
    own = scheme.wordings.filter(kind=kind, archived_at__isnull=True).first()
    return render(own.text if own else SHIPPED[kind], fields, FIELDS[kind])


def _grounds(rules: Iterable[Any]) -> tuple[paper.Ground, ...]:
    return tuple(
        paper.Ground(
            line.label,
            line.value,
            line.required,
            str(panels.VERDICTS[line.verdict]),
            line.gap,
            line.clause,
            line.source,
        )
        for rule in rules
        for line in rule.lines
    )


def _kept_grounds(rules: Iterable[dict[str, Any]]) -> Iterable[paper.Ground]:
    """What stood in the way when it was decided."""
    for rule in rules:
        for line in rule["lines"]:
            if line["verdict"] != "true":
                said = str(panels.VERDICTS[line["verdict"]])
                yield paper.Ground(
                    line["label"], line["value"], line["required"], said, line["gap"], line["clause"]
                )


def _mark(row: dict[str, Any]) -> paper.Mark:
    """The applicant's own mark beside the computed one; what experts gave is no part of an application."""
    return paper.Mark(
        str(row["criterion"]),
        f"{row['criterion'].full_mark.normalize():f}",
        row["own"],
        "" if row["computed"] is None else f"{row['computed'].normalize():f}",
    )


def _proofs(found: Application) -> tuple[paper.Evidence, ...]:
    names = {one.key: one.name for one in found.call.scheme.criteria.all()}
    rows = found.proofs.filter(archived_at__isnull=True)
    return tuple(paper.Evidence(names.get(one.criterion, ""), one.name, one.sha256) for one in rows)


def _listed(entry: dict[str, Any]) -> paper.Listed:
    return paper.Listed(
        town=entry["town"],
        applicant=entry["unit"],
        result=str(dict(PROPOSALS)[entry["proposal"]]),
        score=entry["score"] or "",
        place=str(entry["place"] or ""),
    )
