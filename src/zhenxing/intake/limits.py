"""How much a file may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MB: Final = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes, counts and seconds. `memory` and `office_memory` are address space, not what is in use."""

    file_bytes: int = 20 * MB
    zip_entries: int = 2000
    zip_bytes: int = 200 * MB
    zip_ratio: int = 100
    #: small parts compress well without harm; the ratio counts from here
    zip_ratio_from: int = 1 * MB
    memory: int = 1024 * MB
    office_memory: int = 4096 * MB
    seconds: int = 60
    output_bytes: int = 96 * MB
    #: what the compiler can read in well under a minute whatever the text says; a document of
    #: 200 pages has some 150,000 characters on 8,000 lines
    characters: int = 1_000_000
    lines: int = 100_000


LIMITS: Final = Limits()
