"""Questions about proofs for other apps: the panel of a record, how many there are, who may read one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Model
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.register import Panel, Register
from zhenxing.web.proofs.models import ProofFile
from zhenxing.web.proofs.services import proofs_of


def count_by_subject(label: str, pks: Iterable[int]) -> dict[int, int]:
    """How many proofs each record of a kind ("projects.stageevent") has; those without are left out."""
    found = ProofFile.objects.current().filter(subject_type=label, subject_id__in=list(pks))
    return dict(found.order_by().values_list("subject_id").annotate(n=Count("pk")))


def lines_of(proofs: Iterable[ProofFile]) -> list[dict[str, Any]]:
    """Proofs as a page shows them: each with how many other records lean on the very same file."""
    rows = list(proofs)
    return [{"proof": one, "again": count} for one, count in zip(rows, _again(rows), strict=True)]


def _again(rows: list[ProofFile]) -> list[int]:
    """For each proof the number of other records with the same file, in one statement."""
    hashes = {one.sha256 for one in rows}
    uses = ProofFile.objects.current().filter(sha256__in=hashes)
    found: dict[str, set[tuple[str, int]]] = {}
    for sha256, label, pk in uses.values_list("sha256", "subject_type", "subject_id").order_by():
        found.setdefault(sha256, set()).add((label, pk))
    return [len(found[one.sha256] - {(one.subject_type, one.subject_id)}) for one in rows]


def panel(record: Model, _user: Any) -> list[dict[str, Any]]:
    return lines_of(proofs_of(record).select_related("uploaded_by", "unit"))


#: the proofs of the record, on its page
PROOFS_OF_IT = Panel(_("佐证"), template="proofs/of-it.html", load=panel)


def may_read(user: Any, proof: ProofFile) -> bool:
    """Whether a person sees the proof: by its own scope, or because they see what it proves."""
    return scope.holds(proof, user, "proofs.view") or _sees_subject(user, proof)


def _sees_subject(user: Any, proof: ProofFile) -> bool:
    register = register_of(proof.subject_type)
    return register is not None and register.rows(user).filter(pk=proof.subject_id).exists()


def register_of(label: str) -> Register[Any] | None:
    """The register whose pages show records of a kind."""
    from zhenxing.web.registers import REGISTERS

    kind = (one for one in REGISTERS if one.model._meta.label_lower == label)
    return next((one for one in kind if one.role("detail") is not None), None)
