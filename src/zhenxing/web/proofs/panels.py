"""What the pages of proofs show, and the filter that finds files used more than once."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.register import Label
from zhenxing.web.proofs import kinds
from zhenxing.web.proofs.models import ProofFile
from zhenxing.web.proofs.queries import register_of
from zhenxing.web.proofs.services import others_with_same_file


def again_choices(_rows: QuerySet[Any]) -> list[tuple[str, Label]]:
    return [("1", _("同一文件用于多处"))]


def used_again(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Proofs whose very file is attached to more than one record."""
    if value != "1":
        return rows
    many = (
        ProofFile.objects.current().order_by().values("sha256").annotate(uses=Count("pk")).filter(uses__gt=1)
    )
    return rows.filter(sha256__in=many.values("sha256"))


def file_of(proof: ProofFile, user: Any) -> dict[str, Any]:
    """Whether a browser shows it, and the page of what it proves."""
    register = register_of(proof.subject_type)
    seen = register is not None and register.rows(user).filter(pk=proof.subject_id).exists()
    return {
        "proof": proof,
        "picture": proof.media_type in kinds.PICTURES,
        "shown": proof.media_type in kinds.SHOWN,
        "subject_url": register.url("detail", proof.subject_id) if register is not None and seen else "",
    }


def same_file(proof: ProofFile, user: Any) -> dict[str, Any]:
    """The other uses the viewer may see, and how many there are beyond."""
    from zhenxing.web.proofs.register import PROOFS

    others = others_with_same_file(proof)
    seen = set(PROOFS.rows(user).filter(pk__in=[one.pk for one in others]).values_list("pk", flat=True))
    return {
        "rows": [one for one in others if one.pk in seen],
        "hidden": sum(1 for one in others if one.pk not in seen),
    }
