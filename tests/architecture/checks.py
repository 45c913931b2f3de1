"""The house rules as functions: the text of a file in, a list of findings out (empty: all is well).

They read text only, so each can be shown good and bad examples; `test_house.py` holds the
repository to them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_FUNCTION = 60
MAX_MODULE = 400
#: the third-party packages that core may use: pure computation over text
CORE_MAY_USE = frozenset({"opencc", "pypinyin", "rapidfuzz"})
#: what single parts of core may use besides: the form of a rulebook is YAML, its columns are Arrow
PARTS_MAY_USE = {
    "rules/reading.py": frozenset({"yaml"}),
    "rules/read_values.py": frozenset({"yaml"}),
    "rules/read_conditions.py": frozenset({"yaml"}),
    "rules/form.py": frozenset({"yaml"}),
    "rules/writing.py": frozenset({"yaml"}),
    "rules/examples.py": frozenset({"yaml"}),
    "rules/columns/arrays.py": frozenset({"numpy", "pyarrow"}),
    "rules/columns/asking.py": frozenset({"numpy"}),
    "rules/columns/bits.py": frozenset({"numpy"}),
    "rules/columns/expressions.py": frozenset({"numpy"}),
    "rules/columns/numbers.py": frozenset({"numpy"}),
    "rules/columns/rows.py": frozenset({"pyarrow"}),
}
#: an app's doors, what other apps may import of it: its records, questions, deeds, and its vocabulary
DOORS = frozenset({"models", "queries", "actions", "services", "registry"}) | {
    "kinds",
    "payloads",
    "roles",
    "states",
}
#: parts of web that serve every app, or start them all
SHARED = frozenset(
    {"kit", "settings", "operations", "urls", "registers", "jobs", "formats", "wsgi", "proofs"}
)
_CLOCKS = frozenset(
    {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.localtime"}
)
_NETWORK = frozenset(
    {
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
        "urllib.request",
        "http.client",
        "ftplib",
        "smtplib",
        "socket",
    }
)
_HOST = re.compile(r"(?:https?|ssh|git)://([A-Za-z0-9.-]+)|--(?:extra-)?index-url|--find-links")
_SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b")
_CODED = re.compile(r"#\s*(?:noqa: [A-Z]+[0-9]|type:\s*ignore\[)")
_REASON = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+\s*[-—] \S|type:\s*ignore\[[\w, -]+\]\s*#\s*\S)")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Function:
    name: str
    line: int
    length: int


def functions(tree: ast.Module) -> Iterator[Function]:
    """Every function and method, with its length in lines from `def` to its last."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)


def long_functions(source: str) -> list[str]:
    return [
        f"{function.line} {function.name}: {function.length} lines"
        for function in functions(ast.parse(source))
        if function.length > MAX_FUNCTION
    ]


def module_too_long(source: str) -> bool:
    return len(source.splitlines()) > MAX_MODULE


def clocks(source: str) -> list[str]:
    """Calls that ask the machine for the time."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if any(name == clock or name.endswith("." + clock) for clock in _CLOCKS):
                found.append(f"{node.lineno} {name}")
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            found += [f"{node.lineno} from time import {alias.name}" for alias in node.names]
    return found


def imports(source: str) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything imported; `from a import b` gives `a.b`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def network_imports(source: str) -> list[str]:
    """Imports that could phone out."""
    return [
        f"{line} {name}"
        for line, name in imports(source)
        if any(name == door or name.startswith(door + ".") for door in _NETWORK)
    ]


def foreign_to_core(source: str, stdlib: frozenset[str], part: str = "") -> list[str]:
    """Third-party imports beyond the three that core may use, and what its `part` may."""
    allowed = CORE_MAY_USE | PARTS_MAY_USE.get(part, frozenset()) | stdlib | {"zhenxing"}
    return [f"{line} {name}" for line, name in imports(source) if name.split(".")[0] not in allowed]


def trespasses(source: str, app: str) -> list[str]:
    """What an app of `zhenxing.web` imports from the inside of another one."""
    found = []
    for line, name in imports(source):
        parts = name.split(".")
        if parts[:2] != ["zhenxing", "web"] or len(parts) < 4:
            continue
        other, door = parts[2], parts[3]
        if other != app and other not in SHARED and door not in DOORS:
            found.append(f"{line} {name}")
    return found


def hosts(lock: str) -> list[str]:
    """Addresses a lock file names; it must pin by hash alone."""
    return [match.group(0) for match in _HOST.finditer(lock)]


def han_grams(text: str, length: int = 18) -> set[str]:
    """Every run of that many Han characters, whatever stands between them."""
    han = "".join(_HAN.findall(text))
    return {han[start : start + length] for start in range(len(han) - length + 1)}


def unexplained(source: str) -> list[str]:
    """Silenced checks (noqa, type-ignore) without a code, or without words after it or on the line above."""
    found, above = [], ""
    for number, line in enumerate(source.splitlines(), 1):
        silenced = _SILENCED.search(line)
        if silenced and not (_CODED.search(line) and (_REASON.search(line) or above.startswith("# "))):
            found.append(f"{number} {line.strip()}")
        above = line.strip()
    return found


def swallowed(source: str) -> list[str]:
    """Exception handlers that do nothing at all."""
    return [
        f"{node.lineno} except: pass"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler) and len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
    ]
