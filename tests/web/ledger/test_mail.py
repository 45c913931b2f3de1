"""A notice by e-mail, handed to a real server on this machine; and what a server's refusal leads to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest

from web.ledger.ledger_samples import CHINA, at, clock_on, office_of
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.ledger import delivery
from zhenxing.web.ledger.models import Outgoing
from zhenxing.web.ledger.ticking import TickReport, tick

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 18, 10, 0, tzinfo=CHINA)


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a client needs, and keeps what it is given."""

    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.refuses = False
        self.received: list[bytes] = []


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say(b"220 demo")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say(b"354 go on")
                self.server.received.append(self.body())
                self.say(b"250 taken")
            elif verb == b"RCPT" and self.server.refuses:
                self.say(b"550 nobody here")
            else:
                self.say(b"221 bye" if verb == b"QUIT" else b"250 well")

    def body(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines)

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


@pytest.fixture
def server() -> Iterator[MailServer]:
    made = MailServer()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture(autouse=True)
def one_letter(settings: Any, tmp_path: Path, server: MailServer) -> None:
    settings.ZHENXING_OUTBOX = tmp_path / "outbox.yaml"
    settings.ZHENXING_OUTBOX.write_text(
        "channels:\n  - {key: mail, kind: email, host: 127.0.0.1, encryption: none,\n"
        f"     sender: zx@county.example, port: {server.server_address[1]},\n"
        "     to: [a@county.example, b@county.example]}\n",
        encoding="utf-8",
    )
    where = area()
    office_of(where)
    clock_on(unit(where), on=date(2026, 3, 2))
    tick(at(date(2026, 3, 17)))


def _read(received: bytes) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(received, policy=policy.default))


def test_each_address_gets_it_once(server: MailServer) -> None:
    assert Outgoing.objects.count() == 2
    assert delivery.deliver(NOW) == 2
    assert delivery.deliver(NOW) == 0
    letters = [
        cast("EmailMessage", message_from_bytes(one, policy=policy.default)) for one in server.received
    ]
    assert {str(one["To"]) for one in letters} == {"a@county.example", "b@county.example"}
    ids = {f"<{row.id}@county.example>" for row in Outgoing.objects.all()}
    assert {str(one["Message-ID"]) for one in letters} == ids
    assert "督办〔2026〕1号" in str(letters[0]["Subject"])


def test_a_refused_mail_is_tried_again(server: MailServer) -> None:
    server.refuses = True
    assert delivery.deliver(NOW) == 0
    assert {row.error[:6] for row in Outgoing.objects.all()} == {"邮件没有送出"}
    server.refuses = False
    assert delivery.deliver(NOW + delivery.BACK_OFF[0]) == 2


def test_a_report_says_what_was_done() -> None:
    assert TickReport().said() == "没有到期的事"
    assert not TickReport(unaddressed=2).anything
    assert TickReport(reminders=2, letters=1).said() == "提醒 2，函件 1"
