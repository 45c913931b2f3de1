"""Where workbooks lie as they came, and the results of their dry runs."""

from __future__ import annotations

from zhenxing.web.kit.write_once import Store

FILES = Store("imports")
