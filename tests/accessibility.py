"""axe, looking at a page from its top."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe as _Axe


class Axe(_Axe):
    """What lies beneath the bar at the top after scrolling says nothing of the page.

    A page that is still on its way to the place its address names would scroll back: it is waited for.
    """

    def run(self, page: Any, *args: Any, **kwargs: Any) -> Any:
        page.wait_for_load_state("load")
        page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
        return super().run(page, *args, **kwargs)
