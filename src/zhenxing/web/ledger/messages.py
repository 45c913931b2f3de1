"""What a message looks like to whoever receives it: a signed webhook, a group's robot, an e-mail. Pure.

The id stays the same however often a message is sent, so a receiver can tell a repeat. A webhook is signed
after Standard Webhooks: HMAC-SHA256 over “id.timestamp.body”, in `webhook-signature`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import quote_plus, urlsplit

from zhenxing.web.ledger.channels import Channel


@dataclass(frozen=True)
class Message:
    """One thing to be told."""

    id: str
    kind: str
    text: str
    #: the unit it is told to
    unit: str
    url: str
    made_at: datetime


@dataclass(frozen=True)
class Request:
    """A POST: where, with which headers, and the body's bytes."""

    url: str
    headers: dict[str, str]
    body: bytes


def request(channel: Channel, message: Message, at: datetime) -> Request:
    """The message as its channel wants it, signed at a moment."""
    return {"webhook": _webhook, "dingtalk": _dingtalk, "wecom": _wecom, "feishu": _feishu}[channel.kind](
        channel, message, at
    )


def email(channel: Channel, message: Message, address: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = " ".join(message.text.split())[:120]
    made["From"], made["To"] = channel.sender, address
    made["Message-ID"] = f"<{message.id}@{_host(channel)}>"
    made["Date"] = message.made_at
    made.set_content(f"{message.text}\n\n{message.url}\n")
    return made


def sign(secret: str, signed: str) -> str:
    """HMAC-SHA256 in base64."""
    return base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()).decode()


def _webhook(channel: Channel, message: Message, at: datetime) -> Request:
    content = {
        "type": f"notice.{message.kind}",
        "timestamp": message.made_at.isoformat(),
        "data": {"id": message.id, "text": message.text, "unit": message.unit, "url": message.url},
    }
    body = _json(content)
    headers = _headers(message, at)
    if channel.secret:
        stamp = headers["webhook-timestamp"]
        headers["webhook-signature"] = f"v1,{sign(channel.secret, f'{message.id}.{stamp}.{body.decode()}')}"
    return Request(channel.url, headers, body)


def _dingtalk(channel: Channel, message: Message, at: datetime) -> Request:
    url = channel.url
    if channel.secret:
        stamp = str(int(at.timestamp() * 1000))
        signature = quote_plus(sign(channel.secret, f"{stamp}\n{channel.secret}"))
        url += f"{'&' if urlsplit(url).query else '?'}timestamp={stamp}&sign={signature}"
    return Request(
        url, _headers(message, at), _json({"msgtype": "text", "text": {"content": _said(message)}})
    )


def _wecom(channel: Channel, message: Message, at: datetime) -> Request:
    """The robot of 企业微信 signs nothing: its address is its secret."""
    content = {"msgtype": "text", "text": {"content": _said(message)}}
    return Request(channel.url, _headers(message, at), _json(content))


def _feishu(channel: Channel, message: Message, at: datetime) -> Request:
    content: dict[str, object] = {"msg_type": "text", "content": {"text": _said(message)}}
    if channel.secret:
        stamp = str(int(at.timestamp()))
        content |= {"timestamp": stamp, "sign": sign(f"{stamp}\n{channel.secret}", "")}
    return Request(channel.url, _headers(message, at), _json(content))


def _headers(message: Message, at: datetime) -> dict[str, str]:
    return {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": message.id,
        "webhook-timestamp": str(int(at.timestamp())),
    }


def _said(message: Message) -> str:
    """Text for people; the end of the id tells a repeat from another message."""
    lines = (message.unit, message.text, message.url, f"（消息 {message.id[:8]}）")
    return "\n".join(line for line in lines if line)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _host(channel: Channel) -> str:
    return channel.sender.rpartition("@")[2].strip("> ") or channel.host
