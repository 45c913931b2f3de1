"""The operations of one register, as django-ninja takes them: parameters, bodies, answers."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Body, Header, Path, Query, Router, Schema
from ninja.errors import ValidationError
from pydantic import BaseModel, ConfigDict, Field

from zhenxing.web.kit.api import fields, reading, writing
from zhenxing.web.kit.api.authentication import Gate
from zhenxing.web.kit.api.problems import Problem
from zhenxing.web.kit.api.shapes import Shape
from zhenxing.web.kit.register import Filter

_Short = Annotated[str, Field(max_length=200)]
_Flag = Literal["true", "false"]
_READ_PROBLEMS = (400, 401, 403, 404, 422, 429)
_WRITE_PROBLEMS = (*_READ_PROBLEMS, 409)


class FieldChange(BaseModel):
    """One field that a deed changed."""

    model_config = ConfigDict(extra="forbid")

    field: str
    label: str
    before: Any
    after: Any


class Deed(BaseModel):
    """One deed done to a record."""

    model_config = ConfigDict(extra="forbid")

    id: int
    at: Annotated[str, Field(json_schema_extra={"format": "date-time"})]
    actor: str
    action: str
    reason: str
    request_id: str
    changes: list[FieldChange]


class _Told(Schema):
    """What is answered instead when something is amiss."""

    response: Problem


class History(BaseModel):
    model_config = ConfigDict(extra="forbid")

    items: list[Deed]
    #: give it as `before` for the older ones
    next: int | None


def router(shape: Shape) -> Router:
    """Every operation the register offers."""
    made = Router(tags=[shape.key])
    title = str(shape.register.title)
    _add(made, shape, "GET", "", "view", _("列出%(what)s") % {"what": title}, _list(shape), shape.page)
    if shape.register.role("detail") is not None:
        one = str(shape.register.model._meta.verbose_name)
        _add(
            made,
            shape,
            "GET",
            "/{pk}",
            "view",
            _("读取一条%(what)s") % {"what": one},
            _one(shape),
            shape.record,
        )
        if shape.versioned:
            summary = _("一条%(what)s的变更历史") % {"what": one}
            _add(made, shape, "GET", "/{pk}/history", "view", summary, _history(shape), History)
    for verb, (method, path, words, view) in _WRITES.items():
        if verb in shape.verbs:
            summary = _(words) % {"what": str(shape.register.model._meta.verbose_name)}
            _add(made, shape, method, path, verb, summary, view(shape), shape.record)
    return made


def _add(
    made: Router, shape: Shape, method: str, path: str, verb: str, summary: str, view: Any, answer: Any
) -> None:
    problems = _READ_PROBLEMS if method == "GET" else _WRITE_PROBLEMS
    extra = {"POST": (415, 413), "PATCH": (412, 413, 415, 428), "DELETE": (412, 428)}.get(method, ())
    good = 201 if method == "POST" else 200
    made.add_api_operation(
        path,
        [method],
        view,
        auth=Gate(shape.register, verb),
        response={good: answer},
        operation_id=f"{shape.key}.{_NAMES.get((method, path), verb)}",
        summary=summary,
        by_alias=True,
    )
    # ninja would make a model anew for each status of each operation: seconds of the first request
    answers = made.path_operations[path].operations[-1].response_models
    answers.update(dict.fromkeys(sorted((*problems, *extra)), _Told))


_NAMES = {("GET", ""): "list", ("GET", "/{pk}"): "read", ("GET", "/{pk}/history"): "history"}


# --- reading -----------------------------------------------------------------------------------------


def _list(shape: Shape) -> Callable[..., HttpResponse]:
    sorts = tuple(
        f"{sign}{column.name}"
        for column in shape.register.all_columns
        if shape.register.sort_lookup(column)
        for sign in ("", "-")
    )
    own: dict[str, tuple[Any, Any, str]] = {
        "limit": (Annotated[int, Field(ge=1, le=reading.MOST)], reading.LIMIT, _("每页条数")),
        "cursor": (Annotated[str, Field(max_length=4000)], None, _("上一页给出的 next")),
        "q": (_Short, None, _("查找的词，与网页上的“查找”相同")),
        "archived": (_Flag, "false", _("true 只列已归档的")),
        "fields": (Annotated[str, Field(max_length=2000)], None, _("只要这些字段，用英文逗号隔开")),
        "count": (_Flag, "false", _("true 另给总数（最多数到 10000）")),
    }
    if sorts:
        own["sort"] = (Literal[sorts], None, _("排序的列，前面加 - 为倒序"))
    filters = {
        one.name: (_filter_type(shape, one), None, _filter_label(shape, one))
        for one in shape.register.all_filters
    }
    names = {fields.parameter_name(name): name for name in (*filters, *own)}

    def view(request: HttpRequest, **asked: Any) -> HttpResponse:
        said = {names[name]: value for name, value in asked.items()}
        said |= {"archived": said["archived"] == "true", "count": said["count"] == "true"}
        return reading.listed(shape, request, {"sort": None, **said})

    parameters = [
        _parameter(fields.parameter_name(name), kind, Query(default, alias=name, description=about or None))
        for name, (kind, default, about) in {**filters, **own}.items()
    ]
    return _signed(view, "list_records", parameters)


def _filter_label(shape: Shape, one: Filter) -> str:
    return str(one.label or shape.register.field_label(one.name))


def _filter_type(shape: Shape, one: Filter) -> Any:
    """A choice is one of its codes, a foreign key an id; what a filter works out itself is text."""
    field = fields.model_field(shape.register.model, one.lookup or one.name)
    if one.apply is not None or one.choices is not None or field is None:
        return _Short
    if field.is_relation:
        return fields.Id
    values = tuple(str(value) for value in fields.choices_of(field) if value != "")
    if values:
        return Literal[values]
    return _Flag if isinstance(field, models.BooleanField) else _Short


def _one(shape: Shape) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        return reading.one(shape, request, pk)

    return _signed(view, "read_record", [_pk()])


def _history(shape: Shape) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, pk: int, before: int | None, limit: int) -> HttpResponse:
        return reading.history(shape, request, pk, before, limit)

    limit = _parameter("limit", Annotated[int, Field(ge=1, le=reading.MOST)], Query(reading.LIMIT))
    return _signed(view, "read_history", [_pk(), _parameter("before", fields.Id, Query(None)), limit])


# --- writing -----------------------------------------------------------------------------------------


def _create(shape: Shape) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, draft: BaseModel, reason: str | None, **_key: Any) -> HttpResponse:
        return writing.create(
            shape, request, draft.model_dump(exclude_unset=True, by_alias=True), reason or ""
        )

    body = _parameter("draft", shape.draft, Body(...))
    return _signed(view, "create_record", [body, _reason(), _key()])


def _change(shape: Shape) -> Callable[..., HttpResponse]:
    def view(
        request: HttpRequest, pk: int, change: BaseModel, reason: str | None, **_headers: Any
    ) -> HttpResponse:
        return writing.change(
            shape, request, pk, change.model_dump(exclude_unset=True, by_alias=True), reason or ""
        )

    body = _parameter("change", shape.change, Body(...))
    return _signed(view, "change_record", [_pk(), body, _reason(), _match(), _key()])


def _archive(shape: Shape) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, pk: int, reason: str, **_headers: Any) -> HttpResponse:
        return writing.archive(shape, request, pk, reason)

    why = Query(..., description=_("为什么归档"))
    reason = _parameter("reason", Annotated[str, Field(min_length=1, max_length=300)], why)
    return _signed(view, "archive_record", [_pk(), reason, _match(), _key()])


_WRITES: dict[str, tuple[str, str, str, Any]] = {
    "create": ("POST", "", gettext_noop("新建一条%(what)s"), _create),
    "edit": ("PATCH", "/{pk}", gettext_noop("修改一条%(what)s"), _change),
    "archive": ("DELETE", "/{pk}", gettext_noop("归档一条%(what)s"), _archive),
}


def _pk() -> inspect.Parameter:
    return _parameter("pk", fields.Id, Path(...))


def _reason() -> inspect.Parameter:
    about = _("为什么这样做，随操作留存")
    return _parameter("reason", Annotated[str, Field(max_length=300)], Query(None, description=about))


def _match() -> inspect.Parameter:
    about = _("读取时得到的 ETag")
    return _parameter(
        "if_match", Annotated[str, Field(max_length=200)], Header(None, alias="If-Match", description=about)
    )


def _key() -> inspect.Parameter:
    about = _("每次提交一个新的随机串；重发时用同一个，不会重复办理")
    kind = Annotated[str, Field(min_length=1, max_length=90, pattern=r"^[!-~]+$")]
    return _parameter("idempotency_key", kind, Header(None, alias="Idempotency-Key", description=about))


def _parameter(name: str, kind: Any, source: Any) -> inspect.Parameter:
    """ninja reads the default from the parameter; None makes it optional."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=source, annotation=kind)


def _signed(view: Any, name: str, parameters: list[inspect.Parameter]) -> Callable[..., HttpResponse]:
    """The view with the parameters that this register has: ninja reads them from its signature.

    A question in the address that is none of them is refused: a filter spelt wrongly must not list all.
    """
    known = {one.default.alias or one.name for one in parameters if one.default._param_source() == "query"}

    def strict(request: HttpRequest, **values: Any) -> HttpResponse:
        if unknown := sorted(set(request.GET) - known):
            raise ValidationError([{"type": "extra_forbidden", "loc": ("query", one)} for one in unknown])
        found: HttpResponse = view(request, **values)
        return found

    asked = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    strict.__signature__ = inspect.Signature([asked, *parameters])  # type: ignore[attr-defined]  # read by ninja
    strict.__name__ = name
    return strict
