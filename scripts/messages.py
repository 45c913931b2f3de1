"""The interface's words: Chinese in the code, English in `locale/en/LC_MESSAGES/django.po`.

    python scripts/messages.py compile     write django.mo for every django.po that changed
    python scripts/messages.py check       exit 1 when a marked text has no English, listing each
    python scripts/messages.py extract     collect new texts (needs Debian's gettext)

The .mo files are made, never committed; compiling needs no gettext.
"""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src/zhenxing/web"
#: texts listed at once
MOST = 30


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


_CALLS = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"})
_STRING = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_TEMPLATE_CALL = re.compile(rf"\b(?:n?gettext|_)\(\s*u?({_STRING})")


def marked_in_code(source: str) -> set[str]:
    """The texts that Python code marks for translation."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        if getattr(node.func, "id", getattr(node.func, "attr", "")) in _CALLS
        if isinstance(node.args[0].value, str)
    }


def marked_in_template(source: str) -> set[str]:
    """The texts that a template marks for translation."""
    from django.utils.translation.template import templatize

    return {ast.literal_eval(text) for text in _TEMPLATE_CALL.findall(templatize(source))}


def marked(folder: Path) -> set[str]:
    """Every marked text of a folder's code and templates."""
    code = (marked_in_code(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py"))
    pages = (marked_in_template(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html"))
    return set().union(*code, *pages)


def without_english(folder: Path) -> list[str]:
    """Marked texts that no catalogue of the folder has, and those it has without a translation."""
    from babel.messages.pofile import read_po

    known: set[str] = set()
    lacking: list[str] = []
    for po in catalogues(folder):
        with po.open("rb") as file:
            known |= {_singular(message.id) for message in read_po(file)}
        lacking += untranslated(po)
    return [*lacking, *sorted(marked(folder) - known)]


def _singular(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


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
        missing = without_english(WEB)
        more = f"\n… {len(missing)} 条 in all" if len(missing) > MOST else ""
        sys.exit("没有英文 without English:\n" + "\n".join(missing[:MOST]) + more if missing else 0)
    elif command == "extract":
        extract()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
