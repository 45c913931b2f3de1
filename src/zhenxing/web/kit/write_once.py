"""Files kept as they came, write-once, each under the hash of its bytes.

A model that keeps files says so: `stored: ClassVar = {"sha256": FILES}`, its fields that hold hashes
and the stores the files lie in. `zhenxing doctor --deep` reads them all by that.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


def digest(data: bytes) -> str:
    """The name a file has in a store: the SHA-256 of its bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Store:
    """A folder of the site's files. What is in it is never edited; what is read back can be verified."""

    folder: str

    def path_of(self, sha256: str) -> Path:
        """Where the file of that hash lies."""
        return Path(settings.MEDIA_ROOT) / self.folder / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        return self.path_of(sha256).read_bytes()

    def keep(self, data: bytes) -> str:
        """Store bytes and return their hash. Stored again, nothing happens; a half file never appears."""
        name = digest(data)
        path = self.path_of(name)
        if path.exists():
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".incoming-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o400)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return name
