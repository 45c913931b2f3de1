"""What django-ninja's OpenAPI leaves unsaid: how to sign in, problems as such, versions as headers."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from zhenxing.web.kit.api.problems import CONTENT_TYPE, TITLES

_ETAG = {"schema": {"type": "string", "pattern": '^"[0-9]+"$'}}


class Described(OpenAPISchema):
    """django-ninja's description, in which an answer is worked out once however many operations give it.

    Every operation answers with the same problem at eight statuses; doing that anew each time kept the
    first reader of the description waiting for many seconds.
    """

    def __init__(self, api: NinjaAPI, path_prefix: str) -> None:
        self._known: dict[Any, tuple[dict[str, Any], bool]] = {}
        super().__init__(api, path_prefix)

    def _create_schema_from_model(
        self, model: Any, *args: Any, **options: Any
    ) -> tuple[dict[str, Any], bool]:
        # ninja wraps what is answered in a model of its own for each operation
        answer = model.model_fields.get("response") if len(model.model_fields) == 1 else None
        key = (answer.annotation if answer else model, args, *sorted(options.items()))
        if key not in self._known:
            self._known[key] = super()._create_schema_from_model(model, *args, **options)
        schema, required = self._known[key]
        return {**schema}, required


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
