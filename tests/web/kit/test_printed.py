"""What is printed is light: no sheet of ours sets dark colours for paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[3] / "src/zhenxing/web"
SHEETS = [path for path in WEB.rglob("static/*/*.css") if "vendor" not in path.parts]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_dark_is_of_screens_alone(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    for query in re.findall(r"@media[^{]*prefers-color-scheme[^{]*", text):
        assert "screen" in query, query
    for line in text.splitlines():
        assert not line.startswith('[data-bs-theme="dark"]'), "inside @media screen"
