"""Marks without their partner, masked words and garbled characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zhenxing.core.compiler.plan import Reading
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.byte_slips import recovered
from zhenxing.core.compiler.text.damage import Loss
from zhenxing.core.compiler.text.lines import Line
from zhenxing.core.compiler.text.signs import odd_in

_PAIRS = {"《": "》", "“": "”", "〔": "〕", "（": "）", "(": "）", "【": "】"}
_SHUT = {"》": "《", "”": "“", "〕": "〔", "）": "（", ")": "（", "】": "【"}
_SAME = {"(": "（", ")": "）"}
_MARK = re.compile("[《》“”〔〕（）()【】]")
_ITEM = re.compile(r"[\da-zA-Z①-⑳一二三四五六七八九十]{1,3}[)）]")
_NAME_START = re.compile(r"[，。；：,;:、“”《》\s]")
_SENTENCE_START = re.compile(r"[。；;“”\n]")
_STOP = re.compile(r"[。；;，,\n]")
_CLAUSE = re.compile(r"[。；;，,]")
_REACH = 80


def pair_losses(text: str, lines: Sequence[Line], titles: frozenset[str]) -> Iterator[Loss]:
    """Brackets and quotes whose other half is missing; a long quotation may span paragraphs."""
    if all(_paired(text, mark, shut) for mark, shut in _KINDS):
        return
    carried: list[tuple[str, int]] = []
    wraps = 0
    for line in lines:
        opened: list[tuple[str, int]] = []
        for match in _MARK.finditer(text, line.start, line.end):
            mark = match.group()
            if mark in _PAIRS:
                opened.append((_SAME.get(mark, mark), match.start()))
                continue
            if _pop(opened, _SHUT[mark]) or _pop(carried, _SHUT[mark]) or _is_item(text, line, match.start()):
                continue
            yield _closing(text, line, match.start(), titles)
        # a title that is set in several lines closes its brackets in the last of them
        if carried and wraps < _TITLE_LINES and _CLAUSE.search(text, carried[0][1], line.end) is None:
            carried, wraps = [*carried, *opened], wraps + 1
            continue
        yield from (_opening(text, mark, at) for mark, at in carried[:_MOST])
        carried, wraps = opened, 0
    yield from (_opening(text, mark, at) for mark, at in carried[:_MOST])


_KINDS = (("《", "》"), ("“", "”"), ("(", ")"), ("（", "）"), ("〔", "〕"), ("【", "】"))


def _paired(text: str, mark: str, shut: str) -> bool:
    """Whether every opening mark is closed on its own line before the next: so it is in most texts."""
    if mark not in text:
        return shut not in text
    pieces = text.split(mark)
    if shut in pieces[0]:
        return False
    for piece in pieces[1:]:
        at = piece.find(shut)
        if at < 0 or piece.find("\n", 0, at) >= 0 or piece.find(shut, at + 1) >= 0:
            return False
    return True


#: a title is set in no more lines than this
_TITLE_LINES = 4
#: more than this on one line is not lost text but something else
_MOST = 50


def _pop(opened: list[tuple[str, int]], wanted: str) -> bool:
    """Take the latest opening of this kind; others above it stay and will be reported."""
    for index in range(len(opened) - 1, max(-1, len(opened) - 9), -1):
        if opened[index][0] == wanted:
            del opened[index]
            return True
    return False


def _is_item(text: str, line: Line, at: int) -> bool:
    """`1)` and `a)` number the items of a list."""
    head = max(line.start, at - 3)
    found = _ITEM.match(text, head, at + 1) or _ITEM.match(text, at - 1, at + 1)
    before = text[at - 2 : at - 1]
    return bool(found) and (at - line.start <= 3 or before in "；;。：: ")


def _closing(text: str, line: Line, at: int, titles: frozenset[str]) -> Loss:
    mark = text[at]
    message = f"“{mark}”前面缺少与它成对的“{_SHUT[mark]}”"
    begins = _begin(text, line, at)
    name = text[begins:at]
    readings: tuple[Reading, ...] = ()
    if mark == "》" and 2 <= len(name) <= 60:
        known = "".join(name.split()) in titles
        why = "与本文件的标题一致" if known else "从前一个标点或行首算起"
        readings = (Reading(f"《{name}》", why, likely=known),)
    return Loss("unpaired", Span(min(begins, at), at + 1), message, readings)


def _begin(text: str, line: Line, at: int) -> int:
    """Where the text that a lost opening mark stood before can begin at the latest."""
    # a quoted sentence has its own stop inside the quotes
    stops = _SENTENCE_START if text[at] == "”" else _NAME_START
    last = at - 2 if text[at - 1 : at] in "。！？" else at - 1
    for index in range(last, max(line.start, at - _REACH) - 1, -1):
        if stops.match(text[index]):
            return index + 1
    return max(line.start, at - _REACH)


def _opening(text: str, mark: str, at: int) -> Loss:
    """The lost half stood somewhere up to the next stop."""
    found = _STOP.search(text, at + 1, at + _REACH)
    end = found.start() if found else min(len(text), at + _REACH)
    return Loss("unpaired", Span(at, max(at + 1, end)), f"“{mark}”后面缺少与它成对的“{_PAIRS[mark]}”")


# Each pattern begins with a character class: the engine skips to it without trying every place.
_MASK = re.compile(r"[*＊×]{2,}|[□■▇█]{1,8}|\ufffd{1,20}|[\ue000-\uf8ff]{1,20}")
_MASKS = frozenset("*＊×□■▇█\ufffd")
_HALF = re.compile("[a-zA-Z](?=[\u4e00-\u9fff])")
_ASKED = re.compile(r"[?？]{1,3}")
#: a line that ends in a question without a question word has lost a character, too
_NOT_BEHIND_QUESTIONS = frozenset(["", "\n", *"，、,；;:：)）"])
_QUESTION = re.compile(
    r"什么|怎么|怎样|如何|哪|吗|呢|谁|为何|何以|多少|几|是否|能否|难道|啥|有没有|行不行|可不可|吧|么$"
)


def mask_losses(text: str) -> Iterator[Loss]:
    """Stars, boxes and question marks that stand where words stood."""
    odd = odd_in(text)
    masked = not _MASKS.isdisjoint(odd) or any("\ue000" <= char <= "\uf8ff" for char in odd)
    for match in _MASK.finditer(text) if masked else ():
        start, end = match.span()
        mark = match.group()[0]
        before, behind = text[start - 1 : start], text[end : end + 1]
        if mark in "*＊×":
            if _is_han(before) or before.isdigit():
                yield Loss("masked", Span(start, end), "这里的文字被遮盖了")
        elif mark not in "□■▇█" or (_is_han(before) and _is_han(behind)):
            yield Loss("garbled", Span(start, end), "这里有无法显示的字符，原来的字丢了，请查原件")
    for match in _ASKED.finditer(text) if "?" in text or "？" in text else ():
        start, end = match.span()
        # 会议??h政府: the letter is the second half of a character
        half = end - start > 1 and _HALF.match(text, end) is not None
        end += half
        if half or _is_misplaced(text, start, end):
            message = "词语中间出现问号，可能有字没能转换，请查原件"
            yield Loss("garbled", Span(start, end), message)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _is_misplaced(text: str, start: int, end: int) -> bool:
    """Whether a question mark stands inside a word, or before a mark that no question has behind it."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    inside = (_is_han(before) or before.isdigit()) and (_is_han(behind) or behind.isdigit())
    if not inside and behind not in _NOT_BEHIND_QUESTIONS:
        return False
    return not _QUESTION.search(text, max(0, start - 30), start)


#: a run up to the half character at its end, which the page shows as a question mark or as U+FFFD
_WIDE_RUN = re.compile("[^\x00-\x7f\ufffd]{1,16}(?:\\?|\ufffd{1,3})")


@lru_cache(maxsize=1)
def _odd() -> re.Pattern[str]:
    """Characters that hardly occur in an official text: outside the first level of GB 2312."""
    level1 = "".join(
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xD8)
        for low in range(0xA1, 0xFF)
        if not (high == 0xD7 and low > 0xF9)
    )
    marks = "，。、；：？！“”‘’《》〈〉（）【】〔〕［］﹝﹞—…·～％＋－×÷＝°℃　０-９Ａ-Ｚａ-ｚ．／\u2002\u00a0"
    signs = "①-⑳■□●○◆▲★※√≥≤²³㎡–•"
    return re.compile(f"[^\x00-\x7f{level1}{marks}{signs}]")


@lru_cache(maxsize=1)
def _strange() -> re.Pattern[str]:
    """Two or more neighbours that no official text writes: beyond GB 2312 altogether."""
    return re.compile("[\u3105-\u312f\u0400-\u04ff\u3040-\u30ff\u2550-\u256f]{2,16}")


def garbled_losses(text: str) -> Iterator[Loss]:
    """Runs misread after a lost byte: odd characters before half a character, or odd scripts."""
    read_back = iter(range(_READ_BACK))
    if "?" in text or "\ufffd" in text:
        odd = _odd()
        for match in _WIDE_RUN.finditer(text):
            words = match.group().rstrip("?\ufffd")
            found = odd.search(text, match.start(), match.start() + len(words))
            if found and not _QUESTION.search(text, match.start(), match.start() + len(words)):
                yield _garbled(text, match.start(), found.start(), match.end(), read_back)
    strange = any("\u0400" <= char <= "\u312f" for char in odd_in(text))
    for match in _strange().finditer(text) if strange else ():
        yield _garbled(text, match.start(), match.start(), match.end(), read_back)


#: more garbled runs than this are not read back: the file is of another kind
_READ_BACK = 200


def _garbled(text: str, start: int, odd: int, end: int, read_back: Iterator[int]) -> Loss:
    """A misread run from its first odd character on, or from where it can be read back."""
    slip = recovered(text, start, odd, end) if next(read_back, None) is not None else None
    if slip is None:
        return Loss("garbled", Span(odd, end), _GARBLED)
    message = _GARBLED if not slip.reading.likely else _READABLE
    return Loss("garbled", Span(slip.start, slip.end), message, (slip.reading,))


_READABLE = "这几个字像是丢了一个字节后错读的，还原的读法仅供参考，请查原件"
_GARBLED = "这几个字像是丢了一个字节后错读的，原文无法推断，请查原件"
