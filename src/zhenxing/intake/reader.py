"""The public calls: bytes, a path or pasted text → Source."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from zhenxing.core.compiler.source import Source
from zhenxing.intake.child import extract
from zhenxing.intake.errors import refusal
from zhenxing.intake.extract import Extract, one_line_ends, without_nul
from zhenxing.intake.kinds import KINDS, Kind, kind_of, mismatch
from zhenxing.intake.limits import LIMITS, MB, Limits
from zhenxing.intake.office import convert, sheet_headings
from zhenxing.intake.plain import read_plain


def read_bytes(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """What a file says. Raises `IntakeError`, whose message tells a clerk what to do."""
    _check_size(len(data), limits)
    name = _file_name(name)
    kind = kind_of(data, name)
    found = _read(data, kind, limits)
    note = mismatch(kind, name)
    return _source(found, name, kind, data, (note,) if note else (), limits)


def read_path(path: str | Path, limits: Limits = LIMITS) -> Source:
    """What the file at a path says; a file that is missing or may not be read is an `IntakeError`."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise refusal("missing", name=path) from error
    except OSError as error:
        raise refusal("unreadable", name=path, why=error.strerror) from error
    _check_size(max(size, len(data)), limits)
    return read_bytes(data, path.name, limits)


def read_text(text: str, name: str = "", limits: Limits = LIMITS) -> Source:
    """Text that was pasted in."""
    data = text.encode("utf-8", errors="replace")
    _check_size(len(data), limits)
    clean, notes = without_nul(one_line_ends(data.decode("utf-8").removeprefix("\ufeff")))
    name = _file_name(name) or "粘贴的文字"
    return _source(Extract(clean, notes=notes), name, KINDS["text"], data, (), limits)


def _read(data: bytes, kind: Kind, limits: Limits) -> Extract:
    if not kind.in_child:
        return read_plain(data)
    if not kind.converts_to:
        return extract(data, kind.key, limits)
    converted = convert(data, kind, limits)
    found = extract(converted, kind_of(converted, "").key, limits)
    note = f"{kind.chinese}经 LibreOffice 转换后读取，版式与自动编号请对照原件。"
    text = sheet_headings(found.text) if kind.converts_to == "html" else found.text
    return replace(found, text=text, notes=(note, *found.notes))


def _source(
    found: Extract, name: str, kind: Kind, data: bytes, notes: tuple[str, ...], limits: Limits
) -> Source:
    if not found.text.strip():
        raise refusal("no_text")
    _check_length(found.text, limits)
    return Source(
        text=found.text,
        name=name,
        media_type=kind.media_type,
        sha256=sha256(data).hexdigest(),
        encoding=found.encoding,
        page_starts=found.page_starts,
        notes=(*notes, *found.notes),
    )


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise refusal("too_large", size=-(-size // MB), limit=limits.file_bytes // MB)


def _check_length(text: str, limits: Limits) -> None:
    """The compiler takes time by the character and by the line; a person needs an answer either way."""
    if len(text) > limits.characters:
        raise _too_long(len(text), limits.characters, "字", "characters")
    # blank lines cost nothing worth counting
    lines = text.count("\n") + 1
    lines = sum(1 for line in text.split("\n") if line.strip()) if lines > limits.lines else lines
    if lines > limits.lines:
        raise _too_long(lines, limits.lines, "行", "lines")


def _too_long(size: int, limit: int, unit: str, unit_en: str) -> Exception:
    return refusal(
        "too_long",
        size=f"{_in_ten_thousands(size)}{unit}",
        limit=f"{_in_ten_thousands(limit)}{unit}",
        size_en=f"{size:,} {unit_en}",
        limit_en=f"{limit:,}",
    )


def _in_ten_thousands(number: int) -> str:
    return f"{-(-number // 10_000)} 万" if number >= 10_000 else f"{number} "


def _file_name(name: str) -> str:
    """The last part of a path, without control characters, at most 200 characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable())[-200:]
