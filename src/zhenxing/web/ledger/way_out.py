"""The one place of the ledger that opens a connection outwards: one POST, or one e-mail, within a time.

`http.client` rather than `urllib.request`: it follows no redirect and heeds no proxy.
"""

from __future__ import annotations

import http.client
import json
import smtplib
from email.message import EmailMessage
from typing import Final
from urllib.parse import urlsplit

from zhenxing.web.ledger.channels import Channel
from zhenxing.web.ledger.messages import Request

SECONDS: Final = 10
_MOST: Final = 65_536


class NotSent(Exception):  # noqa: N818 - an answer: try again later
    """The other side did not take it; `final` when it never will."""

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


def post(request: Request) -> None:
    """Send it. Raises `NotSent` unless the answer says that it was taken."""
    parts = urlsplit(request.url)
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = make(parts.hostname or "", parts.port, timeout=SECONDS)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        connection.request("POST", target, request.body, request.headers)
        response = connection.getresponse()
        status, answer = response.status, response.read(_MOST)
    except (OSError, http.client.HTTPException) as error:
        raise NotSent(f"连不上：{error!r}") from error
    finally:
        connection.close()
    if status == http.client.GONE:
        raise NotSent("对方说这个地址不再使用（410）", final=True)
    if not 200 <= status < 300:
        raise NotSent(f"对方答复 HTTP {status}")
    if (code := _code(answer)) != 0:
        raise NotSent(f"机器人拒收，代码 {code}")


def mail(channel: Channel, message: EmailMessage) -> None:
    """Hand it to the site's mail server. Raises `NotSent`."""
    make = smtplib.SMTP_SSL if channel.encryption == "ssl" else smtplib.SMTP
    try:
        with make(channel.host, channel.port, timeout=SECONDS) as server:
            if channel.encryption == "starttls":
                server.starttls()
            if channel.username:
                server.login(channel.username, channel.password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"邮件没有送出：{error!r}") from error


def _code(answer: bytes) -> object:
    """A robot's own verdict: it answers 200 and says in the body whether it took the message."""
    try:
        said = json.loads(answer)
    except ValueError:
        return 0
    if not isinstance(said, dict):
        return 0
    return next((said[name] for name in ("errcode", "code", "StatusCode") if name in said), 0)
