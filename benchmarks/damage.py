"""Three kinds of damage that pages really show, each without loss; every inserted line names its place.

The mechanisms of `tests/golden/noise.py` print the same lines on every page. Here documents must
not share them, or a compiler that remembers a line would look faster than it is.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

import opencc
import pypinyin

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONG = 30


def traditional(text: str, rng: Random) -> str:
    """Traditional characters, some of those that changed with their reading: 產(chǎn)業."""
    turned = "".join(_turned(char) for char in text)
    changed = sorted({new for new, old in zip(turned, text, strict=True) if new != old})
    read = set(rng.sample(changed, k=len(changed) // 3))
    return "".join(f"{char}({_reading(char)})" if char in read else char for char in turned)


def portal(text: str, rng: Random, place: str) -> tuple[str, list[str]]:
    """A portal's lines above and below; also the pieces that cleaning must take away."""
    number = rng.randint(10_000_000, 99_999_999)
    column = rng.choice(("政策文件", "公示公告", "规范性文件", "部门动态"))
    top = f"首页 > 政务公开 > {column}\n字号:[大 中 小]\n打印本页  关闭窗口\n"
    bottom = (
        f"\n扫一扫在手机打开当前页\n主办单位:{place}人民政府办公室 联系电话:0{number}\n"
        f"某ICP备{number}号-{rng.randint(1, 9)} 网站标识码:{rng.randint(10**9, 10**10 - 1)}\n"
    )
    return top + text + bottom, ["ICP备", "网站标识码", "扫一扫在手机打开"]


def wrapped(text: str, rng: Random) -> str:
    """Lines broken at a page's width, also inside words, as text comes out of a PDF."""
    width = rng.randint(28, 36)
    return "\n".join(_wrap(line, width) for line in text.split("\n"))


def _wrap(line: str, width: int) -> str:
    if len(line) <= _LONG:
        return line
    out, at = [], 0
    for stop in range(width, len(line) - 4, width):
        if _HAN.match(line[stop - 1]) and _HAN.match(line[stop]):
            out.append(line[at:stop])
            at = stop
    return "\n".join([*out, line[at:]])


@cache
def _converters() -> tuple[opencc.OpenCC, opencc.OpenCC]:
    return opencc.OpenCC("s2t"), opencc.OpenCC("t2s")


@cache
def _turned(char: str) -> str:
    """The Traditional form where it leads back to the same character, else the character."""
    if not _HAN.match(char):
        return char
    forth, back = _converters()
    turned = forth.convert(char)
    return turned if len(turned) == 1 and back.convert(turned) == char else char


@cache
def _reading(char: str) -> str:
    return str(pypinyin.pinyin(char, style=pypinyin.Style.TONE)[0][0])
