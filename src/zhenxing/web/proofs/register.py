"""The register of proofs: what was attached, to what, by whom."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.proofs import panels
from zhenxing.web.proofs.models import ProofFile
from zhenxing.web.proofs.pages import FILE


def _size(proof: Any) -> str:
    return filesizeformat(proof.size)


PROOFS = Register(
    ProofFile,
    key="proofs",
    columns=(
        "name",
        "subject_label",
        "taken_on",
        Column("unit", sort="unit__name"),
        Column("area", sort="area__path"),
        Column("uploaded_by", sort="uploaded_by__display_name"),
        Column("created_at", _("上传时间")),
        Column("size", _("大小"), _size, sort="size", align="end", reads=("size",)),
        Column("file_name", hidden=True),
        Column("sha256", hidden=True),
    ),
    filters=(
        Filter("same", _("重复使用"), choices=panels.again_choices, apply=panels.used_again),
        "unit",
    ),
    search=("name", "subject_label", "file_name", "sha256"),
    order=("-id",),
    panels=(
        Panel(_("文件"), template="proofs/file.html", load=panels.file_of),
        Panel(
            _("登记情况"),
            ("subject_label", "taken_on", "area", "unit", "uploaded_by", "created_at", "file_name", "sha256"),
        ),
        Panel(_("同一文件的其他用处"), template="proofs/same.html", load=panels.same_file),
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, FILE, role.ARCHIVE),
    select_related=("area", "unit", "uploaded_by"),
    group=_("督办"),
    icon="file",
)
REGISTERS = (PROOFS,)
