"""Original files of documents, in a write-once store."""

from __future__ import annotations

from zhenxing.web.kit.write_once import Store, digest

FILES = Store("documents")
path_of = FILES.path_of
keep = FILES.keep

__all__ = ["FILES", "digest", "keep", "path_of"]
