"""Which cells of an .xlsx sheet are merged: the one thing of its layout that the fast reader leaves out."""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import Final

from zhenxing.core.fields import column_index
from zhenxing.intake.archive import opened, read_entry
from zhenxing.intake.workbooks.sheets import Merge
from zhenxing.intake.xml import attribute, local, parse_xml

#: larger sheets are data, not forms: reading them twice would cost more than their merges tell
_LARGEST: Final = 16_000_000
_MERGE: Final = re.compile(
    rb'<(?:\w{1,9}:)?mergeCell\s+ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)


def merges_of(data: bytes) -> dict[str, list[Merge]]:
    """The merges of every sheet by its name; of sheets that are too large, none."""
    with opened(data) as archive:
        return {name: _merges(archive, part) for name, part in _parts(archive).items()}


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → part."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    rels = parse_xml(read_entry(archive, "xl/_rels/workbook.xml.rels"), "workbook.xml.rels")
    targets = {attribute(rel, "Id"): attribute(rel, "Target") or "" for rel in rels}
    book = parse_xml(read_entry(archive, "xl/workbook.xml"), "workbook.xml")
    found = {}
    for sheet in (element for element in book.iter() if local(element) == "sheet"):
        part = posixpath.normpath(posixpath.join("/xl", targets.get(attribute(sheet, "id"), ""))).lstrip("/")
        if part in names:
            found[attribute(sheet, "name") or ""] = part
    return found


def _merges(archive: zipfile.ZipFile, part: str) -> list[Merge]:
    if archive.getinfo(part).file_size > _LARGEST:
        return []
    found = _MERGE.findall(read_entry(archive, part))
    return [
        Merge(int(top) - 1, column_index(left.decode()), int(bottom) - 1, column_index(right.decode()))
        for left, top, right, bottom in found
    ]
