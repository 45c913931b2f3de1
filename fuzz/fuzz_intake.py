"""Search for files that break a reader. The first byte chooses the reader, the others are the file.

Word and OFD files are searched part by part as well: a zip whose bytes are changed at random is
nearly always broken before any XML is looked at.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from typing import Any

from fuzz import seeds as made

try:
    import atheris
except ImportError:
    # the checks work without a fuzzer: tests replay what was found
    from contextlib import nullcontext as watched
else:
    watched = atheris.instrument_imports

with watched():
    from fuzz.harness import check_read, search
    from zhenxing.intake.docx import read_docx
    from zhenxing.intake.extract import Extract
    from zhenxing.intake.html import read_html, read_mhtml
    from zhenxing.intake.kinds import kind_of
    from zhenxing.intake.ofd import read_ofd
    from zhenxing.intake.pdf import read_pdf
    from zhenxing.intake.plain import read_plain
    from zhenxing.intake.worker import DEEPEST


def _zip(parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()


def _part(read: Callable[[bytes], Extract], whole: dict[str, bytes], name: str) -> Callable[[bytes], Any]:
    """Read a sound file of which one part is replaced."""
    return lambda data: read(_zip({**whole, name: data}))


def _any_kind(data: bytes) -> Extract:
    kind_of(data, "a.docx")
    return Extract("")


READERS: tuple[Callable[[bytes], Any], ...] = (
    read_plain,
    read_html,
    read_mhtml,
    read_pdf,
    read_docx,
    read_ofd,
    _any_kind,
    *(_part(read_docx, made.DOCX, name) for name in made.DOCX),
    *(_part(read_ofd, made.OFD, name) for name in made.OFD),
)


def target(data: bytes) -> None:
    if len(data) > 1:
        check_read(READERS[data[0] % len(READERS)], data[1:])


def seeds() -> dict[str, bytes]:
    whole = [made.plain(), made.page(), made.mhtml(), made.pdf(), _zip(made.DOCX), _zip(made.OFD), b"PK\3\4"]
    parts = [*made.DOCX.values(), *made.OFD.values()]
    return {f"{index:02}": bytes((index,)) + data for index, data in enumerate([*whole, *parts])}


if __name__ == "__main__":
    # as the limited child sets it
    sys.setrecursionlimit(DEEPEST)
    search(target, seeds())
