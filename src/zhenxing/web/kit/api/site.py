"""The API as a whole: one address that leads to every register's operations, and what describes them."""

from __future__ import annotations

import functools
import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import trans_real
from ninja import NinjaAPI
from ninja.parser import Parser

from zhenxing.web.kit import scope
from zhenxing.web.kit.api import problems
from zhenxing.web.kit.api.authentication import person_of
from zhenxing.web.kit.api.operations import router
from zhenxing.web.kit.api.shapes import Shape

ROOT = "/api/"
#: nothing that is asked in earnest nests deeper
_DEEPEST = 100


class _Json(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        """The body; whatever cannot be read is a ValueError, however it is broken."""
        try:
            return json.loads(request.body.decode(), parse_constant=_no_number)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def _no_number(said: str) -> Any:
    raise ValueError(f"{said} is no JSON")


@functools.lru_cache(maxsize=4)
def api(language: str) -> NinjaAPI:
    """Every operation of every register, its words in one language; made when first asked for."""
    from zhenxing.web.registers import REGISTERS  # the registers are frozen only after start-up

    with translation.override(language):
        made = NinjaAPI(
            title=_("镇兴接口"),
            version=settings.ZHENXING_VERSION,
            description=_("每一类记录的读取、新建、修改、归档和历史；范围、权限和审计与网页相同。"),
            openapi_url=None,
            docs_url=None,
            parser=_Json(),
            urls_namespace=f"api-{language}",
        )
        for register in REGISTERS:
            made.add_router(register.key, router(Shape(register)))
        made.add_exception_handler(Exception, problems.of)
        for kind in tuple(made._exception_handlers):  # ninja's own answers give way to ours
            made.add_exception_handler(kind, problems.of)
    return made


@functools.lru_cache(maxsize=4)
def _resolver(language: str) -> URLResolver:
    return URLResolver(RegexPattern(r"^"), api(language)._get_urls())


def described(request: HttpRequest) -> dict[str, Any]:
    """OpenAPI 3.1 of what this person may see."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    whole = _described(language)
    token = getattr(request, "token", None)
    seen = {
        register
        for register in {address.split("/")[2] for address in whole["paths"]}
        if scope.permits(request.user, f"{register}.view")
        and (token is None or token.allows(register, writing=False))
    }
    paths = {address: item for address, item in whole["paths"].items() if address.split("/")[2] in seen}
    return {**whole, "paths": paths}


@functools.lru_cache(maxsize=4)
def _described(language: str) -> dict[str, Any]:
    from zhenxing.web.kit.api.description import Described, finished

    with translation.override(language):
        return finished(Described(api(language), ROOT))


def entry(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Answer whatever is asked below `/api/`, in the language that is asked for."""
    language = language_of(request)
    with translation.override(language):
        response = _answer(request, rest, language)
    if request.method == "HEAD":
        response.content = b""
    response["Content-Language"] = language
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie"))
    return response


def _answer(request: HttpRequest, rest: str, language: str) -> HttpResponse:
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    try:
        found = _resolver(language).resolve(rest)
        response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    except Http404:  # and Resolver404, which is one
        response = problems.answer(request, 404, "not-found", _("没有这个接口地址。接口说明在 /api/docs。"))
    finally:
        request.method = method
    if response.status_code == 405:
        allowed = {"Allow": response["Allow"]}
        return problems.answer(request, 405, "no-such-method", _("这个地址不支持这种操作。"), headers=allowed)
    return response


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs."""
    language = language_of(request)
    with translation.override(language):
        try:
            person_of(request)
        except Exception as refusal:
            return problems.of(request, refusal)
        text = json.dumps(described(request), ensure_ascii=False)
    return HttpResponse(text, content_type="application/json", headers={"Cache-Control": "no-store"})


def language_of(request: HttpRequest) -> str:
    """The first of `Accept-Language` that we speak; Chinese when none is asked for."""
    for code, _weight in trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return trans_real.get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
