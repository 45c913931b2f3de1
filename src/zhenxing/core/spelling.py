"""How a Chinese name is typed when it is looked for: as written, in pinyin, by its initials."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import lazy_pinyin

#: the longest key, in characters
LENGTH = 600
#: characters of names and places with two living readings: both are found
_TWO_READINGS = {
    character: tuple(readings.split())
    for character, readings in (
        ("长", "chang zhang"),
        ("重", "zhong chong"),
        ("行", "hang xing"),
        ("乐", "le yue"),
        ("朝", "chao zhao"),
        ("单", "dan shan"),
        ("解", "jie xie"),
        ("查", "cha zha"),
        ("会", "hui kuai"),
        ("厦", "sha xia"),
        ("蔚", "wei yu"),
        ("尉", "wei yu"),
        ("六", "liu lu"),
        ("莘", "xin shen"),
        ("番", "fan pan"),
        ("柏", "bai bo"),
        ("藏", "cang zang"),
        ("传", "chuan zhuan"),
        ("种", "zhong chong"),
        ("宿", "su xiu"),
        ("校", "xiao jiao"),
        ("弹", "dan tan"),
        ("洞", "dong tong"),
        ("峙", "zhi shi"),
        ("翟", "zhai di"),
        ("曾", "zeng ceng"),
        ("盖", "gai ge"),
        ("覃", "qin tan"),
        ("都", "du dou"),
        ("涡", "wo guo"),
        ("铅", "qian yan"),
        ("车", "che ju"),
        ("角", "jiao jue"),
        ("绿", "lv lu"),
        ("吕", "lv lu"),
        ("铝", "lv lu"),
    )
}
#: a name with more of them keeps to the first readings from there on
_MOST_TWOFOLD = 3


def search_key(texts: Iterable[str]) -> str:
    """Everything a person may type for any of the texts, as one string of at most `LENGTH` characters.

    Each text as written (`asked` form), then in full pinyin, then by its initials, a space between
    two forms; a further reading of a character with two adds its forms. Whole forms only.
    """
    forms: dict[str, None] = {}
    for text in texts:
        written = asked(text)
        if written:
            forms[written] = None
            for readings in _readings(written):
                forms["".join(readings)] = None
                forms["".join(syllable[0] for syllable in readings)] = None
    return _fitted(forms)


def asked(words: str) -> str:
    """What was typed, in the form keys have it: half width, lower case, nothing blank inside."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _readings(written: str) -> Iterable[list[str]]:
    """The syllables of the characters that have a sound, once for every combination of readings."""
    choices: list[tuple[str, ...]] = []
    twofold = 0
    for character in written:
        syllables = _syllables(character)
        if len(syllables) > 1:
            twofold += 1
            syllables = syllables if twofold <= _MOST_TWOFOLD else syllables[:1]
        if syllables:
            choices.append(syllables)
    return (list(combination) for combination in itertools.product(*choices)) if choices else ()


@lru_cache(maxsize=30_000)
def _syllables(character: str) -> tuple[str, ...]:
    """How one character sounds; letters and digits stand for themselves, marks are silent."""
    if character in _TWO_READINGS:
        return _TWO_READINGS[character]
    if character.isascii():
        return (character,) if character.isalnum() else ()
    (syllable,) = lazy_pinyin(character)
    return (syllable,) if syllable.isascii() and syllable.isalpha() else ()


def _fitted(forms: Iterable[str]) -> str:
    key = ""
    for form in forms:
        longer = f"{key} {form}" if key else form[:LENGTH]
        if len(longer) <= LENGTH:
            key = longer
    return key
