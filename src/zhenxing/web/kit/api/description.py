"""What django-ninja's OpenAPI leaves unsaid: how to sign in, problems as such, versions as headers."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.web.kit.api.problems import CONTENT_TYPE, TITLES

_ETAG = {"schema": {"type": "string", "pattern": '^"[0-9]+"$'}}


def finished(schema: dict[str, Any]) -> dict[str, Any]:
    """The whole description, ready for a program."""
    schemes = {
        "key": {"type": "http", "scheme": "bearer", "description": _("接口密钥")},
        "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": _("网页会话")},
    }
    for item in schema["paths"].values():
        for operation in item.values():
            _finish(operation)
    components = {**schema["components"], "securitySchemes": schemes}
    return {**schema, "components": components, "security": [{"key": []}, {"session": []}]}


def _finish(operation: dict[str, Any]) -> None:
    answers = {}
    for status, answer in operation["responses"].items():
        if status >= HTTPStatus.BAD_REQUEST:
            answer = _problem(status, answer)
        elif operation["operationId"].rpartition(".")[2] in {"read", "create", "edit", "archive"}:
            answer = {**answer, "headers": {"ETag": _ETAG}}
        answers[str(int(status))] = answer
    operation["responses"] = answers
    for parameter in operation["parameters"]:
        if parameter["name"] == "If-Match":
            parameter["required"] = True
    _either_patch(operation)


def _problem(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    content = answer["content"]["application/json"]
    return {"description": str(TITLES.get(status, answer["description"])), "content": {CONTENT_TYPE: content}}


def _either_patch(operation: dict[str, Any]) -> None:
    """A change may also be sent as what it is: a JSON merge patch."""
    content = operation.get("requestBody", {}).get("content")
    if content and operation["operationId"].endswith(".edit"):
        content["application/merge-patch+json"] = content["application/json"]
