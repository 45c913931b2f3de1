"""Writing: the same forms and the same deeds as the pages; once for each submission."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm, JSONField, ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Outcome, run_action
from zhenxing.web.kit.api.fields import code_field
from zhenxing.web.kit.api.problems import Refused
from zhenxing.web.kit.api.reading import find, record_reply
from zhenxing.web.kit.api.shapes import Shape
from zhenxing.web.kit.audit import client_of
from zhenxing.web.kit.models import IdempotencyKey
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.kit.register_actions import ArchiveRecord, SaveRecord
from zhenxing.web.kit.register_pages import limit_choices

#: the API's keys are told from those of pages, which the same person may have sent
_PREFIX = "api:"
_TAG = re.compile(r'(?:W/)?"([0-9]{1,9})"')
Done = Callable[[], HttpResponse]


def create(shape: Shape, request: HttpRequest, given: dict[str, Any], reason: str) -> HttpResponse:
    def done() -> HttpResponse:
        values = _cleaned(shape, request, given, None)
        outcome = _do(request, SaveRecord(shape.key, shape.register.model, values), reason)
        response = record_reply(shape, _again(shape, outcome), 201)
        response["Location"] = f"{request.path}/{outcome.result.pk}"
        return response

    return _once(request, given, done)


def change(shape: Shape, request: HttpRequest, pk: int, given: dict[str, Any], reason: str) -> HttpResponse:
    def done() -> HttpResponse:
        record = find(shape, request, pk, "edit")
        expected = _expected(request, record.version)
        values = _cleaned(shape, request, given, record) if record.version == expected else given
        action = SaveRecord(shape.key, shape.register.model, values, pk)
        return record_reply(shape, _again(shape, _do(request, action, reason, expected)))

    return _once(request, given, done)


def archive(shape: Shape, request: HttpRequest, pk: int, reason: str) -> HttpResponse:
    def done() -> HttpResponse:
        record = find(shape, request, pk, "archive")
        expected = _expected(request, record.version)
        action = ArchiveRecord(shape.key, shape.register.model, pk)
        return record_reply(shape, _again(shape, _do(request, action, reason, expected)))

    return _once(request, {"reason": reason}, done)


def _do(request: HttpRequest, action: Action[Any], reason: str, expected: int | None = None) -> Outcome[Any]:
    return run_action(
        action,
        request.user,
        reason=reason,
        request_id=getattr(request, "request_id", ""),
        idempotency_key=_key(request),
        expected_version=expected,
        client=client_of(request.META.get("REMOTE_ADDR", "")),
    )


def _again(shape: Shape, outcome: Outcome[Any]) -> Any:
    """The record as the database keeps it now: full of what it works out on saving."""
    return shape.joined(shape.register.model._default_manager.all()).get(pk=outcome.result.pk)


def _expected(request: HttpRequest, current: int) -> int:
    """The version that `If-Match` names: the current one if it is among them, else the first; 0 for none."""
    named = [int(number) for number in _TAG.findall(request.headers["If-Match"])]
    return current if current in named else next(iter(named), 0)


# --- the form ----------------------------------------------------------------------------------------


def _cleaned(shape: Shape, request: HttpRequest, given: Mapping[str, Any], record: Any) -> dict[str, Any]:
    """What was given, as the register's own form understands it. Raises Invalid."""
    form_class = shape.register.form_class()
    empty = form_class(instance=record)
    limit_choices(empty, request)
    kept = {name: empty.get_initial_for_field(field, name) for name, field in empty.fields.items()}
    form = form_class(kept | _for_form(empty, given), instance=record)
    limit_choices(form, request)
    if not form.is_valid():
        raise Invalid({name: tuple(texts) for name, texts in form.errors.items()})
    return {name: form.cleaned_data[name] for name in given}


def _for_form(form: BaseForm, given: Mapping[str, Any]) -> dict[str, Any]:
    """JSON values as a form takes them: records instead of references to them, JSON as text."""
    ready = {}
    for name, value in given.items():
        control = form.fields[name]
        if isinstance(control, ModelMultipleChoiceField):
            ready[name] = [_referred(control, name, item).pk for item in value or ()]
        elif isinstance(control, ModelChoiceField):
            ready[name] = None if value is None else _referred(control, name, value)
        elif isinstance(control, JSONField):
            ready[name] = json.dumps(value)
        else:
            ready[name] = value
    return ready


def _referred(control: ModelChoiceField, name: str, value: Any) -> Any:
    """The record that a reference means, of those the person may choose. Raises Invalid."""
    pk, code = (value.get("id"), value.get("code")) if isinstance(value, dict) else (value, None)
    field = code_field(control.queryset.model)
    if pk is None and (code is None or not field):
        raise Invalid({name: (_("请用 id 或 code 指明是哪一条。"),)})
    found = _matching(control, {"pk": pk} if pk is not None else {field: code})
    if pk is not None and code is not None and field:
        found = [one for one in found if str(getattr(one, field)) == code]
    if len(found) > 1:
        raise Invalid({name: (_("代码是“%(code)s”的记录不止一条，请改用 id。") % {"code": code},)})
    if not found:
        raise Invalid({name: (_("没有找到这条记录，或者它不在您的管理范围内。"),)})
    return found[0]


def _matching(control: ModelChoiceField, by: Mapping[str, Any]) -> list[Any]:
    """At most two records; none when what was given cannot be a code at all."""
    try:
        return list(control.queryset.filter(**by)[:2])
    except (ValueError, ValidationError):
        return []


# --- once --------------------------------------------------------------------------------------------


def _key(request: HttpRequest) -> str | None:
    said = request.headers.get("Idempotency-Key")
    return f"{_PREFIX}{said}" if said else None


def _once(request: HttpRequest, said: Mapping[str, Any], done: Done) -> HttpResponse:
    """Do it and keep the answer with its key, both or neither; sent again, say the same answer again."""
    key = _key(request)
    if key is None:
        return done()
    print_ = _fingerprint(request, said)
    earlier = _earlier(request, key, print_)
    if earlier is not None:
        return earlier
    with transaction.atomic():
        response = done()
        kept = {
            "of": print_,
            "status": response.status_code,
            "body": response.content.decode(),
            "headers": {name: response[name] for name in ("ETag", "Location") if name in response},
        }
        IdempotencyKey.objects.filter(actor=request.user, key=key).update(answer=kept)
    return response


def _earlier(request: HttpRequest, key: str, print_: str) -> HttpResponse | None:
    seen = IdempotencyKey.objects.filter(actor=request.user, key=key).first()
    if seen is None:
        return None
    if seen.answer.get("of") != print_:
        message = _("这个 Idempotency-Key 已用于另一份内容。每次新的提交请换一个。")
        raise Refused(409, "key-conflict", message)
    headers = {**seen.answer["headers"], "Idempotency-Replayed": "true"}
    return HttpResponse(
        seen.answer["body"], status=seen.answer["status"], content_type="application/json", headers=headers
    )


def _fingerprint(request: HttpRequest, said: Mapping[str, Any]) -> str:
    what = [request.method, request.path, said]
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
