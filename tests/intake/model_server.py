"""A small HTTP server on the loopback address that answers as it is told, well or badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def chat(content: str) -> bytes:
    """An answer in the form of the chat interface."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def items(*found: dict[str, Any]) -> bytes:
    return chat(json.dumps({"items": list(found)}, ensure_ascii=False))


class Server(ThreadingHTTPServer):
    """`answers` are used in turn, the last again and again; `asked` keeps every question."""

    daemon_threads = True

    def __init__(self, *answers: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = list(answers)
        self.status = status
        self.headers = headers or {}
        self.asked: list[dict[str, Any]] = []
        #: seconds before the answer, between its bytes, and whether its end is cut off
        self.wait = self.drip = 0.0
        self.cut = False
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def next_answer(self) -> bytes:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, **json.loads(body)})
        self.server.over.wait(self.server.wait)
        answer = self.server.next_answer()
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        try:
            self._send(answer[: len(answer) // 2] if self.server.cut else answer)
        except OSError:
            self.close_connection = True

    def _send(self, answer: bytes) -> None:
        step = 1 if self.server.drip else max(len(answer), 1)
        for at in range(0, len(answer), step):
            self.wfile.write(answer[at : at + step])
            self.wfile.flush()
            time.sleep(self.server.drip)

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its result."""


@contextmanager
def serving(*answers: bytes, **more: Any) -> Iterator[Server]:
    server = Server(*answers, **more)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
