"""Letters about what is overdue: 督办单 in its colour, 通报, 约谈通知书, with slips to sign and to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from zhenxing.papers.official_blocks import (
    AttachmentText,
    Block,
    Cell,
    Form,
    OfficialPaper,
    chinese_date,
)
from zhenxing.papers.wording import as_blocks

Kind = Literal["督办单", "通报", "约谈通知书"]
Colour = Literal["", "blue", "orange", "red"]
#: the colour's name stands beside it: a copy in black and white says the same
_COLOURS: Final[dict[str, tuple[str, str]]] = {
    "blue": ("蓝色督办", "1F4E9E"),
    "orange": ("橙色督办", "C55A11"),
    "red": ("红色督办", "C00000"),
}


@dataclass(frozen=True)
class SupervisionLetter:
    """One letter. `text` is its rendered wording, a paragraph a line; `overdue` counts working days.

    `signed_back` adds a slip to be signed on receipt, `answered_back` a form for the answer, the re-check
    by somebody else and the closure.
    """

    kind: Kind
    organ: str
    number: str
    title: str
    addressee: str
    text: str
    issued: date
    subject: str
    deadline: str = ""
    due: date | None = None
    overdue: int | None = None
    responsible: str = ""
    basis: str = ""
    colour: Colour = ""
    receipt_by: date | None = None
    feedback_by: date | None = None
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""

    @property
    def signed_back(self) -> bool:
        return self.receipt_by is not None

    @property
    def answered_back(self) -> bool:
        return self.feedback_by is not None


def letter_paper(letter: SupervisionLetter) -> OfficialPaper:
    """The letter laid out as an official paper."""
    tag, colour = _COLOURS.get(letter.colour, ("", ""))
    body: list[Block] = list(as_blocks(letter.text))
    if letter.kind != "通报":
        body.append(_facts(letter))
    if letter.signed_back:
        body.append(_receipt(letter))
    if letter.answered_back:
        body.append(_answer(letter))
    return OfficialPaper(
        organ=letter.organ,
        number=letter.number,
        title=letter.title,
        addressees=(letter.addressee,) if letter.addressee else (),
        body=tuple(body),
        signer=letter.organ,
        date=letter.issued,
        copies_to=letter.copies_to,
        printed_by=letter.printed_by,
        printed_on=letter.issued,
        tag=tag,
        tag_colour=colour,
    )


def _facts(letter: SupervisionLetter) -> Form:
    """What it is about, so that nobody has to look for it in the text."""
    overdue = f"{letter.overdue}个工作日" if letter.overdue and letter.overdue > 0 else ""
    wide = [("督办事项", letter.subject), ("督办依据", letter.basis)]
    pairs = [
        ("时限名称", letter.deadline),
        ("到期日", _day(letter.due)),
        ("责任单位", letter.responsible),
        ("超期", overdue),
        ("签收期限", _day(letter.receipt_by)),
        ("反馈期限", _day(letter.feedback_by)),
    ]
    told = [(label, text) for label, text in pairs if text]
    rows = [_wide(label, text) for label, text in wide[:1] if text]
    for at in range(0, len(told), 2):
        two = told[at : at + 2]
        if len(two) == 1:
            rows.append(_wide(*two[0]))
        else:
            rows.append(tuple(cell for label, text in two for cell in _pair(label, text)))
    rows += [_wide(label, text) for label, text in wide[1:] if text]
    return Form(_FOUR, tuple(rows))


_FOUR: Final = (5.0, 9.0, 5.0, 9.0)


def _pair(label: str, text: str) -> tuple[Cell, Cell]:
    return Cell(label, label=True), Cell(text)


def _wide(label: str, text: str, lines: int = 1) -> tuple[Cell, ...]:
    return Cell(label, label=True), Cell(text, span=3, lines=lines)


def _receipt(letter: SupervisionLetter) -> AttachmentText:
    rows = (
        _wide("函件", f"{letter.number}　{letter.title}", 2),
        _wide("督办事项", letter.subject, 2),
        _wide("签收单位", "", 2),
        (*_pair("签收人", ""), *_pair("联系电话", "")),
        (*_pair("签收时间", "　　年　　月　　日"), *_pair("签收期限", _day(letter.receipt_by))),
    )
    return AttachmentText("签收回执", (Form(_FOUR, rows),))


def _answer(letter: SupervisionLetter) -> AttachmentText:
    signed = "\n\n　　　　　　　　　　　　签名（盖章）：\n　　　　　　　　　　　　　　年　　月　　日"
    rows = (
        _wide("函件", f"{letter.number}　{letter.title}", 2),
        _wide("督办事项", letter.subject, 2),
        (*_pair("责任单位", letter.responsible), *_pair("反馈期限", _day(letter.feedback_by))),
        _wide("未按期办结的原因", "", 4),
        _wide("已采取的措施和结果", "", 4),
        _wide("下一步措施和完成时间", "", 4),
        _wide("责任单位主要负责人意见", signed, 4),
        _wide("复核意见（由非经办人复核）", signed, 4),
        _wide("销号意见", signed, 4),
    )
    return AttachmentText("办理情况反馈表", (Form(_FOUR, rows),))


def _day(day: date | None) -> str:
    return chinese_date(day) if day else ""
