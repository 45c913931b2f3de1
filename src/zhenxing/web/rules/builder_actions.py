"""Deeds of the rule builder: write a draft, put it into force when its cases hold, drop it, begin a book."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhenxing.core.rules.book import Citation, Rule
from zhenxing.core.rules.book import Rulebook as Book
from zhenxing.core.rules.form import SUBJECTS, RuleFaults, dump, parse
from zhenxing.core.rules.nodes import Judged
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.rules.actions import checked
from zhenxing.web.rules.builder_models import RuleDraft
from zhenxing.web.rules.loading import fill
from zhenxing.web.rules.models import OWN, Rulebook


def working(row: Rulebook) -> tuple[str, str]:
    """The text and cases that are worked on: the draft's, else those in force."""
    draft = RuleDraft.objects.filter(rulebook=row).first()
    return (draft.text, draft.cases) if draft else (row.text, row.cases)


def state_of(row: Rulebook) -> str:
    """What a page was opened on: another one has written since when this is another text."""
    return hashlib.sha256("\0".join(working(row)).encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Kept:
    """Whether it is in force now; if not, which cases come out otherwise than they say."""

    pk: int
    in_force: bool
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class WriteRules(Action[Kept]):
    """Keep a text with its cases. `publish`: put it into force, unless its cases do not hold.

    A text that cannot be read is refused with every line; one whose cases fail stays a draft.
    """

    code: ClassVar[str] = "rulebooks.write"
    permission: ClassVar[str] = "rulebooks.edit"

    pk: int
    text: str
    cases: str
    base: str
    publish: bool = True

    def load(self) -> Rulebook:
        return Rulebook.objects.select_for_update().get(pk=self.pk)

    def check(self, deed: Deed) -> None:
        if deed.subject.archived_at is not None:
            raise ActionRefused(_("这条记录已经归档，不能修改。"))
        if state_of(deed.subject) != self.base:
            raise ActionRefused(
                _("您打开之后，已有人改过这本规则。您的修改没有覆盖它；请重新打开，核对后再改。")
            )

    def execute(self, deed: Deed) -> Kept:
        row: Rulebook = deed.subject
        try:
            book = checked(self.text, self.cases)
        except Invalid as wrong:
            return self._told(deed, wrong)
        if book.key != row.key:
            raise Invalid(
                {"text": (_("标识是“%(key)s”，不能在修改时改。另立一本请新建。") % {"key": row.key},)}
            )
        if not self.publish:
            return self._kept(deed, ())
        row.text, row.cases, row.origin = self.text, self.cases, OWN
        fill(row, book)
        _full_clean(row)
        deed.save(row)
        RuleDraft.objects.filter(rulebook=row).delete()
        return Kept(row.pk, in_force=True)

    def _told(self, deed: Deed, wrong: Invalid) -> Kept:
        """A readable text whose cases say something else becomes a draft; any other is refused."""
        if "text" in wrong.fields:
            raise wrong
        told = tuple(str(line) for line in wrong.fields.get("cases", ()))
        return self._kept(deed, told)

    def _kept(self, deed: Deed, told: tuple[str, ...]) -> Kept:
        RuleDraft.objects.update_or_create(
            rulebook=deed.subject,
            defaults={
                "text": self.text,
                "cases": self.cases,
                "told": "\n".join(told),
                "author": deed.actor,
            },
        )
        deed.changes["draft"] = {"told": list(told)}
        return Kept(deed.subject.pk, in_force=False, told=told)


@dataclass(frozen=True)
class DropDraft(Action[Rulebook]):
    """What was written and is not in force is thrown away."""

    code: ClassVar[str] = "rulebooks.drop_draft"
    permission: ClassVar[str] = "rulebooks.edit"

    pk: int

    def load(self) -> Rulebook:
        return Rulebook.objects.select_for_update().get(pk=self.pk)

    def execute(self, deed: Deed) -> Rulebook:
        gone, _each = RuleDraft.objects.filter(rulebook=deed.subject).delete()
        deed.changes["draft"] = {"dropped": gone}
        row: Rulebook = deed.subject
        return row


@dataclass(frozen=True)
class BeginRulebook(Action[Rulebook]):
    """A new book of the site's own. Until its rule is written a person must judge it: nobody passes."""

    code: ClassVar[str] = "rulebooks.begin"
    permission: ClassVar[str] = "rulebooks.create"

    key: str
    name: str
    subject: str
    document: str
    number: str = ""

    def execute(self, deed: Deed) -> Rulebook:
        if self.subject not in SUBJECTS:
            raise Invalid({"subject": (_("请选评判对象。"),)})
        first = Rule("first", _("第一条"), Judged("unwritten", _("条件还没有编写")))
        book = Book(
            self.key, self.name, self.subject, Citation(self.document, self.number), (first,), status="site"
        )
        text = dump(book)
        try:
            parse(text, _("规则"))
        except RuleFaults as wrong:
            raise Invalid({"key": tuple(fault.message for fault in wrong.faults)}) from wrong
        row = Rulebook(key=self.key, text=text, origin=OWN)
        fill(row, book)
        _full_clean(row)
        deed.save(row)
        return row


def _full_clean(row: Rulebook) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error
