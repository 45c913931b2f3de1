"""The step that imports core alone takes the right packages from the lock, and proves something."""

from __future__ import annotations

import core_alone
import pytest

from architecture import checks

LOCK = """\
Aa==1 \\
    --hash=sha256:00
opencc==2 \\
    --hash=sha256:11
    # via zhenxing
zz==3 \\
    --hash=sha256:22
"""


def test_the_entries_come_with_their_hashes() -> None:
    assert core_alone.entries(LOCK, ("opencc",)).splitlines()[:2] == ["opencc==2 \\", "    --hash=sha256:11"]
    assert "zz" not in core_alone.entries(LOCK, ("aa", "opencc"))


def test_a_package_pinned_once_for_each_python_keeps_every_pin() -> None:
    lock = "aa==1 ; python_version < '3.12'\naa==2 ; python_version >= '3.12'\nbb==1\n"
    assert core_alone.entries(lock, ("aa",)).count("==") == 2


def test_a_package_that_is_not_locked_is_an_error() -> None:
    with pytest.raises(KeyError):
        core_alone.entries(LOCK, ("rapidfuzz",))


def test_it_installs_what_core_may_use_and_no_more() -> None:
    named = {"pyyaml": "yaml"}  # the lock's name: the name it is imported by
    may_use = checks.CORE_MAY_USE.union(*checks.PARTS_MAY_USE.values())
    assert {named.get(name, name) for name in core_alone.PACKAGES} == may_use


def test_where_django_is_installed_it_proves_nothing_and_says_so() -> None:
    with pytest.raises(SystemExit, match="proves nothing"):
        core_alone.main(["import"])


def test_every_module_of_core_is_imported() -> None:
    assert core_alone.import_all() > 20
