"""Read the shipped rulebooks and the cases beside them.

`python -m zhenxing.packs.rules_loader FILE…` checks files: every fault with its line, then the cases.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from zhenxing.core.rules.book import Rulebook
from zhenxing.core.rules.examples import disagreements, parse_examples
from zhenxing.core.rules.form import RuleFaults, parse

_HOME = "rules"


@lru_cache(maxsize=1)
def load_rulebooks() -> Mapping[str, Rulebook]:
    """Every shipped book by its key. Raises `RuleFaults` when one is not well formed."""
    texts = shipped_texts()
    return MappingProxyType({key: parse(text, f"{key}.yaml") for key, text in texts.items()})


def shipped_texts() -> dict[str, str]:
    """Key → text of every shipped book, in the order of their names."""
    home = resources.files("zhenxing.packs") / _HOME
    files = sorted((entry for entry in home.iterdir() if entry.name.endswith(".yaml")), key=lambda e: e.name)
    return {entry.name.removesuffix(".yaml"): entry.read_text(encoding="utf-8") for entry in files}


def shipped_cases(key: str) -> str | None:
    """The text of the cases beside a shipped book; None when there are none."""
    entry = resources.files("zhenxing.packs") / _HOME / "cases" / f"{key}.yaml"
    return entry.read_text(encoding="utf-8") if entry.is_file() else None


def check(file: Path) -> list[str]:
    """What is wrong with a rulebook file or its cases (`cases/<name>` beside it); empty when all is well.

    Raises OSError when the file cannot be read.
    """
    try:
        book = parse(file.read_text(encoding="utf-8"), str(file))
        if book.key != file.stem:
            return [f"{file}:文件名应与标识一致,为 {book.key}.yaml"]
        cases = file.parent / "cases" / file.name
        if not cases.is_file():
            return []
        examples = parse_examples(cases.read_text(encoding="utf-8"), str(cases), book)
    except RuleFaults as faults:
        return [str(fault) for fault in faults.faults]
    except UnicodeDecodeError:
        return [f"{file}:不是UTF-8文字,请另存为UTF-8"]
    return [
        f"{cases} 第{example.line}行:{told}" for example in examples for told in disagreements(book, example)
    ]


def main(arguments: Sequence[str]) -> int:
    """Check files and say what is wrong; 1 when anything is."""
    told = [line for name in arguments for line in check(Path(name))]
    print("\n".join(told) if told else f"{len(arguments)}个文件没有问题")  # noqa: T201 - it is a command
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
