"""axe, looking at a page from its top."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe as _Axe

#: what is well is not listed node by node, and style sheets are not read a second time for a rule about
#: turned screens that is experimental and therefore off: a third of the time, the same violations
_LEAN = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}


class Axe(_Axe):
    """What lies beneath the bar at the top after scrolling says nothing of the page.

    A page may still be on its way to the place its address names, or to the field it puts the cursor in:
    the bar is let go while axe looks, so that it lies over nothing wherever the page stands.
    """

    def run(self, page: Any, context: Any = None, options: dict[str, Any] | None = None) -> Any:
        page.wait_for_load_state("load")
        page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
        page.evaluate("for (const bar of document.querySelectorAll('.zx-top')) bar.style.position = 'static'")
        try:
            return super().run(page, context, _LEAN | (options or {}))
        finally:
            page.evaluate("for (const bar of document.querySelectorAll('.zx-top')) bar.style.position = ''")
