"""The API's own page for people: rendered here, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhenxing.web.kit.api import site
from zhenxing.web.kit.api.problems import MEANINGS

_METHODS = ("get", "post", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    method: str
    address: str
    summary: str


@dataclass(frozen=True)
class Name:
    """A parameter of the list, or a name in a record's JSON."""

    name: str
    label: str
    kind: str
    about: str
    #: of a name that may be sent: "", "optional" or "required"
    sent: str = ""


@dataclass(frozen=True)
class Described:
    """One register: what can be asked of it, and what its records are made of."""

    key: str
    title: str
    operations: tuple[Operation, ...]
    parameters: tuple[Name, ...]
    names: tuple[Name, ...]


def documentation(request: HttpRequest) -> HttpResponse:
    """How to use the API, and every operation this person may use."""
    from zhenxing.web.registers import REGISTERS  # the registers are frozen only after start-up

    schema = site.described(request)
    keys = {address.split("/")[2] for address in schema["paths"]}
    found = tuple(_register(schema, one.key, str(one.title)) for one in REGISTERS if one.key in keys)
    problems = [{"status": status, "code": code, "meaning": meaning} for status, code, meaning in MEANINGS]
    origin = f"{request.scheme}://{request.get_host()}"
    context = {"registers": found, "problems": problems, "origin": origin}
    return render(request, "kit/api.html", context)


def _register(schema: dict[str, Any], key: str, title: str) -> Described:
    root = f"/api/{key}"
    paths = {at: item for at, item in schema["paths"].items() if at == root or at.startswith(f"{root}/")}
    operations = tuple(
        Operation(method.upper(), at, item[method]["summary"])
        for at, item in paths.items()
        for method in _METHODS
        if method in item
    )
    asked = tuple(
        _name(one["name"], one["schema"], one["schema"]) for one in paths[root]["get"]["parameters"]
    )
    return Described(key, title, operations, asked, _names(schema, paths, root))


def _names(schema: dict[str, Any], paths: dict[str, Any], root: str) -> tuple[Name, ...]:
    components = schema["components"]["schemas"]
    page_of = _resolved(components, _content(paths[root]["get"]["responses"]["200"]))
    record = _resolved(components, page_of["properties"]["items"]["items"])
    typed: Mapping[str, Any] = {}
    required: list[str] = []
    item = paths[root].get("post") or paths.get(f"{root}/{{pk}}", {}).get("patch")
    if item:
        body = _resolved(components, _content(item["requestBody"]))
        typed, required = body["properties"], body.get("required", [])
    every = {**typed, **record["properties"]}
    sent = {name: "required" if name in required else "optional" for name in typed}
    order = (*record["properties"], *(name for name in typed if name not in record["properties"]))
    return tuple(_name(name, every[name], typed.get(name, every[name]), sent.get(name, "")) for name in order)


def _content(part: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = part["content"]["application/json"]["schema"]
    return schema


def _resolved(components: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    target: Mapping[str, Any] = components[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return target


def _name(name: str, details: Mapping[str, Any], typed: Mapping[str, Any], sent: str = "") -> Name:
    about = str(typed.get("description") or details.get("description") or "")
    label = str(details.get("title", ""))
    return Name(name, "" if label.isascii() else label, _kind(typed), about, sent)


def _kind(schema: Mapping[str, Any]) -> str:
    """A JSON schema's type in a word or two."""
    if "anyOf" in schema:
        kinds = dict.fromkeys(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
        return _(" 或 ").join(kinds)
    if "$ref" in schema:
        return _("引用 {id, code, label}")
    if "enum" in schema:
        return _("代码之一")
    by_format = {"date": _("日期"), "date-time": _("时刻"), "decimal": _("小数（写成文字）")}
    if schema.get("format") in by_format:
        return by_format[schema["format"]]
    by_type = {
        "string": _("文字"),
        "integer": _("整数"),
        "number": _("数"),
        "boolean": _("是否"),
        "array": _("列表"),
        "object": _("对象"),
    }
    return by_type.get(schema.get("type", ""), "JSON")
