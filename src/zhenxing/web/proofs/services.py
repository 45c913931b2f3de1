"""Attaching proofs from inside other apps' deeds, and asking for them.

attach(deed, event, values["proof"], kind="signing", taken_on=day)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.proofs import kinds
from zhenxing.web.proofs.models import ProofFile
from zhenxing.web.proofs.store import FILES

__all__ = ["Upload", "attach", "checked", "others_with_same_file", "proofs_of", "subject_of"]


@dataclass(frozen=True)
class Upload:
    """A file somebody sends: plain values, so that a deed's inputs stay comparable."""

    file_name: str
    data: bytes

    def __repr__(self) -> str:
        return f"Upload({self.file_name!r}, {len(self.data)} bytes)"


def checked(sent: UploadedFile | Upload) -> Upload:
    """The bytes of what was sent. Raises `kinds.Refused` before more than the limit is read."""
    if isinstance(sent, Upload):
        kinds.media_type(sent.data)
        return sent
    upload = Upload(sent.name or "", sent.read(kinds.MOST_BYTES + 1))
    kinds.media_type(upload.data)
    return upload


def attach(
    deed: Deed,
    subject: Model,
    upload: UploadedFile | Upload,
    *,
    name: str = "",
    kind: str = "",
    taken_on: date | None = None,
    area: Any = None,
    unit: Any = None,
) -> ProofFile:
    """Keep a file as a proof of a saved record, within the deed that is being done.

    Without `area` and `unit` they are those the subject belongs to. Raises `Invalid` (field "proof")
    for a file that is not taken, `ActionRefused` when nothing says where the subject belongs.
    """
    try:
        sent = checked(upload)
    except kinds.Refused as refusal:
        raise Invalid({"proof": (str(refusal),)}) from None
    where = area or _related(subject, "area")
    if where is None:
        raise ActionRefused(_("这个事项没有登记所属地区，不能附佐证。请先补上地区。"))
    proof = ProofFile(
        **subject_of(subject),
        kind=kind,
        name=(name.strip() or _bare(sent.file_name))[:150],
        file_name=_bare(sent.file_name)[-200:],
        media_type=kinds.media_type(sent.data),
        size=len(sent.data),
        sha256=FILES.keep(sent.data),
        taken_on=taken_on,
        area=where,
        unit=unit or _related(subject, "unit"),
        uploaded_by=deed.actor,
    )
    deed.save(proof)
    return proof


def proofs_of(subject: Model, kind: str | None = None) -> QuerySet[ProofFile]:
    """The proofs of a record in use, oldest first; of one kind if it is named."""
    label, pk = subject._meta.label_lower, subject.pk
    found = ProofFile.objects.current().filter(subject_type=label, subject_id=pk).order_by("pk")
    return found if kind is None else found.filter(kind=kind)


def others_with_same_file(proof: ProofFile) -> list[ProofFile]:
    """Proofs of other records that are the very same file, oldest first."""
    same = ProofFile.objects.current().filter(sha256=proof.sha256).exclude(pk=proof.pk)
    same = same.exclude(subject_type=proof.subject_type, subject_id=proof.subject_id)
    return list(same.select_related("area").order_by("pk"))


def subject_of(subject: Model) -> dict[str, Any]:
    """The fields that say what a proof belongs to."""
    if subject.pk is None:
        raise ValueError(f"{subject._meta.label}: not saved yet")
    return {
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "subject_label": str(subject)[:300],
    }


def _related(subject: Any, what: str) -> Any:
    """The area or unit a record belongs to: its own field, else the one its scope is reached through."""
    own = getattr(subject, what, None)
    paths = getattr(type(subject), "scope_by", None)
    if isinstance(own, Model):
        return own
    if paths is None:
        return None
    lookup = (paths.area or "") if what == "area" else next(iter(paths.units), "")
    for part in lookup.removesuffix("__path").removesuffix("_id").split("__"):
        subject = getattr(subject, part, None) if part else None
        if subject is None or not isinstance(subject, Model):
            return None  # nothing there, or many: nobody can say which
    return subject


def _bare(file_name: str) -> str:
    """A file's name without folders."""
    return file_name.replace("\\", "/").rpartition("/")[2] or _("未命名文件")
