"""A click in the browser is over when the page it led to is whole, however slow the machine.

Playwright goes on as soon as the first bytes of the next page are there. A test that then reads what is
visible, or counts rows, reads half a page now and then. Here a click and a key pressed on an element wait for
the rest of it; what scripts change later, a test waits for itself, with `expect`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page

_DEEDS = ((Locator, "click"), (Locator, "press"), (Page, "click"), (Page, "press"))


@contextmanager
def pages_arrive_whole() -> Iterator[None]:
    """Until the end every click or key on an element ends with the document it led to."""
    usual = [(kind, name, getattr(kind, name)) for kind, name in _DEEDS]
    for kind, name, deed in usual:
        setattr(kind, name, _then_whole(deed))
    try:
        yield
    finally:
        for kind, name, deed in usual:
            setattr(kind, name, deed)


def _then_whole(deed: Callable[..., None]) -> Callable[..., None]:
    def done(self: Any, *args: Any, **options: Any) -> None:
        page = self if isinstance(self, Page) else self.page
        deed(self, *args, **options)
        page.wait_for_load_state("domcontentloaded")

    return done
