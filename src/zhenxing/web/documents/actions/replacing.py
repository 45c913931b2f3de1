"""Saying which older document a new one takes the place of, or that it takes the place of none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.documents.models import Document
from zhenxing.web.documents.versions import replaceable
from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid

_LONGEST_CHAIN = 100


@dataclass(frozen=True)
class ReplaceOlder(Action[Document]):
    """Tie a document in review to the one it replaces or follows on from; `older_id` None unties it."""

    code: ClassVar[str] = "documents.replace"
    permission: ClassVar[str] = "documents.review"

    document_id: int
    older_id: int | None = None

    def load(self) -> Document:
        return Document.objects.select_for_update().get(pk=self.document_id)

    def check(self, deed: Deed) -> None:
        document: Document = deed.subject
        if not document.can.decide:
            raise ActionRefused(_("这份文件已经不在核对阶段，不能再改。"))
        if self.older_id is None:
            return
        older = replaceable(document).filter(pk=self.older_id).first()
        if older is None or deed.actor is None or not scope.holds(older, deed.actor, deed.permission):
            raise Invalid({"older": (_("没有找到要替代的旧版文件"),)})
        if document.pk in _before(older):
            raise Invalid({"older": (_("那份文件本身就要替代这一份，不能互相替代"),)})

    def execute(self, deed: Deed) -> Document:
        document: Document = deed.subject
        document.version_of_id = self.older_id
        deed.save(document)
        return document


def _before(document: Document) -> list[int]:
    """The documents a document takes the place of, one after the other."""
    found: list[int] = []
    at: Document | None = document
    while (
        at is not None and at.version_of_id and at.version_of_id not in found and len(found) < _LONGEST_CHAIN
    ):
        found.append(at.version_of_id)
        at = Document.objects.only("version_of").filter(pk=at.version_of_id).first()
    return found
