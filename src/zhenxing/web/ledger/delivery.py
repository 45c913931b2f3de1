"""The outbox: what goes out is stored with its notice, and sent by the worker until it is taken.

At least once: a worker killed between sending and noting it sends again, with the same id.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from zhenxing.web.ledger import queries, way_out
from zhenxing.web.ledger.channels import MAIL, Channel, Outbox, OutboxFault, outbox
from zhenxing.web.ledger.messages import Message, email, request
from zhenxing.web.ledger.models import Notice, Outgoing

logger = logging.getLogger(__name__)

#: how long after each failure it is tried again; after the last it is given up
BACK_OFF = tuple(timedelta(minutes=n) for n in (1, 5, 30, 120, 360, 720, 1440, 1440))
_BATCH = 20
_AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


def enqueue(notices: Sequence[Notice]) -> int:
    """Put notices on their ways out, in the transaction that makes them; returns how many messages."""
    ways = _ways()
    rows = [
        Outgoing(notice=notice, channel=channel.key, address=address, next_at=_AT_ONCE)
        for notice in notices
        for channel in ways
        if channel.takes(notice.kind, _unit(notice))
        for address in channel.addresses(_unit(notice))
    ]
    Outgoing.objects.bulk_create(rows)
    return len(rows)


def deliver(now: datetime | None = None) -> int:
    """Send what is due; returns how many were taken. Nothing goes out in quiet hours and on days off."""
    at = now or timezone.now()
    box = outbox()
    if not box.channels or _rests(box, at):
        return 0
    # what was put off by a clock that ran ahead does not wait for that day to come
    due = Q(next_at__lte=at) | Q(next_at__gt=at + BACK_OFF[-1])
    waiting = Outgoing.objects.filter(due, sent_at__isnull=True, given_up_at__isnull=True)
    rows = waiting.select_related("notice__to_unit", "notice__to_post__unit").order_by("next_at")
    return sum(_send(box, row, at) for row in list(rows[:_BATCH]))


def _ways() -> tuple[Channel, ...]:
    """A file that cannot be read keeps no letter from being made: it is told in the log, and by doctor."""
    try:
        return outbox().channels
    except OutboxFault as fault:
        logger.error("外发渠道配置有误 outbox: %s", fault)
        return ()


def _rests(box: Outbox, at: datetime) -> bool:
    local = timezone.localtime(at)
    return box.quiet(local.time()) or (box.workdays_only and not queries.calendar().is_workday(local.date()))


def _send(box: Outbox, row: Outgoing, at: datetime) -> bool:
    channel = box.channel(row.channel)
    try:
        if channel is None:
            raise way_out.NotSent("这条渠道已从配置中去掉", final=True)
        _hand_over(box, channel, row, at)
    except way_out.NotSent as refusal:
        _later(row, refusal, at)
        return False
    row.sent_at, row.error = at, ""
    row.tries += 1
    row.save(update_fields=["sent_at", "error", "tries"])
    return True


def _hand_over(box: Outbox, channel: Channel, row: Outgoing, at: datetime) -> None:
    notice = row.notice
    url = f"{box.site}{notice.url}" if box.site else ""
    message = Message(str(row.id), notice.kind, notice.text, _unit(notice), url, notice.made_at)
    if channel.kind == MAIL:
        way_out.mail(channel, email(channel, message, row.address))
    else:
        way_out.post(request(channel, message, at))


def _later(row: Outgoing, refusal: way_out.NotSent, at: datetime) -> None:
    row.error = str(refusal)[:300]
    if refusal.final or row.tries >= len(BACK_OFF):
        row.given_up_at = at
    else:
        row.next_at = at + BACK_OFF[row.tries]
    row.tries += 1
    row.save(update_fields=["error", "given_up_at", "next_at", "tries"])


def _unit(notice: Notice) -> str:
    """The name of the unit a notice is told to; "" of one to a person."""
    unit = notice.to_unit or (notice.to_post.unit if notice.to_post is not None else None)
    return str(unit or "")
