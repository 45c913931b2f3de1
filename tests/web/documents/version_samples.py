"""Last year's and this year's plan of a fictional county, compiled, decided and adopted."""

from __future__ import annotations

from datetime import date

from core.compiler.test_xray_whole import LAST_YEAR, THIS_YEAR
from zhenxing.intake import read_text
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    AdoptDocument,
    LinkUnit,
    ReceiveDocument,
    ResolveSuspicion,
)
from zhenxing.web.documents.jobs import compile_document
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.actions import run_action
from zhenxing.web.organisations.models import Area, Unit

__all__ = ["LAST_YEAR", "THIS_YEAR", "adopted", "compiled", "decided"]
DUE = date(2026, 6, 30)


def compiled(clerk: User, where: Area, text: str, older: Document | None = None) -> Document:
    """A document that has come in and been compiled."""
    data = text.encode()
    source = read_text(text, "方案.txt")
    deed = ReceiveDocument(where.pk, source, data, "方案.txt", older.pk if older else None)
    document = run_action(deed, clerk).result
    compile_document.func(document.jobs.latest("id").pk)
    document.refresh_from_db()
    assert document.can.decide
    return document


def decided(document: Document, clerk: User) -> Document:
    """Everything the machine found, accepted."""
    run_action(AcceptCertain(document.pk), clerk)
    for left in document.proposals.filter(state="pending"):
        ways = {
            "suspicion": ResolveSuspicion(document.pk, left.number, verbatim=True),
            "unit": LinkUnit(document.pk, left.number),
        }
        run_action(ways.get(left.kind, AcceptProposal(document.pk, left.number)), clerk)
    document.refresh_from_db()
    return document


def adopted(document: Document, clerk: User, office: Unit | None = None) -> Document:
    """Decided and adopted, in the place of the older document if it has one."""
    decided(document, clerk)
    deed = AdoptDocument(document.pk, office.pk if office else None, DUE, document.version_of_id)
    return run_action(deed, clerk).result
