"""Whatever a program sends, the API answers as its own description says it would."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as search
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import ignored_auth

from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.kit.api.shapes import Shape
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.kit.testing_api import token_of
from zhenxing.web.organisations.models import Area, Incumbency, LeadingGroup, Post, UnitAlias
from zhenxing.web.registers import REGISTERS
from zhenxing.web.wsgi import application

pytestmark = pytest.mark.django_db


def _bounded(examples: int) -> Any:
    """A bounded, repeatable search."""
    return search(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


#: values that fit, each also sent without a key and with a wrong one; and values that do not fit
_SEARCHES: dict[GenerationMode, tuple[Any, list[Any]]] = {
    GenerationMode.POSITIVE: (_bounded(2), []),
    GenerationMode.NEGATIVE: (_bounded(2), [ignored_auth]),
}
#: every register is asked by `./test --all`; one in five each time, which shows what they have in common
_ASKED = frozenset(
    one.key
    for place, one in enumerate(REGISTERS)
    if os.environ.get("ZHENXING_THOROUGH") or place % 5 == 0 or one.key == "enterprises"
)
#: values that fit the types may still not hold: a wrong foreign key, a name that is taken, an old version
_FITTING = ["2XX", "404", "409", "412", "422"]
_CHECKS = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": _FITTING},
        "missing_required_header": {"expected-statuses": ["422", "428"]},
    }
}


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Requests leave the test's connection open, as Django's own client sees to."""
    told = (signals.request_started, signals.request_finished)
    for signal in told:
        signal.disconnect(close_old_connections)
    yield
    for signal in told:
        signal.connect(close_old_connections)


def everybody(where: Area) -> User:
    """Somebody with every role at once, which no real person may be."""
    user = person("office", unit(where, "云岭县工业和信息化局"))
    for role in ("system_administrator", "security_administrator", "audit_administrator"):
        Membership.objects.create(user=user, role=role, begins=date(2020, 1, 1))
    user.forget_grants()
    return user


def records(where: Area) -> None:
    """A few records for the addresses to lead to."""
    office = unit(where, "云岭县统计局")
    post = Post.objects.create(unit=office, title="局长")
    Incumbency.objects.create(post=post, person="赵一", begins=date(2024, 1, 1))
    UnitAlias.objects.create(unit=office, text="县统计局")
    LeadingGroup.objects.create(area=where, name="云岭县专业镇发展领导小组", office=office)


def addressed(case: Any, user: User) -> None:
    """Lead an address with an id to a record that exists, where there is one, at its version."""
    if "pk" not in (case.path_parameters or {}) or case.method == "TRACE":
        return
    key = case.path.split("/")[2]
    register = next(one for one in REGISTERS if one.key == key)
    record = register.rows(user).order_by("-pk").first()
    if record is None or not isinstance(case.path_parameters["pk"], int):
        return
    case.path_parameters["pk"] = record.pk
    if "If-Match" in (case.headers or {}) and Shape(register).versioned:
        case.headers["If-Match"] = f'"{record.version}"'


@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda one: one.value
)
def test_every_answer_is_as_described(mode: GenerationMode, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 1_000_000  # it tries wrong keys by the hundred
    where = area()
    user = everybody(where)
    records(where)
    scope = {register.key: "write" for register in REGISTERS}
    headers = {"Authorization": f"Bearer {token_of(user, scope)}"}
    schema = schemathesis.openapi.from_wsgi(
        "/api/openapi.json", application, headers=headers, config=SchemathesisConfig.from_dict(_CHECKS)
    )
    bounded, excluded = _SEARCHES[mode]
    seen = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.split("/")[2] not in _ASKED:
            continue

        @seed(1)
        @bounded
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: Any) -> None:
            addressed(case, user)
            case.call_and_validate(headers=headers, excluded_checks=excluded)

        answers()
        seen += 1
    assert seen > 3 * len(_ASKED)
