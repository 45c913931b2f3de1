"""A county, its clerk, and a document in review; files go to a temporary folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from web.documents.document_samples import in_review
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.testing import area, person
from zhenxing.web.organisations.models import Area


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def where(db: None) -> Area:
    return area()


@pytest.fixture
def clerk(where: Area) -> User:
    return person("office", where, "王芳")


@pytest.fixture
def document(clerk: User, where: Area) -> Document:
    return in_review(clerk, where)
