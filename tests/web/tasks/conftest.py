"""A county that gives out tasks, and a folder of the test's own for what is attached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from web.tasks.task_samples import County, county


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def place() -> County:
    return county()
