"""Pinyin in brackets behind the character it spells: `強(qiáng)`."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.abc import SourceLoader
from importlib.util import find_spec

from zhenxing.core.compiler.plan import Certainty, Plan, ReviewItem
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.mending import Mending

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
#: every bracketed run of letters that could be one or a few syllables
_BRACKET = re.compile(rf"[(（\[]\s?([a-zɡêü{_TONED}\u0300-\u030c' ]{{1,24}})\s?[)）\]]")
#: some conversions set the bracket apart from the text around it
_GAPS = frozenset(" \u00a0")
#: without tone marks a bracket is believed only in a text that has this many of them
_ENOUGH = 3
#: every reading of every character, `{"24378": "yīng,yìng"}`
_READINGS = "pinyin_dict.json"
#: the shortest spelling of two characters
_TWO_SYLLABLES = 3


def without_pinyin(plan: Plan) -> Plan:
    """The plan without its bracketed pinyin; doubtful brackets stay and are flagged."""
    mended, doubtful = _stripped(plan)
    # a page converted twice has brackets behind brackets
    while len(mended.text) < len(plan.text):
        plan = mended
        mended, doubtful = _stripped(plan)
    if not doubtful:
        return mended
    message = "括号里像是注音，但与前面的字读音不符，未改动，请核对"
    items = (ReviewItem("traditional", span, mended.quote(span), message) for span in doubtful)
    return replace(mended, review=(*mended.review, *items))


def _stripped(plan: Plan) -> tuple[Plan, list[Span]]:
    """One round; the doubtful places are those of the plan given, which stays when nothing goes."""
    text = plan.text
    judged = list(_judged(text))
    toned = any(verdict and _has_tone(token) for _, _, token, verdict in judged)
    many = toned or sum(verdict is not None for _, _, _, verdict in judged) >= _ENOUGH
    mending = Mending(plan)
    doubtful: list[Span] = []
    for at, (start, end), token, verdict in judged:
        if verdict and (many or _has_tone(token)):
            apart = at < start and text[end : end + 1] in _GAPS
            mending.cut(at, end + apart, "pinyin", verdict)
        elif verdict or _has_tone(token):
            doubtful.append(Span(start, end))
    return mending.done(), doubtful


def _judged(text: str) -> Iterator[tuple[int, tuple[int, int], str, Certainty | None]]:
    """Every bracket behind a Chinese character: where that ends, the bracket, what is in it, the verdict."""
    for match in _BRACKET.finditer(text):
        span = match.span()
        at = span[0]
        if at > 1 and text[at - 1] in _GAPS:
            at -= 1
        if at > 0 and "\u3400" <= text[at - 1] <= "\u9fff":
            token = match[1]
            yield at, span, token, _judge(text, at, token)


def _has_tone(token: str) -> bool:
    if token.isascii():
        return False
    return any(mark in _TONED for mark in unicodedata.normalize("NFC", token))


def _judge(text: str, at: int, token: str) -> Certainty | None:
    """How surely a bracket spells the characters before it; None when it does not."""
    verdict = _spells_one(text[at - 1], token)
    if verdict == "certain" or len(token) < _TWO_SYLLABLES:
        return verdict
    return _spells_several(text[max(0, at - 4) : at], token) or verdict


@lru_cache(maxsize=8192)
def _spells_one(char: str, token: str) -> Certainty | None:
    wanted = _plain(token)
    if wanted in _readings(char):
        return "certain"
    bare = _toneless(wanted)
    readings = _bare_readings(char)
    if bare in readings or (_has_tone(wanted) and _near(bare, readings)):
        return "likely"
    return None


def _spells_several(word: str, token: str) -> Certainty | None:
    """A bracket behind a word can spell all of it: `专业镇(zhuānyèzhèn)`."""
    wanted = _plain(token)
    for size in range(2, len(word) + 1):
        chars = word[-size:]
        if _spelt(wanted, [_readings(char) for char in chars]):
            return "certain"
        if _spelt(_toneless(wanted), [_bare_readings(char) for char in chars]):
            return "likely"
    return None


def _plain(token: str) -> str:
    return (
        unicodedata.normalize("NFC", token)
        .replace(" ", "")
        .replace("'", "")
        .replace("ɡ", "g")
        .replace("v", "ü")
    )


@lru_cache(maxsize=8192)
def _bare_readings(char: str) -> frozenset[str]:
    return frozenset(map(_toneless, _readings(char)))


def _spelt(token: str, readings: list[frozenset[str]]) -> bool:
    """Whether the token is one reading of each character, one behind the other."""
    rests = {token}
    for each in readings:
        rests = {rest[len(said) :] for rest in rests for said in each if rest.startswith(said)}
    return "" in rests


def _near(token: str, readings: frozenset[str]) -> bool:
    """Whether one letter added, lost or changed makes the token a reading (lín for líng)."""
    return any(_one_apart(token, said) for said in readings)


def _one_apart(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    tail = same + 1 if len(long) == len(short) else same
    return short[tail:] == long[same + 1 :]


@lru_cache(maxsize=8192)
def _readings(char: str) -> frozenset[str]:
    if not "\u3400" <= char <= "\u9fff":
        return frozenset()
    table = _table()
    if table is None:
        return _asked(char)
    said = table.get(char)
    return frozenset(said.split(",")) if said else frozenset((char,))


class _Table:
    """The file's lines, one a character and in order of code point; only those asked for are read.

    To read them all takes as long as to compile three documents.
    """

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._lines = [line for line in raw.split(b"\n") if line.startswith(b'"')]

    def get(self, char: str) -> str | None:
        """The readings of a character, with commas between them."""
        code = ord(char)
        at = bisect_left(self._lines, code, key=_code_of)
        if at < len(self._lines) and _code_of(self._lines[at]) == code:
            written = self._lines[at].partition(b":")[2].rstrip(b", \r")
        else:
            # should the file be set in another way, its lines do not tell
            found = re.search(rb'"%d"\s*:\s*("[^"]*")' % code, self._raw)
            if found is None:
                return None
            written = found[1]
        said: str = json.loads(written)
        return said


def _code_of(line: bytes) -> int:
    return int(line[1 : line.index(b'"', 1)])


@lru_cache(maxsize=1)
def _table() -> _Table | None:
    """pypinyin's readings, from the file they come in; None when it lies elsewhere.

    To import pypinyin is to read every phrase it knows, which takes ten times as long.
    """
    found = find_spec("pypinyin")
    if found is None or found.origin is None or not isinstance(found.loader, SourceLoader):
        return None
    try:
        return _Table(found.loader.get_data(found.origin.removesuffix("__init__.py") + _READINGS))
    except OSError:
        return None


def _asked(char: str) -> frozenset[str]:
    """What pypinyin itself answers."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(char, style=Style.TONE, heteronym=True)[0])


@lru_cache(maxsize=4096)
def _toneless(token: str) -> str:
    split = unicodedata.normalize("NFD", token)
    bare = "".join(mark for mark in split if mark == "\u0308" or not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", bare)
