"""The demo county is loaded whole into an empty installation, and into no other."""

from __future__ import annotations

import pytest

from zhenxing.web.accounts.models import User
from zhenxing.web.operations.demo import DemoRefusedError, load_demo
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db


def test_it_refuses_where_somebody_already_works():
    User.objects.create_user("somebody", "x", display_name="某人")
    with pytest.raises(DemoRefusedError, match="已经有账号"):
        load_demo()
    assert not Area.objects.exists()


def test_each_installation_gets_its_own_password(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.delenv("ZHENXING_DEMO_PASSWORD", raising=False)
    first_line = load_demo().splitlines()[0]
    assert "yunling-" in first_line
