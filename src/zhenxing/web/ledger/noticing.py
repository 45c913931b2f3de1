"""Notices into inboxes, each key once; and with them what goes out of the house, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from zhenxing.web.ledger import delivery
from zhenxing.web.ledger.line import Receiver
from zhenxing.web.ledger.models import Notice


def to(receiver: Receiver, key: str, fields: Mapping[str, Any]) -> list[Notice]:
    """The notice to a unit or a seat; where there is neither, one to each of the people."""
    if receiver.nobody:
        return [Notice(key=f"{key}:user:{one.pk}", to_user=one, **fields) for one in receiver.people]
    to_unit = receiver.unit if receiver.post is None else None
    return [Notice(key=key, to_unit=to_unit, to_post=receiver.post, **fields)]


def post(rows: Sequence[Notice]) -> int:
    """Store the notices whose key is new; returns how many. Only inside a transaction that writes."""
    wanted = {row.key: row for row in rows}
    known = set(Notice.objects.filter(key__in=wanted).values_list("key", flat=True))
    new = [row for key, row in wanted.items() if key not in known]
    for row in new:
        row.made_at = row.made_at or timezone.now()
    made = Notice.objects.bulk_create(new)
    delivery.enqueue(made)
    return len(made)
