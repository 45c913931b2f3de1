"""A site's own model: good answers become questions, bad ones cost a bounded time and change nothing."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from typing import Any

import pytest

from intake.model_server import Server, chat, items, serving
from zhenxing.core.compiler import Plan, Source
from zhenxing.core.compiler.proposals import merge_proposals
from zhenxing.core.compiler.source import TracedText
from zhenxing.intake.local_model import LocalModel, ModelAddressError, checked_address, local_model
from zhenxing.intake.model_answers import SCHEMA, claims_of
from zhenxing.intake.model_connection import Limits
from zhenxing.intake.proposer import ProposerError

TEXT = "云岭县陶瓷专业镇培育方案\n窑炉改造由县发展局在2027年弄完七座。\n"
GOOD: dict[str, Any] = {
    "kind": "goal", "quote": "窑炉改造由县发展局在2027年弄完七座", "name": "窑炉改造", "op": "=",
    "value": "7", "unit": "座", "deadline": "2027",
}  # fmt: skip
QUICK = Limits(seconds=0.6, all_seconds=5, answer_bytes=20_000)


def plan_of(text: str = TEXT) -> Plan:
    return Plan(source=Source(text), traced=TracedText.of(text))


def asked(server: Server, plan: Plan | None = None, limits: Limits = QUICK) -> Plan:
    plan = plan or plan_of()
    return merge_proposals(plan, LocalModel(server.url, "小模型", limits).propose(plan))


def failure(server: Server, limits: Limits = QUICK) -> str:
    with pytest.raises(ProposerError) as failed:
        asked(server, limits=limits)
    return failed.value.message


def test_a_good_answer_becomes_a_question() -> None:
    with serving(items(GOOD)) as server:
        [goal] = asked(server).goals
    assert (goal.value, goal.unit, goal.deadline, goal.certainty) == (Decimal(7), "座", "2027", "unsure")
    assert goal.origin == "模型 小模型"
    [question] = server.asked
    assert question["path"] == "/v1/chat/completions"
    assert question["model"] == "小模型"
    assert question["messages"][1]["content"] == TEXT
    assert question["response_format"]["json_schema"]["schema"] == json.loads(json.dumps(SCHEMA))


def test_a_fence_around_the_answer_is_taken_off() -> None:
    content = json.dumps({"items": [GOOD]})
    with serving(chat(f"```json\n{content}\n```")) as server:
        assert len(asked(server).goals) == 1


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        ({"quote": "窑炉改造由县发展局在2027年弄完九座"}, "引文不在原文中 1"),
        ({"value": 70}, "数值不在引文中 1"),
        ({"unit": "万座"}, "计量单位不在引文中 1"),
        ({"value": "七"}, "格式不对 1 条"),
    ],
)
def test_a_lying_answer_is_dropped_and_counted(lie: dict[str, Any], said: str) -> None:
    with serving(items({**GOOD, **lie})) as server:
        plan = asked(server)
    assert plan.goals == ()
    assert said in plan.trail[-1].note


def test_a_deadline_that_the_quote_does_not_print_is_left_open() -> None:
    with serving(items({**GOOD, "deadline": "2035"})) as server:
        [goal] = asked(server).goals
    assert goal.deadline is None


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"no json", b"[]", b"{}", b'{"choices":[]}', b"\xff\xfe", b"[" * 100_000, b"9" * 9000,
        b'{"choices":[{"message":{"content":null}}]}', chat("not json"), chat("{}"), chat('{"items":3}'),
        chat("[" * 9000), chat('{"items":[' + "9" * 5000 + "]}"),
    ],
    ids=range(14),
)  # fmt: skip
def test_an_answer_of_another_form_is_refused(answer: bytes) -> None:
    with pytest.raises(ProposerError, match="不是所要的 JSON"):
        claims_of(answer)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "secret"}, {"kind": ["goal"]}, {"op": "range"}, {"op": 3}, {"value": True}, {"value": None},
        {"value": "1e9"}, {"value": "9" * 50}, {"value": [7]}, {"quote": 3}, {"quote": ""}, {"name": None},
        {"quote": "长" * 500}, {"deadline": "明年"}, {"unit": {}}, {"lead": "县发展局"}, {"lead": [3]},
        {"lead": ["甲"] * 99},
    ],
)  # fmt: skip
def test_items_of_another_form_are_counted(change: dict[str, Any]) -> None:
    assert claims_of(items({**GOOD, **change})) == ([], 1)
    assert claims_of(items(["no object"])) == ([], 1)  # type: ignore[arg-type]  # that is the point


def test_a_task_needs_no_value_and_names_its_units() -> None:
    task = {
        "kind": "task",
        "quote": "窑炉改造由县发展局",
        "name": "改造",
        "lead": ["县发展局 ", ""],
        "support": None,
    }
    [claim], malformed = claims_of(items({**task, "support": None}))
    assert (claim.lead, claim.support, claim.value, malformed) == (("县发展局",), (), None, 0)


def test_more_items_than_allowed_are_left() -> None:
    claims, malformed = claims_of(items(*[GOOD] * 230))
    assert (len(claims), malformed) == (200, 30)


def test_a_slow_answer_is_waited_for_and_a_hanging_one_given_up() -> None:
    with serving(items(GOOD)) as server:
        server.wait = 0.2
        assert len(asked(server).goals) == 1
        server.wait = 30
        began = time.monotonic()
        assert "0.6 秒内没有答复" in failure(server)
    assert time.monotonic() - began < 5


def test_an_answer_that_drips_without_end_is_given_up() -> None:
    with serving(items(GOOD)) as server:
        server.drip = 0.05
        began = time.monotonic()
        assert "没有答复" in failure(server)
    assert time.monotonic() - began < 5


def test_a_huge_answer_is_given_up() -> None:
    with serving(chat("长" * 50_000)) as server:
        assert "超过 19 KB" in failure(server)


def test_an_answer_cut_off_and_a_server_that_is_not_there_are_named() -> None:
    with serving(items(GOOD)) as server:
        server.cut = True
        assert "中断" in failure(server)
    assert "连不上" in failure(server)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_refusals_and_redirects_are_not_followed(status: int) -> None:
    with serving(items(GOOD)) as aim, serving(b"", status=status, headers={"Location": aim.url}) as server:
        assert f"HTTP {status}" in failure(server)
        assert aim.asked == []
        assert len(server.asked) == 1


def test_no_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(items(GOOD)) as server:
        assert len(asked(server).goals) == 1


def long_plan(lines: int = 500) -> Plan:
    numbers = range(1000, 1000 + lines)
    return plan_of("".join(f"窑炉改造由县发展局在2027年弄完{number}座。\n" for number in numbers))


def test_a_long_text_is_asked_about_in_stretches_that_end_with_lines() -> None:
    plan = long_plan(800)
    with serving(items()) as server:
        asked(server, plan)
    texts = [question["messages"][1]["content"] for question in server.asked]
    assert "".join(texts) == plan.text
    assert len(texts) == 4
    assert all(text.endswith("\n") and len(text) <= 6000 for text in texts)


def test_what_was_found_before_a_failure_is_kept_and_the_failure_noted() -> None:
    first = {**GOOD, "quote": "窑炉改造由县发展局在2027年弄完1000座", "value": 1000}
    with serving(items(first), chat("broken")) as server:
        plan = asked(server, long_plan())
    assert [goal.value for goal in plan.goals] == [1000]
    assert "没有读完：模型的答复不是所要的 JSON" in plan.trail[-1].note


def test_a_document_has_its_time_altogether() -> None:
    with serving(items()) as server:
        server.wait = 0.3
        assert "1 秒内没有答完" in failure_of_many(server)


def failure_of_many(server: Server) -> str:
    with pytest.raises(ProposerError) as failed:
        asked(server, long_plan(2000), Limits(seconds=0.9, all_seconds=1))
    return failed.value.message


def test_a_text_beyond_the_limit_is_read_to_there_and_noted() -> None:
    with serving(items()) as server:
        plan = asked(server, plan_of("窑炉改造。\n" * 30_000))
    assert "只读了前 120000 字" in plan.trail[-1].note
    assert sum(len(question["messages"][1]["content"]) for question in server.asked) == 120_000


def test_more_proposals_than_a_person_could_look_at_are_left() -> None:
    with serving(items(*[GOOD] * 60)) as server:
        plan = asked(server, plan_of(TEXT + "甲。\n" * 20_000))
    assert "提议超过 500 条" in plan.trail[-1].note
    assert len(server.asked) == 9


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/v1",
        "https://10.1.2.3",
        "http://192.168.0.9:1/",
        "http://localhost:11434/v1",
        "http://[::1]:8",
    ],
)
def test_addresses_inside_are_allowed(url: str) -> None:
    assert checked_address(url).geturl() == url
    assert local_model(url, "甲") == LocalModel(url, "甲")


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/v1", "https://model.example.org/v1", "http://169.254.169.254/", "http://0.0.0.0:80",
        "http://[fe80::1]/", "http://224.0.0.1/", "http://[::ffff:8.8.8.8]/", "http://localhost.example.org/",
        "ftp://127.0.0.1/", "127.0.0.1:8080", "http://user:secret@127.0.0.1/", "http://127.0.0.1/?a=b",
        "http://127.0.0.1:99999/", "http://[::1", "http://127.1/", "http://2130706433/", "http:///v1",
    ],
)  # fmt: skip
def test_every_other_address_is_refused_in_words(url: str) -> None:
    with pytest.raises(ModelAddressError, match="请写内网的 IP 地址"):
        local_model(url, "甲")


def test_a_model_is_off_until_it_is_configured_and_needs_a_name() -> None:
    assert local_model("", "甲") is None
    with pytest.raises(ModelAddressError, match="ZHENXING_MODEL_NAME"):
        local_model("http://127.0.0.1:1/v1", "")
