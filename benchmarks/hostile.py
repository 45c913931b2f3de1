"""Does time grow no faster than length, whatever the text? Each pattern compiled once and four times as long.

    python benchmarks/hostile.py [--json] [--size N]

Linear is ×4, quadratic ×16. The peer is OpenCC over the same text: the least any reading can cost.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable

import opencc

from zhenxing.core.compiler import Knowledge, Source, compile_source
from zhenxing.packs.loader import load_knowledge

NAME = "hostile: time against length on texts made to be slow"
GROWTH = 4
PATTERNS = (
    *(
        "(",
        ")",
        "（(",
        "《",
        "“",
        "〔2023",
        "(a",
        "1",
        "1.",
        "1)",
        "1,",
        "111,",
        "一",
        "百分之",
        "万亿",
        "2024年",
    ),
    *("3家", "10亿级、", "3家\t2025年\t", "由1家提高到", "近三年未", "十四五", "每1家加1分,", "连续两年的"),
    *(
        "对1家企业的,给予2万元奖励、",
        "2023925日",
        "到年，",
        "—3—",
        "　",
        " ",
        "\n",
        "\t",
        "县 ",
        "，，",
        "０",
        "⼀",
    ),
    *(
        "&amp;",
        "<p ",
        "<!--",
        "?span ",
        "专嫡?",
        "首页>",
        "。",
        "。(一)",
        "、",
        "县",
        "县局",
        "和",
        "等部门",
        "牵头",
    ),
    *(
        "(县工信局牵头",
        "(县工信局牵头)",
        "责任单位:",
        "责任单位:县工信局、",
        "责任单位 ",
        "以上任务由",
        "按职责",
    ),
    *(
        "负责配合落实",
        "序号\n重点任务\n牵头单位\n",
        "序号\t重点任务\t牵头单位\n1\t",
        "重点任务\n责任单位\n完成时限\n县工信局\n",
        "任务   责任   单位\n",
        "(1)建园。(牵头单位:县工信局(以下县县县县\n",
        "第一",
        "书记王",
        "、书记",
        "要各乡镇",
        "# 一、\n",
        "一、总体要求  ",
        "\\n",
    ),
)


#: the same, but no line is like another: what is printed over and over would be taken off
DISTINCT = (
    "序号重点任务年度目标牵头单位责任单位完成时限\n{}\n",
    "序号重点任务年度目标牵头单位责任单位完成时限\n1{}完成投资。县工信局县财政局12月底\n2{}完成投资。县工信局12月底\n",
    "序号 工作任务 具体目标 责任单位 完成时限\n{}\n",
    "序号 工作任务 具体目标 责任单位 完成时限\n1 {} 完成改造，\n年交易。 县商务局\n9月底\n",
    "—1—\n{}工作要点\n正文{}。\n—1—\n{}工作要点\n正文。\n",
    "{}工作方案\n云岭县人民政府\n2024年3月5日\n",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--size", type=int, default=20_000, help="characters of the shorter text")
    arguments = parser.parse_args()
    knowledge = load_knowledge()
    compile_source(Source("云岭县方案"), knowledge)
    found = [_measure(pattern, arguments.size, knowledge) for pattern in (*PATTERNS, *DISTINCT)]
    found.sort(key=lambda row: -row[2])
    if arguments.json:
        print(json.dumps(_summary(arguments.size * GROWTH, found), ensure_ascii=False))
        return
    for pattern, short, long, peer in found:
        growth = long / max(short, 1e-9)
        print(f"{pattern!r:<34}{short:8.3f} s {long:8.3f} s  ×{growth:5.1f}  OpenCC ×{long / peer:,.0f}")


def _measure(pattern: str, size: int, knowledge: Knowledge) -> tuple[str, float, float, float]:
    short, long = (_filled(pattern, length) for length in (size, size * GROWTH))
    convert = opencc.OpenCC("t2s").convert
    return (
        pattern,
        _seconds(lambda: compile_source(Source(short), knowledge)),
        _seconds(lambda: compile_source(Source(long), knowledge)),
        _seconds(lambda: convert(long)),
    )


def _filled(pattern: str, length: int) -> str:
    """The pattern over and over; where it leaves a place, with a word of its own each time."""
    if "{}" not in pattern:
        return pattern * (length // len(pattern))
    return "".join(pattern.replace("{}", _word(number)) for number in range(length // len(pattern)))


def _word(number: int) -> str:
    """Six characters, others for every number."""
    return "".join(chr(0x4E00 + (number * 7919 + place * 104729) % 20000) for place in range(6))


def _seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return max(time.process_time() - begun, 1e-6)


def _summary(size: int, found: list[tuple[str, float, float, float]]) -> dict[str, object]:
    slowest, peer = max(row[2] for row in found), sum(row[3] for row in found)
    total = sum(row[2] for row in found)
    return {
        "name": "hostile",
        "size": size,
        "seconds": round(total, 3),
        "peers": {"opencc": round(peer, 4)},
        "ratios": {"opencc": round(peer / total, 5)},
        "limit_ratio": round(total / peer, 1),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "slowest_seconds": round(slowest, 3),
        "steepest_growth": round(max(row[2] / row[1] for row in found if row[2] > 0.2), 1),
    }


if __name__ == "__main__":
    main()
