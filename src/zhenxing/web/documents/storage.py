"""Original files of documents, in a write-once store."""

from __future__ import annotations

from zhenxing.web.kit.write_once import Store, digest

_STORE = Store("documents")
path_of = _STORE.path_of
keep = _STORE.keep

__all__ = ["digest", "keep", "path_of"]
