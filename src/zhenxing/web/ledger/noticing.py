"""Notices into inboxes, each key once; and with them what goes out of the house, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from zhenxing.web.ledger.models import Notice


def post(rows: Sequence[Notice]) -> int:
    """Store the notices whose key is new; returns how many. Only inside a transaction that writes."""
    wanted = {row.key: row for row in rows}
    known = set(Notice.objects.filter(key__in=wanted).values_list("key", flat=True))
    new = [row for key, row in wanted.items() if key not in known]
    for row in new:
        row.made_at = row.made_at or timezone.now()
    Notice.objects.bulk_create(new)
    return len(new)
