"""The rulebooks of the fictional demo county, as texts with the cases beside them."""

from __future__ import annotations

from importlib import resources

_HOME = resources.files("zhenxing.packs") / "demo" / "rules"


def demo_texts() -> dict[str, str]:
    """Key → text of every demo book, in the order of their names."""
    files = sorted((one for one in _HOME.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    return {file.name.removesuffix(".yaml"): file.read_text(encoding="utf-8") for file in files}


def demo_cases(key: str) -> str:
    """The text of the cases beside a demo book."""
    return (_HOME / "cases" / f"{key}.yaml").read_text(encoding="utf-8")
