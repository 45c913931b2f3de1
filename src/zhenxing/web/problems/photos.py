"""Photos people send with a problem: of what kind, and without what a telephone writes into them. Pure.

A photo may say where it was taken, with which telephone and by whom. Of somebody who does not give a
name nothing of that is kept: the parts of the file that hold such words are left out, the picture stays.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from zhenxing.web.proofs import kinds
from zhenxing.web.proofs.services import Upload

_MARK, _START_OF_SCAN = 0xFF, 0xDA
#: parts of a JPEG that a picture needs: all but the applications' own words and remarks
_WORDS = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
#: JPEG markers that stand alone, without a length
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"bKGD", b"pHYs", b"sBIT")
)
_WEBP_DROPPED = frozenset((b"EXIF", b"XMP "))
_ENDINGS = {kinds.JPEG: "jpg", kinds.PNG: "png", kinds.WEBP: "webp"}


class NotAPhoto(ValueError):  # noqa: N818 - an answer to whoever sent it, not a fault of the program
    """A file that is no photo we take; the message says what to do."""


def plain(photo: Upload) -> Upload:
    """The photo as it was sent. Raises `NotAPhoto` for any other file."""
    if _kind(photo) not in (*_ENDINGS, kinds.HEIC):
        raise NotAPhoto("只收照片。请拍一张照片，或选一张 JPG、PNG、WebP 图片。")
    return photo


def nameless(photo: Upload) -> Upload:
    """The picture alone, under a name that says nothing. Raises `NotAPhoto` where that cannot be done."""
    kind = _kind(photo)
    if kind not in _ENDINGS:
        raise NotAPhoto(
            "匿名反映只收 JPG、PNG、WebP 照片：其他格式里可能记有拍摄人和地点，去不干净。请截图以后再传。"
        )
    strip = {kinds.JPEG: _jpeg, kinds.PNG: _png, kinds.WEBP: _webp}[kind]
    try:
        data = strip(photo.data)
    except (IndexError, struct.error):
        raise NotAPhoto("照片不完整，打不开。请重新拍一张。") from None
    return Upload(f"photo.{_ENDINGS[kind]}", data)


def _kind(photo: Upload) -> str:
    try:
        return kinds.media_type(photo.data)
    except kinds.Refused as refusal:
        raise NotAPhoto(str(refusal)) from None


def _jpeg(data: bytes) -> bytes:
    """Segment by segment up to the picture itself; what follows its end (a second file) is left out."""
    kept, at = [data[:2]], 2
    while data[at + 1] != _START_OF_SCAN:
        if data[at] != _MARK:
            raise IndexError(at)
        if data[at + 1] in _BARE or data[at + 1] == _MARK:
            at += 1 if data[at + 1] == _MARK else 2
            continue
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if data[at + 1] not in _WORDS:
            kept.append(data[at:end])
        at = end
    stop = data.rfind(b"\xff\xd9", at)
    first = data.find(b"\xff\xd9", at)
    # a preview appended behind the picture begins with a new start mark; the picture ends before it
    again = data.find(b"\xff\xd8\xff", at)
    end = first if again != -1 and first < again else stop
    kept.append(data[at:] + b"\xff\xd9" if end == -1 else data[at : end + 2])
    return b"".join(kept)


def _png(data: bytes) -> bytes:
    return _PNG + b"".join(whole for name, whole in _png_parts(data) if name in _PNG_KEPT)


def _png_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        name, end = data[at + 4 : at + 8], at + 12 + size
        if end > len(data):
            raise IndexError(at)
        yield name, data[at:end]
        if name == b"IEND":
            return
        at = end
    raise IndexError(at)


def _webp(data: bytes) -> bytes:
    """The parts of the container without words; the flags that announce them are taken back."""
    kept, at = [], 12
    while at + 8 <= len(data):
        name = data[at : at + 4]
        (size,) = struct.unpack("<I", data[at + 4 : at + 8])
        end = at + 8 + size + size % 2
        part = data[at:end]
        if name == b"VP8X":
            part = part[:8] + bytes([part[8] & ~0x0C]) + part[9:]
        if name not in _WEBP_DROPPED:
            kept.append(part)
        at = end
    inner = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner
