"""The compiler's commands: compile, xray, diff and evaluate. Loaded when one of them is given."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhenxing.cli import DONE, NO, UNREADABLE, WRONG_USE, CommandError
from zhenxing.core.compiler import Plan, compile_source
from zhenxing.core.compiler.difference import compare, difference_to_dict
from zhenxing.core.compiler.evaluation import KINDS, Evaluation, Score, evaluate
from zhenxing.core.compiler.findings.inheritance import inherit
from zhenxing.core.compiler.serialise import plan_to_dict
from zhenxing.core.compiler.xray import Baseline, examine, render_findings, render_text
from zhenxing.core.periods import Period
from zhenxing.core.quantities import exact, parse
from zhenxing.intake import IntakeError, read_path, split_documents
from zhenxing.packs.loader import load_knowledge
from zhenxing.papers.difference import difference_table, difference_workbook
from zhenxing.papers.plan_table import plan_table
from zhenxing.papers.plan_workbook import plan_workbook

PAGE_SUFFIXES = frozenset({".txt", ".html", ".htm", ".docx", ".pdf", ".ofd"})


def run(name: str, arguments: argparse.Namespace) -> int:
    """Run one of these commands; returns its exit code."""
    try:
        return _COMMANDS[name](arguments)
    except IntakeError as problem:
        raise CommandError(str(problem), UNREADABLE) from problem


def _compile(arguments: argparse.Namespace) -> int:
    plans = {
        name: plan for path in arguments.files for name, plan in _read_plans(path, arguments.home).items()
    }
    if arguments.format == "xlsx":
        return _compile_to_workbooks(plans, arguments.output)
    if arguments.format == "json":
        found = [plan_to_dict(plan) for plan in plans.values()]
        text = json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=2)
    else:
        text = "\n\n".join(plan_table(plan) for plan in plans.values())
    _emit(text, arguments.output)
    return DONE


def _compile_to_workbooks(plans: dict[Path, Plan], output: Path | None) -> int:
    if output and len(plans) > 1 and not output.is_dir():
        raise CommandError(
            "多个文件请用 -o 指定一个已有的文件夹。 With several files, -o must name a folder.", WRONG_USE
        )
    for path, plan in plans.items():
        target = output or path.with_suffix(".xlsx").name
        target = Path(target)
        if target.is_dir():
            target = target / path.with_suffix(".xlsx").name
        _write(target, plan_workbook(plan))
        print(target)
    return DONE


def _xray(arguments: argparse.Namespace) -> int:
    baselines = tuple(_baseline(text) for text in arguments.baseline)
    share = _share(arguments.share) if arguments.share else None
    parent = _read_plan(arguments.parent, arguments.home) if arguments.parent else None
    texts = []
    for path in arguments.files:
        plan = _read_plan(path, arguments.home)
        texts.append(render_text(examine(plan, baselines)))
        if parent is not None:
            cascade = inherit(parent, plan, share)
            texts.append(
                f"对照上级文件《{cascade.parent_title}》：承接{len(cascade.inherited)}个目标"
                f"\n{render_findings(cascade.findings)}"
            )
    _emit("\n\n".join(texts), arguments.output)
    return DONE


def _baseline(text: str) -> Baseline:
    """`产值=2.05亿元@2023`: an indicator, its amount, and the period it was measured in."""
    indicator, _, rest = text.partition("=")
    amount, _, period = rest.rpartition("@")
    try:
        quantity, when = parse(amount), Period.parse(period)
    except ValueError as problem:
        raise CommandError(
            f"基数应写成 指标=数值@年份，如 产值=2.05亿元@2023: {text}({problem})。"
            " A baseline is written indicator=amount@period.",
            WRONG_USE,
        ) from problem
    return Baseline(indicator.strip(), quantity.value, quantity.unit, str(when), "给定基数")


def _share(text: str) -> Decimal:
    try:
        share = exact(text)
    except ValueError as problem:
        raise CommandError(f"份额应是小数，如 0.2: {text}。 A share is a decimal.", WRONG_USE) from problem
    return share


def _diff(arguments: argparse.Namespace) -> int:
    old, new = (_read_plan(path, arguments.home) for path in (arguments.old, arguments.new))
    difference = compare(old, new)
    if arguments.format == "xlsx":
        target = arguments.output or Path(f"{arguments.new.stem}.diff.xlsx")
        _write(target, difference_workbook(difference))
        print(target)
    elif arguments.format == "json":
        _emit(json.dumps(difference_to_dict(difference), ensure_ascii=False, indent=2), arguments.output)
    else:
        _emit(difference_table(difference), arguments.output)
    return DONE


def _evaluate(arguments: argparse.Namespace) -> int:
    gold = {path.stem: _read_gold(path) for path in sorted(_folder(arguments.gold).glob("*.json"))}
    if not gold:
        raise CommandError(f"{arguments.gold} 里没有标注文件(*.json)。 No gold files there.", WRONG_USE)
    pages = _pages(_folder(arguments.pages), set(gold))
    knowledge_home = arguments.home
    result = evaluate({stem: _read_plan(path, knowledge_home) for stem, path in pages.items()}, gold)
    if arguments.json:
        print(json.dumps(_evaluation_dict(result), ensure_ascii=False, indent=2))
    else:
        print(_evaluation_text(result, details=not arguments.brief))
    if arguments.minimum is not None:
        return NO if any(score.f1 < arguments.minimum for score in result.kinds.values()) else DONE
    return DONE


def _pages(folder: Path, stems: set[str]) -> dict[str, Path]:
    pages = {
        path.stem: path
        for path in sorted(folder.iterdir())
        if path.stem in stems and path.suffix.lower() in PAGE_SUFFIXES
    }
    missing = sorted(stems - set(pages))
    if missing:
        raise CommandError(f"{folder} 里缺少原文: {'、'.join(missing)}。 Pages are missing.", WRONG_USE)
    return pages


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise CommandError(f"没有这个文件夹: {path}。 No such folder.", WRONG_USE)
    return path


def _read_gold(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CommandError(f"标注文件读不出来: {path}({problem})。", UNREADABLE) from problem
    return data


def _read_plan(path: Path, home: str | None) -> Plan:
    return compile_source(read_path(path), load_knowledge(home))


def _read_plans(path: Path, home: str | None) -> dict[Path, Plan]:
    """Every document of a file: 合集.pdf with two gives 合集-1.pdf and 合集-2.pdf."""
    sources = split_documents(read_path(path))
    if len(sources) == 1:
        return {path: compile_source(sources[0], load_knowledge(home))}
    print(f"{path}: {len(sources)} 份公文，已分开解析 documents, compiled one by one", file=sys.stderr)
    return {
        path.with_name(f"{path.stem}-{number}{path.suffix}"): compile_source(source, load_knowledge(home))
        for number, source in enumerate(sources, 1)
    }


def _evaluation_dict(result: Evaluation) -> dict[str, Any]:
    return {
        "kinds": {kind: _score_dict(score) for kind, score in result.kinds.items()},
        "documents": {
            name: {kind: _score_dict(score) for kind, score in scores.items()}
            for name, scores in result.documents.items()
        },
    }


def _score_dict(score: Score) -> dict[str, Any]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "gold": score.gold,
        "found": score.found,
        "missed": list(score.missed),
        "surplus": list(score.surplus),
    }


def _evaluation_text(result: Evaluation, *, details: bool) -> str:
    lines = [f"{'kind':<12}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'found':>7}"]
    for kind in KINDS:
        score = result.kinds[kind]
        lines.append(
            f"{kind:<12}{score.precision:8.3f}{score.recall:8.3f}{score.f1:8.3f}{score.gold:7}{score.found:7}"
        )
    if details:
        for name, scores in result.documents.items():
            for kind, score in scores.items():
                lines += [f"- {name} {kind} 漏 {item}" for item in score.missed]
                lines += [f"+ {name} {kind} 多 {item}" for item in score.surplus]
    return "\n".join(lines)


def _emit(text: str, output: Path | None) -> None:
    if output is None:
        print(text)
    else:
        _write(output, text.encode())


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as problem:
        raise CommandError(f"写不进去: {path}({problem.strerror})。", UNREADABLE) from problem


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "compile": _compile,
    "xray": _xray,
    "diff": _diff,
    "evaluate": _evaluate,
}
