"""Serving a proof: shown where a browser can do so safely, else saved."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.proofs import kinds, queries
from zhenxing.web.proofs.models import ProofFile
from zhenxing.web.proofs.store import FILES

#: nothing of a proof runs or reaches out, whatever it says it is
_POLICY = (
    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


def file_page(_register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, for whoever may see the proof or what it proves; `?save=1` always saves it."""
    proof = ProofFile.objects.filter(pk=pk).first()
    if proof is None or not queries.may_read(request.user, proof):
        raise Http404
    shown = proof.media_type in kinds.SHOWN and request.GET.get("save") != "1"
    answer = FileResponse(
        FILES.path_of(proof.sha256).open("rb"),
        as_attachment=not shown,
        filename=proof.file_name,
        content_type=proof.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _POLICY
    answer["Cache-Control"] = "private, no-store"
    return answer


FILE = PageRole("file", "<int:pk>/file/", "view", file_page)
