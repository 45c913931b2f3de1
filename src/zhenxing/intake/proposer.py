"""The seam by which a site may let something other than the rules read a document as well."""

from __future__ import annotations

from typing import Protocol

from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.proposals import Proposals


class ProposerError(Exception):
    """The proposer gave nothing usable; `message` (Chinese) says why. The document is compiled without it."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


class Proposer(Protocol):
    def propose(self, plan: Plan) -> Proposals:
        """What it sees in a compiled plan's clean text. Raises `ProposerError`, in bounded time."""
        ...
