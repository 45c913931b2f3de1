"""The papers of a recognition: 申报书, 初审意见书, 公示, 认定决定, 名录."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhenxing.papers.official_blocks import (
    Align,
    AttachmentText,
    Block,
    Cell,
    Cover,
    Form,
    Heading,
    OfficialPaper,
    PageBreak,
    Paragraph,
    Simple,
    Table,
    chinese_date,
)
from zhenxing.papers.wording import as_blocks

_SEAL: Final = "\n　　　　　　　　　　　　　（盖章）\n　　　　　　　　　　　　　年　　月　　日"
_TWO: Final = (6.0, 22.0)


@dataclass(frozen=True)
class Ground:
    """One condition as it was judged: what there is, what is asked, what is missing, by which clause."""

    label: str
    value: str
    required: str
    verdict: str
    gap: str = ""
    clause: str = ""
    source: str = ""


@dataclass(frozen=True)
class Mark:
    """One criterion of a scheme: full mark, the applicant's own, the computed and the experts' mean."""

    label: str
    full: str
    own: str = ""
    computed: str = ""
    experts: str = ""


@dataclass(frozen=True)
class Evidence:
    """A file attached as proof, with the first digits of its hash: paper and file can be held together."""

    criterion: str
    name: str
    sha256: str


@dataclass(frozen=True)
class ApplicationForm:
    """申报书. `facts` are pairs of label and value; `texts` the written parts, paragraphs by line breaks.

    `frozen` is the hash of the snapshot that is judged; empty while the application is still a draft.
    """

    scheme: str
    call: str
    town: str
    applicant: str
    facts: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    grounds: tuple[Ground, ...] = ()
    marks: tuple[Mark, ...] = ()
    proofs: tuple[Evidence, ...] = ()
    submitted: date | None = None
    frozen: str = ""
    demo: bool = False


@dataclass(frozen=True)
class ReviewOpinion:
    """初审意见书 of one application."""

    organ: str
    town: str
    applicant: str
    scheme: str
    call: str
    conclusion: str
    opinion: str
    reviewer: str
    reviewed: date
    grounds: tuple[Ground, ...] = ()
    number: str = ""
    frozen: str = ""


@dataclass(frozen=True)
class Listed:
    """One town on a list: its place, name, applicant, what is proposed, score (empty when not shown)."""

    town: str
    applicant: str
    result: str = ""
    score: str = ""
    place: str = ""


@dataclass(frozen=True)
class NoticePaper:
    """公示: who is proposed, from when to when, where objections go. `text` replaces the usual wording."""

    organ: str
    title: str
    scheme: str
    call: str
    entries: tuple[Listed, ...]
    begins: date
    ends: date
    working_days: int
    contact: str
    channel: str = ""
    number: str = ""
    text: str = ""


@dataclass(frozen=True)
class DecisionPaper:
    """认定决定, 不予认定, 警示 or 撤销: `text` is the rendered wording, grounds are bound behind it."""

    organ: str
    number: str
    title: str
    addressees: tuple[str, ...]
    text: str
    decided: date
    signer: str = ""
    entries: tuple[Listed, ...] = ()
    grounds: tuple[Ground, ...] = ()
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class RollEntry:
    """A line of the 名录."""

    town: str
    area: str
    industry: str
    tier: str
    batch: str
    number: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class RollPaper:
    """名录 as it stands on a day, by tiers."""

    title: str
    day: date
    entries: tuple[RollEntry, ...]
    organ: str = ""
    contact: str = ""


def application_paper(form: ApplicationForm) -> OfficialPaper:
    """申报书: cover, facts, texts, self-assessment, proofs, promise and the boxes to be signed."""
    when = f"{form.submitted.year}年{form.submitted.month}月" if form.submitted else "　　年　　月"
    cover = Cover(
        f"{form.scheme}申报书",
        form.call,
        top=("演示数据",) if form.demo else (),
        lines=(
            ("专业镇", form.town),
            ("申报单位", form.applicant),
            ("材料编号", form.frozen[:12] or "（未受理）"),
        ),
        foot=when,
    )
    body: list[Block] = [Heading(1, "基本信息"), _fact_form(form.facts)]
    for label, text in form.texts:
        body += [Heading(1, label), *_told(text)]
    if form.grounds:
        body += [Heading(1, "申报条件对照"), _ground_table(form.grounds)]
    if form.marks:
        body += [Heading(1, "评审项目自评"), _mark_table(form.marks)]
    body += [Heading(1, "佐证材料清单"), *_proof_list(form.proofs), PageBreak(), *_signing()]
    return OfficialPaper("", None, "", body=tuple(body), cover=cover)


def _told(text: str) -> tuple[Simple, ...]:
    """A written part; an empty one says so, it is not left out."""
    return tuple(Paragraph(line) for line in text.splitlines() if line.strip()) or (Paragraph("（未填写）"),)


def _fact_form(facts: Sequence[tuple[str, str]]) -> Form:
    rows = tuple((Cell(label, label=True), Cell(value or "（缺）")) for label, value in facts)
    return Form(_TWO, rows or ((Cell("基本信息", label=True), Cell("（缺）")),))


def _ground_table(grounds: Sequence[Ground], caption: str = "") -> Table:
    rows = tuple(
        (
            str(at),
            one.label,
            one.value or "缺数据",
            one.required,
            one.verdict,
            one.gap or "—",
            one.clause or "—",
        )
        for at, one in enumerate(grounds, 1)
    )
    header = ("序号", "条件", "实际值", "要求", "结论", "差距", "依据")
    aligns: tuple[Align, ...] = ("center", "left", "right", "left", "center", "right", "left")
    return Table(header, rows, (2.6, 6, 4.6, 4.6, 3.4, 3.8, 4.2), caption, aligns)


def _mark_table(marks: Sequence[Mark]) -> Table:
    rows = tuple(
        (str(at), one.label, one.full, one.own or "—", one.computed or "—", one.experts or "—")
        for at, one in enumerate(marks, 1)
    )
    header = ("序号", "评审项目", "满分", "自评分", "系统计算分", "专家平均分")
    return Table(header, rows, (2.6, 10, 3, 4, 5.2, 5.2), aligns=("center", "left", *("right",) * 4))


def _proof_list(proofs: Sequence[Evidence]) -> Iterator[Simple]:
    if not proofs:
        yield Paragraph("（没有附佐证材料）")
        return
    rows = tuple(
        (str(at), one.criterion or "综合", one.name, one.sha256[:12]) for at, one in enumerate(proofs, 1)
    )
    yield Table(("序号", "佐证项目", "材料名称", "摘要前12位"), rows, (2.6, 8, 12, 7), aligns=_PROOF_ALIGNS)


_PROOF_ALIGNS: Final[tuple[Align, ...]] = ("center", "left", "left", "center")


def _signing() -> Iterator[Simple]:
    yield Heading(1, "申报单位承诺")
    yield Paragraph("本单位承诺所填内容和所附材料真实、完整；如有不实，愿承担相应责任。")
    yield Form(_TWO, (_box("申报单位意见"), _box("推荐单位意见"), _box("受理单位意见")))


def _box(label: str) -> tuple[Cell, Cell]:
    return Cell(label, label=True), Cell(f"\n\n{_SEAL}", lines=6)


def review_paper(review: ReviewOpinion) -> OfficialPaper:
    """初审意见书: what was looked at, condition by condition, and what was found."""
    facts = (
        ("专业镇", review.town),
        ("申报单位", review.applicant),
        ("认定办法", review.scheme),
        ("申报批次", review.call),
        ("初审结论", review.conclusion),
        ("初审人", review.reviewer),
        ("冻结材料摘要", review.frozen[:16]),
    )
    body: list[Block] = [_fact_form(tuple((label, value) for label, value in facts if value))]
    if review.grounds:
        body += [Heading(1, "逐项核实"), _ground_table(review.grounds)]
    body += [Heading(1, "初审意见"), *_told(review.opinion)]
    return OfficialPaper(
        organ=review.organ if review.number else "",
        number=review.number or None,
        title=f"{review.town}{review.call}初审意见书",
        body=tuple(body),
        signer=review.organ,
        date=review.reviewed,
    )


def notice_paper(notice: NoticePaper) -> OfficialPaper:
    """公示: the list stands in the text, so that one page on a board says everything."""
    usual = (
        f"根据《{notice.scheme}》，经申报、初审、专家评审，现将{notice.call}拟定结果予以公示，公示期为"
        f"{chinese_date(notice.begins)}至{chinese_date(notice.ends)}（{notice.working_days}个工作日）。\n"
        "公示期内，单位和个人对公示内容有异议的，可以书面形式提出，写明事实和理由，并留下真实姓名、"
        f"联系方式。{f'公示渠道：{notice.channel}。' if notice.channel else ''}受理电话：{notice.contact}。"
    )
    return OfficialPaper(
        organ=notice.organ if notice.number else "",
        number=notice.number or None,
        title=notice.title,
        body=(*as_blocks(notice.text or usual), list_table(notice.entries)),
        signer=notice.organ,
        date=notice.begins,
    )


def list_table(entries: Sequence[Listed], caption: str = "") -> Table:
    """Towns with their applicants; result and score only where some entry has one."""
    scored = any(one.score for one in entries)
    judged = any(one.result for one in entries)
    header = ["序号", "专业镇", "申报单位", *(["得分"] if scored else []), *(["结果"] if judged else [])]
    rows = tuple(
        (
            one.place or str(at),
            one.town,
            one.applicant,
            *([one.score or "—"] if scored else []),
            *([one.result or "—"] if judged else []),
        )
        for at, one in enumerate(entries, 1)
    )
    widths = (2.6, 9.0, 9.0, *([3.0] if scored else []), *([5.0] if judged else []))
    aligns: list[Align] = ["center", "left", "left"]
    aligns += [*(_RIGHT if scored else ()), *(_CENTER if judged else ())]
    return Table(tuple(header), rows, widths, caption, tuple(aligns))


_RIGHT: Final[tuple[Align, ...]] = ("right",)
_CENTER: Final[tuple[Align, ...]] = ("center",)


def decision_paper(decision: DecisionPaper) -> OfficialPaper:
    """The decision with its number; the list and the grounds are bound behind it."""
    body: list[Block] = list(as_blocks(decision.text))
    if decision.entries:
        body.append(AttachmentText("名单", (list_table(decision.entries),)))
    if decision.grounds:
        body.append(AttachmentText("逐项评判依据", (_ground_table(decision.grounds),)))
    return OfficialPaper(
        organ=decision.organ,
        number=decision.number,
        title=decision.title,
        addressees=decision.addressees,
        body=tuple(body),
        signer=decision.signer or decision.organ.removesuffix("文件"),
        date=decision.decided,
        copies_to=decision.copies_to,
        printed_by=decision.printed_by,
        printed_on=decision.decided,
        note=decision.note,
    )


def roll_paper(roll: RollPaper) -> OfficialPaper:
    """名录, a table for each tier in the order in which the tiers first come."""
    tiers = dict.fromkeys(one.tier for one in roll.entries)
    body: list[Block] = []
    for tier in tiers:
        body += [Heading(1, tier), _roll_table([one for one in roll.entries if one.tier == tier])]
    if not roll.entries:
        body.append(Paragraph("到目前还没有认定的专业镇。"))
    if roll.contact:
        body.append(Paragraph(f"联系电话：{roll.contact}。"))
    asof = Paragraph(
        f"（截至{chinese_date(roll.day)}，共{len(roll.entries)}个）", align="center", indent=False
    )
    return OfficialPaper(
        "", None, roll.title, body=(asof, *body), signer=roll.organ, date=roll.day if roll.organ else None
    )


def _roll_table(entries: Sequence[RollEntry]) -> Table:
    rows = tuple(
        (str(at), one.town, one.area, one.industry, one.batch, one.number, _period(one))
        for at, one in enumerate(entries, 1)
    )
    header = ("序号", "专业镇", "所在地", "主导产业", "批次", "认定文号", "有效期")
    return Table(header, rows, (2.6, 6, 4.4, 5, 4, 7, 5), aligns=("center", *("left",) * 6))


def _period(entry: RollEntry) -> str:
    since = f"{entry.since.year}.{entry.since.month}" if entry.since else ""
    if entry.until is None:
        return f"{since}起" if since else "—"
    return f"{since}—{entry.until.year}.{entry.until.month}"
