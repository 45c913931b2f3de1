"""The ways out of the house a site has configured: none unless it has.

They stand in `outbox.yaml` of the data folder (or where `ZHENXING_OUTBOX` says), which only the account
that runs the service need read: it holds secrets, so it is kept out of the database and its history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings

HOOKS = ("webhook", "dingtalk", "wecom", "feishu")
MAIL = "email"
KINDS = ("letter", "step", "digest", "other")
_ENCRYPTION = ("starttls", "ssl", "none")


class OutboxFault(ValueError):  # noqa: N818 - told to whoever wrote the file
    """What is wrong in the file, and where."""


@dataclass(frozen=True)
class Channel:
    """One way out. `send`: the kinds of notice that take it; `units`: the names of units whose do (all)."""

    key: str
    kind: str
    send: frozenset[str]
    units: frozenset[str] = frozenset()
    url: str = ""
    secret: str = field(default="", repr=False)
    host: str = ""
    port: int = 0
    encryption: str = "starttls"
    username: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    #: unit's name → its addresses; "*" for every unit
    to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def takes(self, kind: str, unit: str) -> bool:
        return kind in self.send and (not self.units or unit in self.units)

    def addresses(self, unit: str) -> tuple[str, ...]:
        """Where a notice to a unit goes: a robot has one place, which needs no address."""
        if self.kind != MAIL:
            return ("",)
        return tuple(dict.fromkeys((*self.to.get(unit, ()), *self.to.get("*", ()))))


@dataclass(frozen=True)
class Outbox:
    """Everything configured. From `quiet_from` to `quiet_to`, and on days off, nothing is sent."""

    channels: tuple[Channel, ...] = ()
    #: how links in messages begin
    site: str = ""
    quiet_from: time = time(20)
    quiet_to: time = time(8)
    workdays_only: bool = True

    def channel(self, key: str) -> Channel | None:
        return next((one for one in self.channels if one.key == key), None)

    def quiet(self, at: time) -> bool:
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to


def outbox() -> Outbox:
    """The site's outbox, read again when its file has changed. Raises `OutboxFault`."""
    path = Path(settings.ZHENXING_OUTBOX)
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else Outbox()


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Outbox:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OutboxFault(f"{path.name} 读不出来：{error}") from error
    if not isinstance(content, dict):
        raise OutboxFault(f"{path.name} 应以“channels:”开头，逐条列出渠道")
    channels = tuple(_channel(entry, n) for n, entry in enumerate(content.get("channels") or (), 1))
    if len({one.key for one in channels}) < len(channels):
        raise OutboxFault(f"{path.name} 里有两条渠道的 key 相同")
    quiet = content.get("quiet") or {}
    return Outbox(
        channels,
        str(content.get("site") or settings.ZHENXING_ADDRESS).rstrip("/"),
        _time(quiet.get("from", "20:00")),
        _time(quiet.get("to", "08:00")),
        bool(quiet.get("workdays_only", True)),
    )


def _time(text: Any) -> time:
    try:
        # YAML reads 20:00 without quotes as 1200, the minutes of the day
        return time(*divmod(text, 60)) if isinstance(text, int) else time.fromisoformat(str(text))
    except ValueError as error:
        raise OutboxFault(f"时刻请写成 20:00 的样子，不认识：{text}") from error


def _channel(entry: Any, number: int) -> Channel:
    where = f"第{number}条渠道"
    if not isinstance(entry, dict) or not entry.get("key"):
        raise OutboxFault(f"{where}没有 key")
    kind, send = entry.get("kind"), frozenset(entry.get("send") or ("letter", "digest"))
    if kind not in (*HOOKS, MAIL):
        raise OutboxFault(f"{where}的 kind 应是 {'、'.join((*HOOKS, MAIL))} 之一，不认识：{kind}")
    if wrong := send - set(KINDS):
        raise OutboxFault(f"{where}的 send 只能是 {'、'.join(KINDS)}，不认识：{'、'.join(sorted(wrong))}")
    common = {"key": str(entry["key"]), "kind": kind, "send": send}
    units = frozenset(map(str, entry.get("units") or ()))
    if kind == MAIL:
        return Channel(**common, units=units, **_mail(entry, where))
    url = str(entry.get("url") or "")
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise OutboxFault(f"{where}的 url 要以 https:// 或 http:// 开头：{url or '（空）'}")
    return Channel(**common, units=units, url=url, secret=str(entry.get("secret") or ""))


def _mail(entry: Mapping[str, Any], where: str) -> dict[str, Any]:
    if missing := [name for name in ("host", "port", "sender", "to") if not entry.get(name)]:
        raise OutboxFault(f"{where}（邮件）缺少 {'、'.join(missing)}")
    encryption = entry.get("encryption", "starttls")
    if encryption not in _ENCRYPTION:
        raise OutboxFault(f"{where}的 encryption 应是 {'、'.join(_ENCRYPTION)} 之一：{encryption}")
    to = entry["to"] if isinstance(entry["to"], dict) else {"*": entry["to"]}
    return {
        "host": str(entry["host"]),
        "port": int(entry["port"]),
        "encryption": encryption,
        "username": str(entry.get("username") or ""),
        "password": str(entry.get("password") or ""),
        "sender": str(entry["sender"]),
        "to": {str(unit): _addresses(given) for unit, given in to.items()},
    }


def _addresses(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(map(str, given or ()))
