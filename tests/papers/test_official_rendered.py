"""A paper as LibreOffice prints it: 22 lines of 28 characters, page numbers outside, 版记 on the edge."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from papers.official_samples import SENTENCE, a_paper
from zhenxing.papers.official import AttachmentText, Paragraph, official_docx

SOFFICE = shutil.which("soffice")
ROOT = Path(__file__).resolve().parents[2]
#: points: the core's edges on an A4 page
LEFT, TOP, RIGHT, BOTTOM = 79.4, 104.9, 521.6, 742.7
LINE = 28.95


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[list[dict[str, Any]]]]:
    """Pages → lines from the top → characters from the left."""
    if SOFFICE is None:
        pytest.skip("没有 LibreOffice：apt-get install libreoffice-writer")
    where = tmp_path_factory.mktemp("paper")
    fonts = where / "fonts.conf"
    own = (ROOT / "deploy/fonts/65-official-papers.conf").read_text(encoding="utf-8")
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    fonts.write_text(own.replace("<fontconfig>", f"<fontconfig>{system}"), encoding="utf-8")
    body = (
        Paragraph(SENTENCE * 3),
        Paragraph("一二三四五六七八九十" * 60),
        AttachmentText("附表", (Paragraph(SENTENCE),)),
    )
    (where / "paper.docx").write_bytes(official_docx(a_paper(body=body)))
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation=file://{where}/home",
            "--headless",
            "--convert-to",
            "pdf",
            "paper.docx",
        ],
        cwd=where,
        env={"PATH": "/usr/bin:/bin", "HOME": str(where), "FONTCONFIG_FILE": str(fonts)},
        check=True,
        capture_output=True,
        timeout=180,
    )
    with pdfplumber.open(where / "paper.pdf") as document:
        return [_lines(page) for page in document.pages]


def _lines(page: Any) -> list[list[dict[str, Any]]]:
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for character in page.chars:
        if character["text"].strip():
            rows[round(character["bottom"] / 3)].append(character)
    return [sorted(rows[at], key=lambda one: one["x0"]) for at in sorted(rows)]


def _text(line: list[dict[str, Any]]) -> str:
    return "".join(character["text"] for character in line)


def test_a_page_holds_22_lines_of_28_characters(pages: list[Any]) -> None:
    second = pages[1]
    full = [line for line in second if len(_text(line)) == 28]
    assert len(second) == 22 + 1  # and the page number
    assert len(full) >= 20
    steps = [later[0]["bottom"] - line[0]["bottom"] for line, later in pairwise(full)]
    assert all(abs(step - LINE) < 0.1 for step in steps)
    assert all(line[0]["x0"] > LEFT - 1 and line[-1]["x1"] < RIGHT + 1 for line in full)
    assert TOP < second[0][0]["bottom"] < TOP + LINE


def test_the_head(pages: list[Any]) -> None:
    organ, number = pages[0][0], pages[0][1]
    assert _text(organ) == "清河县人民政府文件"
    assert organ[0]["non_stroking_color"] in ((1, 0, 0), [1, 0, 0], (1.0, 0.0, 0.0))
    # 35 mm below the core's edge
    assert abs(organ[0]["top"] - (TOP + 99.2)) < 6
    assert _text(number) == "清政发〔2026〕5号"


def test_page_numbers_alternate(pages: list[Any]) -> None:
    first, second = pages[0][-1], pages[1][-1]
    assert (_text(first), _text(second)) == ("—1—", "—2—")
    assert first[-1]["x1"] > RIGHT - 20
    assert second[0]["x0"] < LEFT + 20
    # the dash 7 mm below the core
    assert abs((first[0]["top"] + first[0]["bottom"]) / 2 - (BOTTOM + 19.8)) < 4


def test_the_imprint_stands_on_the_lower_edge(pages: list[Any]) -> None:
    printed = next(line for line in pages[-1] if "印发" in _text(line))
    assert "清河县人民政府办公室" in _text(printed)
    assert 0 < BOTTOM - printed[0]["bottom"] < LINE
    assert not any("印发" in _text(line) for page in pages[:-1] for line in page)
