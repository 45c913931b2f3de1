"""New proposals: their numbers, and the questions about units a person has typed."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.units import Directory
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused

#: a proposal's number must stay addressable; nobody adds more than this by hand
_MOST_PROPOSALS = 20_000


def next_number(document: Document) -> int:
    """The number a proposal added now gets."""
    last: int = document.proposals.aggregate(last=Max("number"))["last"] or 0
    if last >= _MOST_PROPOSALS:
        raise ActionRefused(_("这份文件的条目太多了，不能再补。"))
    return last + 1


def ask_for_units(document: Document, names: list[str], deed: Deed) -> list[Proposal]:
    """Propose the units a person typed that no proposal answers to yet; returns what was proposed."""
    asked = {
        text
        for payload in document.proposals.filter(kind="unit").values_list("payload", flat=True)
        for text in payload["printed"]
    }
    missing = [name for name in dict.fromkeys(names) if name not in asked]
    directory = Directory(document.area) if missing else None
    number = next_number(document) if missing else 0
    rows = []
    for offset, name in enumerate(missing):
        unit = directory.named(name) if directory else None
        payload = {
            "key": f"?{name}",
            "name": name,
            "level": "unknown",
            "collective": False,
            "printed": [name],
        }
        certainty = "certain" if unit else "unsure"
        rows.append(
            Proposal(
                document=document,
                number=number + offset,
                kind="unit",
                text=name,
                certainty=certainty,
                payload=payload,
            )
        )
    return deed.create_many(Proposal, rows)
