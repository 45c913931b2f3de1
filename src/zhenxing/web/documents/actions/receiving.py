"""Taking a document in: read at once, stored whole or not at all, recognised the second time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.core.compiler.source import Source
from zhenxing.intake import read_bytes, read_text, several_documents_note
from zhenxing.web.documents import storage
from zhenxing.web.documents.actions.compiling import start
from zhenxing.web.documents.models import Document, SourceText
from zhenxing.web.documents.states import document_states
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.organisations.models import Area

_TITLE = 300


class AlreadyReceived(ActionRefused):
    """This very file has come in before; `document` is what became of it."""

    def __init__(self, document: Document) -> None:
        super().__init__(_("这份文件已经上传过，不必再传：%(title)s") % {"title": document.title})
        self.document = document


@dataclass(frozen=True)
class ReceiveDocument(Action[Document]):
    """Take in a file that could be read, and have it compiled."""

    code: ClassVar[str] = "documents.upload"
    permission: ClassVar[str] = "documents.upload"

    area_id: int
    source: Source = field(repr=False)
    data: bytes = field(repr=False)
    file_name: str = ""
    version_of_id: int | None = None

    def check(self, deed: Deed) -> None:
        if not Area.objects.filter(pk=self.area_id).exists():
            raise Invalid({"area": (_("请选择文件所属的地区"),)})
        earlier = Document.objects.filter(area=self.area_id, sha256=storage.digest(self.data)).first()
        if earlier is not None:
            raise AlreadyReceived(earlier)
        if self.version_of_id and not self._older().exists():
            raise Invalid({"version_of": (_("没有找到要替代的旧版文件"),)})

    def execute(self, deed: Deed) -> Document:
        document = Document(
            area_id=self.area_id,
            title=_first_line(self.source.text) or self.file_name[:_TITLE] or str(_("（未命名文件）")),
            sha256=storage.keep(self.data),
            file_name=self.file_name[:255],
            media_type=self.source.media_type[:120],
            size=len(self.data),
            uploaded_by=deed.actor,
            uploaded_at=deed.at,
            version_of_id=self.version_of_id,
        )
        deed.save(document)
        SourceText.objects.create(
            document=document,
            text=self.source.text,
            encoding=self.source.encoding,
            page_starts=list(self.source.page_starts),
            notes=[*self.source.notes, *filter(None, (several_documents_note(self.source),))],
        )
        start(document, deed)
        return document

    def _older(self) -> models.QuerySet[Document]:
        """A document that is replaced already has its successor: that one is the one to name."""
        return Document.objects.filter(pk=self.version_of_id, area=self.area_id).exclude(
            state__in=document_states("replaced")
        )


def read_upload(data: bytes, name: str, pasted: str = "") -> tuple[Source, bytes]:
    """Read a file, or pasted text when there is no file. Raises IntakeError; stores nothing.

    Reading may take seconds in a child process, so it stands outside any transaction.
    """
    if not data and pasted.strip():
        return read_text(pasted, name), pasted.encode("utf-8")
    return read_bytes(data, name), data


def _first_line(text: str) -> str:
    """A name to show until the compiler has found the title."""
    lines = (line.strip() for line in text[:4000].splitlines())
    return next((line for line in lines if len(line) >= 4), "")[:_TITLE]
