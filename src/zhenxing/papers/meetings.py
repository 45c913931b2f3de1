"""The papers of a meeting: its notice, the book of its papers, the minutes with what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhenxing.papers.dispatch import SheetPart, part_blocks
from zhenxing.papers.official_blocks import (
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

_FOUR: Final = (5.0, 9.0, 5.0, 9.0)


@dataclass(frozen=True)
class NoticeItem:
    """One line of the agenda."""

    title: str
    matter: str = ""
    unit: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class MeetingNotice:
    """The notice of a meeting. `when` as it is printed; `reply_by` adds a slip to be sent back."""

    organ: str
    title: str
    when: str
    place: str
    chair: str
    items: tuple[NoticeItem, ...]
    units: tuple[str, ...]
    noticed: date
    requirements: str = ""
    contact: str = ""
    reply_by: date | None = None
    statements: bool = False


@dataclass(frozen=True)
class UnitReport:
    """A unit's report in three parts."""

    unit: str
    period: str
    work: str
    problems: str
    next_steps: str


@dataclass(frozen=True)
class BookItem:
    """An item with its paper: words, lines of a ledger, reports of units."""

    title: str
    matter: str = ""
    unit: str = ""
    text: str = ""
    paper: SheetPart | None = None
    reports: tuple[UnitReport, ...] = ()


@dataclass(frozen=True)
class MeetingBook:
    """All papers of a meeting, as frozen when the notice went (`sha256`), what is owed first."""

    title: str
    unit: str
    held: date
    place: str
    as_of: date
    follow_up: SheetPart
    items: tuple[BookItem, ...]
    sha256: str = ""
    demo: bool = False


@dataclass(frozen=True)
class MinutesDecision:
    """Who does what until when; `question` and `raised_by` where it answers somebody."""

    heading: str
    content: str = ""
    lead: str = ""
    support: tuple[str, ...] = ()
    leader: str = ""
    due: date | None = None
    question: str = ""
    raised_by: str = ""


@dataclass(frozen=True)
class Minutes:
    """The minutes of a meeting; each decision is a paragraph of its own, which its task quotes."""

    organ: str
    number: str
    title: str
    held: date
    place: str
    chair: str
    opening: str
    items: tuple[str, ...]
    decisions: tuple[MinutesDecision, ...]
    present: tuple[tuple[str, str], ...]
    excused: tuple[str, ...]
    issued: date | None


def notice_paper(notice: MeetingNotice) -> OfficialPaper:
    """关于召开…的通知, with a slip to be sent back."""
    body: list[Block] = [
        Paragraph(f"经研究，决定召开{notice.title}。现将有关事项通知如下："),
        Heading(1, "会议时间"),
        Paragraph(f"{notice.when}。"),
        Heading(1, "会议地点"),
        Paragraph(f"{notice.place or '另行通知'}。"),
    ]
    if notice.chair:
        body += [Heading(1, "会议主持"), Paragraph(f"{notice.chair}。")]
    body += [Heading(1, "会议议题"), *_agenda(notice.items), Heading(1, "参会单位")]
    body += [Paragraph(f"{'、'.join(notice.units) or '另行通知'}。"), Heading(1, "有关要求"), *_asked(notice)]
    if notice.reply_by:
        body.append(AttachmentText("参会回执", (_slip(notice),)))
    return OfficialPaper(
        organ="",
        number=None,
        title=f"关于召开{notice.title}的通知",
        addressees=("各有关单位",),
        body=tuple(body),
        signer=notice.organ,
        date=notice.noticed,
    )


def _agenda(items: tuple[NoticeItem, ...]) -> Iterator[Simple]:
    for at, item in enumerate(items, 1):
        long = f"{item.minutes}分钟" if item.minutes else ""
        beside = "，".join(filter(None, (item.matter, item.unit, long)))
        yield Paragraph(f"{at}.{item.title}{f'（{beside}）' if beside else ''}。")


def _asked(notice: MeetingNotice) -> Iterator[Simple]:
    """What is asked of those who come, a paragraph each."""
    lines = [line.strip() for line in notice.requirements.splitlines() if line.strip()]
    if notice.statements:
        lines.append("请按工作情况、存在的问题及建议、下一步打算三部分准备书面汇报，会前提交。")
    if notice.reply_by:
        lines.append(
            f"请于{chinese_date(notice.reply_by)}前反馈参会回执；因故不能参会的，须说明原因和替会人。"
        )
    if notice.contact:
        lines.append(f"联系人和电话：{notice.contact}。")
    yield from map(Paragraph, lines or ["请准时参会。"])


def _slip(notice: MeetingNotice) -> Form:
    def pair(label: str, other: str) -> tuple[Cell, ...]:
        return Cell(label, label=True), Cell(""), Cell(other, label=True), Cell("")

    rows = (
        (Cell("会议名称", label=True), Cell(notice.title, span=3, lines=2)),
        (Cell("会议时间", label=True), Cell(notice.when, span=3)),
        pair("参会单位", "联系电话"),
        pair("参会人", "职务"),
        (Cell("请假事由", label=True), Cell("", span=3, lines=3)),
        pair("替会人", "职务"),
    )
    return Form(_FOUR, rows)


def book_paper(book: MeetingBook) -> OfficialPaper:
    """The book: cover, what became of earlier decisions, then every item with its paper."""
    cover = Cover(
        "会议材料",
        book.title,
        top=("演示数据",) if book.demo else (),
        lines=(("会议日期", chinese_date(book.held)), ("会议地点", book.place or "另行通知")),
        foot=book.unit,
    )
    body: list[Block] = [
        Heading(1, "以前议定事项落实情况"),
        Paragraph(f"（截至{chinese_date(book.as_of)}）", align="center", indent=False),
        *part_blocks(book.follow_up),
    ]
    for item in book.items:
        body += [PageBreak(), *_book_item(item)]
    if book.sha256:
        body.append(
            Paragraph(f"本材料在发出通知时冻结，此后台账变化不影响本材料。校验摘要：{book.sha256[:16]}。")
        )
    return OfficialPaper("", None, "", body=tuple(body), cover=cover)


def _book_item(item: BookItem) -> Iterator[Simple]:
    beside = "，".join(filter(None, (item.matter, item.unit)))
    yield Heading(1, f"{item.title}{f'（{beside}）' if beside else ''}")
    yield from (Paragraph(line) for line in item.text.splitlines() if line.strip())
    if item.paper is not None:
        yield Heading(2, f"{item.paper.title}（{item.paper.total}件）")
        yield from part_blocks(item.paper)
    for report in item.reports:
        yield from _report(report)
    if not (item.text or item.paper or item.reports):
        yield Paragraph("（没有书面材料）")


def _report(report: UnitReport) -> Iterator[Simple]:
    yield Heading(2, f"{report.unit}{f'（{report.period}）' if report.period else ''}")
    told = (
        ("工作情况", report.work),
        ("存在的问题及建议", report.problems),
        ("下一步打算", report.next_steps),
    )
    for label, text in told:
        yield Heading(3, label)
        lines = [line for line in text.splitlines() if line.strip()]
        yield from map(Paragraph, lines or ["（未填写）"])


def minutes_paper(minutes: Minutes) -> OfficialPaper:
    """会议纪要: the meeting, what it heard, what it decided, who was there."""
    body: list[Block] = [Paragraph(_first(minutes))]
    body += [Paragraph(line) for line in minutes.opening.splitlines() if line.strip()]
    if minutes.items:
        body.append(Heading(1, "会议议题"))
        body += [Paragraph(f"{at}.{item}。") for at, item in enumerate(minutes.items, 1)]
    body.append(Heading(1, "会议议定事项"))
    for decision in minutes.decisions:
        heading = f"{decision.heading.rstrip('。')}。"
        body.append(Heading(2, heading, body=decision_words(decision)))
    if not minutes.decisions:
        body.append(Paragraph("会议没有议定需要督办的事项。"))
    answered = [one for one in minutes.decisions if one.question]
    if answered:
        body += [Heading(1, "问题答复情况"), _answers(answered)]
    body += _who(minutes)
    return OfficialPaper(
        organ=minutes.organ if minutes.number else "",
        number=minutes.number or None,
        title=f"{minutes.title}纪要",
        body=tuple(body),
        signer=minutes.organ,
        date=minutes.issued,
    )


def _first(minutes: Minutes) -> str:
    where = f"在{minutes.place}" if minutes.place else ""
    how = f"{minutes.chair}{where}主持召开" if minutes.chair else f"{where}召开"
    return f"{chinese_date(minutes.held)}，{how}{minutes.title}。现将会议情况和议定事项纪要如下："


def decision_words(decision: MinutesDecision) -> str:
    """What stands behind a decision's heading: the order, who leads, who supports, until when."""
    said = decision.content.strip().replace("\n", "")
    words = f"{said.rstrip('。')}。" if said else ""
    who = [
        f"{decision.lead}牵头" if decision.lead else "",
        f"{'、'.join(decision.support)}配合" if decision.support else "",
        f"责任领导：{decision.leader}" if decision.leader else "",
        f"{chinese_date(decision.due)}前完成" if decision.due else "",
    ]
    told = "，".join(filter(None, who))
    return f"{words}（{told}）" if told else words


def _answers(decisions: list[MinutesDecision]) -> Table:
    rows = tuple(
        (str(at), one.question, one.raised_by or "—", one.heading, one.lead or "—")
        for at, one in enumerate(decisions, 1)
    )
    header = ("序号", "问题", "提出单位", "答复和办法", "责任单位")
    return Table(header, rows, (2.2, 9, 5, 9, 5))


def _who(minutes: Minutes) -> Iterator[Simple]:
    """出席、列席、请假, each a paragraph."""
    for part, names in minutes.present:
        yield Paragraph(f"{part}：{names}。")
    if minutes.excused:
        yield Paragraph(f"请假：{'、'.join(minutes.excused)}。")
