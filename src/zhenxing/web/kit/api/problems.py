"""What went wrong, as `application/problem+json`: a kind sentence, where it is, and what to do."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel, ConfigDict

from zhenxing.web.kit.refusals import (
    ActionRefused,
    Invalid,
    KeyConflict,
    NeedsReason,
    NotPermitted,
    SelfApproval,
    StaleVersion,
)

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """Where a value is wrong (`body.name`, `query.limit`, `header.if-match`), and what to do about it."""

    model_config = ConfigDict(extra="forbid")

    path: str
    message: str


class Changed(BaseModel):
    """A field that somebody else changed in between."""

    model_config = ConfigDict(extra="forbid")

    field: str
    label: str
    was: str
    now: str


class Problem(BaseModel):
    """RFC 9457. `code` is for programs and stays the same in every language; `detail` is for people."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: list[FieldProblem] = []
    #: only of a stale version
    differences: list[Changed] = []
    current_etag: str | None = None


#: (status, code, meaning) of every problem, for the page that describes them
MEANINGS: tuple[tuple[int, str, str | Promise], ...] = (
    (400, "unreadable", gettext_lazy("内容不是完整的 JSON。")),
    (401, "not-signed-in", gettext_lazy("没有密钥，或密钥不对、已过期、已收回。")),
    (403, "not-permitted", gettext_lazy("您的角色不能做这项操作。")),
    (403, "outside-key", gettext_lazy("密钥的范围不包括这项操作。")),
    (403, "self-approval", gettext_lazy("不能审批自己提交的内容。")),
    (403, "csrf", gettext_lazy("用网页会话写数据时缺少 X-CSRFToken。")),
    (403, "change-password-first", gettext_lazy("初始口令还没有改。")),
    (404, "not-found", gettext_lazy("没有这条记录或这个地址，或者不在您的管理范围内。")),
    (405, "no-such-method", gettext_lazy("这个地址不支持这种操作。")),
    (409, "refused", gettext_lazy("记录现在的状态不允许，如已经归档。")),
    (409, "key-conflict", gettext_lazy("同一个 Idempotency-Key 用于两份不同的内容。")),
    (409, "collision", gettext_lazy("同时有别的提交占用了同样的内容。")),
    (412, "stale-version", gettext_lazy("别人先改过；differences 是逐项差异，current_etag 是现在的版本。")),
    (413, "too-big", gettext_lazy("一次提交超过 10 MB。")),
    (415, "not-json", gettext_lazy("Content-Type 不是 application/json。")),
    (422, "invalid", gettext_lazy("有值不合要求；errors 列出每一处。")),
    (422, "needs-reason", gettext_lazy("这项操作要写明理由。")),
    (428, "needs-version", gettext_lazy("修改和归档缺少 If-Match。")),
    (429, "locked", gettext_lazy("密钥连续多次不对，临时锁定；Retry-After 是秒数。")),
    (500, "failed", gettext_lazy("服务器出错，已记录；request_id 可供查找。")),
)


class Refused(ActionRefused):
    """A refusal that only the API knows."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str | Promise,
        headers: Mapping[str, str] | None = None,
        where: str = "",
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.headers, self.where = status, code, dict(headers or {}), where


TITLES: dict[int, str | Promise] = {
    400: gettext_lazy("请求读不懂"),
    401: gettext_lazy("需要身份"),
    403: gettext_lazy("没有权限"),
    404: gettext_lazy("没有找到"),
    405: gettext_lazy("不支持这种操作"),
    409: gettext_lazy("现在不能办理"),
    412: gettext_lazy("记录已被改过"),
    413: gettext_lazy("内容太大"),
    415: gettext_lazy("内容类型不对"),
    422: gettext_lazy("有内容需要更正"),
    428: gettext_lazy("缺少版本"),
    429: gettext_lazy("暂时锁定"),
    500: gettext_lazy("服务器出错"),
}
_CODES: dict[type[Exception], str] = {
    NotPermitted: "not-permitted",
    SelfApproval: "self-approval",
    StaleVersion: "stale-version",
    KeyConflict: "key-conflict",
    NeedsReason: "needs-reason",
    Invalid: "invalid",
}


def answer(
    request: HttpRequest,
    status: int,
    code: str,
    detail: str | Promise,
    *,
    errors: Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """The problem as an answer."""
    body = {
        "type": f"/api/docs#problem-{code}",
        "title": str(TITLES.get(status, status)),
        "status": status,
        "detail": str(detail),
        "code": code,
        "request_id": getattr(request, "request_id", ""),
        "errors": [{"path": path, "message": message} for path, message in errors],
        **more,
    }
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=CONTENT_TYPE, headers=dict(headers or {}))


def of(request: HttpRequest, problem: Exception) -> HttpResponse:
    """The answer to whatever an operation raised; what nobody foresaw is logged and answered with 500."""
    for kind, handler in _HANDLERS.items():
        if isinstance(problem, kind):
            found: HttpResponse = handler(request, problem)
            return found
    logger.exception("API: %s %s", request.method, request.path, exc_info=problem)
    return answer(
        request,
        500,
        "failed",
        _("服务器出错，已记录。请把请求编号告诉系统管理员，稍后用同一个提交编号再试。"),
    )


def _refused(request: HttpRequest, problem: ActionRefused) -> HttpResponse:
    code = getattr(problem, "code", "") or _CODES.get(type(problem), "refused")
    if isinstance(problem, Invalid):
        errors = [(_path(name), str(text)) for name, texts in problem.fields.items() for text in texts]
        return answer(request, problem.status, code, _("有内容需要更正，见 errors。"), errors=errors)
    if isinstance(problem, StaleVersion):
        changed = [vars(one) for one in problem.differences]
        tag = f'"{problem.current}"'
        return answer(request, problem.status, code, str(problem), differences=changed, current_etag=tag)
    if problem.status == 404:
        return _missing(request, problem)
    where = "query.reason" if isinstance(problem, NeedsReason) else getattr(problem, "where", "")
    errors = [(where, str(problem))] if where else []
    headers = getattr(problem, "headers", None)
    return answer(request, problem.status, code, str(problem), errors=errors, headers=headers)


def _path(name: str) -> str:
    return "body" if name == "__all__" else f"body.{name}"


def _missing(request: HttpRequest, problem: Exception) -> HttpResponse:
    return answer(request, 404, "not-found", _("没有找到，或者它不在您的管理范围内。"))


def _unknown_person(request: HttpRequest, problem: Exception) -> HttpResponse:
    message = _("请用“Authorization: Bearer 密钥”说明身份；密钥在“我的接口密钥”页面生成。")
    return answer(
        request, 401, "not-signed-in", message, headers={"WWW-Authenticate": 'Bearer realm="zhenxing"'}
    )


def _unreadable(request: HttpRequest, problem: HttpError) -> HttpResponse:
    if isinstance(problem.__cause__, RequestDataTooBig):
        return _too_big(request, problem)
    return answer(
        request, problem.status_code, "unreadable", _("请求的内容不是完整的 JSON（UTF-8）。请检查后重发。")
    )


def _too_big(request: HttpRequest, problem: Exception) -> HttpResponse:
    return answer(request, 413, "too-big", _("一次提交不能超过 10 MB。请分批提交。"))


def _collision(request: HttpRequest, problem: Exception) -> HttpResponse:
    return answer(request, 409, "collision", _("同时有别的提交占用了同样的内容。请读取最新记录后再试。"))


def _wrong_values(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    found: dict[str, list[str]] = {}
    for one in problem.errors:  # a value that fits none of several types is one problem, not several
        found.setdefault(_where(one["loc"]), []).append(message_of(one))
    errors = [(path, " / ".join(dict.fromkeys(messages))) for path, messages in found.items()]
    return answer(request, 422, "invalid", _("有内容需要更正，见 errors。"), errors=errors)


def _where(parts: Sequence[Any]) -> str:
    """`("body", "draft", "name")` → `body.name`; the alternatives of a union say nothing to people."""
    source, rest = str(parts[0]), list(parts[1:])
    if source == "body" and rest:
        rest = rest[1:]
    kept = [str(part) for part in rest if not _alternative(part)]
    where = ".".join([source, *kept])
    return where.lower() if source == "header" else where


def _alternative(part: Any) -> bool:
    return part in ("Reference", "int") or str(part).startswith(("constrained-", "function-"))


_HANDLERS: dict[type[Exception], Any] = {
    AuthenticationError: _unknown_person,
    ActionRefused: _refused,
    Http404: _missing,
    ValidationError: _wrong_values,
    HttpError: _unreadable,
    RequestDataTooBig: _too_big,
    IntegrityError: _collision,
}

# --- what pydantic found, in words -------------------------------------------------------------------

_WORDS: dict[str, str | Promise] = {
    "missing": gettext_lazy("必填，没有提供。"),
    "extra_forbidden": gettext_lazy("没有这个字段，请检查名称。"),
    "string_type": gettext_lazy("应是文字（字符串）。"),
    "string_unicode": gettext_lazy("含有不完整的字符，请用 UTF-8。"),
    "string_too_short": gettext_lazy("不能为空。"),
    "string_too_long": gettext_lazy("最多 %(max_length)s 个字。"),
    "string_pattern_mismatch": gettext_lazy("格式不对，应符合 %(pattern)s。"),
    "int_type": gettext_lazy("应是整数。"),
    "int_parsing": gettext_lazy("应是整数。"),
    "int_from_float": gettext_lazy("应是整数。"),
    "float_type": gettext_lazy("应是数。"),
    "bool_type": gettext_lazy("应是 true 或 false。"),
    "bool_parsing": gettext_lazy("应是 true 或 false。"),
    "literal_error": gettext_lazy("只能是 %(expected)s 之一。"),
    "greater_than_equal": gettext_lazy("不能小于 %(ge)s。"),
    "less_than_equal": gettext_lazy("不能大于 %(le)s。"),
    "list_type": gettext_lazy("应是列表。"),
    "dict_type": gettext_lazy("应是对象。"),
    "model_type": gettext_lazy("应是对象。"),
    "model_attributes_type": gettext_lazy("应是对象。"),
}


def message_of(error: Mapping[str, Any]) -> str:
    """One of pydantic's findings as a sentence for the person who sent it."""
    words = _WORDS.get(error["type"])
    if words is None:
        return _("这个值不合要求。")
    return str(words) % error.get("ctx", {})
