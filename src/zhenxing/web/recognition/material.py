"""The material of an application: gathered while it is written, frozen once it is taken in.

Judging reads the frozen text alone; before that it shows how things stand today.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from zhenxing.core.rules import form
from zhenxing.core.rules.book import Answer, Case, Rulebook
from zhenxing.web.recognition import freezing, judging
from zhenxing.web.recognition.models import TEXTS, Application, Call, InitialReview, Snapshot
from zhenxing.web.rules import queries as rules


def book_text(call: Call) -> str:
    """The text of the scheme's rulebook in force on the day of judging; "" when there is none."""
    if not call.scheme.rulebook:
        return ""
    return rulebook_text(call.scheme.rulebook, call.judged_on)


def rulebook_text(key: str, day: date) -> str:
    """The canonical text of a rulebook in force on a day; "" when there is none."""
    book = rules.book(key, on=day)
    return form.dump(book) if book is not None else ""


@lru_cache(maxsize=64)
def _parsed(text: str) -> Rulebook:
    return form.parse(text, "rulebook.yaml")


def questions_of(application: Application) -> tuple[judging.Question, ...]:
    """The criteria a person must answer for an application, by the text that judges it."""
    text = _text_for(application)
    call = application.call
    return judging.questions(_parsed(text), call.judged_on, call.scheme.tier.code) if text else ()


def _text_for(application: Application) -> str:
    frozen = application.frozen
    if frozen is None:
        return book_text(application.call)
    return str(content(frozen)["rulebook"]["text"])


def gather(application: Application, *, year: int, day: date) -> dict[str, Any]:
    """Everything that is judged, as plain values, from the live records."""
    call, scheme, town = application.call, application.call.scheme, application.town
    text = book_text(call)
    case = _live_case(application, year, day)
    return {
        "format": freezing.FORMAT,
        "town": {"name": town.name, "area": str(town.area), "product": town.product},
        "unit": str(application.unit),
        "scheme": {"name": scheme.name, "edition": scheme.edition, "tier": scheme.tier.code},
        "call": {"name": call.name, "batch": call.batch, "number": call.number},
        "criteria": [_criterion(one) for one in scheme.criteria.filter(archived_at__isnull=True)],
        "texts": {name: getattr(application, name) for name in TEXTS},
        "answers": application.answers,
        "own_marks": application.own_marks,
        "proofs": [_proof(one) for one in application.proofs.filter(archived_at__isnull=True)],
        "rulebook": {"key": scheme.rulebook, "text": text, "sha256": freezing.digest(text) if text else ""},
        "case": freezing.frozen_case(case),
    }


def _criterion(one: Any) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "full": str(one.full_mark),
        "rule": one.rule,
        "proof": one.proof,
    }


def _proof(one: Any) -> dict[str, Any]:
    return {"name": one.name, "file": one.file_name, "criterion": one.criterion, "sha256": one.sha256}


def _live_case(application: Application, year: int, day: date) -> Case:
    """The registers' facts, with what the applicant claims for the criteria a person must judge."""
    town = application.town
    key = application.call.scheme.rulebook
    case = rules.town_cases([town], day, book_key=key, year=year)[town.pk]
    claims = {
        key: Answer(one.get("holds"), str(application.unit), one.get("text", ""))
        for key, one in application.answers.items()
    }
    return replace(case, judged={**case.judged, **claims})


def content(snapshot: Snapshot) -> dict[str, Any]:
    """What was frozen, as plain values."""
    return dict(_content(snapshot.text))


@lru_cache(maxsize=64)
def _content(text: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(text)
    return read


def judged(application: Application) -> judging.Judged:
    """The application judged: by its frozen material once there is one, else as things stand today."""
    frozen = application.frozen
    call = application.call
    plain = content(frozen) if frozen else gather(application, year=call.reference_year, day=call.judged_on)
    return judged_material(plain, findings(application) if frozen else {})


def judged_snapshot(snapshot: Snapshot) -> judging.Judged:
    """A snapshot judged by itself, as on the day it was frozen."""
    return judged_material(content(snapshot), {})


def judged_material(plain: Mapping[str, Any], found: Mapping[str, bool | None]) -> judging.Judged:
    text = plain["rulebook"]["text"]
    if not text:
        return judging.NOTHING
    case = freezing.thawed_case(plain["case"])
    by = "初审"
    return judging.judge(_parsed(text), judging.answered(case, found, by), plain["scheme"]["tier"])


def findings(application: Application) -> dict[str, bool | None]:
    """What the newest initial review found of the judged criteria; {} before one."""
    newest: InitialReview | None = application.reviews.order_by("-pk").first()
    return dict(newest.findings) if newest is not None else {}
