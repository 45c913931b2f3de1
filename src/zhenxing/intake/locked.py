"""Whether an old Word or Excel file is locked with a password, told by the first bytes of its streams.

Word 97–2003 says so in a flag of its file information block ([MS-DOC] 2.5.2, `fEncrypted`), Excel by
a FILEPASS record among the first of its workbook stream ([MS-XLS] 2.4.117). Streams begin on a sector
(512 bytes), small ones on a sector of the container's own small stream (64 bytes).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_SECTOR: Final = 64
_WORD: Final = (b"\xec\xa5", b"\xdc\xa5")
_ENCRYPTED: Final = 0x0100
#: the beginning of a workbook's globals: BIFF8 and BIFF5
_WORKBOOK: Final = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_FILEPASS: Final = 0x002F
#: what may stand between the beginning and FILEPASS is little
_RECORDS: Final = 6
_FOUND: Final = 64


def asks_for_password(data: bytes) -> bool:
    """True when a stream that looks like a Word document's or a workbook's says it is encrypted."""
    return any(_word_locked(data, at) for at in _streams(data, _WORD)) or any(
        _workbook_locked(data, at) for at in _streams(data, _WORKBOOK)
    )


def _streams(data: bytes, signs: tuple[bytes, ...]) -> Iterator[int]:
    """Where on a sector one of the signs stands; the first few, whatever the file repeats."""
    for sign in signs:
        at = data.find(sign)
        for _ in range(_FOUND):
            if at < 0:
                break
            if at % _SECTOR == 0:
                yield at
            at = data.find(sign, at + 1)


def _word_locked(data: bytes, at: int) -> bool:
    """The block's version lies between Word 6's and Word 2007's, else the two bytes are chance."""
    if len(data) < at + 12:
        return False
    version, flags = struct.unpack_from("<H", data, at + 2)[0], struct.unpack_from("<H", data, at + 10)[0]
    return 0x65 <= version <= 0x112 and bool(flags & _ENCRYPTED)


def _workbook_locked(data: bytes, at: int) -> bool:
    for _ in range(_RECORDS):
        if len(data) < at + 4:
            return False
        record, length = struct.unpack_from("<HH", data, at)
        if record == _FILEPASS:
            return True
        at += 4 + length
    return False
