"""One look over a whole text for the characters that official texts hardly hold.

Cleaning asks many questions of the kind "is there any …": each is answered from this one pass, so that
a clean document costs no pass for damage it does not have.
"""

from __future__ import annotations

from functools import lru_cache

from zhenxing.core.compiler.text.script import ODD

BLANKS = frozenset(
    " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)


# every stage asks about the same text until one of them edits it
@lru_cache(maxsize=4)
def odd_in(text: str) -> frozenset[str]:
    """Which odd characters a text holds: all but common marks, figures and Simplified Han characters."""
    return frozenset(ODD.findall(text))
