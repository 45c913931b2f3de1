"""What was frozen: one text for one content, and its digest. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORMAT = 1


def canonical(content: Mapping[str, Any]) -> str:
    """Keys in order, no spaces, characters as they are: the same content is the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """The SHA-256 of a frozen text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
