"""The interface's words: Chinese in the code, English in `locale/en/LC_MESSAGES/django.po`.

    python scripts/messages.py compile     write django.mo for every django.po that changed
    python scripts/messages.py check       exit 1 when a text has no English, listing each
    python scripts/messages.py extract     collect new texts (needs Debian's gettext)

The .mo files are made, never committed; compiling needs no gettext.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src/zhenxing/web"


def catalogues(folder: Path) -> list[Path]:
    return sorted(folder.rglob("locale/*/LC_MESSAGES/*.po"))


def compile_one(po: Path) -> bool:
    """Write the .mo beside a .po unless it is already newer; True when it was written."""
    mo = po.with_suffix(".mo")
    if mo.is_file() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return False
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    content = io.BytesIO()
    write_mo(content, catalogue)
    partial = mo.with_suffix(".mo.partial")
    partial.write_bytes(content.getvalue())
    partial.replace(mo)
    return True


def untranslated(po: Path) -> list[str]:
    """The texts of a catalogue that lack a translation or wait for a second look (fuzzy)."""
    from babel.messages.pofile import read_po

    with po.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_texts(message.string)))
    ]


def _texts(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def extract() -> None:
    """Collect every marked text of code and templates into the English catalogue."""
    if shutil.which("xgettext") is None:
        sys.exit(
            "没有 xgettext，请先执行：apt-get install gettext\nxgettext is missing: apt-get install gettext"
        )
    (WEB / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--locale=en", "--no-wrap", "--no-location"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "zhenxing.web.settings.test"}
    subprocess.run(command, cwd=WEB, env=environment, check=True)  # noqa: S603 - no shell


def main(arguments: list[str]) -> None:
    command = arguments[0] if arguments else ""
    if command == "compile":
        for po in catalogues(WEB):
            compile_one(po)
    elif command == "check":
        missing = [f"{po.relative_to(ROOT)}: {text}" for po in catalogues(WEB) for text in untranslated(po)]
        sys.exit("没有英文 without English:\n" + "\n".join(missing) if missing else 0)
    elif command == "extract":
        extract()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
