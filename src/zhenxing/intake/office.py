"""Old office formats through LibreOffice, where it is installed, inside the limited child."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from zhenxing.intake.child import run_worker
from zhenxing.intake.errors import IntakeError, refusal
from zhenxing.intake.kinds import Kind
from zhenxing.intake.limits import LIMITS, Limits
from zhenxing.intake.locked import asks_for_password

_SHEET: Final = re.compile(r"^Sheet \d{1,5}: ")
_FILTERS: Final = {"docx": "docx:MS Word 2007 XML", "html": "html:HTML (StarCalc):EmbedImages",
            "xlsx": "xlsx:Calc MS Excel 2007 XML"}  # fmt: skip
#: a profile that runs no macro, follows no link and fetches nothing
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def installed() -> str | None:
    """The path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(data: bytes, kind: Kind, limits: Limits = LIMITS) -> bytes:
    """The same document as `kind.converts_to`; raises `needs_office` or `not_converted`."""
    names = {"kind": kind.chinese, "kind_en": kind.english}
    if installed() is None:
        raise refusal("needs_office", **names)
    try:
        converted = run_worker(data, f"office:{kind.key}:{kind.converts_to}", limits, limits.office_memory)
    except IntakeError as error:
        if error.code != "crashed":
            raise
        raise _unconverted(data, names, error.detail) from error
    if not converted:
        raise _unconverted(data, names)
    return converted


def _unconverted(data: bytes, names: dict[str, str], detail: str = "") -> IntakeError:
    """Only what could not be converted is asked for a password: Excel locks some files with one of its
    own that nobody is asked for, and those convert."""
    return (
        refusal("encrypted", detail) if asks_for_password(data) else refusal("not_converted", detail, **names)
    )


def sheet_headings(text: str) -> str:
    """LibreOffice's English headings of a workbook's sheets, of which there are some from two sheets on."""
    if not text.startswith("Overview\n"):
        return text
    lines = text.split("\n")[1:]
    return "\n".join(_SHEET.sub("工作表：", line) for line in lines)


def convert_here(data: bytes, given: str, wanted: str) -> bytes:
    """Run LibreOffice under this process's limits; empty bytes when it made nothing.

    The folder is in the child's own TMPDIR, which the parent removes however the child ends.
    """
    place = Path(tempfile.mkdtemp())
    (place / f"document.{given}").write_bytes(data)
    _write_profile(place)
    _run_office(place, given, wanted)
    made = place / "out" / f"document.{wanted}"
    return made.read_bytes() if made.is_file() else b""


def _write_profile(place: Path) -> None:
    user = place / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")


def _run_office(place: Path, given: str, wanted: str) -> None:
    program = installed()
    if program is None:
        raise FileNotFoundError("soffice")
    command = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--convert-to",
        _FILTERS[wanted],
        "--outdir",
        str(place / "out"),
        str(place / f"document.{given}"),
    ]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - no shell
