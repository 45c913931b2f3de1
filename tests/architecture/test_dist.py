"""What is carried to a site is whole: every file in the wheel, no secret and no host in the containers."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import dist
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not all((ROOT / dist.PACKAGE / name).is_file() for name in dist.MADE):
        pytest.skip("the front end is not built here: ./test builds it")
    return dist.build_wheel(tmp_path_factory.mktemp("wheel"))


def test_the_wheel_has_every_file_of_the_package_and_the_front_end(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "zhenxing/web/static/vendor/tabler/tabler.min.css" in names
    assert "zhenxing/web/locale/en/LC_MESSAGES/django.mo" in names
    assert [name for name in names if name.startswith("zhenxing/packs/") and not name.endswith(".py")]
    assert [name for name in names if name.endswith(".html")]
    assert not [name for name in names if "/tests/" in name or name.endswith((".pyc", ".sqlite3"))]


def test_the_wheel_names_the_command_and_its_dependencies(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        (about,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        assert "zhenxing = zhenxing.cli:main" in archive.read(entry).decode()
        assert "Requires-Dist: django<5.3,>=5.2" in archive.read(about).decode()


def test_a_file_that_is_not_in_the_wheel_is_named(wheel: Path) -> None:
    assert dist.missing(wheel, ["web/urls.py", "web/forgotten.html"]) == ["web/forgotten.html"]


def test_the_sums_are_read_by_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    dist.write_sums(tmp_path)
    digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert (tmp_path / "SHA256SUMS").read_text() == f"{digest}  a\n"


def test_what_stands_beside_the_wheels_is_there() -> None:
    assert [name for name in dist.BESIDE if not (ROOT / name).is_file()] == []


def _compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))
    return read


def test_the_containers_take_plain_images_and_no_secret() -> None:
    services = _compose()["services"]
    assert set(services) == {"database", "site", "worker"}
    for service in services.values():
        assert re.fullmatch(r"[a-z]+(:[0-9.]+)?", service["image"]), service["image"]
        said = service.get("environment", {})
        assert not [name for name in said if "PASSWORD" in name and not name.endswith("_FILE")]
        assert not re.search(r"://[^/@]*:[^/@]*@", str(said))
    published = [port for service in services.values() for port in service.get("ports", ())]
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_the_containers_run_commands_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    from zhenxing.cli import main

    container = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8")
    started = re.findall(r'CMD \["zhenxing", "(\w+)"', container)
    services = _compose()["services"]
    asked = {*started, services["worker"]["command"][1]}
    for command in sorted(asked):
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        assert left.value.code == 0
    assert asked == {"serve", "work"}
    compile(services["site"]["healthcheck"]["test"][-1], "healthcheck", "exec")
