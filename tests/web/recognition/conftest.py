"""A county with a rulebook, and a folder of its own for what is attached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from web.recognition import recognition_samples as samples


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def place() -> samples.County:
    made = samples.county()
    samples.rulebook()
    return made
