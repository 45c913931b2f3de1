"""Bytes → Source: `read_bytes`, `read_path`, `read_text`, and their one error, `IntakeError`."""

from __future__ import annotations

from zhenxing.intake.errors import IntakeError
from zhenxing.intake.reader import read_bytes, read_path, read_text

__all__ = ["IntakeError", "read_bytes", "read_path", "read_text"]
