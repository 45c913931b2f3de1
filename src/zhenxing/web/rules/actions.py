"""Deeds on rulebooks: save a text that holds against its cases, take over the newer shipped one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhenxing.core.rules.book import Rulebook as Book
from zhenxing.core.rules.examples import disagreements, parse_examples
from zhenxing.core.rules.form import RuleFaults, parse
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.rules.loading import fill
from zhenxing.web.rules.models import OWN, SHIPPED, Rulebook

#: more faults than this are not listed at once
_TOLD = 20


def checked(text: str, cases: str) -> Book:
    """The book of a text whose cases all come out as they say. Raises Invalid, every fault with its line."""
    try:
        book = parse(text, _("规则正文"))
    except RuleFaults as wrong:
        raise Invalid({"text": _lines(wrong)}) from wrong
    if not cases.strip():
        return book
    try:
        examples = parse_examples(cases, _("校验案例"), book)
    except RuleFaults as wrong:
        raise Invalid({"cases": _lines(wrong)}) from wrong
    told = [
        _("第%(line)s行：%(told)s") % {"line": one.line, "told": line}
        for one in examples
        for line in disagreements(book, one)
    ]
    if told:
        raise Invalid({"cases": tuple(told[:_TOLD])})
    return book


def _lines(wrong: RuleFaults) -> tuple[str, ...]:
    return tuple(str(fault) for fault in wrong.faults[:_TOLD])


@dataclass(frozen=True)
class SaveRulebook(Action[Rulebook]):
    """The site writes a book, or changes one; from then on it is the site's own."""

    code: ClassVar[str] = "rulebooks.edit"
    permission: ClassVar[str] = "rulebooks.edit"

    text: str
    cases: str = ""
    pk: int | None = None

    def load(self) -> Rulebook | None:
        return None if self.pk is None else Rulebook.objects.select_for_update().get(pk=self.pk)

    def check(self, deed: Deed) -> None:
        if deed.subject is not None and deed.subject.archived_at is not None:
            raise ActionRefused(_("这条记录已经归档，不能修改。"))

    def execute(self, deed: Deed) -> Rulebook:
        book = checked(self.text, self.cases)
        row: Rulebook = deed.subject or Rulebook(key=book.key)
        if row.key != book.key:
            raise Invalid(
                {"text": (_("标识是“%(key)s”，不能在修改时改。另立一本请新建。") % {"key": row.key},)}
            )
        row.text, row.cases, row.origin = self.text, self.cases, OWN
        fill(row, book)
        try:
            row.full_clean()
        except ValidationError as error:
            raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error
        deed.save(row)
        return row


@dataclass(frozen=True)
class AdoptOffered(Action[Rulebook]):
    """The site takes over the newer text that came with the software; its own stays in the history."""

    code: ClassVar[str] = "rulebooks.adopt"
    permission: ClassVar[str] = "rulebooks.edit"
    needs_reason: ClassVar[bool] = True

    pk: int

    def load(self) -> Rulebook:
        return Rulebook.objects.select_for_update().get(pk=self.pk)

    def check(self, deed: Deed) -> None:
        if deed.subject.archived_at is not None or not deed.subject.offered:
            raise ActionRefused(_("没有可采用的新文本。"))

    def execute(self, deed: Deed) -> Rulebook:
        row: Rulebook = deed.subject
        row.text, row.offered, row.origin = row.offered, "", SHIPPED
        fill(row, parse(row.text, _("规则正文")))
        deed.save(row)
        return row
