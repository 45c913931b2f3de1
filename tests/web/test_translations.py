"""The English catalogues keep every placeholder. (`./test` checks that no text is missing.)"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import zhenxing.web

WEB = Path(zhenxing.web.__file__).parent
CATALOGUES = sorted(WEB.rglob("locale/en/LC_MESSAGES/*.po"))
_HOLE = re.compile(r"%\(\w+\)[sd]")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[3].name)
def test_english_keeps_the_placeholders(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file)
    wrong = [
        (message.id, english)
        for message in catalogue
        for chinese, english in _pairs(message.id, message.string)
        if chinese and (english == chinese or set(_HOLE.findall(chinese)) != set(_HOLE.findall(english)))
    ]
    assert wrong == []


def _pairs(chinese: str | tuple[str, ...], english: str | tuple[str, ...]) -> list[tuple[str, str]]:
    if isinstance(chinese, str):
        return [(chinese, str(english))]
    return [(chinese[0], text) for text in english]
