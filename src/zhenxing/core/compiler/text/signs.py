"""One look over a whole text for the characters that official texts hardly hold.

Cleaning asks many questions of the kind "is there any …": each is answered from this one pass, so that
a clean document costs no pass for damage it does not have.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhenxing.core.compiler.text.script import only_traditional

_COMMON = "0123456789\n，。、；：！（）“”《》〔〕—…,;:()%.·"
BLANKS = frozenset(
    " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)


@lru_cache(maxsize=1)
def _odd() -> re.Pattern[str]:
    """Everything but common marks, figures and the Han characters of Simplified texts."""
    traditional = only_traditional()
    simple = "".join(char for char in map(chr, range(0x4E00, 0x9FA6)) if char not in traditional)
    return re.compile(f"[^{_COMMON}{simple}]")


# every stage asks about the same text until one of them edits it
@lru_cache(maxsize=4)
def odd_in(text: str) -> frozenset[str]:
    """Which odd characters a text holds."""
    return frozenset(_odd().findall(text))
