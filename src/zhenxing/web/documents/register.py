"""The register of documents."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents import queries, seen, views
from zhenxing.web.documents.models import Document, SecondReaderRule
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Column, Register


class DocumentRegister(Register[Document]):
    """Drafts are seen by those who review them; everybody else sees what has been adopted."""

    def rows(self, user: Any, permission: str = "") -> QuerySet[Document]:
        found = seen.documents(user, permission or "documents.view")
        return queries.counted(found.select_related(*self.select_related))


def _reviewed(document: Any) -> str:
    if not document.total_count:
        return ""
    return f"{document.total_count - document.open_count}/{document.total_count}"


def _tone(document: Document) -> str:
    return document.can.tone


UPLOAD = PageRole("upload", "upload/", "upload", views.upload, label=_("上传文件"), icon="upload")
DETAIL = PageRole("detail", "<int:pk>/", "view", views.detail, detail=True)

DOCUMENTS = DocumentRegister(
    Document,
    key="documents",
    columns=(
        "title",
        "doc_number",
        Column("state", badge=_tone),
        Column("reviewed", _("已核"), _reviewed),
        "issuer",
        "issued_on",
        "genre",
        Column("area", sort="area__path", hidden=True),
        Column("uploaded_by", sort="uploaded_by__display_name", hidden=True),
        Column("uploaded_at", hidden=True),
    ),
    filters=("state", "genre", "area"),
    search=("title", "doc_number", "issuer"),
    order=("-uploaded_at",),
    roles=(role.LIST, UPLOAD, role.EXPORT, DETAIL),
    select_related=("area", "uploaded_by"),
    group=_("文件与任务"),
    icon="file",
)
SECOND_READERS = Register(
    SecondReaderRule,
    key="second_readers",
    columns=(Column("area", sort="area__path"), "required", "valid_from", "valid_to"),
    filters=("area",),
    search=("area__name",),
    order=("area__path", "-valid_from"),
    fields=("area", "required", "valid_from", "valid_to"),
    select_related=("area",),
)
REGISTERS = (DOCUMENTS, SECOND_READERS)
#: pages that are no register's: (group, label, URL name, icon, permission)
NAVIGATION = (
    (_("文件与任务"), _("存疑事项"), "documents:unsure", "question", "documents.review"),
    (_("文件与任务"), _("解析更正统计"), "documents:corrections", "chart", "documents.review"),
    (_("文件与任务"), _("复核规定"), "second_readers:list", "shield", "second_readers.view"),
)
