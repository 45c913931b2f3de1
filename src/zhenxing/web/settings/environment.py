"""What the surroundings decide: where state lives, the secret key, the database.

Read once, here; nothing below the settings looks at an environment variable.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from zhenxing.intake.local_model import LocalModel, ModelAddressError, local_model

WEB = Path(__file__).resolve().parent.parent
_REPOSITORY = WEB.parent.parent.parent

#: waits in vain no longer than this for another writer, in seconds
SQLITE_TIMEOUT = 20


def home() -> Path:
    """The folder that holds all state: ZHENXING_HOME, or `var` beside the sources."""
    given = os.environ.get("ZHENXING_HOME")
    if given:
        return Path(given).expanduser().resolve()
    base = _REPOSITORY if (_REPOSITORY / "pyproject.toml").is_file() else Path.cwd()
    return base / "var"


def secret_key(folder: Path) -> str:
    """The key kept in `folder/secret-key`; made on first use, readable by its owner only."""
    path = folder / "secret-key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # the server and the worker start at the same moment
        return path.read_text("ascii").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def database(url: str | None, folder: Path) -> dict[str, Any]:
    """Django's DATABASES["default"] for a `postgresql://` or `sqlite:///` URL, else SQLite in `folder`."""
    if not url:
        return sqlite(folder / "zhenxing.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path("/" + unquote(parts.path).lstrip("/")))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"ZHENXING_DATABASE_URL 以 {parts.scheme!r} 开头，不认识。"
            "请写成 postgresql://用户:密码@主机:端口/库名，或留空使用 SQLite。"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or _database_password(),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _database_password() -> str:
    """From the file ZHENXING_DATABASE_PASSWORD_FILE names, so that no environment shows it; else ""."""
    path = os.environ.get("ZHENXING_DATABASE_PASSWORD_FILE")
    if not path:
        return ""
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"ZHENXING_DATABASE_PASSWORD_FILE 读不出来：{error}") from error


def model() -> LocalModel | None:
    """The site's own model, by ZHENXING_MODEL_URL and ZHENXING_MODEL_NAME; None when it has none."""
    try:
        return local_model(
            os.environ.get("ZHENXING_MODEL_URL", ""), os.environ.get("ZHENXING_MODEL_NAME", "")
        )
    except ModelAddressError as error:
        raise ImproperlyConfigured(str(error)) from error


def sqlite(path: Path | str) -> dict[str, Any]:
    """SQLite that keeps its promises: WAL, every commit on disk, writers wait their turn."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": SQLITE_TIMEOUT,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def address() -> str:
    """ZHENXING_ADDRESS, the site's public address, without a slash at its end; "" when it is not set."""
    given = os.environ.get("ZHENXING_ADDRESS", "").strip().rstrip("/")
    parts = urlsplit(given)
    if given and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
        raise ImproperlyConfigured(
            f"ZHENXING_ADDRESS 要写完整的网址，如 https://zhenxing.example.gov.cn，现在是：{given}"
        )
    return given


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated environment variable as a list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]
