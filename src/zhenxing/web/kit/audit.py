"""The audit chain: rows are sealed in batches, each over the one before, so an altered byte shows."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import transaction

from zhenxing.web.kit.models import AuditEntry

GENESIS = "0" * 64
_BATCH = 1000


def canonical(entry: AuditEntry) -> bytes:
    """One text for one row: every field a deed wrote, keys in order, UTC to the microsecond."""
    row: dict[str, Any] = {
        "id": entry.pk,
        "position": entry.position,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "actor_label": entry.actor_label,
        "on_behalf_of": entry.on_behalf_of_id,
        "action": entry.action,
        "subject": [entry.subject_type, entry.subject_id, entry.subject_label],
        "reason": entry.reason,
        "request_id": entry.request_id,
        "changes": entry.changes,
        "count": entry.count,
        "client": entry.client,
    }
    return json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def seal_of(entry: AuditEntry) -> str:
    """The row's seal: over its own text and the seal before it."""
    return hashlib.sha256(entry.previous.encode() + b"\n" + canonical(entry)).hexdigest()


def seal_audit() -> int:
    """Seal all rows not sealed yet; returns how many. Run again, it finds nothing to do."""
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    entries = list(
        AuditEntry.objects.select_for_update().filter(position__isnull=True).order_by("id")[:_BATCH]
    )
    last = AuditEntry.objects.filter(position__isnull=False).order_by("-position").first()
    position, previous = (last.position or 0, last.seal) if last else (0, GENESIS)
    for entry in entries:
        position += 1
        entry.position, entry.previous = position, previous
        entry.seal = previous = seal_of(entry)
    AuditEntry.objects.bulk_update(entries, ["position", "previous", "seal"], batch_size=200)
    return len(entries)


def verify_audit() -> AuditEntry | None:
    """The first row that does not fit the chain (altered, removed before it, or put in), else None."""
    previous = GENESIS
    sealed = AuditEntry.objects.filter(position__isnull=False).order_by("position")
    for position, entry in enumerate(sealed.iterator(2000), start=1):
        fits = entry.position == position and entry.previous == previous
        if not fits or entry.seal != seal_of(entry):
            return entry
        previous = entry.seal
    return None


def client_of(address: str) -> str:
    """A keyed hash of an address: comparable, not readable."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest() if address else ""
