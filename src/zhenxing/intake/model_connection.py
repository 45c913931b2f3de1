"""One question to a model on the site's own network, one answer, within a time and a size.

The only place in Zhenxing that opens a connection outwards; `local_model` sees to it that the
address is the site's own. `http.client` rather than `urllib.request`: it follows no redirect, heeds
no proxy, and its socket can be closed when the time is up, however slowly an answer drips.
"""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from typing import Final
from urllib.parse import SplitResult

from zhenxing.intake.proposer import ProposerError

_AT_ONCE: Final = 65_536


@dataclass(frozen=True)
class Limits:
    """Seconds for one question and for a document; bytes of one answer."""

    seconds: float = 60
    all_seconds: float = 300
    answer_bytes: int = 1024 * 1024


LIMITS: Final = Limits()


def exchange(address: SplitResult, path: str, body: bytes, limits: Limits, ends: float) -> bytes:
    """POST `body`; the answer's bytes. Raises `ProposerError`. `ends` is on the monotonic clock."""
    seconds = min(limits.seconds, ends - time.monotonic())
    over = f"模型在 {limits.all_seconds:g} 秒内没有答完"
    if seconds <= 0:
        raise ProposerError(over)
    connection = _connection(address, seconds)
    began = time.monotonic()
    try:
        connection.connect()
        with _cut_after(connection.sock, began + seconds - time.monotonic()):
            return _answer(connection, address.path.rstrip("/") + path, body, limits)
    except (OSError, http.client.HTTPException, ValueError) as error:
        # ValueError: what a socket raises that was closed under a reader
        late = time.monotonic() - began >= seconds * 0.95
        slow = over if seconds < limits.seconds else f"模型在 {seconds:g} 秒内没有答复"
        raise ProposerError(slow if late else "连不上模型，或答复中断", repr(error)) from error
    finally:
        connection.close()


def _connection(address: SplitResult, seconds: float) -> http.client.HTTPConnection:
    make = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    return make(address.hostname or "", address.port, timeout=seconds)


@contextmanager
def _cut_after(line: socket.socket, seconds: float) -> Iterator[None]:
    """Hang up when the time is over: a socket's own time-out begins anew with every byte."""
    timer = Timer(max(seconds, 0), _hang_up, (line,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _answer(connection: http.client.HTTPConnection, path: str, body: bytes, limits: Limits) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    connection.request("POST", path, body, headers)
    response = connection.getresponse()
    if response.status != http.client.OK:
        raise ProposerError(f"模型拒绝答复（HTTP {response.status}）")
    received = bytearray()
    while chunk := response.read1(_AT_ONCE):
        received += chunk
        if len(received) > limits.answer_bytes:
            raise ProposerError(f"模型的答复超过 {limits.answer_bytes // 1024} KB")
    if response.length:
        raise http.client.IncompleteRead(bytes(received), response.length)
    return bytes(received)
