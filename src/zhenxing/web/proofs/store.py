"""Where proofs lie: write-once, each under the hash of its bytes."""

from __future__ import annotations

from zhenxing.web.kit.write_once import Store

FILES = Store("proofs")
