"""Proofs, in a write-once store."""

from __future__ import annotations

from zhenxing.web.kit.write_once import Store

FILES = Store("recognition")
