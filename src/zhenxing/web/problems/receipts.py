"""Numbers of problems and the codes that go with them: what an asker without a name asks again with.

A code is reckoned from the number with the site's key and kept nowhere, so that whoever reads the
database cannot answer for the asker, and the same submission sent twice gets the same receipt.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils import timezone

#: letters that are not mistaken for each other on paper
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE = 8


def new_number() -> str:
    """A number nobody else's problem has: the day, and seven letters drawn by lot."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(7))
    return f"W{timezone.localdate():%y%m%d}{drawn}"


def new_token() -> str:
    """The part of an intake point's address that cannot be guessed."""
    return secrets.token_urlsafe(12)


def code_of(number: str, key: str = "") -> str:
    """The code on the receipt of a number."""
    secret = (key or settings.SECRET_KEY).encode()
    said = hmac.new(secret, b"problems.receipt:" + number.encode(), hashlib.sha256).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in said[:_CODE])


def fits(number: str, code: str) -> bool:
    """Whether the code is the number's, by the site's key or one it had before."""
    typed = canonical(code)
    keys = (settings.SECRET_KEY, *getattr(settings, "SECRET_KEY_FALLBACKS", ()))
    return any(hmac.compare_digest(code_of(number, key), typed) for key in keys)


def canonical(typed: str) -> str:
    """A number or code as it was printed, however it was typed."""
    plain = "".join(typed.split()).replace("-", "").upper()[:40]
    wide = {chr(ord(letter) + 0xFEE0): letter for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    plain = "".join(wide.get(letter, letter) for letter in plain)
    ascii_ = plain.encode("ascii", "ignore").decode()
    return ascii_.translate(str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"}))
