"""What goes out: signed, to a real server on this machine, again with the same id until it is taken."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from web.ledger.ledger_samples import CHINA, at, clock_on, office_of
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.ledger import delivery
from zhenxing.web.ledger.channels import OutboxFault, outbox
from zhenxing.web.ledger.messages import Message, email, request, sign
from zhenxing.web.ledger.models import Notice, Outgoing
from zhenxing.web.ledger.ticking import tick

SECRET = "演示口令"
#: a working day, office hours
NOW = datetime(2026, 3, 18, 10, 0, tzinfo=CHINA)


class Receiver(HTTPServer):
    """Answers as it is told, and keeps what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[tuple[int, bytes]] = []
        self.received: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        status, said = self.server.answers.pop(0) if self.server.answers else (200, b'{"errcode":0}')
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def server() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = threading.Thread(target=receiver.serve_forever, daemon=True)
    thread.start()
    yield receiver
    receiver.shutdown()
    receiver.server_close()


def configured(settings: Any, tmp_path: Path, text: str) -> None:
    file = tmp_path / "outbox.yaml"
    file.write_text(text, encoding="utf-8")
    settings.ZHENXING_OUTBOX = file


def hook(server: Receiver, kind: str = "webhook", send: str = "[letter]") -> str:
    return (
        f"site: https://zhenxing.example\nchannels:\n  - {{key: group, kind: {kind}, "
        f'url: "{server.url}", secret: {SECRET}, send: {send}}}\n'
    )


def overdue_letter() -> None:
    where = area()
    office_of(where)
    clock_on(unit(where), on=date(2026, 3, 2))
    assert tick(at(date(2026, 3, 17))).letters == 1


@pytest.mark.django_db
def test_nothing_goes_out_unless_a_site_says_so(settings: Any, tmp_path: Path) -> None:
    settings.ZHENXING_OUTBOX = tmp_path / "none.yaml"
    overdue_letter()
    assert Outgoing.objects.count() == 0
    assert delivery.deliver(NOW) == 0


@pytest.mark.django_db
def test_a_letter_is_told_signed(settings: Any, tmp_path: Path, server: Receiver) -> None:
    configured(settings, tmp_path, hook(server))
    overdue_letter()
    row = Outgoing.objects.get()
    assert delivery.deliver(NOW) == 1
    assert delivery.deliver(NOW) == 0
    _path, headers, body = server.received[0]
    assert headers["webhook-id"] == str(row.id)
    signed = f"{row.id}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    data = json.loads(body)["data"]
    assert data["url"].startswith("https://zhenxing.example/letters/")
    assert "督办〔2026〕1号" in data["text"]


@pytest.mark.django_db
def test_a_refusal_is_tried_again_later_with_the_same_id(
    settings: Any, tmp_path: Path, server: Receiver
) -> None:
    configured(settings, tmp_path, hook(server))
    overdue_letter()
    server.answers = [(503, b""), (200, b'{"errcode":310000}'), (302, b""), (200, b"not json")]
    when = NOW
    for wait in delivery.BACK_OFF[:3]:
        assert delivery.deliver(when) == 0
        assert delivery.deliver(when + wait - timedelta(seconds=1)) == 0
        when += wait
    assert Outgoing.objects.get().error == "对方答复 HTTP 302"
    assert delivery.deliver(when) == 1
    assert len(server.received) == 4
    assert len({headers["webhook-id"] for _path, headers, _body in server.received}) == 1
    assert Outgoing.objects.get().tries == 4


@pytest.mark.django_db
def test_it_is_given_up_in_the_end(settings: Any, tmp_path: Path, server: Receiver) -> None:
    configured(settings, tmp_path, hook(server))
    overdue_letter()
    server.answers = [(410, b"")]
    assert delivery.deliver(NOW) == 0
    assert Outgoing.objects.get().given_up_at == NOW
    Outgoing.objects.update(given_up_at=None, tries=len(delivery.BACK_OFF), next_at=NOW)
    server.answers = [(500, b"")]
    delivery.deliver(NOW)
    assert Outgoing.objects.get().given_up_at == NOW


@pytest.mark.django_db
def test_a_server_that_is_not_there_is_waited_for(settings: Any, tmp_path: Path, server: Receiver) -> None:
    configured(settings, tmp_path, hook(server).replace(f":{server.server_port}/", ":1/"))
    overdue_letter()
    assert delivery.deliver(NOW) == 0
    assert Outgoing.objects.get().error.startswith("连不上")


@pytest.mark.django_db
def test_a_channel_taken_out_gives_up(settings: Any, tmp_path: Path, server: Receiver) -> None:
    configured(settings, tmp_path, hook(server))
    overdue_letter()
    configured(settings, tmp_path, hook(server).replace("key: group", "key: another"))
    delivery.deliver(NOW)
    assert Outgoing.objects.get().given_up_at == NOW


@pytest.mark.django_db
@pytest.mark.parametrize(
    "when",
    [
        datetime(2026, 3, 18, 23, 0, tzinfo=CHINA),
        datetime(2026, 3, 18, 5, 0, tzinfo=CHINA),
        datetime(2026, 3, 21, 10, 0, tzinfo=CHINA),
    ],
    ids=["late", "early", "saturday"],
)
def test_quiet_hours(settings: Any, tmp_path: Path, server: Receiver, when: datetime) -> None:
    configured(settings, tmp_path, hook(server))
    overdue_letter()
    assert delivery.deliver(when) == 0
    assert server.received == []


@pytest.mark.django_db
def test_only_the_units_named(settings: Any, tmp_path: Path, server: Receiver) -> None:
    configured(settings, tmp_path, hook(server).replace("send:", "units: [别的单位], send:"))
    overdue_letter()
    assert (Notice.objects.filter(kind="letter").count(), Outgoing.objects.count()) == (1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["dingtalk", "wecom", "feishu"])
def test_group_robots(settings: Any, tmp_path: Path, server: Receiver, kind: str) -> None:
    configured(settings, tmp_path, hook(server, kind))
    overdue_letter()
    assert delivery.deliver(NOW) == 1
    path, _headers, body = server.received[0]
    said = json.loads(body)
    stamp = int(NOW.timestamp())
    if kind == "dingtalk":
        assert path.startswith(f"/hook?timestamp={stamp}000&sign=")
    if kind == "feishu":
        assert said["sign"] == sign(f"{stamp}\n{SECRET}", "")
    text = said["content" if kind == "feishu" else "text"]
    assert "督办〔2026〕1号" in next(iter(text.values()))


def test_an_e_mail_has_a_stable_id(settings: Any, tmp_path: Path) -> None:
    text = (
        "channels:\n  - {key: mail, kind: email, host: 127.0.0.1, port: 25, encryption: none,\n"
        "     sender: 镇兴 <zx@county.example>, to: {县工信局: [a@county.example], '*': b@county.example}}\n"
    )
    configured(settings, tmp_path, text)
    channel = outbox().channels[0]
    assert channel.addresses("县工信局") == ("a@county.example", "b@county.example")
    message = Message("1234-5678", "letter", "蓝色督办单\n1号", "县工信局", "https://x/1", NOW)
    made = email(channel, message, "a@county.example")
    assert made["Message-ID"] == "<1234-5678@county.example>"
    assert made["Subject"] == "蓝色督办单 1号"
    assert "https://x/1" in made.get_content()
    with pytest.raises(KeyError):
        request(channel, message, NOW)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("channels: [{kind: webhook}]", "第1条渠道没有 key"),
        ("channels: [{key: a, kind: fax}]", "不认识：fax"),
        ("channels: [{key: a, kind: wecom, url: 'ftp://x'}]", "https://"),
        ("channels: [{key: a, kind: wecom, url: 'https://x', send: [all]}]", "不认识：all"),
        ("channels: [{key: a, kind: email}]", "缺少 host、port、sender、to"),
        (
            "channels: [{key: a, kind: email, host: h, port: 1, sender: s, to: t, encryption: rot13}]",
            "rot13",
        ),
        (
            "channels: [{key: a, kind: wecom, url: 'https://x'}, {key: a, kind: wecom, url: 'https://y'}]",
            "相同",
        ),
        ("- a list", "channels:"),
        ("quiet: {from: evening}", "evening"),
        ("channels: [", "读不出来"),
    ],
)
def test_a_wrong_file_is_told(settings: Any, tmp_path: Path, text: str, said: str) -> None:
    configured(settings, tmp_path, text)
    with pytest.raises(OutboxFault, match=said):
        outbox()


@pytest.mark.django_db
def test_a_wrong_file_keeps_no_letter_from_being_made(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    configured(settings, tmp_path, "channels: [{kind: fax}]")
    overdue_letter()
    assert "outbox" in caplog.text


def test_hours_may_be_written_without_quotes(settings: Any, tmp_path: Path) -> None:
    configured(settings, tmp_path, "quiet: {from: 12:30, to: 13:00, workdays_only: false}")
    box = outbox()
    assert box.quiet(datetime(2026, 1, 1, 12, 45, tzinfo=CHINA).time())
    assert not box.quiet(datetime(2026, 1, 1, 13, 0, tzinfo=CHINA).time())
