"""What runs inside the limited child: `python -m zhenxing.intake.worker KIND MEMORY SECONDS OUTPUT`.

Bytes come on standard input; an `Extract` or an error leaves as JSON, a converted file as it is, a
workbook's cells as Arrow streams.
Each reader is imported only when its kind is asked for: start-up is most of a small file's cost.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from typing import Any

from zhenxing.intake.child import OUT_OF_MEMORY
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.extract import Extract

#: frames: a few for each of the 2,048 levels that libxml2 lets a tree have
DEEPEST = 20_000


def main(arguments: list[str]) -> int:
    kind = arguments[0]
    memory, seconds, output = map(int, arguments[1:])
    limit(memory, seconds, output)
    sys.setrecursionlimit(DEEPEST)
    data = sys.stdin.buffer.read()
    try:
        answer = _answer(data, kind)
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    return 0


def _answer(data: bytes, kind: str) -> bytes | memoryview:
    if kind.startswith("office:"):
        return convert(data, kind)
    return workbook(data, kind) if kind.startswith("workbook:") else as_json(data, kind)


def limit(memory: int, seconds: int, output: int) -> None:
    """Address space, processor seconds and the size of any file written; none can be raised again."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def as_json(data: bytes, kind: str) -> bytes:
    said: dict[str, Any]
    try:
        said = asdict(read(data, kind))
    except IntakeError as error:
        return _error(error)
    return json.dumps(said, ensure_ascii=False).encode("utf-8", errors="replace")


def _error(error: IntakeError) -> bytes:
    fields = {name: getattr(error, name) for name in ("code", "message", "english", "detail")}
    return json.dumps({"error": fields}, ensure_ascii=False).encode("utf-8", errors="replace")


def read(data: bytes, kind: str) -> Extract:
    if kind == "docx":
        from zhenxing.intake.docx import read_docx as reader
    elif kind == "pdf":
        from zhenxing.intake.pdf import read_pdf as reader
    elif kind == "ofd":
        from zhenxing.intake.ofd import read_ofd as reader
    elif kind == "mhtml":
        from zhenxing.intake.html import read_mhtml as reader
    elif kind == "html":
        from zhenxing.intake.html import read_html as reader
    else:
        raise ValueError(f"no reader for {kind}")
    return reader(data)


def workbook(data: bytes, kind: str) -> bytes | memoryview:
    """`workbook:xlsx`: the cells of every sheet as Arrow streams, or an error as JSON."""
    from zhenxing.intake.workbooks.cells import read_cells

    try:
        return read_cells(data, kind.partition(":")[2])
    except IntakeError as error:
        return _error(error)


def convert(data: bytes, kind: str) -> bytes:
    """`office:doc:docx`: LibreOffice makes the second kind of the first."""
    from zhenxing.intake.office import convert_here

    _, given, wanted = kind.split(":")
    return convert_here(data, given, wanted)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    # Interpreter shutdown after a parser has eaten its memory can only go wrong.
    os._exit(code)
